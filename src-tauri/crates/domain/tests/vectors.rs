//! Every vector that the rules were researched with; those of compensation stand in `compensation`.

use std::collections::BTreeMap;

use domain::{
    CategoryCode, Date, Due, Fen, Instant, Kind, Policy, Promise, PromiseStep, ResidentId, ResidentIdError,
    RuleCode, S10Number, Zone, capitals, is_assigned_mobile, mask_address, mask_id, mask_name, promises,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vectors {
    calendar: BTreeMap<i32, Year>,
    sla: Vec<Sla>,
    capital: Vec<(String, String)>,
    mask: Vec<(String, String, String)>,
    deadlines: Vec<Deadline>,
    s10: S10,
    resident_id: ResidentIds,
    mobile: BTreeMap<String, bool>,
}

#[derive(Deserialize)]
struct Year {
    off: Vec<Date>,
    work: Vec<Date>,
    source: String,
}

#[derive(Deserialize)]
struct Sla {
    received: Date,
    forward_1wd: Date,
    reply_3wd: Date,
    settle_10wd: Date,
    legal_7d_strict: Date,
    legal_7d_rolled: Date,
    effective_reply_due: Date,
    claim_30d_strict: Date,
    claim_30d_rolled: Date,
}

#[derive(Deserialize)]
struct Deadline {
    rule: String,
    start: Date,
    expect: Date,
}

#[derive(Deserialize)]
struct S10 {
    valid: Vec<String>,
    invalid: Vec<String>,
}

#[derive(Deserialize)]
struct ResidentIds {
    valid: Vec<String>,
    invalid: BTreeMap<String, String>,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../../../../tests/vectors/vectors.json"))
        .expect("the vectors are JSON of this shape")
}

fn afternoon_of(day: Date) -> Instant {
    Zone::SHANGHAI.start_of(day).plus_ms((14 * 60 + 35) * 60_000)
}

#[test]
fn the_calendar_has_the_published_days() {
    let calendar = Policy::bundled().calendar();
    for (number, year) in vectors().calendar {
        let ours = &calendar.years()[&number];
        assert_eq!(ours.off.iter().copied().collect::<Vec<_>>(), year.off, "{number}");
        assert_eq!(ours.work.iter().copied().collect::<Vec<_>>(), year.work, "{number}");
        assert_eq!(ours.sources, [year.source]);
        assert!(year.off.iter().all(|day| !calendar.is_workday(*day)));
        assert!(year.work.iter().all(|day| calendar.is_workday(*day)));
        let first = Date::new(number, 1, 1).unwrap();
        let worked = (0..366)
            .map(|n| first.plus_days(n))
            .filter(|day| day.year() == number && calendar.is_workday(*day));
        assert_eq!(worked.count(), 248, "{number}");
    }
}

#[test]
fn service_levels_end_when_they_should() {
    let policy = Policy::bundled();
    let calendar = policy.calendar();
    for sla in vectors().sla {
        let from = sla.received;
        let limit = |code: &str| policy.limit(code).unwrap().term.last_day(from, calendar).unwrap();
        assert_eq!(limit("forward"), sla.forward_1wd, "{from}");
        assert_eq!(calendar.add_workdays(from, 3), sla.reply_3wd, "{from}");
        assert_eq!(limit("claim_proposal"), sla.claim_30d_strict, "{from}");
        assert_eq!(calendar.rolled(limit("claim_proposal")), sla.claim_30d_rolled, "{from}");
        assert_eq!(calendar.rolled(sla.legal_7d_strict), sla.legal_7d_rolled, "{from}");

        let category = CategoryCode::from("damage.contents");
        let lines = promises(Kind::Claim, &category, afternoon_of(from), calendar, policy);
        let line = |step: &str| -> &Promise { lines.iter().find(|line| line.step.as_str() == step).unwrap() };
        assert_eq!(line("law_7_days").due, Due::On(sla.legal_7d_strict), "{from}");
        assert_eq!(line("settle").due, Due::On(sla.settle_10wd), "{from}");
        assert_eq!(line("reply").due, Due::On(sla.effective_reply_due), "{from}");
        let held_by_law = sla.effective_reply_due < sla.reply_3wd;
        assert_eq!(line("reply").by_law, held_by_law, "{from}");
        assert_eq!(line("reply").rule == RuleCode::LAW_7_DAYS, held_by_law, "{from}");
    }
}

#[test]
fn terms_of_law_end_on_the_corresponding_day() {
    let policy = Policy::bundled();
    for vector in vectors().deadlines {
        let code = match vector.rule.as_str() {
            "邮政法49 国内查询期限 1年" => "inquiry_domestic",
            "邮政法49 国际查询 180日" => "inquiry_international",
            "邮政法49 查复 30日" => "inquiry_answer_domestic",
            "彻底延误 省内异地/省际 7个日历天" => "total_delay_other_city",
            "民法典188 诉讼时效 3年" => "limitation",
            "快递 投诉 7日" => "law_7_days",
            other => panic!("no test for {other}"),
        };
        let term = match policy.limit(code) {
            Some(limit) => limit.term,
            None => {
                let step = PromiseStep::from(code);
                policy.clock_for(Kind::Complaint, &CategoryCode::OTHER, &step).unwrap().term
            }
        };
        assert_eq!(term.last_day(vector.start, policy.calendar()), Some(vector.expect), "{}", vector.rule);
    }
}

#[test]
fn amounts_are_written_in_capitals() {
    for (yuan, expected) in vectors().capital {
        assert_eq!(capitals(Fen::parse_yuan(&yuan).unwrap()), expected, "{yuan}");
    }
}

#[test]
fn personal_details_are_masked() {
    for (what, given, shown) in vectors().mask {
        let masked = match what.as_str() {
            "name" => mask_name(&given),
            "id" => mask_id(&given),
            "address" => mask_address(&given),
            other => panic!("no mask for {other}"),
        };
        assert_eq!(masked, shown, "{what}");
    }
}

#[test]
fn postal_item_numbers_are_checked() {
    let S10 { valid, invalid } = vectors().s10;
    for number in valid {
        assert!(number.parse::<S10Number>().is_ok(), "{number}");
    }
    for number in invalid {
        assert!(number.parse::<S10Number>().is_err(), "{number}");
    }
}

#[test]
fn resident_numbers_are_checked() {
    let ResidentIds { valid, invalid } = vectors().resident_id;
    for id in valid {
        assert!(id.parse::<ResidentId>().is_ok(), "{id}");
    }
    for (id, why) in invalid {
        let expected = match why.as_str() {
            "check digit" => Err(ResidentIdError::CheckCharacter),
            "2001-02-29 does not exist" => Err(ResidentIdError::BirthDate),
            "lowercase x: accept after upper-casing" => Ok(()),
            other => panic!("no test for {other}"),
        };
        assert_eq!(id.parse::<ResidentId>().map(|_| ()), expected, "{id}");
    }
}

#[test]
fn mobiles_are_recognised() {
    for (number, assigned) in vectors().mobile {
        assert_eq!(is_assigned_mobile(&number), assigned, "{number}");
    }
}
