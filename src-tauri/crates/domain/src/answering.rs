//! What answers an earlier event, whatever else its author had seen: answers of tasks, reports on appeals, corrections of
//! payments.

use std::{collections::HashSet, mem};

use crate::{AppealReport, Corrected, EventId, Fact, Happening, TaskAnswer, Ticket};

/// Gives tasks their answers, appeals their reports and payments their corrections, and then drops what was taken back.
/// It comes after all else: who corrected a payment may not have seen what came before it, and its place in the story may
/// be an earlier one.
pub(crate) fn attach_answers(ticket: &mut Ticket, retracted: &HashSet<EventId>) {
    let mut story = mem::take(&mut ticket.story);
    for happening in &mut story {
        happening.applied |= attach(ticket, happening);
    }
    ticket.story = story;
    ticket.tasks.retain(|task| !retracted.contains(&task.event));
    for task in &mut ticket.tasks {
        task.answers.retain(|answer| !retracted.contains(&answer.event));
    }
    ticket.evidence.retain(|evidence| !retracted.contains(&evidence.event));
}

/// Whether `happening` is an answer to something that is here.
fn attach(ticket: &mut Ticket, happening: &Happening) -> bool {
    let Happening { event, at, by, ref fact, .. } = *happening;
    match fact {
        Fact::TaskAnswered(answered) => {
            let task = ticket.tasks.iter_mut().find(|task| task.event == answered.task);
            let (outcome, words) = (answered.outcome.clone(), answered.words.clone());
            task.map(|task| task.answers.push(TaskAnswer { event, at, by, outcome, words })).is_some()
        }
        Fact::AppealReported(made) => {
            let appeal = ticket.appeals.iter_mut().find(|appeal| appeal.event == made.appeal);
            let report = AppealReport { event, at, by, made: made.clone() };
            appeal.map(|appeal| appeal.reports.push(report)).is_some()
        }
        Fact::PaymentCorrected(made) => {
            let paid = ticket.payments.iter_mut().find(|paid| paid.event == made.payment);
            paid.map(|paid| paid.corrected.push(Corrected { event, at, by, made: made.clone() })).is_some()
        }
        _ => false,
    }
}
