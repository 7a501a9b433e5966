//! What became of a ticket: by its identity, by its number, or by the number that the service has for it.

use axum::{Json, extract::State};
use domain::{AuditAct, BranchId, ServiceScope, TicketId, TicketNumber};
use serde::Deserialize;

use super::{
    caller::Caller,
    shown::{ServiceTicket, shown},
};
use crate::{
    HqState,
    api::{ApiPath, ApiQuery},
    audited::outcome,
    error::ApiError,
    store::{TicketLog, number_key},
};

/// Which ticket is asked for: by one of the two.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// What people read aloud.
    #[serde(default)]
    number: Option<String>,
    /// The number that the service itself has for it.
    #[serde(default)]
    reference: Option<String>,
}

/// A ticket of the service's unit; any other is not there.
#[utoipa::path(get, path = "/tickets/{id}", responses((status = 200, body = ServiceTicket)))]
pub async fn ticket(
    State(state): State<HqState>,
    caller: Caller,
    ApiPath(id): ApiPath<String>,
) -> Result<Json<ServiceTicket>, ApiError> {
    caller.must(ServiceScope::ReadTickets)?;
    let id: TicketId = id.parse().map_err(|_| ApiError::not_found())?;
    answer(&state, &caller, Some(id), &id.to_string()).await
}

/// The ticket of a number, or of a number of the service's own.
#[utoipa::path(get, path = "/tickets", params(Asked), responses((status = 200, body = ServiceTicket)))]
pub async fn find(
    State(state): State<HqState>,
    caller: Caller,
    ApiQuery(asked): ApiQuery<Asked>,
) -> Result<Json<ServiceTicket>, ApiError> {
    caller.must(ServiceScope::ReadTickets)?;
    match (asked.number, asked.reference) {
        (Some(number), None) => {
            let number: TicketNumber = number.parse().map_err(|_| ApiError::not_found())?;
            let id = numbered(&state, &caller, number).await?;
            answer(&state, &caller, id, &number.to_string()).await
        }
        (None, Some(reference)) => {
            let service = caller.service.id;
            let mark = state.keys.services.mark(&format!("reference/{service}/{}", reference.trim()));
            let known = state.store.find_reference(service, mark).await?;
            // What was asked for may be anything; nothing of it is kept.
            answer(&state, &caller, known.map(|known| known.ticket), "").await
        }
        _ => Err(ApiError::malformed()),
    }
}

async fn numbered(
    state: &HqState,
    caller: &Caller,
    number: TicketNumber,
) -> Result<Option<TicketId>, ApiError> {
    let Ok(unit) = state.unit_with_code(&number.branch().to_string()).await else { return Ok(None) };
    let branch = BranchId::from(unit.id);
    if !caller.branches.contains(&branch) {
        return Ok(None);
    }
    let rows = state.store.list_numbered(branch, number_key(&number.to_string()), 1).await?;
    Ok(rows.first().map(|row| row.id))
}

/// Shows a ticket, and notes the look, of which nothing is shown where it cannot be noted.
async fn answer(
    state: &HqState,
    caller: &Caller,
    id: Option<TicketId>,
    asked: &str,
) -> Result<Json<ServiceTicket>, ApiError> {
    let log: Option<TicketLog> = match id {
        None => None,
        Some(id) => state.store.find_ticket(caller.branches.clone(), id).await?,
    };
    let Some(log) = log else {
        let refusal = ApiError::not_found();
        state.audit_look(caller.did(state, AuditAct::TicketOpened, None, asked, refusal.code())).await?;
        return Err(refusal);
    };
    let ticket = shown(state, &log).await?;
    let branch = Some(log.row.branch);
    state
        .audit_look(caller.did(state, AuditAct::TicketOpened, branch, &ticket.number, outcome::SHOWN))
        .await?;
    Ok(Json(ticket))
}
