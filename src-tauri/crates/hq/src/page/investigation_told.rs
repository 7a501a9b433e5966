//! What was found out, as the page tells it.

use std::collections::HashMap;

use domain::{
    Adjudicated, Bilingual, BranchId, Date, EventId, Evidence, Found, Improvement, Instant, Origin, Policy,
    QuestionAnswer, QuestionCode, Sealed, Task, TaskTo,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{claim_told::Named, people::People};
use crate::store::Branch;

/// A task with its last answer.
#[derive(Serialize, ToSchema)]
pub struct TaskView {
    event: EventId,
    at: Instant,
    by: Option<String>,
    is_headquarters: bool,
    what: Bilingual,
    /// `person`, `unit`, `branch`.
    to_kind: &'static str,
    to: Bilingual,
    due_at: Instant,
    /// `open`, `late`, `answered`, `answered_late`.
    standing: &'static str,
    words: Option<String>,
    /// What was in the parcel, as another branch is told.
    contents: Option<String>,
    answer: Option<AnswerView>,
}

/// What came of a task.
#[derive(Serialize, ToSchema)]
pub struct AnswerView {
    at: Instant,
    by: Option<String>,
    outcome: Bilingual,
    words: Option<String>,
}

/// What bears out how it happened.
#[derive(Serialize, ToSchema)]
pub struct EvidenceView {
    event: EventId,
    at: Instant,
    by: Option<String>,
    kind: Bilingual,
    has_photo: bool,
    overwritten_on: Option<Date>,
    words: Option<String>,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub struct FindingView {
    event: EventId,
    at: Instant,
    by: Option<String>,
    stage: Option<Named>,
    cause: Option<Named>,
    answers: Vec<QuestionView>,
    words: Option<String>,
}

/// A question with its answer.
#[derive(Serialize, ToSchema)]
pub struct QuestionView {
    question: Bilingual,
    answer: QuestionAnswer,
}

/// Who caused it.
#[derive(Serialize, ToSchema)]
pub struct AdjudicationView {
    event: EventId,
    at: Instant,
    by: Option<String>,
    unit: Bilingual,
    branch: Option<String>,
    stage: Option<Bilingual>,
    cause: Option<Bilingual>,
    /// The finding that this rests on.
    finding: Option<EventId>,
    words: Option<String>,
}

/// What a unit is to do better.
#[derive(Serialize, ToSchema)]
pub struct ImprovementView {
    event: EventId,
    at: Instant,
    by: Option<String>,
    unit: Bilingual,
    words: Option<String>,
}

/// What names are told by.
pub struct Telling<'a> {
    /// Those of the ticket's branch and of headquarters.
    pub people: &'a People,
    /// The words.
    pub policy: &'a Policy,
    /// Every branch.
    pub branches: &'a HashMap<BranchId, Branch>,
}

impl Telling<'_> {
    /// A task as it stands at `now`.
    pub fn task(&self, task: &Task, now: Instant) -> TaskView {
        let (to_kind, to) = match &task.to {
            TaskTo::Person(person) => {
                let name = self.people.name(Some(*person));
                ("person", Bilingual::untranslated(&name.unwrap_or_else(|| person.to_string())))
            }
            TaskTo::Unit(unit) => ("unit", self.policy.name_of_unit(unit)),
            TaskTo::Branch(branch) => ("branch", Bilingual::untranslated(&self.branch(*branch))),
        };
        TaskView {
            event: task.event,
            at: task.at,
            by: self.people.name(task.by),
            is_headquarters: task.origin == Origin::Headquarters,
            what: self.policy.name_of_task_kind(&task.what),
            to_kind,
            to,
            due_at: task.due_at,
            standing: match (task.is_open(), task.is_late(now)) {
                (true, false) => "open",
                (true, true) => "late",
                (false, false) => "answered",
                (false, true) => "answered_late",
            },
            words: said(task.words.as_ref()),
            contents: said(task.contents.as_ref()),
            answer: task.answer().map(|answer| AnswerView {
                at: answer.at,
                by: self.people.name(answer.by).or_else(|| task.branch_name.clone()),
                outcome: self.policy.name_of_task_outcome(&answer.outcome),
                words: said(answer.words.as_ref()),
            }),
        }
    }

    /// A piece of evidence.
    pub fn evidence(&self, evidence: &Evidence) -> EvidenceView {
        let noted = &evidence.noted;
        EvidenceView {
            event: evidence.event,
            at: evidence.at,
            by: self.people.name(evidence.by),
            kind: self.policy.name_of_evidence_kind(&noted.evidence),
            has_photo: noted.photo.is_some(),
            overwritten_on: noted.overwritten_on,
            words: said(noted.words.as_ref()),
        }
    }

    /// A finding.
    pub fn finding(&self, found: &Found) -> FindingView {
        let made = &found.made;
        let question = |(question, answer): &(QuestionCode, QuestionAnswer)| QuestionView {
            question: self.policy.name_of_question(question),
            answer: *answer,
        };
        let stage = made.stage.as_ref();
        let cause = made.cause.as_ref();
        FindingView {
            event: found.event,
            at: found.at,
            by: self.people.name(found.by),
            stage: stage.map(|it| Named::of(it.as_str(), &self.policy.name_of_fault_stage(it))),
            cause: cause.map(|it| Named::of(it.as_str(), &self.policy.name_of_fault_cause(it))),
            answers: made.answers.iter().map(question).collect(),
            words: said(made.words.as_ref()),
        }
    }

    /// An adjudication.
    pub fn adjudication(&self, adjudicated: &Adjudicated) -> AdjudicationView {
        let made = &adjudicated.made;
        AdjudicationView {
            event: adjudicated.event,
            at: adjudicated.at,
            by: self.people.name(adjudicated.by),
            unit: self.policy.name_of_unit(&made.unit),
            branch: made.branch.map(|branch| self.branch(branch)),
            stage: made.stage.as_ref().map(|it| self.policy.name_of_fault_stage(it)),
            cause: made.cause.as_ref().map(|it| self.policy.name_of_fault_cause(it)),
            finding: made.finding,
            words: said(made.words.as_ref()),
        }
    }

    /// What is to become better.
    pub fn improvement(&self, improvement: &Improvement) -> ImprovementView {
        ImprovementView {
            event: improvement.event,
            at: improvement.at,
            by: self.people.name(improvement.by),
            unit: self.policy.name_of_unit(&improvement.noted.unit),
            words: improvement.noted.words.open().cloned(),
        }
    }

    fn branch(&self, id: BranchId) -> String {
        self.branches.get(&id).map_or_else(|| id.to_string(), |branch| branch.name.clone())
    }
}

fn said(words: Option<&Sealed<String>>) -> Option<String> {
    words.and_then(Sealed::open).cloned()
}
