//! What a matter is, how soon it must be seen to, and what it belongs together with.

use desk::{Desk, DeskError, Sought};
use tauri::State;

use super::{Answer, event_id, ticket_id, tickets::seen_after};
use crate::{
    error::CommandError,
    state::Shell,
    views::{
        ImpactForm, KinView, Kind, Phrase, RiskForm, SuggestionView, TicketView, WeighingPreview,
        WeighingTables,
    },
};

/// What a text suggests for a ticket of a kind, with the words that led to it.
#[tauri::command]
#[specta::specta]
pub async fn suggest(shell: State<'_, Shell>, text: String, kind: Kind) -> Answer<SuggestionView> {
    shell.at_desk(move |desk| Ok::<_, DeskError>(SuggestionView::of(desk, &text, kind.into()))).await
}

/// The sentences that go in by a key.
#[tauri::command]
#[specta::specta]
pub async fn phrases(shell: State<'_, Shell>) -> Answer<Vec<Phrase>> {
    shell.at_any_desk(|desk| Ok::<_, DeskError>(Phrase::list(desk.policy()))).await
}

/// Tickets that a matter may belong together with, the nearest first; `ticket` itself is not one of them.
#[tauri::command]
#[specta::specta]
pub async fn look_for_kin(
    shell: State<'_, Shell>,
    waybill: String,
    phone: String,
    kind: Kind,
    category: Option<String>,
    ticket: Option<String>,
) -> Answer<Vec<KinView>> {
    let sought = Sought {
        waybill,
        phone,
        kind: kind.into(),
        category: category.map(Into::into),
        ticket: ticket.as_deref().map(ticket_id).transpose()?,
    };
    let look = move |desk: &Desk| {
        let found = desk.look_for_kin(&sought)?;
        Ok::<Vec<KinView>, DeskError>(found.iter().map(|found| KinView::of(found, desk)).collect())
    };
    shell.at_desk(look).await
}

/// Starts a draft for a part of a ticket that is a matter of its own, and says which.
#[tauri::command]
#[specta::specta]
pub async fn start_split(shell: State<'_, Shell>, ticket: String) -> Answer<String> {
    let ticket = ticket_id(&ticket)?;
    shell.at_desk(move |desk| desk.start_split(ticket).map(|draft| draft.id.to_string())).await
}

/// By what priority and risk are judged, with what each degree means.
#[tauri::command]
#[specta::specta]
pub async fn weighing(shell: State<'_, Shell>) -> Answer<WeighingTables> {
    shell.at_any_desk(|desk| Ok::<_, DeskError>(desk.policy().into())).await
}

/// What follows from degrees as they are chosen.
#[tauri::command]
#[specta::specta]
pub async fn preview_weighing(
    shell: State<'_, Shell>,
    impact: Option<ImpactForm>,
    risk: Option<RiskForm>,
) -> Answer<WeighingPreview> {
    let preview = move |desk: &Desk| {
        let weighing = desk.preview_weighing(impact.map(Into::into), risk.map(Into::into));
        Ok::<WeighingPreview, DeskError>(weighing.into())
    };
    shell.at_desk(preview).await
}

/// Writes down how soon a ticket must be seen to and how grave it could become; what is none stays as it was.
/// `seen` is the last line of its story that was on the screen.
#[tauri::command]
#[specta::specta]
pub async fn weigh(
    shell: State<'_, Shell>,
    ticket: String,
    impact: Option<ImpactForm>,
    risk: Option<RiskForm>,
    seen: String,
) -> Answer<TicketView> {
    let seen = event_id(&seen)?;
    let weigh = move |desk: &Desk, id| desk.weigh(id, impact.map(Into::into), risk.map(Into::into), seen);
    seen_after(&shell, ticket_id(&ticket)?, weigh).await
}

/// Says that a ticket belongs together with another one. `seen` is the last line of its story that was on the screen.
#[tauri::command]
#[specta::specta]
pub async fn link(
    shell: State<'_, Shell>,
    ticket: String,
    to: String,
    kin: String,
    seen: String,
) -> Answer<TicketView> {
    let (to, kin, seen) = (ticket_id(&to)?, named_kin(&kin)?, event_id(&seen)?);
    seen_after(&shell, ticket_id(&ticket)?, move |desk, id| desk.link(id, to, kin, seen)).await
}

/// Lets a ticket go on in another one. `seen` is the last line of its story that was on the screen.
#[tauri::command]
#[specta::specta]
pub async fn merge(
    shell: State<'_, Shell>,
    ticket: String,
    into: String,
    seen: String,
) -> Answer<TicketView> {
    let (into, seen) = (ticket_id(&into)?, event_id(&seen)?);
    seen_after(&shell, ticket_id(&ticket)?, move |desk, id| desk.merge(id, into, seen)).await
}

fn named_kin(word: &str) -> Answer<domain::KinKind> {
    desk::kin_named(word).ok_or_else(|| CommandError::malformed("the kin"))
}
