//! Projections: written with each line, they are what a rebuild from the log makes.

use domain::{
    ActionTaken, Amendment, Change, EventId, Fact, KinKind, Kind, MatterWeighed, NoteAdded, PrintEnded,
    PrintStarted, Priority, PromiseMade, Retracted, Sealed, Sha256, TicketAction, TicketAmended, TicketId,
    TicketLinked, TicketMerged,
};
use proptest::prelude::*;
use store::TicketRow;
use tempfile::tempdir;

use super::counter::{Counter, Walk, photo, promise};

/// Something that happens at a counter.
#[derive(Clone, Debug)]
enum Step {
    Open(u8),
    Note(usize, String),
    Act(usize, usize),
    Amend(usize, usize),
    Photo(usize, u8),
    Retract(usize),
    Promise(usize, i64),
    Print(usize, bool),
    Forget(usize),
    Correct(usize, String),
    Call(usize, u8),
    Weigh(usize, usize),
    Link(usize, usize),
    Merge(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => any::<u8>().prop_map(Step::Open),
        2 => (any::<usize>(), "[一-三a-c ]{0,12}").prop_map(|(ticket, text)| Step::Note(ticket, text)),
        2 => (any::<usize>(), any::<usize>()).prop_map(|(ticket, action)| Step::Act(ticket, action)),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(ticket, kind)| Step::Amend(ticket, kind)),
        1 => (any::<usize>(), any::<u8>()).prop_map(|(ticket, photo)| Step::Photo(ticket, photo)),
        1 => any::<usize>().prop_map(Step::Retract),
        1 => (any::<usize>(), 0..9_000_i64).prop_map(|(ticket, due)| Step::Promise(ticket, due)),
        1 => (any::<usize>(), any::<bool>()).prop_map(|(ticket, ends)| Step::Print(ticket, ends)),
        1 => any::<usize>().prop_map(Step::Forget),
        2 => (any::<usize>(), "[一-三a-c ]{0,12}").prop_map(|(ticket, text)| Step::Correct(ticket, text)),
        1 => (any::<usize>(), any::<u8>()).prop_map(|(ticket, phone)| Step::Call(ticket, phone)),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(ticket, n)| Step::Weigh(ticket, n)),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(ticket, other)| Step::Link(ticket, other)),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(ticket, other)| Step::Merge(ticket, other)),
    ]
}

fn happen(
    counter: &Counter,
    step: &Step,
    tickets: &mut Vec<TicketId>,
    events: &mut Vec<(TicketId, EventId)>,
) {
    let picked = |place: &usize| (!tickets.is_empty()).then(|| tickets[place % tickets.len()]);
    let on = |ticket: TicketId, fact: Fact| {
        // Nothing personal is written about a ticket whose key is gone.
        let is_shut = counter.store.read(|now| now.ticket_key(ticket)).unwrap().is_none();
        (!is_shut).then(|| (ticket, counter.on_ticket(ticket, &fact)))
    };
    let new = match step {
        Step::Open(n) => {
            let walk = Walk {
                name: format!("客户{n}"),
                waybill: format!("SF{}", n % 3),
                promises: vec![promise(i64::from(*n))],
                ..Walk::default()
            };
            tickets.push(counter.ticket(&walk));
            None
        }
        Step::Note(at, text) => {
            picked(at).and_then(|id| on(id, Fact::NoteAdded(NoteAdded { text: Sealed::Open(text.clone()) })))
        }
        Step::Act(at, n) => {
            let action = TicketAction::ALL[n % TicketAction::ALL.len()];
            picked(at).and_then(|id| on(id, Fact::ActionTaken(ActionTaken { action, words: None })))
        }
        Step::Amend(at, n) => {
            let to = Amendment::Kind(Kind::ALL[n % Kind::ALL.len()]);
            let changes = vec![Change { replaces: Vec::new(), to }];
            picked(at).and_then(|id| on(id, Fact::TicketAmended(TicketAmended { changes })))
        }
        Step::Photo(at, n) => picked(at).and_then(|id| on(id, photo(Sha256([*n; 32]), 9))),
        Step::Retract(at) => {
            let said = (!events.is_empty()).then(|| events[at % events.len()]);
            said.and_then(|(id, event)| on(id, Fact::Retracted(Retracted { event })))
        }
        Step::Promise(at, due) => {
            picked(at).and_then(|id| on(id, Fact::PromiseMade(PromiseMade { promises: vec![promise(*due)] })))
        }
        Step::Print(at, ends) => picked(at).and_then(|id| {
            let started = PrintStarted {
                document: "receipt".into(),
                paper: domain::PaperName::A5,
                language: "zh".into(),
                copy: 0,
                printer: "file".into(),
                about: None,
            };
            let (_, print) = on(id, Fact::PrintStarted(started))?;
            ends.then(|| on(id, Fact::PrintEnded(PrintEnded { print, outcome: "printed".into() }))).flatten()
        }),
        Step::Correct(at, text) => picked(at).and_then(|id| {
            let ticket = counter.store.read(|now| now.ticket(id)).unwrap()?;
            let told = domain::Told { story: text.clone(), ..ticket.told()?.clone() };
            let replaces = ticket.told.set_by().collect();
            let changes = vec![Change { replaces, to: Amendment::Told(Sealed::Open(told)) }];
            on(id, Fact::TicketAmended(TicketAmended { changes }))
        }),
        Step::Call(at, n) => picked(at).and_then(|id| {
            let ticket = counter.store.read(|now| now.ticket(id)).unwrap()?;
            let mut told = ticket.told()?.clone();
            told.parties.recipient.phone = format!("1390000{n:04}");
            let replaces = ticket.told.set_by().collect();
            let changes = vec![Change { replaces, to: Amendment::Told(Sealed::Open(told)) }];
            on(id, Fact::TicketAmended(TicketAmended { changes }))
        }),
        Step::Weigh(at, n) => picked(at).and_then(|id| {
            let priority = Some(Priority::ALL[n % Priority::ALL.len()]);
            on(id, Fact::MatterWeighed(MatterWeighed { priority, ..MatterWeighed::default() }))
        }),
        Step::Link(at, other) => picked(at).zip(picked(other)).and_then(|(id, to)| {
            let number = counter.store.read(|now| now.find_ticket_row(to)).unwrap()?.number;
            on(id, Fact::TicketLinked(TicketLinked { to, number, kin: KinKind::RELATED }))
        }),
        Step::Merge(at, other) => picked(at).zip(picked(other)).and_then(|(id, into)| {
            let number = counter.store.read(|now| now.find_ticket_row(into)).unwrap()?.number;
            on(id, Fact::TicketMerged(TicketMerged { into, number }))
        }),
        Step::Forget(at) => {
            if let Some(ticket) = picked(at) {
                counter.feed(Some(ticket), &Fact::TicketForgotten);
            }
            None
        }
    };
    events.extend(new);
}

/// Every row that screens read, every word of the search, and what is known of kin.
fn shown(counter: &Counter) -> (Vec<TicketRow>, Vec<Vec<String>>) {
    counter
        .store
        .read(|now| {
            let mut words = now.connection.prepare(
                "SELECT hex(t.id), w.text, w.names FROM ticket_words w JOIN tickets t USING (place) ORDER BY t.id",
            )?;
            let words = words
                .query_map([], |row| {
                    (0..3).map(|column| row.get(column)).collect::<rusqlite::Result<Vec<String>>>()
                })?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            let mut kin = now.connection.prepare(
                "SELECT hex(ticket), hex(event) || hex(other) || at, coalesce(kin, '') FROM ticket_kin
                 UNION ALL SELECT hex(ticket), phone, '' FROM ticket_phones ORDER BY 1, 2",
            )?;
            let kin = kin
                .query_map([], |row| {
                    (0..3).map(|column| row.get(column)).collect::<rusqlite::Result<Vec<String>>>()
                })?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            let words = words.into_iter().chain(kin).collect();
            Ok::<_, store::Error>((now.list_newest_tickets(10_000)?, words))
        })
        .unwrap()
}

/// What the index of the search knows of each ticket: where one changed, only the difference was written.
fn index(counter: &Counter) -> Vec<[String; 2]> {
    counter.write(|tx| {
        tx.connection.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.known USING fts5vocab (main, ticket_search, instance)",
        )?;
        let mut known = tx.connection.prepare(
            "SELECT hex(t.id), k.term FROM temp.known k JOIN tickets t ON t.place = k.doc ORDER BY t.id, k.term",
        )?;
        let rows = known.query_map([], |row| Ok([row.get(0)?, row.get(1)?]))?;
        let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        // Nothing is there of a ticket that is not: a rebuild makes the table anew.
        let loose = "SELECT count(*) FROM temp.known WHERE doc NOT IN (SELECT place FROM ticket_words)";
        assert_eq!(tx.connection.query_row(loose, [], |row| row.get::<_, i64>(0))?, 0);
        drop(known);
        tx.connection.execute_batch("DROP TABLE temp.known")?;
        Ok(rows)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_line_by_line_is_what_a_rebuild_makes(steps in prop::collection::vec(step(), 1..40)) {
        let folder = tempdir().unwrap();
        let counter = Counter::in_folder(folder.path());
        let (mut tickets, mut events) = (Vec::new(), Vec::new());
        for step in &steps {
            happen(&counter, step, &mut tickets, &mut events);
        }
        let (written, index) = (shown(&counter), index(&counter));
        prop_assert_eq!(written.0.len(), tickets.len());
        counter.store.rebuild(|_| ()).unwrap();
        prop_assert_eq!(shown(&counter), written);
        prop_assert_eq!(self::index(&counter), index);
    }
}

#[test]
fn a_rebuild_goes_newest_first_and_says_how_far_it_is() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    counter.write(|tx| (0..450).try_for_each(|_| counter.take_in(tx, &Walk::default()).map(|_| ())));
    let mut steps = Vec::new();
    counter
        .store
        .rebuild(|progress| {
            let newest = counter.store.read(|now| now.list_newest_tickets(1)).unwrap();
            steps.push((progress.done, progress.of, newest.first().map(|row| row.number.serial())));
        })
        .unwrap();
    assert_eq!(steps, [(0, 450, None), (200, 450, Some(450)), (400, 450, Some(450)), (450, 450, Some(450))]);
    assert!(!counter.store.needs_rebuild().unwrap());
}

#[test]
fn projections_of_another_version_are_dropped_and_asked_for() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    counter.write(|tx| tx.set_projections(0));
    drop(counter);
    let counter = Counter::in_folder(folder.path());
    assert!(counter.store.needs_rebuild().unwrap());
    assert!(counter.store.read(|now| now.list_newest_tickets(9)).unwrap().is_empty());
    assert!(counter.store.read(|now| now.ticket(ticket)).unwrap().is_some(), "the log is whole meanwhile");
    counter.store.rebuild(|_| ()).unwrap();
    assert!(!counter.store.needs_rebuild().unwrap());
    let row = counter.store.read(|now| now.find_ticket_row(ticket)).unwrap().unwrap();
    assert_eq!(row.person_name.as_deref(), Some("王小明"));
}
