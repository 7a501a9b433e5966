//! Tasks: who is asked to do what about a ticket, by when, and what came of it.

mod first;

pub use first::{ProposedTask, first_steps, search_on_becoming};

use crate::{
    BranchId, Event, EventId, Instant, Origin, PersonId, ResponsibleUnit, Sealed, Ticket, fact::shut_words,
    vocabulary::open,
};

open! {
    /// What is to be done.
    TaskKind {
        /// Look for the parcel. 查找
        SEARCH = "search",
        /// Find out where it went. 追踪
        TRACE = "trace",
        /// Weigh it again. 复重
        WEIGH = "weigh",
        /// Ask who posted it. 询问寄件人
        ASK_SENDER = "ask_sender",
        /// Ask whom it was for. 询问收件人
        ASK_RECIPIENT = "ask_recipient",
        /// Ask a unit that handled it. 询问经手部门
        ASK_UNIT = "ask_unit",
        /// Find a recording before it is overwritten. 调取监控
        FIND_VIDEO = "find_video",
        /// Put right what stands wrong in a system. 更正信息
        CORRECT_DATA = "correct_data",
        /// Teach somebody. 培训
        RETRAIN = "retrain",
        /// Hold somebody to account by the rules. 处罚
        SANCTION = "sanction",
        /// Anything else.
        OTHER = "other",
    }
}

open! {
    /// What came of a task.
    TaskOutcome {
        /// It was done.
        DONE = "done",
        /// What was looked for is there.
        FOUND = "found",
        /// It is not.
        NOT_FOUND = "not_found",
        /// It could not be done.
        NOT_POSSIBLE = "not_possible",
    }
}

/// Whom a task is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TaskTo {
    /// One person.
    Person(PersonId),
    /// Whoever works for a unit.
    Unit(ResponsibleUnit),
    /// A branch or outlet.
    Branch(BranchId),
}

/// A task within the ticket's own branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskSet {
    /// What is to be done.
    pub task: TaskKind,
    /// By whom.
    pub to: TaskTo,
    /// The first moment that is too late.
    pub due_at: Instant,
    /// What exactly, in words.
    pub words: Option<Sealed<String>>,
    /// What people call the branch that it is for: a counter knows no other by name.
    pub branch_name: Option<String>,
    /// What was in the parcel, told to another branch so that it is found. Stands beside words, be they empty.
    pub contents: Option<Sealed<String>>,
}

/// A task from headquarters; it may name any branch.
pub type TaskGiven = TaskSet;

/// A task was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskAnswered {
    /// The event that set the task, or gave it.
    pub task: EventId,
    /// What came of it.
    pub outcome: TaskOutcome,
    /// What was found, in words.
    pub words: Option<Sealed<String>>,
}

/// A task as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// From where: headquarters gives, a branch sets.
    pub origin: Origin,
    /// What is to be done.
    pub what: TaskKind,
    /// By whom.
    pub to: TaskTo,
    /// The first moment that is too late.
    pub due_at: Instant,
    /// What exactly, in words.
    pub words: Option<Sealed<String>>,
    /// What people call the branch that it is for.
    pub branch_name: Option<String>,
    /// What was in the parcel, as another branch is told.
    pub contents: Option<Sealed<String>>,
    /// What came of it, in order; the last one counts.
    pub answers: Vec<TaskAnswer>,
}

/// An answer as a task has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskAnswer {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What came of it.
    pub outcome: TaskOutcome,
    /// What was found, in words.
    pub words: Option<Sealed<String>>,
}

impl TaskSet {
    /// The branch that is to do it, where it is another one than the ticket's.
    pub fn elsewhere(&self, ticket: &Ticket) -> Option<BranchId> {
        match self.to {
            TaskTo::Branch(to) if to != ticket.branch => Some(to),
            _ => None,
        }
    }
}

impl TaskTo {
    /// Whether the matter passes to somebody who answers for more than a single piece of work.
    pub fn is_hand_over(&self) -> bool {
        matches!(self, Self::Unit(_) | Self::Branch(_))
    }
}

impl Task {
    /// Whether nobody has answered it yet.
    pub fn is_open(&self) -> bool {
        self.answers.is_empty()
    }

    /// The answer that counts: the last.
    pub fn answer(&self) -> Option<&TaskAnswer> {
        self.answers.last()
    }

    /// Whether it was to be answered by now and is not, or was answered too late.
    pub fn is_late(&self, now: Instant) -> bool {
        self.answers.first().map_or(now, |answer| answer.at) >= self.due_at
    }

    pub(crate) fn shut(&mut self) {
        shut_words(&mut self.words);
        shut_words(&mut self.contents);
        self.answers.iter_mut().for_each(|answer| shut_words(&mut answer.words));
    }
}

impl Ticket {
    /// The tasks that nobody has answered yet, the most urgent first.
    pub fn open_tasks(&self) -> Vec<&Task> {
        let mut open: Vec<&Task> = self.tasks.iter().filter(|task| task.is_open()).collect();
        open.sort_by_key(|task| (task.due_at, task.event));
        open
    }

    /// The task that an event brought, unless it was taken back.
    pub fn task(&self, event: EventId) -> Option<&Task> {
        self.tasks.iter().find(|task| task.event == event)
    }
}

/// Adds a task.
pub(crate) fn add(ticket: &mut Ticket, event: &Event, set: &TaskSet) -> bool {
    let TaskSet { task, to, due_at, words, branch_name, contents } = set.clone();
    ticket.tasks.push(Task {
        event: event.id,
        at: event.wall,
        by: event.author,
        origin: event.origin,
        what: task,
        to,
        due_at,
        words,
        branch_name,
        contents,
        answers: Vec::new(),
    });
    true
}
