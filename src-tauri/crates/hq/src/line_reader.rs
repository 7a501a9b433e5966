//! Reads the lines of one branch: judges them, and folds tickets from them.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use domain::{
    BranchId, DeviceId, Due, Errand, Event, Fact, Origin, Phone, Sha256, Task, TaskTo, Ticket, TicketId,
    fold, kinship::Circle, mask_name, may_write,
};
use protocol::{
    BranchKey, Keys, Line, LineError, LookupKey, MARK_LEN, OpenError, TicketKey, WordsKey, Wrapped,
    WrappedKey,
};

use crate::awaiting::awaits;
use crate::finding::{self, Words};
use crate::store::{
    ErrandRow, Findable, KEY_MISSING, LineReader, Mark, NextDue, Projected, SaidKin, TicketLine, TicketLog,
    TicketRow, Verdict,
};

/// Holds the branch's key while lines are read.
///
/// It lives as long as one request, and what it has read once it knows: a line is parsed and opened when it comes, beside
/// the others, and not again where everybody waits, in the transaction that judges it and folds its ticket.
pub struct BranchReader {
    /// Whose lines.
    branch: BranchId,
    /// Headquarters' own hand in it.
    own_device: DeviceId,
    /// What its tickets' keys are wrapped with.
    key: BranchKey,
    /// What marks of phones are made with.
    lookup: LookupKey,
    /// What words are kept with.
    words: WordsKey,
    known: Mutex<Known>,
}

/// What has been read.
#[derive(Default)]
struct Known {
    /// What is wrapped is bound to its ticket.
    keys: HashMap<(TicketId, Wrapped), Option<TicketKey>>,
    /// By where their texts begin: there stands the event's identity. Whether one is the line is told by the whole.
    lines: HashMap<String, KnownLine>,
}

/// A line, and what it came to in that device's log with that key.
struct KnownLine {
    line: Arc<Line>,
    device: DeviceId,
    key: Option<WrappedKey>,
    opened: Result<Arc<Event>, OpenError>,
}

/// A line begins with its version and its event's identity.
const BEGINNING_BYTES: usize = 64;

fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(BEGINNING_BYTES)]
}

impl Known {
    fn line(&self, text: &str) -> Option<&KnownLine> {
        self.lines.get(beginning(text)).filter(|known| known.line.raw() == text)
    }
}

/// Fewer are not worth another thread.
const LINES_A_THREAD: usize = 50;

impl BranchReader {
    /// Reads the lines of `branch`.
    pub fn new(
        branch: BranchId,
        own_device: DeviceId,
        key: BranchKey,
        lookup: LookupKey,
        words: WordsKey,
    ) -> Self {
        Self { branch, own_device, key, lookup, words, known: Mutex::default() }
    }

    /// Reads what a push brings, on as many threads as it is worth.
    pub fn read(&self, device: DeviceId, lines: &[String], keys: &[WrappedKey]) {
        let keys: HashMap<TicketId, &WrappedKey> = keys.iter().map(|key| (key.ticket, key)).collect();
        let read = |lines: &[String]| {
            for text in lines {
                let Ok(line) = Line::parse(text) else { continue };
                // The line keeps it, for whoever places it.
                line.hash();
                let key = line.head().ticket.and_then(|ticket| keys.get(&ticket).copied());
                let opened = self.open(&line, device, key);
                let known = KnownLine { line: Arc::new(line), device, key: key.cloned(), opened };
                self.known().lines.insert(beginning(text).to_owned(), known);
            }
        };
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let share = lines.len().div_ceil(threads).max(LINES_A_THREAD);
        let (first, others) = lines.split_at(share.min(lines.len()));
        thread::scope(|scope| {
            others.chunks(share).for_each(|lines| drop(scope.spawn(|| read(lines))));
            read(first);
        });
    }

    /// The line of this text.
    pub fn line(&self, text: &str) -> Result<Arc<Line>, LineError> {
        if let Some(known) = self.known().line(text) {
            return Ok(Arc::clone(&known.line));
        }
        Line::parse(text).map(Arc::new)
    }

    /// The events of a ticket's lines; those that cannot be opened are left out.
    pub fn events(&self, lines: &[TicketLine], key: Option<&WrappedKey>) -> Vec<Arc<Event>> {
        lines.iter().filter_map(|line| self.event(line.device, &line.line, key)?.ok()).collect()
    }

    /// The ticket that these lines make.
    pub fn fold(&self, lines: &[TicketLine], key: Option<&WrappedKey>) -> Option<Ticket> {
        fold(self.events(lines, key).iter().map(Arc::as_ref))
    }

    /// The ticket of a log that was looked up, a circle of mergings that it is in settled.
    pub fn ticket_of(&self, log: &TicketLog) -> Option<Ticket> {
        let mut ticket = self.fold(&log.lines, log.key.as_ref())?;
        log.circle.iter().for_each(|circle| ticket.settle_circle(circle.clone()));
        Some(ticket)
    }

    /// The mark of the phone of who came.
    pub fn phone_mark(&self, ticket: &Ticket) -> Option<[u8; MARK_LEN]> {
        let phone = &ticket.told()?.parties.who_came(ticket.role.value()).phone;
        phone.parse::<Phone>().ok().map(|phone| self.lookup.mark(phone.as_str()))
    }

    /// The key of a ticket, where it is here and opens.
    pub fn ticket_key(&self, key: Option<&WrappedKey>) -> Option<TicketKey> {
        self.unwrap(key?)
    }

    /// What a line comes to; nothing where it cannot be read.
    fn event(
        &self,
        device: DeviceId,
        text: &str,
        key: Option<&WrappedKey>,
    ) -> Option<Result<Arc<Event>, OpenError>> {
        if let Some(known) = self.known().line(text)
            && (known.device, known.key.as_ref()) == (device, key)
        {
            return Some(known.opened.clone());
        }
        let line = self.line(text).ok()?;
        Some(self.open(&line, device, key))
    }

    fn open(&self, line: &Line, device: DeviceId, key: Option<&WrappedKey>) -> Result<Arc<Event>, OpenError> {
        let ticket = key.and_then(|key| self.unwrap(key));
        line.open(self.origin(device), Keys { ticket: ticket.as_ref(), branch: Some(&self.key) })
            .map(Arc::new)
    }

    fn unwrap(&self, key: &WrappedKey) -> Option<TicketKey> {
        let name = (key.ticket, key.wrapped);
        if let Some(known) = self.known().keys.get(&name) {
            return known.clone();
        }
        let unwrapped = self.key.unwrap(key).ok();
        self.known().keys.insert(name, unwrapped.clone());
        unwrapped
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A line comes from whoever's log it stands in: only that device's key could have put it there.
    fn origin(&self, device: DeviceId) -> Origin {
        if device == self.own_device { Origin::Headquarters } else { Origin::Counter }
    }
}

impl LineReader for BranchReader {
    fn judge(&self, device: DeviceId, text: &str, key: Option<&WrappedKey>) -> Verdict {
        let line = match self.line(text) {
            Ok(line) => line,
            Err(error) => return Verdict::SetAside(error.code().into()),
        };
        if line.head().branch != self.branch {
            return Verdict::SetAside("line_other_branch".into());
        }
        if !may_write(line.kind(), self.origin(device)) {
            return Verdict::SetAside("line_not_allowed".into());
        }
        let has_key = key.is_some_and(|key| self.unwrap(key).is_some());
        if line.is_sealed() && line.head().ticket.is_some() && !has_key {
            return Verdict::SetAside(KEY_MISSING.into());
        }
        match self.event(device, text, key) {
            Some(Ok(event)) => match &event.fact {
                Fact::PhotoAdded(photo) => Verdict::Good(Some((photo.sha256, photo.size))),
                Fact::TicketForgotten => Verdict::Forgets,
                _ => Verdict::Good(None),
            },
            Some(Err(error)) => Verdict::SetAside(error.code().into()),
            None => Verdict::SetAside(LineError::NotJson.code().into()),
        }
    }

    fn ticket(
        &self,
        lines: &[TicketLine],
        key: Option<&WrappedKey>,
        circle: Option<&Circle>,
    ) -> Option<Projected> {
        let mut ticket = self.fold(lines, key)?;
        let kin = said_kin(&ticket);
        circle.into_iter().for_each(|circle| ticket.settle_circle(circle.clone()));
        let opening = lines.iter().find(|line| {
            self.line(&line.line)
                .is_ok_and(|line| (line.head().epoch, line.head().seq) == (ticket.epoch, ticket.seq))
        })?;
        let who = ticket.told().map(|told| mask_name(&told.parties.who_came(ticket.role.value()).name));
        let next_due = ticket.next_due().map(|promise| NextDue {
            step: promise.step.as_str().to_owned(),
            at: promise.due_at,
            on: match promise.due {
                Due::On(day) => Some(day.to_string()),
                Due::By(_) => None,
            },
        });
        let photos: BTreeSet<Sha256> = ticket.photos.iter().map(|photo| photo.added.sha256).collect();
        let row = TicketRow {
            id: ticket.id,
            branch: self.branch,
            number: ticket.number.to_string(),
            kind: ticket.kind.value().as_str().to_owned(),
            category: ticket.category.value().as_str().to_owned(),
            status: ticket.status.as_str().to_owned(),
            waybill: ticket.shipment.value().waybill.clone(),
            who,
            device: ticket.device,
            opened_at: ticket.opened_at,
            received_at: opening.received_at,
            next_due,
            claimed_fen: ticket.claimed_fen.value().map(domain::Fen::get),
            photos: u32::try_from(photos.len()).unwrap_or(u32::MAX),
            photos_held: 0,
            conflicts: u32::try_from(ticket.conflicts().len()).unwrap_or(u32::MAX),
            forgotten: ticket.forgotten,
            phone_mark: self.phone_mark(&ticket),
            assessed_fen: ticket.assessment().map(|assessed| assessed.made.total().get()),
            approved_fen: ticket
                .decision()
                .filter(|decided| decided.made.awards())
                .map(|decided| decided.made.total().get()),
            paid_fen: (!ticket.payments.is_empty()).then(|| ticket.paid_fen().get()),
            awaits: awaits(&ticket),
            merged_into: ticket.merged_into.as_ref().map(|merged| merged.made.number.to_string()),
        };
        let elsewhere = |task: &Task| match task.to {
            TaskTo::Branch(to) if to != self.branch => Some((task.event, to)),
            _ => None,
        };
        Some(Projected {
            row,
            photos: photos.into_iter().collect(),
            kin,
            words: Words::of(&ticket),
            tasks_elsewhere: ticket.tasks.iter().filter_map(elsewhere).collect(),
        })
    }

    fn errand(&self, lines: &[TicketLine], key: Option<&WrappedKey>) -> Option<ErrandRow> {
        let errand = Errand::of(self.events(lines, key).iter().map(Arc::as_ref))?;
        Some(ErrandRow {
            id: errand.id,
            from: errand.given.from,
            of: errand.given.of,
            answers: errand.answers.iter().map(|answer| answer.event).collect(),
        })
    }

    fn fits(&self, key: &WrappedKey) -> bool {
        self.unwrap(key).is_some()
    }

    fn print(&self, words: &Words) -> [u8; MARK_LEN] {
        finding::print(&self.words, words)
    }

    fn findable(&self, ticket: TicketId, words: &Words) -> Findable {
        finding::findable(&self.words, (self.branch, ticket), words)
    }

    fn marks_of(&self, ticket: TicketId, sealed: &[u8]) -> BTreeSet<Mark> {
        finding::marks_of(&self.words, (self.branch, ticket), sealed)
    }
}

/// What a ticket says of others by its own events.
fn said_kin(ticket: &Ticket) -> Vec<SaidKin> {
    let linked = ticket.links.iter().map(|link| SaidKin {
        event: link.event,
        other: link.made.to,
        kin: Some(link.made.kin.as_str().to_owned()),
        at: link.at,
        by: link.by,
    });
    let merged = ticket.merged_into.iter().map(|merged| SaidKin {
        event: merged.event,
        other: merged.made.into,
        kin: None,
        at: merged.at,
        by: merged.by,
    });
    linked.chain(merged).collect()
}

#[cfg(test)]
mod tests {
    use domain::{EpochId, EventId, Hlc, Instant, NoteAdded, Policy, Sealed};
    use protocol::{Head, NO_HASH, NewPlace};

    use super::*;

    const DEVICE: DeviceId = DeviceId::from_bytes([1; 16]);
    const BRANCH: BranchId = BranchId::from_bytes([2; 16]);
    const TICKET: TicketId = TicketId::from_bytes([3; 16]);

    fn reader() -> BranchReader {
        let lookup = LookupKey::derived_from(&[2; 32], "phone");
        BranchReader::new(
            BRANCH,
            DeviceId::from_bytes([9; 16]),
            BranchKey::from_bytes([4; 32]),
            lookup,
            WordsKey::derived_from(&[2; 32]),
        )
    }

    fn a_note(key: &TicketKey) -> Line {
        let at = Instant::from_unix_ms(1_795_242_900_000);
        let head = Head {
            id: EventId::from_bytes([5; 16]),
            branch: BRANCH,
            device: DEVICE,
            epoch: EpochId::from_bytes([6; 16]),
            seq: 1,
            prev: NO_HASH,
            wall: at,
            hlc: Hlc::new(at, 0),
            author: None,
            ticket: Some(TICKET),
            after: Vec::new(),
            policy: Policy::bundled().version().clone(),
        };
        let note = Fact::NoteAdded(NoteAdded { text: Sealed::Open("再来".into()) });
        Line::write(head, &note, Keys::ticket(key), [7; 24]).unwrap()
    }

    #[test]
    fn lines_that_begin_alike_are_told_apart() {
        let key = TicketKey::from_bytes([8; 32]);
        let first = a_note(&key);
        let place = NewPlace {
            device: DEVICE,
            epoch: EpochId::from_bytes([7; 16]),
            seq: 2,
            prev: first.hash(),
            hlc: first.head().hlc,
        };
        let again = first.reissue(&place).unwrap();
        let reader = reader();
        let wrapped = reader.key.wrap(TICKET, &key, [1; 24]);
        let texts = [first.raw().to_owned(), again.raw().to_owned()];
        reader.read(DEVICE, &texts, std::slice::from_ref(&wrapped));
        for (text, seq) in texts.iter().zip([1, 2]) {
            assert_eq!(reader.line(text).unwrap().raw(), text);
            let event = reader.event(DEVICE, text, Some(&wrapped)).unwrap().unwrap();
            assert_eq!(event.seq, seq);
        }
    }

    #[test]
    fn what_was_shut_is_opened_when_its_key_comes() {
        let key = TicketKey::from_bytes([8; 32]);
        let line = a_note(&key).raw().to_owned();
        let reader = reader();
        reader.read(DEVICE, std::slice::from_ref(&line), &[]);
        assert_eq!(reader.judge(DEVICE, &line, None), Verdict::SetAside(KEY_MISSING.into()));
        let wrapped = reader.key.wrap(TICKET, &key, [1; 24]);
        assert_eq!(reader.judge(DEVICE, &line, Some(&wrapped)), Verdict::Good(None));
        let of_another = WrappedKey { ticket: TicketId::from_bytes([0; 16]), ..wrapped };
        assert!(!reader.fits(&of_another), "what is wrapped is bound to its ticket");
    }
}
