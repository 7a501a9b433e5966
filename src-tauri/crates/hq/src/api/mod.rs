//! What counters ask of headquarters, under `/api/v1`. Shapes and meanings are `protocol::wire`'s.

mod body;
mod caller;
mod days;
mod enrol;
mod feed;
mod hello;
mod login;
mod photos;
mod policy;
mod push;
mod releases;
mod upload;

use axum::{
    Router,
    routing::{any, get, options, post},
};

pub use body::{ApiDocument, ApiJson, ApiQuery, beside, bounded, linger};
pub use caller::Address;
pub use feed::MOST_FEED_WAIT;
pub use photos::{Begun, jpeg};
pub use push::take_push;

use crate::{HqState, error::ApiError};

/// The paths under `/api/v1`.
pub fn routes() -> Router<HqState> {
    Router::new()
        .route("/enrol", post(enrol::enrol))
        .route("/deposit", post(enrol::deposit))
        .route("/login/nonce", post(login::nonce))
        .route("/login", post(login::login))
        .route("/hello", post(hello::hello))
        .route("/policy", get(policy::policy))
        .route("/update", get(releases::update))
        .route("/releases/{sha256}", get(releases::file))
        .route("/push", post(push::push))
        .route("/feed", get(feed::feed))
        .route("/feed/older", get(feed::older))
        .route("/feed/branch", get(feed::branch))
        .route("/logs/{device}/{epoch}", get(feed::log))
        .route("/days/{device}/{day}", get(days::day))
        .route("/photos", options(upload::offer).post(upload::create))
        .route("/photos/{name}", get(photos::photo).head(upload::head).patch(upload::patch))
        .route("/{*anything}", any(|| async { ApiError::not_found() }))
        .method_not_allowed_fallback(|| async { ApiError::not_found() })
}
