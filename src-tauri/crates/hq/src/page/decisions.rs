//! The queue: tickets of the viewer's branches that wait for a decision, earliest due first.

use axum::{Json, extract::State};
use domain::{Instant, Policy, TicketId, compensation::Approver, may_release};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    session::Viewer,
    tickets::{TicketSummary, branches_of, summary},
};
use crate::{
    HqState,
    api::ApiQuery,
    error::ApiError,
    store::{Awaited, AwaitingQuery, Awaits},
};

const MOST_TICKETS: u32 = 100;
const USUAL_TICKETS: u32 = 50;
/// Stands in a cursor for no due moment.
const NEVER: &str = "never";

/// What is asked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct QueueQuery {
    /// `decision`, `release`, `too_late`; all when left out.
    #[serde(default)]
    what: Option<String>,
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    limit: Option<u32>,
}

/// A page of the queue, where the next begins, and how many wait for what.
#[derive(Serialize, ToSchema)]
pub struct Queue {
    tickets: Vec<Waiting>,
    next: Option<String>,
    counts: Counts,
}

/// How many wait for what, in all the viewer's branches.
#[derive(Default, Serialize, ToSchema)]
pub struct Counts {
    decision: u64,
    release: u64,
    too_late: u64,
}

/// A ticket that waits.
#[derive(Serialize, ToSchema)]
pub struct Waiting {
    #[serde(flatten)]
    ticket: TicketSummary,
    what: &'static str,
    since: Instant,
    is_late: bool,
    assessed_fen: Option<i64>,
    /// What the decision comes to that waits for release, or came too late.
    decided_fen: Option<i64>,
    decided_by: Option<String>,
    round: u32,
    /// The roles that may release.
    second_roles: Vec<String>,
    /// Whether this account may do what it waits for today.
    is_mine: bool,
}

/// The tickets that wait.
#[utoipa::path(get, path = "/decisions", params(QueueQuery), responses((status = 200, body = Queue)))]
pub async fn list(
    State(state): State<HqState>,
    viewer: Viewer,
    ApiQuery(query): ApiQuery<QueueQuery>,
) -> Result<Json<Queue>, ApiError> {
    let what = query.what.as_deref().map(|word| Awaited::of(word).ok_or_else(ApiError::malformed));
    let limit = query.limit.unwrap_or(USUAL_TICKETS).clamp(1, MOST_TICKETS);
    let after = query.after.as_deref().map(cursor).transpose()?;
    let wanted = AwaitingQuery { branches: viewer.branches.clone(), what: what.transpose()?, after, limit };
    let rows = state.store.list_awaiting(wanted).await?;
    let next = rows.last().filter(|_| rows.len() == limit as usize).map(|last| {
        let due = last.next_due.as_ref().map_or_else(|| NEVER.to_owned(), |due| due.at.to_string());
        format!("{due},{}", last.id)
    });
    let mut counts = Counts::default();
    for (what, count) in state.store.count_awaiting(viewer.branches.clone()).await? {
        *match what {
            Awaited::Decision => &mut counts.decision,
            Awaited::Release => &mut counts.release,
            Awaited::TooLate => &mut counts.too_late,
        } = count;
    }
    let branches = branches_of(&state, rows.iter().map(|row| row.branch).collect()).await?;
    let names = state.store.list_account_people().await?;
    let (roles, now) = (viewer.roles(), state.clock.now());
    let by = Approver { person: viewer.person(), roles: &roles };
    let tickets = rows.into_iter().filter_map(|row| {
        let awaits = row.awaits.clone()?;
        let name = names.iter().find(|(person, _)| Some(*person) == awaits.decided_by);
        Some(Waiting {
            is_mine: is_for(&awaits, row.assessed_fen, by, state.policy_at(branches.get(&row.branch)?)),
            is_late: row.next_due.as_ref().is_some_and(|due| due.at <= now),
            what: awaits.what.as_str(),
            since: awaits.since,
            assessed_fen: row.assessed_fen,
            decided_fen: awaits.decided_fen,
            decided_by: name.map(|(_, name)| name.clone()),
            round: awaits.round,
            second_roles: awaits.second_roles,
            ticket: summary(&state, branches.get(&row.branch)?, row),
        })
    });
    Ok(Json(Queue { tickets: tickets.collect(), next, counts }))
}

/// Whether `by` may do what a ticket waits for; nobody has to do anything at once about what came too late.
fn is_for(awaits: &Awaits, assessed_fen: Option<i64>, by: Approver<'_>, policy: &Policy) -> bool {
    match awaits.what {
        Awaited::Release => may_release(awaits.decided_by, &awaits.second_roles, by).is_ok(),
        Awaited::TooLate => false,
        Awaited::Decision => {
            let amount = assessed_fen.and_then(|fen| domain::Fen::new(fen).ok()).unwrap_or_default();
            let bands = &policy.compensation().authority;
            domain::compensation::may_approve(by, amount, None, bands).is_ok()
        }
    }
}

fn cursor(text: &str) -> Result<(Option<Instant>, TicketId), ApiError> {
    let (due, id) = text.split_once(',').ok_or_else(ApiError::malformed)?;
    let due = if due == NEVER { None } else { Some(due.parse().map_err(|_| ApiError::malformed())?) };
    Ok((due, id.parse().map_err(|_| ApiError::malformed())?))
}
