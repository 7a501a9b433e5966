//! Headquarters' page: its calls under `/api/page`, and the page itself where it was built in.

mod assets;
mod branches;
mod carry_over;
mod claim;
mod claim_told;
mod deciding;
mod decisions;
mod devices;
mod investigating;
mod investigation;
mod investigation_told;
mod kin;
mod kin_saying;
mod people;
mod photos;
mod policies;
mod refusals;
mod session;
mod set_aside;
mod story;
mod ticket;
mod tickets;
mod told;

use axum::{
    Router,
    routing::{any, get, post},
};

pub use assets::pages;

use crate::{HqState, error::ApiError};

/// The paths under `/api/page`.
pub fn routes() -> Router<HqState> {
    Router::new()
        .route("/login", post(session::login))
        .route("/logout", post(session::logout))
        .route("/me", get(session::me))
        .route("/tickets", get(tickets::list))
        .route("/tickets/{id}", get(ticket::ticket))
        .route("/decisions", get(decisions::list))
        .route("/tickets/{id}/claim", get(claim::claim))
        .route("/tickets/{id}/decision", post(deciding::decide))
        .route("/tickets/{id}/decision/preview", post(deciding::preview))
        .route("/tickets/{id}/release", post(deciding::release))
        .route("/tickets/{id}/kin", get(kin::of_ticket))
        .route("/tickets/{id}/kin/link", post(kin_saying::link))
        .route("/tickets/{id}/kin/merge", post(kin_saying::merge))
        .route("/tickets/{id}/kin/take-back", post(kin_saying::take_back))
        .route("/kin", get(kin::list))
        .route("/tickets/{id}/investigation", get(investigation::investigation))
        .route("/tickets/{id}/tasks", post(investigating::give))
        .route("/tickets/{id}/adjudication", post(investigating::adjudicate))
        .route("/photos/{sha256}", get(photos::photo))
        .route("/policies", get(policies::list).post(policies::publish))
        .route("/policies/examine", post(policies::examine))
        .route("/policies/{version}", get(policies::told))
        .route("/policies/{version}/document", get(policies::document))
        .route("/branches", get(branches::list))
        .route("/devices", get(devices::list))
        .route("/set-aside", get(set_aside::list))
        .route("/set-aside/{branch}/{device}/{epoch}/{seq}", post(set_aside::act))
        .route("/carry-over", post(carry_over::take_in))
        .route("/{*anything}", any(|| async { ApiError::not_found() }))
        .method_not_allowed_fallback(|| async { ApiError::not_found() })
}
