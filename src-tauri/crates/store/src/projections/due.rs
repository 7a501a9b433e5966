//! What lists say of due dates, reckoned anew where other rules have come into force.

use domain::{Instant, TicketId, clocks::Outlook};
use rusqlite::{ToSql, named_params};

use super::{COLUMNS, RebuildProgress, TicketRow, rows};
use crate::{
    Error, Result, Snapshot, Store, Tx,
    columns::{Columns, integer},
};

/// So many tickets are reckoned anew within one transaction; between two, others may write.
const BATCH: usize = 100;

impl Store {
    /// Reckons the due dates of open tickets anew that were reckoned by other rules, newest first: in the background, while
    /// others read and write.
    pub fn reckon_due(&self, mut progress: impl FnMut(RebuildProgress)) -> Result<()> {
        let mark = self.rules().mark();
        let stale = self.read(|now| now.reckoned_by_others(mark))?;
        let of = stale.len() as u64;
        for (batches, batch) in stale.chunks(BATCH).enumerate() {
            self.write(|tx| batch.iter().try_for_each(|ticket| tx.reckon_due_of(*ticket)))?;
            progress(RebuildProgress { done: (batches * BATCH + batch.len()) as u64, of });
        }
        Ok(())
    }
}

impl Snapshot {
    /// Open tickets of which somebody is reminded at `now`, what is due first, first; at most `limit`.
    pub fn tickets_to_remind_of(&self, now: Instant, limit: usize) -> Result<Vec<TicketRow>> {
        let mut list = self.connection.prepare_cached(&format!(
            "{COLUMNS} WHERE is_open = 1 AND reminds_from <= :now
             ORDER BY next_due_at IS NULL, next_due_at, opened_at, id LIMIT :limit"
        ))?;
        rows(list.query(named_params! { ":now": now.to_string(), ":limit": integer(limit as u64) })?)
    }

    /// Open tickets, newest first.
    pub fn open_tickets(&self) -> Result<Vec<TicketId>> {
        self.listed("SELECT id FROM tickets WHERE is_open = 1 ORDER BY place DESC", &[])
    }

    /// Open tickets with tasks that nobody has answered, newest first. What goes on in another is done there.
    pub fn tickets_with_tasks(&self) -> Result<Vec<TicketId>> {
        self.listed(
            "SELECT id FROM tickets WHERE is_open = 1 AND open_tasks > 0 AND merged_into IS NULL ORDER BY place DESC",
            &[],
        )
    }

    /// Whether a ticket's due date was reckoned by the rules of this mark.
    pub(crate) fn is_reckoned_by(&self, ticket: TicketId, mark: i64) -> Result<bool> {
        let mut find = self
            .connection
            .prepare_cached("SELECT 1 FROM tickets WHERE id = :ticket AND reckoned_by = :mark")?;
        Ok(find.exists(named_params! { ":ticket": ticket.as_bytes(), ":mark": mark })?)
    }

    fn reckoned_by_others(&self, mark: i64) -> Result<Vec<TicketId>> {
        let sql = "SELECT id FROM tickets WHERE is_open = 1 AND reckoned_by <> :mark ORDER BY place DESC";
        self.listed(sql, named_params! { ":mark": mark })
    }

    fn listed(&self, sql: &str, asked: &[(&str, &dyn ToSql)]) -> Result<Vec<TicketId>> {
        let mut list = self.connection.prepare_cached(sql)?;
        let mut found = list.query(asked)?;
        let mut tickets = Vec::new();
        while let Some(row) = found.next()? {
            tickets.push(row.column("id")?);
        }
        Ok(tickets)
    }
}

impl Tx {
    /// Writes what lists say of one ticket's due dates, and nothing else.
    fn reckon_due_of(&self, ticket: TicketId) -> Result<()> {
        let Some(folded) = self.ticket(ticket)? else { return Ok(()) };
        let outlook = self.rules().outlook(&folded);
        self.connection
            .prepare_cached(
                "UPDATE tickets SET next_due_at = :next_due_at, next_due = :next_due, reminds_from = :reminds_from,
                 is_to_be_told = :is_to_be_told, is_open = :is_open, reckoned_by = :reckoned_by WHERE id = :ticket",
            )?
            .execute(named_params! {
                ":next_due_at": due_at(&outlook),
                ":next_due": due_text(&outlook)?,
                ":reminds_from": outlook.reminds_from.map(|at| at.to_string()),
                ":is_to_be_told": outlook.is_to_be_told,
                ":is_open": outlook.is_open,
                ":reckoned_by": self.rules().mark(),
                ":ticket": ticket.as_bytes(),
            })?;
        Ok(())
    }
}

pub(super) fn due_at(outlook: &Outlook) -> Option<String> {
    outlook.next_due.as_ref().map(|line| line.due_at.to_string())
}

pub(super) fn due_text(outlook: &Outlook) -> Result<Option<String>> {
    let text = outlook.next_due.as_ref().map(serde_json::to_string).transpose();
    text.map_err(|_| Error::Unreadable("a due date"))
}
