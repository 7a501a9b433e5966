//! Tickets that wait for a decision, and tickets that are alike. Each reads an index, and rows only for what is shown.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::{BranchId, Instant, TicketId};
use rusqlite::{Row, Transaction, named_params, types::Value};

use super::{
    Sqlite,
    tickets::rows_of,
    values::{bytes, moment},
    within::{Order, first_within, put_in_order},
};
use crate::store::{Alike, Awaited, Awaiting, AwaitingQuery, Scope, StoreError, TicketRow};

/// Stands for no due moment: after every one.
pub const NEVER_DUE: &str = "never";

#[async_trait]
impl Awaiting for Sqlite {
    async fn list_awaiting(&self, query: AwaitingQuery) -> Result<Vec<TicketRow>, StoreError> {
        self.read(move |tx| {
            let due = |due: Option<Instant>| due.map_or_else(|| NEVER_DUE.to_owned(), moment);
            let after = query.after.map(|(at, id)| (due(at), id));
            let mut named = Vec::new();
            for what in
                Awaited::ALL.into_iter().filter(|what| query.what.is_none_or(|wanted| wanted == *what))
            {
                let which = format!("awaits = '{}'", what.as_str());
                let order = Order { column: "awaits_due_at", which: &which, is_descending: false };
                named.extend(first_within(tx, &query.branches, &order, after.as_ref(), query.limit)?);
            }
            put_in_order(&mut named, false, query.limit);
            rows_of(tx, named)
        })
        .await
    }

    async fn count_awaiting(&self, branches: Scope) -> Result<Vec<(Awaited, u64)>, StoreError> {
        self.read(move |tx| {
            let mut counts: BTreeMap<Awaited, u64> = BTreeMap::new();
            let mut add = |row: &Row<'_>| -> Result<(), StoreError> {
                let what = Awaited::of(&row.get::<_, String>("awaits")?);
                let tickets: u64 = row.get("tickets")?;
                if let Some(what) = what.filter(|_| tickets > 0) {
                    *counts.entry(what).or_default() += tickets;
                }
                Ok(())
            };
            if branches.is_everything() {
                let mut all = tx.prepare_cached(
                    "SELECT awaits, sum(tickets) AS tickets FROM awaiting_counts GROUP BY awaits",
                )?;
                let mut rows = all.query([])?;
                while let Some(row) = rows.next()? {
                    add(row)?;
                }
            } else {
                let mut of_branch = tx.prepare_cached(
                    "SELECT awaits, tickets FROM awaiting_counts WHERE branch_id = :branch_id",
                )?;
                for branch in branches.iter() {
                    let mut rows = of_branch.query(named_params! { ":branch_id": branch.as_bytes() })?;
                    while let Some(row) = rows.next()? {
                        add(row)?;
                    }
                }
            }
            Ok(counts.into_iter().collect())
        })
        .await
    }

    async fn list_alike(
        &self,
        branches: Scope,
        alike: Alike,
        but: TicketId,
        most: u32,
    ) -> Result<Vec<TicketRow>, StoreError> {
        self.read(move |tx| {
            let (column, value) = match alike {
                Alike::Phone(mark) => ("phone_mark = :alike", Value::Blob(mark.to_vec())),
                Alike::Waybill(key) => ("waybill_key = :alike AND waybill_key <> ''", Value::Text(key)),
            };
            let mut found = tx.prepare_cached(&format!(
                "SELECT branch_id, ticket_id, opened_at AS at FROM tickets
                 WHERE {column} AND ticket_id <> :but ORDER BY opened_at DESC"
            ))?;
            let mut rows = found.query(named_params! { ":alike": value, ":but": but.as_bytes() })?;
            let mut named = Vec::new();
            while let Some(row) = rows.next()? {
                let branch = bytes(row, "branch_id")?;
                if branches.contains(&branch) {
                    named.push(((row.get("at")?, bytes(row, "ticket_id")?), branch));
                }
            }
            put_in_order(&mut named, true, most);
            rows_of(tx, named)
        })
        .await
    }
}

/// Counts a ticket among those of its branch that wait, as it stood and as it stands.
pub fn count(
    tx: &Transaction<'_>,
    branch: BranchId,
    was: Option<&str>,
    is: Option<&str>,
) -> Result<(), StoreError> {
    if was == is {
        return Ok(());
    }
    let mut change = tx.prepare_cached(
        "INSERT INTO awaiting_counts (branch_id, awaits, tickets) VALUES (:branch_id, :awaits, :change)
         ON CONFLICT DO UPDATE SET tickets = tickets + excluded.tickets",
    )?;
    for (awaits, by) in [(was, -1), (is, 1)] {
        let Some(awaits) = awaits else { continue };
        change
            .execute(named_params! { ":branch_id": branch.as_bytes(), ":awaits": awaits, ":change": by })?;
    }
    Ok(())
}
