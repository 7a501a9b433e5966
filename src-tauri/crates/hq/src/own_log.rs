//! Headquarters' own log in a branch: its own device and epoch, its own chain and signature.
//!
//! A line about a ticket is sealed with the ticket's key, so that its counters can open it, and comes after the ticket's
//! heads, so that everybody knows what its author had seen.

use std::sync::Arc;

use domain::{
    BranchId, CounterLetter, DeviceId, EpochId, EpochOpened, EventId, Fact, Hlc, Instant, LastEpoch,
    PersonId, Sha256, Ticket, TicketId, TicketNumber,
};
use protocol::{
    Head, HybridClock, Keys, Line, NO_HASH, NewPlace, TicketKey, WrappedKey, WriteError, wire::HeadSignature,
};

use crate::{
    HqState,
    clock::{id_time, random},
    store::{Append, Appended, Branch, LogName, NewLine, Scope, StoreError, number_key},
};

/// Why headquarters could not write into its log.
#[derive(Debug, thiserror::Error)]
pub enum OwnLogError {
    /// The branch is not there.
    #[error("there is no such branch")]
    NoBranch,
    /// The store failed.
    #[error("could not keep headquarters' line")]
    Store(#[from] StoreError),
    /// The branch's key does not open.
    #[error("could not open the branch's key")]
    Key(#[from] protocol::SealError),
    /// What was to be written cannot be.
    #[error("could not write headquarters' line")]
    Write(#[from] WriteError),
    /// No letter is left for headquarters in the branch, or no number in its day.
    #[error("headquarters has no number left in the branch")]
    NoNumberLeft,
    /// Others wrote into the same log each time that this was tried.
    #[error("headquarters' own log is being written by too many")]
    Forked,
}

/// The characters of a number that tell one of a counter's day from another.
const SERIAL_AND_CHECK: usize = 5;

/// So often a line is written anew because another node or command was quicker.
const MOST_TRIES: u32 = 50;

/// Tries until `attempt` is kept: it answers nothing where another writer of the same log was quicker.
macro_rules! until_kept {
    ($attempt:expr) => {{
        let mut tries = 1;
        loop {
            match $attempt {
                Some(kept) => break Ok(kept),
                None if tries == MOST_TRIES => break Err(OwnLogError::Forked.into()),
                None => tries += 1,
            }
        }
    }};
}

/// Writes `facts` that concern the branch and no ticket. Answers the feed's last position.
pub async fn write(state: &HqState, branch: BranchId, facts: &[Fact]) -> Result<u64, OwnLogError> {
    let _lock = state.own_log.lock().await;
    until_kept!(try_to_write(state, branch, facts).await?)
}

async fn try_to_write(state: &HqState, branch: BranchId, facts: &[Fact]) -> Result<Option<u64>, OwnLogError> {
    let branch = state.store.find_branch(branch).await?.ok_or(OwnLogError::NoBranch)?;
    let now = state.clock.now();
    let mut log = OwnLog::open(state, &branch, now).await?;
    for fact in facts {
        log.write(&About::default(), fact, now)?;
    }
    log.keep(&branch, Vec::new(), now).await
}

/// Writes what `say` answers of a ticket of the branch as it stands, if its opening is here: nothing else of headquarters
/// is written between, and where something was, it is asked again. Answers the event.
pub async fn write_about<E: From<OwnLogError>>(
    state: &HqState,
    branch: BranchId,
    ticket: TicketId,
    author: Option<PersonId>,
    mut say: impl FnMut(Option<&Ticket>) -> Result<Fact, E>,
) -> Result<EventId, E> {
    let _lock = state.own_log.lock().await;
    until_kept!(try_to_write_about(state, branch, ticket, author, &mut say).await?)
}

async fn try_to_write_about<E: From<OwnLogError>>(
    state: &HqState,
    branch: BranchId,
    ticket: TicketId,
    author: Option<PersonId>,
    say: &mut impl FnMut(Option<&Ticket>) -> Result<Fact, E>,
) -> Result<Option<EventId>, E> {
    let store = &state.store;
    let branch = store.find_branch(branch).await.map_err(OwnLogError::from)?.ok_or(OwnLogError::NoBranch)?;
    // Before the ticket is read: what is written meanwhile is noticed when the line is kept.
    let now = state.clock.now();
    let mut log = OwnLog::open(state, &branch, now).await?;
    let found = store.find_ticket(Scope::of_branch(branch.id), ticket).await.map_err(OwnLogError::from)?;
    let (lines, key) = found.map(|found| (found.lines, found.key)).unwrap_or_default();
    let reader = state.reader(&branch).map_err(OwnLogError::from)?;
    let events = reader.events(&lines, key.as_ref());
    let folded = domain::fold(events.iter().map(AsRef::as_ref));
    let fact = say(folded.as_ref())?;
    let about = About {
        event: None,
        ticket: Some(ticket),
        key: reader.ticket_key(key.as_ref()),
        after: folded.map(|ticket| ticket.heads).unwrap_or_default(),
        author,
        latest: events.iter().map(|event| event.hlc).max(),
    };
    let event = log.write(&about, &fact, now)?;
    Ok(log.keep(&branch, Vec::new(), now).await?.map(|_| event))
}

/// A ticket that headquarters itself opens in a branch.
pub struct Opening {
    /// Where.
    pub branch: BranchId,
    /// Its identity.
    pub ticket: TicketId,
    /// Its key, if it is new.
    pub key: TicketKey,
}

/// Opens a ticket with what `say` answers of its number and the present, its opening first, unless it is there already.
/// Answers whether it was opened now. Its number is given in the very commit, so that nobody gives it twice.
pub async fn open_ticket(
    state: &HqState,
    opening: &Opening,
    say: impl Fn(&Branch, TicketNumber, Instant) -> Vec<Fact>,
) -> Result<bool, OwnLogError> {
    let _lock = state.own_log.lock().await;
    let letter = state.store.own_letter(opening.branch).await?.ok_or(OwnLogError::NoNumberLeft)?;
    until_kept!(try_to_open_ticket(state, opening, letter, &say).await?)
}

async fn try_to_open_ticket(
    state: &HqState,
    opening: &Opening,
    letter: CounterLetter,
    say: &impl Fn(&Branch, TicketNumber, Instant) -> Vec<Fact>,
) -> Result<Option<bool>, OwnLogError> {
    let Opening { branch, ticket, key } = opening;
    let branch = state.store.find_branch(*branch).await?.ok_or(OwnLogError::NoBranch)?;
    let now = state.clock.now();
    // Before the numbers are read: one that is given meanwhile is noticed when the lines are kept.
    let mut log = OwnLog::open(state, &branch, now).await?;
    if state.store.find_ticket(Scope::of_branch(branch.id), *ticket).await?.is_some() {
        return Ok(Some(false));
    }
    let number = next_number(state, &branch, letter, now).await?;
    let mut about = About { ticket: Some(*ticket), key: Some(key.clone()), ..About::default() };
    for fact in say(&branch, number, now) {
        about.after = vec![log.write(&about, &fact, now)?];
    }
    let wrapped = log.key.wrap(*ticket, key, random());
    Ok(log.keep(&branch, vec![wrapped], now).await?.map(|_| true))
}

/// The number after the highest that headquarters gave on the branch's day.
async fn next_number(
    state: &HqState,
    branch: &Branch,
    letter: CounterLetter,
    now: Instant,
) -> Result<TicketNumber, OwnLogError> {
    let on = branch.zone.local(now).date;
    let numbered =
        |serial| TicketNumber::new(branch.code, on, letter, serial).ok_or(OwnLogError::NoNumberLeft);
    let first = number_key(&numbered(1)?.to_string());
    let beginning = first[..first.len() - SERIAL_AND_CHECK].to_owned();
    let highest = state.store.highest_number(branch.id, beginning).await?;
    match highest.and_then(|number| number.parse::<TicketNumber>().ok()) {
        None => numbered(1),
        Some(highest) => numbered(highest.serial().saturating_add(1)),
    }
}

/// What was said in one branch and is to be told in another, under the event that it has already.
pub struct Retelling {
    /// Where it is to be told.
    pub branch: BranchId,
    /// Of which ticket or errand there.
    pub ticket: TicketId,
    /// The event.
    pub event: EventId,
    /// When it was.
    pub wall: Instant,
    /// Who did it.
    pub author: Option<PersonId>,
    /// What.
    pub fact: Fact,
    /// The key of what is new in that branch; otherwise its key is there.
    pub key: Option<TicketKey>,
}

/// Tells something in a branch that does not have it.
pub async fn retell(state: &HqState, retelling: Retelling) -> Result<(), OwnLogError> {
    let _lock = state.own_log.lock().await;
    until_kept!(try_to_retell(state, &retelling).await?)
}

async fn try_to_retell(state: &HqState, retelling: &Retelling) -> Result<Option<()>, OwnLogError> {
    let Retelling { branch, ticket, event, wall, author, fact, key } = retelling;
    let branch = state.store.find_branch(*branch).await?.ok_or(OwnLogError::NoBranch)?;
    let now = state.clock.now();
    let mut log = OwnLog::open(state, &branch, now).await?;
    if !state.store.known_events(branch.id, vec![*event]).await?.is_empty() {
        return Ok(Some(()));
    }
    let found = state.store.find_ticket(Scope::of_branch(branch.id), *ticket).await?;
    let (lines, wrapped) = found.map(|found| (found.lines, found.key)).unwrap_or_default();
    let reader = state.reader(&branch)?;
    let events = reader.events(&lines, wrapped.as_ref());
    let about = About {
        event: Some((*event, *wall)),
        ticket: Some(*ticket),
        key: key.clone().or_else(|| reader.ticket_key(wrapped.as_ref())),
        after: domain::fold(events.iter().map(AsRef::as_ref)).map(|it| it.heads).unwrap_or_default(),
        author: *author,
        latest: events.iter().map(|event| event.hlc).max(),
    };
    log.write(&about, fact, now)?;
    let keys = key.iter().map(|key| log.key.wrap(*ticket, key, random())).collect();
    Ok(log.keep(&branch, keys, now).await?.map(drop))
}

/// What a line is about, and what its author had seen of it.
#[derive(Default)]
struct About {
    /// The event that it tells again, and when that was; otherwise it is a new one.
    event: Option<(EventId, Instant)>,
    ticket: Option<TicketId>,
    key: Option<TicketKey>,
    after: Vec<EventId>,
    author: Option<PersonId>,
    /// The latest hybrid time among what was seen.
    latest: Option<Hlc>,
}

/// Issues again, in the present epoch, what headquarters wrote before it was restored and does not know any more.
pub async fn issue_again(
    state: &HqState,
    branch: BranchId,
    lines: &[NewLine],
    keys: Vec<WrappedKey>,
) -> Result<(), OwnLogError> {
    let _lock = state.own_log.lock().await;
    until_kept!(try_to_issue_again(state, branch, lines, &keys).await?)
}

async fn try_to_issue_again(
    state: &HqState,
    branch: BranchId,
    lines: &[NewLine],
    keys: &[WrappedKey],
) -> Result<Option<()>, OwnLogError> {
    let branch = state.store.find_branch(branch).await?.ok_or(OwnLogError::NoBranch)?;
    let now = state.clock.now();
    let mut log = OwnLog::open(state, &branch, now).await?;
    let events = lines.iter().filter_map(|line| line.event).collect();
    let known = state.store.known_events(branch.id, events).await?;
    for line in lines.iter().filter(|line| line.event.is_some_and(|event| !known.contains(&event))) {
        let Ok(line) = Line::parse(&line.line) else { continue };
        if line.kind() != "EpochOpened" {
            log.write_again(&line, now)?;
        }
    }
    Ok(log.keep(&branch, keys.to_vec(), now).await?.map(drop))
}

struct OwnLog<'a> {
    state: &'a HqState,
    key: protocol::BranchKey,
    name: LogName,
    seq: u64,
    hash: Sha256,
    clock: HybridClock,
    lines: Vec<NewLine>,
}

impl<'a> OwnLog<'a> {
    /// The log where it stands; a new epoch is opened by its first line.
    async fn open(state: &'a HqState, branch: &Branch, now: Instant) -> Result<Self, OwnLogError> {
        let (device, epoch): (DeviceId, EpochId) = (branch.own_device, branch.own_epoch);
        let heads = state.store.list_heads(branch.id, device).await?;
        let present = heads.iter().find(|head| head.epoch == epoch);
        let mut log = Self {
            state,
            key: state.keys.branch_key(branch.id, &branch.sealed_key)?,
            name: LogName { branch: branch.id, device, epoch },
            seq: present.map_or(0, |head| head.seq),
            hash: present.map_or(NO_HASH, |head| head.head),
            clock: HybridClock::new(Hlc::new(now, 0)),
            lines: Vec::new(),
        };
        if present.is_none() {
            let last =
                heads.last().map(|head| LastEpoch { epoch: head.epoch, seq: head.seq, hash: head.head });
            log.hash = last.map_or(NO_HASH, |last| last.hash);
            log.write(&About::default(), &Fact::EpochOpened(EpochOpened { last }), now)?;
        }
        Ok(log)
    }

    fn write(&mut self, about: &About, fact: &Fact, now: Instant) -> Result<EventId, OwnLogError> {
        if let Some(latest) = about.latest {
            // A counter's clock that is further ahead than is believed is not followed.
            let _ = self.clock.adopt(latest, now);
        }
        let (id, wall) = about.event.unwrap_or_else(|| (EventId::new(id_time(now), random()), now));
        let head = Head {
            id,
            branch: self.name.branch,
            device: self.name.device,
            epoch: self.name.epoch,
            seq: self.seq + 1,
            prev: self.hash,
            wall,
            hlc: self.clock.tick(now),
            author: about.author,
            ticket: about.ticket,
            after: about.after.clone(),
            policy: self.state.policy().version().clone(),
        };
        let event = head.id;
        let keys = Keys { ticket: about.key.as_ref(), branch: Some(&self.key) };
        let line = Line::write(head, fact, keys, random())?;
        self.push(&line);
        Ok(event)
    }

    fn write_again(&mut self, line: &Line, now: Instant) -> Result<(), OwnLogError> {
        let LogName { device, epoch, .. } = self.name;
        let hlc = self.clock.tick(now);
        let place = NewPlace { device, epoch, seq: self.seq + 1, prev: self.hash, hlc };
        let line = line.reissue(&place).map_err(WriteError::from)?;
        self.push(&line);
        Ok(())
    }

    fn push(&mut self, line: &Line) {
        let head = line.head();
        self.lines.push(NewLine {
            seq: head.seq,
            prev: Some(head.prev),
            hash: line.hash(),
            ticket: head.ticket,
            event: Some(head.id),
            wall: Some(head.wall),
            line: line.raw().to_owned(),
            set_aside: None,
        });
        (self.seq, self.hash) = (head.seq, line.hash());
    }

    /// Signs each line, so that each can be shown without the others, and appends them. Answers the feed's last position, or
    /// nothing where another writer was quicker: then nothing was kept.
    async fn keep(
        self,
        branch: &Branch,
        keys: Vec<WrappedKey>,
        now: Instant,
    ) -> Result<Option<u64>, OwnLogError> {
        let Self { state, name, lines, .. } = self;
        let signed = |line: &NewLine| {
            HeadSignature::sign(name.device, name.epoch, line.seq, line.hash, &state.keys.feed)
        };
        let heads = lines.iter().map(signed).collect();
        let reader = Arc::new(state.reader(branch)?);
        let append = Append { log: name, lines, keys, heads, now, reader, only_next: true };
        match state.store.append(append).await? {
            Appended::Held(held) => Ok(Some(held.feed_head)),
            Appended::Fork(_) | Appended::Gap(_) => Ok(None),
        }
    }
}
