//! Errands: projected beside tickets, and compared with the lines that are held.

use async_trait::async_trait;
use domain::{BranchId, EventId, TicketId};
use protocol::WrappedKey;
use rusqlite::{Row, Transaction, named_params};

use super::{Sqlite, heads, projections, values::bytes};
use crate::store::{AnswerToTell, ErrandRow, Errands, ErrandsOf, StoreError, TaskElsewhere, TicketLine};

#[async_trait]
impl Errands for Sqlite {
    async fn list_errands_to_give(&self, of: ErrandsOf) -> Result<Vec<TaskElsewhere>, StoreError> {
        let sql = "SELECT task.* FROM tasks_elsewhere AS task
             WHERE NOT EXISTS (SELECT 1 FROM lines
                    WHERE lines.branch_id = task.to_branch_id AND lines.event_id = task.event_id)
                AND NOT EXISTS (SELECT 1 FROM forgotten_tickets AS forgotten
                    WHERE forgotten.branch_id = task.branch_id AND forgotten.ticket_id = task.ticket_id)";
        let named = "task.branch_id = :branch_id AND task.ticket_id = :ticket_id";
        let task = |row: &Row<'_>| {
            Ok(TaskElsewhere {
                branch: bytes(row, "branch_id")?,
                ticket: bytes(row, "ticket_id")?,
                event: bytes(row, "event_id")?,
                to: bytes(row, "to_branch_id")?,
            })
        };
        self.read(move |tx| rows_of(tx, sql, of, named, "", task)).await
    }

    async fn list_answers_to_tell(&self, of: ErrandsOf) -> Result<Vec<AnswerToTell>, StoreError> {
        let sql = "SELECT answer.* FROM errand_answers AS answer
             JOIN errands AS errand USING (branch_id, ticket_id)
             WHERE NOT EXISTS (SELECT 1 FROM lines
                    WHERE lines.branch_id = errand.from_branch_id AND lines.event_id = answer.event_id)
                AND NOT EXISTS (SELECT 1 FROM forgotten_tickets AS forgotten
                    WHERE forgotten.branch_id = errand.from_branch_id
                        AND forgotten.ticket_id = errand.of_ticket_id)";
        let named = "answer.branch_id = :branch_id AND answer.ticket_id = :ticket_id";
        let answer = |row: &Row<'_>| {
            Ok(AnswerToTell {
                branch: bytes(row, "branch_id")?,
                errand: bytes(row, "ticket_id")?,
                event: bytes(row, "event_id")?,
            })
        };
        self.read(move |tx| rows_of(tx, sql, of, named, "ORDER BY answer.rowid", answer)).await
    }

    async fn list_errands_to_forget(&self, of: ErrandsOf) -> Result<Vec<(BranchId, TicketId)>, StoreError> {
        let sql = "SELECT errand.branch_id, errand.ticket_id FROM errands AS errand
             JOIN forgotten_tickets AS forgotten
                ON forgotten.branch_id = errand.from_branch_id AND forgotten.ticket_id = errand.of_ticket_id
             WHERE NOT EXISTS (SELECT 1 FROM forgotten_tickets AS own
                WHERE own.branch_id = errand.branch_id AND own.ticket_id = errand.ticket_id)";
        let named = "errand.from_branch_id = :branch_id AND errand.of_ticket_id = :ticket_id";
        let errand = |row: &Row<'_>| Ok((bytes(row, "branch_id")?, bytes(row, "ticket_id")?));
        self.read(move |tx| rows_of(tx, sql, of, named, "", errand)).await
    }

    async fn errand_log(
        &self,
        branch: BranchId,
        id: TicketId,
    ) -> Result<(Vec<TicketLine>, Option<WrappedKey>), StoreError> {
        self.read(move |tx| Ok((projections::lines_of(tx, branch, id)?, heads::key_of(tx, branch, id)?)))
            .await
    }
}

/// The rows of everyone, or those of them that are `named` by branch and ticket.
fn rows_of<T>(
    tx: &Transaction<'_>,
    sql: &str,
    of: ErrandsOf,
    named: &str,
    order: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let ErrandsOf::Tickets(branch, tickets) = of else {
        let mut found = tx.prepare_cached(&format!("{sql} {order}"))?;
        let rows = found.query_map([], |row| read(row))?;
        return Ok(rows.collect::<Result<_, _>>()?);
    };
    let mut found = tx.prepare_cached(&format!("{sql} AND {named} {order}"))?;
    let mut all = Vec::new();
    for ticket in tickets {
        let values = named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() };
        for row in found.query_map(values, |row| read(row))? {
            all.push(row?);
        }
    }
    Ok(all)
}

/// Writes which tasks of a ticket another branch is to do.
pub fn write_tasks(
    tx: &Transaction<'_>,
    branch: BranchId,
    ticket: TicketId,
    tasks: &[(EventId, BranchId)],
) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM tasks_elsewhere WHERE branch_id = :branch_id AND ticket_id = :ticket_id")?
        .execute(named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() })?;
    let mut keep = tx.prepare_cached(
        "INSERT OR REPLACE INTO tasks_elsewhere (branch_id, ticket_id, event_id, to_branch_id)
         VALUES (:branch_id, :ticket_id, :event_id, :to_branch_id)",
    )?;
    for (event, to) in tasks {
        keep.execute(named_params! {
            ":branch_id": branch.as_bytes(),
            ":ticket_id": ticket.as_bytes(),
            ":event_id": event.as_bytes(),
            ":to_branch_id": to.as_bytes(),
        })?;
    }
    Ok(())
}

/// Writes an errand, and what answered it.
pub fn write(tx: &Transaction<'_>, branch: BranchId, errand: &ErrandRow) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO errands (branch_id, ticket_id, from_branch_id, of_ticket_id)
         VALUES (:branch_id, :ticket_id, :from_branch_id, :of_ticket_id)",
    )?
    .execute(named_params! {
        ":branch_id": branch.as_bytes(),
        ":ticket_id": errand.id.as_bytes(),
        ":from_branch_id": errand.from.as_bytes(),
        ":of_ticket_id": errand.of.as_bytes(),
    })?;
    let mut keep = tx.prepare_cached(
        "INSERT OR IGNORE INTO errand_answers (branch_id, ticket_id, event_id)
         VALUES (:branch_id, :ticket_id, :event_id)",
    )?;
    for event in &errand.answers {
        keep.execute(named_params! {
            ":branch_id": branch.as_bytes(),
            ":ticket_id": errand.id.as_bytes(),
            ":event_id": event.as_bytes(),
        })?;
    }
    Ok(())
}
