//! How long headquarters takes to find tickets among a million of thirty thousand branches, and to show its queue and its
//! branches; through its router, as a browser meets it.
//!
//! `cargo run --release -p hq --example find [folder] [branches] [tickets] [address of a PostgreSQL database]`. The tickets
//! are written once, which takes some minutes and some gigabytes, and stay in the folder (and the database, where there is
//! one) for the next run. Prints one line of JSON; times in milliseconds.

mod country;
#[path = "../../../store/examples/search/dice.rs"]
mod dice;
mod in_a_file;
mod in_postgres;
mod looker;
mod spent;
#[path = "../../../store/examples/search/tickets.rs"]
#[expect(dead_code, reason = "the counter's example uses more of it")]
mod tickets;
#[path = "../../../store/examples/search/typed.rs"]
mod typed;

use std::{
    collections::BTreeMap,
    error::Error,
    num::NonZeroU32,
    path::{Path, PathBuf},
    time::Instant,
};

use country::Country;
use dice::Dice;
use hq::{Config, Database, HqState, Limits, MasterKey, PostgresPlace, app};
use looker::Looker;
use serde::Serialize;
use serde_json::Value;
use tickets::Told;

/// So many parts of what was told are looked for.
const PARTS: u64 = 1_000;

const ROUNDS: usize = 50;

/// Whatever stood in the way.
type Failed = Box<dyn Error + Send + Sync>;

#[derive(Serialize)]
struct Report {
    branches: u64,
    tickets: u64,
    folded_s: Option<f64>,
    /// The whole database's, and those of words and index.
    bytes_per_ticket: BTreeMap<&'static str, f64>,
    everywhere: BTreeMap<&'static str, Times>,
    mix: Times,
    of_a_region: Times,
    of_a_branch: Times,
    recall: Recall,
    screens: BTreeMap<String, Times>,
    /// What processors spent on this process for a question, on the average.
    spent: BTreeMap<&'static str, f64>,
}

#[derive(Serialize)]
struct Recall {
    asked: u64,
    found: u64,
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

#[tokio::main]
async fn main() -> Result<(), Failed> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map_or_else(std::env::temp_dir, PathBuf::from);
    let branches: u64 = arguments.next().map_or(Ok(30_000), |text| text.parse())?;
    let tickets: u64 = arguments.next().map_or(Ok(1_000_000), |text| text.parse())?;
    let url = arguments.next();
    let over = if url.is_some() { "country-postgres" } else { "country" };
    let folder = folder.join(format!("{over}-{branches}-{tickets}"));
    let country = Country { branches, tickets };
    let (state, folded_s) = there(&folder, url.as_deref(), country).await?;
    let router = app(state.clone());
    let everywhere = Looker::at(&state, &router, Country::top()).await?;
    let in_region = Looker::at(&state, &router, Country::region()).await?;
    let in_branch = Looker::at(&state, &router, Country::branch().into()).await?;

    // What a headquarters that serves has in memory is read from the disk once, by other questions of the same kinds.
    for typed in typed::all(tickets - 1) {
        searches(&everywhere, &typed.questions).await?;
    }
    let mut spent = BTreeMap::new();
    let (mut kinds, mut mix) = (BTreeMap::new(), Vec::new());
    let before = spent::ms();
    for typed in typed::all(tickets) {
        let times = searches(&everywhere, &typed.questions).await?;
        mix.extend(&times);
        kinds.insert(typed.kind, Times::of(times));
    }
    spent.insert("search", (spent::ms() - before) / mix.len() as f64);
    let (mut of_a_region, mut of_a_branch) = (Vec::new(), Vec::new());
    for typed in typed::all(tickets) {
        of_a_region.extend(searches(&in_region, &typed.questions).await?);
        of_a_branch.extend(searches(&in_branch, &typed.questions).await?);
    }
    let mut screens = BTreeMap::new();
    for (who, looker) in [("country", &everywhere), ("region", &in_region), ("branch", &in_branch)] {
        for screen in ["decisions", "decisions?what=decision", "tickets", "branches", "kin"] {
            let mut times = Vec::new();
            for _ in 0..ROUNDS {
                times.push(looker.get(screen).await?.0);
            }
            screens.insert(format!("{who}: {screen}"), Times::of(times));
        }
    }
    let report = Report {
        branches,
        tickets,
        folded_s,
        bytes_per_ticket: match &url {
            None => in_a_file::bytes(&folder, tickets)?,
            Some(url) => in_postgres::bytes(url, tickets).await?,
        },
        everywhere: kinds,
        mix: Times::of(mix),
        of_a_region: Times::of(of_a_region),
        of_a_branch: Times::of(of_a_branch),
        recall: recall(&everywhere, tickets).await?,
        screens,
        spent,
    };
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

/// Headquarters with the country in it, and how many seconds it took to fold everything from the log; none when that was
/// there.
async fn there(folder: &Path, url: Option<&str>, country: Country) -> Result<(HqState, Option<f64>), Failed> {
    let is_written = match url {
        None => in_a_file::is_written(folder, country),
        Some(url) => in_postgres::is_written(url, country).await?,
    };
    if is_written {
        return Ok((open(folder, url).await?, None));
    }
    match url {
        None => in_a_file::write(folder, country).await?,
        Some(url) => in_postgres::write(folder, url, country).await?,
    }
    eprintln!("all are written, and folded now");
    let begun = Instant::now();
    let state = open(folder, url).await?;
    let folded_s = begun.elapsed().as_secs_f64();
    match url {
        None => in_a_file::note_written(folder, country)?,
        Some(url) => in_postgres::note_written(url, country).await?,
    }
    Ok((state, Some(folded_s)))
}

async fn open(folder: &Path, url: Option<&str>) -> Result<HqState, Failed> {
    let master = MasterKey::find(folder, None)?;
    let database = url.map(PostgresPlace::new).map_or(Database::File, Database::Postgres);
    // One account asks more here than any does.
    let limits = Limits { account_a_minute: NonZeroU32::MAX, ..Limits::default() };
    Ok(HqState::open(Config { database, limits, ..Config::new(folder.to_owned(), master) }).await?)
}

/// Says now and then how far it is.
fn tell(n: u64, what: &str) {
    if n.is_multiple_of(100_000) {
        eprintln!("{n} {what}");
    }
}

async fn searches(looker: &Looker, questions: &[String]) -> Result<Vec<f64>, Failed> {
    let mut times = Vec::new();
    for question in questions {
        times.push(looker.search(question).await?.0);
    }
    Ok(times)
}

/// Looks for parts of what was told together with the ticket's waybill, and for its longer parts alone.
async fn recall(looker: &Looker, tickets: u64) -> Result<Recall, Failed> {
    let mut dice = Dice::of(tickets);
    let mut recall = Recall { asked: 0, found: 0 };
    for round in 0..PARTS {
        let told = Told::of(dice.next() % tickets);
        let fields =
            [&told.story, &told.names[0], &told.names[1], &told.phones[0], &told.phones[1], &told.waybill];
        let part = typed::part(&mut dice, fields[(round % 6) as usize], 2, 6);
        let is_in = |list: &Value| {
            let tickets = list["tickets"].as_array().into_iter().flatten();
            tickets.into_iter().any(|ticket| ticket["waybill"] == told.waybill.as_str())
        };
        recall.asked += 1;
        let both = looker.search(&format!("{part} {}", told.waybill)).await?.1;
        let alone = looker.search(&part).await?.1;
        let is_full = alone["next"].is_string();
        recall.found += u64::from(is_in(&both) && (is_full || is_in(&alone)));
    }
    Ok(recall)
}
