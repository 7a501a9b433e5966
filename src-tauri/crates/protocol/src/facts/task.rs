//! Tasks and their answers: what, whom and when are clear; words are sealed.

use domain::{BranchId, EventId, Instant, PersonId, ResponsibleUnit, Sealed, TaskKind, TaskOutcome, TaskTo};
use serde::{Deserialize, Serialize};

use super::{
    FactError, Private, WrittenFact, clear, from_json, sealed,
    words::{with_words, words_of},
};
use crate::WriteError;

/// Whom it is for: one `person`, `unit` or `branch`.
#[derive(Serialize, Deserialize)]
struct TaskSet {
    task: TaskKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    person: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<ResponsibleUnit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    branch: Option<BranchId>,
    due_at: Instant,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    branch_name: Option<String>,
}

/// The words are there even where they are empty: readers from before `contents` want them.
#[derive(Serialize, Deserialize)]
struct Said {
    words: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contents: Option<String>,
}

/// Writes a task that was set, or given.
pub(super) fn write(fact: &domain::TaskSet) -> Result<WrittenFact, WriteError> {
    let (person, unit, branch) = match fact.to.clone() {
        TaskTo::Person(person) => (Some(person), None, None),
        TaskTo::Unit(unit) => (None, Some(unit), None),
        TaskTo::Branch(branch) => (None, None, Some(branch)),
    };
    let (due_at, branch_name) = (fact.due_at, fact.branch_name.clone());
    let body = TaskSet { task: fact.task.clone(), person, unit, branch, due_at, branch_name };
    let said = |said: &Option<Sealed<String>>| match said {
        None => Ok(None),
        Some(Sealed::Open(said)) => Ok(Some(said.clone())),
        Some(Sealed::Shut) => Err(WriteError::Shut),
    };
    Ok(match (said(&fact.words)?, said(&fact.contents)?) {
        (None, None) => clear(&body),
        (words, contents) => sealed(&body, &Said { words: words.unwrap_or_default(), contents }),
    })
}

pub(super) fn read(body: &str, private: Private<'_>) -> Result<domain::TaskSet, FactError> {
    let read: TaskSet = from_json(body)?;
    let to = match (read.person, read.unit, read.branch) {
        (Some(person), None, None) => TaskTo::Person(person),
        (None, Some(unit), None) => TaskTo::Unit(unit),
        (None, None, Some(branch)) => TaskTo::Branch(branch),
        // Somebody whom only a newer version can name.
        (None, None, None) => return Err(FactError::Newer),
        _ => return Err(FactError::Shape),
    };
    let (words, contents) = match private {
        Private::None => (None, None),
        private => match private.read()? {
            Sealed::Open(Said { words, contents }) => (Some(Sealed::Open(words)), contents.map(Sealed::Open)),
            Sealed::Shut => (Some(Sealed::Shut), None),
        },
    };
    let (task, due_at, branch_name) = (read.task, read.due_at, read.branch_name);
    Ok(domain::TaskSet { task, to, due_at, words, branch_name, contents })
}

#[derive(Serialize, Deserialize)]
struct TaskAnswered {
    task: EventId,
    outcome: TaskOutcome,
}

pub(super) fn write_answered(fact: &domain::TaskAnswered) -> Result<WrittenFact, WriteError> {
    let body = TaskAnswered { task: fact.task, outcome: fact.outcome.clone() };
    with_words(&body, fact.words.as_ref())
}

pub(super) fn read_answered(body: &str, private: Private<'_>) -> Result<domain::TaskAnswered, FactError> {
    let TaskAnswered { task, outcome } = from_json(body)?;
    Ok(domain::TaskAnswered { task, outcome, words: words_of(private)? })
}
