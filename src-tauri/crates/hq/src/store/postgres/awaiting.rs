//! Tickets that wait for a decision, and tickets that are alike. Each reads an index, and rows only for what is shown.

use async_trait::async_trait;
use domain::{BranchId, TicketId};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::{
    Postgres,
    tickets::{TICKET, counted, of_branches, ticket},
    values::{Id, moment, uuids},
};
use crate::store::{Alike, Awaited, Awaiting, AwaitingQuery, StoreError, TicketRow};

#[async_trait]
impl Awaiting for Postgres {
    async fn list_awaiting(&self, query: AwaitingQuery) -> Result<Vec<TicketRow>, StoreError> {
        let client = self.client().await?;
        let branches = uuids(query.branches.iter().copied());
        let limit = i64::from(query.limit);
        let what = query.what.map(Awaited::as_str);
        let after = query.after.map(|(due, id)| (due.map(moment), id.uuid()));
        let mut sql = format!("{} AND awaits IS NOT NULL", of_branches(&branches));
        let mut values: Vec<&(dyn ToSql + Sync)> = vec![&branches, &limit];
        if what.is_some() {
            sql += " AND awaits = $3";
            values.push(&what);
        }
        if let Some((due, id)) = &after {
            let next = values.len() + 1;
            sql += &format!(
                " AND (awaits_due_at, ticket_id) > (coalesce(${next}::timestamptz, 'infinity'), ${})",
                next + 1
            );
            values.extend([due as &(dyn ToSql + Sync), id]);
        }
        // What is sorted is the index alone; rows are read for those that are shown.
        let found = client
            .prepare_cached(&format!(
                "{TICKET} JOIN (
                    SELECT branch_id, ticket_id FROM tickets WHERE {sql}
                    ORDER BY awaits_due_at, ticket_id LIMIT $2) AS wanted USING (branch_id, ticket_id)
                 ORDER BY awaits_due_at, ticket_id"
            ))
            .await?;
        client.query(&found, &values).await?.iter().map(ticket).collect()
    }

    async fn count_awaiting(&self, branches: Vec<BranchId>) -> Result<Vec<(Awaited, u64)>, StoreError> {
        let client = self.client().await?;
        let branches = uuids(branches);
        let found = client
            .prepare_cached(&format!(
                "SELECT awaits, count(*) FROM tickets WHERE {} AND awaits IS NOT NULL
                 GROUP BY awaits ORDER BY awaits",
                of_branches(&branches)
            ))
            .await?;
        let mut counts = Vec::new();
        for row in client.query(&found, &[&branches]).await? {
            if let Some(what) = Awaited::of(row.try_get("awaits")?) {
                counts.push((what, counted(&row)?));
            }
        }
        Ok(counts)
    }

    async fn list_alike(
        &self,
        branches: Vec<BranchId>,
        alike: Alike,
        but: TicketId,
        most: u32,
    ) -> Result<Vec<TicketRow>, StoreError> {
        let client = self.client().await?;
        let branches: Vec<Uuid> = uuids(branches);
        let (column, value): (_, Box<dyn ToSql + Sync + Send>) = match alike {
            Alike::Phone(mark) => ("phone_mark", Box::new(mark.to_vec())),
            Alike::Waybill(key) => ("waybill_key", Box::new(key)),
        };
        let found = client
            .prepare_cached(&format!(
                "{TICKET} WHERE {} AND {column} = $2 AND ticket_id <> $3
                 ORDER BY opened_at DESC, ticket_id DESC LIMIT $4",
                of_branches(&branches)
            ))
            .await?;
        let rows = client.query(&found, &[&branches, &*value, &but.uuid(), &i64::from(most)]).await?;
        rows.iter().map(ticket).collect()
    }
}
