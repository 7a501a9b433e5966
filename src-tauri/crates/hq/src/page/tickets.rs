//! The list of tickets, newest first, and search by number and waybill.

use std::collections::HashMap;

use axum::{Json, extract::State};
use domain::{Bilingual, BranchId, CategoryCode, Instant, TicketId};
use serde::{Deserialize, Serialize};

use super::session::Viewer;
use crate::{
    HqState,
    api::ApiQuery,
    error::ApiError,
    store::{Branch, TicketQuery, TicketRow},
};

const MOST_TICKETS: u32 = 100;
const USUAL_TICKETS: u32 = 50;
const MOST_TEXT_CHARS: usize = 64;

/// What is asked for.
#[derive(Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    limit: Option<u32>,
}

/// A page of tickets, and where the next begins.
#[derive(Serialize)]
pub struct TicketList {
    tickets: Vec<TicketSummary>,
    next: Option<String>,
}

/// A ticket as the list shows it.
#[derive(Serialize)]
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
pub async fn list(
    State(state): State<HqState>,
    viewer: Viewer,
    ApiQuery(query): ApiQuery<ListQuery>,
) -> Result<Json<TicketList>, ApiError> {
    let limit = query.limit.unwrap_or(USUAL_TICKETS).clamp(1, MOST_TICKETS);
    let after = query.after.as_deref().map(cursor).transpose()?;
    let text = query.q.chars().take(MOST_TEXT_CHARS).collect();
    let wanted = TicketQuery { branches: viewer.branches, text, after, limit };
    let rows = state.store.list_tickets(wanted).await?;
    let next = rows.last().filter(|_| rows.len() == limit as usize);
    let next = next.map(|last| format!("{},{}", last.opened_at, last.id));
    let branches = branches_by_id(&state).await?;
    let tickets =
        rows.into_iter().filter_map(|row| Some(summary(&state, branches.get(&row.branch)?, row))).collect();
    Ok(Json(TicketList { tickets, next }))
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
