//! A ticket's story, line by line.

use domain::{
    Bilingual, EventId, Fact, Fen, Happening, Instant, Origin, Sealed, TaskTo, Ticket, policy::FactorResult,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::people::People;
use crate::HqState;

/// One line of a ticket's story. The screen has words for `kind` and `word`.
#[derive(Serialize, ToSchema)]
pub struct StoryLine {
    event: EventId,
    at: Instant,
    by: Option<String>,
    is_headquarters: bool,
    kind: String,
    /// An action, an outcome, a paper, an attachment's kind: a word of the program.
    word: Option<String>,
    /// A category, a slot, a priority or a way of asking: a word of the policy.
    name: Option<Bilingual>,
    /// Why a slot stays empty; how grave a matter could become; whom a task is for, or which one was answered.
    reason: Option<Bilingual>,
    /// What somebody wrote or said, a printer's name, or another ticket's number.
    text: Option<String>,
    /// How many: photos, promises, changes, tenths of a star; which copy of a paper.
    count: Option<u64>,
    /// How much money.
    fen: Option<Fen>,
    /// It came too late, or has no effect.
    is_applied: bool,
}

/// A happening as the page shows it.
pub fn line(state: &HqState, people: &People, ticket: &Ticket, happening: &Happening) -> StoryLine {
    let mut line = StoryLine {
        event: happening.event,
        at: happening.at,
        by: people.name(happening.by),
        is_headquarters: happening.origin == Origin::Headquarters,
        kind: happening.fact.kind().to_owned(),
        word: None,
        name: None,
        reason: None,
        text: None,
        count: None,
        fen: None,
        is_applied: happening.applied,
    };
    tell(state, people, ticket, &happening.fact, &mut line);
    line
}

fn tell(state: &HqState, people: &People, ticket: &Ticket, fact: &Fact, line: &mut StoryLine) {
    let policy = state.policy();
    match fact {
        Fact::TicketOpened(opened) => {
            line.word = Some(opened.kind.as_str().to_owned());
            line.name = Some(policy.name_of_category(&opened.category));
            line.count = Some(opened.promises.len() as u64);
        }
        Fact::TicketAmended(amended) => line.count = Some(amended.changes.len() as u64),
        Fact::PromiseMade(made) => line.count = Some(made.promises.len() as u64),
        Fact::PhotoAdded(added) => {
            line.word = added.attachment().map(|kept| kept.kind.as_str().to_owned());
            line.name = Some(policy.name_of_slot(&added.slot));
        }
        Fact::SlotSkipped(skipped) => {
            line.name = Some(policy.name_of_slot(&skipped.slot));
            line.reason = Some(policy.name_of_skip_reason(&skipped.reason));
        }
        Fact::NoteAdded(note) => line.text = note.text.open().cloned(),
        Fact::ActionTaken(taken) => {
            line.word = Some(taken.action.as_str().to_owned());
            line.text = said(taken.words.as_ref());
        }
        Fact::PrintStarted(started) => {
            line.word = Some(started.paper.as_str().to_owned());
            line.text = Some(started.printer.clone());
            line.count = Some(started.copy.into());
        }
        Fact::PrintEnded(ended) => line.word = Some(ended.outcome.clone()),
        Fact::PhotoAnnotated(annotated) => {
            line.name = ticket.slot_of(annotated.photo).map(|slot| policy.name_of_slot(slot));
            line.count = Some(annotated.marks.len() as u64);
        }
        Fact::SignatureGiven(given) => line.word = Some(given.purpose.as_str().to_owned()),
        Fact::CustodyTaken(taken) => {
            line.word = Some(taken.tag.clone());
            line.text = taken.private.open().map(|kept| kept.item.clone());
        }
        Fact::CustodyReleased(released) => {
            line.word = Some(released.to.as_str().to_owned());
            line.text = said(released.words.as_ref());
        }
        Fact::ProofNoted(noted) => {
            line.word = Some(noted.proof.standing.word().to_owned());
            line.name = Some(policy.name_of_proof(&noted.proof.code));
        }
        Fact::AssessmentMade(made) => {
            line.fen = Some(made.total());
            line.text = said(made.words.as_ref());
        }
        Fact::DecisionMade(made) => {
            line.word = Some(made.verdict.as_str().to_owned());
            line.fen = made.awards().then(|| made.total());
            line.text = said(made.words.as_ref());
        }
        Fact::PaymentMade(made) => {
            line.word = Some(made.voucher.clone());
            line.fen = Some(made.fen);
        }
        Fact::ContactMade(made) => {
            line.word = Some(made.outcome.as_str().to_owned());
            line.text = said(made.words.as_ref());
        }
        Fact::TaskSet(set) | Fact::TaskGiven(set) => {
            line.name = Some(policy.name_of_task_kind(&set.task));
            line.reason = Some(match &set.to {
                TaskTo::Person(person) => {
                    Bilingual::untranslated(&people.name(Some(*person)).unwrap_or_else(|| person.to_string()))
                }
                TaskTo::Unit(unit) => policy.name_of_unit(unit),
                TaskTo::Branch(branch) => {
                    let known = set.branch_name.clone();
                    Bilingual::untranslated(&known.unwrap_or_else(|| branch.to_string()))
                }
            });
            line.text = said(set.words.as_ref());
        }
        Fact::TaskAnswered(answered) => {
            line.name = Some(policy.name_of_task_outcome(&answered.outcome));
            line.reason = ticket.task(answered.task).map(|task| policy.name_of_task_kind(&task.what));
            line.text = said(answered.words.as_ref());
        }
        Fact::EvidenceNoted(noted) => {
            line.name = Some(policy.name_of_evidence_kind(&noted.evidence));
            line.text = said(noted.words.as_ref());
        }
        Fact::FindingMade(made) => {
            line.name = made.cause.as_ref().map(|cause| policy.name_of_fault_cause(cause));
            line.text = said(made.words.as_ref());
        }
        Fact::FaultAdjudicated(made) => {
            line.name = Some(policy.name_of_unit(&made.unit));
            line.text = said(made.words.as_ref());
        }
        Fact::ImprovementNoted(noted) => {
            line.name = Some(policy.name_of_unit(&noted.unit));
            line.text = noted.words.open().cloned();
        }
        Fact::AppealForwarded(forwarded) => {
            line.word = Some(forwarded.number.clone());
            line.text = said(forwarded.words.as_ref());
        }
        Fact::AppealReported(made) => line.text = said(made.words.as_ref()),
        Fact::PaymentCorrected(made) => {
            line.fen = Some(made.fen);
            line.text = made.words.open().cloned();
        }
        Fact::MatterWeighed(made) => {
            line.name = made.priority.and_then(|priority| named(&policy.impact().results, priority));
            line.reason = made.grade.and_then(|grade| named(&policy.risk().results, grade));
        }
        Fact::MatterSorted(made) => {
            line.word = Some(made.answered.as_str().to_owned());
            line.name = Some(policy.name_of_category(&made.category));
        }
        Fact::TicketLinked(made) => {
            line.word = Some(made.kin.as_str().to_owned());
            line.text = Some(made.number.to_string());
        }
        Fact::TicketMerged(made) => line.text = Some(made.number.to_string()),
        Fact::SatisfactionRated(made) => {
            line.name = Some(policy.name_of_rating_way(&made.way));
            line.count = made.told().mean_tenths();
            line.text = said(made.words.as_ref());
        }
        Fact::EpochOpened(_)
        | Fact::ErrandGiven(_)
        | Fact::DecisionReleased(_)
        | Fact::DayOpened(_)
        | Fact::DayClosed(_)
        | Fact::HandedOver(_)
        | Fact::Retracted(_)
        | Fact::ClockMeasured(_)
        | Fact::PersonAdded(_)
        | Fact::PersonChanged(_)
        | Fact::TicketForgotten
        | Fact::Unknown(_) => {}
    }
}

/// What was said, where it can be read.
fn said(words: Option<&Sealed<String>>) -> Option<String> {
    words.and_then(Sealed::open).cloned()
}

/// What people read for what follows from a weighing.
fn named<R: PartialEq>(results: &[FactorResult<R>], result: R) -> Option<Bilingual> {
    results.iter().find(|it| it.result == result).map(|it| it.name.clone())
}
