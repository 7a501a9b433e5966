//! The customer's page, without signing in: what stands with a ticket, for whoever holds its slip.
//!
//! | asked with | proven by | tries are counted |
//! |---|---|---|
//! | the text of the slip's QR | the device's signature, then the slip code | by its ticket |
//! | number and code, typed | the slip code alone | by address, and by number |
//! | what is signed by nobody, or no slip | nothing | by address |
//!
//! Many share an address: a mobile network, or all whom a proxy before headquarters passes on. They never keep out one who
//! brings what a counter signed.
//!
//! No such number, a wrong code and a forged slip get the same answer after the same time. Nobody's look is written down:
//! the customer looks at what is theirs, and what staff see of it is not shown here. What was refused is in the log as any
//! request is: path, status and code, and nothing of what was asked.
//!
//! One thing can be done here: stars, once the matter is over, by the same proof.

mod asked;
mod proven;
mod rating;
mod shown;
pub mod told;

use std::{
    net::IpAddr,
    time::{Duration, Instant as Stopwatch},
};

use axum::{Json, extract::State, http::StatusCode, routing::any};

use asked::{Asked, AskedForm};
use proven::Proven;
use rating::RatingForm;
use shown::Shown;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    HqState,
    api::{Address, ApiJson},
    error::ApiError,
};

/// A refusal is not given sooner: how long it took to find nothing, or something that does not fit, tells nothing.
const REFUSED_AFTER: Duration = Duration::from_millis(400);

/// The path under which the page asks.
pub fn routes() -> OpenApiRouter<HqState> {
    OpenApiRouter::new().routes(routes!(status)).routes(routes!(rate)).fallback(any(nothing))
}

async fn nothing() -> ApiError {
    ApiError::not_found()
}

/// What stands with the ticket of a slip.
#[utoipa::path(post, path = "/", request_body = AskedForm, responses((status = 200, body = Shown)))]
async fn status(
    State(state): State<HqState>,
    Address(from): Address,
    ApiJson(form): ApiJson<AskedForm>,
) -> Result<Json<Shown>, ApiError> {
    let proven = prove(&state, from, form).await?;
    Ok(Json(shown::shown(&state, proven).await?))
}

/// Takes the stars of whoever holds the slip; answers what stands now.
#[utoipa::path(post, path = "/rating", request_body = RatingForm, responses((status = 200, body = Shown)))]
async fn rate(
    State(state): State<HqState>,
    Address(from): Address,
    ApiJson(form): ApiJson<RatingForm>,
) -> Result<Json<Shown>, ApiError> {
    let (asked, rating) = form.read()?;
    let Proven::Here(here) = prove(&state, from, asked).await? else {
        return Err(ApiError::new(StatusCode::CONFLICT, "rating_too_early", "the ticket has not come yet"));
    };
    rating::rate(&state, &here, rating).await?;
    let rated = proven::again(&state, &here).await?;
    Ok(Json(shown::shown(&state, rated).await?))
}

/// Whose slip it is; every refusal comes after the same time.
async fn prove(state: &HqState, from: IpAddr, form: AskedForm) -> Result<Proven, ApiError> {
    let started = Stopwatch::now();
    let found = match Asked::read(form) {
        Some(asked) => find(state, from, asked).await?,
        None => {
            state.guess_tries.count_or_wait(from).map_err(ApiError::too_many)?;
            return Err(unreadable());
        }
    };
    match found {
        Some(proven) => Ok(proven),
        None => {
            tokio::time::sleep(REFUSED_AFTER.saturating_sub(started.elapsed())).await;
            Err(refused())
        }
    }
}

async fn find(state: &HqState, from: IpAddr, asked: Asked) -> Result<Option<Proven>, ApiError> {
    match asked {
        Asked::Slip(scanned) => match proven::signed(state, *scanned).await? {
            Some(signed) => {
                state.slip_tries.count_or_wait(signed.slip.number).map_err(ApiError::too_many)?;
                proven::by_slip(state, signed).await
            }
            None => {
                state.guess_tries.count_or_wait(from).map_err(ApiError::too_many)?;
                Ok(None)
            }
        },
        Asked::Typed { number, code } => {
            state.guess_tries.count_or_wait(from).map_err(ApiError::too_many)?;
            state.number_tries.count_or_wait(number).map_err(ApiError::too_many)?;
            proven::by_number(state, number, &code).await
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
