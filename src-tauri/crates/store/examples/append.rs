//! How long a durable save takes, against a bare commit of one row to the same disk.
//!
//! `cargo run --release -p store --example append [folder] [saves]`. A save is what a clerk's Ctrl+Enter writes: the
//! ticket, three photos and the print in one transaction, with lists and search. Prints one line of JSON, in milliseconds.

#[path = "../src/tests/counter.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod counter;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use counter::{Counter, Walk, database_key, photo};
use domain::{Fact, PrintStarted, Sha256, TicketId};
use rusqlite::Connection;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map_or_else(std::env::temp_dir, PathBuf::from);
    let saves: u32 = arguments.next().map_or(Ok(1_000), |text| text.parse())?;
    let folder = tempfile::tempdir_in(folder)?;

    // Taken in turns, so that both meet the same disk in the same moods.
    let bare = bare_database(&folder.path().join("bare.db"))?;
    let counter = Counter::in_folder(&folder.path().join("counter"));
    let (mut bare_times, mut save_times) = (Vec::new(), Vec::new());
    for n in 0..saves {
        bare_times.push(timed(|| {
            Ok(bare.execute("INSERT INTO bare (text) VALUES ('one row')", []).map(|_| ())?)
        })?);
        // The ticket's key was made with its draft, long before the save.
        let ticket = counter.write(|tx| counter.new_ticket(tx));
        save_times.push(timed(|| save(&counter, ticket, n))?);
    }
    let (bare, save) = (Percentiles::of(bare_times), Percentiles::of(save_times));
    println!(
        "{{\"saves\":{saves},\"bare_commit_ms\":{},\"save_ms\":{},\"p50_ratio\":{:.2},\"p99_ratio\":{:.2}}}",
        bare.json(),
        save.json(),
        save.p50 / bare.p50,
        save.p99 / bare.p99,
    );
    Ok(())
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn save(counter: &Counter, ticket: TicketId, n: u32) -> Outcome {
    let walk = Walk { waybill: format!("SF{n:013}"), ..Walk::default() };
    counter.store.write(|tx| {
        counter.take_in_draft(tx, ticket, &walk)?;
        for slot in 0..3 {
            let mut name = [slot; 32];
            // Spread as hashes are, so that the index is met as it will be.
            name[..4].copy_from_slice(&(n * 3 + u32::from(slot)).wrapping_mul(2_654_435_761).to_be_bytes());
            counter.append(tx, Some(ticket), &photo(Sha256(name), 400_000))?;
        }
        let started = PrintStarted {
            document: "receipt".into(),
            paper: domain::PaperName::A5,
            language: "zh".into(),
            copy: 0,
            printer: "file".into(),
            about: None,
        };
        counter.append(tx, Some(ticket), &Fact::PrintStarted(started)).map(|_| ())
    })?;
    Ok(())
}

/// The same cipher and the same promise of durability; nothing else.
fn bare_database(path: &Path) -> Result<Connection, Box<dyn std::error::Error>> {
    let connection = Connection::open(path)?;
    let key: String = database_key().as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    connection.execute_batch(&format!(
        "PRAGMA key = \"x'{key}'\"; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
         CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT) STRICT;"
    ))?;
    Ok(connection)
}

fn timed(work: impl FnOnce() -> Outcome) -> Result<Duration, Box<dyn std::error::Error>> {
    let started = Instant::now();
    work()?;
    Ok(started.elapsed())
}

struct Percentiles {
    p50: f64,
    p99: f64,
    worst: f64,
}

impl Percentiles {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
        Self { p50: at(0.5), p99: at(0.99), worst: at(1.0) }
    }

    fn json(&self) -> String {
        format!("{{\"p50\":{:.3},\"p99\":{:.3},\"worst\":{:.3}}}", self.p50, self.p99, self.worst)
    }
}
