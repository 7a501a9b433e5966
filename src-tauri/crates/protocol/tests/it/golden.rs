//! The golden files: what version 0.1.0 wrote, byte for byte. A released one is never written again.
//!
//! A file that is not there yet is written when `COUNTERFOIL_GOLDEN=write` is set, never otherwise and never over another.

use std::{env, fs, path::PathBuf};

use domain::{Fact, Origin, PolicyVersion};
use protocol::{Chain, Keys, Line, Purpose, Slip, sign, wire::*};

use crate::{award, enrolment, errand, investigation, samples, slip, sorting, wire};

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/golden/0.1.0").join(name)
}

pub fn same(name: &str, written: &str) {
    let path = golden(name);
    if env::var_os("COUNTERFOIL_GOLDEN").is_some_and(|value| value == "write") && !path.exists() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, written).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(written, kept, "{name}");
}

fn log(name: &str) -> Vec<Line> {
    let text = fs::read_to_string(golden(name)).unwrap();
    assert!(text.ends_with('\n'), "every line is ended by LF");
    text.lines().map(|line| Line::parse(line).unwrap()).collect()
}

fn as_file(lines: &[Line]) -> String {
    lines.iter().map(|line| format!("{}\n", line.raw())).collect()
}

#[test]
fn the_lines_of_a_counter_are_written_as_ever() {
    same("counter.jsonl", &as_file(&samples::counter_log()));
}

#[test]
fn the_lines_of_headquarters_are_written_as_ever() {
    same("headquarters.jsonl", &as_file(&samples::headquarters_log()));
}

#[test]
fn what_headquarters_says_of_people_is_written_as_ever() {
    same("people.jsonl", &as_file(&samples::people_log()));
    let log = log("people.jsonl");
    assert!(Chain::check(&log).unwrap().is_some());
    let branch = samples::branch_key();
    let opened: Vec<Fact> =
        log.iter().map(|line| line.open(Origin::Headquarters, Keys::branch(&branch)).unwrap().fact).collect();
    assert_eq!(opened, samples::people_facts());
}

#[test]
fn a_counters_day_is_written_as_ever() {
    same("day.jsonl", &as_file(&samples::day_log()));
    let log = log("day.jsonl");
    assert!(Chain::check(&log).unwrap().is_some());
    let (ticket, branch) = (samples::ticket_key(), samples::branch_key());
    let keys = Keys { ticket: Some(&ticket), branch: Some(&branch) };
    let events: Vec<domain::Event> =
        log.iter().map(|line| line.open(Origin::Counter, keys).unwrap()).collect();
    assert_eq!(events.iter().map(|event| event.fact.clone()).collect::<Vec<_>>(), samples::day_facts());

    let folded = domain::fold(events.iter().filter(|event| event.ticket.is_some())).unwrap();
    assert_eq!((folded.annotations.len(), folded.signatures.len()), (1, 1));
    let [item] = folded.custody.as_slice() else { panic!("one item was left") };
    let to = item.released.as_ref().map(|(_, to)| to.as_str());
    assert_eq!(to, Some("customer"), "what went is not here to be destroyed");
}

#[test]
fn the_money_of_a_day_is_written_as_ever() {
    same("counted.jsonl", &as_file(&samples::counted_log()));
    let log = log("counted.jsonl");
    assert!(Chain::check(&log).unwrap().is_some());
    let branch = samples::branch_key();
    let opened = |keys| log.iter().map(move |line: &Line| line.open(Origin::Counter, keys).unwrap().fact);
    assert_eq!(opened(Keys::branch(&branch)).collect::<Vec<_>>(), samples::counted_facts());
    assert!(!log[1].raw().contains("王小明"), "what is told is sealed");

    let shut = opened(Keys::NONE).nth(1).unwrap();
    let Fact::DayClosed(closed) = shut else { panic!("the day is closed") };
    let told: Vec<_> = closed.counted.iter().map(|it| (it.difference(), it.words.is_some())).collect();
    assert_eq!(told, [(-50, true), (0, false)], "that there is a reason is known without the key");
}

#[test]
fn what_a_claim_comes_to_is_written_as_ever() {
    same("award.jsonl", &as_file(&award::award_log()));
    same("decisions.jsonl", &as_file(&award::decision_log()));
    let ticket = samples::ticket_key();
    let opened = |name, origin| -> Vec<domain::Event> {
        let log = log(name);
        assert!(Chain::check(&log).unwrap().is_some());
        log.iter().map(|line| line.open(origin, Keys::ticket(&ticket)).unwrap()).collect()
    };
    let facts = |events: &[domain::Event]| events.iter().map(|event| event.fact.clone()).collect::<Vec<_>>();
    let counter = opened("award.jsonl", Origin::Counter);
    assert_eq!(facts(&counter), award::award_facts());
    let headquarters = opened("decisions.jsonl", Origin::Headquarters);
    assert_eq!(facts(&headquarters), award::decision_facts());
}

#[test]
fn how_a_matter_is_sorted_and_rated_is_written_as_ever() {
    same("sorting.jsonl", &as_file(&sorting::sorting_log()));
    let log = log("sorting.jsonl");
    assert!(Chain::check(&log).unwrap().is_some());
    let key = samples::ticket_key();
    let events: Vec<domain::Event> =
        log.iter().map(|line| line.open(Origin::Counter, Keys::ticket(&key)).unwrap()).collect();
    assert_eq!(events.iter().map(|event| event.fact.clone()).collect::<Vec<_>>(), sorting::sorting_facts());

    let folded = domain::fold(events.iter().filter(|event| event.ticket.is_some())).unwrap();
    assert_eq!(folded.priority(), Some(domain::Priority::Low));
    assert_eq!(folded.links.len(), 3, "one was taken back");
    assert!(folded.merged_into.is_some() && folded.ratings.len() == 3);
}

#[test]
fn what_another_branch_is_asked_is_written_as_ever() {
    same("errand.jsonl", &as_file(&errand::log()));
    let log = log("errand.jsonl");
    let facts: Vec<Fact> = errand::facts().into_iter().chain(errand::answers()).collect();
    let (given, answered) = log.split_at(errand::facts().len());
    assert!(Chain::check(given).unwrap().is_some() && Chain::check(answered).unwrap().is_some());
    let key = errand::errand_key();
    let events: Vec<domain::Event> =
        log.iter().map(|line| line.open(errand::origin(line), Keys::ticket(&key)).unwrap()).collect();
    assert_eq!(events.iter().map(|event| event.fact.clone()).collect::<Vec<_>>(), facts);
    let of_first =
        |event: &&domain::Event| event.ticket == Some(domain::ErrandGiven::id_of(samples::event(2)));
    let errand = domain::Errand::of(events.iter().filter(of_first)).unwrap();
    assert!(!errand.is_open() && !log[1].raw().contains("SF1234567890123"), "what is told is sealed");
    let shut = log[1].open(Origin::Headquarters, Keys::ticket(&samples::ticket_key()));
    assert!(shut.is_err(), "the ticket's own key opens nothing there");
}

#[test]
fn what_was_found_out_is_written_as_ever() {
    same("investigation.jsonl", &as_file(&investigation::investigation_log()));
    let ticket = samples::ticket_key();
    let said = [
        (samples::device(), Origin::Counter, investigation::investigation_facts()),
        (samples::headquarters(), Origin::Headquarters, investigation::given_facts()),
    ];
    for (device, origin, facts) in said {
        let of_device = |line: &Line| line.head().device == device;
        let log: Vec<Line> = log("investigation.jsonl").into_iter().filter(of_device).collect();
        assert!(Chain::check(&log).unwrap().is_some());
        let open = |line: &Line| line.open(origin, Keys::ticket(&ticket)).unwrap().fact;
        assert_eq!(log.iter().map(open).collect::<Vec<_>>(), facts);
        // Whatever was said in words is sealed.
        let has_words = |fact: &Fact| format!("{fact:?}").contains("Open(");
        assert_eq!(
            log.iter().filter(|line| line.raw().contains("\"sealed\":\"")).count(),
            facts.iter().filter(|it| has_words(it)).count()
        );
    }
}

#[test]
fn the_golden_logs_verify_and_open_to_what_was_said() {
    let (ticket, branch) = (samples::ticket_key(), samples::branch_key());
    let counter = log("counter.jsonl");
    assert!(Chain::check(&counter).unwrap().is_some());
    let opened = |lines: &[Line], origin| -> Vec<Fact> {
        let keys = Keys { ticket: Some(&ticket), branch: Some(&branch) };
        lines.iter().map(|line| line.open(origin, keys).unwrap().fact).collect()
    };
    assert_eq!(opened(&counter, Origin::Counter), samples::counter_facts());

    let headquarters = log("headquarters.jsonl");
    assert!(Chain::check(&headquarters).unwrap().is_some());
    let kinds: Vec<String> =
        opened(&headquarters, Origin::Headquarters).iter().map(|fact| fact.kind().to_owned()).collect();
    assert_eq!(kinds, ["EpochOpened", "PersonAdded", "TicketForgotten"]);
}

#[test]
fn the_golden_logs_have_a_line_of_every_kind() {
    let mut kinds: Vec<String> = [
        "counter.jsonl",
        "headquarters.jsonl",
        "people.jsonl",
        "day.jsonl",
        "counted.jsonl",
        "award.jsonl",
        "decisions.jsonl",
        "sorting.jsonl",
        "investigation.jsonl",
        "errand.jsonl",
    ]
    .iter()
    .flat_map(|name| log(name))
    .map(|line| line.kind().into())
    .collect();
    kinds.sort();
    kinds.dedup();
    let every = [
        "ActionTaken",
        "AppealForwarded",
        "AppealReported",
        "AssessmentMade",
        "ClockMeasured",
        "ContactMade",
        "CustodyReleased",
        "CustodyTaken",
        "DayClosed",
        "DayOpened",
        "DecisionMade",
        "DecisionReleased",
        "EpochOpened",
        "ErrandGiven",
        "EvidenceNoted",
        "FaultAdjudicated",
        "FindingMade",
        "HandedOver",
        "ImprovementNoted",
        "MatterSorted",
        "MatterWeighed",
        "NoteAdded",
        "PaymentCorrected",
        "PaymentMade",
        "PersonAdded",
        "PersonChanged",
        "PhotoAdded",
        "PhotoAnnotated",
        "PrintEnded",
        "PrintStarted",
        "PromiseMade",
        "ProofNoted",
        "Retracted",
        "SatisfactionRated",
        "SignatureGiven",
        "SlotSkipped",
        "TaskAnswered",
        "TaskGiven",
        "TaskSet",
        "TicketAmended",
        "TicketForgotten",
        "TicketLinked",
        "TicketMerged",
        "TicketOpened",
    ];
    assert_eq!(kinds, every);
}

#[test]
fn the_lines_fold_to_the_ticket_as_ever() {
    let key = samples::ticket_key();
    let open = |name, origin| -> Vec<domain::Event> {
        let of_ticket = |line: &Line| line.head().ticket.is_some();
        let lines = log(name).into_iter().filter(of_ticket);
        lines.map(|line| line.open(origin, Keys::ticket(&key)).unwrap()).collect()
    };
    let mut events = open("counter.jsonl", Origin::Counter);
    let ticket = domain::fold(&events).unwrap();
    assert_eq!(ticket.kind.value().as_str(), "complaint");
    assert_eq!(ticket.status.to_string(), "declined");
    assert!(ticket.is_printed() && ticket.notes.is_empty() && ticket.photos.len() == 1);
    assert_eq!(ticket.told(), Some(&samples::told()));

    events.extend(open("headquarters.jsonl", Origin::Headquarters));
    let forgotten = domain::fold(&events).unwrap();
    assert!(forgotten.forgotten && forgotten.told().is_none() && forgotten.photos.is_empty());
    assert_eq!(forgotten.claimed_fen.value().map(domain::Fen::get), Some(120_000));
}

#[test]
fn slips_are_written_as_ever() {
    let key = samples::device_key();
    let texts = [slip::slip().qr_text(Some("t.example.cn"), &key), slip::slip().qr_text(None, &key)];
    same("slips.txt", &format!("{}\n{}\n", texts[0], texts[1]));
    for text in fs::read_to_string(golden("slips.txt")).unwrap().lines() {
        assert_eq!(Slip::read(text, &key.verifying_key()), Ok(slip::slip()));
    }
}

#[test]
fn enrolment_codes_are_written_as_ever() {
    same("enrolment-code.txt", &format!("{}\n", enrolment::code()));
}

#[test]
fn signatures_are_made_as_ever() {
    let fields: [&[u8]; 3] = [b"", b"\x00\xff", "字段".as_bytes()];
    let purposes = [
        Purpose::Enrol,
        Purpose::Login,
        Purpose::Push,
        Purpose::Ack,
        Purpose::Policy,
        Purpose::Slip,
        Purpose::Key,
        Purpose::Device,
    ];
    let key = samples::device_key();
    let mut text = format!("key {}\n", key.verifying_key());
    for purpose in purposes {
        text += &format!("{} {}\n", purpose.as_str(), sign(&key, purpose, &fields));
    }
    same("signatures.txt", &text);
}

#[test]
fn the_bodies_of_the_wire_are_written_as_ever() {
    for (name, body) in bodies() {
        same(&format!("wire/{name}.json"), &format!("{body}\n"));
    }
}

#[test]
fn the_bodies_of_the_wire_read_back() {
    fn reads<T: serde::Serialize + serde::de::DeserializeOwned>(name: &str) {
        let text = fs::read_to_string(golden(&format!("wire/{name}.json"))).unwrap();
        let body: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(pretty(&body), text.trim_end(), "{name}");
    }
    reads::<EnrolRequest>("enrol-request");
    reads::<EnrolResponse>("enrol-response");
    reads::<NonceRequest>("nonce-request");
    reads::<NonceAnswer>("nonce-answer");
    reads::<LoginRequest>("login-request");
    reads::<LoginAnswer>("login-answer");
    reads::<Hello>("hello");
    reads::<HelloAnswer>("hello-answer");
    reads::<Push>("push");
    reads::<PushAnswer>("push-answer");
    reads::<FeedAnswer>("feed-answer");
    reads::<LogAnswer>("log-answer");
    reads::<ErrorBody>("error");
}

fn pretty(body: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(body).unwrap()
}

fn bodies() -> Vec<(&'static str, String)> {
    let push = wire::push();
    let HeadSignature { seq, head, .. } = wire::head_signature();
    let (epoch, generation) = (samples::epoch(), wire::generation());
    let policy_version = PolicyVersion::from("2026-11.1");
    let hello = Hello {
        epoch,
        seq,
        head: Some(head),
        wall: samples::at(50_000),
        generation: Some(generation),
        cursor: 3,
        app_version: "0.1.0".into(),
        waiting_lines: 14,
        waiting_photos: 1,
        oldest_waiting_at: Some(samples::at(1_000)),
        told: None,
    };
    let hello_answer = HelloAnswer {
        epoch,
        seq: 0,
        head: None,
        received_at: samples::at(52_500),
        generation,
        feed_head: 3,
        feed_mark: None,
        known_epochs: vec![EpochHead { epoch, seq, head }],
        policy_version,
        policies: Vec::new(),
        region: None,
        spread_ms: 0,
    };
    let hello_answer_in_region = HelloAnswer { region: Some("zj".into()), ..hello_answer.clone() };
    let set_aside = SetAside { seq: 7, id: Some(samples::event(7)), reason: "line_seal".into() };
    let push_answer =
        PushAnswer { ack: wire::ack(), set_aside: vec![set_aside], keys: vec![samples::ticket()] };
    let lines: Vec<String> = samples::headquarters_log().iter().map(|line| line.raw().to_owned()).collect();
    let entries = lines.iter().zip(1..).map(|(line, position)| {
        let signature = (position == 3).then(wire::head_signature);
        FeedEntry { position, line: line.clone(), signature }
    });
    let feed = FeedAnswer {
        generation,
        head: 3,
        mark: None,
        entries: entries.collect(),
        devices: vec![wire::device_certificate()],
        keys: push.keys.clone(),
    };
    let login_answer = LoginAnswer {
        token: "dG9rZW4".into(),
        expires_at: samples::at(900_000),
        push_only: false,
        sealing: None,
    };
    let error = ErrorBody {
        hint: Some("open a new epoch".into()),
        seq: Some(seq),
        head: Some(head),
        ..ErrorBody::new("fork", "another line stands at this place")
    };
    vec![
        ("enrol-request", pretty(&wire::enrol_request())),
        ("enrol-response", pretty(&wire::enrol_response())),
        ("nonce-request", pretty(&NonceRequest { device: samples::device() })),
        ("nonce-answer", pretty(&NonceAnswer { nonce: LoginNonce::from_bytes([0x4e; 32]) })),
        ("login-request", pretty(&wire::login_request())),
        ("login-answer", pretty(&login_answer)),
        ("hello", pretty(&hello)),
        ("hello-answer", pretty(&hello_answer)),
        ("hello-answer-in-region", pretty(&hello_answer_in_region)),
        ("log-answer", pretty(&LogAnswer { lines, keys: push.keys.clone() })),
        ("push", pretty(&push)),
        ("push-answer", pretty(&push_answer)),
        ("feed-answer", pretty(&feed)),
        ("error", pretty(&error)),
    ]
}
