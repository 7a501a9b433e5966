//! Which tickets belong together: what they say of each other, and whose phones are the same.

use std::collections::BTreeSet;

use domain::{
    EventId, Instant, KinKind, PersonId, Phone, Ticket, TicketId, TicketNumber,
    kinship::{Circle, GoesOn, circle_of},
};
use rusqlite::named_params;

use super::tickets::{COLUMNS, TicketRow, rows};
use crate::{
    Result, Snapshot, Tx,
    columns::{Columns, integer},
};

/// What another ticket says of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidKin {
    /// Which says so.
    pub ticket: TicketId,
    /// What people call it.
    pub number: TicketNumber,
    /// Its event that says so: what a `Retracted` names there.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// How they belong together; none: it goes on in this one.
    pub kin: Option<KinKind>,
}

impl Snapshot {
    /// What other tickets say of `ticket`, in order. A merging that has no effect says nothing.
    pub fn kin_said_of(&self, ticket: TicketId) -> Result<Vec<SaidKin>> {
        let mut list = self.connection.prepare_cached(
            "SELECT said.*, tickets.number FROM ticket_kin AS said JOIN tickets ON tickets.id = said.ticket
             WHERE said.other = :ticket ORDER BY said.at, said.event",
        )?;
        let mut found = list.query(named_params! { ":ticket": ticket.as_bytes() })?;
        let mut said = Vec::new();
        while let Some(row) = found.next()? {
            said.push(SaidKin {
                ticket: row.column("ticket")?,
                number: row.column("number")?,
                event: row.column("event")?,
                at: row.column("at")?,
                by: row.column("author")?,
                kin: row.column("kin")?,
            });
        }
        let mut standing = Vec::with_capacity(said.len());
        for said in said {
            let circle = self.circle_as_projected(said.ticket)?.filter(|_| said.kin.is_none());
            let has_effect = circle.is_none_or(|circle| circle.undone != said.event);
            standing.extend(has_effect.then_some(said));
        }
        Ok(standing)
    }

    /// The circle of mergings that a ticket is in, by its own events and what is known of the others'.
    pub(crate) fn circle_of(&self, ticket: &Ticket) -> Result<Option<Circle>> {
        circle_of(ticket.id, ticket.goes_on(), |other| self.goes_on(other))
    }

    fn circle_as_projected(&self, ticket: TicketId) -> Result<Option<Circle>> {
        circle_of(ticket, self.goes_on(ticket)?, |other| self.goes_on(other))
    }

    /// Where a ticket goes on by its own events, as they were projected.
    fn goes_on(&self, ticket: TicketId) -> Result<Option<GoesOn>> {
        let mut find = self.connection.prepare_cached(
            "SELECT event, at, other FROM ticket_kin WHERE ticket = :ticket AND kin IS NULL",
        )?;
        let mut found = find.query(named_params! { ":ticket": ticket.as_bytes() })?;
        let Some(row) = found.next()? else { return Ok(None) };
        Ok(Some(GoesOn { event: row.column("event")?, at: row.column("at")?, into: row.column("other")? }))
    }

    /// The newest tickets of somebody who can be called by `phone`, newest first.
    pub fn tickets_with_phone(&self, phone: &Phone, limit: usize) -> Result<Vec<TicketRow>> {
        let mut list = self.connection.prepare_cached(&format!(
            "{COLUMNS} WHERE id IN (SELECT ticket FROM ticket_phones WHERE phone = :phone)
             ORDER BY opened_at DESC, id LIMIT :limit"
        ))?;
        rows(list.query(named_params! { ":phone": phone.as_str(), ":limit": integer(limit as u64) })?)
    }

    fn phones_of(&self, ticket: TicketId) -> Result<BTreeSet<String>> {
        let mut list =
            self.connection.prepare_cached("SELECT phone FROM ticket_phones WHERE ticket = :ticket")?;
        let mut found = list.query(named_params! { ":ticket": ticket.as_bytes() })?;
        let mut phones = BTreeSet::new();
        while let Some(row) = found.next()? {
            phones.insert(row.column("phone")?);
        }
        Ok(phones)
    }
}

impl Tx {
    /// Writes what a ticket says of others by its own events. Answers those that were in a circle with it or are now, where
    /// that is news.
    pub(super) fn put_kin(&self, ticket: &Ticket) -> Result<BTreeSet<TicketId>> {
        let before = self.circle_as_projected(ticket.id)?;
        self.connection
            .prepare_cached("DELETE FROM ticket_kin WHERE ticket = :ticket")?
            .execute(named_params! { ":ticket": ticket.id.as_bytes() })?;
        let mut put = self.connection.prepare_cached(
            "INSERT INTO ticket_kin (ticket, event, other, kin, at, author)
             VALUES (:ticket, :event, :other, :kin, :at, :author)",
        )?;
        let linked =
            ticket.links.iter().map(|it| (it.event, it.made.to, Some(it.made.kin.as_str()), it.at, it.by));
        let merged = ticket.merged_into.iter().map(|it| (it.event, it.made.into, None, it.at, it.by));
        for (event, other, kin, at, by) in linked.chain(merged) {
            put.execute(named_params! {
                ":ticket": ticket.id.as_bytes(),
                ":event": event.as_bytes(),
                ":other": other.as_bytes(),
                ":kin": kin,
                ":at": at.to_string(),
                ":author": by.as_ref().map(PersonId::as_bytes),
            })?;
        }
        let after = self.circle_of(ticket)?;
        let news = if before == after { None } else { Some(before.into_iter().chain(after)) };
        Ok(news.into_iter().flatten().flat_map(|circle| circle.through).collect())
    }

    /// Writes by which phones a ticket's people can be called, where that is not there already.
    pub(super) fn put_phones(&self, ticket: &Ticket) -> Result<()> {
        let phones = phones(ticket);
        if self.phones_of(ticket.id)? == phones {
            return Ok(());
        }
        self.connection
            .prepare_cached("DELETE FROM ticket_phones WHERE ticket = :ticket")?
            .execute(named_params! { ":ticket": ticket.id.as_bytes() })?;
        let mut put = self
            .connection
            .prepare_cached("INSERT INTO ticket_phones (ticket, phone) VALUES (:ticket, :phone)")?;
        for phone in phones {
            put.execute(named_params! { ":ticket": ticket.id.as_bytes(), ":phone": phone })?;
        }
        Ok(())
    }
}

/// The phones of everyone involved, as they are compared. What nobody could dial is compared with nothing.
fn phones(ticket: &Ticket) -> BTreeSet<String> {
    let Some(told) = ticket.told() else { return BTreeSet::new() };
    let parties = [&told.parties.sender, &told.parties.recipient, &told.parties.agent];
    let phones = parties.into_iter().filter_map(|party| party.phone.parse::<Phone>().ok());
    phones.map(|phone| phone.as_str().to_owned()).collect()
}
