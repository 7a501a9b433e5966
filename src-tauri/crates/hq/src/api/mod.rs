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

use axum::routing::{any, post};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use body::{ApiDocument, ApiJson, ApiPath, ApiQuery, beside, bounded, countable, linger};
pub use caller::Address;
pub use feed::MOST_FEED_WAIT;
pub use photos::{Begun, jpeg};
pub use push::take_push;

use crate::{HqState, error::ApiError};

/// The paths under `/api/v1`. A push is lines and keys in a frame of their own, which `protocol::wire` describes.
pub fn routes() -> OpenApiRouter<HqState> {
    OpenApiRouter::new()
        .routes(routes!(enrol::enrol))
        .routes(routes!(enrol::deposit))
        .routes(routes!(login::nonce))
        .routes(routes!(login::login))
        .routes(routes!(hello::hello))
        .routes(routes!(policy::policy))
        .routes(routes!(releases::update))
        .routes(routes!(releases::file))
        .route("/push", post(push::push))
        .routes(routes!(feed::feed))
        .routes(routes!(feed::older))
        .routes(routes!(feed::branch))
        .routes(routes!(feed::log))
        .routes(routes!(days::day))
        .routes(routes!(upload::offer, upload::create))
        .routes(routes!(photos::photo, upload::head, upload::patch))
        .route("/{*anything}", any(|| async { ApiError::not_found() }))
}
