use serde_json::{Value, json};

use super::*;
use crate::{
    RatingAspect, RatingWay,
    policy::{
        PhrasePlace,
        tests::{changed, refusal},
    },
};

#[test]
fn the_words_of_a_follow_up_are_in_the_lists() {
    let policy = Policy::bundled();
    use ContactOutcome as Outcome;
    for outcome in [
        Outcome::REACHED,
        Outcome::NO_ANSWER,
        Outcome::ARRIVED_SATISFIED,
        Outcome::ARRIVED_DISSATISFIED,
        Outcome::NOT_ARRIVED,
        Outcome::REOPEN_WANTED,
        Outcome::NOT_REACHED,
    ] {
        assert_ne!(policy.name_of_contact_outcome(&outcome).zh, outcome.as_str());
    }
    assert_eq!(policy.name_of_contact_outcome(&"moved".into()).zh, "moved");
    for aspect in RatingAspect::ALL {
        assert_ne!(policy.name_of_aspect(*aspect).en, aspect.as_str());
    }
    for way in [RatingWay::COUNTER, RatingWay::PHONE, RatingWay::SLIP] {
        assert_ne!(policy.name_of_rating_way(&way).en, way.as_str());
    }
}

#[test]
fn a_document_of_before_follow_ups_has_the_usual_rules_and_no_phrases() {
    let older = changed(|d| {
        for section in ["follow_up", "repeats", "satisfaction", "phrases"] {
            assert!(d.as_object_mut().unwrap().remove(section).is_some(), "{section}");
        }
    });
    let older = older.unwrap();
    assert_eq!(older.follow_up().update_every, Policy::bundled().follow_up().update_every);
    assert_eq!(older.follow_up().return_visit_percent, 0, "nobody is picked unless a document says so");
    assert_eq!(older.repeats().repeat_days, Policy::bundled().repeats().repeat_days);
    assert!(older.phrases().is_empty());
    assert_eq!(older.name_of_aspect(RatingAspect::Safety).en, "safety");
}

#[test]
fn rules_that_cannot_be_are_refused() {
    let follow_up = |field: &str, value: Value| refusal(|d| d["follow_up"][field] = value);
    assert_eq!(follow_up("return_visit_percent", json!(101)), "the follow-up cannot be");
    assert_eq!(follow_up("update_every", json!({"calendar_days": 0})), "the follow-up cannot be");
    assert_eq!(
        follow_up("citation", json!({"zh": "规则", "en": ""})),
        "the words of follow_up are not complete"
    );
    let outcome = |code: &str, en: &str| json!([{"code": code, "name": {"zh": "好", "en": en}}]);
    assert_eq!(follow_up("outcomes", outcome("reached", "Reached")), "outcomes has reached twice");
    assert_eq!(follow_up("outcomes", outcome("new", " ")), "the words of outcomes new are not complete");
    assert_eq!(refusal(|d| d["repeats"]["repeat_days"] = json!(0)), "the days of a repeat cannot be");
    let one_less = |d: &mut Value| drop(d["satisfaction"]["aspects"].as_array_mut().unwrap().pop());
    assert_eq!(refusal(one_less), "satisfaction names handling, which is not there");
    let twice = |d: &mut Value| d["satisfaction"]["ways"][1]["code"] = json!("counter");
    assert_eq!(refusal(twice), "ways has counter twice");
}

#[test]
fn phrases_have_a_key_of_their_own_and_both_languages() {
    let phrase = |field: &str, value: Value| refusal(|d| d["phrases"][1][field] = value);
    let first = Policy::bundled().phrases()[0].key.clone();
    assert_eq!(phrase("key", json!(first)), format!("phrases has {first} twice"));
    assert_eq!(phrase("key", json!("A b")), "the key A b of a phrase cannot be");
    assert_eq!(phrase("key", json!("")), "the key  of a phrase cannot be");
    let unfinished = phrase("words", json!({"zh": "好", "en": ""}));
    assert!(unfinished.ends_with("are not complete"), "{unfinished}");
    let newer = changed(|d| d["phrases"][1]["place"] = json!("letter")).unwrap();
    assert_eq!(newer.phrases_for(&"letter".into()).count(), 1, "a newer policy may know more places");
}

#[test]
fn there_are_phrases_for_every_place() {
    use PhrasePlace as Place;
    let policy = Policy::bundled();
    let places = [Place::STORY, Place::ANSWER, Place::DECISION_DECLINE, Place::CONTACT, Place::NOTE];
    let counts = places.map(|place| policy.phrases_for(&place).count());
    assert!(counts.iter().all(|count| *count >= 4), "{counts:?}");
    assert_eq!(counts.iter().sum::<usize>(), policy.phrases().len(), "none is offered nowhere");
}
