//! A branch's feed: forwards, backwards, in part, and by position.

use async_trait::async_trait;
use deadpool_postgres::GenericClient;
use domain::{BranchId, DeviceId, EventId, Sha256};
use protocol::Signature;
use tokio_postgres::Row;

use super::{
    Postgres, heads,
    logs::MOST_ANSWER_BYTES,
    nul::told,
    one_state,
    values::{Id, bytes_or_none, count, hash, id, id_or_none, uuids, whole},
};
use crate::store::{FeedLine, FeedPage, Feeds, StoreError};

// The month tells in which part of the log a line is.
const FEED_LINES: &str =
    "SELECT feed.position AS at, feed.device_id, feed.seq, lines.ticket_id, lines.line, lines.hash,
        pushes.signature
     FROM feed
     JOIN lines USING (branch_id, device_id, epoch_id, seq, month)
     LEFT JOIN pushes USING (branch_id, device_id, epoch_id, seq)";

#[async_trait]
impl Feeds for Postgres {
    async fn older(
        &self,
        branch: BranchId,
        but_not: DeviceId,
        before: u64,
        limit: u32,
    ) -> Result<FeedPage, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let sql = page_of("feed.branch_id = $1 AND feed.position < $2 AND feed.device_id <> $3", "DESC");
        let found = tx.prepare_cached(&sql).await?;
        let (before, limit) = (whole(before), i64::from(limit));
        let rows =
            tx.query(&found, &[&branch.uuid(), &before, &but_not.uuid(), &limit, &MOST_ANSWER_BYTES]).await?;
        page(&tx, branch, rows).await
    }

    async fn branch_lines(&self, branch: BranchId, device: DeviceId) -> Result<FeedPage, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let found = tx
            .prepare_cached(&format!(
                "{FEED_LINES}
                 WHERE feed.branch_id = $1 AND feed.device_id = $2 AND lines.ticket_id IS NULL
                 ORDER BY feed.position"
            ))
            .await?;
        let rows = tx.query(&found, &[&branch.uuid(), &device.uuid()]).await?;
        page(&tx, branch, rows).await
    }

    async fn told_at(&self, branch: BranchId, position: u64) -> Result<Option<Sha256>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT lines.hash FROM feed JOIN lines USING (branch_id, device_id, epoch_id, seq, month)
                 WHERE feed.branch_id = $1 AND feed.position = $2",
            )
            .await?;
        let row = client.query_opt(&found, &[&branch.uuid(), &whole(position)]).await?;
        row.map(|row| hash(&row, "hash")).transpose()
    }

    async fn known_events(&self, branch: BranchId, events: Vec<EventId>) -> Result<Vec<EventId>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT event_id FROM unnest($2::uuid[]) AS event_id
                 WHERE EXISTS (SELECT 1 FROM lines WHERE lines.branch_id = $1 AND lines.event_id = event_id.event_id)",
            )
            .await?;
        let rows = client.query(&found, &[&branch.uuid(), &uuids(events)]).await?;
        rows.iter().map(|row| id(row, "event_id")).collect()
    }
}

/// Lines of a feed after a position.
pub async fn newer(
    client: &impl GenericClient,
    branch: BranchId,
    but_not: DeviceId,
    after: u64,
    limit: u32,
) -> Result<FeedPage, StoreError> {
    let sql = page_of("feed.branch_id = $1 AND feed.position > $2 AND feed.device_id <> $3", "ASC");
    let found = client.prepare_cached(&sql).await?;
    let (after, limit) = (whole(after), i64::from(limit));
    let rows =
        client.query(&found, &[&branch.uuid(), &after, &but_not.uuid(), &limit, &MOST_ANSWER_BYTES]).await?;
    page(client, branch, rows).await
}

/// As many lines as one answer carries; always one, so that a reader gets on.
fn page_of(wheres: &str, order: &str) -> String {
    format!(
        "SELECT * FROM (
            SELECT *, row_number() OVER along AS nth, sum(octet_length(line)) OVER along AS bytes
            FROM ({FEED_LINES} WHERE {wheres} ORDER BY feed.position {order} LIMIT $4) AS next
            WINDOW along AS (ORDER BY at {order})) AS page
         WHERE nth = 1 OR bytes <= $5 ORDER BY at {order}"
    )
}

async fn page(client: &impl GenericClient, branch: BranchId, rows: Vec<Row>) -> Result<FeedPage, StoreError> {
    let lines = rows.iter().map(feed_line).collect::<Result<Vec<_>, _>>()?;
    let head = client.prepare_cached("SELECT feed_head FROM branches WHERE branch_id = $1").await?;
    let head = count(&client.query_one(&head, &[&branch.uuid()]).await?, "feed_head")?;
    let keys = heads::keys_of(client, branch, lines.iter().filter_map(|line| line.ticket)).await?;
    Ok(FeedPage { head, lines, keys })
}

fn feed_line(row: &Row) -> Result<FeedLine, StoreError> {
    Ok(FeedLine {
        position: count(row, "at")?,
        device: id(row, "device_id")?,
        seq: count(row, "seq")?,
        ticket: id_or_none(row, "ticket_id")?,
        line: told(row, "line")?,
        hash: hash(row, "hash")?,
        signature: bytes_or_none(row, "signature")?.map(Signature::from_bytes),
    })
}
