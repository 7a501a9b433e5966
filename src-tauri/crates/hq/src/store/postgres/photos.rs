//! Photos and uploads.

use async_trait::async_trait;
use deadpool_postgres::Transaction;
use domain::{BranchId, Instant, Sha256, TicketId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    Postgres, forgetting,
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

    async fn start_upload(&self, new: Upload, now: Instant) -> Result<Upload, StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        let (branch, sha256) = (new.branch.uuid(), &new.sha256.0[..]);
        // Of two lines that name one hash with two lengths, at most one tells the truth. One that is whole keeps its
        // address: whoever was cut off at its end still asks there.
        tx.execute(
            "DELETE FROM uploads WHERE branch_id = $1 AND sha256 = $2
                AND (size <> $3 OR ($4::bigint = $3 AND held < size) OR started_at < $5)",
            &[&branch, &sha256, &whole(new.size), &whole(new.held), &moment(Upload::expired_before(now))],
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

    async fn find_upload(
        &self,
        branch: BranchId,
        id: [u8; 16],
        now: Instant,
    ) -> Result<Option<Upload>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(&format!("{UPLOAD} WHERE branch_id = $1 AND upload_id = $2 AND started_at >= $3"))
            .await?;
        let since = moment(Upload::expired_before(now));
        let row = client.query_opt(&found, &[&branch.uuid(), &Uuid::from_bytes(id), &since]).await?;
        row.as_ref().map(upload).transpose()
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
        let found = tx
            .prepare_cached(&format!("{UPLOAD} WHERE branch_id = $1 AND upload_id = $2 FOR UPDATE"))
            .await?;
        let found = tx.query_opt(&found, &[&branch.uuid(), &Uuid::from_bytes(id)]).await?;
        let Some(upload) = found.as_ref().map(upload).transpose()? else { return Ok(false) };
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

    async fn photo_is_held(&self, upload: Upload, now: Instant) -> Result<bool, StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        let (branch, id) = (upload.branch.uuid(), Uuid::from_bytes(upload.id));
        // Whoever names or forgets has this row for itself: what is read below stays so until the commit.
        tx.execute("SELECT 1 FROM branches WHERE branch_id = $1 FOR SHARE", &[&branch]).await?;
        if !is_in(&tx, "named_photos", &upload).await? {
            tx.execute(
                "DELETE FROM uploads WHERE branch_id = $1 AND sha256 = $2",
                &[&branch, &&upload.sha256.0[..]],
            )
            .await?;
            forgetting::goes(&tx, upload.branch, upload.sha256).await?;
            tx.commit().await?;
            return Ok(false);
        }
        let awaited = tx
            .execute(
                "UPDATE uploads SET held = size WHERE branch_id = $1 AND upload_id = $2",
                &[&branch, &id],
            )
            .await?;
        if awaited == 0 {
            return is_in(&tx, "photos", &upload).await;
        }
        tx.execute(
            "INSERT INTO photos (branch_id, sha256, size, received_at, device_id) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO NOTHING",
            &[&branch, &&upload.sha256.0[..], &whole(upload.size), &moment(now), &upload.device.uuid()],
        )
        .await?;
        tx.execute("DELETE FROM upload_chunks WHERE branch_id = $1 AND upload_id = $2", &[&branch, &id])
            .await?;
        tx.commit().await?;
        Ok(true)
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

    async fn drop_expired_uploads(&self, now: Instant) -> Result<(), StoreError> {
        let expired_before = moment(Upload::expired_before(now));
        let client = self.client().await?;
        client.execute("DELETE FROM uploads WHERE started_at < $1", &[&expired_before]).await?;
        Ok(())
    }
}

/// Whether a table has the photo that is brought.
async fn is_in(tx: &Transaction<'_>, table: &str, upload: &Upload) -> Result<bool, StoreError> {
    let found = tx
        .prepare_cached(&format!("SELECT 1 FROM {table} WHERE branch_id = $1 AND sha256 = $2 LIMIT 1"))
        .await?;
    Ok(tx.query_opt(&found, &[&upload.branch.uuid(), &&upload.sha256.0[..]]).await?.is_some())
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
