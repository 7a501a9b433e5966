//! The board's lists.

use serde::Serialize;
use specta::Type;

use super::{TicketSummary, count};

/// One of something for each list of the board.
#[derive(Clone, Debug, Default, Serialize, Type)]
pub struct ByList<T> {
    /// Something promised is late.
    pub overdue: T,
    /// Something promised is due today.
    pub due_today: T,
    /// The customer owes an answer.
    pub waiting_customer: T,
    /// Headquarters decides.
    pub waiting_headquarters: T,
    /// An outcome is to be told.
    pub to_be_told: T,
    /// The newest, whatever became of them, and what is open and in no other list.
    pub recent: T,
}

/// The board: each list with its count and its tickets.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Board {
    /// How many in all, also beyond what is listed.
    pub counts: ByList<u32>,
    /// The first of each.
    pub lists: ByList<Vec<TicketSummary>>,
}

impl Board {
    /// The board of a desk as it stands now.
    pub fn of(desk: &desk::Desk) -> Result<Self, desk::DeskError> {
        let (board, mut recent) = desk.board()?;
        let mut seen = Self { counts: ByList::default(), lists: ByList::default() };
        for section in board.sections {
            let (list, counted) = match section.list {
                desk::BoardList::Overdue => (&mut seen.lists.overdue, &mut seen.counts.overdue),
                desk::BoardList::DueToday => (&mut seen.lists.due_today, &mut seen.counts.due_today),
                desk::BoardList::WaitingForCustomer => {
                    (&mut seen.lists.waiting_customer, &mut seen.counts.waiting_customer)
                }
                desk::BoardList::WaitingForHeadquarters => {
                    (&mut seen.lists.waiting_headquarters, &mut seen.counts.waiting_headquarters)
                }
                desk::BoardList::ToBeTold => (&mut seen.lists.to_be_told, &mut seen.counts.to_be_told),
                desk::BoardList::Later => {
                    let is_new = |row: &desk::TicketRow| recent.iter().any(|new| new.id == row.id);
                    let older: Vec<_> = section.tickets.into_iter().filter(|row| !is_new(row)).collect();
                    recent.extend(older);
                    continue;
                }
            };
            *counted = count(section.count);
            *list = TicketSummary::list(desk, section.tickets)?;
        }
        seen.counts.recent = count(recent.len() as u64);
        seen.lists.recent = TicketSummary::list(desk, recent)?;
        Ok(seen)
    }
}
