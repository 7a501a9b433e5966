//! The board: tickets that are not finished, each in the one list where somebody looks for it.

use domain::Instant;
use rusqlite::named_params;

use crate::{
    Result, Snapshot, TicketRow,
    columns::{Columns, integer},
    projections::{COLUMNS, rows},
};

/// A list of the board, in the order in which a clerk looks at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BoardList {
    /// Something promised is late.
    Overdue,
    /// Something promised is due before the local day ends.
    DueToday,
    /// The customer owes an answer.
    WaitingForCustomer,
    /// A claim that headquarters decides.
    WaitingForHeadquarters,
    /// An outcome is to be told to the customer.
    ToBeTold,
    /// Everything else that is not finished.
    Later,
}

/// One list with its first tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardSection {
    /// Which.
    pub list: BoardList,
    /// How many tickets are in it.
    pub count: u64,
    /// Its first tickets: what is due first, first.
    pub tickets: Vec<TicketRow>,
}

/// Every list, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// All of them, empty ones too.
    pub sections: Vec<BoardSection>,
}

impl BoardList {
    /// Every one, in the order in which the board shows them.
    pub const ALL: [Self; 6] = [
        Self::Overdue,
        Self::DueToday,
        Self::WaitingForCustomer,
        Self::WaitingForHeadquarters,
        Self::ToBeTold,
        Self::Later,
    ];
}

/// Which tickets are on the board. One that goes on in another is open there; here only what the law has us tell still is.
const OPEN: &str = "is_finished = 0 AND (merged_into IS NULL OR next_due_at IS NOT NULL)";

/// The list of a ticket, as its place in `BoardList::ALL`: the first that fits.
const LIST: &str = "
    CASE WHEN next_due_at <= :now THEN 0
         WHEN next_due_at <= :day_ends_at THEN 1
         WHEN status = 'waiting_for_customer' THEN 2
         WHEN status = 'proposed' THEN 4
         WHEN kind = 'claim' AND status IN ('registered', 'investigating') THEN 3
         ELSE 5 END";

impl Snapshot {
    /// The board at `now`, in a zone whose present day ends at `day_ends_at` (the first moment of the next), with at most
    /// `limit` tickets a list.
    pub fn board(&self, now: Instant, day_ends_at: Instant, limit: usize) -> Result<Board> {
        let mut counts = [0; BoardList::ALL.len()];
        let mut count = self.connection.prepare_cached(&format!(
            "SELECT {LIST} AS list, count(*) AS tickets FROM tickets WHERE {OPEN} GROUP BY 1"
        ))?;
        let (now, day_ends_at) = (now.to_string(), day_ends_at.to_string());
        let mut found = count.query(named_params! { ":now": now, ":day_ends_at": day_ends_at })?;
        while let Some(row) = found.next()? {
            let list: u64 = row.column("list")?;
            counts[list as usize] = row.column("tickets")?;
        }
        let mut list_one = self.connection.prepare_cached(&format!(
            "{COLUMNS} WHERE {OPEN} AND {LIST} = :list
             ORDER BY next_due_at IS NULL, next_due_at, opened_at, id LIMIT :limit"
        ))?;
        let mut sections = Vec::with_capacity(counts.len());
        for ((place, list), count) in BoardList::ALL.into_iter().enumerate().zip(counts) {
            let tickets = match count {
                0 => Vec::new(),
                _ => rows(list_one.query(named_params! {
                    ":now": now,
                    ":day_ends_at": day_ends_at,
                    ":list": integer(place as u64),
                    ":limit": integer(limit as u64),
                })?)?,
            };
            sections.push(BoardSection { list, count, tickets });
        }
        Ok(Board { sections })
    }
}
