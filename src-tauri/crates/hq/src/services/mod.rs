//! What other systems of the carrier ask of headquarters, under `/api/services/v1`: a mini-program's bridge, a hotline, an
//! app, the desk that answers 12305.
//!
//! Each speaks with a token of its own, within the subtree of one unit, and what it looks at and brings is in the audit log
//! under its name. A ticket that it brings is written by headquarters itself, into its own log in the branch, and reaches
//! the branch's counters as any other line of the feed does.
//!
//! | it brings | then |
//! |---|---|
//! | a number of its own that is new | a ticket is opened: 201 |
//! | the same number with the same words | the ticket as it stands: 200 |
//! | the same number with other words | nothing: 409 `reference_differs` |
//!
//! What a number came to is kept before the ticket is written, and the ticket's identity is made from that number, so that
//! it does not matter when either side is stopped, or how often it asks.

mod asked;
mod caller;
mod form;
mod giving;
mod shown;
mod taking_in;
mod wechat;

use axum::routing::any;
use utoipa_axum::{router::OpenApiRouter, routes};

pub use giving::{GivenToken, NewService, ServiceTold};

use crate::{HqState, error::ApiError};

/// Where the paths stand.
pub const SERVICES: &str = "/api/services/v1";

/// The paths under `SERVICES`.
pub fn routes() -> OpenApiRouter<HqState> {
    OpenApiRouter::new()
        .routes(routes!(asked::find, taking_in::bring))
        .routes(routes!(asked::ticket))
        .routes(routes!(wechat::complain))
        .route("/{*anything}", any(|| async { ApiError::not_found() }))
}
