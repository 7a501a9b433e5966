//! How long the search takes at a counter with so many tickets, and what else is read there.
//!
//! `cargo run --release -p store --example search [folder] [tickets]`. The tickets are written once, line by line through the
//! store, and stay in the folder for the next run. Prints one line of JSON; times in milliseconds.

#[path = "../../src/tests/counter.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod counter;

mod branch;
mod dice;
mod tickets;
mod trigram;
mod typed;

use std::{
    collections::BTreeMap,
    error::Error,
    hint::black_box,
    path::{Path, PathBuf},
    time::Instant,
};

use branch::Branch;
use counter::{Walk, at, path_in};
use dice::Dice;
use domain::{Fact, NoteAdded, Sealed};
use serde::Serialize;
use tickets::Told;
use trigram::Trigram;

/// As many as a screen shows.
const LIMIT: usize = 50;

/// So many parts of what was told are looked for.
const PARTS: u64 = 1_000;

const SAVES: u64 = 200;

#[derive(Serialize)]
struct Report {
    tickets: u64,
    built_s: Option<f64>,
    bytes_per_ticket: Bytes,
    kinds: BTreeMap<&'static str, Times>,
    mix: Times,
    /// Of the questions that both can answer.
    beside_trigram: Beside,
    recall: Recall,
    fold_of_50_events: Times,
    ticket_of_50_events: Times,
    board_of_10_000: Times,
    save: Times,
    note: Times,
}

#[derive(Serialize)]
struct Bytes {
    database: f64,
    words: f64,
    index: f64,
    trigram: f64,
}

#[derive(Serialize)]
struct Beside {
    questions: usize,
    ours: Times,
    trigram: Times,
}

#[derive(Serialize)]
struct Recall {
    asked: u64,
    found: u64,
    /// What was shown and did not hold what was typed.
    wrong: u64,
    /// Of what was asked, what an index of three characters can be asked at all.
    trigram_could: u64,
}

#[derive(Serialize)]
struct Times {
    p50: f64,
    p95: f64,
    p99: f64,
    worst: f64,
}

impl Times {
    fn of(mut ms: Vec<f64>) -> Self {
        ms.sort_by(f64::total_cmp);
        let at = |share: f64| ms[((ms.len() as f64 * share).ceil() as usize).clamp(1, ms.len()) - 1];
        Self { p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1.0) }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map_or_else(std::env::temp_dir, PathBuf::from).join("search");
    let tickets: u64 = arguments.next().map_or(Ok(1_000_000), |text| text.parse())?;
    let branch = Branch::in_folder(&folder.join(format!("counter-{tickets}")), tickets)?;
    let trigram = Trigram::in_folder(&folder.join(format!("trigram-{tickets}")), tickets)?;
    let report = report(&branch, &trigram, tickets)?;
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

fn report(branch: &Branch, trigram: &Trigram, tickets: u64) -> Result<Report, Box<dyn Error>> {
    let store = &branch.counter.store;
    let mut kinds = BTreeMap::new();
    let (mut mix, mut ours, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for typed in typed::all(tickets) {
        let mut times = Vec::new();
        for question in &typed.questions {
            let time = timed(|| store.read(|now| now.search(question, LIMIT)))?;
            times.push(time);
            let begun = Instant::now();
            if black_box(trigram.search(question, LIMIT))?.is_some() {
                theirs.push(begun.elapsed().as_secs_f64() * 1e3);
                ours.push(time);
            }
        }
        mix.extend(&times);
        kinds.insert(typed.kind, Times::of(times));
    }
    let events = store.read(|now| now.lines_of_ticket(branch.longest))?;
    assert_eq!(events.len(), 50, "the first ticket has as many events as it is measured with");
    let board = || store.read(|now| now.board(at(500 * 3_600), at(524 * 3_600), LIMIT));
    let shown: u64 = board()?.sections.iter().map(|section| section.count).sum();
    assert!(shown >= branch::OPEN, "that many are open");
    Ok(Report {
        tickets,
        built_s: branch.built_s,
        bytes_per_ticket: bytes(store.path(), trigram, tickets)?,
        kinds,
        mix: Times::of(mix),
        beside_trigram: Beside { questions: ours.len(), ours: Times::of(ours), trigram: Times::of(theirs) },
        recall: recall(branch, tickets)?,
        fold_of_50_events: many(|| Ok::<_, store::Error>(domain::fold(&events)))?,
        ticket_of_50_events: many(|| store.read(|now| now.ticket(branch.longest)))?,
        board_of_10_000: many(board)?,
        save: saves(branch)?,
        note: notes(branch)?,
    })
}

/// Looks for parts of what was told together with the ticket's waybill, and for its longer parts alone.
fn recall(branch: &Branch, tickets: u64) -> Result<Recall, Box<dyn Error>> {
    let mut dice = Dice::of(tickets);
    let mut recall = Recall { asked: 0, found: 0, wrong: 0, trigram_could: 0 };
    for round in 0..PARTS {
        let told = Told::of(dice.next() % tickets);
        let fields =
            [&told.story, &told.names[0], &told.names[1], &told.phones[0], &told.phones[1], &told.waybill];
        let part = typed::part(&mut dice, fields[(round % 6) as usize], 2, 6);
        let question = format!("{part} {}", told.waybill);
        let rows = branch.counter.store.read(|now| now.search(&question, LIMIT))?;
        recall.asked += 1;
        recall.found += u64::from(rows.iter().any(|row| row.number == told.number));
        recall.trigram_could += u64::from(part.chars().count() >= 3);
        let alone = branch.counter.store.read(|now| now.search(&part, LIMIT))?;
        let is_full = alone.len() == LIMIT;
        recall.found -= u64::from(!is_full && alone.iter().all(|row| row.number != told.number));
        // Two letters of a waybill are somebody's initials as well.
        let alone = if part.bytes().all(|byte| byte.is_ascii_alphabetic()) { Vec::new() } else { alone };
        for row in alone {
            let ticket =
                branch.counter.store.read(|now| now.ticket(row.id))?.ok_or("what is listed is there")?;
            recall.wrong += u64::from(!holds(&ticket, &part.to_lowercase()));
        }
    }
    Ok(recall)
}

fn holds(ticket: &domain::Ticket, part: &str) -> bool {
    let Some(told) = ticket.told() else { return false };
    let mut texts = vec![ticket.number.to_string().replace('-', ""), ticket.shipment.value().waybill.clone()];
    for party in [&told.parties.sender, &told.parties.recipient] {
        texts.extend([party.name.clone(), party.phone.replace(' ', "")]);
    }
    texts.extend([told.story.clone(), told.demand_text.clone()]);
    texts.extend(ticket.notes.iter().filter_map(|(_, note)| note.open().cloned()));
    texts.iter().any(|text| text.to_lowercase().contains(part))
}

fn saves(branch: &Branch) -> Result<Times, Box<dyn Error>> {
    let mut times = Vec::new();
    for _ in 0..SAVES {
        let ticket = branch.counter.write(|tx| branch.counter.new_ticket(tx));
        let opening = counter::opening(&Walk::default(), Told::of(1).number);
        times.push(timed(|| {
            branch.counter.store.write(|tx| branch.counter.append(tx, Some(ticket), &opening))
        })?);
    }
    Ok(Times::of(times))
}

/// Notes on old tickets, here and there.
fn notes(branch: &Branch) -> Result<Times, Box<dyn Error>> {
    let store = &branch.counter.store;
    let rows = store.read(|now| now.search("包裹少了", SAVES as usize))?;
    let mut times = Vec::new();
    for row in rows {
        let note = Fact::NoteAdded(NoteAdded {
            text: Sealed::Open("已调取监控录像，三日内答复".into())
        });
        times.push(timed(|| store.write(|tx| branch.counter.append(tx, Some(row.id), &note)))?);
    }
    Ok(Times::of(times))
}

fn bytes(path: &Path, trigram: &Trigram, tickets: u64) -> Result<Bytes, Box<dyn Error>> {
    let connection = trigram::keyed(path)?;
    let sum = |sql: &str| -> rusqlite::Result<f64> {
        Ok(connection.query_row(sql, [], |row| row.get::<_, i64>(0))? as f64 / tickets as f64)
    };
    Ok(Bytes {
        database: std::fs::metadata(path_in(path.parent().ok_or("a database lies in a folder")?))?.len()
            as f64
            / tickets as f64,
        words: sum(
            "SELECT sum(length(CAST(text AS BLOB)) + length(CAST(names AS BLOB)) + 12) FROM ticket_words",
        )?,
        index: sum("SELECT sum(length(block)) FROM ticket_search_data")?,
        trigram: trigram.bytes()? as f64 / tickets as f64,
    })
}

fn many<T, E: Into<Box<dyn Error>>>(mut work: impl FnMut() -> Result<T, E>) -> Result<Times, Box<dyn Error>> {
    Ok(Times::of(
        (0..100).map(|_| timed(&mut work).map_err(Into::into)).collect::<Result<Vec<_>, Box<dyn Error>>>()?,
    ))
}

fn timed<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<f64, E> {
    let begun = Instant::now();
    black_box(work()?);
    Ok(begun.elapsed().as_secs_f64() * 1e3)
}
