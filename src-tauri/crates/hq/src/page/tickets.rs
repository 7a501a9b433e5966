//! The list of tickets, newest first: all of them, or those that hold what is typed.

use std::collections::{BTreeSet, HashMap};

use axum::{Json, extract::State, http::StatusCode};
use domain::{Bilingual, BranchId, CategoryCode, Instant, TicketId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::session::Viewer;
use crate::{
    HqState,
    api::ApiQuery,
    error::ApiError,
    finding::{self, Excerpt, FoundTicket},
    store::{Branch, TicketQuery, TicketRow},
};

const MOST_TICKETS: u32 = 100;
const USUAL_TICKETS: u32 = 50;
const MOST_TEXT_CHARS: usize = 64;

/// What is asked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    limit: Option<u32>,
}

/// A page of tickets, and where the next begins.
#[derive(Serialize, ToSchema)]
pub struct TicketList {
    tickets: Vec<ListedTicket>,
    next: Option<String>,
}

/// A ticket of the list, and what of it was looked for.
#[derive(Serialize, ToSchema)]
pub struct ListedTicket {
    #[serde(flatten)]
    ticket: TicketSummary,
    /// Empty where nothing was typed.
    found: Vec<ExcerptView>,
}

/// What of a ticket was looked for, masked.
#[derive(Serialize, ToSchema)]
pub struct ExcerptView {
    /// Where it stands: `number`, `waybill`, `phone`, `name`, `contact`, `address`, `story`, `demand`, `goods`, `note`.
    field: &'static str,
    text: String,
}

impl From<Excerpt> for ExcerptView {
    fn from(excerpt: Excerpt) -> Self {
        Self { field: excerpt.field.as_str(), text: excerpt.text }
    }
}

/// A ticket as the list shows it.
#[derive(Serialize, ToSchema)]
pub struct TicketSummary {
    id: TicketId,
    number: String,
    kind: String,
    category: Bilingual,
    status: String,
    branch_code: String,
    branch_name: String,
    zone: String,
    waybill: String,
    who: Option<String>,
    opened_at: Instant,
    received_at: Instant,
    next_due_at: Option<Instant>,
    /// The promise is kept in the course of a day, whose end is `next_due_at`.
    is_due_by_day: bool,
    claimed_fen: Option<i64>,
    photos: u32,
    photos_held: u32,
    conflicts: u32,
    is_forgotten: bool,
}

/// Tickets of the viewer's branches.
#[utoipa::path(get, path = "/tickets", params(ListQuery), responses((status = 200, body = TicketList)))]
pub async fn list(
    State(state): State<HqState>,
    viewer: Viewer,
    ApiQuery(query): ApiQuery<ListQuery>,
) -> Result<Json<TicketList>, ApiError> {
    let limit = query.limit.unwrap_or(USUAL_TICKETS).clamp(1, MOST_TICKETS);
    let after = query.after.as_deref().map(cursor).transpose()?;
    let typed: String = query.q.chars().take(MOST_TEXT_CHARS).collect();
    let found = if typed.trim().is_empty() {
        let rows = state.store.list_tickets(TicketQuery { branches: viewer.branches, after, limit }).await?;
        rows.into_iter().map(|row| FoundTicket { row, excerpts: Vec::new() }).collect()
    } else {
        let found = finding::find(&state, viewer.branches, &typed, after, limit).await?;
        found.ok_or_else(too_short)?
    };
    let next = found.last().filter(|_| found.len() == limit as usize);
    let next = next.map(|last| format!("{},{}", last.row.opened_at, last.row.id));
    let branches = branches_of(&state, found.iter().map(|found| found.row.branch).collect()).await?;
    let listed = found.into_iter().filter_map(|found| {
        Some(ListedTicket {
            found: found.excerpts.into_iter().map(ExcerptView::from).collect(),
            ticket: summary(&state, branches.get(&found.row.branch)?, found.row),
        })
    });
    Ok(Json(TicketList { tickets: listed.collect(), next }))
}

/// One character finds too much, and nothing but punctuation finds nothing.
fn too_short() -> ApiError {
    let message = "a word of two letters or digits at least is looked for";
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "search_too_short", message)
}

/// These branches, by identity.
pub async fn branches_of(
    state: &HqState,
    ids: BTreeSet<BranchId>,
) -> Result<HashMap<BranchId, Branch>, ApiError> {
    let mut branches = HashMap::new();
    for id in ids {
        if let Some(branch) = state.store.find_branch(id).await? {
            branches.insert(id, branch);
        }
    }
    Ok(branches)
}

/// Every branch, by its identity.
pub async fn branches_by_id(state: &HqState) -> Result<HashMap<BranchId, Branch>, ApiError> {
    Ok(state.store.list_branches().await?.into_iter().map(|branch| (branch.id, branch)).collect())
}

/// A row as the list shows it.
pub fn summary(state: &HqState, branch: &Branch, row: TicketRow) -> TicketSummary {
    let category = CategoryCode::from(row.category.as_str());
    TicketSummary {
        id: row.id,
        number: row.number,
        kind: row.kind,
        category: state.policy().name_of_category(&category),
        status: row.status,
        branch_code: branch.code.to_string(),
        branch_name: branch.name.clone(),
        zone: branch.zone.to_string(),
        waybill: row.waybill,
        who: row.who,
        opened_at: row.opened_at,
        received_at: row.received_at,
        is_due_by_day: row.next_due.as_ref().is_some_and(|due| due.on.is_some()),
        next_due_at: row.next_due.map(|due| due.at),
        claimed_fen: row.claimed_fen,
        photos: row.photos,
        photos_held: row.photos_held,
        conflicts: row.conflicts,
        is_forgotten: row.forgotten,
    }
}

/// A place in a list by a moment and an identity.
pub fn cursor(text: &str) -> Result<(Instant, TicketId), ApiError> {
    let (at, id) = text.split_once(',').ok_or_else(ApiError::malformed)?;
    let at = at.parse().map_err(|_| ApiError::malformed())?;
    let id = id.parse().map_err(|_| ApiError::malformed())?;
    Ok((at, id))
}
