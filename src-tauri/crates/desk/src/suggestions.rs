//! The register of suggestions: what customers would have better, and what they were answered.

use std::collections::BTreeMap;

use domain::{Date, Fact, Instant, Kind, PersonId, Ticket, TicketAction};
use store::TicketRow;

use crate::{Desk, DeskError, claims::read};

/// A suggestion with its last answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestionTold {
    /// Its ticket.
    pub row: TicketRow,
    /// What was suggested; none without the ticket's key.
    pub words: Option<String>,
    /// What was answered; none until something was said.
    pub answer: Option<String>,
    /// When it was answered, or declined.
    pub answered_at: Option<Instant>,
    /// By whom.
    pub answered_by: Option<PersonId>,
}

impl Desk {
    /// The suggestions that were taken in from `from` to `until`, both days with them, newest first.
    pub fn suggestions(&self, from: Date, until: Date) -> Result<Vec<SuggestionTold>, DeskError> {
        self.refuse_locked()?;
        let zone = self.zone();
        let (from, before) = (zone.start_of(from), zone.start_of(until.plus_days(1)));
        let found = self.inner.store.read(|now| {
            let rows = now.tickets_taken_in(Kind::Suggestion, from, before)?.into_iter();
            let folded: Result<Vec<_>, store::Error> =
                rows.map(|row| now.ticket(row.id).map(|ticket| (row, ticket))).collect();
            folded
        })?;
        let told = |(row, ticket): (TicketRow, Option<Ticket>)| ticket.map(|ticket| told(row, &ticket));
        Ok(found.into_iter().filter_map(told).collect())
    }

    /// The names of everybody who ever worked here, for what they did.
    pub fn names(&self) -> Result<BTreeMap<PersonId, String>, DeskError> {
        let named = self.people()?.into_iter().filter_map(|person| Some((person.id, person.name?)));
        Ok(named.collect())
    }
}

fn told(row: TicketRow, ticket: &Ticket) -> SuggestionTold {
    let answers = ticket.story.iter().rev().filter(|line| line.applied);
    let answer = answers.into_iter().find_map(|line| match &line.fact {
        Fact::ActionTaken(taken) if matches!(taken.action, TicketAction::Answer | TicketAction::Decline) => {
            Some((read(taken.words.as_ref()), line.at, line.by))
        }
        _ => None,
    });
    SuggestionTold {
        row,
        words: ticket.told().map(|told| told.story.clone()),
        answered_at: answer.as_ref().map(|(_, at, _)| *at),
        answered_by: answer.as_ref().and_then(|(_, _, by)| *by),
        answer: answer.and_then(|(words, ..)| words),
    }
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;
    use crate::desk::tests::{desk_at, ticket_of};

    #[test]
    fn the_register_has_the_suggestions_of_its_days_with_their_last_answer() {
        let home = tempdir().unwrap();
        let desk = desk_at(home.path(), "2026-11-24T04:00:00.000Z");
        ticket_of(&desk, Kind::Trace);
        let id = ticket_of(&desk, Kind::Suggestion);
        let day = |text: &str| text.parse::<Date>().unwrap();
        let today = day("2026-11-24");
        let told = desk.suggestions(today, today).unwrap();
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].row.id, told[0].answer.clone(), told[0].answered_at), (id, None, None));
        assert_eq!(told[0].words.as_deref(), Some("说好上周到的"));
        for (from, until) in [("2026-11-20", "2026-11-23"), ("2026-11-25", "2026-11-30")] {
            assert_eq!(desk.suggestions(day(from), day(until)).unwrap(), []);
        }
        desk.take_action(id, TicketAction::Answer, "谢谢").unwrap();
        let told = desk.suggestions(today, today).unwrap();
        assert_eq!(told[0].answer.as_deref(), Some("谢谢"));
        assert_eq!(told[0].answered_by, Some(desk.person().unwrap().unwrap().id));
    }
}
