//! Taking lines in, as it is decided: from what is held and what comes to what is to be written. Every store reads the one,
//! writes the other, and decides nothing itself.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Mutex, PoisonError},
};

use domain::{BranchId, Instant, Sha256, TicketId};
use planted::Bug;
use protocol::WrappedKey;

use super::{Append, Appended, Held, LogHead, LogName, NewLine, Reason, SetAside, Verdict};

/// What is held of what an append is about.
#[derive(Debug, Default)]
pub struct Before {
    /// The log's last line.
    pub head: Option<LogHead>,
    /// The feed's last position.
    pub feed_head: u64,
    /// The lines at those of its places that are held.
    pub repeated: BTreeMap<u64, HeldLine>,
    /// The keys of its tickets.
    pub keys: HashMap<TicketId, WrappedKey>,
    /// Those of its tickets that were forgotten.
    pub forgotten: BTreeSet<TicketId>,
    /// Lines that wait for one of the keys that come, in the order in which they came.
    pub waiting: Vec<WaitingLine>,
}

/// A line that is held at a place that is sent again.
#[derive(Clone, Debug)]
pub struct HeldLine {
    /// Its hash.
    pub hash: Sha256,
    /// Why it takes no effect.
    pub set_aside: Option<String>,
    /// When it came.
    pub received_at: Instant,
}

/// A line that waits for its ticket's key.
#[derive(Clone, Debug)]
pub struct WaitingLine {
    /// Its log.
    pub log: LogName,
    /// Its place there.
    pub seq: u64,
    /// Its ticket.
    pub ticket: TicketId,
    /// Its bytes.
    pub line: String,
}

/// What an append comes to.
pub enum Coming {
    /// Nothing is written: lines before these are not here.
    Gap(u64),
    /// From this place on the lines are another log than the one that is held.
    Fork(LogHead, u64),
    /// This is to be written.
    Taken(Taking),
}

/// What is to be written, in this order.
pub struct Taking {
    /// Keys that are new.
    pub keys: Vec<WrappedKey>,
    /// Lines that are held and come to something else now; whoever filed one is overruled.
    pub judged: Vec<Judged>,
    /// How many of the append's lines are held already; the others are new.
    pub repeats: usize,
    /// Of each new line why it takes no effect, and its first position in the feed.
    pub new: Vec<(Option<Reason>, u64)>,
    /// The lines that go into the feed, each with its position.
    pub told: Vec<(LogName, u64, u64)>,
    /// Photos that are named, each with its size and ticket. None of them is of a forgotten ticket.
    pub named: Vec<(Sha256, u64, TicketId)>,
    /// Tickets that are to be forgotten.
    pub forgets: BTreeSet<TicketId>,
    /// Tickets that are to be folded again, when all else is written.
    pub touched: BTreeSet<TicketId>,
    /// The feed's last position then.
    pub feed_head: u64,
    keys_then: HashMap<TicketId, WrappedKey>,
    asides: Vec<SetAside>,
    at: Instant,
}

/// What a line that is held comes to now.
pub struct Judged {
    /// Its log.
    pub log: LogName,
    /// Its place there.
    pub seq: u64,
    /// Why it takes no effect.
    pub set_aside: Option<Reason>,
}

impl Taking {
    /// The key of a ticket as it is then.
    pub fn key(&self, ticket: TicketId) -> Option<&WrappedKey> {
        self.keys_then.get(&ticket)
    }

    /// What is held then of everything that was sent, the same for a repeat as for the first time.
    pub fn held(&self, append: &Append) -> Appended {
        let mut tickets: BTreeSet<TicketId> = append.lines.iter().filter_map(|line| line.ticket).collect();
        tickets.extend(append.keys.iter().map(|key| key.ticket));
        tickets.retain(|ticket| self.keys_then.contains_key(ticket));
        Appended::Held(Held {
            at: self.at,
            set_aside: self.asides.clone(),
            keys: tickets.into_iter().collect(),
            feed_head: self.feed_head,
        })
    }
}

/// Decides what `append` comes to.
pub fn decide(append: &Append, before: Before) -> Coming {
    let held_seq = before.head.map_or(0, |held| held.seq);
    let first = append.lines.first().map_or(held_seq + 1, |line| line.seq);
    if first > held_seq + 1 {
        return Coming::Gap(held_seq);
    }
    let repeats = append.lines.iter().filter(|line| line.seq <= held_seq).count();
    if let Some(held) = before.head
        && let Some(from) = first_fork(append, repeats, held, &before)
    {
        return Coming::Fork(held, from);
    }
    let mut deciding = Deciding::new(append, before, repeats);
    deciding.keys();
    deciding.new_lines();
    deciding.judge_again();
    Coming::Taken(deciding.finish())
}

/// From which line on these are another log than the one that is held.
fn first_fork(append: &Append, repeats: usize, held: LogHead, before: &Before) -> Option<u64> {
    if planted::is(Bug::IgnoreKnownPlace) {
        return None;
    }
    let (repeated, new) = append.lines.split_at(repeats);
    let differs = |line: &&NewLine| before.repeated.get(&line.seq).is_none_or(|held| held.hash != line.hash);
    let next = || new.first().filter(|next| next.prev.is_some_and(|prev| prev != held.head));
    repeated.iter().find(differs).or_else(next).map(|line| line.seq)
}

struct Deciding<'a> {
    append: &'a Append,
    before: Before,
    taking: Taking,
}

impl<'a> Deciding<'a> {
    fn new(append: &'a Append, before: Before, repeats: usize) -> Self {
        let taking = Taking {
            keys: Vec::new(),
            judged: Vec::new(),
            repeats,
            new: Vec::with_capacity(append.lines.len() - repeats),
            told: Vec::with_capacity(append.lines.len() - repeats),
            named: Vec::new(),
            forgets: BTreeSet::new(),
            touched: BTreeSet::new(),
            feed_head: before.feed_head,
            keys_then: before.keys.clone(),
            asides: Vec::new(),
            at: append.now,
        };
        Self { append, before, taking }
    }

    /// Keeps the keys that fit, and delivers what waited for them.
    fn keys(&mut self) {
        for key in &self.append.keys {
            let is_known = self.taking.keys_then.contains_key(&key.ticket);
            if is_known || self.before.forgotten.contains(&key.ticket) || !self.append.reader.fits(key) {
                continue;
            }
            self.taking.keys_then.insert(key.ticket, key.clone());
            self.taking.keys.push(key.clone());
            let (now, others) = std::mem::take(&mut self.before.waiting)
                .into_iter()
                .partition::<Vec<_>, _>(|waiting| waiting.ticket == key.ticket);
            self.before.waiting = others;
            for WaitingLine { log, seq, ticket, line } in now {
                let verdict = self.append.reader.judge(log.device, &line, Some(key));
                self.judged(log, seq, Some(ticket), &verdict);
            }
        }
    }

    fn new_lines(&mut self) {
        let append = self.append;
        for line in &append.lines[self.taking.repeats..] {
            let verdict = match &line.set_aside {
                Some(reason) => Verdict::SetAside(reason.clone()),
                None => self.judge(line),
            };
            self.takes_effect(append.log, line.seq, line.ticket, &verdict);
            self.taking.new.push((reason(&verdict), self.taking.feed_head));
            self.note_aside(line, reason(&verdict));
        }
    }

    /// A line that was set aside and comes again is asked to be judged once more: perhaps this program knows better.
    fn judge_again(&mut self) {
        let append = self.append;
        for line in &append.lines[..self.taking.repeats] {
            let Some(held) = self.before.repeated.get(&line.seq) else { continue };
            let Some(old) = held.set_aside.clone() else { continue };
            // A key that came with it has perhaps delivered it a moment ago.
            let by_key = self.taking.judged.iter().rfind(|it| it.log == append.log && it.seq == line.seq);
            let mut now = by_key.map_or(Some(Cow::Owned(old)), |it| it.set_aside.clone());
            if now.is_some() && line.set_aside.is_none() {
                let verdict = self.judge(line);
                if !matches!(verdict, Verdict::SetAside(_)) {
                    self.judged(append.log, line.seq, line.ticket, &verdict);
                    now = None;
                }
            }
            self.note_aside(line, now);
        }
        self.taking.asides.sort_by_key(|aside| aside.seq);
    }

    fn judge(&self, line: &NewLine) -> Verdict {
        let key = line.ticket.and_then(|ticket| self.taking.keys_then.get(&ticket));
        self.append.reader.judge(self.append.log.device, &line.line, key)
    }

    fn judged(&mut self, log: LogName, seq: u64, ticket: Option<TicketId>, verdict: &Verdict) {
        self.taking.judged.push(Judged { log, seq, set_aside: reason(verdict) });
        self.takes_effect(log, seq, ticket, verdict);
    }

    /// Every line goes into the feed: set aside or not, the chain of its log needs it. One whose key came late goes
    /// again, so that readers get the key. What waits for its key is folded shut; a good line names its photo.
    fn takes_effect(&mut self, log: LogName, seq: u64, ticket: Option<TicketId>, verdict: &Verdict) {
        let taking = &mut self.taking;
        if reason(verdict).is_none_or(|reason| reason == super::KEY_MISSING) {
            taking.touched.extend(ticket);
        }
        taking.feed_head = match planted::is(Bug::SequenceAsCursor) {
            true => next_of_sequence(log.branch, taking.feed_head),
            false => taking.feed_head + 1,
        };
        taking.told.push((log, seq, taking.feed_head));
        match (verdict, ticket) {
            (Verdict::Good(Some((sha256, size))), Some(ticket))
                if !self.before.forgotten.contains(&ticket) =>
            {
                taking.named.push((*sha256, *size, ticket));
            }
            (Verdict::Forgets, Some(ticket)) => {
                taking.keys_then.remove(&ticket);
                taking.keys.retain(|key| key.ticket != ticket);
                taking.named.retain(|(_, _, of)| *of != ticket);
                self.before.forgotten.insert(ticket);
                taking.forgets.insert(ticket);
            }
            _ => {}
        }
    }

    fn note_aside(&mut self, line: &NewLine, reason: Option<Reason>) {
        let aside = |reason| SetAside { seq: line.seq, line: line.line.clone(), reason };
        self.taking.asides.extend(reason.map(aside));
    }

    fn finish(mut self) -> Taking {
        let last = self.append.lines.last().and_then(|line| self.before.repeated.get(&line.seq));
        self.taking.at = last.map_or(self.append.now, |held| held.received_at);
        self.taking
    }
}

fn reason(verdict: &Verdict) -> Option<Reason> {
    match verdict {
        Verdict::Good(_) | Verdict::Forgets => None,
        Verdict::SetAside(reason) => Some(reason.clone()),
    }
}

/// The planted bug: a sequence as databases have them, which a transaction that fails does not set back.
fn next_of_sequence(branch: BranchId, head: u64) -> u64 {
    static SEQUENCES: Mutex<BTreeMap<BranchId, u64>> = Mutex::new(BTreeMap::new());
    let mut sequences = SEQUENCES.lock().unwrap_or_else(PoisonError::into_inner);
    let last = sequences.entry(branch).or_insert(head);
    *last += 1;
    *last
}
