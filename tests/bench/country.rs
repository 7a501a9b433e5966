//! Headquarters of a whole country, a million open tickets of thirty thousand branches: the search, the queue and the
//! board. The example `find` of headquarters', over a file and over PostgreSQL.
//!
//! The tickets are written once for each, which takes half an hour and some gigabytes beside what cargo builds, and stay
//! there.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use serde::Deserialize;
use tests::cluster::{self, Cluster};
use tests::places;

use crate::finding::{Figure, Finding};
use crate::photo::example;

const BRANCHES: &str = "30000";
/// Fewer may be asked for, to try something out.
const TICKETS_VARIABLE: &str = "COUNTERFOIL_BENCH_TICKETS";
const TICKETS: &str = "1000000";

#[derive(Deserialize)]
struct Report {
    everywhere: BTreeMap<String, Times>,
    mix: Times,
    of_a_region: Times,
    of_a_branch: Times,
    recall: Recall,
    screens: BTreeMap<String, Times>,
    bytes_per_ticket: BTreeMap<String, f64>,
    spent: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
struct Times {
    p50: f64,
    p95: f64,
    p99: f64,
}

#[derive(Deserialize)]
struct Recall {
    asked: u64,
    found: u64,
}

/// Asks what people type, of every kind alike, and opens the screens, over both stores.
pub fn measure() -> Vec<Finding> {
    let folder = places::root().join("target/bench");
    let mut findings = told("SQLite", &report(&[]), 20.0);
    let version = cluster::version().expect("PostgreSQL is installed");
    let major = version.split_whitespace().last().and_then(|number| number.split('.').next());
    let cluster = Cluster::kept(
        &folder.join(format!("postgres-{}", major.unwrap_or("unknown"))),
        &["shared_buffers=1GB", "max_wal_size=8GB", "checkpoint_timeout=30min", "maintenance_work_mem=512MB"],
    );
    let database = format!("country_{BRANCHES}_{}", tickets());
    if cluster.sql("postgres", &format!("SELECT 1 FROM pg_database WHERE datname = '{database}'")).is_empty()
    {
        cluster.make_database(&database);
    }
    findings.extend(told("PostgreSQL", &report(&[&cluster.url(&database)]), 50.0));
    findings
}

fn tickets() -> String {
    std::env::var(TICKETS_VARIABLE).unwrap_or_else(|_| TICKETS.to_owned())
}

fn report(over: &[&str]) -> Report {
    let folder = places::root().join("target/bench");
    let mut find = Command::new(example("find"));
    find.arg(folder).args([BRANCHES, &tickets()]).args(over).stderr(Stdio::inherit());
    let output = find.output().expect("what was built starts");
    assert!(output.status.success(), "the example find: {}", output.status);
    serde_json::from_slice(&output.stdout).expect("the example reports in JSON")
}

fn told(over: &str, report: &Report, most_ms: f64) -> Vec<Finding> {
    let ms = |what: String, amount, at_most| Finding { at_most, ..Finding::of(what, Figure::Ms(amount)) };
    let Report { mix, recall, screens, .. } = report;
    let mut findings = vec![
        ms(format!("search over {over}, all kinds, p50"), mix.p50, None),
        ms(format!("search over {over}, all kinds, p95"), mix.p95, Some(most_ms)),
        ms(format!("search over {over}, all kinds, p99"), mix.p99, None),
    ];
    for (kind, times) in &report.everywhere {
        findings.push(ms(format!("  {}, p95", kind.replace('_', " ")), times.p95, None));
    }
    let found = Figure::Percent(recall.found as f64 * 100.0 / recall.asked as f64);
    findings.extend([
        ms("  within a region, p95".into(), report.of_a_region.p95, Some(most_ms)),
        ms("  within a branch, p95".into(), report.of_a_branch.p95, Some(most_ms)),
        Finding { at_least: Some(100.0), ..Finding::of("  recall of parts", found) },
        ms("  processors, a question".into(), report.spent["search"], None),
    ]);
    for (screen, what) in
        [("decisions", "decision queue"), ("branches", "branch board"), ("tickets", "tickets")]
    {
        let of = |who: &str| screens[&format!("{who}: {screen}")].p95;
        let slowest = ["country", "region", "branch"].map(of).into_iter().fold(0.0, f64::max);
        findings.push(ms(format!("{what} over {over}, p95"), slowest, Some(100.0)));
    }
    for part in ["database", "index"] {
        let bytes = Figure::Bytes(report.bytes_per_ticket[part]);
        findings.push(Finding::of(format!("{part} over {over}, a ticket"), bytes));
    }
    findings
}
