//! Bodies as other versions may write them.

use domain::{Amendment, Fact, FindingMade, Kind, Origin, QuestionAnswer, TaskKind, TaskSet, TaskTo};
use protocol::{Keys, Line, OpenError};

use crate::samples;

fn opened(raw: &str) -> Result<Fact, OpenError> {
    Line::parse(raw).unwrap().open(Origin::Counter, Keys::NONE).map(|event| event.fact)
}

fn changed(fact: &Fact, from: &str, to: &str) -> Result<Fact, OpenError> {
    let line = samples::line(3, fact);
    assert!(line.raw().contains(from), "{from} stands in {}", line.raw());
    opened(&line.raw().replacen(from, to, 1))
}

#[test]
fn a_field_that_only_a_newer_version_knows_does_not_hinder() {
    let fact = Fact::PhotoAdded(samples::photo_added());
    assert_eq!(changed(&fact, "\"size\":", "\"depth\":{\"mm\":7},\"size\":"), Ok(fact));
}

#[test]
fn a_word_that_only_a_newer_version_knows_is_kept_where_lists_are_open() {
    let fact = Fact::PhotoAdded(samples::photo_added());
    let Ok(Fact::PhotoAdded(photo)) = changed(&fact, "\"label\"", "\"x-ray\"") else {
        panic!("still a photo")
    };
    assert_eq!(photo.slot.as_str(), "x-ray");
}

#[test]
fn an_action_that_only_a_newer_version_knows_is_an_unknown_fact() {
    let fact = samples::action(domain::TicketAction::Close, None);
    let read = changed(&fact, "\"close\"", "\"teleport\"");
    assert!(matches!(read, Ok(Fact::Unknown(unknown)) if unknown.kind == "ActionTaken"));
}

#[test]
fn a_change_of_a_field_that_only_a_newer_version_knows_is_passed_over() {
    let kind = Amendment::Kind(Kind::Trace);
    let fact = samples::amended(vec![(vec![], kind.clone()), (vec![], Amendment::Role("agent".into()))]);
    let read = changed(&fact, "\"field\":\"role\"", "\"field\":\"mood\"");
    assert_eq!(read, Ok(samples::amended(vec![(vec![], kind.clone())])));

    let alone = samples::amended(vec![(vec![], kind)]);
    let read = changed(&alone, "\"field\":\"kind\"", "\"field\":\"mood\"");
    assert!(matches!(read, Ok(Fact::Unknown(unknown)) if unknown.kind == "TicketAmended"));
}

#[test]
fn a_body_that_lacks_what_its_kind_demands_is_refused() {
    let photo = Fact::PhotoAdded(samples::photo_added());
    for (from, to) in [
        ("\"size\":412345,", ""),
        ("\"size\":412345", "\"size\":\"412345\""),
        ("\"size\":412345", "\"size\":-1"),
        ("\"sha256\":\"", "\"sha256\":\"0"),
        ("\"taken_at\":\"2026", "\"taken_at\":\"26"),
    ] {
        assert_eq!(changed(&photo, from, to), Err(OpenError::Body), "{to}");
    }
    let promise = Fact::PromiseMade(domain::PromiseMade { promises: samples::promises() });
    let due_on = "\"due_on\":\"2026-11-28\",";
    assert_eq!(changed(&promise, due_on, ""), Err(OpenError::Body), "neither a day nor a moment");
    let both = format!("{due_on}\"due_by\":\"2026-11-28T16:00:00.000Z\",");
    assert_eq!(changed(&promise, due_on, &both), Err(OpenError::Body), "a day and a moment");
}

#[test]
fn an_amount_below_zero_is_refused() {
    let fact = samples::amended(vec![(vec![], Amendment::ClaimedFen(domain::Fen::new(5).ok()))]);
    assert_eq!(changed(&fact, "\"to\":5", "\"to\":-5"), Err(OpenError::Body));
}

#[test]
fn no_value_is_a_value() {
    let fact =
        samples::amended(vec![(vec![], Amendment::ClaimedFen(None)), (vec![], Amendment::LastKnown(None))]);
    let line = samples::line(3, &fact);
    assert!(line.raw().contains("\"to\":null"));
    assert_eq!(opened(line.raw()), Ok(fact));
}

#[test]
fn a_task_is_for_one_of_those_whom_this_version_can_name() {
    let (to, due_at) = (TaskTo::Unit("transport".into()), samples::at(0));
    let fact = Fact::TaskSet(TaskSet {
        task: TaskKind::SEARCH,
        to,
        due_at,
        words: None,
        branch_name: None,
        contents: None,
    });
    let unit = "\"unit\":\"transport\",";
    let newer = changed(&fact, unit, "\"robot\":\"R2\",");
    assert!(matches!(newer, Ok(Fact::Unknown(unknown)) if unknown.kind == "TaskSet"));
    let two = format!("{unit}\"branch\":\"{}\",", samples::branch());
    assert_eq!(changed(&fact, unit, &two), Err(OpenError::Body), "for a unit and a branch");
    assert_eq!(changed(&fact, unit, unit), Ok(fact));
}

#[test]
fn an_answer_that_only_a_newer_version_knows_is_an_unknown_fact() {
    let answers = vec![("pickup.weighed".into(), QuestionAnswer::Unknown)];
    let fact = Fact::FindingMade(FindingMade { stage: None, cause: None, answers, words: None });
    let read = changed(&fact, "\"unknown\"", "\"rather\"");
    assert!(matches!(read, Ok(Fact::Unknown(unknown)) if unknown.kind == "FindingMade"));
}
