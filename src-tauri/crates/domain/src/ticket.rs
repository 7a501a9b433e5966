//! A ticket: what you get by folding its events.

use crate::{
    ActionTaken, AnswerBy, Assessed, BranchId, CategoryCode, Channel, Contacted, Decided, Demand, DeviceId,
    Document, EpochId, EventId, Fact, Fen, Instant, KeptArticle, Kind, LastKnown, Origin, Paid, PersonId,
    PhotoAdded, PhotoAnnotated, PhotoMark, PolicyVersion, PrintStarted, Promise, Rated, Role, Sealed, Sha256,
    Shipment, Signed, SkipReason, Slot, Sorted, TicketId, TicketNumber, TicketStatus, Told, Weighed,
    appeal::Appeal,
    compensation::Proof,
    investigation::{Adjudicated, Evidence, Found, Improvement},
    kinship::{Circle, Linked, Merged},
    tasks::Task,
};

/// A field with the event that set it, and rival values that no one has settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register<T> {
    pub(crate) heads: Vec<(EventId, T)>,
}

impl<T: PartialEq> Register<T> {
    pub(crate) fn new(set_by: EventId, value: T) -> Self {
        Self { heads: vec![(set_by, value)] }
    }

    /// The winner: the same everywhere.
    pub fn value(&self) -> &T {
        &self.heads.last().expect("a register is made with a value and never emptied").1
    }

    /// The events whose values stand: what a change that saw them all replaces.
    pub fn set_by(&self) -> impl Iterator<Item = EventId> {
        self.heads.iter().map(|(event, _)| *event)
    }

    /// The values beside the winner that differ from it.
    pub fn rivals(&self) -> impl Iterator<Item = &(EventId, T)> {
        let winner = self.value();
        self.heads.iter().filter(move |(_, value)| value != winner)
    }

    pub(crate) fn set(&mut self, event: EventId, replaces: &[EventId], value: T) {
        self.heads.retain(|(set_by, _)| !replaces.contains(set_by));
        self.heads.push((event, value));
    }
}

/// One matter a customer brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its identity.
    pub id: TicketId,
    /// What people read aloud.
    pub number: TicketNumber,
    /// Where it was opened, for ever.
    pub branch: BranchId,
    /// On which device.
    pub device: DeviceId,
    /// In which epoch of its log.
    pub epoch: EpochId,
    /// At which line.
    pub seq: u64,
    /// When, by the author's clock.
    pub opened_at: Instant,
    /// By whom.
    pub opened_by: Option<PersonId>,
    /// Under which policy.
    pub policy: PolicyVersion,
    /// Taken to learn the desk.
    pub practice: bool,
    /// SHA-256 of the slip code.
    pub slip_code: Sha256,
    /// What it is.
    pub kind: Register<Kind>,
    /// What went wrong.
    pub category: Register<CategoryCode>,
    /// How it reached us.
    pub channel: Register<Channel>,
    /// How to answer.
    pub answer_by: Register<AnswerBy>,
    /// Who came.
    pub role: Register<Role>,
    /// What is asked for.
    pub demands: Register<Vec<Demand>>,
    /// How much.
    pub claimed_fen: Register<Option<Fen>>,
    /// The parcel.
    pub shipment: Register<Shipment>,
    /// Where it was last said to be.
    pub last_known: Register<Option<LastKnown>>,
    /// Who, and what they said.
    pub told: Register<Sealed<Told>>,
    /// Where it stands.
    pub status: TicketStatus,
    /// Since which event.
    pub status_since: Instant,
    /// Where it stood since when, from the beginning.
    pub statuses: Vec<(Instant, TicketStatus)>,
    /// Actions that came too late to be allowed: conflicts to settle.
    pub not_applied: Vec<(EventId, ActionTaken)>,
    /// What the customer was told, by step; never later than first said.
    pub promises: Vec<Promise>,
    /// Evidence, in order.
    pub photos: Vec<Photo>,
    /// Slots left empty, with the event and the reason.
    pub skipped: Vec<(EventId, Slot, SkipReason)>,
    /// Notes, in order.
    pub notes: Vec<(EventId, Sealed<String>)>,
    /// Marks over photos, a layer each.
    pub annotations: Vec<(EventId, PhotoAnnotated)>,
    /// What was signed, in order.
    pub signatures: Vec<Signed>,
    /// Items left with us, also those that went.
    pub custody: Vec<KeptArticle>,
    /// What bears the claim out, each proof as it stands.
    pub proofs: Vec<Proof>,
    /// What the claim was said to come to, in order.
    pub assessments: Vec<Assessed>,
    /// What headquarters decided, in order; also what came too late.
    pub decisions: Vec<Decided>,
    /// What was paid, in order.
    pub payments: Vec<Paid>,
    /// How its impact and its risk were judged last.
    pub weighed: Weighed,
    /// How it was sorted last.
    pub sorted: Option<Sorted>,
    /// The tickets that it belongs to, in order.
    pub links: Vec<Linked>,
    /// The ticket in which it goes on.
    pub merged_into: Option<Merged>,
    /// The circle of mergings that it is in, where somebody has found one: a fold sees this ticket alone.
    pub circle: Option<Circle>,
    /// What the customer thought of it, in order.
    pub ratings: Vec<Rated>,
    /// How the customer was reached, and how not, in order.
    pub contacts: Vec<Contacted>,
    /// What somebody is to do, or did, in order.
    pub tasks: Vec<Task>,
    /// What bears out how it happened, in order.
    pub evidence: Vec<Evidence>,
    /// What was found out, in order; the last one counts.
    pub findings: Vec<Found>,
    /// Who caused it, in order; the last one counts.
    pub adjudications: Vec<Adjudicated>,
    /// What units are to do better, in order.
    pub improvements: Vec<Improvement>,
    /// What the regulator passed on to us, in order.
    pub appeals: Vec<Appeal>,
    /// Every paper.
    pub prints: Vec<Print>,
    /// Its key is gone.
    pub forgotten: bool,
    /// Everything that happened, in order.
    pub story: Vec<Happening>,
    /// The events that no other names in its `after`: what the next line comes after.
    pub heads: Vec<EventId>,
}

/// A photo in evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// The event that added it.
    pub event: EventId,
    /// What was recorded.
    pub added: PhotoAdded,
    /// By whom.
    pub by: Option<PersonId>,
}

/// A paper that was started, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The event that started it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What was started.
    pub started: PrintStarted,
    /// What became of it; none: look at the printer.
    pub outcome: Option<String>,
}

/// One line of a ticket's story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// The event.
    pub event: EventId,
    /// When, by its author's clock.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// From where.
    pub origin: Origin,
    /// What.
    pub fact: Fact,
    /// Whether it took effect.
    pub applied: bool,
}

impl Ticket {
    /// What the customer told us, where the key is here.
    pub fn told(&self) -> Option<&Told> {
        self.told.value().open()
    }

    /// The promise that binds next: the earliest that is not kept yet. Of a finished ticket only what the law has us tell.
    /// Of a merged one likewise, for all else binds the other ticket.
    /// Clocks that nobody was told of are not among them; see [`clocks::of`](crate::clocks::of).
    pub fn next_due(&self) -> Option<&Promise> {
        crate::clocks::next_due(self)
    }

    /// The marks that lie over a photo.
    pub fn marks_over(&self, photo: EventId) -> &[PhotoMark] {
        let layer = self.annotations.iter().find(|(_, layer)| layer.photo == photo);
        layer.map_or(&[], |(_, layer)| &layer.marks)
    }

    /// What a photo shows, also one that was taken back.
    pub fn slot_of(&self, photo: EventId) -> Option<&Slot> {
        self.story.iter().find(|line| line.event == photo).and_then(|line| match &line.fact {
            Fact::PhotoAdded(added) => Some(&added.slot),
            _ => None,
        })
    }

    /// The items that lie with us.
    pub fn in_custody(&self) -> impl Iterator<Item = &KeptArticle> {
        self.custody.iter().filter(|item| item.released.is_none())
    }

    /// Which copy the next print of a paper is: 0 for the first. Tries of one copy at several printers count once.
    pub fn next_copy(&self, document: &Document, about: Option<EventId>) -> u32 {
        let before = self.prints.iter().map(|print| &print.started);
        let before = before.filter(|started| started.document == *document && started.about == about);
        before.map(|started| started.copy.saturating_add(1)).max().unwrap_or(0)
    }

    /// Whether the receipt ever reached paper or file.
    pub fn is_printed(&self) -> bool {
        let receipts = self.prints.iter().filter(|print| print.started.document == Document::RECEIPT);
        receipts.into_iter().any(|print| print.outcome.as_deref() == Some("printed"))
    }

    /// Names of the fields with rival values, and actions that were not applied: what someone has to settle.
    pub fn conflicts(&self) -> Vec<Conflict> {
        fn rivals<T: PartialEq>(register: &Register<T>, field: &'static str) -> Option<Conflict> {
            register.rivals().next().map(|_| Conflict::Field(field))
        }
        [
            rivals(&self.kind, "kind"),
            rivals(&self.category, "category"),
            rivals(&self.channel, "channel"),
            rivals(&self.answer_by, "answer_by"),
            rivals(&self.role, "role"),
            rivals(&self.demands, "demands"),
            rivals(&self.claimed_fen, "claimed_fen"),
            rivals(&self.shipment, "shipment"),
            rivals(&self.last_known, "last_known"),
            rivals(&self.told, "told"),
        ]
        .into_iter()
        .flatten()
        .chain(self.not_applied.iter().map(|(event, _)| Conflict::NotApplied(*event)))
        .chain(self.circle.iter().map(|circle| Conflict::Circle(circle.own)))
        .collect()
    }
}

/// Something two people did without seeing each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// A field has rival values.
    Field(&'static str),
    /// An action came too late.
    NotApplied(EventId),
    /// It was let go on in another ticket, and that one, elsewhere, in this.
    Circle(EventId),
}
