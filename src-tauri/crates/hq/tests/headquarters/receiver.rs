//! Another system that is told: a server of its own at loopback, which answers as it is bid and keeps what came.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::Value;
use tokio::net::TcpListener;

/// How long something may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How it answers a call.
#[derive(Clone, Copy)]
pub enum Reply {
    Status(u16),
    /// It moved elsewhere.
    Redirect,
    /// It answers nobody.
    Hang,
}

#[derive(Clone)]
pub struct Heard {
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Heard {
    pub fn id(&self) -> &str {
        self.header("webhook-id")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap().to_str().unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

#[derive(Default)]
struct Inner {
    heard: Mutex<Vec<Heard>>,
    replies: Mutex<VecDeque<Reply>>,
    elsewhere: Mutex<u32>,
}

pub struct Receiver {
    pub url: String,
    inner: Arc<Inner>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Receiver {
    /// One that takes everything once it has answered with `replies`; the last of them stays where it hangs.
    pub async fn start(replies: &[Reply]) -> Self {
        let inner = Arc::new(Inner::default());
        inner.replies.lock().unwrap().extend(replies);
        let router = Router::new()
            .route("/hook", post(answer))
            .route("/elsewhere", post(elsewhere).get(elsewhere))
            .with_state(Arc::clone(&inner));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, inner, task }
    }

    pub fn heard(&self) -> Vec<Heard> {
        self.inner.heard.lock().unwrap().clone()
    }

    /// Whether somebody followed where it said that it had moved.
    pub fn was_followed(&self) -> bool {
        *self.inner.elsewhere.lock().unwrap() > 0
    }

    /// Waits until so many calls came; answers all of them.
    pub async fn heard_at_least(&self, count: usize) -> Vec<Heard> {
        let begun = std::time::Instant::now();
        while self.heard().len() < count {
            assert!(begun.elapsed() < PATIENCE, "{} of {count} calls came", self.heard().len());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.heard()
    }
}

async fn answer(State(inner): State<Arc<Inner>>, headers: HeaderMap, body: Bytes) -> Response {
    inner.heard.lock().unwrap().push(Heard { headers, body });
    let reply = {
        let mut replies = inner.replies.lock().unwrap();
        match replies.front() {
            Some(Reply::Hang) => Some(Reply::Hang),
            _ => replies.pop_front(),
        }
    };
    match reply {
        None => StatusCode::NO_CONTENT.into_response(),
        Some(Reply::Status(status)) => StatusCode::from_u16(status).unwrap().into_response(),
        Some(Reply::Redirect) => {
            (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, "/elsewhere")]).into_response()
        }
        Some(Reply::Hang) => std::future::pending().await,
    }
}

async fn elsewhere(State(inner): State<Arc<Inner>>) -> StatusCode {
    *inner.elsewhere.lock().unwrap() += 1;
    StatusCode::OK
}
