//! Lines, and what is none.

use domain::{Fact, Origin, Sealed};
use protocol::{Head, Keys, Line, LineError, MOST_LINE_BYTES, NewPlace, OpenError, WriteError, hash_of};

use crate::samples;

fn with(raw: &str, from: &str, to: &str) -> String {
    assert!(raw.contains(from), "{from} stands in the line");
    raw.replacen(from, to, 1)
}

fn refused(raw: &str) -> LineError {
    Line::parse(raw).expect_err(raw)
}

#[test]
fn the_clear_fields_stand_in_their_order() {
    let line = samples::line(2, &samples::counter_facts()[1]);
    let places: Vec<usize> = [
        "v", "id", "branch", "device", "epoch", "seq", "prev", "wall", "hlc", "author", "ticket", "after",
        "kind", "policy", "body", "sealed",
    ]
    .iter()
    .map(|name| line.raw().find(&format!("\"{name}\":")).unwrap())
    .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(line.raw().starts_with(r#"{"v":1,"id":"#));
    assert!(!line.raw().contains(['\r', '\n']));
}

#[test]
fn a_line_is_named_by_the_hash_of_its_bytes() {
    let line = samples::line(2, &samples::note("x"));
    assert_eq!(line.hash(), hash_of(line.raw().as_bytes()));
    assert_ne!(line.hash(), samples::line(3, &samples::note("x")).hash());
}

#[test]
fn what_is_personal_stands_nowhere_in_the_clear() {
    let line = samples::line(2, &samples::counter_facts()[1]);
    for personal in
        ["王小明", "13800138000", "wxm", "徐汇", "欧阳", "19212345678", "壶嘴", "按保价赔", "外箱"]
    {
        assert!(!line.raw().contains(personal), "{personal}");
    }
    for clear in ["claim", "damage.contents", "SF1234567890123", "150000", "due_on", "due_by"] {
        assert!(line.raw().contains(clear), "{clear}");
    }
}

#[test]
fn a_line_with_a_byte_order_mark_a_line_break_or_not_in_utf8_is_refused() {
    let raw = samples::line(2, &samples::note("x")).raw().to_owned();
    assert_eq!(refused(&format!("\u{feff}{raw}")), LineError::ByteOrderMark);
    assert_eq!(refused(&format!("{raw}\n")), LineError::LineBreak);
    assert_eq!(refused(&format!("{raw}\r\n")), LineError::LineBreak);
    assert_eq!(refused(&with(&raw, "\"seq\":", "\"seq\":\r")), LineError::LineBreak);
    let mut bytes = raw.into_bytes();
    bytes[40] = 0xff;
    assert_eq!(Line::from_bytes(&bytes), Err(LineError::NotUtf8));
}

#[test]
fn a_key_that_stands_twice_a_float_and_a_huge_integer_are_refused_wherever_they_stand() {
    let raw = samples::line(3, &samples::counter_facts()[2]).raw().to_owned();
    for (from, to, why) in [
        ("{\"v\":1,", "{\"v\":1,\"v\":1,", LineError::DuplicateKey),
        ("\"body\":{", "\"body\":{\"new\":{\"a\":1,\"a\":1},", LineError::DuplicateKey),
        ("\"size\":412345", "\"size\":412345.0", LineError::Float),
        ("\"size\":412345", "\"size\":4e5", LineError::Float),
        ("\"body\":{", "\"body\":{\"new\":[0.5],", LineError::Float),
        ("\"size\":412345", "\"size\":9007199254740992", LineError::IntegerRange),
        ("\"body\":{", "\"body\":{\"new\":-9007199254740992,", LineError::IntegerRange),
        ("\"seq\":3", "\"seq\":18446744073709551616", LineError::IntegerRange),
    ] {
        assert_eq!(refused(&with(&raw, from, to)), why, "{to}");
    }
}

#[test]
fn a_clear_field_that_is_missing_or_not_in_its_one_form_is_named() {
    let line = samples::line(3, &samples::counter_facts()[2]);
    let raw = line.raw();
    for (from, to, why) in [
        ("{\"v\":1,", "{", LineError::Field("v")),
        ("{\"v\":1,", "{\"v\":2,", LineError::Version),
        ("{\"v\":1,", "{\"v\":\"1\",", LineError::Field("v")),
        ("\"seq\":3", "\"seq\":0", LineError::Field("seq")),
        ("\"seq\":3", "\"seq\":-3", LineError::Field("seq")),
        (":03.250Z\"", ":03.25Z\"", LineError::Field("wall")),
        (":03.250Z\"", ":03.250+00:00\"", LineError::Field("wall")),
        ("\"prev\":\"0", "\"prev\":\"A", LineError::Field("prev")),
        ("\"hlc\":\"0", "\"hlc\":\"", LineError::Field("hlc")),
        ("\"kind\":\"PhotoAdded\"", "\"kind\":\"\"", LineError::Field("kind")),
        ("\"sealed\":null", "\"sealed\":\"not base64!\"", LineError::Field("sealed")),
        ("\"sealed\":null", "\"sealed\":\"AAAA\"", LineError::Field("sealed")),
        ("\"body\":{", "\"body\":[],\"old\":{", LineError::Field("body")),
        ("\"after\":[]", "\"after\":null", LineError::Field("after")),
    ] {
        assert_eq!(refused(&with(raw, from, to)), why, "{to}");
    }
    let id = line.head().id.to_string();
    for other in [id.to_uppercase(), id.replace('-', ""), format!("{{{id}}}")] {
        assert_eq!(refused(&with(raw, &id, &other)), LineError::Field("id"), "{other}");
    }
    for not_json in ["", "null", "[]", "{", "{}x", " {}"] {
        assert_eq!(refused(not_json), LineError::NotJson, "{not_json}");
    }
}

#[test]
fn a_line_names_at_most_eight_predecessors() {
    let after: Vec<_> = (1..=8).map(samples::event).collect();
    assert_eq!(samples::line_with(samples::head(9, after), &samples::note("x")).head().after.len(), 8);
    let nine = samples::head(10, (1..=9).map(samples::event).collect());
    let written = Line::write(nine, &samples::note("x"), Keys::ticket(&samples::ticket_key()), [0; 24]);
    assert_eq!(written, Err(WriteError::Unreadable(LineError::Field("after"))));
}

#[test]
fn a_line_of_256_kib_is_read_and_one_byte_more_is_not() {
    let raw = samples::line(2, &samples::note("x")).raw().to_owned();
    let room = MOST_LINE_BYTES - raw.len() - "\"new\":\"\",".len();
    let full = with(&raw, "\"body\":", &format!("\"new\":\"{}\",\"body\":", "x".repeat(room)));
    assert_eq!(full.len(), MOST_LINE_BYTES);
    assert_eq!(Line::parse(&full).map(|line| line.raw().len()), Ok(MOST_LINE_BYTES));
    let over = with(&full, "\"new\":\"", "\"new\":\"x");
    assert_eq!(refused(&over), LineError::TooLong);
    assert_eq!(Line::from_bytes(over.as_bytes()), Err(LineError::TooLong));

    let long = samples::note(&"长".repeat(100_000));
    let written = Line::write(samples::head(2, vec![]), &long, Keys::ticket(&samples::ticket_key()), [0; 24]);
    assert_eq!(written, Err(WriteError::Unreadable(LineError::TooLong)));
}

#[test]
fn a_story_of_ten_thousand_characters_fits_and_is_kept_exactly() {
    let story: String = "龘𠮷😀=\u{1}<b>".chars().cycle().take(10_000).collect();
    let line = samples::line(2, &samples::note(&story));
    let event = line.open(Origin::Counter, Keys::ticket(&samples::ticket_key())).unwrap();
    assert_eq!(event.fact, samples::note(&story));
}

#[test]
fn what_is_not_known_is_kept_through_reading_and_issuing_again() {
    let raw = samples::line(3, &samples::counter_facts()[2]).raw().to_owned();
    let raw = with(&raw, "\"kind\":\"PhotoAdded\"", "\"kind\":\"HologramAdded\"");
    let raw = with(&raw, "\"body\":{", "\"mood\": {\"b\" : 1, \"a\":\"\\u00e9\"} ,\"body\":{\"depth\":7,");
    let line = Line::parse(&raw).unwrap();
    assert_eq!(line.raw(), raw);
    let event = line.open(Origin::Counter, Keys::NONE).unwrap();
    assert!(matches!(&event.fact, Fact::Unknown(unknown) if unknown.kind == "HologramAdded"));

    let again = line.reissue(&place()).unwrap();
    assert!(
        again.raw().contains("\"mood\":{\"b\" : 1, \"a\":\"\\u00e9\"},\"body\":{\"depth\":7,"),
        "{}",
        again.raw()
    );
    assert_eq!(again.body(), line.body());
}

#[test]
fn an_event_issued_again_stands_elsewhere_and_says_the_same() {
    let line = samples::line(2, &samples::counter_facts()[1]);
    let place = place();
    let again = line.reissue(&place).unwrap();
    let NewPlace { device, epoch, seq, prev, hlc } = place;
    assert_eq!(again.head(), &Head { device, epoch, seq, prev, hlc, ..line.head().clone() });
    assert_ne!(again.hash(), line.hash());
    let key = samples::ticket_key();
    let open = |line: &Line| line.open(Origin::Counter, Keys::ticket(&key)).unwrap().fact;
    assert_eq!(open(&again), open(&line));
}

fn place() -> NewPlace {
    NewPlace {
        device: samples::headquarters(),
        epoch: domain::EpochId::new(samples::OPENED_MS, [0xe2; 10]),
        seq: 77,
        prev: hash_of(b"before"),
        hlc: domain::Hlc::new(samples::at(90_000), 3),
    }
}

#[test]
fn without_its_key_a_line_opens_with_what_is_personal_shut() {
    let line = samples::line(2, &samples::counter_facts()[1]);
    let Fact::TicketOpened(opened) = line.open(Origin::Counter, Keys::NONE).unwrap().fact else {
        panic!("a ticket was opened")
    };
    assert_eq!(opened.private, Sealed::Shut);
    assert_eq!(opened.number, samples::ticket_opened().number);
}

#[test]
fn nothing_personal_is_written_without_a_key_and_nothing_shut_is_written_anew() {
    let write = |fact: &Fact, keys| Line::write(samples::head(2, vec![]), fact, keys, [0; 24]);
    let (key, branch) = (samples::ticket_key(), samples::branch_key());
    assert_eq!(write(&samples::note("x"), Keys::NONE), Err(WriteError::NoKey));
    assert_eq!(write(&samples::note("x"), Keys::branch(&branch)), Err(WriteError::NoKey));
    let shut = Fact::NoteAdded(domain::NoteAdded { text: Sealed::Shut });
    assert_eq!(write(&shut, Keys::ticket(&key)), Err(WriteError::Shut));
    let unknown = Fact::Unknown(domain::UnknownFact { kind: "HologramAdded".into() });
    assert_eq!(write(&unknown, Keys::ticket(&key)), Err(WriteError::Shut));
}

#[test]
fn what_is_about_a_ticket_names_it() {
    let key = samples::ticket_key();
    let head = Head { ticket: None, ..samples::head(2, vec![]) };
    let written = Line::write(head, &samples::note("x"), Keys::ticket(&key), [0; 24]);
    assert_eq!(written, Err(WriteError::NoTicket));

    let raw = samples::line(3, &samples::counter_facts()[2]).raw().to_owned();
    let nameless = with(&raw, &format!("\"ticket\":\"{}\"", samples::ticket()), "\"ticket\":null");
    let opened = Line::parse(&nameless).unwrap().open(Origin::Counter, Keys::NONE);
    assert_eq!(opened, Err(OpenError::NoTicket));
}
