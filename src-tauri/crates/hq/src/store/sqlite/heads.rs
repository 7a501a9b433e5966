//! Where logs stand, and the keys of tickets.

use domain::{BranchId, DeviceId, Sha256, TicketId};
use protocol::WrappedKey;
use rusqlite::{OptionalExtension, Transaction, named_params};

use super::values::bytes;
use crate::store::{LogHead, LogName, StoreError};

/// The last line of a log.
pub fn find(tx: &Transaction<'_>, log: LogName) -> Result<Option<LogHead>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT seq, hash FROM lines
         WHERE branch_id = :branch_id AND device_id = :device_id AND epoch_id = :epoch_id
         ORDER BY seq DESC LIMIT 1",
    )?;
    let at = named_params! {
        ":branch_id": log.branch.as_bytes(),
        ":device_id": log.device.as_bytes(),
        ":epoch_id": log.epoch.as_bytes(),
    };
    let head = found.query_row(at, |row| {
        Ok(LogHead { epoch: log.epoch, seq: row.get("seq")?, head: bytes(row, "hash")? })
    });
    Ok(head.optional()?)
}

/// The heads of every epoch of a device, the one that was written last at the end.
pub fn list(tx: &Transaction<'_>, branch: BranchId, device: DeviceId) -> Result<Vec<LogHead>, StoreError> {
    // From epoch to epoch by the key, and not along every line of a log that may be years long: in a CROSS JOIN SQLite
    // keeps the order in which it is written.
    let mut found = tx.prepare_cached(
        "WITH RECURSIVE epochs (id) AS (
            SELECT min(epoch_id) FROM lines WHERE branch_id = :branch_id AND device_id = :device_id
            UNION ALL
            SELECT (SELECT min(epoch_id) FROM lines
                WHERE branch_id = :branch_id AND device_id = :device_id AND epoch_id > epochs.id)
            FROM epochs WHERE epochs.id IS NOT NULL
         )
         SELECT epoch_id, seq, hash FROM epochs CROSS JOIN lines ON lines.rowid =
            (SELECT rowid FROM lines AS others
             WHERE others.branch_id = :branch_id AND others.device_id = :device_id AND others.epoch_id = epochs.id
             ORDER BY others.seq DESC LIMIT 1)
         ORDER BY lines.rowid",
    )?;
    let at = named_params! { ":branch_id": branch.as_bytes(), ":device_id": device.as_bytes() };
    let rows = found.query_map(at, |row| {
        Ok(LogHead { epoch: bytes(row, "epoch_id")?, seq: row.get("seq")?, head: bytes(row, "hash")? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The hash of a line that is held.
pub fn hash_at(tx: &Transaction<'_>, log: LogName, seq: u64) -> Result<Option<Sha256>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT hash FROM lines
         WHERE branch_id = :branch_id AND device_id = :device_id AND epoch_id = :epoch_id AND seq = :seq",
    )?;
    let at = named_params! {
        ":branch_id": log.branch.as_bytes(),
        ":device_id": log.device.as_bytes(),
        ":epoch_id": log.epoch.as_bytes(),
        ":seq": seq,
    };
    Ok(found.query_row(at, |row| bytes(row, "hash")).optional()?)
}

/// The key of a ticket, under its branch's key.
pub fn key_of(
    tx: &Transaction<'_>,
    branch: BranchId,
    ticket: TicketId,
) -> Result<Option<WrappedKey>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT wrapped FROM ticket_keys WHERE branch_id = :branch_id AND ticket_id = :ticket_id",
    )?;
    let at = named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() };
    Ok(found.query_row(at, |row| Ok(WrappedKey { ticket, wrapped: bytes(row, "wrapped")? })).optional()?)
}

/// The keys of several tickets, as far as they are here.
pub fn keys_of(
    tx: &Transaction<'_>,
    branch: BranchId,
    tickets: impl IntoIterator<Item = TicketId>,
) -> Result<Vec<WrappedKey>, StoreError> {
    let tickets: std::collections::BTreeSet<TicketId> = tickets.into_iter().collect();
    tickets.into_iter().filter_map(|ticket| key_of(tx, branch, ticket).transpose()).collect()
}
