//! The customer's page, without signing in: what stands with a ticket, for whoever holds its slip.
//!
//! | asked with | proven by | tries |
//! |---|---|---|
//! | the text of the slip's QR | the device's signature, then the slip code | by address |
//! | number and code, typed | the slip code alone | by address and by number |
//!
//! No such number, a wrong code and a forged slip get the same answer after the same time. Nobody's look is written down:
//! the customer looks at what is theirs, and what staff see of it is not shown here. What was refused is in the log as any
//! request is: path, status and code, and nothing of what was asked.

mod asked;
mod proven;
mod shown;
mod told;

use std::time::{Duration, Instant as Stopwatch};

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{any, post},
};

use asked::{Asked, AskedForm};
use shown::Shown;

use crate::{
    HqState,
    api::{Address, ApiJson},
    error::ApiError,
};

/// A refusal is not given sooner: how long it took to find nothing, or something that does not fit, tells nothing.
const REFUSED_AFTER: Duration = Duration::from_millis(400);

/// The path under which the page asks.
pub fn routes() -> Router<HqState> {
    Router::new().route("/", post(status)).fallback(any(nothing)).method_not_allowed_fallback(nothing)
}

async fn nothing() -> ApiError {
    ApiError::not_found()
}

/// What stands with the ticket of a slip.
async fn status(
    State(state): State<HqState>,
    Address(from): Address,
    ApiJson(form): ApiJson<AskedForm>,
) -> Result<Json<Shown>, ApiError> {
    let started = Stopwatch::now();
    state.slip_tries.count_or_wait(from).map_err(ApiError::too_many)?;
    let asked = Asked::read(form).ok_or_else(unreadable)?;
    if let Asked::Typed { number, .. } = &asked {
        state.number_tries.count_or_wait(*number).map_err(ApiError::too_many)?;
    }
    match proven::find(&state, asked).await? {
        Some(proven) => Ok(Json(shown::shown(&state, proven).await?)),
        None => {
            tokio::time::sleep(REFUSED_AFTER.saturating_sub(started.elapsed())).await;
            Err(refused())
        }
    }
}

/// What was sent is no slip, whoever's: nothing was looked up.
fn unreadable() -> ApiError {
    ApiError::new(
        StatusCode::BAD_REQUEST,
        "slip_unreadable",
        "this is not the text of a slip, or not all of it",
    )
}

fn refused() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "slip_refused", "no ticket has this number and this code")
}
