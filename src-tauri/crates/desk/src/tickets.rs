//! Looking at tickets, and what may be done to one.

use std::collections::{BTreeMap, HashSet};

use domain::{
    Act, ActionTaken, Amendment, Change, EventId, Fact, Kind, NoteAdded, PersonId, PromiseMade, Retracted,
    Sealed, Sha256, Ticket, TicketAction, TicketId, TicketStatus,
    clocks::{self, TicketClock},
};
use store::{Board, Delivery, SaidKin, TicketRow, Tx};

use crate::{Desk, DeskError, DraftPhoto, claims::said, pen::Entry, sorting::Looked};

/// Tickets in one list of the board.
const BOARD_LENGTH: usize = 100;
/// Tickets a search answers with.
const SEARCH_LENGTH: usize = 100;
/// Tickets in the list of the newest.
const NEWEST_LENGTH: usize = 100;

/// A ticket with what its page needs besides.
#[derive(Clone, Debug)]
pub struct TicketSheet {
    /// The ticket.
    pub ticket: Ticket,
    /// Its row in lists.
    pub row: TicketRow,
    /// How much of it headquarters has confirmed.
    pub delivery: Delivery,
    /// The events that headquarters has confirmed, or that came from it.
    pub confirmed: HashSet<EventId>,
    /// Photos that are on this counter, with whether headquarters has confirmed them.
    pub photos: BTreeMap<Sha256, PhotoStanding>,
    /// The names of who did something.
    pub names: BTreeMap<PersonId, String>,
    /// What its status allows to whoever is at the desk; nothing where it goes on in another.
    pub actions: Vec<TicketAction>,
    /// What other tickets say of it, in order.
    pub said: Vec<SaidKin>,
    /// Where the tickets stand that it names or that name it, as far as they are here.
    pub standings: BTreeMap<TicketId, TicketStatus>,
    /// What else may be done by whoever is at the desk.
    pub may: TicketActs,
}

/// What may be done with a ticket besides its actions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TicketActs {
    /// Say how soon and how grave.
    pub weigh: bool,
    /// Link, split, and take a link back.
    pub link: bool,
    /// Let it go on in another one, or go on by itself again.
    pub merge: bool,
    /// Write down appeals and their answers.
    pub appeal: bool,
    /// Write down how content the customer is.
    pub rate: bool,
}

/// Where a photo is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoStanding {
    /// Its bytes are on this counter.
    pub is_here: bool,
    /// Headquarters has confirmed it by hash.
    pub is_confirmed: bool,
}

impl TicketSheet {
    /// The evidence, as slots count it.
    pub fn slot_photos(&self) -> Vec<DraftPhoto> {
        let photo = |photo: &domain::Photo| DraftPhoto {
            sha256: photo.added.sha256,
            width: 0,
            height: 0,
            added: photo.added.clone(),
        };
        self.ticket.photos.iter().map(photo).collect()
    }
}

impl Desk {
    /// A ticket, whole.
    pub fn ticket(&self, id: TicketId) -> Result<TicketSheet, DeskError> {
        let found = self.inner.store.read(|now| {
            let Some(ticket) = now.ticket(id)? else { return Ok(None) };
            let Some(row) = now.find_ticket_row(id)? else { return Ok(None) };
            let mut photos = BTreeMap::new();
            for photo in &ticket.photos {
                let found = now.find_photo(photo.added.sha256)?;
                let is_here = found.as_ref().is_some_and(|row| row.is_here);
                let is_confirmed = found.is_some_and(|row| row.acknowledged_at.is_some());
                photos.insert(photo.added.sha256, PhotoStanding { is_here, is_confirmed });
            }
            let delivery = now.delivery(id)?;
            let confirmed = now.confirmed_events(id)?;
            let said = now.kin_said_of(id)?;
            let links = ticket.links.iter().map(|link| link.made.to);
            let merged = ticket.merged_into.iter().map(|merged| merged.made.into);
            let mut standings = BTreeMap::new();
            for other in links.chain(merged).chain(said.iter().map(|said| said.ticket)) {
                standings.extend(now.find_ticket_row(other)?.map(|row| (other, row.status)));
            }
            Ok::<_, store::Error>(Some((ticket, row, delivery, confirmed, photos, said, standings)))
        })?;
        let (ticket, row, delivery, confirmed, photos, said, standings) = found.ok_or(DeskError::NoTicket)?;
        let names: BTreeMap<_, _> =
            self.people()?.into_iter().filter_map(|person| Some((person.id, person.name?))).collect();
        let here = self.person()?;
        let may = |act: Act| here.as_ref().is_some_and(|person| self.may(person, act));
        let goes_on_here = ticket.merged_into.is_none();
        let actions = ticket.status.allowed().filter(|action| goes_on_here && may(action.act())).collect();
        let works_on = may(Act::WorkOn) && !ticket.forgotten;
        let is_heard = may(Act::TellCustomer) || may(Act::WorkOn);
        let may = TicketActs {
            weigh: works_on && goes_on_here,
            link: works_on && goes_on_here,
            merge: works_on,
            appeal: works_on && goes_on_here,
            rate: is_heard && goes_on_here && !ticket.forgotten,
        };
        Ok(TicketSheet { ticket, row, delivery, confirmed, photos, names, actions, said, standings, may })
    }

    /// A ticket in a list.
    pub fn ticket_row(&self, id: TicketId) -> Result<(TicketRow, Delivery), DeskError> {
        let found = self.inner.store.read(|now| {
            let Some(row) = now.find_ticket_row(id)? else { return Ok(None) };
            Ok::<_, store::Error>(Some((row, now.delivery(id)?)))
        })?;
        found.ok_or(DeskError::NoTicket)
    }

    /// How much of each of these tickets headquarters has confirmed.
    pub fn deliveries(&self, rows: &[TicketRow]) -> Result<Vec<Delivery>, DeskError> {
        Ok(self
            .inner
            .store
            .read(|now| rows.iter().map(|row| now.delivery(row.id)).collect::<store::Result<_>>())?)
    }

    /// The board as it stands now, and the newest tickets.
    pub fn board(&self) -> Result<(Board, Vec<TicketRow>), DeskError> {
        let now = self.now();
        let day_ends_at = self.zone().start_of(self.zone().local(now).date.plus_days(1));
        Ok(self.inner.store.read(|snapshot| {
            let board = snapshot.board(now, day_ends_at, BOARD_LENGTH)?;
            Ok::<_, store::Error>((board, snapshot.list_newest_tickets(NEWEST_LENGTH)?))
        })?)
    }

    /// Whether a line that says this is here.
    pub fn knows_event(&self, event: EventId) -> Result<bool, DeskError> {
        Ok(self.inner.store.read(|now| now.line(event))?.is_some())
    }

    /// The newest tickets, newest first.
    pub fn newest_tickets(&self, limit: usize) -> Result<Vec<TicketRow>, DeskError> {
        Ok(self.inner.store.read(|now| now.list_newest_tickets(limit))?)
    }

    /// Tickets by number, waybill, phone or its end, name, or words of the story.
    pub fn search(&self, typed: &str) -> Result<Vec<TicketRow>, DeskError> {
        Ok(self.inner.store.read(|now| now.search(typed, SEARCH_LENGTH))?)
    }

    /// Moves a ticket on, if its status allows it.
    pub fn take_action(&self, id: TicketId, action: TicketAction, words: &str) -> Result<(), DeskError> {
        let person = self.acting(action.act())?;
        let ticket = self.folded(id)?;
        ticket.refuse_merged()?;
        ticket.status.after(action)?;
        let words = said(words);
        self.append_to(id, person.id, vec![Fact::ActionTaken(ActionTaken { action, words })])
    }

    /// Writes something down.
    pub fn add_note(&self, id: TicketId, text: &str) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        let note = NoteAdded { text: Sealed::Open(text.to_owned()) };
        self.append_to(id, person.id, vec![Fact::NoteAdded(note)])
    }

    /// Makes a ticket another kind; its number stays. What the new kind promises earlier or besides is promised.
    pub fn convert(&self, id: TicketId, kind: Kind) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        let ticket = self.folded(id)?;
        ticket.refuse_merged()?;
        if *ticket.kind.value() == kind {
            return Ok(());
        }
        let change = Change { replaces: ticket.kind.set_by().collect(), to: Amendment::Kind(kind) };
        let mut facts = vec![Fact::TicketAmended(domain::TicketAmended { changes: vec![change] })];
        // Converting restarts no clock; those of the new kind start when it became that.
        let promised =
            clocks::promised_on_converting(&ticket, kind, self.now(), &self.calendar(), self.policy());
        if !promised.is_empty() {
            facts.push(Fact::PromiseMade(PromiseMade { promises: promised }));
        }
        self.append_to(id, person.id, facts)
    }

    /// Every clock that runs or ran for a ticket, as it stands now.
    pub fn clocks(&self, ticket: &Ticket) -> Vec<TicketClock> {
        clocks::of(ticket, self.now(), &self.calendar(), self.policy())
    }

    /// Settles a field that two people set without seeing each other: the value that `event` set stands from now on.
    pub fn settle_conflict(&self, id: TicketId, field: &str, event: EventId) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        let change = self.folded(id)?.settled_by(field, event).ok_or(DeskError::NothingToSettle)?;
        let amended = domain::TicketAmended { changes: vec![change] };
        self.append_to(id, person.id, vec![Fact::TicketAmended(amended)])
    }

    /// Takes back a photo, a note, a skipped slot, a link or a merging: a compensating event.
    pub fn retract(&self, id: TicketId, event: EventId) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        self.append_to(id, person.id, vec![Fact::Retracted(Retracted { event })])
    }

    pub(crate) fn folded(&self, id: TicketId) -> Result<Ticket, DeskError> {
        self.inner.store.read(|now| now.ticket(id))?.ok_or(DeskError::NoTicket)
    }

    /// Appends facts to a ticket, after everything that is known of it here.
    pub(crate) fn append_to(
        &self,
        id: TicketId,
        author: PersonId,
        facts: Vec<Fact>,
    ) -> Result<(), DeskError> {
        self.append_events(id, author, facts).map(drop)
    }

    /// Appends facts that were decided on by looking at `seen`; none where the ticket has changed meanwhile, so that it
    /// has to be looked at anew.
    pub(crate) fn append_seen(
        &self,
        seen: &Ticket,
        author: PersonId,
        facts: Vec<Fact>,
    ) -> Result<Option<Vec<EventId>>, DeskError> {
        let place = self.inner.place()?;
        let written = self.inner.store.write(|tx| {
            let ticket = tx.ticket(seen.id)?.ok_or(DeskError::NoTicket)?;
            if ticket.heads != seen.heads {
                return Ok::<_, DeskError>(None);
            }
            let key = tx.ticket_key(seen.id)?.ok_or(DeskError::NoTicketKey)?;
            let entry = Entry { ticket: Some((seen.id, &key)), author: Some(author), after: ticket.heads };
            Ok(Some(self.inner.write_facts(tx, &place, entry, facts)?))
        })?;
        if written.is_some() {
            self.inner.wake.notify_one();
            self.inner.changed();
        }
        Ok(written)
    }

    /// Appends what `judge` makes of a ticket as it stands under the write lock, where nothing can come between.
    pub(crate) fn append_judged(
        &self,
        id: TicketId,
        author: PersonId,
        judge: impl FnOnce(&Tx, &Ticket) -> Result<Vec<Fact>, DeskError>,
    ) -> Result<(), DeskError> {
        let place = self.inner.place()?;
        self.inner.store.write(|tx| {
            let ticket = tx.ticket(id)?.ok_or(DeskError::NoTicket)?;
            let facts = judge(tx, &ticket)?;
            let key = tx.ticket_key(id)?.ok_or(DeskError::NoTicketKey)?;
            let entry = Entry { ticket: Some((id, &key)), author: Some(author), after: ticket.heads };
            self.inner.write_facts(tx, &place, entry, facts)
        })?;
        self.inner.wake.notify_one();
        self.inner.changed();
        Ok(())
    }

    pub(crate) fn append_events(
        &self,
        id: TicketId,
        author: PersonId,
        facts: Vec<Fact>,
    ) -> Result<Vec<EventId>, DeskError> {
        loop {
            if let Some(written) = self.append_seen(&self.folded(id)?, author, facts.clone())? {
                return Ok(written);
            }
        }
    }
}
