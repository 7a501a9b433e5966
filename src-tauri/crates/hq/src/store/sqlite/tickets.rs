//! Tickets as lists show them.

use async_trait::async_trait;
use domain::{BranchId, TicketId};
use rusqlite::{OptionalExtension, Row, Transaction, named_params};

use super::{
    Sqlite, heads, kin, projections,
    values::{bytes, bytes_or_none, moment, text, text_or_none},
    within::{At, Order, first_within},
};
use crate::store::{
    Awaited, Awaits, KEY_MISSING, NextDue, Scope, StoreError, TicketLine, TicketLog, TicketQuery, TicketRow,
    Tickets,
};

// Photos are counted as they are here now: they come after the text, and no ticket is folded for one.
pub const TICKET: &str = "SELECT tickets.*, (
        SELECT count(*) FROM ticket_photos JOIN photos USING (branch_id, sha256)
        WHERE ticket_photos.branch_id = tickets.branch_id AND ticket_photos.ticket_id = tickets.ticket_id
    ) AS photos_held FROM tickets";

#[async_trait]
impl Tickets for Sqlite {
    async fn list_tickets(&self, query: TicketQuery) -> Result<Vec<TicketRow>, StoreError> {
        self.read(move |tx| list(tx, &query)).await
    }

    async fn list_numbered(
        &self,
        branch: BranchId,
        number_key: String,
        most: u32,
    ) -> Result<Vec<TicketRow>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(&format!(
                "{TICKET} WHERE branch_id = :branch_id AND number_key = :number_key
                 ORDER BY opened_at DESC, ticket_id DESC LIMIT :most"
            ))?;
            let wanted = named_params! {
                ":branch_id": branch.as_bytes(),
                ":number_key": number_key,
                ":most": most,
            };
            let rows = found.query_map(wanted, ticket)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn find_ticket(&self, branches: Scope, id: TicketId) -> Result<Option<TicketLog>, StoreError> {
        self.read(move |tx| {
            let Some(branch) = branch_of(tx, &branches, id)? else { return Ok(None) };
            let Some(row) = row_of(tx, branch, id)? else { return Ok(None) };
            Ok(Some(TicketLog {
                row,
                lines: projections::lines_of(tx, branch, id)?,
                key: heads::key_of(tx, branch, id)?,
                set_aside: set_aside(tx, branch, id)?,
                circle: kin::circle(tx, branch, id)?,
            }))
        })
        .await
    }

    async fn branch_of_ticket(&self, branches: Scope, id: TicketId) -> Result<Option<BranchId>, StoreError> {
        self.read(move |tx| branch_of(tx, &branches, id)).await
    }

    async fn number_of_ticket(&self, branch: BranchId, id: TicketId) -> Result<Option<String>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT number FROM tickets WHERE branch_id = :branch_id AND ticket_id = :ticket_id",
            )?;
            let at = named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": id.as_bytes() };
            Ok(found.query_row(at, |row| row.get(0)).optional()?)
        })
        .await
    }

    async fn list_people_lines(&self, branch: BranchId) -> Result<Vec<TicketLine>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT lines.device_id, line, received_at FROM lines
                 JOIN branches ON branches.branch_id = lines.branch_id AND own_device = lines.device_id
                 WHERE lines.branch_id = :branch_id AND ticket_id IS NULL AND set_aside IS NULL
                 ORDER BY lines.rowid",
            )?;
            let rows = found
                .query_map(named_params! { ":branch_id": branch.as_bytes() }, projections::ticket_line)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}

/// A ticket's row, where there is one.
pub fn row_of(tx: &Transaction<'_>, branch: BranchId, id: TicketId) -> Result<Option<TicketRow>, StoreError> {
    let mut found =
        tx.prepare_cached(&format!("{TICKET} WHERE branch_id = :branch_id AND ticket_id = :ticket_id"))?;
    let at = named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": id.as_bytes() };
    Ok(found.query_row(at, ticket).optional()?)
}

/// Which of these branches a ticket is of.
fn branch_of(tx: &Transaction<'_>, branches: &Scope, id: TicketId) -> Result<Option<BranchId>, StoreError> {
    let mut found = tx.prepare_cached("SELECT branch_id FROM tickets WHERE ticket_id = :ticket_id")?;
    let mut rows = found.query(named_params! { ":ticket_id": id.as_bytes() })?;
    while let Some(row) = rows.next()? {
        let branch = bytes(row, "branch_id")?;
        if branches.contains(&branch) {
            return Ok(Some(branch));
        }
    }
    Ok(None)
}

/// The newest come first.
const BY_TIME: Order<'_> = Order { column: "opened_at", which: "TRUE", is_descending: true };

fn list(tx: &Transaction<'_>, query: &TicketQuery) -> Result<Vec<TicketRow>, StoreError> {
    let after = query.after.map(|(at, id)| (moment(at), id));
    let named = first_within(tx, &query.branches, &BY_TIME, after.as_ref(), query.limit)?;
    rows_of(tx, named)
}

/// The rows of these tickets, in their order.
pub fn rows_of(tx: &Transaction<'_>, named: Vec<(At, BranchId)>) -> Result<Vec<TicketRow>, StoreError> {
    let rows = named.into_iter().map(|((_, id), branch)| row_of(tx, branch, id));
    rows.filter_map(Result::transpose).collect()
}

fn set_aside(tx: &Transaction<'_>, branch: BranchId, ticket: TicketId) -> Result<u32, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT count(*) FROM lines
         WHERE branch_id = :branch_id AND ticket_id = :ticket_id
            AND set_aside IS NOT NULL AND set_aside <> :key_missing",
    )?;
    let at = named_params! {
        ":branch_id": branch.as_bytes(),
        ":ticket_id": ticket.as_bytes(),
        ":key_missing": KEY_MISSING,
    };
    Ok(found.query_row(at, |row| row.get(0))?)
}

/// A row as it is read.
pub fn ticket(row: &Row<'_>) -> rusqlite::Result<TicketRow> {
    let step: Option<String> = row.get("next_step")?;
    let at = text_or_none(row, "next_due_at")?;
    let on = row.get("next_due_on")?;
    Ok(TicketRow {
        id: bytes(row, "ticket_id")?,
        branch: bytes(row, "branch_id")?,
        number: row.get("number")?,
        kind: row.get("kind")?,
        category: row.get("category")?,
        status: row.get("status")?,
        waybill: row.get("waybill")?,
        who: row.get("who")?,
        device: bytes(row, "device_id")?,
        opened_at: text(row, "opened_at")?,
        received_at: text(row, "received_at")?,
        next_due: step.zip(at).map(|(step, at)| NextDue { step, at, on }),
        claimed_fen: row.get("claimed_fen")?,
        photos: row.get("photos")?,
        photos_held: row.get("photos_held")?,
        conflicts: row.get("conflicts")?,
        forgotten: row.get("forgotten")?,
        phone_mark: row.get("phone_mark")?,
        assessed_fen: row.get("assessed_fen")?,
        approved_fen: row.get("approved_fen")?,
        paid_fen: row.get("paid_fen")?,
        awaits: awaits(row)?,
        merged_into: row.get("merged_into")?,
    })
}

fn awaits(row: &Row<'_>) -> rusqlite::Result<Option<Awaits>> {
    let word: Option<String> = row.get("awaits")?;
    let what = word.as_deref().and_then(Awaited::of);
    let since = text_or_none(row, "awaits_since")?;
    let Some((what, since)) = what.zip(since) else { return Ok(None) };
    let second_roles: String = row.get("second_roles")?;
    Ok(Some(Awaits {
        what,
        since,
        round: row.get("round")?,
        second_roles: second_roles.split_whitespace().map(str::to_owned).collect(),
        decided_by: bytes_or_none(row, "decided_by")?,
        decided_fen: row.get("decided_fen")?,
    }))
}
