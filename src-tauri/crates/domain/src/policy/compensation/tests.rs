use serde_json::{Value, json};

use super::*;
use crate::policy::{BUNDLED_DOCUMENT, PolicyError};

/// The bundled document with its section of compensation changed.
fn changed(change: impl FnOnce(&mut Value)) -> Result<Policy, PolicyError> {
    let mut document: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
    change(&mut document);
    Policy::parse(&document.to_string())
}

fn refusal(change: impl FnOnce(&mut Value)) -> String {
    changed(change).map(|_| "accepted").unwrap_err().to_string()
}

fn measure<'a>(document: &'a mut Value, code: &str) -> &'a mut Value {
    let measures = document["compensation"]["measures"].as_array_mut().unwrap();
    measures.iter_mut().find(|measure| measure["code"] == code).unwrap()
}

#[test]
fn no_document_gives_less_than_the_law() {
    let below = |code: &str| format!("{code} gives less than the law");
    type Change = fn(&mut Value);
    let changes: [(&str, Change); 14] = [
        ("postal_uninsured", |it| it["lines"][0]["sum"] = json!({"loss_up_to_freight": {"times": 2}})),
        ("postal_uninsured", |it| it["lines"][0]["sum"] = json!({"freight_times": {"times": 3}})),
        ("postal_uninsured", |it| it["lines"] = json!([])),
        ("postal_uninsured", |it| it["proposed_when"] = json!([])),
        ("postal_uninsured", |it| it["cover"] = json!("any")),
        ("postal_registered_letter", |it| it["lines"][0]["sum"] = json!({"freight_times": {"times": 2}})),
        ("postal_registered_letter", |it| it["lines"][0]["sum"] = json!("loss")),
        ("postal_insured_whole", |it| {
            it["lines"][0]["sum"] = json!({"insured_proportion": {"held_to_loss": true}});
        }),
        ("postal_insured_part", |it| it["lines"][0]["sum"] = json!({"fixed": {"fen": 100}})),
        ("mail_force_majeure", |it| it["cover"] = json!("any")),
        ("express_terms_limit", |it| it["proposed_when"] = json!([])),
        ("express_uninsured", |it| it["lines"][0]["sum"] = json!({"loss_up_to_freight": {"times": 3}})),
        ("express_insured", |it| it["proposed_when"] = json!([])),
        ("ordinary_mail_none", |it| it["proposed_when"] = json!([])),
    ];
    for (code, change) in changes {
        assert_eq!(refusal(|document| change(measure(document, code))), below(code), "{code}");
    }
    let shorter = |code: &str, term: Value| {
        refusal(|document| {
            let limits = document["limits"].as_array_mut().unwrap();
            limits.iter_mut().find(|limit| limit["code"] == code).unwrap()["term"] = term;
        })
    };
    assert_eq!(shorter("inquiry_domestic", json!({"months": 11})), below("inquiry_domestic"));
    assert_eq!(
        shorter("inquiry_international", json!({"calendar_days": 179})),
        below("inquiry_international")
    );
    assert_eq!(shorter("limitation", json!({"years": 2})), below("limitation"));

    let more = |it: &mut Value| it["lines"][0]["sum"] = json!({"loss_up_to_freight": {"times": 5}});
    assert!(changed(|document| more(measure(document, "postal_uninsured"))).is_ok(), "more is allowed");
}

#[test]
fn something_is_always_proposed() {
    let without = |code: &'static str| {
        refusal(|document| {
            let measures = document["compensation"]["measures"].as_array_mut().unwrap();
            measures.retain(|measure| measure["code"] != code);
        })
    };
    let missing = |what: &str| format!("{what}, which is not there");
    assert_eq!(without("express_uninsured"), missing("express names whole_loss"));
    assert_eq!(without("postal_limit_falls"), missing("recorded_mail names whole_loss"));
    assert_eq!(without("ordinary_mail_gross_fault"), missing("ordinary_mail names whole_loss"));
    assert_eq!(without("express_delay"), missing("express names delay"));
}

#[test]
fn a_section_that_does_not_hold_together_is_refused() {
    let unreadable = "the document cannot be read as a policy";
    for (why, place, value) in [
        ("own_promise names promise.none, which is not there", "/measures/13/rule", json!("promise.none")),
        ("own_promise names law.none, which is not there", "/measures/13/lines/0/rule", json!("law.none")),
        ("the words of own_promise are not complete", "/measures/13/why/en", json!("")),
        ("mail_time_bar names sledge, which is not there", "/measures/0/services/0", json!("sledge")),
        ("mail_time_bar names moods, which is not there", "/measures/0/exempted_by", json!("moods")),
        ("mail_time_bar cannot be", "/measures/0/limit", json!("inquiry_answer_domestic")),
        ("mail_time_bar cannot be", "/measures/0/limit", Value::Null),
        ("mail_time_bar cannot be", "/measures/0/exempted_by", json!("force_majeure")),
        ("own_promise cannot be", "/measures/13/lines/1/line", json!("loss")),
        ("own_promise cannot be", "/measures/13/proposed_when", json!([])),
        ("measures has mail_time_bar twice", "/measures/1/code", json!("mail_time_bar")),
        ("services is empty", "/services", json!([])),
        ("a time limit names never, which is not there", "/time_limits/0/limit", json!("never")),
        ("value names a_word, which is not there", "/proof_needs/1/any_of/0", json!("a_word")),
        ("value cannot be", "/proof_needs/1/any_of", json!([])),
        ("value names a_shot, which is not there", "/proof_needs/1/slots", json!(["a_shot"])),
        ("the words of loss are not complete", "/words/steps/0/name/en", json!("Loss")),
        ("the words of loss are not complete", "/words/steps/0/name/zh", json!("{loss}{insured}")),
        ("the words of person_decides are not complete", "/words/phrases/13/name/zh", json!("{about}")),
        ("flags has figure_missing twice", "/words/flags/0/code", json!("figure_missing")),
        (
            "the program names loss, which is not there",
            "/words/lines",
            json!([{"code": "coupon", "name": {"zh": "券", "en": "Coupon"}}]),
        ),
        ("the review cannot be", "/review/earlier_claims", json!(0)),
        ("the rounds of a decision cannot be", "/rounds/most", json!(0)),
        ("the rounds of a decision cannot be", "/rounds/citation/en", json!(" ")),
        (unreadable, "/measures/13/proposed_when", json!(["full_moon"])),
        (unreadable, "/measures/13/lines/0/sum", json!("as_you_like")),
        (unreadable, "/review/above_fen", json!(-1)),
    ] {
        let change = |document: &mut Value| {
            *document["compensation"].pointer_mut(place).expect(place) = value;
        };
        assert_eq!(refusal(change), why, "{place}");
    }
    let unsourced = refusal(|document| {
        let rules = document["rules"].as_array_mut().unwrap();
        rules.iter_mut().find(|rule| rule["code"] == "law.civil_833").unwrap()["source"] = json!(" ");
    });
    assert_eq!(unsourced, "law.civil_833 does not say where it was found");
    let without = refusal(|document| {
        document.as_object_mut().unwrap().remove("compensation");
    });
    assert_eq!(without, unreadable);
}

#[test]
fn authority_has_no_gap_no_overlap_and_no_end() {
    let bands = |bands: Value| refusal(|document| document["compensation"]["authority"] = bands);
    let one = |above: i64, up_to: Option<i64>| json!({"above_fen": above, "up_to_fen": up_to, "roles": ["approver"]});
    let two = |above: i64| json!({"above_fen": above, "roles": ["adjuster"], "second_roles": ["approver"]});
    let unclear = |yuan: &str| format!("authority over {yuan} is not clear");
    assert_eq!(bands(json!([])), "authority is empty");
    assert_eq!(bands(json!([one(0, Some(100)), two(50)])), unclear("0.50"), "an overlap");
    assert_eq!(bands(json!([one(0, Some(100)), two(150)])), unclear("1.50"), "a gap");
    assert_eq!(bands(json!([one(10, Some(100)), two(100)])), unclear("0.10"), "nobody for a little");
    assert_eq!(
        bands(json!([one(0, Some(100)), one(100, Some(100)), two(100)])),
        unclear("1.00"),
        "a band of nothing"
    );
    assert_eq!(bands(json!([one(0, Some(100))])), unclear("0.00"), "nobody for much");
    assert_eq!(bands(json!([one(0, None)])), unclear("0.00"), "one person for anything");
    assert_eq!(bands(json!([two(0), one(100, None)])), unclear("1.00"), "nothing comes after the last");
    assert_eq!(bands(json!([{"above_fen": 0, "roles": [], "second_roles": ["approver"]}])), unclear("0.00"));
    let clerk = json!([{"above_fen": 0, "roles": ["clerk"], "second_roles": ["approver"]}]);
    assert_eq!(bands(clerk), unclear("0.00"), "a clerk neither decides nor releases");
    let wizard = json!([{"above_fen": 0, "roles": ["wizard"], "second_roles": ["approver"]}]);
    assert_eq!(bands(wizard), "the document cannot be read as a policy");
}

#[test]
fn every_rule_that_money_rests_on_can_be_read_off() {
    let policy = Policy::bundled();
    let row = |measure: &Measure| {
        let rule = policy.rule(&measure.rule).unwrap();
        let when: Vec<&str> = measure.proposed_when.iter().map(|it| it.as_str()).collect();
        let lines: Vec<String> = measure
            .lines
            .iter()
            .map(|line| format!("{} {:?} by {}", line.line, line.sum, line.rule))
            .collect();
        format!(
            "{:27} {:9} {} {:?} | {} | {}",
            measure.code.as_str(),
            measure.cover.as_str(),
            rule.code,
            rule.confidence,
            when.join(" "),
            lines.join("; ")
        )
    };
    let table: Vec<String> = policy.compensation().measures.iter().map(row).collect();
    insta::assert_snapshot!(table.join("\n"));
}
