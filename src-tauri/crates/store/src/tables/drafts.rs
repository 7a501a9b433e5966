//! Drafts: what is being taken in. Saved as it grows, so that it survives a power cut.

use domain::{Instant, PersonId, Sha256, TicketId};
use rusqlite::{Row, named_params};

use crate::{
    Result, Snapshot, Tx,
    columns::{Columns, integer},
};

/// A draft, with the form as the screen wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The ticket it becomes.
    pub ticket: TicketId,
    /// Whose draft.
    pub person: PersonId,
    /// What the screen wrote, opaque here.
    pub form: Vec<u8>,
    /// When it was begun.
    pub started_at: Instant,
    /// When it was last saved.
    pub saved_at: Instant,
    /// When it is thrown away, with a notice.
    pub expires_at: Instant,
    /// When it was thrown away; for some seconds it can be had back.
    pub discarded_at: Option<Instant>,
}

/// A photo of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPhoto {
    /// Which.
    pub sha256: Sha256,
    /// Slot, source, camera: as its `PhotoAdded` will say, opaque here.
    pub about: String,
}

const COLUMNS: &str =
    "SELECT ticket, person, form, started_at, saved_at, expires_at, discarded_at FROM drafts";

impl Snapshot {
    /// A draft, discarded or not.
    pub fn find_draft(&self, ticket: TicketId) -> Result<Option<Draft>> {
        let mut find = self.connection.prepare_cached(&format!("{COLUMNS} WHERE ticket = :ticket"))?;
        let mut rows = find.query(named_params! { ":ticket": ticket.as_bytes() })?;
        rows.next()?.map(draft).transpose()
    }

    /// Drafts that were not discarded, oldest first: one person's, or everybody's.
    pub fn list_drafts(&self, person: Option<PersonId>) -> Result<Vec<Draft>> {
        let mut list = self.connection.prepare_cached(&format!(
            "{COLUMNS} WHERE discarded_at IS NULL AND (:person IS NULL OR person = :person) ORDER BY started_at, ticket"
        ))?;
        collect(list.query(named_params! { ":person": person.as_ref().map(PersonId::as_bytes) })?)
    }

    /// Drafts whose time is over, for the notice before they are deleted.
    pub fn list_expired_drafts(&self, now: Instant) -> Result<Vec<Draft>> {
        let mut list = self.connection.prepare_cached(&format!(
            "{COLUMNS} WHERE discarded_at IS NULL AND expires_at <= :now ORDER BY started_at"
        ))?;
        collect(list.query(named_params! { ":now": now.to_string() })?)
    }

    /// The photos of a draft, in the screen's order.
    pub fn draft_photos(&self, ticket: TicketId) -> Result<Vec<DraftPhoto>> {
        let mut list = self
            .connection
            .prepare_cached("SELECT sha256, about FROM draft_photos WHERE draft = :draft ORDER BY place")?;
        let mut rows = list.query(named_params! { ":draft": ticket.as_bytes() })?;
        let mut photos = Vec::new();
        while let Some(row) = rows.next()? {
            photos.push(DraftPhoto { sha256: row.column("sha256")?, about: row.column("about")? });
        }
        Ok(photos)
    }
}

impl Tx {
    /// Saves a draft over what was there; its photos stay as they are.
    pub fn save_draft(&self, draft: &Draft) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO drafts (ticket, person, form, started_at, saved_at, expires_at, discarded_at)
                 VALUES (:ticket, :person, :form, :started_at, :saved_at, :expires_at, :discarded_at)
                 ON CONFLICT (ticket) DO UPDATE SET
                     person = excluded.person, form = excluded.form, saved_at = excluded.saved_at,
                     expires_at = excluded.expires_at, discarded_at = excluded.discarded_at",
            )?
            .execute(named_params! {
                ":ticket": draft.ticket.as_bytes(),
                ":person": draft.person.as_bytes(),
                ":form": draft.form,
                ":started_at": draft.started_at.to_string(),
                ":saved_at": draft.saved_at.to_string(),
                ":expires_at": draft.expires_at.to_string(),
                ":discarded_at": draft.discarded_at.map(|at| at.to_string()),
            })?;
        Ok(())
    }

    /// Gives all drafts of one person to another. Answers how many.
    pub fn give_drafts(&self, from: PersonId, to: PersonId) -> Result<u64> {
        let mut give = self
            .connection
            .prepare_cached("UPDATE drafts SET person = :to WHERE person = :from AND discarded_at IS NULL")?;
        let given = give.execute(named_params! { ":from": from.as_bytes(), ":to": to.as_bytes() })?;
        Ok(given as u64)
    }

    /// Says which photos a draft has, in the screen's order.
    pub fn set_draft_photos(&self, ticket: TicketId, photos: &[DraftPhoto]) -> Result<()> {
        self.connection
            .prepare_cached("DELETE FROM draft_photos WHERE draft = :draft")?
            .execute(named_params! { ":draft": ticket.as_bytes() })?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO draft_photos (draft, sha256, place, about) VALUES (:draft, :sha256, :place, :about)
             ON CONFLICT (draft, sha256) DO UPDATE SET place = excluded.place, about = excluded.about",
        )?;
        for (place, photo) in photos.iter().enumerate() {
            insert.execute(named_params! {
                ":draft": ticket.as_bytes(),
                ":sha256": photo.sha256.0,
                ":place": integer(place as u64),
                ":about": photo.about,
            })?;
        }
        Ok(())
    }

    /// Throws a draft away so that it can still be had back.
    pub fn discard_draft(&self, ticket: TicketId, at: Instant) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE drafts SET discarded_at = :at WHERE ticket = :ticket")?
            .execute(named_params! { ":at": at.to_string(), ":ticket": ticket.as_bytes() })?;
        Ok(())
    }

    /// Gets a discarded draft back.
    pub fn restore_draft(&self, ticket: TicketId) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE drafts SET discarded_at = NULL WHERE ticket = :ticket")?
            .execute(named_params! { ":ticket": ticket.as_bytes() })?;
        Ok(())
    }

    /// Ends a draft whose ticket was saved in this transaction; its key and photos are the ticket's now.
    pub fn finish_draft(&self, ticket: TicketId) -> Result<()> {
        self.connection
            .prepare_cached("DELETE FROM drafts WHERE ticket = :ticket")?
            .execute(named_params! { ":ticket": ticket.as_bytes() })?;
        Ok(())
    }

    /// Deletes a draft for good, and its key unless a ticket came of it. Its photos go when their week is over.
    pub fn delete_draft(&self, ticket: TicketId) -> Result<()> {
        self.finish_draft(ticket)?;
        self.connection
            .prepare_cached(
                "DELETE FROM ticket_keys WHERE ticket = :ticket
                 AND NOT EXISTS (SELECT 1 FROM lines WHERE lines.ticket = :ticket)",
            )?
            .execute(named_params! { ":ticket": ticket.as_bytes() })?;
        Ok(())
    }

    /// Deletes for good what was discarded up to `until`; says how many drafts that were.
    pub fn delete_discarded_drafts(&self, until: Instant) -> Result<usize> {
        let mut list =
            self.connection.prepare_cached("SELECT ticket FROM drafts WHERE discarded_at <= :until")?;
        let mut rows = list.query(named_params! { ":until": until.to_string() })?;
        let mut discarded: Vec<TicketId> = Vec::new();
        while let Some(row) = rows.next()? {
            discarded.push(row.column("ticket")?);
        }
        discarded.iter().try_for_each(|ticket| self.delete_draft(*ticket))?;
        Ok(discarded.len())
    }
}

fn collect(mut rows: rusqlite::Rows<'_>) -> Result<Vec<Draft>> {
    let mut drafts = Vec::new();
    while let Some(row) = rows.next()? {
        drafts.push(draft(row)?);
    }
    Ok(drafts)
}

fn draft(row: &Row<'_>) -> Result<Draft> {
    Ok(Draft {
        ticket: row.column("ticket")?,
        person: row.column("person")?,
        form: row.column("form")?,
        started_at: row.column("started_at")?,
        saved_at: row.column("saved_at")?,
        expires_at: row.column("expires_at")?,
        discarded_at: row.column("discarded_at")?,
    })
}
