//! Which of the lines here are errands of other branches, and which of those nobody has done.

use domain::{Errand, TicketId};
use rusqlite::named_params;

use crate::{Result, Snapshot, Tx, columns::Columns};

impl Snapshot {
    /// The errands that nobody has done; what is due first, first.
    pub fn open_errands(&self) -> Result<Vec<Errand>> {
        let mut list = self.connection.prepare_cached("SELECT id FROM errands WHERE is_open = 1")?;
        let mut found = list.query([])?;
        let mut errands = Vec::new();
        while let Some(row) = found.next()? {
            errands.extend(self.errand(row.column("id")?)?);
        }
        errands.sort_by_key(|errand| (errand.given.due_at, errand.event));
        Ok(errands)
    }

    /// The errand as all its lines here make it; none where they make none.
    pub fn errand(&self, id: TicketId) -> Result<Option<Errand>> {
        Ok(Errand::of(&self.lines_of_ticket(id)?))
    }
}

impl Tx {
    /// Writes that an errand is here, and whether it is open.
    pub(super) fn put_errand(&self, errand: &Errand) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO errands (id, is_open) VALUES (:id, :is_open)
                 ON CONFLICT (id) DO UPDATE SET is_open = excluded.is_open",
            )?
            .execute(named_params! { ":id": errand.id.as_bytes(), ":is_open": errand.is_open() })?;
        Ok(())
    }
}
