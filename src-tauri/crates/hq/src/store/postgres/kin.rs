//! Tickets that belong together. What is looked up leads its index: a waybill or a mark is looked for in every branch.

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use deadpool_postgres::{GenericClient, Transaction};
use domain::{
    BranchId, Instant, TicketId,
    kinship::{Circle, GoesOn, circle_of},
};
use tokio_postgres::{Row, types::ToSql};
use uuid::Uuid;

use super::{
    Postgres,
    nul::{escaped, told_or_none},
    one_state,
    tickets::{TICKET, row_of, ticket},
    values::{Id, at, id, id_or_none, moment, uuids},
};
use crate::store::{Arrived, ArrivedPage, ArrivedQuery, Kin, SaidKin, Sayer, StoreError, TicketRow, Traits};

/// So many newly arrived tickets are looked through at once, whether or not they are like others.
const MOST_SCANNED: i64 = 2_000;
/// So many of one waybill or phone are looked at.
const MOST_ALIKE: u32 = 60;

#[async_trait]
impl Kin for Postgres {
    async fn list_kindred(
        &self,
        traits: Traits,
        but: TicketId,
        most: u32,
    ) -> Result<Vec<TicketRow>, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        kindred(&tx, &traits, but, most).await
    }

    async fn list_arrived(&self, query: ArrivedQuery) -> Result<ArrivedPage, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        arrived(&tx, &query).await
    }

    async fn kin_said_of(&self, ticket: TicketId) -> Result<Vec<Sayer>, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        said_of(&tx, ticket).await
    }

    async fn leads_to(&self, branch: BranchId, from: TicketId, to: TicketId) -> Result<bool, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let (mut at, mut passed) = (from, BTreeSet::new());
        while at != to && passed.insert(at) {
            let Some(further) = goes_on(&tx, branch, at).await? else { return Ok(false) };
            at = further.into;
        }
        Ok(at == to)
    }
}

/// Writes what tickets say of others. Answers those that were in a circle of mergings with one of them or are now, where
/// that is news to them and they are not written here themselves.
pub async fn write(
    tx: &Transaction<'_>,
    branch: BranchId,
    said: &[(TicketId, &[SaidKin])],
) -> Result<Vec<TicketId>, StoreError> {
    let all = uuids(said.iter().map(|(ticket, _)| *ticket));
    let found = tx
        .prepare_cached(
            "SELECT ticket_id, bool_or(kin IS NULL) AS goes_on FROM ticket_kin
             WHERE branch_id = $1 AND ticket_id = ANY ($2) GROUP BY ticket_id",
        )
        .await?;
    let mut went_on = HashMap::new();
    for row in tx.query(&found, &[&branch.uuid(), &all]).await? {
        went_on.insert(id::<TicketId>(&row, "ticket_id")?, row.try_get::<_, bool>("goes_on")?);
    }
    if went_on.is_empty() && said.iter().all(|(_, kin)| kin.is_empty()) {
        return Ok(Vec::new());
    }
    // Only whoever goes on in another can be in a circle.
    let is_in_question = |ticket: &TicketId, kin: &[SaidKin]| {
        went_on.get(ticket) == Some(&true) || kin.iter().any(|said| said.kin.is_none())
    };
    let mut before = Vec::new();
    for (ticket, kin) in said {
        if is_in_question(ticket, kin) {
            before.push((*ticket, circle(tx, branch, *ticket).await?));
        }
    }
    tx.execute(
        "DELETE FROM ticket_kin WHERE branch_id = $1 AND ticket_id = ANY ($2)",
        &[&branch.uuid(), &all],
    )
    .await?;
    let keep = tx
        .prepare_cached(
            "INSERT INTO ticket_kin (branch_id, ticket_id, event_id, other_id, kin, at, person_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .await?;
    for (ticket, kin) in said {
        for said in *kin {
            let by: Option<Uuid> = said.by.map(|person| person.uuid());
            let (event, other) = (said.event.uuid(), said.other.uuid());
            let kind = said.kin.as_deref().map(escaped);
            tx.execute(
                &keep,
                &[&branch.uuid(), &ticket.uuid(), &event, &other, &kind, &moment(said.at), &by],
            )
            .await?;
        }
    }
    let mut others = BTreeSet::new();
    for (ticket, before) in before {
        let after = circle(tx, branch, ticket).await?;
        if before != after {
            others.extend(before.into_iter().chain(after).flat_map(|circle| circle.through));
        }
    }
    // Each of these is settled when all that is said here is written.
    let here: BTreeSet<TicketId> = said.iter().map(|(ticket, _)| *ticket).collect();
    Ok(others.difference(&here).copied().collect())
}

/// The circle of mergings that a ticket is in.
pub async fn circle(
    client: &impl GenericClient,
    branch: BranchId,
    ticket: TicketId,
) -> Result<Option<Circle>, StoreError> {
    // Along the mergings first, so that the rule itself waits for nothing.
    let mut steps: HashMap<TicketId, GoesOn> = HashMap::new();
    let mut at = ticket;
    while !steps.contains_key(&at) {
        let Some(further) = goes_on(client, branch, at).await? else { return Ok(None) };
        let next = further.into;
        steps.insert(at, further);
        at = next;
    }
    circle_of(ticket, steps.get(&ticket).cloned(), |other| Ok::<_, StoreError>(steps.get(&other).cloned()))
}

/// Where a ticket goes on by its own events.
async fn goes_on(
    client: &impl GenericClient,
    branch: BranchId,
    ticket: TicketId,
) -> Result<Option<GoesOn>, StoreError> {
    let found = client
        .prepare_cached(
            "SELECT event_id, at, other_id FROM ticket_kin
             WHERE branch_id = $1 AND ticket_id = $2 AND kin IS NULL LIMIT 1",
        )
        .await?;
    let row = client.query_opt(&found, &[&branch.uuid(), &ticket.uuid()]).await?;
    let read = |row: Row| {
        Ok(GoesOn { event: id(&row, "event_id")?, at: at(&row, "at")?, into: id(&row, "other_id")? })
    };
    row.map(read).transpose()
}

async fn kindred(
    client: &impl GenericClient,
    traits: &Traits,
    but: TicketId,
    most: u32,
) -> Result<Vec<TicketRow>, StoreError> {
    let mut rows = Vec::new();
    let most = i64::from(most);
    if let Some(waybill) = &traits.waybill {
        let found = client
            .prepare_cached(&format!(
                "{TICKET} WHERE waybill_key = $1 AND waybill_key <> '' AND ticket_id <> $2
                 ORDER BY opened_at DESC LIMIT $3"
            ))
            .await?;
        let found = client.query(&found, &[waybill, &but.uuid(), &most]).await?;
        rows = found.iter().map(ticket).collect::<Result<Vec<_>, _>>()?;
    }
    if let Some(mark) = traits.phone {
        let found = client
            .prepare_cached(&format!(
                "{TICKET} WHERE phone_mark = $1 AND ticket_id <> $2 ORDER BY opened_at DESC LIMIT $3"
            ))
            .await?;
        for row in client.query(&found, &[&&mark[..], &but.uuid(), &most]).await? {
            let row = ticket(&row)?;
            if !rows.iter().any(|known: &TicketRow| known.id == row.id) {
                rows.push(row);
            }
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.opened_at, row.id)));
    Ok(rows)
}

const ARRIVED: &str = "SELECT branch_id, ticket_id, received_at,
    EXISTS (SELECT 1 FROM tickets AS other
        WHERE other.waybill_key = arrived.waybill_key AND other.waybill_key <> ''
            AND other.ticket_id <> arrived.ticket_id)
    OR EXISTS (SELECT 1 FROM tickets AS other
        WHERE other.phone_mark = arrived.phone_mark AND other.ticket_id <> arrived.ticket_id) AS has_alike
    FROM tickets AS arrived
    WHERE received_at >= $1 AND (received_at, ticket_id) < ($2, $3)";
const ARRIVED_ORDER: &str = "ORDER BY received_at DESC, ticket_id DESC LIMIT $4";
/// Of the branches below a unit alone.
const BELOW: &str = "AND branch_id IN (WITH RECURSIVE below (id) AS (
        SELECT $5::uuid UNION ALL SELECT lower.id FROM units AS lower JOIN below ON lower.parent_id = below.id
    ) SELECT id FROM below)";

async fn arrived(client: &impl GenericClient, query: &ArrivedQuery) -> Result<ArrivedPage, StoreError> {
    let (before, last) = match query.before {
        Some((at, id)) => (at, id.uuid()),
        None => (Instant::from_unix_ms(AFTER_ALL_MS), Uuid::max()),
    };
    let (since, before) = (moment(query.since), moment(before));
    let unit = query.branches.unit().uuid();
    let mut values: Vec<&(dyn ToSql + Sync)> = vec![&since, &before, &last, &MOST_SCANNED];
    let mut below = "";
    if !query.branches.is_everything() {
        below = BELOW;
        values.push(&unit);
    }
    let found = client.prepare_cached(&format!("{ARRIVED} {below} {ARRIVED_ORDER}")).await?;
    let rows = client.query(&found, &values).await?;
    let (mut page, mut last) = (Vec::new(), None);
    let scanned = rows.len() as i64;
    for row in rows {
        let (branch, id): (BranchId, TicketId) = (id(&row, "branch_id")?, id(&row, "ticket_id")?);
        last = Some((at(&row, "received_at")?, id));
        if row.try_get("has_alike")?
            && let Some(row) = row_of(client, branch, id).await?
        {
            let alike = kindred(client, &row.traits(), id, MOST_ALIKE).await?;
            page.push(Arrived { row, alike, linked: linked(client, branch, id).await? });
        }
        if page.len() == query.limit as usize {
            return Ok((page, last));
        }
    }
    Ok((page, last.filter(|_| scanned == MOST_SCANNED)))
}

/// The year 9999.
const AFTER_ALL_MS: i64 = 253_370_764_800_000;

async fn linked(
    client: &impl GenericClient,
    branch: BranchId,
    ticket: TicketId,
) -> Result<Vec<TicketId>, StoreError> {
    let found = client
        .prepare_cached(
            "SELECT other_id AS linked FROM ticket_kin WHERE branch_id = $1 AND ticket_id = $2
             UNION SELECT ticket_id FROM ticket_kin WHERE other_id = $2 ORDER BY linked",
        )
        .await?;
    let rows = client.query(&found, &[&branch.uuid(), &ticket.uuid()]).await?;
    rows.iter().map(|row| id(row, "linked")).collect()
}

async fn said_of(client: &impl GenericClient, ticket: TicketId) -> Result<Vec<Sayer>, StoreError> {
    let found = client
        .prepare_cached(
            "SELECT said.*, tickets.number FROM ticket_kin AS said JOIN tickets USING (branch_id, ticket_id)
             WHERE said.other_id = $1 ORDER BY said.at, said.event_id",
        )
        .await?;
    let mut said = Vec::new();
    for row in client.query(&found, &[&ticket.uuid()]).await? {
        let sayer = Sayer {
            branch: id(&row, "branch_id")?,
            ticket: id(&row, "ticket_id")?,
            number: row.try_get("number")?,
            said: SaidKin {
                event: id(&row, "event_id")?,
                other: id(&row, "other_id")?,
                kin: told_or_none(&row, "kin")?,
                at: at(&row, "at")?,
                by: id_or_none(&row, "person_id")?,
            },
        };
        let is_merging = sayer.said.kin.is_none();
        let undone = if is_merging { circle(client, sayer.branch, sayer.ticket).await? } else { None };
        said.extend(undone.is_none_or(|circle| circle.undone != sayer.said.event).then_some(sayer));
    }
    Ok(said)
}
