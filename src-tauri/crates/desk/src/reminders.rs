//! Reminders: whose clocks run out, for the roles they are for. From what is here, with the cable out as well.

use domain::{
    Instant, StaffRole, TicketId, TicketNumber,
    clocks::{self, TicketClock},
};

use crate::{Desk, DeskError};

/// So many tickets are looked at, what is due first, first; who has more late has the board.
const MOST: usize = 200;

/// Something that somebody has to be reminded of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Of which ticket.
    pub ticket: TicketId,
    /// What people read aloud.
    pub number: TicketNumber,
    /// By when it is to be done: the first moment that is too late.
    pub due_at: Instant,
    /// What it is.
    pub about: ReminderAbout,
}

/// What somebody has to be reminded of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReminderAbout {
    /// So much of a clock's time is used: `reminder_percent` of it, for `escalates_to`.
    Clock(TicketClock),
}

impl Desk {
    /// Everything that whoever is at the desk has to be reminded of at `now`, what is due first, first. Asking is no sign that
    /// somebody is here.
    pub fn reminders(&self, now: Instant) -> Result<Vec<Reminder>, DeskError> {
        self.refuse_locked()?;
        let Some(person) = self.person()? else { return Ok(Vec::new()) };
        let roles: Vec<StaffRole> = person.roles_on(self.zone().local(now).date).collect();
        self.reminders_of(&roles, now)
    }

    fn reminders_of(&self, roles: &[StaffRole], now: Instant) -> Result<Vec<Reminder>, DeskError> {
        let tickets = self.inner.store.read(|snapshot| {
            let rows = snapshot.tickets_to_remind_of(now, MOST)?;
            let folded: Result<Vec<_>, store::Error> =
                rows.iter().map(|row| snapshot.ticket(row.id)).collect();
            folded
        })?;
        let (calendar, policy) = (self.calendar(), self.policy());
        let mut reminders = Vec::new();
        for ticket in tickets.into_iter().flatten() {
            let owed = clocks::owed(&ticket, now, &calendar, policy);
            let for_them = owed.into_iter().filter(|clock| {
                clock.reminder_percent.is_some() && clock.escalates_to.iter().any(|role| roles.contains(role))
            });
            reminders.extend(for_them.map(|clock| Reminder {
                ticket: ticket.id,
                number: ticket.number,
                due_at: clock.due_at,
                about: ReminderAbout::Clock(clock),
            }));
        }
        reminders.sort_by_key(|reminder| (reminder.due_at, reminder.ticket));
        Ok(reminders)
    }
}

#[cfg(test)]
mod tests {
    use domain::{Kind, TicketAction};
    use tempfile::tempdir;

    use super::*;
    use crate::{
        PinProof,
        desk::tests::{desk_at, ticket_of},
    };

    const NOON: &str = "2026-11-24T04:00:00.000Z";

    #[test]
    fn who_is_reminded_climbs_with_the_time_that_is_used() {
        let folder = tempdir().unwrap();
        let desk = desk_at(folder.path(), NOON);
        let ticket = ticket_of(&desk, Kind::Trace);
        let taken_at = desk.folded(ticket).unwrap().opened_at;
        let told = |role: StaffRole, hours: i64| -> Vec<(String, Option<u32>)> {
            let reminders = desk.reminders_of(&[role], taken_at.plus_ms(hours * 3_600_000)).unwrap();
            assert!(reminders.is_sorted_by_key(|reminder| reminder.due_at));
            let told = reminders.into_iter().map(|Reminder { about: ReminderAbout::Clock(clock), .. }| clock);
            let told = told.filter(|clock| clock.step == domain::PromiseStep::FIRST_FEEDBACK);
            told.map(|clock| (clock.step.to_string(), clock.reminder_percent)).collect()
        };
        let first = |percent| vec![("first_feedback".to_owned(), Some(percent))];
        assert_eq!(told(StaffRole::Clerk, 11), []);
        assert_eq!(told(StaffRole::Clerk, 12), first(50));
        assert_eq!(told(StaffRole::Manager, 12), []);
        assert_eq!(told(StaffRole::Manager, 20), first(80));
        assert_eq!(told(StaffRole::Quality, 20), []);
        assert_eq!(told(StaffRole::Quality, 24), first(100));
        assert_eq!(told(StaffRole::Adjuster, 24), []);
        // Nobody is reminded of what is over.
        desk.take_action(ticket, TicketAction::Withdraw, "").unwrap();
        assert_eq!(desk.reminders(taken_at.plus_ms(24 * 3_600_000)).unwrap(), []);
    }

    #[test]
    fn a_locked_desk_reminds_nobody() {
        let folder = tempdir().unwrap();
        let desk = desk_at(folder.path(), NOON);
        ticket_of(&desk, Kind::Trace);
        let later = desk.now().plus_ms(24 * 3_600_000);
        assert!(!desk.reminders(later).unwrap().is_empty());
        let person = desk.person().unwrap().unwrap();
        desk.choose_pin(person.id, PinProof::Let, "471103").unwrap();
        desk.lock();
        assert!(matches!(desk.reminders(later), Err(DeskError::Locked)));
    }
}
