//! Tasks and the registers beside the board: what is to be done, what is due, what customers suggest.

use domain::PersonId;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Bilingual, Choice, Origin, claim::said, matter::name};

/// Whose a task is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum TaskTo {
    /// Somebody's.
    Person {
        /// Their identity.
        id: String,
    },
    /// A unit's.
    Unit {
        /// Its code.
        code: String,
    },
}

/// A task, as typed.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TaskForm {
    /// What.
    pub task: String,
    /// Whose it is.
    pub to: TaskTo,
    /// The last day on which it can be done…
    pub due_on: Option<String>,
    /// …or the moment by which.
    pub due_at: Option<String>,
    /// What is to be said to it.
    pub words: String,
}

/// What became of a task, as typed.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct TaskAnswerForm {
    /// The event of the task.
    pub task: String,
    /// `done`, `found`, `not_found`, `not_possible`.
    pub outcome: String,
    /// What is to be said to it.
    pub words: String,
}

/// What became of a task.
#[derive(Clone, Debug, Serialize, Type)]
pub struct TaskAnswerView {
    /// What.
    pub outcome: Choice,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// What was said to it; none without the ticket's key.
    pub words: Option<String>,
}

/// A task.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TaskView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// What is to be done.
    pub what: Choice,
    /// Whose it is, by name.
    pub to: Bilingual,
    /// Whether it is of whoever is at the desk.
    pub mine: bool,
    /// The first moment that is too late.
    pub due_at: String,
    /// Whether that has passed, or it was answered late.
    pub late: bool,
    /// Who set it.
    pub origin: Origin,
    /// What was said to it; none without the ticket's key.
    pub words: Option<String>,
    /// What became of it; none while it is open.
    pub answer: Option<TaskAnswerView>,
}

/// An open task in the list.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TaskRowView {
    /// The event that set it.
    pub task: String,
    /// The ticket, where it can be opened here; none for another branch's.
    pub ticket: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// The branch whose ticket it is, where it is another one.
    pub branch: Option<String>,
    /// Its parcel, as we were told.
    pub waybill: Option<String>,
    /// What was in it, as we were told.
    pub contents: Option<String>,
    /// What is to be done.
    pub what: Choice,
    /// Whose it is, by name.
    pub to: Bilingual,
    /// `mine`, `unit`, `other`.
    pub whose: String,
    /// The first moment that is too late.
    pub due_at: String,
    /// Whether that has passed.
    pub late: bool,
    /// When it was set.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// Who set it.
    pub origin: Origin,
    /// What was said to it: for another branch's ticket the extract that we were given.
    pub words: Option<String>,
    /// What can become of it.
    pub outcomes: Vec<Choice>,
    /// Whether whoever is here may answer it.
    pub may_answer: bool,
}

/// A clock that reminds.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReminderView {
    /// Of which ticket.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// What is due, as a code.
    pub step: String,
    /// The same in words.
    pub words: Bilingual,
    /// The first moment that is too late.
    pub due_at: String,
    /// The reminder that is reached, in percent.
    pub percent: u32,
    /// Whether it is late.
    pub late: bool,
}

/// A suggestion in the register.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionRow {
    /// The ticket.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// When it was taken in.
    pub opened_at: String,
    /// Where it stands.
    pub status: String,
    /// What was suggested; none without the ticket's key.
    pub words: Option<String>,
    /// What was answered; none until something was.
    pub answer: Option<String>,
    /// When.
    pub answered_at: Option<String>,
    /// By whom.
    pub answered_by: Option<String>,
}

impl TaskTo {
    /// Whose a proposed task is; a branch is none that a counter could name.
    pub(super) fn named(to: &domain::TaskTo) -> Option<Self> {
        match to {
            domain::TaskTo::Person(person) => Some(Self::Person { id: person.to_string() }),
            domain::TaskTo::Unit(unit) => Some(Self::Unit { code: unit.to_string() }),
            domain::TaskTo::Branch(_) => None,
        }
    }
}

impl TaskView {
    /// A task on a ticket's sheet.
    pub(super) fn of(task: &domain::Task, desk: &desk::Desk, sheet: &desk::TicketSheet) -> Self {
        let me = desk.person().ok().flatten().map(|person| person.id);
        let policy = desk.policy();
        Self {
            event: task.event.to_string(),
            at: task.at.to_string(),
            by: name(task.by, sheet),
            what: what(&task.what, policy),
            to: match &task.branch_name {
                Some(name) => (&domain::Bilingual::untranslated(name)).into(),
                None => (&desk.name_of_task_to(&task.to, &sheet.names)).into(),
            },
            mine: matches!(task.to, domain::TaskTo::Person(person) if Some(person) == me),
            due_at: task.due_at.to_string(),
            late: task.is_late(desk.now()),
            origin: task.origin.into(),
            words: said(&task.words),
            answer: task.answer().map(|answer| TaskAnswerView {
                outcome: Choice {
                    code: answer.outcome.to_string(),
                    name: (&policy.name_of_task_outcome(&answer.outcome)).into(),
                },
                at: answer.at.to_string(),
                // Of another branch's people a counter knows the branch alone.
                by: name(answer.by, sheet).or_else(|| task.branch_name.clone()),
                words: said(&answer.words),
            }),
        }
    }
}

impl TaskRowView {
    /// The list of a desk as it stands now.
    pub fn list(desk: &desk::Desk) -> Result<Vec<Self>, desk::DeskError> {
        let (names, policy) = (desk.names()?, desk.policy());
        let known = |person: Option<PersonId>| person.and_then(|person| names.get(&person).cloned());
        let may_answer = desk.may_now(domain::Act::Investigate);
        let row = |open: desk::OpenTask| Self {
            task: open.task.event.to_string(),
            ticket: open.asked.is_none().then(|| open.ticket.to_string()),
            number: Some(open.number.to_string()),
            waybill: told(&open.asked, |asked| &asked.waybill),
            contents: told(&open.asked, |asked| &asked.contents),
            branch: open.asked.map(|asked| asked.by),
            what: what(&open.task.what, policy),
            to: (&desk.name_of_task_to(&open.task.to, &names)).into(),
            whose: match open.whose {
                desk::Whose::Mine => "mine",
                desk::Whose::Unit => "unit",
                desk::Whose::Other => "other",
            }
            .to_owned(),
            due_at: open.task.due_at.to_string(),
            late: open.is_late,
            at: open.task.at.to_string(),
            by: known(open.task.by),
            origin: open.task.origin.into(),
            words: said(&open.task.words),
            outcomes: outcomes(policy),
            may_answer,
        };
        Ok(desk.tasks()?.into_iter().map(row).collect())
    }
}

/// What another branch told of its ticket, where it did.
fn told(asked: &Option<desk::Asked>, what: impl Fn(&desk::Asked) -> &String) -> Option<String> {
    asked.as_ref().map(|asked| what(asked).clone()).filter(|told| !told.is_empty())
}

impl ReminderView {
    /// What whoever is at a desk has to be reminded of now.
    pub fn list(desk: &desk::Desk) -> Result<Vec<Self>, desk::DeskError> {
        let now = desk.now();
        let view = |reminder: desk::Reminder| {
            let desk::ReminderAbout::Clock(clock) = &reminder.about;
            Self {
                ticket: reminder.ticket.to_string(),
                number: reminder.number.to_string(),
                step: clock.step.to_string(),
                words: (&clock.words).into(),
                due_at: reminder.due_at.to_string(),
                percent: clock.reminder_percent.unwrap_or_default(),
                late: now >= reminder.due_at,
            }
        };
        Ok(desk.reminders(now)?.into_iter().map(view).collect())
    }
}

impl SuggestionRow {
    /// The register of a desk, both days with it.
    pub fn list(
        desk: &desk::Desk,
        from: domain::Date,
        until: domain::Date,
    ) -> Result<Vec<Self>, desk::DeskError> {
        let names = desk.names()?;
        let row = |told: desk::SuggestionTold| Self {
            ticket: told.row.id.to_string(),
            number: told.row.number.to_string(),
            opened_at: told.row.opened_at.to_string(),
            status: told.row.status.to_string(),
            words: told.words,
            answer: told.answer,
            answered_at: told.answered_at.map(|at| at.to_string()),
            answered_by: told.answered_by.and_then(|person| names.get(&person).cloned()),
        };
        Ok(desk.suggestions(from, until)?.into_iter().map(row).collect())
    }
}

/// What can come of a task.
pub(super) fn outcomes(policy: &domain::Policy) -> Vec<Choice> {
    let outcomes = policy.investigation().task_outcomes.iter();
    outcomes.map(|choice| Choice { code: choice.code.to_string(), name: (&choice.name).into() }).collect()
}

fn what(task: &domain::TaskKind, policy: &domain::Policy) -> Choice {
    Choice { code: task.to_string(), name: (&policy.name_of_task_kind(task)).into() }
}
