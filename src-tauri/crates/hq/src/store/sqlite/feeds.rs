//! A branch's feed read backwards, in part, and by position.

use async_trait::async_trait;
use domain::{BranchId, DeviceId, EventId, Sha256};
use rusqlite::{OptionalExtension, Transaction, named_params};

use super::{
    Sqlite, heads,
    logs::{feed_line, within_bytes},
    values::bytes,
};
use crate::store::{FeedLine, FeedPage, Feeds, StoreError};

const FEED_LINES: &str =
    "SELECT feed.position, feed.device_id, feed.seq, lines.ticket_id, lines.line, lines.hash,
        pushes.signature
     FROM feed
     JOIN lines USING (branch_id, device_id, epoch_id, seq)
     LEFT JOIN pushes USING (branch_id, device_id, epoch_id, seq)";

#[async_trait]
impl Feeds for Sqlite {
    async fn older(
        &self,
        branch: BranchId,
        but_not: DeviceId,
        before: u64,
        limit: u32,
    ) -> Result<FeedPage, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(&format!(
                "{FEED_LINES}
                 WHERE feed.branch_id = :branch_id AND feed.position < :before AND feed.device_id <> :but_not
                 ORDER BY feed.position DESC LIMIT :limit"
            ))?;
            let at = named_params! {
                ":branch_id": branch.as_bytes(),
                ":before": before,
                ":but_not": but_not.as_bytes(),
                ":limit": limit,
            };
            let lines = within_bytes(found.query_map(at, feed_line)?, |line| line.line.len())?;
            page(tx, branch, lines)
        })
        .await
    }

    async fn branch_lines(&self, branch: BranchId, device: DeviceId) -> Result<FeedPage, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(&format!(
                "{FEED_LINES}
                 WHERE feed.branch_id = :branch_id AND feed.device_id = :device_id AND lines.ticket_id IS NULL
                 ORDER BY feed.position"
            ))?;
            let at = named_params! { ":branch_id": branch.as_bytes(), ":device_id": device.as_bytes() };
            let lines = found.query_map(at, feed_line)?.collect::<Result<_, _>>()?;
            page(tx, branch, lines)
        })
        .await
    }

    async fn told_at(&self, branch: BranchId, position: u64) -> Result<Option<Sha256>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT lines.hash FROM feed JOIN lines USING (branch_id, device_id, epoch_id, seq)
                 WHERE feed.branch_id = :branch_id AND feed.position = :position",
            )?;
            let at = named_params! { ":branch_id": branch.as_bytes(), ":position": position };
            Ok(found.query_row(at, |row| bytes(row, "hash")).optional()?)
        })
        .await
    }

    async fn known_events(&self, branch: BranchId, events: Vec<EventId>) -> Result<Vec<EventId>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT 1 FROM lines WHERE branch_id = :branch_id AND event_id = :event_id LIMIT 1",
            )?;
            let mut known = Vec::new();
            for event in events {
                let at = named_params! { ":branch_id": branch.as_bytes(), ":event_id": event.as_bytes() };
                if found.exists(at)? {
                    known.push(event);
                }
            }
            Ok(known)
        })
        .await
    }
}

fn page(tx: &Transaction<'_>, branch: BranchId, lines: Vec<FeedLine>) -> Result<FeedPage, StoreError> {
    let mut head = tx.prepare_cached("SELECT feed_head FROM branches WHERE branch_id = :branch_id")?;
    let head = head.query_row(named_params! { ":branch_id": branch.as_bytes() }, |row| row.get(0))?;
    let keys = heads::keys_of(tx, branch, lines.iter().filter_map(|line| line.ticket))?;
    Ok(FeedPage { head, lines, keys })
}
