//! Why a claim is not decided: a code that the screen has words for in its languages, and what would be allowed.

use axum::{http::StatusCode, response::Response};
use domain::{Fen, NotDecided, Policy, StaffRole, TicketStatus, compensation::NotAuthorised};
use serde::Serialize;
use utoipa::ToSchema;

use super::claim::ClaimView;
use crate::error::ApiError;

/// What would be allowed instead.
#[derive(Default, Serialize, ToSchema)]
pub struct Allowed {
    /// Who may, by role.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<StaffRole>,
    /// The most that the account may decide alone today, or that needs no reason from the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub up_to_fen: Option<Fen>,
    /// How often a claim is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u32>,
    /// Where the ticket stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<TicketStatus>,
}

/// A refusal, as an answer and as something that a screen is told beforehand.
#[derive(Serialize, ToSchema)]
pub struct Refusal {
    /// `amount_for_others`, `ticket_changed`…
    pub code: &'static str,
    /// What would be allowed.
    pub allowed: Allowed,
}

/// What is told beside a refusal.
#[derive(Serialize, ToSchema)]
struct Beside {
    allowed: Allowed,
    /// The claim as it stands now, where it is another than was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<Box<ClaimView>>,
}

/// What somebody with these roles may approve alone: the top of the last band that is theirs.
pub fn most_alone(roles: &[StaffRole], policy: &Policy) -> Option<Fen> {
    let bands = policy.compensation().authority.iter();
    let own = bands
        .filter(|band| band.second_roles.is_empty() && band.roles.iter().any(|role| roles.contains(role)));
    own.map(|band| band.up_to_fen.unwrap_or(Fen::MOST)).max()
}

/// The refusal of somebody with these roles.
pub fn of(error: &NotDecided, roles: &[StaffRole], policy: &Policy) -> Refusal {
    let nothing = Allowed::default();
    let (code, allowed) = match error {
        NotDecided::NoClaim => ("no_claim", nothing),
        NotDecided::Practice => ("practice", nothing),
        NotDecided::Forgotten => ("ticket_forgotten", nothing),
        NotDecided::Status(status) => ("status_not_open", Allowed { status: Some(*status), ..nothing }),
        NotDecided::Rounds { most } => ("rounds_over", Allowed { rounds: Some(*most), ..nothing }),
        NotDecided::NotAssessed => ("not_assessed", nothing),
        NotDecided::Changed => ("ticket_changed", nothing),
        NotDecided::Nothing => ("nothing_awarded", nothing),
        NotDecided::TooLarge => ("amount_too_large", nothing),
        NotDecided::UnknownWord => ("unknown_word", nothing),
        NotDecided::Reason => ("reason_wanted", nothing),
        NotDecided::Ground => ("ground_wanted", nothing),
        NotDecided::Departure { most } => ("departure_wanted", Allowed { up_to_fen: Some(*most), ..nothing }),
        NotDecided::Paid => ("already_paid", nothing),
        NotDecided::NothingToRelease => ("nothing_to_release", nothing),
        NotDecided::Authority(NotAuthorised::Role { roles: others }) => {
            let up_to_fen = most_alone(roles, policy);
            ("amount_for_others", Allowed { roles: others.clone(), up_to_fen, ..nothing })
        }
        NotDecided::Authority(NotAuthorised::SamePerson) => ("same_person", nothing),
        NotDecided::Authority(NotAuthorised::First) => ("first_may_not", nothing),
        NotDecided::Authority(NotAuthorised::NoBand) => {
            ("amount_for_nobody", Allowed { up_to_fen: most_alone(roles, policy), ..nothing })
        }
    };
    Refusal { code, allowed }
}

/// The answer to a call that is refused. `claim` is told where what was looked at is not what stands.
pub fn answer(
    error: &NotDecided,
    roles: &[StaffRole],
    policy: &Policy,
    claim: Option<ClaimView>,
) -> Response {
    let Refusal { code, allowed } = of(error, roles, policy);
    let status = match error {
        NotDecided::Authority(_) => StatusCode::FORBIDDEN,
        NotDecided::Reason
        | NotDecided::Ground
        | NotDecided::Departure { .. }
        | NotDecided::Nothing
        | NotDecided::TooLarge
        | NotDecided::UnknownWord => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    };
    let beside = Beside { allowed, claim: claim.map(Box::new) };
    ApiError::new(status, code, &error.to_string()).answer_with(beside)
}
