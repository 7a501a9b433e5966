//! What is read to check everything, and to write logs out.

use std::path::PathBuf;

use async_trait::async_trait;
use domain::{BranchId, DeviceId, Sha256, TicketId};
use protocol::{Signature, VerifyingKey};
use tokio_postgres::Row;

use super::{
    Postgres, UNHURRIED, heads, kin,
    logs::MOST_ANSWER_BYTES,
    nul::told,
    one_state, projections,
    tickets::{self, counted},
    values::{Id, bytes, bytes_or_none, count, hash, id, whole},
};
use crate::store::moving::copy_into_file;
use crate::store::{Checks, FeedCheck, KEY_MISSING, KeptLine, KeptTicket, LogName, StoreError};

#[async_trait]
impl Checks for Postgres {
    async fn list_logs(&self, branch: BranchId) -> Result<Vec<LogName>, StoreError> {
        let client = self.client().await?;
        let found =
            client.prepare_cached("SELECT device_id, epoch_id FROM logs WHERE branch_id = $1").await?;
        let log =
            |row: &Row| Ok(LogName { branch, device: id(row, "device_id")?, epoch: id(row, "epoch_id")? });
        client.query(&found, &[&branch.uuid()]).await?.iter().map(log).collect()
    }

    async fn list_kept(&self, log: LogName, after: u64, limit: u32) -> Result<Vec<KeptLine>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT * FROM (
                    SELECT *, row_number() OVER along AS nth, sum(octet_length(line)) OVER along AS bytes
                    FROM (SELECT seq, hash, line, set_aside, signature
                        FROM lines LEFT JOIN pushes USING (branch_id, device_id, epoch_id, seq)
                        WHERE branch_id = $1 AND device_id = $2 AND epoch_id = $3 AND seq > $4
                        ORDER BY seq LIMIT $5) AS next
                    WINDOW along AS (ORDER BY seq)) AS page
                 WHERE nth = 1 OR bytes <= $6 ORDER BY seq",
            )
            .await?;
        let (branch, device, epoch) = (log.branch.uuid(), log.device.uuid(), log.epoch.uuid());
        let (after, limit) = (whole(after), i64::from(limit));
        let rows =
            client.query(&found, &[&branch, &device, &epoch, &after, &limit, &MOST_ANSWER_BYTES]).await?;
        let line = |row: &Row| {
            Ok(KeptLine {
                seq: count(row, "seq")?,
                hash: hash(row, "hash")?,
                line: told(row, "line")?,
                set_aside: row.try_get("set_aside")?,
                signature: bytes_or_none(row, "signature")?.map(Signature::from_bytes),
            })
        };
        rows.iter().map(line).collect()
    }

    async fn successor_keys(&self, device: DeviceId) -> Result<Vec<VerifyingKey>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "WITH RECURSIVE successors (id) AS (
                     SELECT used_by FROM enrolment_codes WHERE recovers = $1
                     UNION
                     SELECT used_by FROM enrolment_codes JOIN successors ON recovers = successors.id
                 )
                 SELECT signing_key FROM devices JOIN successors USING (id)",
            )
            .await?;
        let mut keys = Vec::new();
        for row in client.query(&found, &[&device.uuid()]).await? {
            keys.extend(VerifyingKey::from_bytes(&bytes(&row, "signing_key")?));
        }
        Ok(keys)
    }

    async fn check_feed(&self, branch: BranchId) -> Result<FeedCheck, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let head =
            tx.query_opt("SELECT feed_head FROM branches WHERE branch_id = $1", &[&branch.uuid()]).await?;
        let head = head.map(|row| count(&row, "feed_head")).transpose()?.unwrap_or(0);
        let found = tx
            .prepare_cached(
                "SELECT feed.position AS at FROM feed
                 LEFT JOIN lines USING (branch_id, device_id, epoch_id, seq, month)
                 WHERE feed.branch_id = $1 AND lines.line IS NOT NULL ORDER BY at",
            )
            .await?;
        let mut positions = 0;
        for row in tx.query(&found, &[&branch.uuid()]).await? {
            let position = count(&row, "at")?;
            if position != positions + 1 || position > head {
                return Ok(FeedCheck { positions, first_wrong: Some(positions + 1) });
            }
            positions = position;
        }
        Ok(FeedCheck { positions, first_wrong: (positions != head).then_some(positions + 1) })
    }

    async fn list_ticket_ids(&self, branch: BranchId) -> Result<Vec<TicketId>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT ticket_id FROM lines
                 WHERE branch_id = $1 AND ticket_id IS NOT NULL AND (set_aside IS NULL OR set_aside = $2)
                 UNION SELECT ticket_id FROM tickets WHERE branch_id = $1 ORDER BY ticket_id",
            )
            .await?;
        let rows = client.query(&found, &[&branch.uuid(), &KEY_MISSING]).await?;
        rows.iter().map(|row| id(row, "ticket_id")).collect()
    }

    async fn kept_ticket(&self, branch: BranchId, ticket: TicketId) -> Result<KeptTicket, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let photos = tx
            .prepare_cached(
                "SELECT sha256 FROM ticket_photos WHERE branch_id = $1 AND ticket_id = $2 ORDER BY sha256",
            )
            .await?;
        let photos = tx.query(&photos, &[&branch.uuid(), &ticket.uuid()]).await?;
        Ok(KeptTicket {
            lines: projections::lines_of_one(&tx, branch, ticket).await?,
            key: heads::key_of(&tx, branch, ticket).await?,
            row: tickets::row_of(&tx, branch, ticket).await?,
            photos: photos.iter().map(|row| hash(row, "sha256")).collect::<Result<_, _>>()?,
            circle: kin::circle(&tx, branch, ticket).await?,
        })
    }

    async fn list_photos(&self, branch: BranchId) -> Result<Vec<(Sha256, u64)>, StoreError> {
        let client = self.client().await?;
        let found = client.prepare_cached("SELECT sha256, size FROM photos WHERE branch_id = $1").await?;
        let rows = client.query(&found, &[&branch.uuid()]).await?;
        rows.iter().map(|row| Ok((hash(row, "sha256")?, count(row, "size")?))).collect()
    }

    async fn copy_to(&self, file: PathBuf) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        tx.batch_execute(UNHURRIED).await?;
        copy_into_file(&tx, &file).await
    }

    async fn count_missing_photos(&self, branch: BranchId) -> Result<u64, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT count(DISTINCT sha256) FROM named_photos
                 WHERE branch_id = $1 AND NOT EXISTS (
                    SELECT 1 FROM photos WHERE photos.branch_id = $1 AND photos.sha256 = named_photos.sha256)",
            )
            .await?;
        counted(&client.query_one(&found, &[&branch.uuid()]).await?)
    }
}
