//! What a claim comes to: every fact of it, with everything and with nothing said.

use domain::{
    AssessmentMade, AwardLine, Bilingual, ContactAbout, ContactMade, ContactOutcome, ContactWay,
    DecisionGround, DecisionMade, DecisionReleased, EpochId, Fact, Fen, PaidTo, Payee, PaymentMade,
    PaymentMethod, ProofNoted, Role, Sealed, Verdict,
    compensation::{
        Area, Claim, Days, DepartureCode, ExemptionCode, Finding, Incident, LineKind, OwnPromise, Proof,
        ProofStanding, RaisedExemption, ServiceCode, Terms, Values, WaiverCode,
    },
};
use protocol::{Head, Line, NO_HASH};

use crate::samples::{OPENED_MS, epoch_opened, event, head, headquarters, line_with, ticket, ticket_opened};

fn fen(fen: i64) -> Fen {
    Fen::new(fen).unwrap()
}

fn award_line(kind: LineKind, amount: i64) -> AwardLine {
    AwardLine {
        kind,
        fen: fen(amount),
        rule: "law.civil_code_833".into(),
        ground: Bilingual::new("《民法典》第八百三十三条", "Civil Code, art. 833"),
        reckoned: vec![Bilingual::new("已证明的损失", "the loss proven")],
    }
}

/// A claim of which everything is known.
pub fn claim() -> Claim {
    let day = |text: &str| Some(text.parse().unwrap());
    let claim = Claim::new(ServiceCode::EXPRESS, Incident::PartDamage, Area::OtherCity, Role::SENDER);
    Claim {
        values: Values {
            claimed_fen: Some(fen(120_000)),
            proven_fen: Some(fen(90_000)),
            actual_loss_fen: Some(fen(80_000)),
            whole_value_fen: Some(fen(150_000)),
            insured_fen: Some(fen(100_000)),
            declared_fen: Some(fen(150_000)),
            freight_fen: Some(fen(2_300)),
            return_freight_fen: Some(fen(1_200)),
        },
        days: Days {
            posted_on: day("2026-11-15"),
            promised_on: day("2026-11-18"),
            delivered_on: day("2026-11-20"),
            discovered_on: day("2026-11-20"),
            inquired_on: day("2026-11-19"),
            claimed_on: day("2026-11-21"),
        },
        terms: Terms { told: Some(true), freight_times: Some(7), in_proportion: Some(false) },
        promises: vec![OwnPromise { line: LineKind::Coupon, fen: fen(1_000) }],
        exemptions: vec![RaisedExemption { code: ExemptionCode::FORCE_MAJEURE, finding: Finding::Rejected }],
        gross_fault: Some(Finding::Raised),
        fraud: Some(Finding::Rejected),
        carrier_at_fault: Some(true),
        delay_destroyed_value: Some(false),
        coupon_chosen: true,
        posted_grams: Some(1_500),
        arrived_grams: Some(1_400),
        earlier_claims: 2,
        ..claim
    }
}

/// What a claim comes to, and what is said to the customer: written at the counter.
pub fn award_facts() -> Vec<Fact> {
    let proof =
        |code: &str, standing| Fact::ProofNoted(ProofNoted { proof: Proof { code: code.into(), standing } });
    let words = |words: &str| Some(Sealed::Open(words.to_owned()));
    vec![
        epoch_opened(),
        Fact::TicketOpened(Box::new(ticket_opened())),
        proof("invoice", ProofStanding::Given { on: "2026-11-21".parse().unwrap() }),
        proof("repair_quote", ProofStanding::Owed { by: "2026-11-28".parse().unwrap() }),
        proof("payment", ProofStanding::Waived { why: WaiverCode::OWN_RECORD }),
        Fact::AssessmentMade(Box::new(AssessmentMade {
            on: "2026-11-22".parse().unwrap(),
            claim: claim(),
            measure: Some("express_insured".into()),
            lines: vec![award_line(LineKind::Loss, 80_000), award_line(LineKind::FreightRefund, 2_300)],
            departure: Some(DepartureCode::GOODWILL),
            words: words("茶壶是客户祖母的"),
        })),
        Fact::AssessmentMade(Box::new(AssessmentMade {
            on: "2026-11-22".parse().unwrap(),
            claim: Claim::new(ServiceCode::EXPRESS, Incident::Delay, Area::SameCity, Role::RECIPIENT),
            measure: None,
            lines: vec![],
            departure: None,
            words: None,
        })),
        Fact::ContactMade(ContactMade {
            way: ContactWay::PHONE,
            about: ContactAbout::RESULT,
            outcome: ContactOutcome::REACHED,
            words: words("同意"),
        }),
        Fact::ContactMade(ContactMade {
            way: ContactWay::TEXT,
            about: ContactAbout::PROGRESS,
            outcome: ContactOutcome::NO_ANSWER,
            words: None,
        }),
        Fact::PaymentMade(PaymentMade {
            voucher: "WC07-261121-A0012-5/P1".into(),
            decision: event(103),
            fen: fen(82_300),
            method: PaymentMethod::WECHAT,
            payee: Payee::SENDER,
            departure: Some(DepartureCode::GOODWILL),
            private: Sealed::Open(PaidTo { name: "王小明".into(), account: "wxid_1234".into() }),
        }),
    ]
}

/// What headquarters says of it.
pub fn decision_facts() -> Vec<Fact> {
    let decision = DecisionMade {
        verdict: Verdict::Change,
        assessment: Some(event(6)),
        lines: vec![award_line(LineKind::Loss, 80_000)],
        grounds: vec![DecisionGround {
            rule: "law.postal_47".into(),
            citation: Bilingual::new("《邮政法》第四十七条", "Postal Law, art. 47"),
        }],
        departure: Some(DepartureCode::GOODWILL),
        round: 2,
        decided_as: "adjuster".into(),
        second_roles: vec!["approver".into()],
        words: Some(Sealed::Open("运费另行退还".into())),
    };
    let plain = |verdict| DecisionMade {
        verdict,
        assessment: None,
        lines: vec![],
        grounds: vec![],
        departure: None,
        round: 1,
        decided_as: "approver".into(),
        second_roles: vec![],
        words: None,
    };
    vec![
        epoch_opened(),
        Fact::DecisionMade(plain(Verdict::AskBack)),
        Fact::DecisionMade(decision),
        Fact::DecisionReleased(DecisionReleased { decision: event(103), released_as: "approver".into() }),
        Fact::DecisionMade(plain(Verdict::Decline)),
        Fact::DecisionMade(plain(Verdict::Approve)),
    ]
}

/// The counter's log of a claim's money, chained.
pub fn award_log() -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (fact, seq) in award_facts().iter().zip(1..) {
        let mut head = head(seq, vec![]);
        head.prev = lines.last().map_or(NO_HASH, Line::hash);
        if matches!(fact, Fact::EpochOpened(_)) {
            head.ticket = None;
        }
        lines.push(line_with(head, fact));
    }
    lines
}

/// Headquarters' log of its decisions, chained.
pub fn decision_log() -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (fact, seq) in decision_facts().iter().zip(101..) {
        let prev = lines.last().map_or(NO_HASH, Line::hash);
        let about = (!matches!(fact, Fact::EpochOpened(_))).then(ticket);
        let head = Head {
            device: headquarters(),
            epoch: EpochId::new(OPENED_MS - 9_200_000, [0xe1; 10]),
            seq: u64::from(seq) - 100,
            prev,
            ticket: about,
            ..head(seq, vec![])
        };
        lines.push(line_with(head, fact));
    }
    lines
}
