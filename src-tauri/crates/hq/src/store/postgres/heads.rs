//! Where logs stand, in which months lines are, and the keys of tickets.

use std::collections::{BTreeSet, HashMap};

use deadpool_postgres::GenericClient;
use domain::{BranchId, DeviceId, Sha256, TicketId};
use protocol::WrappedKey;

use super::{
    append::wrapped_key,
    values::{Id, count, hash, id, uuids, whole},
};
use crate::store::{LogHead, LogName, StoreError};

/// The heads of every epoch of a device, the one that was written last at the end.
pub async fn list(
    client: &impl GenericClient,
    branch: BranchId,
    device: DeviceId,
) -> Result<Vec<LogHead>, StoreError> {
    let found = client
        .prepare_cached(
            "SELECT epoch_id, seq, hash FROM logs WHERE branch_id = $1 AND device_id = $2 ORDER BY position",
        )
        .await?;
    let rows = client.query(&found, &[&branch.uuid(), &device.uuid()]).await?;
    let head = |row: &tokio_postgres::Row| {
        Ok(LogHead { epoch: id(row, "epoch_id")?, seq: count(row, "seq")?, head: hash(row, "hash")? })
    };
    rows.iter().map(head).collect()
}

/// The hash of a line that is held.
pub async fn hash_at(
    client: &impl GenericClient,
    log: LogName,
    seq: u64,
) -> Result<Option<Sha256>, StoreError> {
    let found = client
        .prepare_cached(
            "SELECT hash FROM lines WHERE branch_id = $1 AND device_id = $2 AND epoch_id = $3 AND seq = $4",
        )
        .await?;
    let (branch, device, epoch) = (log.branch.uuid(), log.device.uuid(), log.epoch.uuid());
    let row = client.query_opt(&found, &[&branch, &device, &epoch, &whole(seq)]).await?;
    row.map(|row| hash(&row, "hash")).transpose()
}

/// In which month each of these lines is.
pub async fn months(
    client: &impl GenericClient,
    lines: impl Iterator<Item = (LogName, u64)>,
) -> Result<HashMap<(LogName, u64), i32>, StoreError> {
    let mut months = HashMap::new();
    for (log, seq) in lines {
        let found = client
            .prepare_cached(
                "SELECT month FROM lines WHERE branch_id = $1 AND device_id = $2 AND epoch_id = $3 AND seq = $4",
            )
            .await?;
        let (branch, device, epoch) = (log.branch.uuid(), log.device.uuid(), log.epoch.uuid());
        if let Some(row) = client.query_opt(&found, &[&branch, &device, &epoch, &whole(seq)]).await? {
            months.insert((log, seq), row.try_get("month")?);
        }
    }
    Ok(months)
}

/// The key of a ticket, under its branch's key.
pub async fn key_of(
    client: &impl GenericClient,
    branch: BranchId,
    ticket: TicketId,
) -> Result<Option<WrappedKey>, StoreError> {
    Ok(keys_of(client, branch, [ticket]).await?.pop())
}

/// The keys of several tickets, as far as they are here.
pub async fn keys_of(
    client: &impl GenericClient,
    branch: BranchId,
    tickets: impl IntoIterator<Item = TicketId>,
) -> Result<Vec<WrappedKey>, StoreError> {
    let tickets: BTreeSet<TicketId> = tickets.into_iter().collect();
    if tickets.is_empty() {
        return Ok(Vec::new());
    }
    let found = client
        .prepare_cached(
            "SELECT ticket_id, wrapped FROM ticket_keys
             WHERE branch_id = $1 AND ticket_id = ANY ($2) ORDER BY ticket_id",
        )
        .await?;
    let rows = client.query(&found, &[&branch.uuid(), &uuids(tickets)]).await?;
    rows.iter().map(wrapped_key).collect()
}
