//! Forgetting: a ticket's key goes, and with it its photos that no other ticket names.

use async_trait::async_trait;
use deadpool_postgres::{Object, Transaction};
use domain::{BranchId, Sha256, TicketId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    Postgres,
    values::{Id, hash, id},
};
use crate::store::{Forgetting, PhotoToGo, StoreError};

#[async_trait]
impl Forgetting for Postgres {
    async fn list_forgotten(&self) -> Result<Vec<(BranchId, TicketId)>, StoreError> {
        let client = self.client().await?;
        let rows = client.query("SELECT branch_id, ticket_id FROM forgotten_tickets", &[]).await?;
        rows.iter().map(|row| Ok((id(row, "branch_id")?, id(row, "ticket_id")?))).collect()
    }

    async fn list_photos_to_go(&self) -> Result<Vec<PhotoToGo>, StoreError> {
        let client = self.client().await?;
        let rows = client.query("SELECT branch_id, sha256, mark FROM forgotten_photos", &[]).await?;
        let photo = |row| {
            Ok(PhotoToGo { branch: id(row, "branch_id")?, sha256: hash(row, "sha256")?, mark: mark(row)? })
        };
        rows.iter().map(photo).collect()
    }

    async fn is_photo_to_go(&self, photo: &PhotoToGo) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let found = client
            .query_opt(
                "SELECT 1 FROM forgotten_photos WHERE branch_id = $1 AND sha256 = $2 AND mark = $3",
                &[&photo.branch.uuid(), &&photo.sha256.0[..], &Uuid::from_bytes(photo.mark)],
            )
            .await?;
        Ok(found.is_some())
    }

    async fn photo_is_gone(&self, photo: PhotoToGo) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let tx = client.transaction().await?;
        let (branch, sha256) = (photo.branch.uuid(), &photo.sha256.0[..]);
        // Nobody names a photo or says that it is held meanwhile.
        tx.execute("SELECT 1 FROM branches WHERE branch_id = $1 FOR UPDATE", &[&branch]).await?;
        let found = tx
            .query_opt(
                "SELECT mark FROM forgotten_photos WHERE branch_id = $1 AND sha256 = $2",
                &[&branch, &sha256],
            )
            .await?;
        let tables: &[&str] = match found.as_ref().map(mark).transpose()? {
            Some(mark) if mark == photo.mark => &["forgotten_photos"],
            Some(_) => &[],
            None => &["photos", "uploads"],
        };
        for table in tables {
            let sql = format!("DELETE FROM {table} WHERE branch_id = $1 AND sha256 = $2");
            tx.execute(&sql, &[&branch, &sha256]).await?;
        }
        Ok(tx.commit().await?)
    }
}

fn mark(row: &Row) -> Result<[u8; 16], StoreError> {
    Ok(*row.try_get::<_, Uuid>("mark")?.as_bytes())
}

/// A photo is to go from the shelf: anew, if it already was.
pub async fn goes(tx: &Transaction<'_>, branch: BranchId, sha256: Sha256) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO forgotten_photos (branch_id, sha256) VALUES ($1, $2)
         ON CONFLICT (branch_id, sha256) DO UPDATE SET mark = EXCLUDED.mark",
        &[&branch.uuid(), &&sha256.0[..]],
    )
    .await?;
    Ok(())
}

/// Deletes a ticket's key and photos; its lines are folded shut from now on.
pub async fn forget(tx: &Transaction<'_>, branch: BranchId, ticket: TicketId) -> Result<(), StoreError> {
    for sql in [
        "INSERT INTO forgotten_tickets (branch_id, ticket_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        "DELETE FROM ticket_keys WHERE branch_id = $1 AND ticket_id = $2",
        "INSERT INTO forgotten_photos (branch_id, sha256)
         SELECT DISTINCT branch_id, sha256 FROM named_photos AS own
         WHERE branch_id = $1 AND ticket_id = $2 AND NOT EXISTS (
            SELECT 1 FROM named_photos AS others
            WHERE others.branch_id = own.branch_id AND others.sha256 = own.sha256
                AND others.ticket_id <> own.ticket_id)
         ON CONFLICT DO NOTHING",
        "DELETE FROM named_photos WHERE branch_id = $1 AND ticket_id = $2",
    ] {
        tx.execute(sql, &[&branch.uuid(), &ticket.uuid()]).await?;
    }
    for table in ["photos", "uploads"] {
        let sql = format!(
            "DELETE FROM {table} WHERE branch_id = $1
                AND sha256 IN (SELECT sha256 FROM forgotten_photos WHERE branch_id = $1)"
        );
        tx.execute(&sql, &[&branch.uuid()]).await?;
    }
    Ok(())
}

/// Old versions of rows stand in their tables until these are vacuumed: keys and words of tickets that were forgotten since
/// that was done last.
pub async fn leave_nothing(client: &Object) -> Result<(), StoreError> {
    const VACUUMED: &str = "vacuumed_forgotten";
    let forgotten = client.query_one("SELECT count(*)::text FROM forgotten_tickets", &[]).await?;
    let forgotten: String = forgotten.try_get(0)?;
    let done = client.query_opt("SELECT value FROM settings WHERE name = $1", &[&VACUUMED]).await?;
    let done: Option<String> = done.map(|row| row.try_get(0)).transpose()?;
    if done.unwrap_or_else(|| "0".to_owned()) == forgotten {
        return Ok(());
    }
    client.batch_execute("SET statement_timeout = 0").await?;
    let vacuumed = client.batch_execute("VACUUM ticket_keys, ticket_words, tickets").await;
    client.batch_execute("RESET statement_timeout").await?;
    vacuumed?;
    client
        .execute(
            "INSERT INTO settings (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value",
            &[&VACUUMED, &forgotten],
        )
        .await?;
    Ok(())
}
