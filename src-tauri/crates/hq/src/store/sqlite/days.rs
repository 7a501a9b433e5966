//! What is held of a device's day: asked of the lines themselves.

use async_trait::async_trait;
use domain::{BranchId, DeviceId, EventId, Instant, Sha256};
use rusqlite::{Row, named_params};

use super::{
    Sqlite,
    values::{bytes, moment},
};
use crate::store::{DayHeld, Days, StoreError};

#[async_trait]
impl Days for Sqlite {
    async fn day_held(
        &self,
        branch: BranchId,
        device: DeviceId,
        from: Instant,
        until: Instant,
    ) -> Result<DayHeld, StoreError> {
        self.read(move |tx| {
            let at = named_params! {
                ":branch_id": branch.as_bytes(),
                ":device_id": device.as_bytes(),
                ":from": moment(from),
                ":until": moment(until),
            };
            const WITHIN: &str =
                "branch_id = :branch_id AND wall >= :from AND wall < :until AND device_id IN (
                     SELECT :device_id UNION SELECT id FROM devices WHERE replaced_by = :device_id)";
            let mut events = tx.prepare_cached(&format!(
                "SELECT DISTINCT event_id FROM lines WHERE {WITHIN} AND event_id IS NOT NULL"
            ))?;
            let event = |row: &Row<'_>| bytes::<16, EventId>(row, "event_id");
            let events = events.query_map(at, event)?.collect::<Result<_, _>>()?;
            let mut set_aside = tx.prepare_cached(&format!(
                "SELECT count(*) FROM lines WHERE {WITHIN} AND set_aside IS NOT NULL"
            ))?;
            let set_aside = set_aside.query_row(at, |row| row.get(0))?;
            // What a line names stands in its clear part.
            let mut photos = tx.prepare_cached(&format!(
                "SELECT DISTINCT photos.sha256 AS sha256 FROM photos JOIN (
                     SELECT unhex(json_extract(line, '$.body.sha256')) AS named FROM lines
                     WHERE {WITHIN} AND json_valid(line) AND json_extract(line, '$.kind') = 'PhotoAdded'
                 ) ON photos.sha256 = named WHERE photos.branch_id = :branch_id"
            ))?;
            let photo = |row: &Row<'_>| bytes::<32, Sha256>(row, "sha256");
            let photos = photos.query_map(at, photo)?.collect::<Result<_, _>>()?;
            Ok(DayHeld { events, set_aside, photos })
        })
        .await
    }
}
