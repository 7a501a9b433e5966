//! Tickets as lists show them, one row a ticket.

use std::collections::BTreeSet;

use domain::{
    CategoryCode, Channel, Errand, Fen, Instant, Kind, PersonId, Priority, Promise, Ticket, TicketId,
    TicketNumber, TicketStatus,
};
use rusqlite::{OptionalExtension, Row, Rows, named_params};

use super::{due, words::Words};
use crate::{
    Error, Result, Rules, Snapshot, Tx,
    columns::{Columns, integer},
};

/// So many characters of a story stand in lists.
const STORY_START: usize = 80;

/// So many bits of a moment in milliseconds are too fine for a place.
const PLACE_BITS: u32 = 6;

/// A ticket as lists, board and search show it. Names and phones are whole; screens mask them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketRow {
    /// Its identity.
    pub id: TicketId,
    /// What people read aloud.
    pub number: TicketNumber,
    /// What it is.
    pub kind: Kind,
    /// What went wrong.
    pub category: CategoryCode,
    /// How it reached us.
    pub channel: Channel,
    /// Where it stands.
    pub status: TicketStatus,
    /// Since when.
    pub status_since_at: Instant,
    /// When it was taken in.
    pub opened_at: Instant,
    /// By whom.
    pub opened_by: Option<PersonId>,
    /// Normalized; empty when there is none.
    pub waybill: String,
    /// The carrier's code.
    pub carrier: Option<String>,
    /// How much is asked for.
    pub claimed_fen: Option<Fen>,
    /// The date that binds, promised or kept among ourselves, while anything is owed.
    pub next_due: Option<Promise>,
    /// An outcome stands that the customer is still to be told.
    pub is_to_be_told: bool,
    /// Who came; none without the ticket's key.
    pub person_name: Option<String>,
    /// Their phone.
    pub person_phone: Option<String>,
    /// The first characters of what was told.
    pub story_start: Option<String>,
    /// Photos in evidence.
    pub photos: u64,
    /// Papers started.
    pub prints: u64,
    /// Whether the receipt reached paper.
    pub is_printed: bool,
    /// Whether a print was started and not ended: look at the printer.
    pub is_print_open: bool,
    /// Things that two people did without seeing each other.
    pub conflicts: u64,
    /// How soon it must be seen to; none while nobody has judged it.
    pub priority: Option<Priority>,
    /// The number of the ticket in which it goes on.
    pub merged_into: Option<TicketNumber>,
    /// Taken to learn the desk.
    pub is_practice: bool,
    /// Its key is gone.
    pub is_forgotten: bool,
    /// Whether another ticket has the same number: a conflict to be shown.
    pub is_number_shared: bool,
}

/// What `rows` reads; to be followed by a condition and an order.
pub(crate) const COLUMNS: &str = "
    SELECT *, EXISTS (SELECT 1 FROM tickets other WHERE other.number = tickets.number AND other.id <> tickets.id)
              AS is_number_shared
    FROM tickets";

impl Snapshot {
    /// A ticket's row; none while its opening is not here.
    pub fn find_ticket_row(&self, ticket: TicketId) -> Result<Option<TicketRow>> {
        let mut find = self.connection.prepare_cached(&format!("{COLUMNS} WHERE id = :ticket"))?;
        Ok(rows(find.query(named_params! { ":ticket": ticket.as_bytes() })?)?.pop())
    }

    /// Tickets with this number: more than one is a conflict.
    pub fn tickets_numbered(&self, number: &TicketNumber) -> Result<Vec<TicketRow>> {
        let mut list = self
            .connection
            .prepare_cached(&format!("{COLUMNS} WHERE number = :number ORDER BY opened_at, id"))?;
        rows(list.query(named_params! { ":number": number.to_string() })?)
    }

    /// Tickets about one normalized waybill, newest first.
    pub fn tickets_on_waybill(&self, waybill: &str) -> Result<Vec<TicketRow>> {
        let mut list = self.connection.prepare_cached(&format!(
            "{COLUMNS} WHERE waybill = :waybill AND waybill <> '' ORDER BY opened_at DESC, id"
        ))?;
        rows(list.query(named_params! { ":waybill": waybill })?)
    }

    /// Tickets of one kind taken in from one moment until before another, newest first.
    pub fn tickets_taken_in(&self, kind: Kind, from: Instant, before: Instant) -> Result<Vec<TicketRow>> {
        let mut list = self.connection.prepare_cached(&format!(
            "{COLUMNS} WHERE kind = :kind AND opened_at >= :from AND opened_at < :before ORDER BY opened_at DESC, id"
        ))?;
        rows(list.query(named_params! {
            ":kind": kind.as_str(),
            ":from": from.to_string(),
            ":before": before.to_string(),
        })?)
    }

    /// The numbers of the tickets that were to be forgotten.
    pub fn list_forgotten_numbers(&self) -> Result<Vec<TicketNumber>> {
        let mut list = self.connection.prepare_cached("SELECT number FROM tickets WHERE is_forgotten = 1")?;
        let mut found = list.query([])?;
        let mut numbers = Vec::new();
        while let Some(row) = found.next()? {
            numbers.push(row.column("number")?);
        }
        Ok(numbers)
    }

    /// The newest tickets, by the moment in their ids: when each was begun.
    pub fn list_newest_tickets(&self, limit: usize) -> Result<Vec<TicketRow>> {
        let mut list = self.connection.prepare_cached(&format!("{COLUMNS} ORDER BY id DESC LIMIT :limit"))?;
        rows(list.query(named_params! { ":limit": integer(limit as u64) })?)
    }
}

/// The row that `put_ticket_row` makes of a ticket by `rules`.
pub(crate) fn row_of(ticket: &Ticket, is_number_shared: bool, rules: &Rules) -> TicketRow {
    let outlook = rules.outlook(ticket);
    let told = ticket.told();
    let who = told.map(|told| told.parties.who_came(ticket.role.value()));
    let shipment = ticket.shipment.value();
    TicketRow {
        id: ticket.id,
        number: ticket.number,
        kind: *ticket.kind.value(),
        category: ticket.category.value().clone(),
        channel: ticket.channel.value().clone(),
        status: ticket.status,
        status_since_at: ticket.status_since,
        opened_at: ticket.opened_at,
        opened_by: ticket.opened_by,
        waybill: shipment.waybill.clone(),
        carrier: shipment.carrier.clone(),
        claimed_fen: *ticket.claimed_fen.value(),
        next_due: outlook.next_due,
        is_to_be_told: outlook.is_to_be_told,
        person_name: who.map(|who| who.name.clone()),
        person_phone: who.map(|who| who.phone.clone()),
        story_start: told.map(start_of),
        photos: ticket.photos.len() as u64,
        prints: ticket.prints.len() as u64,
        is_printed: ticket.is_printed(),
        is_print_open: is_print_open(ticket),
        conflicts: ticket.conflicts().len() as u64,
        priority: ticket.priority(),
        merged_into: merged_into(ticket),
        is_practice: ticket.practice,
        is_forgotten: ticket.forgotten,
        is_number_shared,
    }
}

fn start_of(told: &domain::Told) -> String {
    told.story.chars().take(STORY_START).collect()
}

fn merged_into(ticket: &Ticket) -> Option<TicketNumber> {
    ticket.merged_into.as_ref().map(|merged| merged.made.number)
}

/// By the clocks of whoever wrote it down: figures ask for the ratings of a time.
fn last_rated_at(ticket: &Ticket) -> Option<Instant> {
    ticket.ratings.iter().map(|rated| rated.at).max()
}

fn is_print_open(ticket: &Ticket) -> bool {
    ticket.prints.iter().any(|print| print.outcome.is_none())
}

impl Tx {
    /// Writes what screens read of tickets, each from all its lines.
    pub(crate) fn project(&self, tickets: impl IntoIterator<Item = TicketId>) -> Result<()> {
        let mut others = self.project_each(tickets)?;
        // Where a merging closes a circle, or opens one, the others in it stand otherwise too.
        while !others.is_empty() {
            others = self.project_each(others)?;
        }
        Ok(())
    }

    /// The same, and answers the tickets that stand otherwise because of it.
    fn project_each(&self, tickets: impl IntoIterator<Item = TicketId>) -> Result<BTreeSet<TicketId>> {
        let (mut changes, mut others) = (Vec::new(), BTreeSet::new());
        for ticket in tickets {
            let events = self.events_of(ticket, self.take_opened(ticket))?;
            let Some(mut folded) = domain::fold(&events) else {
                // An errand has no opening. A ticket's has not come yet; what came waits in the log.
                if let Some(errand) = Errand::of(&events) {
                    self.put_errand(&errand)?;
                }
                continue;
            };
            others.append(&mut self.put_kin(&folded)?);
            if let Some(circle) = self.circle_of(&folded)? {
                folded.settle_circle(circle);
            }
            let place = self.put_ticket_row(&folded)?;
            self.put_phones(&folded)?;
            if folded.forgotten {
                self.delete_search_row(ticket)?;
            } else {
                changes.extend(self.put_words(place, &Words::of(&folded))?);
            }
        }
        // Behind all rows: before each statement that could fail half-way, the search writes out what it has gathered.
        self.put_search_rows(changes)?;
        Ok(others)
    }

    /// Projects every ticket that was shut when it was last projected and whose key is here.
    pub(crate) fn project_shut_tickets(&self) -> Result<()> {
        let shut = {
            let mut list = self.connection.prepare_cached(
                "SELECT id FROM tickets WHERE is_told_open = 0 AND is_forgotten = 0
                 AND EXISTS (SELECT 1 FROM ticket_keys WHERE ticket = tickets.id)",
            )?;
            let mut found = list.query([])?;
            let mut shut: Vec<TicketId> = Vec::new();
            while let Some(row) = found.next()? {
                shut.push(row.column("id")?);
            }
            shut
        };
        shut.into_iter().for_each(|ticket| self.touch(ticket));
        Ok(())
    }

    /// Where a ticket stands among all, which is where it stands among the newest: places grow with the moment a ticket
    /// was taken in, by a sixteenth of a second, whenever and from whichever counter it comes. The first free one is
    /// taken, and kept.
    fn place_for(&self, ticket: &Ticket) -> Result<i64> {
        if let Some(place) = self.place_of(ticket.id)? {
            return Ok(place);
        }
        let mut place = ticket.opened_at.unix_ms() >> PLACE_BITS;
        let mut taken = self
            .connection
            .prepare_cached("SELECT place FROM tickets WHERE place >= :place ORDER BY place")?;
        let mut taken = taken.query(named_params! { ":place": place })?;
        while let Some(row) = taken.next()?
            && row.get::<_, i64>(0)? == place
        {
            place += 1;
        }
        Ok(place)
    }

    /// Where a ticket stands; none while it has no row.
    pub(super) fn place_of(&self, ticket: TicketId) -> Result<Option<i64>> {
        let mut find = self.connection.prepare_cached("SELECT place FROM tickets WHERE id = :ticket")?;
        Ok(find.query_row(named_params! { ":ticket": ticket.as_bytes() }, |row| row.get(0)).optional()?)
    }

    fn put_ticket_row(&self, ticket: &Ticket) -> Result<i64> {
        let told = ticket.told();
        let who = told.map(|told| told.parties.who_came(ticket.role.value()));
        let shipment = ticket.shipment.value();
        let outlook = self.rules().outlook(ticket);
        Ok(self.connection.prepare_cached(PUT)?.query_row(
            named_params! {
                ":place": self.place_for(ticket)?,
                ":id": ticket.id.as_bytes(),
                ":number": ticket.number.to_string(),
                ":kind": ticket.kind.value().as_str(),
                ":category": ticket.category.value().as_str(),
                ":channel": ticket.channel.value().as_str(),
                ":status": ticket.status.as_str(),
                ":status_since_at": ticket.status_since.to_string(),
                ":is_finished": ticket.status.is_finished(),
                ":opened_at": ticket.opened_at.to_string(),
                ":opened_by": ticket.opened_by.as_ref().map(PersonId::as_bytes),
                ":waybill": shipment.waybill,
                ":carrier": shipment.carrier,
                ":claimed_fen": ticket.claimed_fen.value().map(Fen::get),
                ":is_open": outlook.is_open,
                ":is_to_be_told": outlook.is_to_be_told,
                ":next_due_at": due::due_at(&outlook),
                ":next_due": due::due_text(&outlook)?,
                ":reminds_from": outlook.reminds_from.map(|at| at.to_string()),
                ":reckoned_by": self.rules().mark(),
                ":person_name": who.map(|who| &who.name),
                ":person_phone": who.map(|who| &who.phone),
                ":story_start": told.map(start_of),
                ":is_told_open": told.is_some(),
                ":photos": integer(ticket.photos.len() as u64),
                ":prints": integer(ticket.prints.len() as u64),
                ":is_printed": ticket.is_printed(),
                ":is_print_open": is_print_open(ticket),
                ":conflicts": integer(ticket.conflicts().len() as u64),
                ":has_custody": ticket.in_custody().next().is_some(),
                ":open_tasks": integer(ticket.open_tasks().len() as u64),
                ":priority": ticket.priority().map(Priority::as_str),
                ":merged_into": merged_into(ticket).map(|number| number.to_string()),
                ":last_rated_at": last_rated_at(ticket).map(|at| at.to_string()),
                ":is_practice": ticket.practice,
                ":is_forgotten": ticket.forgotten,
            },
            |row| row.get(0),
        )?)
    }
}

const PUT: &str = "
    INSERT INTO tickets (
        place, id, number, kind, category, channel, status, status_since_at, is_finished, opened_at, opened_by, waybill, carrier,
        claimed_fen, is_open, is_to_be_told, next_due_at, next_due, reminds_from, reckoned_by, person_name, person_phone, story_start,
        is_told_open, photos, prints, is_printed, is_print_open, conflicts, has_custody, open_tasks, priority, merged_into,
        last_rated_at, is_practice, is_forgotten
    ) VALUES (
        :place, :id, :number, :kind, :category, :channel, :status, :status_since_at, :is_finished, :opened_at, :opened_by, :waybill,
        :carrier, :claimed_fen, :is_open, :is_to_be_told, :next_due_at, :next_due, :reminds_from, :reckoned_by, :person_name,
        :person_phone, :story_start, :is_told_open, :photos, :prints, :is_printed, :is_print_open, :conflicts, :has_custody,
        :open_tasks, :priority, :merged_into, :last_rated_at, :is_practice, :is_forgotten
    ) ON CONFLICT (id) DO UPDATE SET
        number = excluded.number, kind = excluded.kind, category = excluded.category, channel = excluded.channel,
        status = excluded.status, status_since_at = excluded.status_since_at, is_finished = excluded.is_finished,
        opened_at = excluded.opened_at, opened_by = excluded.opened_by, waybill = excluded.waybill,
        carrier = excluded.carrier, claimed_fen = excluded.claimed_fen, next_due_at = excluded.next_due_at,
        next_due = excluded.next_due, is_open = excluded.is_open, is_to_be_told = excluded.is_to_be_told,
        reminds_from = excluded.reminds_from, reckoned_by = excluded.reckoned_by, person_name = excluded.person_name, person_phone = excluded.person_phone,
        story_start = excluded.story_start, is_told_open = excluded.is_told_open, photos = excluded.photos,
        prints = excluded.prints, is_printed = excluded.is_printed, is_print_open = excluded.is_print_open,
        conflicts = excluded.conflicts, has_custody = excluded.has_custody, open_tasks = excluded.open_tasks,
        priority = excluded.priority, merged_into = excluded.merged_into, last_rated_at = excluded.last_rated_at,
        is_practice = excluded.is_practice, is_forgotten = excluded.is_forgotten
    RETURNING place";

/// Reads what `COLUMNS` asks for.
pub(crate) fn rows(mut found: Rows<'_>) -> Result<Vec<TicketRow>> {
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push(ticket_row(row)?);
    }
    Ok(rows)
}

pub(crate) fn ticket_row(row: &Row<'_>) -> Result<TicketRow> {
    let next_due: Option<String> = row.column("next_due")?;
    let next_due = next_due.map(|text| serde_json::from_str(&text)).transpose();
    Ok(TicketRow {
        id: row.column("id")?,
        number: row.column("number")?,
        kind: row.column("kind")?,
        category: row.column("category")?,
        channel: row.column("channel")?,
        status: row.column("status")?,
        status_since_at: row.column("status_since_at")?,
        opened_at: row.column("opened_at")?,
        opened_by: row.column("opened_by")?,
        waybill: row.column("waybill")?,
        carrier: row.column("carrier")?,
        claimed_fen: row.column("claimed_fen")?,
        next_due: next_due.map_err(|_| Error::Unreadable("a due date"))?,
        is_to_be_told: row.column("is_to_be_told")?,
        person_name: row.column("person_name")?,
        person_phone: row.column("person_phone")?,
        story_start: row.column("story_start")?,
        photos: row.column("photos")?,
        prints: row.column("prints")?,
        is_printed: row.column("is_printed")?,
        is_print_open: row.column("is_print_open")?,
        conflicts: row.column("conflicts")?,
        priority: row.column("priority")?,
        merged_into: row.column("merged_into")?,
        is_practice: row.column("is_practice")?,
        is_forgotten: row.column("is_forgotten")?,
        is_number_shared: row.column("is_number_shared")?,
    })
}
