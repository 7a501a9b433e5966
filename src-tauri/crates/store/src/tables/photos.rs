//! Photos: their rows. The bytes stand in files (`photo_files.rs`), each sealed under a key of its own that is kept here.

use domain::{Instant, Sha256, TicketId};
use protocol::wire::MOST_PHOTO_BYTES;
use rusqlite::{Row, named_params};

use crate::{
    Result, Snapshot, Tx,
    columns::{Columns, integer},
};

/// A photo that no event and no draft names stays for so long, and is then deleted.
pub const LOOSE_PHOTOS_STAY_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// What is known of a photo at this counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoRow {
    /// Its name everywhere.
    pub sha256: Sha256,
    /// In bytes.
    pub size: u64,
    /// `image/jpeg`, or an attachment's.
    pub media_type: String,
    /// When it was put in.
    pub added_at: Instant,
    /// Whether its bytes are here, and not only its thumbnail.
    pub is_here: bool,
    /// Since when headquarters holds it.
    pub acknowledged_at: Option<Instant>,
}

/// A photo that headquarters has not confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingPhoto {
    /// Which.
    pub sha256: Sha256,
    /// In bytes.
    pub size: u64,
    /// A ticket whose line names it.
    pub ticket: TicketId,
    /// Whether headquarters holds a line that names it; before that it does not take it.
    pub is_named: bool,
    /// An upload that was begun.
    pub upload: Option<Upload>,
}

/// An upload that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Where headquarters takes it.
    pub url: String,
    /// How far headquarters said it has come.
    pub offset: u64,
}

pub(crate) struct NewRow<'a> {
    pub sha256: Sha256,
    pub size: u64,
    pub media_type: &'a str,
    pub key: &'a [u8; 32],
    pub thumbnail: Option<&'a [u8]>,
    pub added_at: Instant,
    pub acknowledged_at: Option<Instant>,
}

impl Snapshot {
    /// What is known of a photo; none when it was never here or was forgotten.
    pub fn find_photo(&self, sha256: Sha256) -> Result<Option<PhotoRow>> {
        let mut find = self.connection.prepare_cached(
            "SELECT sha256, size, media_type, added_at, key IS NOT NULL AS is_here, acknowledged_at
             FROM photos WHERE sha256 = :sha256",
        )?;
        let mut rows = find.query(named_params! { ":sha256": sha256.0 })?;
        let read = |row: &Row<'_>| {
            Ok(PhotoRow {
                sha256: row.column("sha256")?,
                size: row.column("size")?,
                media_type: row.column("media_type")?,
                added_at: row.column("added_at")?,
                is_here: row.column("is_here")?,
                acknowledged_at: row.column("acknowledged_at")?,
            })
        };
        rows.next()?.map(read).transpose()
    }

    /// The tickets whose lines name a photo and that were not forgotten.
    pub fn tickets_of_photo(&self, sha256: Sha256) -> Result<Vec<TicketId>> {
        let mut find = self.connection.prepare_cached(
            "SELECT DISTINCT ticket FROM lines WHERE photo = :sha256 AND NOT EXISTS (
                 SELECT 1 FROM lines forgotten
                 WHERE forgotten.ticket = lines.ticket AND forgotten.kind = 'TicketForgotten' AND forgotten.set_aside IS NULL)",
        )?;
        let mut rows = find.query(named_params! { ":sha256": sha256.0 })?;
        let mut tickets = Vec::new();
        while let Some(row) = rows.next()? {
            tickets.extend(row.column::<Option<TicketId>>("ticket")?);
        }
        Ok(tickets)
    }

    /// A photo's thumbnail: a small JPEG. An attachment has none.
    pub fn thumbnail(&self, sha256: Sha256) -> Result<Option<Vec<u8>>> {
        let mut find =
            self.connection.prepare_cached("SELECT thumbnail FROM photos WHERE sha256 = :sha256")?;
        let mut rows = find.query(named_params! { ":sha256": sha256.0 })?;
        let thumbnail: Option<Vec<u8>> = rows.next()?.map(|row| row.column("thumbnail")).transpose()?;
        Ok(thumbnail.filter(|thumbnail| !thumbnail.is_empty()))
    }

    /// Photos whose bytes are here, that a line names, and that headquarters has not confirmed, oldest first, and attachments
    /// that are longer than any photo behind them all. A sibling's is among them only when headquarters lost it.
    pub fn photos_waiting(&self, limit: usize) -> Result<Vec<WaitingPhoto>> {
        let mut list = self.connection.prepare_cached(
            "SELECT photos.sha256, photos.size, l.ticket, upload_url, upload_offset,
                    max(CASE WHEN l.is_own = 1 THEN l.seq <= e.held ELSE 1 END) AS is_named
             FROM photos
             JOIN lines l ON l.photo = photos.sha256
             LEFT JOIN epochs e ON l.is_own = 1 AND e.epoch = l.epoch
             WHERE photos.acknowledged_at IS NULL AND photos.key IS NOT NULL
             GROUP BY photos.sha256 ORDER BY is_named DESC, photos.size > :most_photo_bytes, photos.added_at, photos.sha256
             LIMIT :limit",
        )?;
        let mut rows = list.query(named_params! {
            ":most_photo_bytes": integer(MOST_PHOTO_BYTES),
            ":limit": integer(limit as u64),
        })?;
        let mut waiting = Vec::new();
        while let Some(row) = rows.next()? {
            let (url, offset): (Option<String>, Option<u64>) =
                (row.column("upload_url")?, row.column("upload_offset")?);
            waiting.push(WaitingPhoto {
                sha256: row.column("sha256")?,
                size: row.column("size")?,
                ticket: row.column("ticket")?,
                is_named: row.column("is_named")?,
                upload: url.map(|url| Upload { url, offset: offset.unwrap_or(0) }),
            });
        }
        Ok(waiting)
    }

    pub(crate) fn photo_key(&self, sha256: Sha256) -> Result<Option<[u8; 32]>> {
        let mut find = self.connection.prepare_cached("SELECT key FROM photos WHERE sha256 = :sha256")?;
        let mut rows = find.query(named_params! { ":sha256": sha256.0 })?;
        Ok(rows.next()?.map(|row| row.get::<_, Option<[u8; 32]>>(0)).transpose()?.flatten())
    }

    pub(crate) fn photo_removals(&self) -> Result<Vec<Sha256>> {
        let mut list = self.connection.prepare_cached("SELECT sha256 FROM photo_removals")?;
        hashes(list.query([])?)
    }
}

impl Tx {
    /// Marks a photo as held by headquarters.
    pub fn set_photo_acknowledged(&self, sha256: Sha256, at: Instant) -> Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE photos SET acknowledged_at = :at, upload_url = NULL, upload_offset = NULL
                 WHERE sha256 = :sha256 AND acknowledged_at IS NULL",
            )?
            .execute(named_params! { ":at": at.to_string(), ":sha256": sha256.0 })?;
        self.set_confirmed_at(at)
    }

    /// Keeps where an upload stands, or that there is none any more.
    pub fn set_upload(&self, sha256: Sha256, upload: Option<&Upload>) -> Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE photos SET upload_url = :url, upload_offset = :offset WHERE sha256 = :sha256",
            )?
            .execute(named_params! {
                ":url": upload.map(|upload| &upload.url),
                ":offset": upload.map(|upload| integer(upload.offset)),
                ":sha256": sha256.0,
            })?;
        Ok(())
    }

    /// Deletes photos that no event and no draft has named for a week; says how many. Others are noted as loose from now on.
    pub fn delete_loose_photos(&self, now: Instant) -> Result<usize> {
        const NAMED: &str = "(EXISTS (SELECT 1 FROM lines WHERE lines.photo = photos.sha256)
                              OR EXISTS (SELECT 1 FROM draft_photos d WHERE d.sha256 = photos.sha256))";
        self.connection.execute(
            &format!("UPDATE photos SET loose_since = NULL WHERE loose_since IS NOT NULL AND {NAMED}"),
            [],
        )?;
        self.connection.execute(
            &format!("UPDATE photos SET loose_since = :now WHERE loose_since IS NULL AND NOT {NAMED}"),
            named_params! { ":now": now.to_string() },
        )?;
        let since = now.plus_ms(-LOOSE_PHOTOS_STAY_MS);
        let loose = {
            let mut list =
                self.connection.prepare_cached("SELECT sha256 FROM photos WHERE loose_since <= :since")?;
            hashes(list.query(named_params! { ":since": since.to_string() })?)?
        };
        loose.iter().try_for_each(|sha256| self.delete_photo(*sha256))?;
        Ok(loose.len())
    }

    /// Deletes a photo's row, its key and its thumbnail; the file, shut from then on, goes after the transaction.
    pub(crate) fn delete_photo(&self, sha256: Sha256) -> Result<()> {
        let deleted = self
            .connection
            .prepare_cached("DELETE FROM photos WHERE sha256 = :sha256")?
            .execute(named_params! { ":sha256": sha256.0 })?;
        if deleted > 0 {
            self.connection
                .prepare_cached(
                    "INSERT INTO photo_removals (sha256) VALUES (:sha256) ON CONFLICT DO NOTHING",
                )?
                .execute(named_params! { ":sha256": sha256.0 })?;
            self.removes_files();
        }
        Ok(())
    }

    pub(crate) fn put_photo_row(&self, row: &NewRow<'_>) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO photos (sha256, size, media_type, key, thumbnail, added_at, acknowledged_at)
                 VALUES (:sha256, :size, :media_type, :key, :thumbnail, :added_at, :acknowledged_at)
                 ON CONFLICT (sha256) DO UPDATE SET key = excluded.key, thumbnail = excluded.thumbnail",
            )?
            .execute(named_params! {
                ":sha256": row.sha256.0,
                ":size": integer(row.size),
                ":media_type": row.media_type,
                ":key": row.key,
                ":thumbnail": row.thumbnail.unwrap_or_default(),
                ":added_at": row.added_at.to_string(),
                ":acknowledged_at": row.acknowledged_at.map(|at| at.to_string()),
            })?;
        self.forget_removal(row.sha256)
    }

    pub(crate) fn forget_removal(&self, sha256: Sha256) -> Result<()> {
        self.connection
            .prepare_cached("DELETE FROM photo_removals WHERE sha256 = :sha256")?
            .execute(named_params! { ":sha256": sha256.0 })?;
        Ok(())
    }
}

fn hashes(mut rows: rusqlite::Rows<'_>) -> Result<Vec<Sha256>> {
    let mut hashes = Vec::new();
    while let Some(row) = rows.next()? {
        hashes.push(row.column("sha256")?);
    }
    Ok(hashes)
}
