//! One ticket, with its story, promises, evidence, words and way here.

use std::collections::HashMap;

use axum::{Json, extract::State};
use domain::{Bilingual, Conflict, Date, Due, Instant, Promise, Sha256, Ticket, TicketId};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    people::People,
    session::Viewer,
    story::{self, StoryLine},
    tickets::{TicketSummary, summary},
    told::{ShipmentView, ToldView, shipment},
};
use crate::{
    HqState,
    api::ApiPath,
    error::ApiError,
    line_reader::BranchReader,
    store::{LineReader, TicketLog},
};

/// A ticket as the page shows it.
#[derive(Serialize, ToSchema)]
pub struct TicketView {
    summary: TicketSummary,
    opened_by: Option<String>,
    role: Bilingual,
    channel: Bilingual,
    answer_by: Bilingual,
    demands: Vec<Bilingual>,
    /// None where the key is not here, or gone.
    told: Option<ToldView>,
    shipment: ShipmentView,
    promises: Vec<PromiseView>,
    photos: Vec<PhotoView>,
    skipped: Vec<SkippedView>,
    story: Vec<StoryLine>,
    conflicts: Vec<String>,
    device: Option<TakenInAt>,
    /// The last line about it that came.
    last_received_at: Instant,
    lines: usize,
    lines_set_aside: u32,
    is_key_held: bool,
}

/// A promise as the customer was given it.
#[derive(Serialize, ToSchema)]
pub struct PromiseView {
    step: String,
    what: Bilingual,
    due_on: Option<Date>,
    due_at: Instant,
    ground: Bilingual,
    is_by_law: bool,
    is_provisional: bool,
}

/// A photo or an attachment in evidence, here or not yet.
#[derive(Serialize, ToSchema)]
pub struct PhotoView {
    sha256: String,
    /// `pdf`, `video`, `file`; none for a photo. An attachment is saved from here, never shown.
    attachment: Option<&'static str>,
    slot: Bilingual,
    size: u64,
    taken_at: Instant,
    by: Option<String>,
    camera_time: Option<String>,
    camera_model: Option<String>,
    /// When the whole of it was here, verified.
    received_at: Option<Instant>,
    /// How many bytes of an unfinished one are here.
    arrived_bytes: u64,
    /// What lies over it, by two points within a square of 10,000; the picture itself is untouched.
    marks: Vec<MarkView>,
    /// When the marks were laid.
    marked_at: Option<Instant>,
    /// By whom.
    marked_by: Option<String>,
}

/// A mark over a photo.
#[derive(Serialize, ToSchema)]
pub struct MarkView {
    shape: String,
    from: (u16, u16),
    to: (u16, u16),
}

/// A slot left empty.
#[derive(Serialize, ToSchema)]
pub struct SkippedView {
    slot: Bilingual,
    reason: Bilingual,
}

/// Where a ticket was taken in.
#[derive(Serialize, ToSchema)]
pub struct TakenInAt {
    id: String,
    counter_letter: String,
    counter_name: String,
    pc_name: String,
    app_version: String,
    contact_at: Option<Instant>,
    waiting_lines: u64,
    waiting_photos: u64,
    is_revoked: bool,
}

/// One ticket of the viewer's branches; any other is not there.
#[utoipa::path(get, path = "/tickets/{id}", responses((status = 200, body = TicketView)))]
pub async fn ticket(
    State(state): State<HqState>,
    viewer: Viewer,
    ApiPath(id): ApiPath<String>,
) -> Result<Json<TicketView>, ApiError> {
    let id: TicketId = id.parse().map_err(|_| ApiError::not_found())?;
    let log = state.store.find_ticket(viewer.branches, id).await?.ok_or_else(ApiError::not_found)?;
    let branch = state.branch(log.row.branch).await?;
    let reader = state.reader(&branch)?;
    let ticket = reader.ticket_of(&log).ok_or_else(ApiError::not_found)?;
    let people = People::of(&state, &branch, &reader).await?;
    let policy = state.policy_at(&branch);
    let skipped = ticket.skipped.iter().map(|(_, slot, reason)| SkippedView {
        slot: policy.name_of_slot(slot),
        reason: policy.name_of_skip_reason(reason),
    });
    Ok(Json(TicketView {
        opened_by: people.name(ticket.opened_by),
        role: policy.name_of_role(ticket.role.value()),
        channel: policy.name_of_channel(ticket.channel.value()),
        answer_by: policy.name_of_answer_by(ticket.answer_by.value()),
        demands: ticket.demands.value().iter().map(|demand| policy.name_of_demand(demand)).collect(),
        told: ticket.told().map(ToldView::from),
        shipment: shipment(&state, &ticket),
        promises: ticket.promises.iter().map(promise).collect(),
        photos: photos(&state, &people, &ticket).await?,
        skipped: skipped.collect(),
        story: ticket
            .story
            .iter()
            .map(|happening| story::line(&state, &people, &ticket, happening))
            .collect(),
        conflicts: ticket.conflicts().iter().map(conflict).collect(),
        device: device(&state, &ticket).await?,
        last_received_at: last_received(&log),
        lines: log.lines.len(),
        lines_set_aside: log.set_aside,
        is_key_held: is_key_held(&reader, &log),
        summary: summary(&state, &branch, log.row),
    }))
}

async fn photos(state: &HqState, people: &People, ticket: &Ticket) -> Result<Vec<PhotoView>, ApiError> {
    let held: HashMap<Sha256, Instant> =
        state.store.list_held(ticket.branch, ticket.id).await?.into_iter().collect();
    let unfinished: HashMap<Sha256, u64> =
        state.store.list_unfinished(ticket.branch, ticket.id).await?.into_iter().collect();
    let view = |photo: &domain::Photo| {
        let added = &photo.added;
        let layer = ticket.annotations.iter().find(|(_, layer)| layer.photo == photo.event);
        let laid = layer.and_then(|(event, _)| ticket.story.iter().find(|line| line.event == *event));
        let mark = |mark: &domain::PhotoMark| MarkView {
            shape: mark.shape.to_string(),
            from: mark.from,
            to: mark.to,
        };
        PhotoView {
            sha256: added.sha256.to_string(),
            attachment: added.attachment().map(|kept| kept.kind.as_str()),
            slot: state.policy().name_of_slot(&added.slot),
            size: added.size,
            taken_at: added.taken_at,
            by: people.name(photo.by),
            camera_time: added.camera_time.clone(),
            camera_model: added.camera_model.clone(),
            received_at: held.get(&added.sha256).copied(),
            arrived_bytes: unfinished.get(&added.sha256).copied().unwrap_or(0),
            marks: ticket.marks_over(photo.event).iter().map(mark).collect(),
            marked_at: laid.map(|line| line.at),
            marked_by: laid.and_then(|line| people.name(line.by)),
        }
    };
    Ok(ticket.photos.iter().map(view).collect())
}

async fn device(state: &HqState, ticket: &Ticket) -> Result<Option<TakenInAt>, ApiError> {
    let device = state.store.find_device(ticket.device).await?;
    Ok(device.map(|device| TakenInAt {
        id: device.id.to_string(),
        counter_letter: device.counter_letter.to_string(),
        counter_name: device.counter_name,
        pc_name: device.pc_name,
        app_version: device.app_version,
        contact_at: device.contact_at,
        waiting_lines: device.waiting_lines,
        waiting_photos: device.waiting_photos,
        is_revoked: device.revoked_at.is_some(),
    }))
}

fn promise(promise: &Promise) -> PromiseView {
    PromiseView {
        step: promise.step.as_str().to_owned(),
        what: promise.what.clone(),
        due_on: match promise.due {
            Due::On(day) => Some(day),
            Due::By(_) => None,
        },
        due_at: promise.due_at,
        ground: promise.ground.clone(),
        is_by_law: promise.by_law,
        is_provisional: promise.provisional,
    }
}

fn conflict(conflict: &Conflict) -> String {
    match conflict {
        Conflict::Field(field) => (*field).to_owned(),
        Conflict::NotApplied(_) => "not_applied".to_owned(),
        Conflict::Circle(_) => "circle".to_owned(),
    }
}

fn last_received(log: &TicketLog) -> Instant {
    log.lines.iter().map(|line| line.received_at).max().unwrap_or(log.row.received_at)
}

fn is_key_held(reader: &BranchReader, log: &TicketLog) -> bool {
    log.key.as_ref().is_some_and(|key| reader.fits(key))
}
