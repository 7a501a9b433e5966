//! Tasks: set, answered, and listed for whoever is at the desk.

use domain::{
    Act, Due, EventId, Fact, Task, TaskAnswered, TaskKind, TaskOutcome, TaskSet, TaskTo, Ticket, TicketId,
    TicketNumber,
};

use crate::{Desk, DeskError, claims::said, sorting::Looked};

/// A task as somebody sets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingTask {
    /// What is to be done.
    pub task: TaskKind,
    /// By whom.
    pub to: TaskTo,
    /// By when.
    pub due: Due,
    /// What exactly.
    pub words: String,
}

/// What came of a task, as somebody says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweringTask {
    /// The event that brought the task.
    pub task: EventId,
    /// What came of it.
    pub outcome: TaskOutcome,
    /// What was found.
    pub words: String,
}

/// Whose a task is, to whoever is at the desk. The order is the list's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// Their own.
    Mine,
    /// Of whoever works for a unit, or in this branch.
    Unit,
    /// Somebody else's.
    Other,
}

/// A task that nobody has answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTask {
    /// Of which ticket.
    pub ticket: TicketId,
    /// What people read aloud.
    pub number: TicketNumber,
    /// The task.
    pub task: Task,
    /// Whose it is.
    pub whose: Whose,
    /// Whether it was to be done by now.
    pub is_late: bool,
}

impl Desk {
    /// Sets a task for somebody who works here, or for a unit.
    pub fn set_task(&self, id: TicketId, setting: SettingTask) -> Result<(), DeskError> {
        let person = self.acting(Act::Investigate)?;
        match &setting.to {
            TaskTo::Person(to) => {
                let today = self.today();
                let works_here = |other: &domain::Person| other.id == *to && other.works_on(today);
                if !self.people()?.iter().any(works_here) {
                    return Err(DeskError::NoSuchPerson);
                }
            }
            TaskTo::Unit(unit) => self.refuse_unknown_unit(unit)?,
            // Only headquarters knows the others.
            TaskTo::Branch(_) => return Err(DeskError::NoSuchUnit),
        }
        let due_at = setting.due.due_at(&self.calendar());
        if due_at <= self.now() {
            return Err(DeskError::DayPassed);
        }
        let SettingTask { task, to, words, .. } = setting;
        self.append_judged(id, person.id, |_, ticket| {
            ticket.refuse_merged()?;
            if ticket.status.is_finished() {
                return Err(DeskError::Finished(ticket.status));
            }
            Ok(vec![Fact::TaskSet(TaskSet { task, to, due_at, words: said(&words) })])
        })
    }

    /// Writes down what came of a task. What was answered stays answered.
    pub fn answer_task(&self, id: TicketId, answering: AnsweringTask) -> Result<(), DeskError> {
        let person = self.acting(Act::Investigate)?;
        self.append_judged(id, person.id, |_, ticket| {
            ticket.refuse_merged()?;
            let task = ticket.task(answering.task).ok_or(DeskError::NoSuchTask)?;
            if !task.is_open() {
                return Err(DeskError::TaskAnswered);
            }
            let AnsweringTask { task, outcome, words } = answering;
            Ok(vec![Fact::TaskAnswered(TaskAnswered { task, outcome, words: said(&words) })])
        })
    }

    /// The same of a task in the list, which says no ticket.
    pub fn answer_listed_task(&self, answering: AnsweringTask) -> Result<(), DeskError> {
        let line = self.inner.store.read(|now| now.line(answering.task))?.ok_or(DeskError::NoSuchTask)?;
        self.answer_task(line.head().ticket.ok_or(DeskError::NoSuchTask)?, answering)
    }

    /// Every open task of open tickets here: one's own first, then the units', then the others'; of each what is due first,
    /// first.
    pub fn tasks(&self) -> Result<Vec<OpenTask>, DeskError> {
        let (me, now) = (self.person()?.map(|person| person.id), self.now());
        let branch = self.inner.place()?.branch.id;
        let tickets: Vec<Ticket> = self.inner.store.read(|snapshot| {
            let tickets = snapshot.tickets_with_tasks()?.into_iter();
            let folded: Result<Vec<_>, store::Error> = tickets.map(|id| snapshot.ticket(id)).collect();
            folded.map(|folded| folded.into_iter().flatten().collect())
        })?;
        let whose = |to: &TaskTo| match to {
            TaskTo::Person(person) if Some(*person) == me => Whose::Mine,
            TaskTo::Unit(_) => Whose::Unit,
            TaskTo::Branch(to) if *to == branch => Whose::Unit,
            TaskTo::Person(_) | TaskTo::Branch(_) => Whose::Other,
        };
        let of_ticket = |ticket: &Ticket| {
            let open = ticket.open_tasks().into_iter().map(|task| OpenTask {
                ticket: ticket.id,
                number: ticket.number,
                whose: whose(&task.to),
                is_late: task.is_late(now),
                task: task.clone(),
            });
            open.collect::<Vec<_>>()
        };
        let mut tasks: Vec<OpenTask> = tickets.iter().flat_map(of_ticket).collect();
        tasks.sort_by_key(|open| (open.whose, open.task.due_at, open.task.event));
        Ok(tasks)
    }
}

#[cfg(test)]
mod tests {
    use domain::{Kind, PersonId, TicketAction};
    use tempfile::{TempDir, tempdir};

    use super::*;
    use crate::desk::tests::{desk_at, ticket_of};

    const NOON: &str = "2026-11-24T04:00:00.000Z";

    fn desk() -> (TempDir, Desk) {
        let home = tempdir().unwrap();
        let desk = desk_at(home.path(), NOON);
        (home, desk)
    }

    fn setting(to: TaskTo, day: &str) -> SettingTask {
        SettingTask {
            task: TaskKind::TRACE,
            to,
            due: Due::On(day.parse().unwrap()),
            words: " 查一查 ".to_owned(),
        }
    }

    fn unit() -> TaskTo {
        TaskTo::Unit("transport".into())
    }

    fn answering(task: EventId) -> AnsweringTask {
        AnsweringTask { task, outcome: TaskOutcome::FOUND, words: String::new() }
    }

    #[test]
    fn an_answered_task_is_not_answered_twice() {
        let (_home, desk) = desk();
        let (id, other) = (ticket_of(&desk, Kind::Trace), ticket_of(&desk, Kind::Complaint));
        desk.set_task(id, setting(unit(), "2026-11-24")).unwrap();
        let task = desk.tasks().unwrap()[0].task.event;
        assert_eq!(desk.answer_task(other, answering(task)).unwrap_err().code(), "no_such_task");
        desk.answer_listed_task(answering(task)).unwrap();
        assert_eq!(desk.tasks().unwrap(), []);
        assert_eq!(desk.answer_task(id, answering(task)).unwrap_err().code(), "task_answered");
        assert_eq!(desk.answer_listed_task(answering(task)).unwrap_err().code(), "task_answered");
        let opening = desk.folded(id).unwrap().story[0].event;
        assert_eq!(desk.answer_listed_task(answering(opening)).unwrap_err().code(), "no_such_task");
        assert_eq!(desk.folded(id).unwrap().tasks[0].answers.len(), 1);
    }

    #[test]
    fn a_task_is_for_somebody_who_is_there_and_for_a_day_to_come() {
        let (_home, desk) = desk();
        let id = ticket_of(&desk, Kind::Trace);
        let set = |to, day| desk.set_task(id, setting(to, day)).map_err(|error| error.code());
        let me = TaskTo::Person(desk.person().unwrap().unwrap().id);
        let nobody = TaskTo::Person(PersonId::from_bytes([9; 16]));
        assert_eq!(set(nobody, "2026-11-25"), Err("no_such_person"));
        assert_eq!(set(TaskTo::Unit("moon".into()), "2026-11-25"), Err("no_such_unit"));
        assert_eq!(set(me.clone(), "2026-11-23"), Err("day_passed"));
        assert_eq!(set(me.clone(), "2026-11-24"), Ok(()), "what is left of today");
        desk.take_action(id, TicketAction::Withdraw, "").unwrap();
        assert_eq!(set(me, "2026-11-25"), Err("ticket_finished"));
        assert_eq!(desk.tasks().unwrap(), [], "what is over asks nothing of anybody");
    }

    #[test]
    fn the_list_begins_with_ones_own_and_with_what_is_due_first() {
        let (_home, desk) = desk();
        let (one, other) = (ticket_of(&desk, Kind::Trace), ticket_of(&desk, Kind::Complaint));
        let me = TaskTo::Person(desk.person().unwrap().unwrap().id);
        desk.set_task(one, setting(unit(), "2026-11-24")).unwrap();
        desk.set_task(one, setting(me.clone(), "2026-11-27")).unwrap();
        desk.set_task(other, setting(me, "2026-11-25")).unwrap();
        let tasks = desk.tasks().unwrap();
        let told: Vec<_> = tasks.iter().map(|open| (open.ticket, open.whose)).collect();
        assert_eq!(told, [(other, Whose::Mine), (one, Whose::Mine), (one, Whose::Unit)]);
        assert_eq!(tasks[0].task.words, said("查一查"));
        assert!(tasks.iter().all(|open| !open.is_late));

        let seen = desk.folded(other).unwrap().story.last().unwrap().event;
        desk.merge(other, one, seen).unwrap();
        assert_eq!(desk.tasks().unwrap().len(), 2);
        let refused = desk.answer_task(other, answering(tasks[0].task.event)).unwrap_err();
        assert_eq!(refused.code(), "merged_away");
        assert_eq!(desk.set_task(other, setting(unit(), "2026-11-25")).unwrap_err().code(), "merged_away");
    }
}
