//! Writes the lines of a log, of facts that happen at a counter.

use domain::{
    AnswerBy, BranchId, CategoryCode, Channel, Demand, DeviceId, EpochId, EpochOpened, EventId, Fact, Fen,
    Hlc, Instant, Kind, NoteAdded, Parties, Party, PhotoAdded, PolicyVersion, Role, Sealed, Sha256, Shipment,
    Slot, TicketId, TicketNumber, TicketOpened, Told,
};
use protocol::{Head, Keys, Line, NO_HASH, TicketKey, hash_of};
use tests::dice::Dice;

/// Stands at the end of a log.
#[derive(Clone)]
pub struct Pen {
    pub branch: BranchId,
    pub device: DeviceId,
    pub epoch: EpochId,
    /// What was written so far.
    pub lines: Vec<String>,
}

impl Pen {
    /// What a log begins with; nothing where it was begun.
    pub fn opening(&mut self, dice: &mut Dice) -> Vec<Line> {
        let opened = Fact::EpochOpened(EpochOpened { last: None });
        if self.lines.is_empty() { vec![self.write(None, &opened, dice)] } else { Vec::new() }
    }

    /// Writes the next line, sealed with its ticket's key.
    pub fn write(&mut self, ticket: Option<(TicketId, &TicketKey)>, fact: &Fact, dice: &mut Dice) -> Line {
        self.write_about(ticket.map(|(id, _)| id), ticket.map(|(_, key)| key), fact, dice)
    }

    /// Writes the next line.
    pub fn write_about(
        &mut self,
        ticket: Option<TicketId>,
        key: Option<&TicketKey>,
        fact: &Fact,
        dice: &mut Dice,
    ) -> Line {
        let seq = self.lines.len() as u64 + 1;
        let wall = at(seq as i64);
        let head = Head {
            id: EventId::new(wall.unix_ms() as u64, dice.bytes()),
            branch: self.branch,
            device: self.device,
            epoch: self.epoch,
            seq,
            prev: self.head(),
            wall,
            hlc: Hlc::new(wall, 0),
            author: None,
            ticket,
            after: Vec::new(),
            policy: PolicyVersion::from("2026-11.1"),
        };
        let keys = key.map_or(Keys::NONE, Keys::ticket);
        let line = Line::write(head, fact, keys, dice.bytes()).expect("the fact can be written");
        self.lines.push(line.raw().to_owned());
        line
    }

    /// The hash of the last line.
    pub fn head(&self) -> Sha256 {
        self.lines.last().map_or(NO_HASH, |line| hash_of(line.as_bytes()))
    }
}

/// A moment of the day on which all of this happens.
pub fn at(ms: i64) -> Instant {
    Instant::from_unix_ms(1_795_242_900_000 + ms)
}

/// A claim was made, the day's so manieth.
pub fn a_claim(serial: u16) -> Fact {
    let on = "2026-11-21".parse().expect("a date");
    let branch = "WC07".parse().expect("a branch's code");
    let number = TicketNumber::new(branch, on, "A".parse().expect("a letter"), serial).expect("a number");
    let sender = Party { name: "王小明".into(), phone: "13800138000".into(), ..Party::default() };
    Fact::TicketOpened(Box::new(TicketOpened {
        number,
        kind: Kind::Claim,
        category: CategoryCode::from("damage.contents"),
        channel: Channel::COUNTER,
        answer_by: AnswerBy::PHONE,
        role: Role::SENDER,
        demands: vec![Demand::COMPENSATION],
        claimed_fen: Some(Fen::new(150_000).expect("an amount")),
        shipment: Shipment { waybill: format!("SF{serial:013}"), ..Shipment::default() },
        last_known: None,
        promises: Vec::new(),
        slip_code: Sha256([6; 32]),
        practice: false,
        private: Sealed::Open(Told {
            parties: Parties { sender, ..Parties::default() },
            story: "紫砂茶具的壶嘴断了".into(),
            demand_text: "按保价赔".into(),
            items_kept: String::new(),
        }),
    }))
}

/// A photo of that name and size was added.
pub fn a_photo(sha256: Sha256, size: u64) -> Fact {
    Fact::PhotoAdded(PhotoAdded {
        sha256,
        size,
        media_type: "image/jpeg".into(),
        slot: Slot::OTHER,
        taken_at: at(0),
        source_sha256: sha256,
        source_size: size,
        camera_time: None,
        camera_model: None,
    })
}

/// Somebody asked again.
pub fn a_note(time: usize) -> Fact {
    Fact::NoteAdded(NoteAdded { text: Sealed::Open(format!("第 {time} 次来电,问到哪了")) })
}
