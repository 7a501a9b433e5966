//! What happens at a counter, as facts.

use domain::{
    AssessmentMade, AwardLine, CategoryCode, Channel, Date, Demand, EpochOpened, Fact, Fen, Instant, Kind,
    NoteAdded, Party, PhotoAdded, Policy, Role, Sealed, Sha256, Shipment, Slot, TicketNumber, TicketOpened,
    Told, compensation,
    compensation::{Area, Claim, Incident, ServiceCode, Values, assess},
    promises,
};

pub const STORY: &str = "送到时外箱压扁,茶壶碎了";
pub const NAME: &str = "王小明";
pub const PHONE: &str = "13812345678";
pub const ASSESSED: &str = "茶壶按发票计";

pub fn epoch_opened() -> Fact {
    Fact::EpochOpened(EpochOpened { last: None })
}

pub fn a_claim(serial: u16, waybill: &str, opened_at: Instant) -> Fact {
    let policy = Policy::bundled();
    let (kind, category) = (Kind::Claim, CategoryCode::from("damage.contents"));
    let on = policy.calendar().zone().local(opened_at).date;
    let number = TicketNumber::new("WC07".parse().unwrap(), on, "A".parse().unwrap(), serial).unwrap();
    let mut told = Told { story: STORY.into(), ..Told::default() };
    told.parties.sender = Party { name: NAME.into(), phone: PHONE.into(), ..Party::default() };
    Fact::TicketOpened(Box::new(TicketOpened {
        number,
        kind,
        promises: promises(kind, &category, opened_at, policy.calendar(), policy),
        category,
        channel: Channel::COUNTER,
        answer_by: domain::default_answer_by(),
        role: Role::SENDER,
        demands: vec![Demand::COMPENSATION],
        claimed_fen: Some(Fen::new(150_000).unwrap()),
        shipment: Shipment { waybill: waybill.into(), ..Shipment::default() },
        last_known: None,
        slip_code: Sha256([7; 32]),
        practice: false,
        private: Sealed::Open(told),
    }))
}

pub fn a_photo(jpeg: &[u8], taken_at: Instant) -> Fact {
    Fact::PhotoAdded(PhotoAdded {
        sha256: protocol::hash_of(jpeg),
        size: jpeg.len() as u64,
        media_type: "image/jpeg".into(),
        slot: Slot::OTHER,
        taken_at,
        source_sha256: Sha256([9; 32]),
        source_size: 5_000_000,
        camera_time: None,
        camera_model: None,
    })
}

/// What a lost parcel's claim comes to by the bundled policy, with so much proven.
pub fn an_assessment(on: Date, claimed_fen: i64, proven_fen: i64) -> Fact {
    let (policy, yuan) = (Policy::bundled(), |fen| Some(Fen::new(fen).unwrap()));
    let mut claim = Claim::new(ServiceCode::EXPRESS, Incident::WholeLoss, Area::OtherCity, Role::SENDER);
    claim.values =
        Values { claimed_fen: yuan(claimed_fen), proven_fen: yuan(proven_fen), ..Values::default() };
    let assessed = assess(&claim, on, policy.calendar(), policy);
    let proposed = assessed.proposed().unwrap();
    let line = |line: &compensation::Line| AwardLine {
        kind: line.kind,
        fen: line.fen.unwrap(),
        rule: line.rule.clone(),
        ground: line.citation.clone(),
        reckoned: line.steps.iter().map(|step| step.in_words(policy)).collect(),
    };
    Fact::AssessmentMade(Box::new(AssessmentMade {
        on,
        claim,
        measure: Some(proposed.measure.clone()),
        lines: proposed.lines.iter().map(line).collect(),
        departure: None,
        words: Some(Sealed::Open(ASSESSED.into())),
    }))
}

pub fn a_note(text: &str) -> Fact {
    Fact::NoteAdded(NoteAdded { text: Sealed::Open(text.into()) })
}

/// A prepared picture.
pub fn a_jpeg() -> Vec<u8> {
    let source = include_bytes!("../../../../../tests/photos/webcam-640.jpg");
    imaging::prepare(source, &imaging::Limits::default()).unwrap().jpeg
}
