//! Deciding a claim, and releasing what another decided: asked for first, then done, by the same rules.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    DecisionMade, EventId, Fact, Fen, NotDecided, Policy, Proposal, RuleCode, StaffRole, Ticket, Verdict,
    capitals,
    compensation::{Approver, DepartureCode, LineKind},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    claim::{ClaimView, case, rules_of, view},
    refusals,
    session::{Mover, Viewer},
};
use crate::{
    HqState,
    api::{ApiJson, ApiPath},
    error::ApiError,
    own_log::{self, OwnLogError},
};

/// Words longer than this are no reason but a file.
const MOST_WORDS: usize = 2_000;
/// More heads than there are kinds of them are none.
const MOST_LINES: usize = 20;
/// Who names more rules than this names none.
const MOST_GROUNDS: usize = 20;

/// A decision as it was typed.
#[derive(Deserialize, ToSchema)]
pub struct DecisionForm {
    verdict: Verdict,
    #[serde(default)]
    assessment: Option<EventId>,
    #[serde(default)]
    lines: Vec<LineForm>,
    #[serde(default)]
    departure: Option<DepartureCode>,
    /// The rules by which nothing is paid.
    #[serde(default)]
    grounds: Vec<RuleCode>,
    #[serde(default)]
    words: String,
    /// The ticket's heads as they were looked at.
    seen: Vec<EventId>,
}

/// One head of another sum.
#[derive(Deserialize, ToSchema)]
pub struct LineForm {
    kind: LineKind,
    fen: Fen,
    rule: RuleCode,
}

/// A decision that is to be released.
#[derive(Deserialize, ToSchema)]
pub struct ReleaseForm {
    decision: EventId,
    seen: Vec<EventId>,
}

/// What a decision would be.
#[derive(Serialize, ToSchema)]
pub struct Preview {
    verdict: Verdict,
    total_fen: Fen,
    /// The total as a voucher writes it.
    capitals: String,
    round: u32,
    /// Who else must release it.
    second_roles: Vec<String>,
}

/// What was written, and the claim as it stands now.
#[derive(Serialize, ToSchema)]
pub struct Decided {
    event: EventId,
    claim: ClaimView,
}

/// Why nothing is written.
enum Refused {
    Not(NotDecided),
    Failed(ApiError),
}

impl From<NotDecided> for Refused {
    fn from(error: NotDecided) -> Self {
        Self::Not(error)
    }
}

impl From<OwnLogError> for Refused {
    fn from(error: OwnLogError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self::Failed(error)
    }
}

/// Says what a decision would come to, and who would have to release it; or refuses it as it would be refused.
#[utoipa::path(
    post,
    path = "/tickets/{id}/decision/preview",
    request_body = DecisionForm,
    responses((status = 200, body = Preview))
)]
pub async fn preview(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(id): ApiPath<String>,
    ApiJson(form): ApiJson<DecisionForm>,
) -> Response {
    let would = async {
        let (proposal, seen) = read(form)?;
        let case = case(&state, &viewer, &id).await?;
        let made = decision(&case.ticket, &proposal, &seen, &viewer, state.policy_at(&case.branch))?;
        Ok(Json(Preview {
            verdict: made.verdict,
            total_fen: made.total(),
            capitals: capitals(made.total()),
            round: made.round,
            second_roles: made.second_roles,
        })
        .into_response())
    };
    told(would.await, &state, &viewer, &id).await
}

/// Decides.
#[utoipa::path(
    post,
    path = "/tickets/{id}/decision",
    request_body = DecisionForm,
    responses((status = 200, body = Decided))
)]
pub async fn decide(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(id): ApiPath<String>,
    ApiJson(form): ApiJson<DecisionForm>,
) -> Response {
    let done = async {
        let (proposal, seen) = read(form)?;
        let policy = rules_of(&state, &viewer, &id).await?;
        write(&state, &viewer, &id, |ticket| {
            decision(ticket, &proposal, &seen, &viewer, policy).map(Fact::DecisionMade)
        })
        .await
    };
    told(done.await, &state, &viewer, &id).await
}

/// Releases a decision as its second person.
#[utoipa::path(
    post,
    path = "/tickets/{id}/release",
    request_body = ReleaseForm,
    responses((status = 200, body = Decided))
)]
pub async fn release(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(id): ApiPath<String>,
    ApiJson(form): ApiJson<ReleaseForm>,
) -> Response {
    let roles = viewer.roles();
    let released = write(&state, &viewer, &id, |ticket| {
        must_be_seen(ticket, &form.seen)?;
        let by = Approver { person: viewer.person(), roles: &roles };
        Ok(Fact::DecisionReleased(domain::release(ticket, form.decision, by)?))
    });
    told(released.await, &state, &viewer, &id).await
}

fn read(form: DecisionForm) -> Result<(Proposal, Vec<EventId>), ApiError> {
    let is_long = form.lines.len() > MOST_LINES || form.grounds.len() > MOST_GROUNDS;
    if is_long || form.words.chars().count() > MOST_WORDS {
        return Err(ApiError::malformed());
    }
    let line = |line: LineForm| domain::ChangedLine { kind: line.kind, fen: line.fen, rule: line.rule };
    let proposal = Proposal {
        verdict: form.verdict,
        assessment: form.assessment,
        lines: form.lines.into_iter().map(line).collect(),
        departure: form.departure,
        grounds: form.grounds,
        words: form.words,
    };
    Ok((proposal, form.seen))
}

fn decision(
    ticket: &Ticket,
    proposal: &Proposal,
    seen: &[EventId],
    viewer: &Viewer,
    policy: &Policy,
) -> Result<DecisionMade, Refused> {
    let roles = viewer.roles();
    let by = Approver { person: viewer.person(), roles: &roles };
    let made = domain::decision(ticket, proposal, by, policy);
    // What can never be is said first; else whoever looked at something old is shown what is new.
    if matches!(made, Err(NotDecided::Forgotten | NotDecided::Practice | NotDecided::NoClaim)) {
        return Ok(made?);
    }
    must_be_seen(ticket, seen)?;
    Ok(made?)
}

fn must_be_seen(ticket: &Ticket, seen: &[EventId]) -> Result<(), Refused> {
    let is_seen = ticket.heads.len() == seen.len() && ticket.heads.iter().all(|head| seen.contains(head));
    if is_seen { Ok(()) } else { Err(Refused::Not(NotDecided::Changed)) }
}

async fn write(
    state: &HqState,
    viewer: &Viewer,
    id: &str,
    mut say: impl FnMut(&Ticket) -> Result<Fact, Refused>,
) -> Result<Response, Refused> {
    let found = case(state, viewer, id).await?;
    if !found.is_key_held && !found.ticket.forgotten {
        let message = "the ticket's key is not here yet, so nobody can read what it is about";
        return Err(ApiError::new(StatusCode::CONFLICT, "ticket_key_missing", message).into());
    }
    let ticket = |ticket: Option<&Ticket>| say(ticket.ok_or_else(ApiError::not_found)?);
    let (branch, person) = (found.branch.id, viewer.person());
    let event = own_log::write_about(state, branch, found.ticket.id, Some(person), ticket).await?;
    let claim = view(state, viewer, case(state, viewer, id).await?).await?;
    Ok(Json(Decided { event, claim }).into_response())
}

/// The answer, or the refusal with what would be allowed; and with the claim as it is now where that is news.
async fn told(done: Result<Response, Refused>, state: &HqState, viewer: &Viewer, id: &str) -> Response {
    let roles: Vec<StaffRole> = viewer.roles();
    let error = match done {
        Ok(answer) => return answer,
        Err(Refused::Failed(error)) => return error.into_response(),
        Err(Refused::Not(error)) => error,
    };
    let refused = async {
        let policy = rules_of(state, viewer, id).await?;
        let is_news = error == NotDecided::Changed;
        let claim = if is_news { Some(claim_now(state, viewer, id).await?) } else { None };
        Ok::<_, ApiError>(refusals::answer(&error, &roles, policy, claim))
    };
    refused.await.unwrap_or_else(IntoResponse::into_response)
}

async fn claim_now(state: &HqState, viewer: &Viewer, id: &str) -> Result<ClaimView, ApiError> {
    view(state, viewer, case(state, viewer, id).await?).await
}
