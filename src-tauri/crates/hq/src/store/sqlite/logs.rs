//! Logs and feeds.

use std::{collections::HashMap, sync::Arc, time::Duration};

use async_trait::async_trait;
use domain::{BranchId, DeviceId, EpochId, TicketId};
use planted::Bug;
use protocol::{Signature, WrappedKey, wire::Generation};
use rusqlite::{Row, Transaction, named_params};
use tokio::sync::oneshot;

use super::{
    Sqlite, append, heads, projections,
    values::{bytes, bytes_or_none},
};
use crate::store::{Append, Appended, FeedLine, FeedPage, LineReader, LogHead, LogName, Logs, StoreError};

/// Lines of one answer, before JSON escapes them: more than a push brings.
const MOST_ANSWER_BYTES: usize = 2 << 20;

impl Sqlite {
    /// The planted bug: whoever pushed is answered while the commit is still to come.
    async fn answer_before_commit(&self, append: Append) -> Result<Appended, StoreError> {
        let (answer, answered) = oneshot::channel();
        let store = self.clone();
        tokio::spawn(async move {
            let work = move |tx: &Transaction<'_>| {
                let appended = append::append(tx, &append)?;
                // Nobody may be waiting any more; the lines are kept all the same.
                let _ = answer.send(appended);
                std::thread::sleep(Duration::from_millis(2));
                Ok(())
            };
            store.write(work).await
        });
        answered.await.map_err(|gone| StoreError::Database(Box::new(gone)))
    }
}

#[async_trait]
impl Logs for Sqlite {
    async fn append(&self, append: Append) -> Result<Appended, StoreError> {
        if planted::is(Bug::AckBeforeCommit) {
            return self.answer_before_commit(append).await;
        }
        self.write(move |tx| append::append(tx, &append)).await
    }

    async fn list_heads(&self, branch: BranchId, device: DeviceId) -> Result<Vec<LogHead>, StoreError> {
        self.read(move |tx| heads::list(tx, branch, device)).await
    }

    async fn list_lines(
        &self,
        log: LogName,
        after: u64,
        limit: u32,
    ) -> Result<(Vec<String>, Vec<WrappedKey>), StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT ticket_id, line FROM lines
                 WHERE branch_id = :branch_id AND device_id = :device_id AND epoch_id = :epoch_id AND seq > :after
                 ORDER BY seq LIMIT :limit",
            )?;
            let at = named_params! {
                ":branch_id": log.branch.as_bytes(),
                ":device_id": log.device.as_bytes(),
                ":epoch_id": log.epoch.as_bytes(),
                ":after": after,
                ":limit": limit,
            };
            let rows = found.query_map(at, |row| {
                Ok((bytes_or_none(row, "ticket_id")?, row.get("line")?))
            })?;
            let (tickets, lines): (Vec<Option<TicketId>>, Vec<String>) =
                within_bytes(rows, |(_, line): &(_, String)| line.len())?.into_iter().unzip();
            Ok((lines, heads::keys_of(tx, log.branch, tickets.into_iter().flatten())?))
        })
        .await
    }

    async fn feed(
        &self,
        branch: BranchId,
        but_not: DeviceId,
        after: u64,
        limit: u32,
    ) -> Result<FeedPage, StoreError> {
        self.read(move |tx| {
            let mut head =
                tx.prepare_cached("SELECT feed_head FROM branches WHERE branch_id = :branch_id")?;
            let head = head.query_row(named_params! { ":branch_id": branch.as_bytes() }, |row| row.get(0))?;
            let mut found = tx.prepare_cached(
                "SELECT feed.position, feed.device_id, feed.seq, lines.ticket_id, lines.line, lines.hash,
                    pushes.signature
                 FROM feed
                 JOIN lines USING (branch_id, device_id, epoch_id, seq)
                 LEFT JOIN pushes USING (branch_id, device_id, epoch_id, seq)
                 WHERE feed.branch_id = :branch_id AND feed.position > :after AND feed.device_id <> :but_not
                 ORDER BY feed.position LIMIT :limit",
            )?;
            let at = named_params! {
                ":branch_id": branch.as_bytes(),
                ":after": after,
                ":but_not": but_not.as_bytes(),
                ":limit": limit,
            };
            let lines = within_bytes(found.query_map(at, feed_line)?, |line| line.line.len())?;
            let keys = heads::keys_of(tx, branch, lines.iter().filter_map(|line| line.ticket))?;
            Ok(FeedPage { head, lines, keys })
        })
        .await
    }

    async fn renew_feed(
        &self,
        branch: BranchId,
        generation: Generation,
        epoch: EpochId,
    ) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "UPDATE branches SET generation = :generation, own_epoch = :own_epoch WHERE branch_id = :branch_id",
                named_params! {
                    ":generation": generation.as_bytes(),
                    ":own_epoch": epoch.as_bytes(),
                    ":branch_id": branch.as_bytes(),
                },
            )?;
            Ok(())
        })
        .await
    }

    async fn projections_stand(&self) -> Result<bool, StoreError> {
        self.read(projections::stand).await
    }

    async fn refold(&self, readers: HashMap<BranchId, Arc<dyn LineReader>>) -> Result<u64, StoreError> {
        self.write(move |tx| projections::refold_all(tx, &readers)).await
    }
}

/// As many lines as one answer carries; always one, so that a reader gets on.
pub fn within_bytes<T>(
    lines: impl Iterator<Item = rusqlite::Result<T>>,
    size: impl Fn(&T) -> usize,
) -> Result<Vec<T>, StoreError> {
    let mut page = Vec::new();
    let mut bytes = 0;
    for line in lines {
        let line = line?;
        bytes += size(&line);
        if bytes > MOST_ANSWER_BYTES && !page.is_empty() {
            break;
        }
        page.push(line);
    }
    Ok(page)
}

/// A line of the feed.
pub fn feed_line(row: &Row<'_>) -> rusqlite::Result<FeedLine> {
    Ok(FeedLine {
        position: row.get("position")?,
        device: bytes(row, "device_id")?,
        seq: row.get("seq")?,
        ticket: bytes_or_none(row, "ticket_id")?,
        line: row.get("line")?,
        hash: bytes(row, "hash")?,
        signature: row.get::<_, Option<[u8; 64]>>("signature")?.map(Signature::from_bytes),
    })
}
