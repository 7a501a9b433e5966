//! Tickets that wait for a decision, and tickets that are alike. Each reads an index, and rows only for what is shown.

use std::collections::{BTreeMap, HashMap};

use async_trait::async_trait;
use deadpool_postgres::Transaction;
use domain::{BranchId, TicketId};
use tokio_postgres::types::ToSql;

use super::{
    Postgres, one_state,
    tickets::rows_of,
    values::{Id, count as count_of, id, moment, uuids},
    within::{Order, first_within_or_never},
};
use crate::store::{Alike, Awaited, Awaiting, AwaitingQuery, Projected, Scope, StoreError, TicketRow};

#[async_trait]
impl Awaiting for Postgres {
    async fn list_awaiting(&self, query: AwaitingQuery) -> Result<Vec<TicketRow>, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let after = query.after.map(|(due, id)| (due.map(moment), id));
        let mut named = Vec::new();
        for what in Awaited::ALL.into_iter().filter(|what| query.what.is_none_or(|wanted| wanted == *what)) {
            let which = format!("awaits = '{}'", what.as_str());
            let order = Order { column: "awaits_due_at", which: &which, is_descending: false };
            named.extend(first_within_or_never(&tx, &query.branches, order, after, query.limit).await?);
        }
        let mut rows = rows_of(&tx, named).await?;
        // Those of each are in order already; none due comes after every day.
        rows.sort_by_key(|row| {
            let due = row.next_due.as_ref().map(|due| due.at);
            (due.is_none(), due, row.id)
        });
        rows.truncate(query.limit as usize);
        Ok(rows)
    }

    async fn count_awaiting(&self, branches: Scope) -> Result<Vec<(Awaited, u64)>, StoreError> {
        let client = self.client().await?;
        let rows = if branches.is_everything() {
            let all = client
                .prepare_cached(
                    "SELECT awaits, sum(tickets)::bigint AS tickets FROM awaiting_counts GROUP BY awaits",
                )
                .await?;
            client.query(&all, &[]).await?
        } else {
            let of_some = client
                .prepare_cached(
                    "SELECT awaits, sum(tickets)::bigint AS tickets
                     FROM unnest($1::uuid[]) AS of (branch_id) JOIN awaiting_counts USING (branch_id) GROUP BY awaits",
                )
                .await?;
            client.query(&of_some, &[&uuids(branches.iter().copied())]).await?
        };
        let mut counts: BTreeMap<Awaited, u64> = BTreeMap::new();
        for row in rows {
            let tickets = count_of(&row, "tickets")?;
            if let Some(what) = Awaited::of(row.try_get("awaits")?).filter(|_| tickets > 0) {
                counts.insert(what, tickets);
            }
        }
        Ok(counts.into_iter().collect())
    }

    async fn list_alike(
        &self,
        branches: Scope,
        alike: Alike,
        but: TicketId,
        most: u32,
    ) -> Result<Vec<TicketRow>, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let (which, value): (_, Box<dyn ToSql + Sync + Send>) = match alike {
            Alike::Phone(mark) => ("phone_mark = $1", Box::new(mark.to_vec())),
            Alike::Waybill(key) => ("waybill_key = $1 AND waybill_key <> ''", Box::new(key)),
        };
        let found = tx
            .prepare_cached(&format!(
                "SELECT branch_id, ticket_id FROM tickets WHERE {which} AND ticket_id <> $2
                 ORDER BY opened_at DESC, ticket_id DESC"
            ))
            .await?;
        let mut named = Vec::new();
        for row in tx.query(&found, &[&*value, &but.uuid()]).await? {
            let branch = id(&row, "branch_id")?;
            if branches.contains(&branch) && named.len() < most as usize {
                named.push((branch, id(&row, "ticket_id")?));
            }
        }
        rows_of(&tx, named).await
    }
}

/// Counts tickets among those of their branch that wait, as they stood and as they are about to stand.
pub async fn count(
    tx: &Transaction<'_>,
    branch: BranchId,
    folded: &[(TicketId, Projected)],
) -> Result<(), StoreError> {
    let standing = tx
        .prepare_cached("SELECT ticket_id, awaits FROM tickets WHERE branch_id = $1 AND ticket_id = ANY ($2)")
        .await?;
    let tickets = uuids(folded.iter().map(|(ticket, _)| *ticket));
    let mut was: HashMap<TicketId, Option<String>> = HashMap::new();
    for row in tx.query(&standing, &[&branch.uuid(), &tickets]).await? {
        was.insert(id(&row, "ticket_id")?, row.try_get("awaits")?);
    }
    let mut changes: BTreeMap<String, i64> = BTreeMap::new();
    for (id, projected) in folded {
        let is = projected.row.awaits.as_ref().map(|awaits| awaits.what.as_str().to_owned());
        for (awaits, by) in [(was.remove(id).flatten(), -1), (is, 1)] {
            *changes.entry(awaits.unwrap_or_default()).or_default() += by;
        }
    }
    changes.retain(|awaits, by| !awaits.is_empty() && *by != 0);
    if changes.is_empty() {
        return Ok(());
    }
    let change = tx
        .prepare_cached(
            "INSERT INTO awaiting_counts (branch_id, awaits, tickets)
             SELECT $1, * FROM unnest($2::text[], $3::bigint[])
             ON CONFLICT (branch_id, awaits) DO UPDATE SET tickets = awaiting_counts.tickets + EXCLUDED.tickets",
        )
        .await?;
    let (awaits, by): (Vec<String>, Vec<i64>) = changes.into_iter().unzip();
    tx.execute(&change, &[&branch.uuid(), &awaits, &by]).await?;
    Ok(())
}
