//! Photos and uploads.

use async_trait::async_trait;
use deadpool_postgres::GenericClient;
use domain::{BranchId, Instant, Sha256, TicketId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    Postgres,
    values::{Id, at, count, hash, id, moment, whole},
};
use crate::store::{Photos, StoreError, Upload};

const UPLOAD: &str = "SELECT upload_id, branch_id, device_id, sha256, size, held FROM uploads";

#[async_trait]
impl Photos for Postgres {
    async fn is_photo_named(&self, branch: BranchId, sha256: Sha256, size: u64) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT 1 FROM named_photos WHERE branch_id = $1 AND sha256 = $2 AND size = $3 LIMIT 1",
            )
            .await?;
        Ok(client.query_opt(&found, &[&branch.uuid(), &&sha256.0[..], &whole(size)]).await?.is_some())
    }

    async fn is_photo_of(
        &self,
        branch: BranchId,
        sha256: Sha256,
        ticket: TicketId,
    ) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT 1 FROM named_photos WHERE branch_id = $1 AND sha256 = $2 AND ticket_id = $3 LIMIT 1",
            )
            .await?;
        Ok(client.query_opt(&found, &[&branch.uuid(), &&sha256.0[..], &ticket.uuid()]).await?.is_some())
    }

    async fn find_photo(&self, branch: BranchId, sha256: Sha256) -> Result<Option<u64>, StoreError> {
        let client = self.client().await?;
        let found =
            client.prepare_cached("SELECT size FROM photos WHERE branch_id = $1 AND sha256 = $2").await?;
        let row = client.query_opt(&found, &[&branch.uuid(), &&sha256.0[..]]).await?;
        row.map(|row| count(&row, "size")).transpose()
    }

    async fn list_held(
        &self,
        branch: BranchId,
        ticket: TicketId,
    ) -> Result<Vec<(Sha256, Instant)>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT DISTINCT photos.sha256, photos.received_at
                 FROM named_photos JOIN photos USING (branch_id, sha256)
                 WHERE branch_id = $1 AND ticket_id = $2",
            )
            .await?;
        let rows = client.query(&found, &[&branch.uuid(), &ticket.uuid()]).await?;
        rows.iter().map(|row| Ok((hash(row, "sha256")?, at(row, "received_at")?))).collect()
    }

    async fn list_unfinished(
        &self,
        branch: BranchId,
        ticket: TicketId,
    ) -> Result<Vec<(Sha256, u64)>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT DISTINCT uploads.sha256, uploads.held
                 FROM named_photos JOIN uploads USING (branch_id, sha256)
                 WHERE branch_id = $1 AND ticket_id = $2 AND uploads.held < uploads.size",
            )
            .await?;
        let rows = client.query(&found, &[&branch.uuid(), &ticket.uuid()]).await?;
        rows.iter().map(|row| Ok((hash(row, "sha256")?, count(row, "held")?))).collect()
    }

    async fn start_upload(
        &self,
        new: Upload,
        now: Instant,
        dropped_before: Instant,
    ) -> Result<Upload, StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        let (branch, sha256) = (new.branch.uuid(), &new.sha256.0[..]);
        tx.execute("DELETE FROM uploads WHERE started_at < $1", &[&moment(dropped_before)]).await?;
        // Of two lines that name one hash with two lengths, at most one tells the truth. One that is whole keeps its
        // address: whoever was cut off at its end still asks there.
        tx.execute(
            "DELETE FROM uploads WHERE branch_id = $1 AND sha256 = $2
                AND (size <> $3 OR ($4::bigint = $3 AND held < size))",
            &[&branch, &sha256, &whole(new.size), &whole(new.held)],
        )
        .await?;
        tx.execute(
            "INSERT INTO uploads (branch_id, upload_id, device_id, sha256, size, held, started_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            &[
                &branch,
                &Uuid::from_bytes(new.id),
                &new.device.uuid(),
                &sha256,
                &whole(new.size),
                &whole(new.held),
                &moment(now),
            ],
        )
        .await?;
        let found = tx
            .query_one(&format!("{UPLOAD} WHERE branch_id = $1 AND sha256 = $2"), &[&branch, &sha256])
            .await?;
        let started = upload(&found)?;
        tx.commit().await?;
        Ok(started)
    }

    async fn find_upload(&self, branch: BranchId, id: [u8; 16]) -> Result<Option<Upload>, StoreError> {
        let client = self.client().await?;
        find(&client, branch, id, "").await
    }

    async fn append_chunk(
        &self,
        branch: BranchId,
        id: [u8; 16],
        at: u64,
        bytes: Vec<u8>,
    ) -> Result<bool, StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        // Two requests at the same place, perhaps at two nodes, come one after the other.
        let Some(upload) = find(&tx, branch, id, " FOR UPDATE").await? else { return Ok(false) };
        let held = at + bytes.len() as u64;
        if upload.held != at || held > upload.size {
            return Ok(false);
        }
        if bytes.is_empty() {
            return Ok(true);
        }
        let (branch, id) = (branch.uuid(), Uuid::from_bytes(id));
        tx.execute(
            "INSERT INTO upload_chunks (branch_id, upload_id, at, bytes) VALUES ($1, $2, $3, $4)",
            &[&branch, &id, &whole(at), &bytes],
        )
        .await?;
        tx.execute(
            "UPDATE uploads SET held = $3 WHERE branch_id = $1 AND upload_id = $2",
            &[&branch, &id, &whole(held)],
        )
        .await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn upload_bytes(&self, branch: BranchId, id: [u8; 16]) -> Result<Vec<u8>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT bytes FROM upload_chunks WHERE branch_id = $1 AND upload_id = $2 ORDER BY at",
            )
            .await?;
        let mut whole = Vec::new();
        for row in client.query(&found, &[&branch.uuid(), &Uuid::from_bytes(id)]).await? {
            whole.extend_from_slice(row.try_get("bytes")?);
        }
        Ok(whole)
    }

    async fn photo_is_held(&self, upload: Upload, now: Instant) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        let (branch, id) = (upload.branch.uuid(), Uuid::from_bytes(upload.id));
        tx.execute(
            "INSERT INTO photos (branch_id, sha256, size, received_at, device_id) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO NOTHING",
            &[&branch, &&upload.sha256.0[..], &whole(upload.size), &moment(now), &upload.device.uuid()],
        )
        .await?;
        tx.execute("UPDATE uploads SET held = size WHERE branch_id = $1 AND upload_id = $2", &[&branch, &id])
            .await?;
        tx.execute("DELETE FROM upload_chunks WHERE branch_id = $1 AND upload_id = $2", &[&branch, &id])
            .await?;
        Ok(tx.commit().await?)
    }

    async fn drop_upload(&self, branch: BranchId, id: [u8; 16]) -> Result<(), StoreError> {
        let client = self.client().await?;
        client
            .execute(
                "DELETE FROM uploads WHERE branch_id = $1 AND upload_id = $2",
                &[&branch.uuid(), &Uuid::from_bytes(id)],
            )
            .await?;
        Ok(())
    }
}

async fn find(
    client: &impl GenericClient,
    branch: BranchId,
    id: [u8; 16],
    lock: &str,
) -> Result<Option<Upload>, StoreError> {
    let found =
        client.prepare_cached(&format!("{UPLOAD} WHERE branch_id = $1 AND upload_id = $2{lock}")).await?;
    let row = client.query_opt(&found, &[&branch.uuid(), &Uuid::from_bytes(id)]).await?;
    row.as_ref().map(upload).transpose()
}

fn upload(row: &Row) -> Result<Upload, StoreError> {
    Ok(Upload {
        id: *row.try_get::<_, Uuid>("upload_id")?.as_bytes(),
        branch: id(row, "branch_id")?,
        device: id(row, "device_id")?,
        sha256: hash(row, "sha256")?,
        size: count(row, "size")?,
        held: count(row, "held")?,
    })
}
