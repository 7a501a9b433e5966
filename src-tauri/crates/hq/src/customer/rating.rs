//! Stars from whoever holds the slip, given on the page once the matter is over: a line of headquarters' own log.

use axum::http::StatusCode;
use domain::{Fact, RatingWay, SatisfactionRated, Sealed, Stars, Ticket};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{asked::AskedForm, proven::Here};
use crate::{
    HqState,
    error::ApiError,
    own_log::{self, OwnLogError},
};

/// Words longer than this are no remark but a file.
const MOST_WORDS: usize = 500;
/// Whoever changes their mind more often is told to call.
const MOST_TIMES: usize = 3;

/// What the page sends: the slip, and what its holder gives. What they say nothing of is left out.
#[derive(Deserialize, ToSchema)]
pub struct RatingForm {
    #[serde(flatten)]
    pub asked: AskedForm,
    #[serde(default)]
    timeliness: Option<Stars>,
    #[serde(default)]
    attitude: Option<Stars>,
    #[serde(default)]
    safety: Option<Stars>,
    #[serde(default)]
    handling: Option<Stars>,
    #[serde(default)]
    words: String,
}

/// What the slip's holder gave on the page; words are theirs and are not shown back to whoever has the slip.
#[derive(Serialize, ToSchema)]
pub struct RatingShown {
    timeliness: Option<Stars>,
    attitude: Option<Stars>,
    safety: Option<Stars>,
    handling: Option<Stars>,
}

/// What stands, as the page shows it; none where nobody rated.
pub fn shown(ticket: &Ticket) -> Option<RatingShown> {
    let made = &ticket.rating()?.made;
    Some(RatingShown {
        timeliness: made.timeliness,
        attitude: made.attitude,
        safety: made.safety,
        handling: made.handling,
    })
}

/// Whether the slip's holder may give stars now.
pub fn may_rate(ticket: &Ticket) -> bool {
    refused(ticket).is_none()
}

fn refused(ticket: &Ticket) -> Option<ApiError> {
    let conflict = |code, message| Some(ApiError::new(StatusCode::CONFLICT, code, message));
    let by_slip = ticket.ratings.iter().filter(|rated| rated.made.way == RatingWay::PAGE);
    if ticket.forgotten || ticket.practice || ticket.merged_into.is_some() {
        return conflict("rating_closed", "this ticket is not rated");
    }
    if !ticket.status.is_finished() {
        return conflict("rating_too_early", "a matter is rated once it is over");
    }
    if by_slip.count() >= MOST_TIMES {
        return conflict("rating_closed", "this slip has rated often enough");
    }
    None
}

impl RatingForm {
    /// The form apart from its proof.
    pub fn read(self) -> Result<(AskedForm, SatisfactionRated), ApiError> {
        let words = self.words.trim();
        if words.chars().count() > MOST_WORDS {
            return Err(ApiError::malformed());
        }
        let rating = SatisfactionRated {
            timeliness: self.timeliness,
            attitude: self.attitude,
            safety: self.safety,
            handling: self.handling,
            way: RatingWay::PAGE,
            words: (!words.is_empty()).then(|| Sealed::Open(words.to_owned())),
        };
        if !rating.is_given() {
            return Err(ApiError::new(StatusCode::BAD_REQUEST, "rating_empty", "no stars were given"));
        }
        Ok((self.asked, rating))
    }
}

/// Why nothing is written.
enum Refused {
    Told(ApiError),
    Log(OwnLogError),
}

impl From<OwnLogError> for Refused {
    fn from(error: OwnLogError) -> Self {
        Self::Log(error)
    }
}

/// Writes the stars down, judged by the ticket as it stands under the log's lock.
pub async fn rate(state: &HqState, here: &Here, rating: SatisfactionRated) -> Result<(), ApiError> {
    let say = |ticket: Option<&Ticket>| {
        let ticket = ticket.ok_or_else(|| Refused::Told(ApiError::not_found()))?;
        if let Some(error) = refused(ticket) {
            return Err(Refused::Told(error));
        }
        // Without its key nothing can be sealed; the stars are worth more than the remark.
        let words = rating.words.clone().filter(|_| ticket.told().is_some());
        Ok(Fact::SatisfactionRated(SatisfactionRated { words, ..rating.clone() }))
    };
    let written = own_log::write_about(state, here.branch.id, here.ticket.id, None, say).await;
    written.map(drop).map_err(|error| match error {
        Refused::Told(error) => error,
        Refused::Log(error) => error.into(),
    })
}
