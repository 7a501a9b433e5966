//! Which events name which photos: written with the line, for photo names stand in its clear part.

use domain::{Fact, Origin, TicketId};
use protocol::{Keys, Line};
use rusqlite::named_params;

use crate::{Result, Tx, columns::integer};

impl Tx {
    /// Notes the photo that a `PhotoAdded` names. A line that cannot be read names none.
    pub(crate) fn name_photo(&self, line: &Line, ticket: TicketId, is_own: bool) -> Result<()> {
        let Ok(event) = line.open(Origin::Counter, Keys::NONE) else { return Ok(()) };
        let Fact::PhotoAdded(added) = event.fact else { return Ok(()) };
        self.connection
            .prepare_cached(
                "INSERT INTO photo_names (event, ticket, sha256, size, is_own)
                 VALUES (:event, :ticket, :sha256, :size, :is_own) ON CONFLICT (event) DO NOTHING",
            )?
            .execute(named_params! {
                ":event": event.id.as_bytes(),
                ":ticket": ticket.as_bytes(),
                ":sha256": added.sha256.0,
                ":size": integer(added.size),
                ":is_own": is_own,
            })?;
        Ok(())
    }
}
