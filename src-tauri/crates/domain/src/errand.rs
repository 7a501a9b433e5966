//! Errands: a task of one branch's ticket that another branch is to do. That branch sees an extract and nothing else.
//!
//! In the feed of the branch that is asked an errand stands like a ticket of its own, with a key of its own; but it has no
//! opening, so that nothing folds to a ticket. Its identities are the task's: the line has the task's event, and what
//! stands for a ticket has the same bytes. So a task is given away once, however often that is tried. Its answers keep
//! their events when they are told to the branch that asked, so that they too are told once.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::{
    BranchId, Event, EventId, Fact, Instant, PersonId, Sealed, TaskAnswer, TaskKind, TicketId, TicketNumber,
    fact::shut_words, may_write,
};

/// Another branch is asked to do something about a ticket that it does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrandGiven {
    /// The event that gave the task, in the branch that asks.
    pub task: EventId,
    /// The branch that asks.
    pub from: BranchId,
    /// What people call it.
    pub from_name: String,
    /// Its ticket.
    pub of: TicketId,
    /// What people there read aloud.
    pub number: TicketNumber,
    /// What is to be done.
    pub kind: TaskKind,
    /// The first moment that is too late.
    pub due_at: Instant,
    /// What is told of the parcel.
    pub extract: Sealed<Extract>,
}

/// What another branch is told of a parcel; nobody's name or phone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// The parcel. Empty when there is none.
    pub waybill: String,
    /// What was in it, as far as that helps to find it. Empty when nothing was said.
    pub contents: String,
    /// What exactly is to be done. Empty when nothing was said.
    pub words: String,
}

/// An errand as the branch that is asked has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// What stands for a ticket in its lines.
    pub id: TicketId,
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub given: ErrandGiven,
    /// What came of it, in order; the last one counts.
    pub answers: Vec<TaskAnswer>,
    /// Its key is gone, as its ticket's is.
    pub forgotten: bool,
}

impl ErrandGiven {
    /// What stands for a ticket in the lines of the errand that a task is.
    pub fn id_of(task: EventId) -> TicketId {
        TicketId::from_bytes(*task.as_bytes())
    }
}

impl Errand {
    /// The errand that `events` make, or none where they give none.
    ///
    /// Events about one errand, in any order, with or without repeats. Those whose origin may not write their kind are
    /// ignored, as the fold of a ticket does.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Self> {
        let mut by_id: BTreeMap<EventId, &Event> = BTreeMap::new();
        for event in events {
            if may_write(event.fact.kind(), event.origin) {
                let kept = by_id.entry(event.id).or_insert(event);
                *kept = (*kept).min_by_place(event);
            }
        }
        let mut ordered: Vec<&Event> = by_id.into_values().collect();
        ordered.sort_by_key(|event| event.tie_break());
        let mut errand = ordered.iter().find_map(|event| Self::given_by(event))?;
        for event in ordered {
            match &event.fact {
                Fact::TaskAnswered(answered) if answered.task == errand.given.task => {
                    errand.answers.push(TaskAnswer {
                        event: event.id,
                        at: event.wall,
                        by: event.author,
                        outcome: answered.outcome.clone(),
                        words: answered.words.clone(),
                    });
                }
                Fact::TicketForgotten => errand.forgotten = true,
                _ => {}
            }
        }
        if errand.forgotten {
            errand.shut();
        }
        Some(errand)
    }

    fn given_by(event: &Event) -> Option<Self> {
        let Fact::ErrandGiven(given) = &event.fact else { return None };
        Some(Self {
            id: event.ticket?,
            event: event.id,
            at: event.wall,
            by: event.author,
            given: given.clone(),
            answers: Vec::new(),
            forgotten: false,
        })
    }

    /// Whether somebody is still to do it.
    pub fn is_open(&self) -> bool {
        self.answers.is_empty() && !self.forgotten
    }

    /// Whether it was to be done by now and is not, or was done too late.
    pub fn is_late(&self, now: Instant) -> bool {
        self.answers.first().map_or(now, |answer| answer.at) >= self.given.due_at
    }

    fn shut(&mut self) {
        self.given.extract = Sealed::Shut;
        self.answers.iter_mut().for_each(|answer| shut_words(&mut answer.words));
    }
}
