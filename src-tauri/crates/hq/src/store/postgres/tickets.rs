//! Tickets as lists show them.

use async_trait::async_trait;
use deadpool_postgres::{GenericClient, Transaction};
use domain::{BranchId, Instant, TicketId};
use tokio_postgres::Row;

use super::{
    Postgres, heads, kin,
    nul::{escaped, told, told_or_none},
    one_state, projections,
    values::{Id, at, at_or_none, bytes_or_none, count, few, id, id_or_none, moment, uuids},
    within::{Order, first_within},
};
use crate::store::{
    Awaited, Awaits, KEY_MISSING, NextDue, Scope, StoreError, TicketLine, TicketLog, TicketQuery, TicketRow,
    Tickets, number_key, waybill_key,
};

// Photos are counted as they are here now: they come after the text, and no ticket is folded for one.
pub const TICKET: &str = "SELECT tickets.*, (
        SELECT count(*) FROM ticket_photos JOIN photos USING (branch_id, sha256)
        WHERE ticket_photos.branch_id = tickets.branch_id AND ticket_photos.ticket_id = tickets.ticket_id
    ) AS photos_held FROM tickets";

#[async_trait]
impl Tickets for Postgres {
    async fn list_tickets(&self, query: TicketQuery) -> Result<Vec<TicketRow>, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let after = query.after.map(|(at, id)| (moment(at), id));
        let named = first_within(&tx, &query.branches, BY_TIME, after, query.limit).await?;
        rows_of(&tx, named).await
    }

    async fn list_numbered(
        &self,
        branch: BranchId,
        number_key: String,
        most: u32,
    ) -> Result<Vec<TicketRow>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(&format!(
                "{TICKET} WHERE branch_id = $1 AND number_key = $2
                 ORDER BY opened_at DESC, ticket_id DESC LIMIT $3"
            ))
            .await?;
        let rows = client.query(&found, &[&branch.uuid(), &number_key, &i64::from(most)]).await?;
        rows.iter().map(ticket).collect()
    }

    async fn find_ticket(&self, branches: Scope, id: TicketId) -> Result<Option<TicketLog>, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let Some(branch) = branch_of(&tx, &branches, id).await? else { return Ok(None) };
        let Some(row) = row_of(&tx, branch, id).await? else { return Ok(None) };
        Ok(Some(TicketLog {
            row,
            lines: projections::lines_of_one(&tx, branch, id).await?,
            key: heads::key_of(&tx, branch, id).await?,
            set_aside: set_aside(&tx, branch, id).await?,
            circle: kin::circle(&tx, branch, id).await?,
        }))
    }

    async fn branch_of_ticket(&self, branches: Scope, id: TicketId) -> Result<Option<BranchId>, StoreError> {
        branch_of(&self.client().await?, &branches, id).await
    }

    async fn number_of_ticket(&self, branch: BranchId, id: TicketId) -> Result<Option<String>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached("SELECT number FROM tickets WHERE branch_id = $1 AND ticket_id = $2")
            .await?;
        let row = client.query_opt(&found, &[&branch.uuid(), &id.uuid()]).await?;
        Ok(row.map(|row| row.try_get("number")).transpose()?)
    }

    async fn list_people_lines(&self, branch: BranchId) -> Result<Vec<TicketLine>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT lines.device_id, line, received_at FROM lines
                 JOIN branches ON branches.branch_id = lines.branch_id AND own_device = lines.device_id
                 WHERE lines.branch_id = $1 AND ticket_id IS NULL AND set_aside IS NULL
                 ORDER BY position",
            )
            .await?;
        let rows = client.query(&found, &[&branch.uuid()]).await?;
        rows.iter().map(projections::ticket_line).collect()
    }
}

/// The newest come first.
const BY_TIME: Order<'_> = Order { column: "opened_at", which: "TRUE", is_descending: true };

/// Which of these branches a ticket is of. One branch's is looked up there, and at no other.
async fn branch_of(
    client: &impl GenericClient,
    branches: &Scope,
    ticket: TicketId,
) -> Result<Option<BranchId>, StoreError> {
    if let (1, Some(branch)) = (branches.len(), branches.iter().next()) {
        let found = client
            .prepare_cached("SELECT branch_id FROM tickets WHERE branch_id = $1 AND ticket_id = $2")
            .await?;
        let row = client.query_opt(&found, &[&branch.uuid(), &ticket.uuid()]).await?;
        return row.map(|row| id(&row, "branch_id")).transpose();
    }
    let found = client.prepare_cached("SELECT branch_id FROM tickets WHERE ticket_id = $1").await?;
    for row in client.query(&found, &[&ticket.uuid()]).await? {
        let branch = id(&row, "branch_id")?;
        if branches.contains(&branch) {
            return Ok(Some(branch));
        }
    }
    Ok(None)
}

/// The rows of tickets, in this order.
pub async fn rows_of(
    client: &impl GenericClient,
    named: Vec<(BranchId, TicketId)>,
) -> Result<Vec<TicketRow>, StoreError> {
    let found = client
        .prepare_cached(&format!(
            "{TICKET} JOIN unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS named (branch_id, ticket_id, nth)
                USING (branch_id, ticket_id)
             ORDER BY nth"
        ))
        .await?;
    let branches = uuids(named.iter().map(|(branch, _)| *branch));
    let tickets = uuids(named.iter().map(|(_, ticket)| *ticket));
    client.query(&found, &[&branches, &tickets]).await?.iter().map(ticket).collect()
}

/// A ticket's row, where there is one.
pub async fn row_of(
    client: &impl GenericClient,
    branch: BranchId,
    id: TicketId,
) -> Result<Option<TicketRow>, StoreError> {
    let found = client.prepare_cached(&format!("{TICKET} WHERE branch_id = $1 AND ticket_id = $2")).await?;
    let row = client.query_opt(&found, &[&branch.uuid(), &id.uuid()]).await?;
    row.as_ref().map(ticket).transpose()
}

async fn set_aside(
    client: &impl GenericClient,
    branch: BranchId,
    ticket: TicketId,
) -> Result<u32, StoreError> {
    let found = client
        .prepare_cached(
            "SELECT count(*) FROM lines
             WHERE branch_id = $1 AND ticket_id = $2 AND set_aside IS NOT NULL AND set_aside <> $3",
        )
        .await?;
    few(&client.query_one(&found, &[&branch.uuid(), &ticket.uuid(), &KEY_MISSING]).await?, "count")
}

/// Writes rows in place of those that were there.
pub async fn write(tx: &Transaction<'_>, rows: impl Iterator<Item = &TicketRow>) -> Result<(), StoreError> {
    let keep = tx
        .prepare_cached(
            "INSERT INTO tickets (branch_id, ticket_id, number, number_key, kind, category, status, waybill,
                waybill_key, who, device_id, opened_at, received_at, next_step, next_due_at, next_due_on, claimed_fen,
                photos, conflicts, forgotten, phone_mark, assessed_fen, approved_fen, paid_fen, awaits, awaits_since,
                awaits_due_at, round, second_roles, decided_by, decided_fen, merged_into)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, $25, $26, CASE WHEN $25::text IS NOT NULL THEN coalesce($15::timestamptz, 'infinity') END, $27, $28,
                $29, $30, $31)
             ON CONFLICT (branch_id, ticket_id) DO UPDATE SET (number, number_key, kind, category, status, waybill,
                waybill_key, who, device_id, opened_at, received_at, next_step, next_due_at, next_due_on, claimed_fen,
                photos, conflicts, forgotten, phone_mark, assessed_fen, approved_fen, paid_fen, awaits, awaits_since,
                awaits_due_at, round, second_roles, decided_by, decided_fen, merged_into)
             = (EXCLUDED.number, EXCLUDED.number_key, EXCLUDED.kind, EXCLUDED.category, EXCLUDED.status,
                EXCLUDED.waybill, EXCLUDED.waybill_key, EXCLUDED.who, EXCLUDED.device_id, EXCLUDED.opened_at,
                EXCLUDED.received_at, EXCLUDED.next_step, EXCLUDED.next_due_at, EXCLUDED.next_due_on,
                EXCLUDED.claimed_fen, EXCLUDED.photos, EXCLUDED.conflicts, EXCLUDED.forgotten, EXCLUDED.phone_mark,
                EXCLUDED.assessed_fen, EXCLUDED.approved_fen, EXCLUDED.paid_fen, EXCLUDED.awaits,
                EXCLUDED.awaits_since, EXCLUDED.awaits_due_at, EXCLUDED.round, EXCLUDED.second_roles,
                EXCLUDED.decided_by, EXCLUDED.decided_fen, EXCLUDED.merged_into)",
        )
        .await?;
    for row in rows {
        let due = row.next_due.as_ref();
        let awaits = row.awaits.as_ref();
        tx.execute(
            &keep,
            &[
                &row.branch.uuid(),
                &row.id.uuid(),
                &row.number,
                &number_key(&row.number),
                &escaped(&row.kind),
                &escaped(&row.category),
                &escaped(&row.status),
                &escaped(&row.waybill),
                &waybill_key(&row.waybill),
                &row.who.as_deref().map(escaped),
                &row.device.uuid(),
                &moment(row.opened_at),
                &moment(row.received_at),
                &due.map(|due| escaped(&due.step)),
                &due.map(|due| moment(due.at)),
                &due.and_then(|due| due.on.as_ref()),
                &row.claimed_fen,
                &i64::from(row.photos),
                &i64::from(row.conflicts),
                &row.forgotten,
                &row.phone_mark.as_ref().map(|mark| &mark[..]),
                &row.assessed_fen,
                &row.approved_fen,
                &row.paid_fen,
                &awaits.map(|awaits| awaits.what.as_str()),
                &awaits.map(|awaits| moment(awaits.since)),
                &awaits.map(|awaits| i64::from(awaits.round)),
                &awaits.map(|awaits| escaped(&awaits.second_roles.join(" ")).into_owned()),
                &awaits.and_then(|awaits| awaits.decided_by).map(|person| person.uuid()),
                &awaits.and_then(|awaits| awaits.decided_fen),
                &row.merged_into,
            ],
        )
        .await?;
    }
    Ok(())
}

/// A row as it is read.
pub fn ticket(row: &Row) -> Result<TicketRow, StoreError> {
    let step = told_or_none(row, "next_step")?;
    let due: Option<Instant> = at_or_none(row, "next_due_at")?;
    let on = row.try_get("next_due_on")?;
    Ok(TicketRow {
        id: id(row, "ticket_id")?,
        branch: id(row, "branch_id")?,
        number: row.try_get("number")?,
        kind: told(row, "kind")?,
        category: told(row, "category")?,
        status: told(row, "status")?,
        waybill: told(row, "waybill")?,
        who: told_or_none(row, "who")?,
        device: id(row, "device_id")?,
        opened_at: at(row, "opened_at")?,
        received_at: at(row, "received_at")?,
        next_due: step.zip(due).map(|(step, at)| NextDue { step, at, on }),
        claimed_fen: row.try_get("claimed_fen")?,
        photos: few(row, "photos")?,
        photos_held: few(row, "photos_held")?,
        conflicts: few(row, "conflicts")?,
        forgotten: row.try_get("forgotten")?,
        phone_mark: bytes_or_none(row, "phone_mark")?,
        assessed_fen: row.try_get("assessed_fen")?,
        approved_fen: row.try_get("approved_fen")?,
        paid_fen: row.try_get("paid_fen")?,
        awaits: awaits(row)?,
        merged_into: row.try_get("merged_into")?,
    })
}

fn awaits(row: &Row) -> Result<Option<Awaits>, StoreError> {
    let what = row.try_get::<_, Option<&str>>("awaits")?.and_then(Awaited::of);
    let since = at_or_none(row, "awaits_since")?;
    let Some((what, since)) = what.zip(since) else { return Ok(None) };
    Ok(Some(Awaits {
        what,
        since,
        round: few(row, "round")?,
        second_roles: told(row, "second_roles")?.split_whitespace().map(str::to_owned).collect(),
        decided_by: id_or_none(row, "decided_by")?,
        decided_fen: row.try_get("decided_fen")?,
    }))
}

/// What a count came to.
pub fn counted(row: &Row) -> Result<u64, StoreError> {
    count(row, "count")
}
