//! A ticket in a list, and on its own page.

use serde::Serialize;
use specta::Type;

use super::{
    AppealView, Bilingual, ClaimView, ClockView, ConflictView, FollowUpView, ImpactWeighed, Kind, LinkView,
    LossOfferView, MergedView, PhotoView, PrintView, Priority, PromiseMoved, RatingView, RiskWeighed,
    SignatureView, SlotView, SortedView, StoryLine, TicketActs, TicketForm, count, fen, form::masked,
};

/// One promise.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PromiseView {
    /// What, as a code.
    pub step: String,
    /// What, in words.
    pub what: Bilingual,
    /// A whole day…
    pub due_on: Option<String>,
    /// …or a moment.
    pub due_by: Option<String>,
    /// The first moment that is too late.
    pub due_at: String,
    /// Its citation.
    pub ground: Bilingual,
    /// Whether the law sets it.
    pub by_law: bool,
    /// Whether a calendar is still to come.
    pub provisional: bool,
}

/// A ticket in a list; personal data masked.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TicketSummary {
    /// Its identity.
    pub id: String,
    /// What people read aloud.
    pub number: String,
    /// What it is.
    pub kind: Kind,
    /// What went wrong.
    pub category: String,
    /// The same in words.
    pub category_name: Bilingual,
    /// Where it stands.
    pub status: String,
    /// Who came, masked.
    pub who: String,
    /// Normalized.
    pub waybill: String,
    /// When it was taken in.
    pub opened_at: String,
    /// What is due next.
    pub next_due: Option<PromiseView>,
    /// What is asked for.
    #[specta(type = Option<specta_typescript::Number>)]
    pub claimed_fen: Option<f64>,
    /// How many.
    pub photos: u32,
    /// Whether headquarters has confirmed every line and photo. Never so in practice.
    pub delivered: bool,
    /// Whether its receipt was printed.
    pub printed: bool,
    /// Taken to learn the desk.
    pub practice: bool,
    /// How much someone has to settle.
    pub conflicts: u32,
    /// How soon it must be seen to; none where nobody has judged it.
    pub priority: Option<Priority>,
    /// The number of the ticket in which it goes on.
    pub merged_into: Option<String>,
}

/// A note.
#[derive(Clone, Debug, Serialize, Type)]
pub struct NoteView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// The words; none where the key is gone.
    pub text: Option<String>,
}

/// A ticket, whole.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TicketView {
    /// As in lists.
    pub summary: TicketSummary,
    /// What it says now.
    pub form: TicketForm,
    /// What was promised.
    pub promises: Vec<PromiseView>,
    /// Every clock that runs or ran for it.
    pub clocks: Vec<ClockView>,
    /// Evidence.
    pub photos: Vec<PhotoView>,
    /// The guided slots.
    pub slots: Vec<SlotView>,
    /// Notes.
    pub notes: Vec<NoteView>,
    /// Every paper that was started.
    pub prints: Vec<PrintView>,
    /// The papers that can be made of it as it stands.
    pub papers: Vec<String>,
    /// Everything that happened.
    pub story: Vec<StoryLine>,
    /// What the promises in it moved, by event.
    pub moved: Vec<PromiseMoved>,
    /// The delay that may count as a loss now.
    pub loss_offer: Option<LossOfferView>,
    /// What may be done now.
    pub actions: Vec<String>,
    /// How it comes to money.
    pub claim: ClaimView,
    /// Contacts that are due.
    pub follow_up: FollowUpView,
    /// Appeals that the regulator passed on, oldest first.
    pub appeals: Vec<AppealView>,
    /// How content the customer is; the last.
    pub rating: Option<RatingView>,
    /// Items left with us, also those that went.
    pub custody: Vec<CustodyView>,
    /// What was signed.
    pub signatures: Vec<SignatureView>,
    /// What someone has to settle.
    pub conflicts: Vec<ConflictView>,
    /// How soon it must be seen to, as judged last.
    pub impact: Option<ImpactWeighed>,
    /// How grave it could become, as judged last.
    pub risk: Option<RiskWeighed>,
    /// How it was sorted last.
    pub sorted: Option<SortedView>,
    /// Tickets that belong together with it.
    pub links: Vec<LinkView>,
    /// The ticket in which it goes on.
    pub merged_into: Option<MergedView>,
    /// Tickets that go on in this one.
    pub absorbed: Vec<MergedView>,
    /// What may be done besides the actions.
    pub may: TicketActs,
    /// Its key is gone.
    pub forgotten: bool,
}

/// An item left with us.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CustodyView {
    /// The event that took it in.
    pub event: String,
    /// What stands on its tag.
    pub tag: String,
    /// What it is; none without the ticket's key.
    pub item: Option<String>,
    /// Where it lies.
    pub place: Option<String>,
    /// Since when.
    pub since: String,
    /// Who took it.
    pub by: Option<String>,
    /// When it went.
    pub released_at: Option<String>,
    /// To whom.
    pub released_to: Option<String>,
}

/// What saving gives back.
#[derive(Clone, Debug, Serialize, Type)]
pub struct SavedTicket {
    /// The ticket.
    pub ticket: TicketSummary,
    /// What was promised.
    pub promises: Vec<PromiseView>,
}

impl From<&domain::Promise> for PromiseView {
    fn from(promise: &domain::Promise) -> Self {
        let (due_on, due_by) = match promise.due {
            domain::Due::On(day) => (Some(day.to_string()), None),
            domain::Due::By(moment) => (None, Some(moment.to_string())),
        };
        Self {
            step: promise.step.to_string(),
            what: (&promise.what).into(),
            due_on,
            due_by,
            due_at: promise.due_at.to_string(),
            ground: (&promise.ground).into(),
            by_law: promise.by_law,
            provisional: promise.provisional,
        }
    }
}

impl TicketSummary {
    /// The rows of a list, with how much of each headquarters has confirmed.
    pub fn list(desk: &desk::Desk, rows: Vec<desk::TicketRow>) -> Result<Vec<Self>, desk::DeskError> {
        let deliveries = desk.deliveries(&rows)?;
        Ok(rows.iter().zip(&deliveries).map(|(row, delivery)| Self::of(desk, row, delivery)).collect())
    }

    fn of(desk: &desk::Desk, row: &desk::TicketRow, delivery: &desk::Delivery) -> Self {
        Self {
            id: row.id.to_string(),
            number: row.number.to_string(),
            kind: row.kind.into(),
            category: row.category.to_string(),
            category_name: (&desk.policy().name_of_category(&row.category)).into(),
            status: row.status.to_string(),
            who: masked(row.person_name.as_deref().unwrap_or(""), row.person_phone.as_deref().unwrap_or("")),
            waybill: row.waybill.clone(),
            opened_at: row.opened_at.to_string(),
            next_due: row.next_due.as_ref().map(PromiseView::from),
            claimed_fen: row.claimed_fen.map(fen),
            photos: count(row.photos),
            delivered: !row.is_practice && delivery.is_complete(),
            printed: row.is_printed,
            practice: row.is_practice,
            conflicts: count(row.conflicts),
            priority: row.priority.map(Into::into),
            merged_into: row.merged_into.map(|number| number.to_string()),
        }
    }
}

impl TicketView {
    /// A ticket's page.
    pub fn of(desk: &desk::Desk, sheet: &desk::TicketSheet) -> Self {
        let ticket = &sheet.ticket;
        let name = |person: Option<domain::PersonId>| person.and_then(|id| sheet.names.get(&id).cloned());
        let form = desk::TicketForm::from(ticket);
        let print = |print: &domain::Print| {
            PrintView::new(print.event, print.at, name(print.by), &print.started, print.outcome.clone())
        };
        let note = |(event, text): &(domain::EventId, domain::Sealed<String>)| {
            let line = ticket.story.iter().find(|line| line.event == *event);
            let line = line.expect("a note stands in the story of its ticket");
            NoteView {
                event: event.to_string(),
                at: line.at.to_string(),
                by: name(line.by),
                text: text.open().cloned(),
            }
        };
        Self {
            summary: TicketSummary::of(desk, &sheet.row, &sheet.delivery),
            promises: ticket.promises.iter().map(PromiseView::from).collect(),
            clocks: desk.clocks(ticket).iter().map(ClockView::from).collect(),
            photos: ticket.photos.iter().map(|photo| PhotoView::of(photo, desk, sheet)).collect(),
            slots: desk.slots(&form, &sheet.slot_photos()).iter().map(SlotView::from).collect(),
            form: form.into(),
            notes: ticket.notes.iter().map(note).collect(),
            prints: ticket.prints.iter().map(print).collect(),
            papers: desk::Desk::papers_of(ticket).iter().map(ToString::to_string).collect(),
            story: ticket.story.iter().map(|happening| StoryLine::of(happening, sheet)).collect(),
            moved: PromiseMoved::all_of(ticket),
            loss_offer: LossOfferView::of(desk, sheet),
            actions: sheet.actions.iter().map(ToString::to_string).collect(),
            claim: ClaimView::of(desk, sheet),
            follow_up: FollowUpView::of(desk, ticket),
            appeals: ticket.appeals.iter().map(|appeal| AppealView::of(appeal, desk, sheet)).collect(),
            rating: RatingView::of(sheet),
            custody: ticket.custody.iter().map(|item| CustodyView::of(item, sheet)).collect(),
            signatures: ticket.signatures.iter().map(SignatureView::from).collect(),
            conflicts: ConflictView::all_of(desk, ticket),
            impact: ImpactWeighed::of(sheet),
            risk: RiskWeighed::of(sheet),
            sorted: SortedView::of(sheet, desk.policy()),
            links: LinkView::all_of(sheet),
            merged_into: MergedView::into_which(sheet),
            absorbed: MergedView::absorbed_by(sheet),
            may: sheet.may.into(),
            forgotten: ticket.forgotten,
        }
    }
}

impl CustodyView {
    fn of(item: &domain::KeptArticle, sheet: &desk::TicketSheet) -> Self {
        let told = item.taken.private.open();
        let (released_at, released_to) = item.released.clone().unzip();
        Self {
            event: item.event.to_string(),
            tag: item.taken.tag.clone(),
            item: told.map(|told| told.item.clone()),
            place: told.map(|told| told.place.clone()).filter(|place| !place.is_empty()),
            since: item.since.to_string(),
            by: item.by.and_then(|person| sheet.names.get(&person).cloned()),
            released_at: released_at.map(|at| at.to_string()),
            released_to: released_to.map(|to| to.to_string()),
        }
    }
}

impl SavedTicket {
    /// What the clerk sees of a ticket that was just saved.
    pub fn of(desk: &desk::Desk, sheet: &desk::TicketSheet) -> Self {
        Self {
            ticket: TicketSummary::of(desk, &sheet.row, &sheet.delivery),
            promises: sheet.ticket.promises.iter().map(PromiseView::from).collect(),
        }
    }
}
