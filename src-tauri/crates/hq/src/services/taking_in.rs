//! Taking in a ticket that another system brings, once for each number that it has there.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    AuditAct, Fact, Instant, NoteAdded, Sealed, ServiceScope, TicketId, TicketNumber, TicketOpened, promises,
};
use protocol::{TicketKey, slip_code_hash, slip_code_of};

use super::{
    caller::Caller,
    form::{Brought, FormJson, Problem, Problems, TicketBrought, refused},
    shown::{ServiceTicket, shown},
};
use crate::{
    HqState,
    audited::outcome,
    clock::random,
    error::ApiError,
    own_log::{self, Opening},
    store::{Branch, Reference, Scope},
};

/// What came of a ticket that was brought.
pub struct Taken {
    /// Whether it is new.
    pub is_new: bool,
    /// As it stands.
    pub ticket: ServiceTicket,
}

/// Takes in a ticket: 201 where it is new, 200 where it was brought before.
#[utoipa::path(
    post,
    path = "/tickets",
    request_body = TicketBrought,
    responses(
        (status = 200, description = "The ticket that this reference opened before.", body = ServiceTicket),
        (status = 201, description = "A ticket was opened.", body = ServiceTicket),
        (status = 422, description = "What is wrong in the form, field by field.", body = Problems)
    )
)]
pub async fn bring(
    State(state): State<HqState>,
    caller: Caller,
    FormJson(form): FormJson<TicketBrought>,
) -> Result<Response, Response> {
    let taken = take_in(&state, &caller, form).await?;
    let status = if taken.is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(taken.ticket)).into_response())
}

/// Takes in what a form says, once for each of the service's own numbers.
pub async fn take_in(state: &HqState, caller: &Caller, form: TicketBrought) -> Result<Taken, Response> {
    caller.must(ServiceScope::WriteTickets).map_err(IntoResponse::into_response)?;
    let branch = caller.branch(state, form.branch.as_deref()).await.map_err(IntoResponse::into_response)?;
    let policy = branch.as_ref().map_or_else(|| state.policy(), |branch| state.policy_at(branch));
    let code = if form.branch.is_some() { "branch_unknown" } else { "branch_missing" };
    let no_branch = Problem { field: "branch".to_owned(), code };
    match (form.parse(policy), branch) {
        (Ok(brought), Some(branch)) => {
            keep(state, caller, &branch, brought).await.map_err(IntoResponse::into_response)
        }
        (Ok(_), None) => Err(refused(vec![no_branch])),
        (Err(problems), Some(_)) => Err(refused(problems)),
        (Err(problems), None) => Err(refused(problems.into_iter().chain([no_branch]).collect())),
    }
}

async fn keep(
    state: &HqState,
    caller: &Caller,
    branch: &Branch,
    brought: Brought,
) -> Result<Taken, ApiError> {
    let reference = reference(state, caller, branch, &brought);
    let (mark, ticket, content) = (reference.mark, reference.ticket, reference.content);
    if let Some(known) = state.store.find_reference(caller.service.id, mark).await? {
        if known.content != content {
            return Err(differs());
        }
        if let Some(taken) = again(state, caller, &known).await? {
            return Ok(taken);
        }
    }
    // Before it is done, or it is not done.
    let did = |about: &str, became: &str| {
        caller.did(state, AuditAct::TicketTakenIn, Some(branch.id), about, became)
    };
    state.audit(did(&ticket.to_string(), outcome::BEGUN)).await?;
    let done = write(state, caller, branch, &brought, reference).await;
    match &done {
        Ok(taken) => state.audit(did(&taken.ticket.number, outcome::DONE)).await?,
        Err(error) => state.audit(did(&ticket.to_string(), error.code())).await?,
    }
    done
}

async fn write(
    state: &HqState,
    caller: &Caller,
    branch: &Branch,
    brought: &Brought,
    reference: Reference,
) -> Result<Taken, ApiError> {
    let (ticket, content) = (reference.ticket, reference.content);
    // From here on the number is this matter's, whatever is brought under it at the same time.
    let kept = state.store.keep_reference(reference).await?;
    if kept.content != content {
        return Err(differs());
    }
    let opening = Opening { branch: branch.id, ticket, key: TicketKey::from_bytes(random()) };
    let slip_code = slip_code_hash(&slip_code_of(ticket, &opening.key));
    let note = note(&caller.service.name, brought);
    let is_new = own_log::open_ticket(state, &opening, |branch, number, now| {
        let mut opened = opened(state, branch, number, now, brought);
        opened.slip_code = slip_code;
        let text = Sealed::Open(note.clone());
        vec![Fact::TicketOpened(Box::new(opened)), Fact::NoteAdded(NoteAdded { text })]
    })
    .await?;
    let ticket = standing(state, caller, &kept).await?.ok_or_else(ApiError::internal)?;
    Ok(Taken { is_new, ticket })
}

/// The ticket of a number that was brought before; none where it was not written then.
async fn again(state: &HqState, caller: &Caller, known: &Reference) -> Result<Option<Taken>, ApiError> {
    let Some(ticket) = standing(state, caller, known).await? else { return Ok(None) };
    let look = caller.did(state, AuditAct::TicketOpened, Some(known.branch), &ticket.number, outcome::SHOWN);
    state.audit_look(look).await?;
    Ok(Some(Taken { is_new: false, ticket }))
}

async fn standing(
    state: &HqState,
    caller: &Caller,
    known: &Reference,
) -> Result<Option<ServiceTicket>, ApiError> {
    // Whose unit is another one now does not see what it brought.
    if !caller.branches.contains(&known.branch) {
        return Err(ApiError::not_found());
    }
    let found = state.store.find_ticket(Scope::of_branch(known.branch), known.ticket).await?;
    match found {
        None => Ok(None),
        Some(log) => shown(state, &log).await.map(Some),
    }
}

/// What this is to be kept as. The marks are keyed, for a number may be guessed and a story holds names.
fn reference(state: &HqState, caller: &Caller, branch: &Branch, brought: &Brought) -> Reference {
    let service = caller.service.id;
    let number = &brought.form.reference;
    let mark = state.keys.services.mark(&format!("reference/{service}/{number}"));
    let content = serde_json::to_string(&brought.form).expect("a form can be written");
    Reference {
        service,
        mark,
        ticket: ticket_of(mark),
        branch: branch.id,
        content: state.keys.services.mark(&format!("content/{}/{content}", branch.id)),
        at: state.clock.now(),
    }
}

/// The identity of the ticket of a number: the same whatever was lost in between. A UUID of version 8.
fn ticket_of(mark: [u8; protocol::MARK_LEN]) -> TicketId {
    let mut bytes = mark;
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    TicketId::from_bytes(bytes)
}

fn opened(
    state: &HqState,
    branch: &Branch,
    number: TicketNumber,
    now: Instant,
    brought: &Brought,
) -> TicketOpened {
    let policy = state.policy_at(branch);
    let calendar = policy.calendar().clone().with_zone(branch.zone);
    let Brought { kind, category, claimed_fen, shipment, told, form } = brought.clone();
    TicketOpened {
        number,
        kind,
        channel: form.channel.as_str().into(),
        answer_by: form.answer_by.as_str().into(),
        role: form.role.as_str().into(),
        demands: form.demanded(),
        claimed_fen,
        shipment,
        last_known: None,
        promises: promises(kind, &category, now, &calendar, policy),
        category,
        slip_code: domain::Sha256([0; 32]),
        practice: false,
        private: Sealed::Open(told),
    }
}

/// Where it came from, and what an opening has no place for. Whoever works on it reads this.
fn note(service: &str, brought: &Brought) -> String {
    let form = &brought.form;
    let mut lines = vec![format!("来自 {service}，对方编号 {}", form.reference)];
    if !form.contents.trim().is_empty() {
        lines.push(format!("内件：{}", form.contents.trim()));
    }
    if !form.pictures.is_empty() {
        lines.push("图片链接（总部没有打开过）：".to_owned());
        lines.extend(form.pictures.iter().cloned());
    }
    lines.join("\n")
}

fn differs() -> ApiError {
    let message = "another matter was brought under this reference; nothing was changed";
    ApiError::new(StatusCode::CONFLICT, "reference_differs", message)
}
