//! Search: what a clerk types finds the ticket.

use domain::{EventId, Fact, Hlc, NoteAdded, PolicyVersion, Sealed, TicketId};
use protocol::{Head, Keys, Line, NO_HASH, TicketKey};
use tempfile::tempdir;

use super::counter::{BRANCH, Counter, EPOCH, PERSON, SIBLING, Walk, at, branch_key, opening};

fn finds(counter: &Counter, typed: &str) -> Vec<u16> {
    let rows = counter.store.read(|now| now.search(typed, 50)).unwrap();
    rows.iter().map(|row| row.number.serial()).collect()
}

#[test]
fn tickets_are_found_by_what_people_type() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    counter.ticket(&Walk::default());
    counter.ticket(&Walk {
        name: "Sarah O'Neill-张𠮷".into(),
        phone: "+852 9123 4567".into(),
        story: "一箱牛奶到手只有二十二瓶 <b>😀</b> the seal was broken".into(),
        waybill: "EE123456785CN".into(),
        ..Walk::default()
    });
    let second = counter.store.read(|now| now.list_newest_tickets(1)).unwrap()[0].number.to_string();
    for (typed, found) in [
        ("壶嘴", vec![1]),       // A word of two characters.
        ("纸箱一个角", vec![1]), // A phrase.
        ("箱", vec![2, 1]),      // One character, newest first.
        ("角箱", vec![]),        // Both stand there, not side by side.
        ("王小", vec![1]),
        ("张𠮷", vec![2]),
        ("𠮷", vec![2]),
        ("sarah 牛奶", vec![2]), // All of it.
        ("sarah 壶嘴", vec![]),
        ("o'neill", vec![2]),
        ("BROKEN", vec![2]),
        ("按保价赔", vec![2, 1]), // What is asked for.
        ("13800138000", vec![1]),
        ("138 0013", vec![1]),
        ("8000", vec![1]),    // The end of a phone.
        ("4567", vec![2, 1]), // The end of one's phone and the middle of the other's waybill.
        ("123 4567", vec![2, 1]),
        ("0138", vec![1]), // The middle of a phone.
        ("roke", vec![2]), // The middle of a word.
        ("67890", vec![1]),
        ("wxm", vec![1]), // A name's initials.
        ("XM", vec![1]),
        ("wx 壶嘴", vec![1]),
        ("wm", vec![]),
        ("sarahoneill", vec![2]), // A name without its spaces.
        ("oneill", vec![2]),
        ("91234567", vec![2]),
        ("SF1234567890123", vec![1]),
        ("sf123", vec![1]),
        ("90123", vec![1]), // The end of a waybill.
        (second.as_str(), vec![2]),
        ("WC07-261121-A0002", vec![2]),
        ("SF 1234 5678 90123", vec![1]),
        ("wc07261121", vec![2, 1]),
        ("a0002", vec![2]),
        ("0001", vec![1]),
        ("不存在", vec![]),
        ("\" OR 1 --", vec![]),
        ("*", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(finds(&counter, typed), found, "{typed}");
    }
}

#[test]
fn what_is_noted_later_is_found_and_what_is_corrected_no_more() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    assert_eq!(finds(&counter, "监控"), [0; 0]);
    counter.on_ticket(ticket, &Fact::NoteAdded(NoteAdded { text: Sealed::Open("已调取监控录像".into()) }));
    assert_eq!(finds(&counter, "监控"), [1]);
    let told = counter.store.read(|now| now.ticket(ticket)).unwrap().unwrap();
    let mut corrected = told.told().unwrap().clone();
    corrected.parties.sender.name = "欧阳娜娜".into();
    let change = domain::Change {
        replaces: told.told.set_by().collect(),
        to: domain::Amendment::Told(Sealed::Open(corrected)),
    };
    counter.on_ticket(ticket, &Fact::TicketAmended(domain::TicketAmended { changes: vec![change] }));
    assert_eq!(finds(&counter, "王小明"), [0; 0]);
    assert_eq!(finds(&counter, "欧阳"), [1]);
}

#[test]
fn a_story_of_ten_thousand_characters_is_kept_and_found() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let story: String = ('一'..).take(9_990).chain("壶嘴断了😀\u{7}<i>=1+1".chars()).collect();
    let ticket = counter.ticket(&Walk { story: story.clone(), ..Walk::default() });
    assert_eq!(finds(&counter, "壶嘴断了"), [1]);
    let folded = counter.store.read(|now| now.ticket(ticket)).unwrap().unwrap();
    assert_eq!(folded.told().unwrap().story, story, "kept exactly");
}

#[test]
fn tickets_on_one_waybill_are_found_together() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let (first, second) = (counter.ticket(&Walk::default()), counter.ticket(&Walk::default()));
    counter.ticket(&Walk { waybill: String::new(), ..Walk::default() });
    let ids = |waybill: &str| -> Vec<_> {
        counter.store.read(|now| now.tickets_on_waybill(waybill)).unwrap().iter().map(|row| row.id).collect()
    };
    assert_eq!(ids("SF1234567890123"), [second, first]);
    assert_eq!(ids(""), [], "no waybill is not a waybill");
}

#[test]
fn the_newest_come_first_whenever_they_come() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let number = |serial| {
        let on = "2026-11-20".parse().unwrap();
        domain::TicketNumber::new("WC07".parse().unwrap(), on, "B".parse().unwrap(), serial).unwrap()
    };
    // Another counter's log comes late, and its newest line first.
    let of_sibling = |serial, seconds: i64| {
        let ticket = TicketId::from_bytes([serial as u8; 16]);
        let key = TicketKey::from_bytes([7; 32]);
        counter.write(|tx| tx.put_ticket_key(&branch_key().wrap(ticket, &key, counter.random()), None));
        let fact = opening(&Walk::default(), number(serial));
        let keys = Keys { ticket: Some(&key), branch: None };
        let wall = at(seconds);
        let head = Head {
            id: EventId::new(wall.unix_ms() as u64, counter.random()),
            branch: BRANCH,
            device: SIBLING,
            epoch: EPOCH,
            seq: u64::from(serial),
            prev: NO_HASH,
            wall,
            hlc: Hlc::new(wall, 0),
            author: Some(PERSON),
            ticket: Some(ticket),
            after: Vec::new(),
            policy: PolicyVersion::from("2026-11.1"),
        };
        let line = Line::write(head, &fact, keys, counter.random()).unwrap();
        counter.write(|tx| tx.append_from_feed(&line, u64::from(serial), None));
    };
    counter.ticket(&Walk::default());
    of_sibling(13, -10);
    of_sibling(12, -20);
    of_sibling(11, -20); // In the same moment.
    of_sibling(15, 90_000);
    counter.ticket(&Walk::default());
    for _ in 0..2 {
        assert_eq!(finds(&counter, "壶嘴"), [15, 2, 1, 13, 12, 11]);
        let newest = counter.store.read(|now| now.search("壶嘴", 4)).unwrap();
        assert_eq!(newest.iter().map(|row| row.number.serial()).collect::<Vec<_>>(), [15, 2, 1, 13]);
        counter.store.rebuild(|_| ()).unwrap();
    }
}
