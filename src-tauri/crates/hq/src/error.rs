//! Refusals at the edge: a status, a code that screens translate, and words without personal data.

use std::{io, time::Duration};

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::Sha256;
use protocol::{SealError, wire::ErrorBody};
use serde::Serialize;

use crate::{
    metrics::Met,
    own_log::OwnLogError,
    shelf::{ShelfError, ShelfTrouble},
    store::StoreError,
};

/// After so long whoever met a photo store in trouble may ask again.
const STORE_COMES_BACK: Duration = Duration::from_secs(30);

/// After so long whoever met a database that could not be reached may ask again.
const DATABASE_COMES_BACK: Duration = Duration::from_secs(5);

/// What a refused request is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    status: StatusCode,
    body: Box<ErrorBody>,
    retry_after: Option<Duration>,
    met: Option<Met>,
}

/// The code of a refusal, left on the answer for the log.
#[derive(Clone, Debug)]
pub struct LoggedCode(pub String);

impl ApiError {
    /// A refusal.
    pub fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Self { status, body: Box::new(ErrorBody::new(code, message)), retry_after: None, met: None }
    }

    fn with_hint(mut self, hint: &str) -> Self {
        self.body.hint = Some(hint.to_owned());
        self
    }

    /// What callers act on: `fork`, `gap`, `signature`…
    pub fn code(&self) -> &str {
        &self.body.code
    }

    /// Another log stands at these places.
    pub fn fork(seq: u64, head: Sha256) -> Self {
        let mut error =
            Self::new(StatusCode::CONFLICT, "fork", "another line is held at one of these places");
        error.body.seq = Some(seq);
        error.body.head = Some(head);
        error
    }

    /// Lines before these are not here.
    pub fn gap(seq: u64) -> Self {
        let mut error = Self::new(StatusCode::CONFLICT, "gap", "lines before these are not held");
        error.body.seq = Some(seq);
        error
    }

    /// Tried too often.
    pub fn too_many(wait: Duration) -> Self {
        let mut error =
            Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_tries", "tried too often; wait and try again");
        error.retry_after = Some(wait);
        error.with_hint("wait as long as Retry-After says")
    }

    /// The body is larger than anything asked for here.
    pub fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "the body is too large")
            .with_hint("send less at once")
    }

    /// No carry-over is so large.
    pub fn carry_over_too_large() -> Self {
        let message = "a carry-over is no larger than a stick's largest file";
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "carry_over_too_large", message)
    }

    /// No policy is so large.
    pub fn policy_too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "policy_too_large", "a policy has at most 1 MiB")
    }

    /// The body or the address is not what this path asks for.
    pub fn malformed() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", "the request is not what is asked for here")
    }

    /// Nothing is here.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "nothing is here")
    }

    /// No token, or one that has ended.
    pub fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthenticated", "log in first")
    }

    /// The request did not come in time.
    pub fn timeout() -> Self {
        let error = Self::new(StatusCode::REQUEST_TIMEOUT, "timeout", "the request took too long");
        error.with_hint("send it again; what was taken in is known again")
    }

    /// There is no room. A device tries again, as with every trouble of headquarters.
    pub fn disk_full() -> Self {
        let message = "headquarters' disk is full; nothing was lost";
        Self::new(StatusCode::INSUFFICIENT_STORAGE, "disk_full", message)
    }

    /// The database cannot be reached for now. What was being written may have been kept: whoever sends it again is told.
    pub fn database_away() -> Self {
        let message = "headquarters' database cannot be reached; nothing was lost";
        let mut error = Self::new(StatusCode::SERVICE_UNAVAILABLE, "database_away", message);
        error.retry_after = Some(DATABASE_COMES_BACK);
        error
    }

    /// Photos cannot be kept or shown for now; whatever else is asked is answered.
    pub fn photo_store_gone() -> Self {
        let message = "headquarters' photo store does not answer; nothing was lost";
        let mut error = Self::new(StatusCode::SERVICE_UNAVAILABLE, "photo_store_gone", message);
        error.retry_after = Some(STORE_COMES_BACK);
        error
    }

    /// The photo store took a photo and gives back another: whoever has it keeps it.
    pub fn photo_not_kept() -> Self {
        let message = "headquarters' photo store did not keep the photo; keep it and send it again";
        let mut error = Self::new(StatusCode::SERVICE_UNAVAILABLE, "photo_not_kept", message);
        error.retry_after = Some(STORE_COMES_BACK);
        error
    }

    /// A photo that was held is not what its name says any more.
    pub fn held_photo_damaged() -> Self {
        let message = "headquarters' copy of this photo is damaged and is not shown";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "held_photo_damaged", message)
    }

    /// What the store or the shelf met, where it did.
    pub fn met(&self) -> Option<Met> {
        self.met
    }

    /// A photo that was held is not there. It may have been forgotten a moment ago, so that nothing more is said; it is counted.
    pub fn photo_missing() -> Self {
        Self { met: Some(Met { part: "shelf", kind: "missing" }), ..Self::not_found() }
    }

    /// It is not this counter's turn to have the file, or not any more.
    pub fn release_not_offered() -> Self {
        let message = "no release with this file is offered to this device now";
        Self::new(StatusCode::NOT_FOUND, "release_not_offered", message)
    }

    /// The file of a release that was staged is not on the shelf.
    pub fn release_file_missing() -> Self {
        let message = "the release's file is not on headquarters' shelf";
        let error = Self::new(StatusCode::NOT_FOUND, "release_file_missing", message)
            .with_hint("headquarters' administrator adds the release again with its file");
        Self { met: Some(Met { part: "shelf", kind: "missing" }), ..error }
    }

    /// Every number that headquarters has for a branch's day is given.
    pub fn no_number_left() -> Self {
        let message = "headquarters has no number left in this branch today; nothing was lost";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "number_none_left", message)
    }

    /// Headquarters' own trouble, which is logged where it is met.
    pub fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "trouble", "headquarters has trouble; nothing was lost")
    }

    /// The answer, with `more` told beside the refusal.
    pub fn answer_with(self, more: impl Serialize) -> Response {
        let code = LoggedCode(self.body.code.clone());
        let mut response = (self.status, Json(Told { refusal: *self.body, more })).into_response();
        if let Some(wait) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs()));
        }
        response.extensions_mut().insert(code);
        if let Some(met) = self.met {
            response.extensions_mut().insert(met);
        }
        response
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        self.answer_with(())
    }
}

/// A refusal, and what is told beside it.
#[derive(Serialize)]
struct Told<T> {
    #[serde(flatten)]
    refusal: ErrorBody,
    #[serde(flatten)]
    more: T,
}

impl From<StoreError> for ApiError {
    /// The edge: what went wrong inside is logged here and not told.
    fn from(error: StoreError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "the store failed");
        let (refusal, kind) = match error {
            StoreError::Full => (Self::disk_full(), "full"),
            StoreError::Away(_) => (Self::database_away(), "away"),
            StoreError::Damaged(_) => (Self::internal(), "damaged"),
            _ => (Self::internal(), "failed"),
        };
        Self { met: Some(Met { part: "store", kind }), ..refusal }
    }
}

impl From<ShelfError> for ApiError {
    fn from(error: ShelfError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "a file failed");
        let met = Some(Met::shelf(error.trouble()));
        let refusal = match (error.trouble(), error) {
            (ShelfTrouble::Full, _) => Self::disk_full(),
            (ShelfTrouble::NotKept, _) => Self::photo_not_kept(),
            (ShelfTrouble::Damaged, _) => Self::held_photo_damaged(),
            // A folder of this machine is no far store: waiting helps nobody.
            (_, ShelfError::Folder(_)) => Self::internal(),
            (ShelfTrouble::Gone | ShelfTrouble::Refused, _) => Self::photo_store_gone(),
        };
        Self { met, ..refusal }
    }
}

impl From<io::Error> for ApiError {
    fn from(error: io::Error) -> Self {
        ShelfError::from(error).into()
    }
}

impl From<OwnLogError> for ApiError {
    fn from(error: OwnLogError) -> Self {
        if matches!(error, OwnLogError::NoNumberLeft) {
            return Self::no_number_left();
        }
        tracing::error!(error = &error as &dyn std::error::Error, "headquarters' own log failed");
        Self::internal()
    }
}

impl From<SealError> for ApiError {
    fn from(_: SealError) -> Self {
        tracing::error!("a key at rest does not open");
        Self::internal()
    }
}
