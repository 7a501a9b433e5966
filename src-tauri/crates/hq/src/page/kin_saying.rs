//! Saying what belongs together: linking tickets of any branches, letting one go on in another of its branch, and taking
//! either back.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    EventId, Fact, KinKind, Retracted, Ticket, TicketId, TicketLinked, TicketMerged,
    kinship::{NotMerged, may_merge},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    claim::{Case, case},
    kin::{KinView, must_say, view},
    session::{Mover, Viewer},
};
use crate::{
    HqState,
    api::{ApiJson, ApiPath},
    error::ApiError,
    own_log,
    store::Sayer,
};

/// What can be said of two tickets.
const KINDS: [KinKind; 3] = [KinKind::SAME_MATTER, KinKind::REPEAT, KinKind::RELATED];

/// Two tickets that belong together.
#[derive(Deserialize, ToSchema)]
pub struct LinkForm {
    to: TicketId,
    kin: String,
    /// The ticket's heads as they were looked at.
    seen: Vec<EventId>,
}

/// A ticket that is to go on in another.
#[derive(Deserialize, ToSchema)]
pub struct MergeForm {
    into: TicketId,
    seen: Vec<EventId>,
}

/// What is to be taken back.
#[derive(Deserialize, ToSchema)]
pub struct TakeBackForm {
    events: Vec<EventId>,
    seen: Vec<EventId>,
}

/// Links two tickets; where they are of two branches, at both ends, so that both branches' counters know.
#[utoipa::path(
    post,
    path = "/tickets/{id}/kin/link",
    request_body = LinkForm,
    responses((status = 200, body = KinView))
)]
pub async fn link(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(id): ApiPath<String>,
    ApiJson(form): ApiJson<LinkForm>,
) -> Result<Json<KinView>, ApiError> {
    must_say(&viewer)?;
    let kin = KINDS.into_iter().find(|kin| kin.as_str() == form.kin).ok_or_else(ApiError::malformed)?;
    let _one_at_a_time = state.kin.lock().await;
    let (one, other) = both(&state, &viewer, &id, form.to).await?;
    let is_linked = [(&one, &other), (&other, &one)].map(|(from, to)| is_linked(&from.ticket, to.ticket.id));
    let is_across = one.branch.id != other.branch.id;
    if if is_across { is_linked == [true, true] } else { is_linked.contains(&true) } {
        return Err(conflict("already_linked", "these tickets are linked already"));
    }
    let made = |to: &Ticket| TicketLinked { to: to.id, number: to.number, kin: kin.clone() };
    if !is_linked[0] {
        let to = made(&other.ticket);
        write(&state, &viewer, &one, |ticket| {
            refuse_merged(ticket)?;
            must_be_seen(ticket, &form.seen)?;
            Ok(Fact::TicketLinked(to.clone()))
        })
        .await?;
    }
    // The second end is written although somebody wrote there meanwhile: a link changes nothing else.
    if is_across && !is_linked[1] {
        let to = made(&one.ticket);
        write(&state, &viewer, &other, |_| Ok(Fact::TicketLinked(to.clone()))).await?;
    }
    shown(&state, &viewer, &id).await
}

/// Lets a ticket go on in another one of its branch.
#[utoipa::path(
    post,
    path = "/tickets/{id}/kin/merge",
    request_body = MergeForm,
    responses((status = 200, body = KinView))
)]
pub async fn merge(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(id): ApiPath<String>,
    ApiJson(form): ApiJson<MergeForm>,
) -> Result<Json<KinView>, ApiError> {
    must_say(&viewer)?;
    let _one_at_a_time = state.kin.lock().await;
    let (one, other) = both(&state, &viewer, &id, form.into).await?;
    if one.branch.id != other.branch.id {
        let message = "a ticket belongs for ever to its branch; tickets of two branches can be linked";
        return Err(conflict("merge_across_branches", message));
    }
    let leads_back = state.store.leads_to(one.branch.id, other.ticket.id, one.ticket.id).await?;
    write(&state, &viewer, &one, |ticket| {
        match may_merge(ticket, &other.ticket) {
            Err(NotMerged::OtherIsMerged) if leads_back => {
                return Err(conflict("merge_in_a_circle", "the other ticket goes on in this one"));
            }
            Err(why) => return Err(conflict(code(why), &why.to_string())),
            Ok(()) => {}
        }
        must_be_seen(ticket, &form.seen)?;
        Ok(Fact::TicketMerged(TicketMerged { into: other.ticket.id, number: other.ticket.number }))
    })
    .await?;
    shown(&state, &viewer, &id).await
}

/// Takes links or a merging back, at whichever end they were written.
#[utoipa::path(
    post,
    path = "/tickets/{id}/kin/take-back",
    request_body = TakeBackForm,
    responses((status = 200, body = KinView))
)]
pub async fn take_back(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(id): ApiPath<String>,
    ApiJson(form): ApiJson<TakeBackForm>,
) -> Result<Json<KinView>, ApiError> {
    must_say(&viewer)?;
    let _one_at_a_time = state.kin.lock().await;
    let one = readable(case(&state, &viewer, &id).await?)?;
    let theirs = state.store.kin_said_of(one.ticket.id).await?;
    // What came meanwhile keeps nothing from being taken back, but whoever does it has looked.
    must_be_seen(&one.ticket, &form.seen)?;
    let mut ends = Vec::new();
    for event in form.events {
        ends.push((event, end_of(&state, &viewer, &one, &theirs, event).await?));
    }
    for (event, end) in ends {
        write(&state, &viewer, &end, |_| Ok(Fact::Retracted(Retracted { event }))).await?;
    }
    shown(&state, &viewer, &id).await
}

/// The ticket in whose log an event stands that ties it to `one`.
async fn end_of(
    state: &HqState,
    viewer: &Viewer,
    one: &Case,
    theirs: &[Sayer],
    event: EventId,
) -> Result<Case, ApiError> {
    let merged = one.ticket.merged_into.iter().map(|merged| (merged.event, merged.made.into));
    let in_circle = one.ticket.circle.iter().map(|circle| (circle.own, circle.through[0]));
    let own = one.ticket.links.iter().map(|link| (link.event, link.made.to));
    if let Some((_, other)) = own.chain(merged).chain(in_circle).find(|(own, _)| *own == event) {
        // Whoever takes it back must be able to see both its ends.
        case(state, viewer, &other.to_string()).await?;
        return case(state, viewer, &one.ticket.id.to_string()).await;
    }
    let sayer = theirs.iter().find(|sayer| sayer.said.event == event).ok_or_else(ApiError::not_found)?;
    readable(case(state, viewer, &sayer.ticket.to_string()).await?)
}

/// Both tickets, each of a branch that the viewer sees, and each with its key.
async fn both(
    state: &HqState,
    viewer: &Viewer,
    one: &str,
    other: TicketId,
) -> Result<(Case, Case), ApiError> {
    let one = readable(case(state, viewer, one).await?)?;
    if one.ticket.id == other {
        return Err(conflict("link_to_itself", "a ticket has no kin in itself"));
    }
    Ok((one, readable(case(state, viewer, &other.to_string()).await?)?))
}

fn readable(case: Case) -> Result<Case, ApiError> {
    if case.ticket.forgotten {
        return Err(conflict("ticket_forgotten", "the ticket was forgotten"));
    }
    if !case.is_key_held {
        let message = "the ticket's key is not here yet, so nobody can read what it is about";
        return Err(conflict("ticket_key_missing", message));
    }
    Ok(case)
}

async fn write(
    state: &HqState,
    viewer: &Viewer,
    case: &Case,
    mut say: impl FnMut(&Ticket) -> Result<Fact, ApiError>,
) -> Result<EventId, ApiError> {
    let say = |ticket: Option<&Ticket>| say(ticket.ok_or_else(ApiError::not_found)?);
    own_log::write_about(state, case.branch.id, case.ticket.id, Some(viewer.person()), say).await
}

async fn shown(state: &HqState, viewer: &Viewer, id: &str) -> Result<Json<KinView>, ApiError> {
    Ok(Json(view(state, viewer, case(state, viewer, id).await?).await?))
}

fn is_linked(ticket: &Ticket, to: TicketId) -> bool {
    ticket.links.iter().any(|link| link.made.to == to)
}

fn refuse_merged(ticket: &Ticket) -> Result<(), ApiError> {
    if ticket.merged_into.is_some() {
        return Err(conflict("merged_away", "the ticket goes on in another one"));
    }
    Ok(())
}

fn must_be_seen(ticket: &Ticket, seen: &[EventId]) -> Result<(), ApiError> {
    let is_seen = ticket.heads.len() == seen.len() && ticket.heads.iter().all(|head| seen.contains(head));
    if is_seen {
        Ok(())
    } else {
        Err(conflict("ticket_changed", "the ticket has changed since it was looked at"))
    }
}

fn code(why: NotMerged) -> &'static str {
    match why {
        NotMerged::Itself => "link_to_itself",
        NotMerged::Already => "already_merged",
        NotMerged::OtherIsMerged => "other_merged_away",
        NotMerged::Forgotten => "ticket_forgotten",
        NotMerged::Practice => "merge_with_practice",
        NotMerged::Money => "merge_with_money",
    }
}

fn conflict(code: &str, message: &str) -> ApiError {
    ApiError::new(StatusCode::CONFLICT, code, message)
}
