//! Tasks: set, answered, and listed for whoever is at the desk.

use domain::{
    Act, BranchId, Due, Errand, EventId, Extract, Fact, Origin, Sealed, Task, TaskAnswered, TaskKind,
    TaskOutcome, TaskSet, TaskTo, Ticket, TicketId, TicketNumber,
};

use crate::{Desk, DeskError, claims::said, pen::Entry, sorting::Looked};

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
    /// Of which ticket; of another branch's nothing is here that could be opened.
    pub ticket: TicketId,
    /// What people read aloud.
    pub number: TicketNumber,
    /// What another branch told of its ticket, where it is one's.
    pub asked: Option<Asked>,
    /// The task.
    pub task: Task,
    /// Whose it is.
    pub whose: Whose,
    /// Whether it was to be done by now.
    pub is_late: bool,
}

/// What another branch that asks for something told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What people call that branch.
    pub by: String,
    /// The parcel. Empty when there is none, or it cannot be read.
    pub waybill: String,
    /// What was in it. Empty when nothing was said, or it cannot be read.
    pub contents: String,
}

impl OpenTask {
    /// A task of a ticket that is not here.
    fn of_errand(errand: Errand, here: BranchId, is_late: bool) -> Self {
        let Extract { waybill, contents, words } = errand.given.extract.open().cloned().unwrap_or_default();
        let is_told = errand.given.extract.open().is_some();
        let words = match is_told {
            true => said(&words),
            false => Some(Sealed::Shut),
        };
        Self {
            ticket: errand.id,
            number: errand.given.number,
            asked: Some(Asked { by: errand.given.from_name, waybill, contents }),
            whose: Whose::Unit,
            is_late,
            task: Task {
                event: errand.event,
                at: errand.at,
                by: errand.by,
                origin: Origin::Headquarters,
                what: errand.given.kind,
                to: TaskTo::Branch(here),
                due_at: errand.given.due_at,
                words,
                branch_name: None,
                contents: None,
                answers: errand.answers,
            },
        }
    }
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
            Ok(vec![Fact::TaskSet(TaskSet {
                task,
                to,
                due_at,
                words: said(&words),
                branch_name: None,
                contents: None,
            })])
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

    /// The same of a task in the list, which says no ticket; it may be another branch's.
    pub fn answer_listed_task(&self, answering: AnsweringTask) -> Result<(), DeskError> {
        let line = self.inner.store.read(|now| now.line(answering.task))?.ok_or(DeskError::NoSuchTask)?;
        let about = line.head().ticket.ok_or(DeskError::NoSuchTask)?;
        if line.kind() == "ErrandGiven" {
            return self.answer_errand(about, answering);
        }
        self.answer_task(about, answering)
    }

    fn answer_errand(&self, id: TicketId, answering: AnsweringTask) -> Result<(), DeskError> {
        let person = self.acting(Act::Investigate)?;
        let place = self.inner.place()?;
        self.inner.store.write(|tx| {
            let errand = tx.errand(id)?.filter(|errand| !errand.forgotten).ok_or(DeskError::NoSuchTask)?;
            if !errand.is_open() {
                return Err(DeskError::TaskAnswered);
            }
            let key = tx.ticket_key(id)?.ok_or(DeskError::NoTicketKey)?;
            let AnsweringTask { outcome, words, .. } = answering;
            let answered = TaskAnswered { task: errand.given.task, outcome, words: said(&words) };
            let entry =
                Entry { ticket: Some((id, &key)), author: Some(person.id), after: vec![errand.event] };
            self.inner.write_facts(tx, &place, entry, vec![Fact::TaskAnswered(answered)])
        })?;
        self.inner.wake.notify_one();
        self.inner.changed();
        Ok(())
    }

    /// Every open task of open tickets here, and of other branches' that are to be done here: one's own first, then the
    /// units', then the others'; of each what is due first, first.
    pub fn tasks(&self) -> Result<Vec<OpenTask>, DeskError> {
        let (me, now) = (self.person()?.map(|person| person.id), self.now());
        let branch = self.inner.place()?.branch.id;
        let (tickets, errands) = self.inner.store.read(|snapshot| {
            let tickets = snapshot.tickets_with_tasks()?.into_iter();
            let folded: Result<Vec<_>, store::Error> = tickets.map(|id| snapshot.ticket(id)).collect();
            let folded: Vec<Ticket> = folded?.into_iter().flatten().collect();
            Ok::<_, store::Error>((folded, snapshot.open_errands()?))
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
                asked: None,
                whose: whose(&task.to),
                is_late: task.is_late(now),
                task: task.clone(),
            });
            open.collect::<Vec<_>>()
        };
        let mut tasks: Vec<OpenTask> = tickets.iter().flat_map(of_ticket).collect();
        tasks.extend(errands.into_iter().map(|errand| {
            let is_late = errand.is_late(now);
            OpenTask::of_errand(errand, branch, is_late)
        }));
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
