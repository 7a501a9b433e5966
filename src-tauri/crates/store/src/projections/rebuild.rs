//! Dropping the projections and refolding the log: when their version changes, or when somebody asks.

use domain::TicketId;
use rusqlite::{Transaction, TransactionBehavior, named_params};

use crate::{
    OpenError, Result, Snapshot, Store, Tx,
    columns::{Columns, integer},
};

/// Raised whenever a projection's table or what is written into it changes; then all are refolded.
const VERSION: u64 = 7;

/// So many tickets are refolded within one transaction; between two, others may write.
const BATCH: usize = 200;

const TABLES: [&str; 4] = [
    include_str!("tickets.sql"),
    include_str!("ticket_search.sql"),
    include_str!("kin.sql"),
    include_str!("errands.sql"),
];
const DROP: &str = "
    DROP TABLE IF EXISTS ticket_search; DROP TABLE IF EXISTS ticket_words; DROP TABLE IF EXISTS tickets;
    DROP TABLE IF EXISTS ticket_kin; DROP TABLE IF EXISTS ticket_phones;
    DROP TABLE IF EXISTS errands;";

/// How far a rebuild has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RebuildProgress {
    /// Tickets refolded.
    pub done: u64,
    /// Tickets there are.
    pub of: u64,
}

/// Makes sure that this version's tables are there. Where others are, they are dropped and `Store::rebuild` has to fill them.
pub(crate) fn prepare(tx: &Tx) -> Result<(), OpenError> {
    let transaction = Transaction::new_unchecked(&tx.connection, TransactionBehavior::Immediate)?;
    let has_tables = tx.count(
        "SELECT count(*) FROM sqlite_schema
         WHERE name IN ('tickets', 'ticket_search', 'ticket_words', 'ticket_kin', 'ticket_phones', 'errands')",
    )? == 6;
    let has_lines = tx.count("SELECT count(*) FROM (SELECT 1 FROM lines LIMIT 1)")? > 0;
    if !has_tables || tx.projections()? != Some(VERSION) {
        tx.make_tables()?;
        if !has_lines {
            tx.set_projections(VERSION)?;
        }
    }
    Ok(transaction.commit()?)
}

/// Whether what screens read is all there.
pub(crate) fn are_complete(now: &Snapshot) -> Result<bool> {
    Ok(now.projections()? == Some(VERSION))
}

impl Store {
    /// Whether what screens read is incomplete, and `rebuild` has to be run: in the background, while work goes on.
    pub fn needs_rebuild(&self) -> Result<bool> {
        self.read(|now| Ok(!are_complete(now)?))
    }

    /// Drops what screens read and refolds every ticket from the log, newest first. Others may read and write meanwhile.
    pub fn rebuild(&self, mut progress: impl FnMut(RebuildProgress)) -> Result<()> {
        let mut last = self.write(|tx| {
            tx.make_tables()?;
            tx.last_arrival()
        })?;
        let of =
            self.read(|now| now.count("SELECT count(DISTINCT ticket) FROM lines WHERE ticket IS NOT NULL"))?;
        let mut done = 0;
        progress(RebuildProgress { done, of });
        loop {
            let batch = self.read(|now| now.tickets_begun_before(last, BATCH))?;
            let Some((_, oldest)) = batch.last().copied() else { break };
            self.write(|tx| tx.project(batch.iter().map(|(ticket, _)| *ticket)))?;
            last = oldest;
            done += batch.len() as u64;
            progress(RebuildProgress { done, of });
        }
        self.write(|tx| tx.set_projections(VERSION))
    }
}

impl Snapshot {
    /// One beyond the last line that came.
    fn last_arrival(&self) -> Result<u64> {
        self.count("SELECT coalesce(max(arrival), 0) + 1 FROM lines")
    }

    /// Tickets by the arrival of their first line, newest first. What came after the rebuild began is projected as it comes.
    fn tickets_begun_before(&self, arrival: u64, limit: usize) -> Result<Vec<(TicketId, u64)>> {
        let mut list = self.connection.prepare_cached(
            "SELECT ticket, arrival FROM lines AS first
             WHERE ticket IS NOT NULL AND arrival < :arrival
             AND NOT EXISTS (SELECT 1 FROM lines WHERE lines.ticket = first.ticket AND lines.arrival < first.arrival)
             ORDER BY arrival DESC LIMIT :limit",
        )?;
        let mut rows =
            list.query(named_params! { ":arrival": integer(arrival), ":limit": integer(limit as u64) })?;
        let mut tickets = Vec::new();
        while let Some(row) = rows.next()? {
            tickets.push((row.column("ticket")?, row.column("arrival")?));
        }
        Ok(tickets)
    }
}

impl Tx {
    /// Drops the projections and makes them anew, empty and known to be incomplete.
    fn make_tables(&self) -> Result<()> {
        self.unset_projections()?;
        self.connection.execute_batch(DROP)?;
        TABLES.iter().try_for_each(|table| self.connection.execute_batch(table))?;
        Ok(())
    }
}
