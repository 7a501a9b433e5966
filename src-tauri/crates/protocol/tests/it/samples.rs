//! One fixed ticket, its keys and every kind of fact: nothing here is random.

use domain::{
    ActionTaken, Amendment, AnswerBy, Bilingual, BranchId, Change, Channel, ClockMeasured, CountedMoney,
    CustodyReleased, CustodyTaken, Date, DayClosed, DayOpened, Demand, DeviceId, Due, EpochId, EpochOpened,
    EventId, Fact, Fen, HandedOver, HeldRole, Hlc, Instant, Kept, Kind, LastKnown, MarkShape, NoteAdded,
    PaperName, ParcelStatus, Parties, Party, PaymentMethod, PersonAdded, PersonChanged, PersonId, PhotoAdded,
    PhotoAnnotated, PhotoMark, PolicyVersion, PrintEnded, PrintStarted, Promise, PromiseMade, PromiseStep,
    ReleasedTo, Retracted, Role, RuleCode, Sealed, Sha256, Shipment, Signature, SignatureGiven,
    SignaturePurpose, SkipReason, Slot, SlotSkipped, TicketAction, TicketAmended, TicketId, TicketOpened,
    Told,
};
use protocol::{BranchKey, Head, Keys, Line, NO_HASH, SealingKey, SigningKey, TicketKey, hash_of};

/// 2026-11-21T06:35:00.250Z
pub const OPENED_MS: u64 = 1_795_242_900_250;

pub fn branch() -> BranchId {
    BranchId::new(OPENED_MS - 9_000_000, [0xb1; 10])
}

pub fn device() -> DeviceId {
    DeviceId::new(OPENED_MS - 8_000_000, [0xd1; 10])
}

pub fn headquarters() -> DeviceId {
    DeviceId::new(OPENED_MS - 9_500_000, [0xd0; 10])
}

pub fn epoch() -> EpochId {
    EpochId::new(OPENED_MS - 7_000_000, [0xe1; 10])
}

pub fn person() -> PersonId {
    PersonId::new(OPENED_MS - 6_000_000, [0xa1; 10])
}

pub fn ticket() -> TicketId {
    TicketId::new(OPENED_MS - 60_000, [0x71; 10])
}

pub fn event(n: u8) -> EventId {
    EventId::new(OPENED_MS + 1_000 * u64::from(n), [n; 10])
}

pub fn at(ms_after_opening: i64) -> Instant {
    Instant::from_unix_ms(OPENED_MS as i64 + ms_after_opening)
}

pub fn ticket_key() -> TicketKey {
    TicketKey::from_bytes([0x11; 32])
}

pub fn branch_key() -> BranchKey {
    BranchKey::from_bytes([0x22; 32])
}

pub fn device_key() -> SigningKey {
    SigningKey::from_bytes(&[0x33; 32])
}

pub fn root_key() -> SigningKey {
    SigningKey::from_bytes(&[0x44; 32])
}

pub fn feed_key() -> SigningKey {
    SigningKey::from_bytes(&[0x55; 32])
}

pub fn ack_key() -> SigningKey {
    SigningKey::from_bytes(&[0x66; 32])
}

pub fn sealing_key() -> SealingKey {
    SealingKey::from_bytes([0x77; 32])
}

/// The head of line `seq` of the counter's log.
pub fn head(seq: u8, after: Vec<EventId>) -> Head {
    Head {
        id: event(seq),
        branch: branch(),
        device: device(),
        epoch: epoch(),
        seq: seq.into(),
        prev: NO_HASH,
        wall: at(1_000 * i64::from(seq)),
        hlc: Hlc::new(at(1_000 * i64::from(seq)), 0),
        author: Some(person()),
        ticket: Some(ticket()),
        after,
        policy: PolicyVersion::from("2026-11.1"),
    }
}

pub fn keys<'a>(ticket: &'a TicketKey, branch: &'a BranchKey) -> Keys<'a> {
    Keys { ticket: Some(ticket), branch: Some(branch) }
}

/// Writes `fact` as line `seq`, with the sample keys and a nonce of that number.
pub fn line(seq: u8, fact: &Fact) -> Line {
    line_with(head(seq, vec![]), fact)
}

pub fn line_with(head: Head, fact: &Fact) -> Line {
    let nonce = [head.seq as u8; 24];
    Line::write(head, fact, keys(&ticket_key(), &branch_key()), nonce).unwrap()
}

pub fn told() -> Told {
    Told {
        parties: Parties {
            sender: Party {
                name: "王小明".into(),
                phone: "13800138000".into(),
                other_contact: "微信 wxm".into(),
                address: "上海市徐汇区 1 号".into(),
            },
            recipient: Party {
                name: "欧阳𠮷龘".into(), phone: "19212345678".into(), ..Party::default()
            },
            agent: Party::default(),
        },
        story: "壶嘴断了,\n纸箱一个角也压扁了。😀 <b>&\u{0}\u{7f}\u{2028}=1+1\"\\".into(),
        demand_text: "按保价赔".into(),
        items_kept: "外箱一只".into(),
    }
}

pub fn promises() -> Vec<Promise> {
    vec![
        Promise {
            step: PromiseStep::FIRST_FEEDBACK,
            what: Bilingual::new("首次反馈", "You hear from us"),
            due: Due::By(at(86_400_000)),
            due_at: at(86_400_000),
            rule: RuleCode::from("own.first_feedback"),
            ground: Bilingual::new("本公司承诺", "our own promise"),
            by_law: false,
            provisional: false,
        },
        Promise {
            step: PromiseStep::LAW_7_DAYS,
            what: Bilingual::new("答复", "You get an answer"),
            due: Due::On("2026-11-28".parse().unwrap()),
            due_at: "2026-11-28T16:00:00.000Z".parse().unwrap(),
            rule: RuleCode::LAW_7_DAYS,
            ground: Bilingual::new("《快递暂行条例》第二十九条", "Express Regulation, art. 29"),
            by_law: true,
            provisional: true,
        },
    ]
}

pub fn ticket_opened() -> TicketOpened {
    let on = |day: &str| Some(day.parse::<Date>().unwrap());
    let fen = |fen| Some(Fen::new(fen).unwrap());
    TicketOpened {
        number: "WC07-261121-A0012-N".parse().unwrap(),
        kind: Kind::Claim,
        category: "damage.contents".into(),
        channel: Channel::COUNTER,
        answer_by: AnswerBy::PHONE,
        role: Role::SENDER,
        demands: vec![Demand::COMPENSATION, Demand::APOLOGY],
        claimed_fen: fen(150_000),
        shipment: Shipment {
            waybill: "SF1234567890123".into(),
            carrier: Some("sf".into()),
            posted_on: on("2026-11-14"),
            promised_on: None,
            freight_fen: fen(2_300),
            insured_fen: fen(150_000),
            declared_fen: None,
        },
        last_known: Some(LastKnown {
            status: ParcelStatus::SIGNED,
            at: Some(at(-3_600_000)),
            from: "tracking_page".into(),
        }),
        promises: promises(),
        slip_code: protocol::slip_code_hash(&[0x99; 10]),
        practice: false,
        private: Sealed::Open(told()),
    }
}

pub fn photo_added() -> PhotoAdded {
    PhotoAdded {
        sha256: hash_of(b"prepared"),
        size: 412_345,
        media_type: "image/jpeg".into(),
        slot: Slot::from("label"),
        taken_at: at(-30_000),
        source_sha256: hash_of(b"source"),
        source_size: 4_812_345,
        camera_time: Some("2026:11:21 14:30:11".into()),
        camera_model: Some("HUAWEI P60".into()),
    }
}

pub fn action(action: TicketAction, words: Option<&str>) -> Fact {
    Fact::ActionTaken(ActionTaken { action, words: words.map(|words| Sealed::Open(words.to_owned())) })
}

pub fn note(text: &str) -> Fact {
    Fact::NoteAdded(NoteAdded { text: Sealed::Open(text.to_owned()) })
}

pub fn amended(changes: Vec<(Vec<EventId>, Amendment)>) -> Fact {
    let changes = changes.into_iter().map(|(replaces, to)| Change { replaces, to }).collect();
    Fact::TicketAmended(TicketAmended { changes })
}

pub fn epoch_opened() -> Fact {
    Fact::EpochOpened(EpochOpened { last: None })
}

/// The facts of a counter's log, in an order in which they could have been written.
pub fn counter_facts() -> Vec<Fact> {
    let opening = event(2);
    let claimed = Amendment::ClaimedFen(Some(Fen::new(120_000).unwrap()));
    let shipment = Shipment { waybill: "SF1234567890124".into(), ..Shipment::default() };
    vec![
        epoch_opened(),
        Fact::TicketOpened(Box::new(ticket_opened())),
        Fact::PhotoAdded(photo_added()),
        Fact::SlotSkipped(SlotSkipped { slot: Slot::from("scale"), reason: SkipReason::NOT_APPLICABLE }),
        Fact::PrintStarted(PrintStarted {
            document: "receipt".into(),
            paper: PaperName::A5,
            language: "both".into(),
            copy: 0,
            printer: "HP LaserJet".into(),
            about: None,
        }),
        Fact::PrintEnded(PrintEnded { print: event(5), outcome: "printed".into() }),
        note("客户会再来"),
        amended(vec![
            (vec![opening], claimed),
            (vec![opening], Amendment::Kind(Kind::Complaint)),
            (vec![opening], Amendment::Shipment(shipment)),
            (vec![opening], Amendment::LastKnown(None)),
        ]),
        amended(vec![(vec![opening], Amendment::Told(Sealed::Open(told())))]),
        Fact::PromiseMade(PromiseMade { promises: promises() }),
        action(TicketAction::Investigate, None),
        action(TicketAction::Decline, Some("不属于本网点")),
        Fact::Retracted(Retracted { event: event(7) }),
        Fact::ClockMeasured(ClockMeasured { offset_ms: -2_500 }),
    ]
}

/// The counter's log: every kind a counter writes, chained.
pub fn counter_log() -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (fact, seq) in counter_facts().iter().zip(1..) {
        let after = lines.last().filter(|_| seq > 2).map(|line| line.head().id).into_iter().collect();
        let mut head = head(seq, after);
        head.prev = lines.last().map_or(NO_HASH, Line::hash);
        if matches!(fact, Fact::EpochOpened(_) | Fact::ClockMeasured(_)) {
            (head.ticket, head.author, head.after) = (None, None, vec![]);
        }
        lines.push(line_with(head, fact));
    }
    lines
}

/// Headquarters' log of the same branch: the kinds it alone writes.
pub fn headquarters_log() -> Vec<Line> {
    let roles = vec!["clerk".into(), "manager".into()];
    let facts = [
        Fact::EpochOpened(EpochOpened {
            last: Some(domain::LastEpoch {
                epoch: EpochId::new(OPENED_MS - 9_400_000, [0xe9; 10]),
                seq: 41,
                hash: hash_of(b"the last line before headquarters was restored"),
            }),
        }),
        Fact::PersonAdded(PersonAdded {
            person: person(),
            roles,
            name: Sealed::Open("陈大文".into()),
            first_code: None,
        }),
        Fact::TicketForgotten,
    ];
    let mut lines: Vec<Line> = Vec::new();
    for (fact, seq) in facts.iter().zip(101..) {
        let first = Sha256(hash_of(b"the last line before headquarters was restored").0);
        let forgets = matches!(fact, Fact::TicketForgotten);
        let head = Head {
            device: headquarters(),
            epoch: EpochId::new(OPENED_MS - 9_300_000, [0xe0; 10]),
            seq: u64::from(seq) - 100,
            prev: lines.last().map_or(first, Line::hash),
            author: None,
            ticket: forgets.then(ticket),
            after: if forgets { vec![event(13)] } else { vec![] },
            ..head(seq, vec![])
        };
        lines.push(line_with(head, fact));
    }
    lines
}

/// What headquarters says of people after it has named them.
pub fn people_facts() -> Vec<Fact> {
    let held = |role: &str, from: Option<&str>, until: Option<&str>| HeldRole {
        role: role.into(),
        from: from.map(|day| day.parse().unwrap()),
        until: until.map(|day| day.parse().unwrap()),
    };
    vec![
        epoch_opened(),
        Fact::PersonAdded(PersonAdded {
            person: person(),
            roles: vec!["clerk".into()],
            name: Sealed::Open("陈大文".into()),
            first_code: Some("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA".into()),
        }),
        Fact::PersonChanged(PersonChanged {
            person: person(),
            roles: vec![held("clerk", None, None), held("manager", Some("2026-11-23"), Some("2026-11-27"))],
            name: None,
            first_code: None,
        }),
        Fact::PersonChanged(PersonChanged {
            person: person(),
            roles: vec![held("clerk", None, Some("2026-12-31"))],
            name: Some(Sealed::Open("陈达文".into())),
            first_code: Some("$argon2id$v=19$m=19456,t=2,p=1$c2FsdB$aGFzaA".into()),
        }),
    ]
}

/// Headquarters' log of people, chained.
pub fn people_log() -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (fact, seq) in people_facts().iter().zip(1..) {
        let prev = lines.last().map_or(NO_HASH, Line::hash);
        let head = Head { device: headquarters(), prev, author: None, ticket: None, ..head(seq, vec![]) };
        lines.push(line_with(head, fact));
    }
    lines
}

/// What a counter writes of its day, of what was left with it and of what was signed.
pub fn day_facts() -> Vec<Fact> {
    vec![
        epoch_opened(),
        Fact::DayOpened(DayOpened { day: "2026-11-21".parse().unwrap() }),
        Fact::TicketOpened(Box::new(ticket_opened())),
        Fact::PhotoAdded(photo_added()),
        Fact::PhotoAnnotated(PhotoAnnotated {
            photo: event(4),
            marks: vec![
                PhotoMark { shape: MarkShape::ARROW, from: (0, 0), to: (5_000, 2_500) },
                PhotoMark { shape: MarkShape::RING, from: (100, 200), to: (300, 400) },
                PhotoMark { shape: MarkShape::BLUR, from: (9_000, 9_000), to: (10_000, 10_000) },
            ],
        }),
        Fact::SignatureGiven(SignatureGiven {
            purpose: SignaturePurpose::INTAKE,
            document: "receipt".into(),
            shown: hash_of(b"the receipt as it was shown"),
            language: "zh".into(),
            role: Role::SENDER,
            private: Sealed::Open(Signature {
                name: "王小明".into(),
                strokes: vec![vec![(0, 0), (10_000, 10_000)], vec![(7, 8)]],
            }),
        }),
        Fact::CustodyTaken(CustodyTaken {
            tag: "WC07-261121-A0012-5/1".into(),
            private: Sealed::Open(Kept { item: "碎了的茶壶".into(), place: "货架 3".into() }),
        }),
        Fact::PrintStarted(PrintStarted {
            document: "custody_tag".into(),
            paper: PaperName::from("roll80"),
            language: "zh".into(),
            copy: 0,
            printer: "XP-80C".into(),
            about: Some(event(7)),
        }),
        Fact::CustodyReleased(CustodyReleased {
            custody: event(7),
            to: ReleasedTo::CUSTOMER,
            words: Some(Sealed::Open("本人取走".into())),
        }),
        Fact::CustodyReleased(CustodyReleased { custody: event(7), to: ReleasedTo::DESTROYED, words: None }),
        Fact::HandedOver(HandedOver {
            from: person(),
            to: PersonId::new(OPENED_MS - 5_000_000, [0xa2; 10]),
            open: 7,
            in_custody: 1,
            drafts: 2,
            remarks: Some(Sealed::Open("三点来取件".into())),
        }),
        Fact::DayClosed(DayClosed {
            day: "2026-11-21".parse().unwrap(),
            is_complete: false,
            unconfirmed_events: 3,
            unconfirmed_photos: 1,
            counted: Vec::new(),
        }),
    ]
}

/// A day that was closed with its money counted: one method differs, one does not.
pub fn counted_facts() -> Vec<Fact> {
    let counted = |method, paid, counted, words: Option<&str>| CountedMoney {
        method,
        paid_fen: Fen::new(paid).unwrap(),
        counted_fen: Fen::new(counted).unwrap(),
        words: words.map(|words| Sealed::Open(words.into())),
    };
    vec![
        Fact::EpochOpened(EpochOpened { last: None }),
        Fact::DayClosed(DayClosed {
            day: "2026-11-21".parse().unwrap(),
            is_complete: true,
            unconfirmed_events: 0,
            unconfirmed_photos: 0,
            counted: vec![
                counted(PaymentMethod::CASH, 28_000, 27_950, Some("王小明少拿五角")),
                counted(PaymentMethod::TRANSFER, 120_000, 120_000, None),
            ],
        }),
    ]
}

/// Its log, chained.
pub fn counted_log() -> Vec<Line> {
    chained(&counted_facts())
}

/// A counter's log of one day, chained.
pub fn day_log() -> Vec<Line> {
    chained(&day_facts())
}

fn chained(facts: &[Fact]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (fact, seq) in facts.iter().zip(1..) {
        let mut head = head(seq, vec![]);
        head.prev = lines.last().map_or(NO_HASH, Line::hash);
        let is_of_day = matches!(fact, Fact::DayOpened(_) | Fact::DayClosed(_) | Fact::HandedOver(_));
        if is_of_day || matches!(fact, Fact::EpochOpened(_)) {
            head.ticket = None;
        }
        lines.push(line_with(head, fact));
    }
    lines
}
