//! What is held of a device's day: asked of the lines themselves.

use async_trait::async_trait;
use domain::{BranchId, DeviceId, Instant};

use super::{
    Postgres, one_state,
    tickets::counted,
    values::{Id, hash, id, moment},
};
use crate::store::{DayHeld, Days, StoreError};

const WITHIN: &str = "lines.branch_id = $1 AND wall >= $3 AND wall < $4 AND lines.device_id IN (
     SELECT $2::uuid UNION SELECT id FROM devices WHERE replaced_by = $2)";

#[async_trait]
impl Days for Postgres {
    async fn day_held(
        &self,
        branch: BranchId,
        device: DeviceId,
        from: Instant,
        until: Instant,
    ) -> Result<DayHeld, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let (branch, device, from, until) = (branch.uuid(), device.uuid(), moment(from), moment(until));
        let events = tx
            .prepare_cached(&format!(
                "SELECT DISTINCT event_id FROM lines WHERE {WITHIN} AND event_id IS NOT NULL ORDER BY event_id"
            ))
            .await?;
        let events = tx.query(&events, &[&branch, &device, &from, &until]).await?;
        let set_aside = tx
            .prepare_cached(&format!("SELECT count(*) FROM lines WHERE {WITHIN} AND set_aside IS NOT NULL"))
            .await?;
        let set_aside = tx.query_one(&set_aside, &[&branch, &device, &from, &until]).await?;
        let photos = tx
            .prepare_cached(&format!(
                "SELECT DISTINCT photos.sha256 FROM photos JOIN lines ON photos.sha256 = lines.photo
                 WHERE photos.branch_id = $1 AND {WITHIN}"
            ))
            .await?;
        let photos = tx.query(&photos, &[&branch, &device, &from, &until]).await?;
        Ok(DayHeld {
            events: events.iter().map(|row| id(row, "event_id")).collect::<Result<_, _>>()?,
            set_aside: counted(&set_aside)?,
            photos: photos.iter().map(|row| hash(row, "sha256")).collect::<Result<_, _>>()?,
        })
    }
}
