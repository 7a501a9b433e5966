//! Logs and feeds.

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use domain::{BranchId, DeviceId, EpochId, TicketId};
use protocol::{WrappedKey, wire::Generation};

use super::{
    Postgres, feeds, heads,
    nul::told,
    one_state, projections,
    values::{Id, id_or_none, whole},
};
use crate::store::{Append, Appended, FeedPage, LineReader, LogHead, LogName, Logs, StoreError};

/// Lines of one answer, before JSON escapes them: more than a push brings.
pub const MOST_ANSWER_BYTES: i64 = 2 << 20;

#[async_trait]
impl Logs for Postgres {
    async fn append(&self, append: Append) -> Result<Appended, StoreError> {
        self.take_in(append).await
    }

    async fn list_heads(&self, branch: BranchId, device: DeviceId) -> Result<Vec<LogHead>, StoreError> {
        heads::list(&self.client().await?, branch, device).await
    }

    async fn list_lines(
        &self,
        log: LogName,
        after: u64,
        limit: u32,
    ) -> Result<(Vec<String>, Vec<WrappedKey>), StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        // As many as one answer carries; always one, so that a reader gets on.
        let found = tx
            .prepare_cached(
                "SELECT ticket_id, line FROM (
                    SELECT ticket_id, line, seq, row_number() OVER along AS nth, sum(octet_length(line)) OVER along AS bytes
                    FROM (SELECT ticket_id, line, seq FROM lines
                        WHERE branch_id = $1 AND device_id = $2 AND epoch_id = $3 AND seq > $4
                        ORDER BY seq LIMIT $5) AS next
                    WINDOW along AS (ORDER BY seq)) AS page
                 WHERE nth = 1 OR bytes <= $6 ORDER BY seq",
            )
            .await?;
        let (branch, device, epoch) = (log.branch.uuid(), log.device.uuid(), log.epoch.uuid());
        let (after, limit) = (whole(after), i64::from(limit));
        let rows = tx.query(&found, &[&branch, &device, &epoch, &after, &limit, &MOST_ANSWER_BYTES]).await?;
        let (mut lines, mut tickets) = (Vec::with_capacity(rows.len()), Vec::new());
        for row in rows {
            tickets.extend(id_or_none::<TicketId>(&row, "ticket_id")?);
            lines.push(told(&row, "line")?);
        }
        Ok((lines, heads::keys_of(&tx, log.branch, tickets).await?))
    }

    async fn feed(
        &self,
        branch: BranchId,
        but_not: DeviceId,
        after: u64,
        limit: u32,
    ) -> Result<FeedPage, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        feeds::newer(&tx, branch, but_not, after, limit).await
    }

    async fn renew_feed(
        &self,
        branch: BranchId,
        generation: Generation,
        epoch: EpochId,
    ) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        tx.execute(
            "UPDATE branches SET generation = $2, own_epoch = $3 WHERE branch_id = $1",
            &[&branch.uuid(), &&generation.as_bytes()[..], &epoch.uuid()],
        )
        .await?;
        self.teller.changed(&tx).await?;
        Ok(tx.commit().await?)
    }

    async fn projections_stand(&self) -> Result<bool, StoreError> {
        projections::stand(&self.client().await?).await
    }

    async fn refold(&self, readers: HashMap<BranchId, Arc<dyn LineReader>>) -> Result<u64, StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        let tickets = projections::refold_all(&tx, readers).await?;
        tx.commit().await?;
        Ok(tickets)
    }
}
