//! Drafts: saved as they grow, had back after a power cut or a mistake, never sent anywhere.

use domain::{Act, Instant, PersonId, TicketId};
use serde::{Deserialize, Serialize};
use store::Tx;

use crate::{Desk, DeskError, TicketForm, photos::DraftPhoto};

/// For so long a draft that was thrown away can be had back.
pub const UNDO_MS: i64 = 10_000;
/// A draft expires this long after it was last saved.
const DRAFT_LASTS_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// A draft, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The ticket it becomes.
    pub id: TicketId,
    /// Whose it is.
    pub person: PersonId,
    /// As typed.
    pub form: TicketForm,
    /// In order.
    pub photos: Vec<DraftPhoto>,
    /// The first key press.
    pub started_at: Instant,
    /// The last time it was kept.
    pub saved_at: Instant,
    /// When it will be dropped.
    pub expires_at: Instant,
}

/// The form as it stands in the database.
#[derive(Serialize, Deserialize)]
struct Stored {
    form: TicketForm,
}

impl Desk {
    /// Starts a draft: its identity and key are the ticket's to be.
    pub fn start_draft(&self) -> Result<Draft, DeskError> {
        self.begin_draft(TicketForm::default())
    }

    /// The same with what is known already.
    pub(crate) fn begin_draft(&self, form: TicketForm) -> Result<Draft, DeskError> {
        self.inner.place()?;
        let person = self.acting(Act::TakeIn)?;
        let now = self.now();
        let around = &self.inner.around;
        let draft = Draft {
            id: around.ticket_id(),
            person: person.id,
            form,
            photos: Vec::new(),
            started_at: now,
            saved_at: now,
            expires_at: now.plus_ms(DRAFT_LASTS_MS),
        };
        let key = protocol::TicketKey::from_bytes(around.random());
        let wrapped = self.branch_key()?.wrap(draft.id, &key, around.random());
        self.inner.store.write(|tx| {
            tx.put_ticket_key(&wrapped, None)?;
            tx.save_draft(&stored(&draft))
        })?;
        Ok(draft)
    }

    /// Keeps what was typed so far.
    pub fn save_draft(&self, id: TicketId, form: &TicketForm) -> Result<(), DeskError> {
        self.refuse_anothers(id)?;
        self.inner.store.write(|tx| self.keep_form(tx, id, form))
    }

    fn keep_form(&self, tx: &Tx, id: TicketId, form: &TicketForm) -> Result<(), DeskError> {
        let mut row = tx.find_draft(id)?.ok_or(DeskError::NoDraft)?;
        let now = self.now();
        row.form = form_bytes(form);
        row.saved_at = now;
        row.expires_at = now.plus_ms(DRAFT_LASTS_MS);
        row.discarded_at = None;
        Ok(tx.save_draft(&row)?)
    }

    /// A draft, whole.
    pub fn draft(&self, id: TicketId) -> Result<Draft, DeskError> {
        self.refuse_anothers(id)?;
        let (row, photos) = self.inner.store.read(|now| {
            let row = now.find_draft(id)?.filter(|row| row.discarded_at.is_none());
            Ok::<_, store::Error>((row, now.draft_photos(id)?))
        })?;
        let row = row.ok_or(DeskError::NoDraft)?;
        Ok(Draft {
            id,
            person: row.person,
            form: form_of(&row.form),
            photos: photos.iter().filter_map(DraftPhoto::read).collect(),
            started_at: row.started_at,
            saved_at: row.saved_at,
            expires_at: row.expires_at,
        })
    }

    /// The drafts of whoever is here, and a manager's of everybody, oldest first; those whose time is over are dropped first.
    pub fn list_drafts(&self) -> Result<Vec<Draft>, DeskError> {
        let now = self.now();
        let expired = self.inner.store.read(|snapshot| snapshot.list_expired_drafts(now))?;
        if !expired.is_empty() {
            self.inner
                .store
                .write(|tx| expired.iter().try_for_each(|draft| tx.delete_draft(draft.ticket)))?;
        }
        let Some(person) = self.last_person()? else { return Ok(Vec::new()) };
        let of = (!self.may(&person, Act::LookAfterPeople)).then_some(person.id);
        let rows = self.inner.store.read(|snapshot| snapshot.list_drafts(of))?;
        rows.into_iter().map(|row| self.draft(row.ticket)).collect()
    }

    /// Throws a draft away; for some seconds it can be had back.
    pub fn discard_draft(&self, id: TicketId) -> Result<(), DeskError> {
        self.refuse_anothers(id)?;
        let now = self.now();
        self.inner.store.write(|tx| {
            tx.delete_discarded_drafts(now.plus_ms(-UNDO_MS))?;
            tx.discard_draft(id, now)
        })?;
        Ok(())
    }

    /// Has a draft back that was thrown away.
    pub fn restore_draft(&self, id: TicketId) -> Result<Draft, DeskError> {
        self.refuse_anothers(id)?;
        self.inner.store.write(|tx| tx.restore_draft(id))?;
        self.draft(id)
    }

    /// A draft is its person's, and a manager's. It is kept for who was here last although the desk locked meanwhile.
    pub(crate) fn refuse_anothers(&self, id: TicketId) -> Result<(), DeskError> {
        let Some(draft) = self.inner.store.read(|now| now.find_draft(id))? else { return Ok(()) };
        let person = self.last_person()?.ok_or(DeskError::NoPerson)?;
        if draft.person == person.id || self.may(&person, Act::LookAfterPeople) {
            return Ok(());
        }
        Err(DeskError::DraftOfAnother)
    }
}

fn stored(draft: &Draft) -> store::Draft {
    store::Draft {
        ticket: draft.id,
        person: draft.person,
        form: form_bytes(&draft.form),
        started_at: draft.started_at,
        saved_at: draft.saved_at,
        expires_at: draft.expires_at,
        discarded_at: None,
    }
}

fn form_bytes(form: &TicketForm) -> Vec<u8> {
    serde_json::to_vec(&Stored { form: form.clone() }).expect("a form is texts and lists of texts")
}

/// A form that an older version wrote lacks fields and gets their defaults.
fn form_of(bytes: &[u8]) -> TicketForm {
    serde_json::from_slice::<Stored>(bytes).map(|stored| stored.form).unwrap_or_default()
}
