//! Forgetting: the ticket's key goes, and all that was made with it, in the transaction that keeps the order to do so.

use domain::{Sha256, TicketId};
use rusqlite::named_params;

use crate::{Result, Tx, columns::Columns};

impl Tx {
    /// Deletes a ticket's key, its words in the search, its drafts, and its photos unless another ticket shows them too.
    ///
    /// What lists show is written anew when the transaction ends, and then finds nothing to open.
    pub(crate) fn forget(&self, ticket: TicketId) -> Result<()> {
        for sql in
            ["DELETE FROM ticket_keys WHERE ticket = :ticket", "DELETE FROM drafts WHERE ticket = :ticket"]
        {
            self.connection.prepare_cached(sql)?.execute(named_params! { ":ticket": ticket.as_bytes() })?;
        }
        self.take_opened(ticket);
        self.delete_search_row(ticket)?;
        for sha256 in self.photos_of_this_alone(ticket)? {
            self.delete_photo(sha256)?;
        }
        self.forgets();
        Ok(())
    }

    fn photos_of_this_alone(&self, ticket: TicketId) -> Result<Vec<Sha256>> {
        let mut list = self.connection.prepare_cached(
            "SELECT DISTINCT named.photo FROM lines named
             WHERE named.ticket = :ticket AND named.photo IS NOT NULL
             AND NOT EXISTS (
                 SELECT 1 FROM lines other
                 WHERE other.photo = named.photo AND other.ticket <> :ticket
                 AND NOT EXISTS (SELECT 1 FROM lines WHERE lines.ticket = other.ticket AND lines.kind = 'TicketForgotten'
                                 AND lines.set_aside IS NULL))
             AND NOT EXISTS (SELECT 1 FROM draft_photos d WHERE d.sha256 = named.photo)",
        )?;
        let mut rows = list.query(named_params! { ":ticket": ticket.as_bytes() })?;
        let mut alone = Vec::new();
        while let Some(row) = rows.next()? {
            alone.push(row.column("photo")?);
        }
        Ok(alone)
    }
}
