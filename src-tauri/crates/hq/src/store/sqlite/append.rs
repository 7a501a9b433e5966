//! Taking lines in: log, keys, projections and feed in one commit.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Mutex, PoisonError},
};

use domain::{BranchId, EventId, Instant, TicketId};
use planted::Bug;
use protocol::WrappedKey;
use rusqlite::{OptionalExtension, Transaction, named_params};

use super::{
    finding, forgetting, heads,
    projections::refold,
    values::{bytes, moment, text},
};
use crate::store::{
    Append, Appended, Held, KEY_MISSING, LogHead, LogName, NewLine, SetAside, StoreError, Verdict,
};

/// Appends what is new of `append`.
pub fn append(tx: &Transaction<'_>, append: &Append) -> Result<Appended, StoreError> {
    let held = heads::find(tx, append.log)?;
    let held_seq = held.map_or(0, |held| held.seq);
    let first = append.lines.first().map_or(held_seq + 1, |line| line.seq);
    if first > held_seq + 1 {
        return Ok(Appended::Gap(held_seq));
    }
    let repeated = append.lines.iter().filter(|line| line.seq <= held_seq).count();
    let (repeats, new) = append.lines.split_at(repeated);
    if let Some(held) = held
        && let Some(from) = first_fork(tx, append.log, repeats, new.first(), held)?
    {
        keep_fork(tx, append, from)?;
        return Ok(Appended::Fork(held));
    }
    let received_at = moment(append.now);
    let mut taking =
        Taking { tx, append, received_at, keys: HashMap::new(), touched: BTreeSet::new(), feed_head: 0 };
    taking.feed_head = feed_head(tx, append.log.branch)?;
    taking.keys()?;
    new.iter().try_for_each(|line| taking.line(line))?;
    taking.judge_again(repeats)?;
    taking.finish()
}

/// From which line on these are another log than the one that is held.
fn first_fork(
    tx: &Transaction<'_>,
    log: LogName,
    repeats: &[NewLine],
    next: Option<&NewLine>,
    held: LogHead,
) -> Result<Option<u64>, StoreError> {
    if planted::is(Bug::IgnoreKnownPlace) {
        return Ok(None);
    }
    for line in repeats {
        if heads::hash_at(tx, log, line.seq)? != Some(line.hash) {
            return Ok(Some(line.seq));
        }
    }
    Ok(next.filter(|next| next.prev.is_some_and(|prev| prev != held.head)).map(|next| next.seq))
}

fn keep_fork(tx: &Transaction<'_>, append: &Append, from: u64) -> Result<(), StoreError> {
    let mut keep = tx.prepare_cached(
        "INSERT OR IGNORE INTO forked_lines (branch_id, device_id, epoch_id, seq, hash, line, received_at)
         VALUES (:branch_id, :device_id, :epoch_id, :seq, :hash, :line, :received_at)",
    )?;
    for line in append.lines.iter().filter(|line| line.seq >= from) {
        keep.execute(named_params! {
            ":branch_id": append.log.branch.as_bytes(),
            ":device_id": append.log.device.as_bytes(),
            ":epoch_id": append.log.epoch.as_bytes(),
            ":seq": line.seq,
            ":hash": line.hash.0,
            ":line": line.line,
            ":received_at": moment(append.now),
        })?;
    }
    Ok(())
}

/// One append under way.
struct Taking<'a> {
    tx: &'a Transaction<'a>,
    append: &'a Append,
    /// When its lines came, as they say it.
    received_at: String,
    /// Keys that were looked up or came.
    keys: HashMap<TicketId, Option<WrappedKey>>,
    /// Tickets to fold again.
    touched: BTreeSet<TicketId>,
    feed_head: u64,
}

impl Taking<'_> {
    fn branch(&self) -> BranchId {
        self.append.log.branch
    }

    /// Keeps the keys that fit, and delivers what waited for them.
    fn keys(&mut self) -> Result<(), StoreError> {
        for key in &self.append.keys {
            if !self.append.reader.fits(key) || forgetting::is_forgotten(self.tx, self.branch(), key.ticket)?
            {
                continue;
            }
            let mut keep = self.tx.prepare_cached(
                "INSERT OR IGNORE INTO ticket_keys (branch_id, ticket_id, wrapped)
                 VALUES (:branch_id, :ticket_id, :wrapped)",
            )?;
            let is_new = keep.execute(named_params! {
                ":branch_id": self.branch().as_bytes(),
                ":ticket_id": key.ticket.as_bytes(),
                ":wrapped": key.wrapped.as_bytes(),
            })? > 0;
            if is_new {
                self.keys.insert(key.ticket, Some(key.clone()));
                self.deliver_waiting(key)?;
            }
        }
        Ok(())
    }

    fn deliver_waiting(&mut self, key: &WrappedKey) -> Result<(), StoreError> {
        let mut waiting = self.tx.prepare_cached(
            "SELECT device_id, epoch_id, seq, line FROM lines
             WHERE branch_id = :branch_id AND ticket_id = :ticket_id AND set_aside = :key_missing ORDER BY rowid",
        )?;
        let branch = self.branch();
        let at = named_params! {
            ":branch_id": branch.as_bytes(),
            ":ticket_id": key.ticket.as_bytes(),
            ":key_missing": KEY_MISSING,
        };
        let lines: Vec<(LogName, u64, String)> = waiting
            .query_map(at, |row| {
                let log =
                    LogName { branch, device: bytes(row, "device_id")?, epoch: bytes(row, "epoch_id")? };
                Ok((log, row.get("seq")?, row.get("line")?))
            })?
            .collect::<Result<_, _>>()?;
        for (log, seq, line) in lines {
            let verdict = self.append.reader.judge(log.device, &line, Some(key));
            self.judged(log, seq, Some(key.ticket), &verdict)?;
        }
        Ok(())
    }

    /// A line that was set aside and comes again is asked to be judged once more: perhaps this program knows better.
    fn judge_again(&mut self, repeats: &[NewLine]) -> Result<(), StoreError> {
        let (Some(first), Some(last)) = (repeats.first(), repeats.last()) else { return Ok(()) };
        let log = self.append.log;
        for aside in set_aside(self.tx, log, first.seq, last.seq)? {
            let Some(line) = repeats.iter().find(|line| line.seq == aside.seq && line.set_aside.is_none())
            else {
                continue;
            };
            let key = line.ticket.map(|ticket| self.key(ticket)).transpose()?.flatten();
            let verdict = self.append.reader.judge(log.device, &line.line, key.as_ref());
            if !matches!(verdict, Verdict::SetAside(_)) {
                self.judged(log, line.seq, line.ticket, &verdict)?;
            }
        }
        Ok(())
    }

    /// Notes what a line that is held comes to now.
    fn judged(
        &mut self,
        log: LogName,
        seq: u64,
        ticket: Option<TicketId>,
        verdict: &Verdict,
    ) -> Result<(), StoreError> {
        self.tx
            .prepare_cached(
                "UPDATE lines SET set_aside = :set_aside, filed_at = NULL
                 WHERE branch_id = :branch_id AND device_id = :device_id AND epoch_id = :epoch_id AND seq = :seq",
            )?
            .execute(named_params! {
                ":set_aside": reason(verdict),
                ":branch_id": log.branch.as_bytes(),
                ":device_id": log.device.as_bytes(),
                ":epoch_id": log.epoch.as_bytes(),
                ":seq": seq,
            })?;
        self.takes_effect(log, seq, ticket, verdict)
    }

    fn line(&mut self, line: &NewLine) -> Result<(), StoreError> {
        let log = self.append.log;
        let key = line.ticket.map(|ticket| self.key(ticket)).transpose()?.flatten();
        let verdict = match &line.set_aside {
            Some(reason) => Verdict::SetAside(reason.clone()),
            None => self.append.reader.judge(log.device, &line.line, key.as_ref()),
        };
        self.tx
            .prepare_cached(
                "INSERT INTO lines (branch_id, device_id, epoch_id, seq, hash, ticket_id, event_id, wall, line,
                    received_at, set_aside)
                 VALUES (:branch_id, :device_id, :epoch_id, :seq, :hash, :ticket_id, :event_id, :wall, :line,
                    :received_at, :set_aside)",
            )?
            .execute(named_params! {
                ":branch_id": log.branch.as_bytes(),
                ":device_id": log.device.as_bytes(),
                ":epoch_id": log.epoch.as_bytes(),
                ":seq": line.seq,
                ":hash": line.hash.0,
                ":ticket_id": line.ticket.as_ref().map(TicketId::as_bytes),
                ":event_id": line.event.as_ref().map(EventId::as_bytes),
                ":wall": line.wall.map(moment),
                ":line": line.line,
                ":received_at": self.received_at,
                ":set_aside": reason(&verdict),
            })?;
        self.takes_effect(log, line.seq, line.ticket, &verdict)
    }

    fn key(&mut self, ticket: TicketId) -> Result<Option<WrappedKey>, StoreError> {
        if let Some(known) = self.keys.get(&ticket) {
            return Ok(known.clone());
        }
        let found = heads::key_of(self.tx, self.branch(), ticket)?;
        self.keys.insert(ticket, found.clone());
        Ok(found)
    }

    /// Every line goes into the feed: set aside or not, the chain of its log needs it. One whose key came late goes
    /// again, so that readers get the key. What waits for its key is folded shut; a good line names its photo.
    fn takes_effect(
        &mut self,
        log: LogName,
        seq: u64,
        ticket: Option<TicketId>,
        verdict: &Verdict,
    ) -> Result<(), StoreError> {
        if reason(verdict).is_none_or(|reason| reason == KEY_MISSING) {
            self.touched.extend(ticket);
        }
        self.feed_head = match planted::is(Bug::SequenceAsCursor) {
            true => next_of_sequence(log.branch, self.feed_head),
            false => self.feed_head + 1,
        };
        self.tx
            .prepare_cached(
                "INSERT INTO feed (branch_id, position, device_id, epoch_id, seq)
                 VALUES (:branch_id, :position, :device_id, :epoch_id, :seq)",
            )?
            .execute(named_params! {
                ":branch_id": log.branch.as_bytes(),
                ":position": self.feed_head,
                ":device_id": log.device.as_bytes(),
                ":epoch_id": log.epoch.as_bytes(),
                ":seq": seq,
            })?;
        match (verdict, ticket) {
            (Verdict::Good(Some((sha256, size))), Some(ticket)) => {
                super::projections::name_photo(self.tx, log.branch, *sha256, *size, ticket)
            }
            (Verdict::Forgets, Some(ticket)) => {
                self.keys.insert(ticket, None);
                forgetting::forget(self.tx, log.branch, ticket)
            }
            _ => Ok(()),
        }
    }

    fn finish(mut self) -> Result<Appended, StoreError> {
        let log = self.append.log;
        for signed in &self.append.heads {
            self.tx
                .prepare_cached(
                    "INSERT OR IGNORE INTO pushes (branch_id, device_id, epoch_id, seq, signature)
                     VALUES (:branch_id, :device_id, :epoch_id, :seq, :signature)",
                )?
                .execute(named_params! {
                    ":branch_id": log.branch.as_bytes(),
                    ":device_id": log.device.as_bytes(),
                    ":epoch_id": log.epoch.as_bytes(),
                    ":seq": signed.seq,
                    ":signature": signed.signature.as_bytes(),
                })?;
        }
        self.tx.execute(
            "UPDATE branches SET feed_head = :feed_head WHERE branch_id = :branch_id",
            named_params! { ":feed_head": self.feed_head, ":branch_id": log.branch.as_bytes() },
        )?;
        let mut changes = Vec::new();
        for ticket in std::mem::take(&mut self.touched) {
            let key = self.key(ticket)?;
            refold(self.tx, log.branch, ticket, key.as_ref(), &*self.append.reader, &mut changes)?;
        }
        finding::tell_index(self.tx, changes)?;
        Ok(Appended::Held(self.held()?))
    }

    /// What is held now of everything that was sent, the same for a repeat as for the first time.
    fn held(&mut self) -> Result<Held, StoreError> {
        let lines = &self.append.lines;
        let mut tickets: BTreeSet<TicketId> = lines.iter().filter_map(|line| line.ticket).collect();
        tickets.extend(self.append.keys.iter().map(|key| key.ticket));
        let mut keys = Vec::new();
        for ticket in tickets {
            if self.key(ticket)?.is_some() {
                keys.push(ticket);
            }
        }
        let (first, last) = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => (first.seq, last.seq),
            _ => {
                return Ok(Held {
                    at: self.append.now,
                    set_aside: Vec::new(),
                    keys,
                    feed_head: self.feed_head,
                });
            }
        };
        Ok(Held {
            at: received_at(self.tx, self.append.log, last)?.unwrap_or(self.append.now),
            set_aside: set_aside(self.tx, self.append.log, first, last)?,
            keys,
            feed_head: self.feed_head,
        })
    }
}

fn reason(verdict: &Verdict) -> Option<&str> {
    match verdict {
        Verdict::Good(_) | Verdict::Forgets => None,
        Verdict::SetAside(reason) => Some(reason),
    }
}

fn feed_head(tx: &Transaction<'_>, branch: BranchId) -> Result<u64, StoreError> {
    let mut found = tx.prepare_cached("SELECT feed_head FROM branches WHERE branch_id = :branch_id")?;
    Ok(found.query_row(named_params! { ":branch_id": branch.as_bytes() }, |row| row.get(0))?)
}

/// The planted bug: a sequence as databases have them, which a transaction that fails does not set back.
fn next_of_sequence(branch: BranchId, head: u64) -> u64 {
    static SEQUENCES: Mutex<BTreeMap<BranchId, u64>> = Mutex::new(BTreeMap::new());
    let mut sequences = SEQUENCES.lock().unwrap_or_else(PoisonError::into_inner);
    let last = sequences.entry(branch).or_insert(head);
    *last += 1;
    *last
}

fn received_at(tx: &Transaction<'_>, log: LogName, seq: u64) -> Result<Option<Instant>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT received_at FROM lines
         WHERE branch_id = :branch_id AND device_id = :device_id AND epoch_id = :epoch_id AND seq = :seq",
    )?;
    let at = named_params! {
        ":branch_id": log.branch.as_bytes(),
        ":device_id": log.device.as_bytes(),
        ":epoch_id": log.epoch.as_bytes(),
        ":seq": seq,
    };
    Ok(found.query_row(at, |row| text(row, "received_at")).optional()?)
}

fn set_aside(tx: &Transaction<'_>, log: LogName, first: u64, last: u64) -> Result<Vec<SetAside>, StoreError> {
    let mut found = tx.prepare_cached(
        "SELECT seq, line, set_aside FROM lines
         WHERE branch_id = :branch_id AND device_id = :device_id AND epoch_id = :epoch_id
            AND seq BETWEEN :first AND :last AND set_aside IS NOT NULL
         ORDER BY seq",
    )?;
    let at = named_params! {
        ":branch_id": log.branch.as_bytes(),
        ":device_id": log.device.as_bytes(),
        ":epoch_id": log.epoch.as_bytes(),
        ":first": first,
        ":last": last,
    };
    let rows = found.query_map(at, |row| {
        let reason: String = row.get("set_aside")?;
        Ok(SetAside { seq: row.get("seq")?, line: row.get("line")?, reason: reason.into() })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
