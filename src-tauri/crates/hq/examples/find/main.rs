//! How long headquarters takes to find tickets among a million of thirty thousand branches, and to show its queue and its
//! branches; through its router, as a browser meets it.
//!
//! `cargo run --release -p hq --example find [folder] [branches] [tickets]`. The tickets are written once, which takes some
//! minutes and some gigabytes, and stay in the folder for the next run. Prints one line of JSON; times in milliseconds.

mod country;
#[path = "../../../store/examples/search/dice.rs"]
mod dice;
#[path = "../../../store/examples/search/tickets.rs"]
#[expect(dead_code, reason = "the counter's example uses more of it")]
mod tickets;
#[path = "../../../store/examples/search/typed.rs"]
mod typed;

use std::{collections::BTreeMap, error::Error, path::PathBuf, time::Instant};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use country::Country;
use dice::Dice;
use domain::{HeldRole, UnitId};
use hq::app;
use serde::Serialize;
use serde_json::{Value, json};
use tickets::Told;
use tower::ServiceExt;

/// So many parts of what was told are looked for.
const PARTS: u64 = 1_000;

const ROUNDS: usize = 50;

const PASSWORD: &str = "a long enough password";

#[derive(Serialize)]
struct Report {
    branches: u64,
    tickets: u64,
    folded_s: Option<f64>,
    /// The whole database's, and those of words and index.
    bytes_per_ticket: BTreeMap<String, f64>,
    everywhere: BTreeMap<&'static str, Times>,
    mix: Times,
    of_a_region: Times,
    of_a_branch: Times,
    recall: Recall,
    screens: BTreeMap<String, Times>,
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
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map_or_else(std::env::temp_dir, PathBuf::from);
    let branches: u64 = arguments.next().map_or(Ok(30_000), |text| text.parse())?;
    let tickets: u64 = arguments.next().map_or(Ok(1_000_000), |text| text.parse())?;
    let folder = folder.join(format!("country-{branches}-{tickets}"));
    let country = Country::in_folder(&folder, branches, tickets).await?;
    let router = app(country.state.clone());
    let everywhere = Looker::at(&country, &router, country.top).await?;
    let in_region = Looker::at(&country, &router, country.region).await?;
    let in_branch = Looker::at(&country, &router, country.branch.into()).await?;

    let (mut kinds, mut mix, mut of_a_region, mut of_a_branch) =
        (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
    for typed in typed::all(tickets) {
        let mut times = Vec::new();
        for question in &typed.questions {
            times.push(everywhere.search(question).await?.0);
            of_a_region.push(in_region.search(question).await?.0);
            of_a_branch.push(in_branch.search(question).await?.0);
        }
        mix.extend(&times);
        kinds.insert(typed.kind, Times::of(times));
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
        folded_s: country.folded.map(|took| took.as_secs_f64()),
        bytes_per_ticket: bytes(&folder.join("headquarters.sqlite"), tickets)?,
        everywhere: kinds,
        mix: Times::of(mix),
        of_a_region: Times::of(of_a_region),
        of_a_branch: Times::of(of_a_branch),
        recall: recall(&everywhere, tickets).await?,
        screens,
    };
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

/// Looks for parts of what was told together with the ticket's waybill, and for its longer parts alone.
async fn recall(looker: &Looker, tickets: u64) -> Result<Recall, Box<dyn Error>> {
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

/// Someone who is signed in at a unit.
struct Looker {
    router: Router,
    cookie: String,
}

impl Looker {
    async fn at(country: &Country, router: &Router, unit: UnitId) -> Result<Self, Box<dyn Error>> {
        let name = format!("looker-{unit}");
        let roles = vec![HeldRole { role: "administrator".into(), from: None, until: None }];
        // A name that is there already was made by an earlier run.
        if let Err(error) = country.state.add_account(&name, PASSWORD, unit, roles).await {
            eprintln!("{name}: {error}");
        }
        let form = serde_json::to_vec(&json!({ "account": name, "password": PASSWORD }))?;
        let request = Request::post("/api/page/login").header("content-type", "application/json");
        let answer = router.clone().oneshot(request.body(Body::from(form))?).await?;
        if answer.status() != StatusCode::OK {
            return Err(format!("signing in: {}", answer.status()).into());
        }
        let cookie = answer.headers().get("set-cookie").ok_or("whoever signs in is known from then on")?;
        let cookie = cookie.to_str()?.split(';').next().unwrap_or_default().to_owned();
        Ok(Self { router: router.clone(), cookie })
    }

    async fn search(&self, typed: &str) -> Result<(f64, Value), Box<dyn Error>> {
        let encoded: String = typed.bytes().map(|byte| format!("%{byte:02X}")).collect();
        self.get(&format!("tickets?q={encoded}")).await
    }

    /// An answer, and how many milliseconds it took.
    async fn get(&self, what: &str) -> Result<(f64, Value), Box<dyn Error>> {
        let request = Request::get(format!("/api/page/{what}")).header("cookie", &self.cookie);
        let begun = Instant::now();
        let answer = self.router.clone().oneshot(request.body(Body::empty())?).await?;
        let (status, body) = (answer.status(), to_bytes(answer.into_body(), usize::MAX).await?);
        let took = begun.elapsed().as_secs_f64() * 1e3;
        if status != StatusCode::OK {
            return Err(format!("{what}: {status}").into());
        }
        Ok((took, serde_json::from_slice(&body)?))
    }
}

fn bytes(path: &std::path::Path, tickets: u64) -> Result<BTreeMap<String, f64>, Box<dyn Error>> {
    let database = rusqlite::Connection::open(path)?;
    let of = |sql: &str| -> rusqlite::Result<f64> {
        Ok(database.query_row(sql, [], |row| row.get::<_, i64>(0))? as f64 / tickets as f64)
    };
    Ok([
        ("database".to_owned(), std::fs::metadata(path)?.len() as f64 / tickets as f64),
        ("words".to_owned(), of("SELECT sum(length(words) + length(print) + 40) FROM ticket_words")?),
        ("index".to_owned(), of("SELECT sum(length(block)) FROM ticket_marks_data")?),
        ("lines".to_owned(), of("SELECT sum(length(CAST(line AS BLOB))) FROM lines")?),
    ]
    .into())
}
