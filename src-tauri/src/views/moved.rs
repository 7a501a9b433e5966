//! Dates that moved: what a promise made earlier was before, and a delay that may count as a loss.

use domain::{Amendment, Fact, Happening, Ticket, clocks, compensation::Area};
use serde::Serialize;
use specta::Type;

use super::{Bilingual, PromiseView};

/// A promise as it stood, and as it stands since.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PromiseMoved {
    /// The line of the story that moved it.
    pub event: String,
    /// As it stood; none where it was not promised before.
    pub before: Option<PromiseView>,
    /// As it stands since.
    pub since: PromiseView,
    /// `became`: the ticket became another kind or category; `rules`: another calendar or policy came.
    pub why: String,
}

/// A delay that may be turned into a loss.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LossOfferView {
    /// What is over.
    pub reason: Bilingual,
    /// The words of the rule.
    pub ground: Bilingual,
    /// Whether the law sets it.
    pub by_law: bool,
    /// Since when it counts.
    pub since: String,
    /// How far the parcel must have gone, where the ticket does not say; anywhere when empty.
    pub only_for: Vec<String>,
}

impl PromiseMoved {
    /// What every line of a ticket's story moved.
    pub(super) fn all_of(ticket: &Ticket) -> Vec<Self> {
        let moves = |(place, line): (usize, &Happening)| {
            let why = if place.checked_sub(1).is_some_and(|before| became(&ticket.story[before].fact)) {
                "became"
            } else {
                "rules"
            };
            let moved = clocks::moved(ticket, line.event).into_iter();
            let one = move |(before, since): (Option<domain::Promise>, domain::Promise)| Self {
                event: line.event.to_string(),
                before: before.as_ref().map(PromiseView::from),
                since: PromiseView::from(&since),
                why: why.to_owned(),
            };
            moved.map(one).collect::<Vec<_>>()
        };
        let promising =
            ticket.story.iter().enumerate().filter(|(_, line)| matches!(line.fact, Fact::PromiseMade(_)));
        promising.flat_map(moves).collect()
    }
}

/// Whether a fact made the ticket another kind or category.
fn became(fact: &Fact) -> bool {
    let Fact::TicketAmended(amended) = fact else { return false };
    amended.changes.iter().any(|change| matches!(change.to, Amendment::Kind(_) | Amendment::Category(_)))
}

impl LossOfferView {
    /// What is offered now; nothing where the ticket goes on in another or cannot be read.
    pub(super) fn of(desk: &desk::Desk, sheet: &desk::TicketSheet) -> Option<Self> {
        let ticket = &sheet.ticket;
        if ticket.forgotten || ticket.merged_into.is_some() {
            return None;
        }
        let offer = desk.offered_loss(ticket, desk.now())?;
        Some(Self {
            reason: (&offer.clock.words).into(),
            ground: (&offer.clock.citation).into(),
            by_law: offer.clock.by_law,
            since: offer.clock.due_at.to_string(),
            only_for: offer.only_for.into_iter().map(Area::as_str).map(str::to_owned).collect(),
        })
    }
}
