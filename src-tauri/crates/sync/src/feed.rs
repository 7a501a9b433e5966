//! Taking in a page of the branch's feed: nothing is kept that is not vouched for.

use std::collections::{HashMap, HashSet};

use protocol::{
    DeviceId, EpochId, Instant, Line, Sha256, VerifyingKey, hash_of,
    wire::{FeedAnswer, FeedEntry},
};
use store::{Kept, Tx};

/// What vouches for lines.
#[derive(Clone, Copy)]
pub(crate) struct Trust {
    /// Headquarters' own device in the branch's logs.
    pub headquarters: DeviceId,
    /// Signs its lines, and its word for other devices.
    pub feed_key: VerifyingKey,
    /// When the page came, by this counter's clock.
    pub now: Instant,
    /// The same by headquarters' clock: no line's hybrid time is followed much further.
    pub corrected_now: Instant,
}

/// What was kept of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeptPage {
    /// How many entries.
    pub entries: u64,
    /// How many lines that were not here.
    pub new: u64,
    /// The lowest and the highest position.
    pub positions: Option<(u64, u64)>,
    /// The hash of the line at the highest.
    pub mark: Option<Sha256>,
}

/// The highest position that a counter can hold.
pub(crate) const MOST_POSITION: u64 = i64::MAX as u64;

/// Which stretch of the feed was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// What came after a position, in order.
    After(u64),
    /// What stands before a position, the newest first.
    Before(u64),
}

impl Asked {
    /// Whether a page is of this stretch: what is kept of a page's positions is what the next one is asked by.
    pub fn is_answered_by(self, page: &FeedAnswer) -> bool {
        let positions = page.entries.iter().map(|entry| entry.position);
        let is_in_order = match self {
            Self::After(after) => std::iter::once(after).chain(positions).is_sorted_by(|a, b| a < b),
            Self::Before(before) => std::iter::once(before).chain(positions).is_sorted_by(|a, b| a > b),
        };
        let highest = page.entries.iter().map(|entry| entry.position).max().unwrap_or(0);
        is_in_order && highest <= page.head && page.head <= MOST_POSITION
    }
}

/// Keeps a page's lines up to the last that a signature covers; none when not even the first is.
///
/// A signed head vouches for the lines of its log before it, for each names the hash of the one before.
pub(crate) fn keep(tx: &Tx, page: FeedAnswer, trust: Trust) -> store::Result<Option<KeptPage>> {
    let mut read = Page::read(tx, page, trust)?;
    let good = read.covered(tx)?.iter().take_while(|covered| **covered).count();
    read.lines.truncate(good);
    read.keep(tx, trust)
}

/// Keeps the lines of a page that goes backwards through the feed, down to the last that is covered: by a signature, or
/// by the line above it, which is here already.
pub(crate) fn keep_older(tx: &Tx, mut page: FeedAnswer, trust: Trust) -> store::Result<Option<KeptPage>> {
    page.entries.reverse();
    let mut read = Page::read(tx, page, trust)?;
    let good = read.covered(tx)?.iter().rev().take_while(|covered| **covered).count();
    read.lines.drain(..read.lines.len() - good);
    read.keep(tx, trust)
}

/// A page whose lines stand in the feed's order.
struct Page {
    lines: Vec<(FeedEntry, Option<Line>)>,
    wrapped: Vec<protocol::WrappedKey>,
    /// Who may have signed what: a device, and those who took its work over.
    keys: HashMap<DeviceId, Vec<VerifyingKey>>,
}

impl Page {
    fn read(tx: &Tx, page: FeedAnswer, trust: Trust) -> store::Result<Self> {
        let mut keys = HashMap::from([(trust.headquarters, vec![trust.feed_key])]);
        for certificate in page.devices.iter().filter(|device| device.verify(&trust.feed_key).is_ok()) {
            tx.put_device_certificate(certificate)?;
            let of_device: &mut Vec<_> = keys.entry(certificate.device).or_default();
            of_device.push(certificate.key);
        }
        let parsed = |entry: FeedEntry| {
            let line = Line::parse(&entry.line).ok();
            (entry, line)
        };
        Ok(Self { lines: page.entries.into_iter().map(parsed).collect(), wrapped: page.keys, keys })
    }

    /// Which lines are vouched for.
    fn covered(&self, tx: &Tx) -> store::Result<Vec<bool>> {
        let mut expected: HashMap<(DeviceId, EpochId), Sha256> = HashMap::new();
        let mut highest: HashSet<(DeviceId, EpochId)> = HashSet::new();
        let mut good: HashSet<Sha256> = HashSet::new();
        // From the end: a log is covered from its last good signature backwards, as long as the chain holds.
        for (entry, line) in self.lines.iter().rev() {
            let Some(line) = line else { continue };
            let head = line.head();
            let log = (head.device, head.epoch);
            if highest.insert(log)
                && let Some(prev) = tx.prev_of(log, head.seq + 1)?
            {
                expected.insert(log, prev);
            }
            if self.is_signed(entry, line) || expected.get(&log) == Some(&line.hash()) {
                good.insert(line.hash());
                expected.insert(log, head.prev);
            }
        }
        self.lines
            .iter()
            .map(|(_, line)| match line {
                // What cannot be read vouches for nothing and is vouched for by nobody; headquarters sets such lines aside.
                None => Ok(true),
                // A line is told again when its ticket's key came late.
                Some(line) => Ok(good.contains(&line.hash()) || tx.is_here(line)?),
            })
            .collect()
    }

    fn is_signed(&self, entry: &FeedEntry, line: &Line) -> bool {
        let head = line.head();
        let is_good = |signed: &protocol::wire::HeadSignature| {
            (signed.seq, signed.head) == (head.seq, line.hash())
                && self.keys.get(&head.device).is_some_and(|keys| {
                    keys.iter().any(|key| signed.verify(head.device, head.epoch, key).is_ok())
                })
        };
        entry.signature.as_ref().is_some_and(is_good)
    }

    fn keep(self, tx: &Tx, trust: Trust) -> store::Result<Option<KeptPage>> {
        if self.lines.is_empty() {
            return Ok(None);
        }
        for key in &self.wrapped {
            tx.put_ticket_key(key, Some(trust.now))?;
        }
        let mut kept = KeptPage { entries: self.lines.len() as u64, ..KeptPage::default() };
        for (entry, line) in &self.lines {
            kept.positions = Some((kept.positions.map_or(entry.position, |(low, _)| low), entry.position));
            kept.mark = Some(hash_of(entry.line.as_bytes()));
            let Some(line) = line else { continue };
            let head = line.head();
            if tx.append_from_feed(line, entry.position, None)? == Kept::New {
                kept.new += 1;
            }
            if let Some(signed) = entry.signature.filter(|_| self.is_signed(entry, line)) {
                tx.put_signature(head.device, head.epoch, &signed)?;
            }
        }
        let times = self.lines.iter().filter_map(|(_, line)| Some(line.as_ref()?.head().hlc));
        tx.adopt_hybrid(times, trust.corrected_now)?;
        Ok(Some(kept))
    }
}

#[cfg(test)]
mod tests {
    use protocol::wire::Generation;

    use super::*;

    #[test]
    fn a_page_is_of_the_stretch_that_was_asked_for() {
        // (asked, positions, head, is an answer)
        for (asked, positions, head, is_answer) in [
            (Asked::After(4), &[][..], 4, true),
            (Asked::After(4), &[5, 7], 9, true),
            (Asked::After(4), &[4, 5], 9, false),
            (Asked::After(4), &[7, 5], 9, false),
            (Asked::After(4), &[5], 4, false),
            (Asked::After(4), &[], u64::MAX, false),
            (Asked::After(4), &[1 << 63], u64::MAX, false),
            (Asked::Before(4), &[3, 1], 9, true),
            (Asked::Before(4), &[4], 9, false),
            (Asked::Before(4), &[1, 3], 9, false),
        ] {
            let entry =
                |position: &u64| FeedEntry { position: *position, line: String::new(), signature: None };
            let page = FeedAnswer {
                generation: Generation::from_bytes([0; 16]),
                head,
                mark: None,
                entries: positions.iter().map(entry).collect(),
                devices: Vec::new(),
                keys: Vec::new(),
            };
            assert_eq!(asked.is_answered_by(&page), is_answer, "{asked:?}: {positions:?} of {head}");
        }
    }
}
