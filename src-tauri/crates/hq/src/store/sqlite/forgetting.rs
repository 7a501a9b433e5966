//! Forgetting: a ticket's key goes, and with it its photos that no other ticket names.

use async_trait::async_trait;
use domain::{BranchId, Sha256, TicketId};
use rusqlite::{OptionalExtension, Transaction, named_params};

use super::{Sqlite, values::bytes};
use crate::store::{Forgetting, PhotoToGo, StoreError};

#[async_trait]
impl Forgetting for Sqlite {
    async fn list_forgotten(&self) -> Result<Vec<(BranchId, TicketId)>, StoreError> {
        self.read(|tx| {
            let mut found = tx.prepare_cached("SELECT branch_id, ticket_id FROM forgotten_tickets")?;
            let rows = found.query_map([], |row| Ok((bytes(row, "branch_id")?, bytes(row, "ticket_id")?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn list_photos_to_go(&self) -> Result<Vec<PhotoToGo>, StoreError> {
        self.read(|tx| {
            let mut found = tx.prepare_cached("SELECT branch_id, sha256, mark FROM forgotten_photos")?;
            let rows = found.query_map([], |row| {
                Ok(PhotoToGo {
                    branch: bytes(row, "branch_id")?,
                    sha256: bytes(row, "sha256")?,
                    mark: row.get("mark")?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn is_photo_to_go(&self, photo: &PhotoToGo) -> Result<bool, StoreError> {
        let photo = *photo;
        self.read(move |tx| Ok(mark_of(tx, photo.branch, photo.sha256)? == Some(photo.mark))).await
    }

    async fn photo_is_gone(&self, photo: PhotoToGo) -> Result<(), StoreError> {
        self.write(move |tx| match mark_of(tx, photo.branch, photo.sha256)? {
            Some(mark) if mark == photo.mark => stays(tx, photo.branch, photo.sha256),
            Some(_) => Ok(()),
            None => {
                for table in ["photos", "uploads"] {
                    tx.prepare_cached(&format!(
                        "DELETE FROM {table} WHERE branch_id = :branch_id AND sha256 = :sha256"
                    ))?
                    .execute(named_params! {
                        ":branch_id": photo.branch.as_bytes(),
                        ":sha256": photo.sha256.0,
                    })?;
                }
                Ok(())
            }
        })
        .await
    }
}

fn mark_of(tx: &Transaction<'_>, branch: BranchId, sha256: Sha256) -> Result<Option<[u8; 16]>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT mark FROM forgotten_photos WHERE branch_id = :branch_id AND sha256 = :sha256",
    )?;
    let at = named_params! { ":branch_id": branch.as_bytes(), ":sha256": sha256.0 };
    Ok(found.query_row(at, |row| row.get(0)).optional()?)
}

/// A photo is to go from the shelf: anew, if it already was.
pub fn goes(tx: &Transaction<'_>, branch: BranchId, sha256: Sha256) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO forgotten_photos (branch_id, sha256, mark) VALUES (:branch_id, :sha256, randomblob(16))
         ON CONFLICT (branch_id, sha256) DO UPDATE SET mark = excluded.mark",
    )?
    .execute(named_params! { ":branch_id": branch.as_bytes(), ":sha256": sha256.0 })?;
    Ok(())
}

/// A photo is not, or not any more, to go from the shelf.
pub fn stays(tx: &Transaction<'_>, branch: BranchId, sha256: Sha256) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM forgotten_photos WHERE branch_id = :branch_id AND sha256 = :sha256")?
        .execute(named_params! { ":branch_id": branch.as_bytes(), ":sha256": sha256.0 })?;
    Ok(())
}

/// Whether a ticket was forgotten.
pub fn is_forgotten(tx: &Transaction<'_>, branch: BranchId, ticket: TicketId) -> Result<bool, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT 1 FROM forgotten_tickets WHERE branch_id = :branch_id AND ticket_id = :ticket_id",
    )?;
    Ok(found.exists(named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() })?)
}

/// Deletes a ticket's key and photos; its lines are folded shut from now on.
pub fn forget(tx: &Transaction<'_>, branch: BranchId, ticket: TicketId) -> Result<(), StoreError> {
    for sql in [
        "INSERT OR IGNORE INTO forgotten_tickets (branch_id, ticket_id) VALUES (:branch_id, :ticket_id)",
        "DELETE FROM ticket_keys WHERE branch_id = :branch_id AND ticket_id = :ticket_id",
        "INSERT OR IGNORE INTO forgotten_photos (branch_id, sha256, mark)
         SELECT branch_id, sha256, randomblob(16) FROM named_photos AS own
         WHERE branch_id = :branch_id AND ticket_id = :ticket_id AND NOT EXISTS (
            SELECT 1 FROM named_photos AS others
            WHERE others.branch_id = own.branch_id AND others.sha256 = own.sha256
                AND others.ticket_id <> own.ticket_id)",
        "DELETE FROM named_photos WHERE branch_id = :branch_id AND ticket_id = :ticket_id",
    ] {
        tx.prepare_cached(sql)?
            .execute(named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket.as_bytes() })?;
    }
    for table in ["photos", "uploads"] {
        tx.prepare_cached(&format!(
            "DELETE FROM {table} WHERE branch_id = :branch_id
                AND sha256 IN (SELECT sha256 FROM forgotten_photos WHERE branch_id = :branch_id)"
        ))?
        .execute(named_params! { ":branch_id": branch.as_bytes() })?;
    }
    Ok(())
}
