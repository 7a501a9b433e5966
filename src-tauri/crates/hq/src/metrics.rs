//! What can be counted of headquarters at work, as Prometheus reads it: no names, no numbers, no ids.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Metric, Registry},
};

use domain::Instant;

use crate::shelf::ShelfTrouble;

/// How many of what happened since the start.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    request_seconds: Family<Route, Histogram>,
    refusals: Family<Code, Counter>,
    uploads_refused: Family<Code, Counter>,
    sign_in_failures: Family<Who, Counter>,
    service_calls: Family<CameTo, Counter>,
    lines_taken_in: Counter,
    lines_set_aside: Family<Reason, Counter>,
    photos_taken_in: Counter,
    photo_bytes_taken_in: Counter,
    hellos_held_back: Counter,
    troubles: Family<Met, Counter>,
    job_last_success: Family<Job, Gauge>,
    feed_waiters: Gauge,
    webhook_calls: Family<CameTo, Counter>,
    webhooks_waiting: Gauge,
    webhooks_oldest_seconds: Gauge,
    /// Connections to the database that are in use; whoever has a pool sets it.
    pub pool_in_use: Gauge,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    path: String,
    status: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    method: &'static str,
    path: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Code {
    code: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Who {
    who: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CameTo {
    outcome: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Job {
    job: &'static str,
}

/// Trouble that a request met: with what, and of which kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Met {
    /// `store` or `shelf`.
    pub part: &'static str,
    /// What kind.
    pub kind: &'static str,
}

impl Met {
    /// Trouble with the photo shelf.
    pub fn shelf(trouble: ShelfTrouble) -> Self {
        let kind = match trouble {
            ShelfTrouble::Full => "full",
            ShelfTrouble::Gone => "gone",
            ShelfTrouble::Refused => "refused",
            ShelfTrouble::NotKept => "not_kept",
            ShelfTrouble::Damaged => "damaged",
        };
        Self { part: "shelf", kind }
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("counterfoil");
        let request_seconds = Family::new_with_constructor(buckets as fn() -> Histogram);
        let build: Family<Build, Gauge> = Family::default();
        build.get_or_create(&Build { version: env!("CARGO_PKG_VERSION") }).set(1);
        add(&mut registry, "build", "Which version runs", build);
        let metrics = Self {
            requests: add(&mut registry, "requests", "Answered requests", Family::default()),
            request_seconds: add(&mut registry, "request_seconds", "How long answers took", request_seconds),
            refusals: add(&mut registry, "refusals", "Refused requests by code", Family::default()),
            uploads_refused: add(
                &mut registry,
                "uploads_refused",
                "Refused uploads by code",
                Family::default(),
            ),
            sign_in_failures: add(&mut registry, "sign_in_failures", "Failed logins", Family::default()),
            service_calls: add(
                &mut registry,
                "service_calls",
                "Calls of other systems, by what became of them",
                Family::default(),
            ),
            lines_taken_in: add(&mut registry, "lines_taken_in", "New lines", Counter::default()),
            lines_set_aside: add(&mut registry, "lines_set_aside", "Told to be set aside", Family::default()),
            photos_taken_in: add(
                &mut registry,
                "photos_taken_in",
                "Photos and attachments",
                Counter::default(),
            ),
            photo_bytes_taken_in: add(
                &mut registry,
                "photo_bytes_taken_in",
                "Their bytes",
                Counter::default(),
            ),
            hellos_held_back: add(
                &mut registry,
                "hellos_held_back",
                "Devices asked to spread out",
                Counter::default(),
            ),
            troubles: add(
                &mut registry,
                "troubles",
                "Store and shelf in trouble, by kind",
                Family::default(),
            ),
            job_last_success: add(
                &mut registry,
                "job_last_success_timestamp_seconds",
                "When background work was last done",
                Family::default(),
            ),
            feed_waiters: add(&mut registry, "feed_waiters", "Counters that wait for news", Gauge::default()),
            webhook_calls: add(
                &mut registry,
                "webhook_calls",
                "Calls to other systems, by what came of them",
                Family::default(),
            ),
            webhooks_waiting: add(
                &mut registry,
                "webhook_deliveries_waiting",
                "What other systems are still to be told",
                Gauge::default(),
            ),
            webhooks_oldest_seconds: add(
                &mut registry,
                "webhook_oldest_waiting_seconds",
                "How long the oldest of it waits",
                Gauge::default(),
            ),
            pool_in_use: add(&mut registry, "pool_in_use", "Database connections in use", Gauge::default()),
            registry: Registry::default(),
        };
        Self { registry, ..metrics }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Build {
    version: &'static str,
}

impl Metrics {
    /// A request was answered.
    pub fn answered(&self, method: &Method, path: &str, status: StatusCode, took: Duration) {
        let (method, path) = (word(method), path.to_owned());
        // Of whole classes but where they say most: a refusal for being too many is another than one for being wrong.
        let status = match status.as_u16() {
            exact @ (408 | 413 | 429 | 503 | 507) => exact.to_string(),
            status => format!("{}xx", status / 100),
        };
        self.requests.get_or_create(&Answered { method, path: path.clone(), status }).inc();
        self.request_seconds.get_or_create(&Route { method, path }).observe(took.as_secs_f64());
    }

    /// A request was refused.
    pub fn refused(&self, path: &str, code: &str) {
        let code = Code { code: code.to_owned() };
        if path.starts_with("/api/v1/photos") {
            self.uploads_refused.get_or_create(&code).inc();
        }
        match code.code.as_str() {
            "login_refused" => {
                self.sign_in_failures.get_or_create(&Who { who: "device" }).inc();
            }
            "sign_in_refused" => {
                self.sign_in_failures.get_or_create(&Who { who: "account" }).inc();
            }
            _ => {}
        }
        self.refusals.get_or_create(&code).inc();
    }

    /// Another system called: what it was answered, or the code of the refusal.
    pub fn service_called(&self, status: StatusCode, code: &str) {
        let outcome = match (code, status) {
            ("", StatusCode::CREATED) => "taken_in",
            ("", _) => "answered",
            (code, _) => code,
        };
        self.service_calls.get_or_create(&CameTo { outcome: outcome.to_owned() }).inc();
    }

    /// The store or the shelf was in trouble.
    pub fn met(&self, trouble: Met) {
        self.troubles.get_or_create(&trouble).inc();
    }

    /// Lines came, and some of them are set aside.
    pub fn lines<'a>(&self, new: u64, set_aside: impl Iterator<Item = &'a str>) {
        self.lines_taken_in.inc_by(new);
        for reason in set_aside {
            self.lines_set_aside.get_or_create(&Reason { reason: reason.to_owned() }).inc();
        }
    }

    /// A photo or an attachment came.
    pub fn photo(&self, bytes: u64) {
        self.photos_taken_in.inc();
        self.photo_bytes_taken_in.inc_by(bytes);
    }

    /// A device was asked to come later.
    pub fn hello_held_back(&self) {
        self.hellos_held_back.inc();
    }

    /// A counter waits for news until what is given back is dropped.
    pub fn feed_waiter(&self) -> Waiter {
        self.feed_waiters.inc();
        Waiter(self.feed_waiters.clone())
    }

    /// Another system was called: `delivered`, `failed`, or `given_up` at last.
    pub fn webhook_called(&self, outcome: &'static str) {
        self.webhook_calls.get_or_create(&CameTo { outcome: outcome.to_owned() }).inc();
    }

    /// So much is still to be told to systems that are not paused, the oldest of it for so long.
    pub fn webhooks_waiting(&self, waiting: u64, oldest_seconds: i64) {
        self.webhooks_waiting.set(i64::try_from(waiting).unwrap_or(i64::MAX));
        self.webhooks_oldest_seconds.set(oldest_seconds);
    }

    /// Background work is done.
    pub fn job_done(&self, job: &'static str, now: Instant) {
        self.job_last_success.get_or_create(&Job { job }).set(now.unix_ms() / 1_000);
    }

    /// All of it, in Prometheus' text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        encode(&mut text, &self.registry).expect("a string takes any text");
        text
    }
}

/// Someone who waits.
pub struct Waiter(Gauge);

impl Drop for Waiter {
    fn drop(&mut self) {
        self.0.dec();
    }
}

fn add<M: Metric + Clone>(registry: &mut Registry, name: &str, help: &str, metric: M) -> M {
    registry.register(name, help, metric.clone());
    metric
}

/// From a millisecond to half a minute.
fn buckets() -> Histogram {
    Histogram::new(exponential_buckets(0.001, 2.0, 16))
}

/// A client may send any word as its method.
fn word(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "POST" => "POST",
        "HEAD" => "HEAD",
        "PATCH" => "PATCH",
        "OPTIONS" => "OPTIONS",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        _ => "other",
    }
}
