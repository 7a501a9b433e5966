//! Ticket keys, wrapped under the branch's key. They travel beside lines and are acknowledged like them.

use domain::{Instant, TicketId};
use protocol::{TicketKey, Wrapped, WrappedKey};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::{
    Error, Result, Snapshot, Tx,
    columns::{Columns, integer},
};

impl Snapshot {
    /// A ticket's key, unwrapped; none when the ticket was forgotten, or the key or the branch's key is not here.
    pub fn ticket_key(&self, ticket: TicketId) -> Result<Option<TicketKey>> {
        let Some(branch) = &self.branch_key else { return Ok(None) };
        let Some(wrapped) = self.wrapped_key(ticket)? else { return Ok(None) };
        // A key that another branch wrapped opens nothing here, as if it were absent.
        Ok(branch.unwrap(&wrapped).ok())
    }

    /// A ticket's key as it travels.
    pub fn wrapped_key(&self, ticket: TicketId) -> Result<Option<WrappedKey>> {
        let mut find = self
            .connection
            .prepare_cached("SELECT ticket, wrapped FROM ticket_keys WHERE ticket = :ticket")?;
        let mut rows = find.query(named_params! { ":ticket": ticket.as_bytes() })?;
        rows.next()?.map(wrapped_key).transpose()
    }

    /// Keys of saved tickets that headquarters is not known to hold. A draft's key never travels.
    pub fn keys_waiting(&self, limit: usize) -> Result<Vec<WrappedKey>> {
        let mut list = self.connection.prepare_cached(
            "SELECT ticket, wrapped FROM ticket_keys
             WHERE acknowledged_at IS NULL
             AND EXISTS (SELECT 1 FROM lines WHERE lines.ticket = ticket_keys.ticket AND is_own = 1)
             LIMIT :limit",
        )?;
        let mut rows = list.query(named_params! { ":limit": integer(limit as u64) })?;
        let mut keys = Vec::new();
        while let Some(row) = rows.next()? {
            keys.push(wrapped_key(row)?);
        }
        Ok(keys)
    }

    /// The keys of `tickets` that headquarters is not known to hold.
    pub(crate) fn unconfirmed_keys(
        &self,
        tickets: impl IntoIterator<Item = TicketId>,
    ) -> Result<Vec<WrappedKey>> {
        let mut find = self.connection.prepare_cached(
            "SELECT ticket, wrapped FROM ticket_keys WHERE ticket = :ticket AND acknowledged_at IS NULL",
        )?;
        let mut keys = Vec::new();
        for ticket in tickets {
            let mut rows = find.query(named_params! { ":ticket": ticket.as_bytes() })?;
            if let Some(row) = rows.next()? {
                keys.push(wrapped_key(row)?);
            }
        }
        Ok(keys)
    }

    pub(crate) fn is_forgotten(&self, ticket: TicketId) -> Result<bool> {
        let mut find = self.connection.prepare_cached(
            "SELECT 1 FROM lines
             WHERE ticket = :ticket AND kind = 'TicketForgotten' AND is_own = 0 AND set_aside IS NULL LIMIT 1",
        )?;
        Ok(find.query_row(named_params! { ":ticket": ticket.as_bytes() }, |_| Ok(())).optional()?.is_some())
    }
}

impl Tx {
    /// Keeps a ticket's key: made here with a draft, or come beside lines (`confirmed_at`: headquarters holds it).
    ///
    /// The key of a forgotten ticket is not taken in again. A key that is here is never replaced.
    pub fn put_ticket_key(&self, key: &WrappedKey, confirmed_at: Option<Instant>) -> Result<()> {
        if self.is_forgotten(key.ticket)? {
            return Ok(());
        }
        self.connection
            .prepare_cached(
                "INSERT INTO ticket_keys (ticket, wrapped, acknowledged_at) VALUES (:ticket, :wrapped, :at)
                 ON CONFLICT (ticket) DO UPDATE SET acknowledged_at = coalesce(acknowledged_at, excluded.acknowledged_at)",
            )?
            .execute(named_params! {
                ":ticket": key.ticket.as_bytes(),
                ":wrapped": key.wrapped.as_bytes(),
                ":at": confirmed_at.map(|at| at.to_string()),
            })?;
        self.take_opened(key.ticket);
        self.touch(key.ticket);
        Ok(())
    }

    /// Marks keys that headquarters has said it holds.
    pub fn acknowledge_keys(&self, tickets: &[TicketId], at: Instant) -> Result<()> {
        let mut mark = self.connection.prepare_cached(
            "UPDATE ticket_keys SET acknowledged_at = :at WHERE ticket = :ticket AND acknowledged_at IS NULL",
        )?;
        for ticket in tickets {
            mark.execute(named_params! { ":at": at.to_string(), ":ticket": ticket.as_bytes() })?;
        }
        Ok(())
    }
}

fn wrapped_key(row: &Row<'_>) -> Result<WrappedKey> {
    let wrapped: Vec<u8> = row.column("wrapped")?;
    let wrapped =
        wrapped.try_into().map(Wrapped::from_bytes).map_err(|_| Error::Unreadable("a ticket key"))?;
    Ok(WrappedKey { ticket: row.column("ticket")?, wrapped })
}
