//! Lines that are set aside, and forks.

use async_trait::async_trait;
use domain::{BranchId, DeviceId, Instant};
use rusqlite::{OptionalExtension, Row, named_params};

use super::{
    Sqlite, heads,
    values::{bytes, bytes_or_none, moment, text, text_or_none},
};
use crate::store::{AsideLine, Asides, ForkSeen, LogName, PlacedLine, Scope, StoreError};

#[async_trait]
impl Asides for Sqlite {
    async fn list_set_aside(&self, branches: Scope, limit: u32) -> Result<Vec<AsideLine>, StoreError> {
        self.read(move |tx| {
            let of = |which: &str| format!(
                "SELECT lines.branch_id, lines.device_id, epoch_id, seq, set_aside, event_id, lines.ticket_id, number,
                    lines.received_at, filed_at
                 FROM lines LEFT JOIN tickets USING (branch_id, ticket_id)
                 WHERE {which} set_aside IS NOT NULL
                 ORDER BY filed_at IS NOT NULL, lines.received_at DESC, seq DESC"
            );
            let mut asides = Vec::new();
            if branches.is_everything() {
                // Few lines are set aside; an index has them alone.
                let mut found = tx.prepare_cached(&format!("{} LIMIT :limit", of("")))?;
                let rows = found.query_map(named_params! { ":limit": limit }, aside)?;
                return Ok(rows.collect::<Result<_, _>>()?);
            }
            let mut found =
                tx.prepare_cached(&format!("{} LIMIT :limit", of("lines.branch_id = :branch_id AND")))?;
            for branch in branches.iter() {
                let at = named_params! { ":branch_id": branch.as_bytes(), ":limit": limit };
                for aside in found.query_map(at, aside)? {
                    asides.push(aside?);
                }
            }
            asides.sort_by_key(|aside| {
                (aside.filed_at.is_some(), std::cmp::Reverse((aside.received_at, aside.seq)))
            });
            asides.truncate(limit as usize);
            Ok(asides)
        })
        .await
    }

    async fn find_line(&self, log: LogName, seq: u64) -> Result<Option<PlacedLine>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT line, set_aside FROM lines
                 WHERE branch_id = :branch_id AND device_id = :device_id AND epoch_id = :epoch_id AND seq = :seq",
            )?;
            let at = named_params! {
                ":branch_id": log.branch.as_bytes(),
                ":device_id": log.device.as_bytes(),
                ":epoch_id": log.epoch.as_bytes(),
                ":seq": seq,
            };
            let before = heads::hash_at(tx, log, seq.saturating_sub(1))?;
            let line = found.query_row(at, |row| {
                Ok(PlacedLine { line: row.get("line")?, set_aside: row.get("set_aside")?, before })
            });
            Ok(line.optional()?)
        })
        .await
    }

    async fn file_line(&self, log: LogName, seq: u64, now: Instant) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let filed = tx.execute(
                "UPDATE lines SET filed_at = coalesce(filed_at, :now)
                 WHERE branch_id = :branch_id AND device_id = :device_id AND epoch_id = :epoch_id AND seq = :seq
                    AND set_aside IS NOT NULL",
                named_params! {
                    ":now": moment(now),
                    ":branch_id": log.branch.as_bytes(),
                    ":device_id": log.device.as_bytes(),
                    ":epoch_id": log.epoch.as_bytes(),
                    ":seq": seq,
                },
            )?;
            Ok(filed > 0)
        })
        .await
    }

    async fn list_forks(&self, branch: BranchId, device: DeviceId) -> Result<Vec<ForkSeen>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT epoch_id, min(seq) AS seq, count(*) AS lines FROM forked_lines
                 WHERE branch_id = :branch_id AND device_id = :device_id
                 GROUP BY epoch_id ORDER BY min(received_at)",
            )?;
            let at = named_params! { ":branch_id": branch.as_bytes(), ":device_id": device.as_bytes() };
            let rows = found.query_map(at, |row| {
                Ok(ForkSeen {
                    epoch: bytes(row, "epoch_id")?,
                    seq: row.get("seq")?,
                    lines: row.get("lines")?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn log_since(&self, log: LogName) -> Result<Option<Instant>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT received_at FROM lines
                 WHERE branch_id = :branch_id AND device_id = :device_id AND epoch_id = :epoch_id
                 ORDER BY seq LIMIT 1",
            )?;
            let at = named_params! {
                ":branch_id": log.branch.as_bytes(),
                ":device_id": log.device.as_bytes(),
                ":epoch_id": log.epoch.as_bytes(),
            };
            Ok(found.query_row(at, |row| text(row, "received_at")).optional()?)
        })
        .await
    }
}

fn aside(row: &Row<'_>) -> rusqlite::Result<AsideLine> {
    Ok(AsideLine {
        log: LogName {
            branch: bytes(row, "branch_id")?,
            device: bytes(row, "device_id")?,
            epoch: bytes(row, "epoch_id")?,
        },
        seq: row.get("seq")?,
        reason: row.get("set_aside")?,
        event: bytes_or_none(row, "event_id")?,
        ticket: bytes_or_none(row, "ticket_id")?,
        number: row.get("number")?,
        received_at: text(row, "received_at")?,
        filed_at: text_or_none(row, "filed_at")?,
    })
}
