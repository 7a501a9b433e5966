//! Tickets that wait for a decision, and tickets that are alike. Each reads an index, and rows only for what is shown.

use async_trait::async_trait;
use domain::{BranchId, TicketId};
use rusqlite::{params_from_iter, types::Value};

use super::{
    Sqlite,
    tickets::{TICKET, ticket},
    values::moment,
};
use crate::store::{Alike, Awaited, Awaiting, AwaitingQuery, StoreError, TicketRow};

/// Stands for no due moment: after every one.
pub const NEVER_DUE: &str = "never";

#[async_trait]
impl Awaiting for Sqlite {
    async fn list_awaiting(&self, query: AwaitingQuery) -> Result<Vec<TicketRow>, StoreError> {
        self.read(move |tx| {
            let (mut wheres, mut values) = of_branches(&query.branches);
            wheres += match query.what {
                Some(_) => " AND awaits = ?",
                None => " AND awaits IS NOT NULL",
            };
            values.extend(query.what.map(|what| Value::Text(what.as_str().to_owned())));
            if let Some((due, id)) = query.after {
                wheres += " AND (awaits_due_at, ticket_id) > (?, ?)";
                values.push(Value::Text(due.map_or_else(|| NEVER_DUE.to_owned(), moment)));
                values.push(Value::Blob(id.as_bytes().to_vec()));
            }
            values.push(Value::Integer(query.limit.into()));
            // What is sorted is the index alone; rows are read for those that are shown.
            let mut found = tx.prepare_cached(&format!(
                "{TICKET} WHERE (branch_id, ticket_id) IN (
                    SELECT branch_id, ticket_id FROM tickets WHERE {wheres}
                    ORDER BY awaits_due_at, ticket_id LIMIT ?)
                 ORDER BY awaits_due_at, ticket_id"
            ))?;
            let rows = found.query_map(params_from_iter(values), ticket)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn count_awaiting(&self, branches: Vec<BranchId>) -> Result<Vec<(Awaited, u64)>, StoreError> {
        self.read(move |tx| {
            let (wheres, values) = of_branches(&branches);
            let mut found = tx.prepare_cached(&format!(
                "SELECT awaits, count(*) AS tickets FROM tickets
                 WHERE {wheres} AND awaits IS NOT NULL GROUP BY awaits"
            ))?;
            let rows = found.query_map(params_from_iter(values), |row| {
                Ok((row.get::<_, String>("awaits")?, row.get("tickets")?))
            })?;
            let counts = rows.collect::<Result<Vec<(String, u64)>, _>>()?.into_iter();
            Ok(counts.filter_map(|(word, count)| Some((Awaited::of(&word)?, count))).collect())
        })
        .await
    }

    async fn list_alike(
        &self,
        branches: Vec<BranchId>,
        alike: Alike,
        but: TicketId,
        most: u32,
    ) -> Result<Vec<TicketRow>, StoreError> {
        self.read(move |tx| {
            let (wheres, mut values) = of_branches(&branches);
            let (column, value) = match alike {
                Alike::Phone(mark) => ("phone_mark", Value::Blob(mark.to_vec())),
                Alike::Waybill(key) => ("waybill_key", Value::Text(key)),
            };
            values.extend([value, Value::Blob(but.as_bytes().to_vec()), Value::Integer(most.into())]);
            let mut found = tx.prepare_cached(&format!(
                "{TICKET} WHERE {wheres} AND {column} = ? AND ticket_id <> ?
                 ORDER BY opened_at DESC, ticket_id DESC LIMIT ?"
            ))?;
            let rows = found.query_map(params_from_iter(values), ticket)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}

fn of_branches(branches: &[BranchId]) -> (String, Vec<Value>) {
    let places = vec!["?"; branches.len()].join(", ");
    let values = branches.iter().map(|id| Value::Blob(id.as_bytes().to_vec())).collect();
    (format!("branch_id IN ({places})"), values)
}
