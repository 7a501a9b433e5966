//! What is read to check everything, and to write logs out.

use std::path::PathBuf;

use async_trait::async_trait;
use domain::{BranchId, DeviceId, Sha256, TicketId};
use protocol::{Signature, VerifyingKey};
use rusqlite::{OptionalExtension, Transaction, named_params};

use super::{Sqlite, heads, kin, logs::within_bytes, projections, tickets, values::bytes};
use crate::store::{Checks, FeedCheck, KEY_MISSING, KeptLine, KeptTicket, LogName, StoreError};

#[async_trait]
impl Checks for Sqlite {
    async fn list_logs(&self, branch: BranchId) -> Result<Vec<LogName>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT DISTINCT device_id, epoch_id FROM lines WHERE branch_id = :branch_id",
            )?;
            let rows = found.query_map(named_params! { ":branch_id": branch.as_bytes() }, |row| {
                Ok(LogName { branch, device: bytes(row, "device_id")?, epoch: bytes(row, "epoch_id")? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn list_kept(&self, log: LogName, after: u64, limit: u32) -> Result<Vec<KeptLine>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT seq, hash, line, set_aside, signature
                 FROM lines LEFT JOIN pushes USING (branch_id, device_id, epoch_id, seq)
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
                Ok(KeptLine {
                    seq: row.get("seq")?,
                    hash: bytes(row, "hash")?,
                    line: row.get("line")?,
                    set_aside: row.get("set_aside")?,
                    signature: row.get::<_, Option<[u8; 64]>>("signature")?.map(Signature::from_bytes),
                })
            })?;
            within_bytes(rows, |line| line.line.len())
        })
        .await
    }

    async fn successor_keys(&self, device: DeviceId) -> Result<Vec<VerifyingKey>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "WITH RECURSIVE successors (id) AS (
                     SELECT used_by FROM enrolment_codes WHERE recovers = :device_id
                     UNION
                     SELECT used_by FROM enrolment_codes JOIN successors ON recovers = successors.id
                 )
                 SELECT signing_key FROM devices JOIN successors USING (id)",
            )?;
            let rows = found.query_map(named_params! { ":device_id": device.as_bytes() }, |row| {
                row.get::<_, [u8; 32]>("signing_key")
            })?;
            let keys: Vec<[u8; 32]> = rows.collect::<Result<_, _>>()?;
            Ok(keys.iter().filter_map(VerifyingKey::from_bytes).collect())
        })
        .await
    }

    async fn check_feed(&self, branch: BranchId) -> Result<FeedCheck, StoreError> {
        self.read(move |tx| check_feed(tx, branch)).await
    }

    async fn list_ticket_ids(&self, branch: BranchId) -> Result<Vec<TicketId>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT ticket_id FROM lines
                 WHERE branch_id = :branch_id AND ticket_id IS NOT NULL
                    AND (set_aside IS NULL OR set_aside = :key_missing)
                 UNION SELECT ticket_id FROM tickets WHERE branch_id = :branch_id",
            )?;
            let at = named_params! { ":branch_id": branch.as_bytes(), ":key_missing": KEY_MISSING };
            let rows = found.query_map(at, |row| bytes(row, "ticket_id"))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn kept_ticket(&self, branch: BranchId, ticket: TicketId) -> Result<KeptTicket, StoreError> {
        self.read(move |tx| {
            let mut photos = tx.prepare_cached(
                "SELECT sha256 FROM ticket_photos
                 WHERE branch_id = :branch_id AND ticket_id = :ticket_id ORDER BY sha256",
            )?;
            let at = named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() };
            let photos =
                photos.query_map(at, |row| bytes(row, "sha256"))?.collect::<Result<_, rusqlite::Error>>()?;
            Ok(KeptTicket {
                lines: projections::lines_of(tx, branch, ticket)?,
                key: heads::key_of(tx, branch, ticket)?,
                row: tickets::row_of(tx, branch, ticket)?,
                photos,
                circle: kin::circle(tx, branch, ticket)?,
            })
        })
        .await
    }

    async fn list_photos(&self, branch: BranchId) -> Result<Vec<(Sha256, u64)>, StoreError> {
        self.read(move |tx| {
            let mut found =
                tx.prepare_cached("SELECT sha256, size FROM photos WHERE branch_id = :branch_id")?;
            let at = named_params! { ":branch_id": branch.as_bytes() };
            let rows = found.query_map(at, |row| Ok((bytes(row, "sha256")?, row.get("size")?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn copy_to(&self, file: PathBuf) -> Result<(), StoreError> {
        self.copy_file_to(file).await
    }

    async fn count_missing_photos(&self, branch: BranchId) -> Result<u64, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT count(DISTINCT sha256) FROM named_photos
                 WHERE branch_id = :branch_id AND NOT EXISTS (
                    SELECT 1 FROM photos
                    WHERE photos.branch_id = :branch_id AND photos.sha256 = named_photos.sha256)",
            )?;
            Ok(found.query_row(named_params! { ":branch_id": branch.as_bytes() }, |row| row.get(0))?)
        })
        .await
    }
}

fn check_feed(tx: &Transaction<'_>, branch: BranchId) -> Result<FeedCheck, StoreError> {
    let at = named_params! { ":branch_id": branch.as_bytes() };
    let mut head = tx.prepare_cached("SELECT feed_head FROM branches WHERE branch_id = :branch_id")?;
    let head: u64 = head.query_row(at, |row| row.get(0)).optional()?.unwrap_or(0);
    let mut found = tx.prepare_cached(
        "SELECT position, lines.seq IS NOT NULL AS is_held
         FROM feed LEFT JOIN lines USING (branch_id, device_id, epoch_id, seq)
         WHERE feed.branch_id = :branch_id ORDER BY position",
    )?;
    let mut rows = found.query(at)?;
    let mut positions = 0;
    while let Some(row) = rows.next()? {
        let position: u64 = row.get("position")?;
        if position != positions + 1 || position > head || !row.get::<_, bool>("is_held")? {
            return Ok(FeedCheck { positions, first_wrong: Some(positions + 1) });
        }
        positions = position;
    }
    Ok(FeedCheck { positions, first_wrong: (positions != head).then_some(positions + 1) })
}
