//! What is told to whoever watches headquarters, at an address of its own that nobody outside reaches.

use std::time::Duration;

use axum::{
    Json, Router,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use serde::Serialize;
use tokio::net::TcpListener;

use crate::HqState;

/// What does not answer for so long is not ready.
const PATIENCE: Duration = Duration::from_secs(5);

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// `/healthz`, `/readyz` and `/metrics`.
pub fn admin(state: HqState) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(state)
}

/// Answers at `listener` until headquarters stops.
pub async fn serve_admin(state: HqState, listener: TcpListener) -> std::io::Result<()> {
    let stopping = state.clone();
    axum::serve(listener, admin(state)).with_graceful_shutdown(async move { stopping.stopped().await }).await
}

/// How headquarters' parts are: `ok`, or what is wrong with them.
#[derive(Serialize)]
struct Readiness {
    store: &'static str,
    projections: &'static str,
    photos: &'static str,
}

/// A node without its store can do nothing. One without its photo store takes lines in and answers, and so would every
/// other node: nobody is helped when all are taken away, so this is told and is no reason.
async fn ready(State(state): State<HqState>) -> impl IntoResponse {
    let (store, photos) = tokio::join!(
        tokio::time::timeout(PATIENCE, state.store.projections_stand()),
        tokio::time::timeout(PATIENCE, state.shelf.answers()),
    );
    let (store, projections) = match store {
        Ok(Ok(true)) => ("ok", "ok"),
        Ok(Ok(false)) => ("ok", "not_made"),
        Ok(Err(_)) => ("trouble", "unknown"),
        Err(_) => ("slow", "unknown"),
    };
    let photos = match photos {
        Ok(Ok(())) => "ok",
        Ok(Err(error)) => {
            let trouble = crate::metrics::Met::shelf(error.trouble());
            state.metrics.met(trouble);
            trouble.kind
        }
        Err(_) => "slow",
    };
    let is_ready = (store, projections) == ("ok", "ok");
    let status = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { store, projections, photos }))
}

async fn metrics(State(state): State<HqState>) -> impl IntoResponse {
    let in_use = state.store.connections_in_use();
    state.metrics.pool_in_use.set(i64::try_from(in_use).unwrap_or(i64::MAX));
    ([(header::CONTENT_TYPE, OPEN_METRICS)], state.metrics.text())
}
