//! The least that could be called headquarters: it verifies nothing and folds nothing. It reads each line of a push as JSON
//! to know its place and its ticket, keeps the lines in one durable transaction, found by both, and acknowledges the last.
//!
//! A process of its own, as headquarters is: this program, told to be it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::{Json, Router, body::Bytes, extract::State, http::StatusCode, routing::post};
use protocol::wire::{MOST_PUSH_EXPANDED, Push, compress, decompress};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tests::running::{Running, free_port};

/// What this program is told to be it.
pub const NAME: &str = "--bare-sketch";

const START_LIMIT: Duration = Duration::from_secs(30);
const MOST_BODY_BYTES: usize = 4 << 20;

/// How long it takes to bring `pushes` to a new one, one after another, each answered before the next is sent.
pub async fn carry(pushes: &[Push]) -> f64 {
    let folder = tempfile::tempdir().expect("there is room beside what was built");
    let port = free_port();
    let mut command = Command::new(env::current_exe().expect("a running program has a path"));
    command.args([NAME, &port.to_string()]).arg(folder.path().join("sketch.sqlite"));
    let mut running = Running::start(&command);
    running.wait_until_it_listens(port, START_LIMIT);
    tests::tls::provide();
    let http = reqwest::Client::new();
    let url = format!("http://127.0.0.1:{port}/push");
    let begun = Instant::now();
    for push in pushes {
        let answer = http.post(&url).body(compress(push)).send().await.expect("the sketch answers");
        assert_eq!(answer.status(), StatusCode::OK);
        let held: Held = answer.json().await.expect("the sketch acknowledges");
        assert!(held.seq > 0, "its lines have places");
    }
    begun.elapsed().as_secs_f64() * 1e3
}

/// Is it, at `arguments`: a port and a file.
pub async fn serve(arguments: &[String]) {
    let [port, file] = arguments else { panic!("the sketch is told a port and a file") };
    let port: u16 = port.parse().expect("the first is a port");
    let database = open(Path::new(file)).expect("a new database opens");
    let app = Router::new()
        .route("/push", post(push))
        .layer(axum::extract::DefaultBodyLimit::max(MOST_BODY_BYTES))
        .with_state(Arc::new(Mutex::new(database)));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.expect("the port is free");
    axum::serve(listener, app).await.expect("it serves until it is ended");
}

fn open(file: &Path) -> rusqlite::Result<Connection> {
    let database = Connection::open(PathBuf::from(file))?;
    database.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE lines (device BLOB, epoch BLOB, seq INTEGER, ticket TEXT, line TEXT,
             PRIMARY KEY (device, epoch, seq)) STRICT;
         CREATE INDEX lines_by_ticket ON lines (ticket);",
    )?;
    Ok(database)
}

/// Up to where a log is held.
#[derive(Serialize, Deserialize)]
struct Held {
    seq: u64,
}

async fn push(State(database): State<Arc<Mutex<Connection>>>, body: Bytes) -> Result<Json<Held>, StatusCode> {
    let kept = tokio::task::spawn_blocking(move || {
        let push: Push = decompress(&body, MOST_PUSH_EXPANDED).map_err(|_| StatusCode::BAD_REQUEST)?;
        let read = push.lines.iter().map(|line| serde_json::from_str(line));
        let read: Vec<Value> = read.collect::<Result<_, _>>().map_err(|_| StatusCode::BAD_REQUEST)?;
        let mut database = database.lock().unwrap_or_else(PoisonError::into_inner);
        keep(&mut database, &push, &read).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
    });
    kept.await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?.map(Json)
}

fn keep(database: &mut Connection, push: &Push, read: &[Value]) -> rusqlite::Result<Held> {
    let (device, epoch) = (push.device.as_bytes(), push.epoch.as_bytes());
    let tx = database.transaction()?;
    let mut insert = tx
        .prepare_cached("INSERT INTO lines (device, epoch, seq, ticket, line) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (line, read) in push.lines.iter().zip(read) {
        insert.execute(params![device, epoch, read["seq"].as_u64(), read["ticket"].as_str(), line])?;
    }
    drop(insert);
    tx.commit()?;
    Ok(Held { seq: read.last().and_then(|last| last["seq"].as_u64()).unwrap_or(0) })
}
