//! Photos and uploads.

use async_trait::async_trait;
use domain::{BranchId, Instant, Sha256, TicketId};
use rusqlite::{OptionalExtension, Row, named_params};

use super::{
    Sqlite, forgetting,
    values::{bytes, moment, text},
};
use crate::store::{Photos, StoreError, Upload};

const UPLOAD: &str = "SELECT upload_id, branch_id, device_id, sha256, size, held FROM uploads";

#[async_trait]
impl Photos for Sqlite {
    async fn is_photo_named(&self, branch: BranchId, sha256: Sha256, size: u64) -> Result<bool, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT 1 FROM named_photos WHERE branch_id = :branch_id AND sha256 = :sha256 AND size = :size",
            )?;
            let at = named_params! { ":branch_id": branch.as_bytes(), ":sha256": sha256.0, ":size": size };
            Ok(found.exists(at)?)
        })
        .await
    }

    async fn is_photo_of(
        &self,
        branch: BranchId,
        sha256: Sha256,
        ticket: TicketId,
    ) -> Result<bool, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT 1 FROM named_photos
                 WHERE branch_id = :branch_id AND sha256 = :sha256 AND ticket_id = :ticket_id",
            )?;
            let at = named_params! {
                ":branch_id": branch.as_bytes(),
                ":sha256": sha256.0,
                ":ticket_id": ticket.as_bytes(),
            };
            Ok(found.exists(at)?)
        })
        .await
    }

    async fn find_photo(&self, branch: BranchId, sha256: Sha256) -> Result<Option<u64>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT size FROM photos WHERE branch_id = :branch_id AND sha256 = :sha256",
            )?;
            let at = named_params! { ":branch_id": branch.as_bytes(), ":sha256": sha256.0 };
            Ok(found.query_row(at, |row| row.get(0)).optional()?)
        })
        .await
    }

    async fn list_held(
        &self,
        branch: BranchId,
        ticket: TicketId,
    ) -> Result<Vec<(Sha256, Instant)>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT DISTINCT photos.sha256, photos.received_at
                 FROM named_photos JOIN photos USING (branch_id, sha256)
                 WHERE branch_id = :branch_id AND ticket_id = :ticket_id",
            )?;
            let at = named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() };
            let rows = found.query_map(at, |row| Ok((bytes(row, "sha256")?, text(row, "received_at")?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn list_unfinished(
        &self,
        branch: BranchId,
        ticket: TicketId,
    ) -> Result<Vec<(Sha256, u64)>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT DISTINCT uploads.sha256, uploads.held
                 FROM named_photos JOIN uploads USING (branch_id, sha256)
                 WHERE branch_id = :branch_id AND ticket_id = :ticket_id AND uploads.held < uploads.size",
            )?;
            let at = named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() };
            let rows = found.query_map(at, |row| Ok((bytes(row, "sha256")?, row.get("held")?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn start_upload(&self, new: Upload, now: Instant) -> Result<Upload, StoreError> {
        self.write(move |tx| {
            // Of two lines that name one hash with two lengths, at most one tells the truth. One that is whole keeps its
            // address: whoever was cut off at its end still asks there.
            tx.execute(
                "DELETE FROM uploads WHERE branch_id = :branch_id AND sha256 = :sha256
                    AND (size <> :size OR (:held = :size AND held < size) OR started_at < :expired_before)",
                named_params! {
                    ":branch_id": new.branch.as_bytes(),
                    ":sha256": new.sha256.0,
                    ":size": new.size,
                    ":held": new.held,
                    ":expired_before": moment(Upload::expired_before(now)),
                },
            )?;
            tx.execute(
                "INSERT OR IGNORE INTO uploads (branch_id, upload_id, device_id, sha256, size, held, started_at)
                 VALUES (:branch_id, :upload_id, :device_id, :sha256, :size, :held, :started_at)",
                named_params! {
                    ":branch_id": new.branch.as_bytes(),
                    ":upload_id": new.id,
                    ":device_id": new.device.as_bytes(),
                    ":sha256": new.sha256.0,
                    ":size": new.size,
                    ":held": new.held,
                    ":started_at": moment(now),
                },
            )?;
            let mut found =
                tx.prepare_cached(&format!("{UPLOAD} WHERE branch_id = :branch_id AND sha256 = :sha256"))?;
            let at = named_params! { ":branch_id": new.branch.as_bytes(), ":sha256": new.sha256.0 };
            Ok(found.query_row(at, upload)?)
        })
        .await
    }

    async fn find_upload(
        &self,
        branch: BranchId,
        id: [u8; 16],
        now: Instant,
    ) -> Result<Option<Upload>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(&format!(
                "{UPLOAD} WHERE branch_id = :branch_id AND upload_id = :upload_id AND started_at >= :since"
            ))?;
            let at = named_params! {
                ":branch_id": branch.as_bytes(),
                ":upload_id": id,
                ":since": moment(Upload::expired_before(now)),
            };
            Ok(found.query_row(at, upload).optional()?)
        })
        .await
    }

    async fn append_chunk(
        &self,
        branch: BranchId,
        id: [u8; 16],
        at: u64,
        bytes: Vec<u8>,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let mut found = tx.prepare_cached(&format!(
                "{UPLOAD} WHERE branch_id = :branch_id AND upload_id = :upload_id"
            ))?;
            let its = named_params! { ":branch_id": branch.as_bytes(), ":upload_id": id };
            let Some(upload) = found.query_row(its, upload).optional()? else { return Ok(false) };
            let held = at + bytes.len() as u64;
            if upload.held != at || held > upload.size {
                return Ok(false);
            }
            if bytes.is_empty() {
                return Ok(true);
            }
            tx.execute(
                "INSERT INTO upload_chunks (branch_id, upload_id, at, bytes)
                 VALUES (:branch_id, :upload_id, :at, :bytes)",
                named_params! { ":branch_id": branch.as_bytes(), ":upload_id": id, ":at": at, ":bytes": bytes },
            )?;
            tx.execute(
                "UPDATE uploads SET held = :held WHERE branch_id = :branch_id AND upload_id = :upload_id",
                named_params! { ":held": held, ":branch_id": branch.as_bytes(), ":upload_id": id },
            )?;
            Ok(true)
        })
        .await
    }

    async fn upload_bytes(&self, branch: BranchId, id: [u8; 16]) -> Result<Vec<u8>, StoreError> {
        self.read(move |tx| {
            let mut found = tx.prepare_cached(
                "SELECT bytes FROM upload_chunks
                 WHERE branch_id = :branch_id AND upload_id = :upload_id ORDER BY at",
            )?;
            let at = named_params! { ":branch_id": branch.as_bytes(), ":upload_id": id };
            let mut whole = Vec::new();
            let mut chunks = found.query(at)?;
            while let Some(chunk) = chunks.next()? {
                whole.extend_from_slice(chunk.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
            }
            Ok(whole)
        })
        .await
    }

    async fn photo_is_held(&self, upload: Upload, now: Instant) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let named = named_params! { ":branch_id": upload.branch.as_bytes(), ":sha256": upload.sha256.0 };
            let is_in = |table: &str| {
                tx.prepare_cached(&format!(
                    "SELECT 1 FROM {table} WHERE branch_id = :branch_id AND sha256 = :sha256"
                ))?
                .exists(named)
            };
            if !is_in("named_photos")? {
                tx.execute("DELETE FROM uploads WHERE branch_id = :branch_id AND sha256 = :sha256", named)?;
                forgetting::goes(tx, upload.branch, upload.sha256)?;
                return Ok(false);
            }
            let awaited = tx.execute(
                "UPDATE uploads SET held = size WHERE branch_id = :branch_id AND upload_id = :upload_id",
                named_params! { ":branch_id": upload.branch.as_bytes(), ":upload_id": upload.id },
            )?;
            if awaited == 0 {
                return Ok(is_in("photos")?);
            }
            tx.execute(
                "INSERT OR IGNORE INTO photos (branch_id, sha256, size, received_at, device_id)
                 VALUES (:branch_id, :sha256, :size, :received_at, :device_id)",
                named_params! {
                    ":branch_id": upload.branch.as_bytes(),
                    ":sha256": upload.sha256.0,
                    ":size": upload.size,
                    ":received_at": moment(now),
                    ":device_id": upload.device.as_bytes(),
                },
            )?;
            tx.execute(
                "DELETE FROM upload_chunks WHERE branch_id = :branch_id AND upload_id = :upload_id",
                named_params! { ":branch_id": upload.branch.as_bytes(), ":upload_id": upload.id },
            )?;
            Ok(true)
        })
        .await
    }

    async fn drop_upload(&self, branch: BranchId, id: [u8; 16]) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "DELETE FROM uploads WHERE branch_id = :branch_id AND upload_id = :upload_id",
                named_params! { ":branch_id": branch.as_bytes(), ":upload_id": id },
            )?;
            Ok(())
        })
        .await
    }

    async fn drop_expired_uploads(&self, now: Instant) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "DELETE FROM uploads WHERE started_at < :expired_before",
                named_params! { ":expired_before": moment(Upload::expired_before(now)) },
            )?;
            Ok(())
        })
        .await
    }
}

fn upload(row: &Row<'_>) -> rusqlite::Result<Upload> {
    Ok(Upload {
        id: row.get("upload_id")?,
        branch: bytes(row, "branch_id")?,
        device: bytes(row, "device_id")?,
        sha256: bytes(row, "sha256")?,
        size: row.get("size")?,
        held: row.get("held")?,
    })
}
