//! What happened to a ticket, line by line.

use std::collections::BTreeMap;

use domain::{Amendment, Fact, Happening, Sealed, Ticket};
use serde::Serialize;
use specta::Type;

use super::Origin;

/// One line of the story.
#[derive(Clone, Debug, Serialize, Type)]
pub struct StoryLine {
    /// The event.
    pub event: String,
    /// When, by its author's clock.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// Where it was written.
    pub origin: Origin,
    /// The event's kind.
    pub kind: String,
    /// What the words speak of.
    pub details: BTreeMap<String, String>,
    /// Whether it took effect.
    pub applied: bool,
    /// Whether headquarters has confirmed it.
    pub confirmed: bool,
}

impl StoryLine {
    /// The line of what happened on a ticket's sheet.
    pub(super) fn of(happening: &Happening, sheet: &desk::TicketSheet) -> Self {
        Self {
            event: happening.event.to_string(),
            at: happening.at.to_string(),
            by: happening.by.and_then(|person| sheet.names.get(&person).cloned()),
            origin: happening.origin.into(),
            kind: happening.fact.kind().to_owned(),
            details: details(&happening.fact, &sheet.ticket),
            applied: happening.applied,
            confirmed: sheet.confirmed.contains(&happening.event),
        }
    }
}

/// What the words for a fact speak of, as codes.
fn details(fact: &Fact, ticket: &Ticket) -> BTreeMap<String, String> {
    let pairs = match fact {
        Fact::TicketAmended(amended) => {
            let kind = amended.changes.iter().find_map(|change| match &change.to {
                Amendment::Kind(kind) => Some(("kind", kind.to_string())),
                _ => None,
            });
            let field = amended.changes.first().map(|change| ("field", field(&change.to).to_owned()));
            field.into_iter().chain(kind).collect()
        }
        Fact::PhotoAdded(added) => {
            let attachment = added.attachment().map(|kept| ("attachment", kept.kind.as_str().to_owned()));
            [("slot", added.slot.to_string())].into_iter().chain(attachment).collect()
        }
        Fact::SlotSkipped(skipped) => {
            vec![("slot", skipped.slot.to_string()), ("reason", skipped.reason.to_string())]
        }
        Fact::ActionTaken(taken) => {
            [("action", taken.action.to_string())].into_iter().chain(said(&taken.words)).collect()
        }
        Fact::PrintStarted(started) => vec![
            ("document", started.document.to_string()),
            ("paper", started.paper.to_string()),
            ("language", started.language.clone()),
            ("copy", started.copy.to_string()),
            ("printer", started.printer.clone()),
        ],
        Fact::PhotoAnnotated(annotated) => {
            let slot = ticket.slot_of(annotated.photo).map(|slot| ("slot", slot.to_string()));
            [("marks", annotated.marks.len().to_string())].into_iter().chain(slot).collect()
        }
        Fact::SignatureGiven(given) => {
            let name = given.private.open().map(|signature| ("name", signature.name.clone()));
            let of = [("document", given.document.to_string()), ("role", given.role.to_string())];
            of.into_iter().chain(name).collect()
        }
        Fact::CustodyTaken(taken) => vec![("tag", taken.tag.clone())],
        Fact::CustodyReleased(released) => vec![("to", released.to.to_string())],
        Fact::ProofNoted(noted) => {
            vec![
                ("proof", noted.proof.code.to_string()),
                ("standing", noted.proof.standing.word().to_owned()),
            ]
        }
        Fact::AssessmentMade(made) => {
            [("fen", made.total().get().to_string())].into_iter().chain(said(&made.words)).collect()
        }
        Fact::DecisionMade(made) => {
            let of = [("verdict", made.verdict.to_string()), ("fen", made.total().get().to_string())];
            of.into_iter().chain(said(&made.words)).collect()
        }
        Fact::PaymentMade(made) => {
            vec![("voucher", made.voucher.clone()), ("fen", made.fen.get().to_string())]
        }
        Fact::ContactMade(made) => {
            let of = [
                ("way", made.way.to_string()),
                ("about", made.about.to_string()),
                ("outcome", made.outcome.to_string()),
            ];
            of.into_iter().chain(said(&made.words)).collect()
        }
        Fact::MatterWeighed(made) => {
            let priority = made.priority.map(|priority| ("priority", priority.to_string()));
            let grade = made.grade.map(|grade| ("grade", grade.to_string()));
            priority.into_iter().chain(grade).collect()
        }
        Fact::MatterSorted(made) => {
            vec![("category", made.category.to_string()), ("answered", made.answered.to_string())]
        }
        Fact::TicketLinked(made) => {
            vec![("number", made.number.to_string()), ("kin", made.kin.to_string())]
        }
        Fact::TicketMerged(made) => vec![("number", made.number.to_string())],
        Fact::TaskSet(set) | Fact::TaskGiven(set) => {
            let branch = set.branch_name.as_ref().map(|branch| ("branch", branch.clone()));
            branch.into_iter().chain([("task", set.task.to_string())]).collect()
        }
        Fact::TaskAnswered(answered) => {
            let task = ticket.task(answered.task);
            let what = task.map(|task| ("task", task.what.to_string()));
            let branch = task.and_then(|task| Some(("branch", task.branch_name.clone()?)));
            let of = [("outcome", answered.outcome.to_string())].into_iter().chain(said(&answered.words));
            what.into_iter().chain(branch).chain(of).collect()
        }
        Fact::EvidenceNoted(noted) => vec![("evidence", noted.evidence.to_string())],
        Fact::FindingMade(made) => made.stage.iter().map(|stage| ("stage", stage.to_string())).collect(),
        Fact::AppealForwarded(forwarded) => vec![("number", forwarded.number.clone())],
        Fact::AppealReported(made) => {
            let appeal = ticket.appeals.iter().find(|appeal| appeal.event == made.appeal);
            appeal.map(|appeal| ("number", appeal.forwarded.number.clone())).into_iter().collect()
        }
        Fact::PaymentCorrected(made) => {
            let paid = ticket.payments.iter().find(|paid| paid.event == made.payment);
            let voucher = paid.map(|paid| ("voucher", paid.made.voucher.clone()));
            let why = made.words.open().map(|words| ("words", words.clone()));
            [("fen", made.fen.get().to_string())].into_iter().chain(voucher).chain(why).collect()
        }
        Fact::SatisfactionRated(made) => vec![("way", made.way.to_string())],
        Fact::PrintEnded(ended) => vec![("outcome", ended.outcome.clone())],
        _ => Vec::new(),
    };
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The words beside a fact, where there are any and they can be read.
fn said(words: &Option<Sealed<String>>) -> Option<(&'static str, String)> {
    words.as_ref().and_then(Sealed::open).map(|words| ("words", words.clone()))
}

/// The field's name, as conflicts have it too.
fn field(amendment: &Amendment) -> &'static str {
    match amendment {
        Amendment::Kind(_) => "kind",
        Amendment::Category(_) => "category",
        Amendment::Channel(_) => "channel",
        Amendment::AnswerBy(_) => "answer_by",
        Amendment::Role(_) => "role",
        Amendment::Demands(_) => "demands",
        Amendment::ClaimedFen(_) => "claimed_fen",
        Amendment::Shipment(_) => "shipment",
        Amendment::LastKnown(_) => "last_known",
        Amendment::Told(_) => "told",
    }
}
