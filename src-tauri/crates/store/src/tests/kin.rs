//! What tickets say of each other, and whose phones are the same.

use domain::{
    ActionTaken, Bilingual, Conflict, Due, Fact, Instant, KinKind, Kind, MatterWeighed, Priority, Promise,
    RatingWay, Retracted, SatisfactionRated, Stars, TicketAction, TicketId, TicketLinked, TicketMerged,
};
use store::{SaidKin, Store};
use tempfile::tempdir;

use super::counter::{Counter, PERSON, Walk, at};

fn said_of(counter: &Counter, ticket: TicketId) -> Vec<SaidKin> {
    counter.store.read(|now| now.kin_said_of(ticket)).unwrap()
}

fn called_by(store: &Store, phone: &str) -> Vec<TicketId> {
    let phone = phone.parse().unwrap();
    let rows = store.read(|now| now.tickets_with_phone(&phone, 10)).unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

/// On the board, in any of its lists.
fn on_board(counter: &Counter) -> Vec<TicketId> {
    let board = counter.store.read(|now| now.board(at(1_000), at(86_400), 10)).unwrap();
    let counted: u64 = board.sections.iter().map(|section| section.count).sum();
    let shown: Vec<TicketId> =
        board.sections.iter().flat_map(|section| &section.tickets).map(|row| row.id).collect();
    assert_eq!(counted, shown.len() as u64, "what is counted is what is shown");
    shown
}

fn promise() -> Promise {
    let words = Bilingual::new("答复", "answer");
    Promise {
        step: "first_feedback".into(),
        what: words.clone(),
        due: Due::By(at(50_000)),
        due_at: at(50_000),
        rule: "ours".into(),
        ground: words,
        by_law: false,
        provisional: false,
    }
}

#[test]
fn a_ticket_knows_what_others_say_of_it_until_they_take_it_back() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let [one, other] = [(); 2].map(|()| counter.ticket(&Walk::default()));
    let number = |ticket| counter.store.read(|now| now.find_ticket_row(ticket)).unwrap().unwrap().number;
    let linked = TicketLinked { to: one, number: number(one), kin: KinKind::REPEAT };
    let linked = counter.on_ticket(other, &Fact::TicketLinked(linked));
    let merged = TicketMerged { into: one, number: number(one) };
    let merged = counter.on_ticket(other, &Fact::TicketMerged(merged));

    let said: Vec<_> = said_of(&counter, one)
        .into_iter()
        .map(|said| (said.ticket, said.number, said.event, said.by, said.kin))
        .collect();
    let by = Some(PERSON);
    assert_eq!(
        said,
        [(other, number(other), linked, by, Some(KinKind::REPEAT)), (other, number(other), merged, by, None)]
    );
    assert!(said_of(&counter, other).is_empty(), "its own words are its ticket's");
    let row = || counter.store.read(|now| now.find_ticket_row(other)).unwrap().unwrap();
    assert_eq!(row().merged_into, Some(number(one)));

    counter.on_ticket(other, &Fact::Retracted(Retracted { event: linked }));
    counter.on_ticket(other, &Fact::Retracted(Retracted { event: merged }));
    assert!(said_of(&counter, one).is_empty());
    assert_eq!(row().merged_into, None);
}

#[test]
fn of_two_tickets_that_were_merged_into_each_other_the_first_merging_stands() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let take = || counter.ticket(&Walk { promises: vec![promise()], ..Walk::default() });
    let [one, other] = [(); 2].map(|()| take());
    let row = |ticket| counter.store.read(|now| now.find_ticket_row(ticket)).unwrap().unwrap();
    let merge = |ticket, into| {
        counter.on_ticket(ticket, &Fact::TicketMerged(TicketMerged { into, number: row(into).number }))
    };
    let first = merge(one, other);
    assert!(said_of(&counter, other).len() == 1 && said_of(&counter, one).is_empty());
    let second = merge(other, one);

    let folded = |ticket| counter.store.read(|now| now.ticket(ticket)).unwrap().unwrap();
    assert_eq!((row(one).merged_into, row(other).merged_into), (Some(row(other).number), None));
    assert_eq!(folded(other).conflicts(), [Conflict::Circle(second)]);
    assert_eq!(folded(one).conflicts(), [Conflict::Circle(first)], "it is shown at both");
    assert_eq!((row(one).conflicts, row(other).conflicts), (1, 1));
    assert_eq!(folded(other).circle_number(), Some(row(one).number));
    assert!(!folded(other).story.last().unwrap().applied);
    assert!(row(other).next_due.is_some(), "its clocks run");
    assert_eq!(said_of(&counter, one), [], "nothing goes on here");

    counter.store.rebuild(|_| ()).unwrap();
    assert_eq!((row(one).merged_into, row(other).merged_into), (Some(row(other).number), None));
    // Whichever is taken back, the other one stands.
    counter.on_ticket(one, &Fact::Retracted(Retracted { event: first }));
    assert_eq!((row(one).merged_into, row(other).merged_into), (None, Some(row(one).number)));
    assert_eq!((row(one).conflicts, row(other).conflicts), (0, 0));
    assert_eq!(said_of(&counter, one).len(), 1);
}

#[test]
fn a_phone_finds_its_tickets_however_it_was_typed_until_they_are_forgotten() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let call = |phone: &str| counter.ticket(&Walk { phone: phone.into(), ..Walk::default() });
    let (first, second) = (call("139 1234 5678"), call("+86-13912345678"));
    call("13800138000");
    call("no phone at all");
    assert_eq!(called_by(&counter.store, "13912345678"), [second, first], "newest first");
    assert!(called_by(&counter.store, "13912345679").is_empty());

    counter.feed(Some(second), &Fact::TicketForgotten);
    assert_eq!(called_by(&counter.store, "13912345678"), [first]);
}

#[test]
fn a_ticket_that_goes_on_in_another_is_on_the_board_only_for_what_the_law_has_us_tell() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let take = |kind| counter.ticket(&Walk { kind, promises: vec![promise()], ..Walk::default() });
    // The law has us tell whoever complained, and nobody who only asked.
    let (into, ours, law) = (take(Kind::Claim), take(Kind::Enquiry), take(Kind::Complaint));
    assert_eq!(on_board(&counter).len(), 3);
    let number = counter.store.read(|now| now.find_ticket_row(into)).unwrap().unwrap().number;
    let [_, back] = [ours, law]
        .map(|ticket| counter.on_ticket(ticket, &Fact::TicketMerged(TicketMerged { into, number })));
    assert_eq!(on_board(&counter), [into, law]);

    counter.on_ticket(law, &Fact::Retracted(Retracted { event: back }));
    let row = counter.store.read(|now| now.find_ticket_row(law)).unwrap().unwrap();
    assert_eq!((row.merged_into, row.next_due.is_some()), (None, true));
}

#[test]
fn a_row_says_how_soon_its_ticket_must_be_seen_to() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    let priority = || counter.store.read(|now| now.find_ticket_row(ticket)).unwrap().unwrap().priority;
    assert_eq!(priority(), None, "nobody has judged it");
    let weighed = MatterWeighed { priority: Some(Priority::High), ..MatterWeighed::default() };
    counter.on_ticket(ticket, &Fact::MatterWeighed(weighed));
    assert_eq!(priority(), Some(Priority::High));
}

#[test]
fn figures_count_who_was_rated_since_although_the_ticket_was_finished_before() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk { kind: Kind::Enquiry, ..Walk::default() });
    let answer = ActionTaken { action: TicketAction::Answer, words: None };
    counter.on_ticket(ticket, &Fact::ActionTaken(answer));
    let since = at(counter.next() as i64);
    let within = |from: Instant| {
        let found = counter.store.read(|now| now.tickets_open_within(from, at(100_000))).unwrap();
        found.into_iter().map(|counted| counted.ticket.id).collect::<Vec<_>>()
    };
    assert!(within(since).is_empty(), "it was finished before");
    let rated = SatisfactionRated {
        timeliness: Some(Stars::MOST),
        attitude: None,
        safety: None,
        handling: None,
        way: RatingWay::PHONE,
        words: None,
    };
    counter.on_ticket(ticket, &Fact::SatisfactionRated(rated));
    assert_eq!(within(since), [ticket]);
}
