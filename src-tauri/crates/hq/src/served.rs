//! The router as a whole, and listening with it.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, middleware, routing::get};
use tokio::{net::TcpListener, task::JoinHandle};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    HqState, api, clock::random, customer, error::ApiError, guard, housekeeping::keep_house, page, published,
    services, services::SERVICES, webhooks::tell_webhooks,
};

/// Headquarters as a router; needs no socket.
pub fn app(state: HqState) -> Router {
    Router::new()
        .nest("/api/v1", unused_methods_refused(api::routes()))
        .nest("/api/page", page::routes(&state))
        .nest("/api/status", unused_methods_refused(customer::routes()))
        .nest(SERVICES, unused_methods_refused(services::routes()))
        .route("/api/openapi.json", get(published::document))
        .merge(page::pages())
        .layer(middleware::from_fn_with_state(state.clone(), guard::guard))
        .with_state(state)
}

/// The paths without their description. A method that a path does not have is nothing that is here.
fn unused_methods_refused(described: OpenApiRouter<HqState>) -> Router<HqState> {
    Router::from(described).method_not_allowed_fallback(|| async { ApiError::not_found() })
}

/// How long those who are being answered may still take when headquarters stops.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// Answers at `listener` until `stop` ends, and finishes what is under way.
pub async fn serve(
    state: HqState,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = app(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
    // What a stop left undone.
    let settling = state.clone();
    tokio::spawn(async move { settling.settle_errands_or_log().await });
    tokio::spawn(keep_house(state.clone(), random()));
    let telling = tokio::spawn(tell_webhooks(state.clone(), random()));
    let signal = state.clone();
    let stopping = async move {
        stop.await;
        // Those who wait for a feed are answered now.
        signal.stop();
    };
    let serving = axum::serve(listener, service).with_graceful_shutdown(stopping).into_future();
    let too_long = async {
        state.stopped().await;
        tokio::time::sleep(LAST_ANSWERS).await;
    };
    let served = tokio::select! {
        ended = serving => ended,
        () = too_long => Ok(()),
    };
    if state.is_stopping() {
        // One that takes longer is called out once more, under the same id.
        let _ = tokio::time::timeout(LAST_ANSWERS, telling).await;
    }
    served
}

/// Headquarters at a socket of its own, in this process.
pub struct Listening {
    /// Where.
    pub address: SocketAddr,
    state: HqState,
    task: JoinHandle<std::io::Result<()>>,
}

impl Listening {
    /// Starts to answer at `at`; port 0 takes any that is free.
    pub async fn start(state: HqState, at: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind(at).await?;
        let address = listener.local_addr()?;
        let stop = state.clone();
        let task = tokio::spawn(serve(state.clone(), listener, async move { stop.stopped().await }));
        Ok(Self { address, state, task })
    }

    /// Finishes what is under way and stops.
    pub async fn stop(self) -> std::io::Result<()> {
        self.state.stop();
        self.task.await.map_err(std::io::Error::other)?
    }
}
