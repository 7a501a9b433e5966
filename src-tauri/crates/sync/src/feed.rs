//! Taking in a page of the branch's feed: nothing is kept that is not vouched for.

use std::collections::HashMap;

use protocol::{
    DeviceId, EpochId, Instant, Line, VerifyingKey,
    wire::{FeedAnswer, FeedEntry},
};
use store::{FeedCursor, Kept, Tx};

/// Keeps the lines of a page up to the last that a signature covers; none when not even the first is.
///
/// A signed head vouches for the lines of its log before it, for each names the hash of the one before.
pub(crate) fn keep(
    tx: &Tx,
    page: FeedAnswer,
    (headquarters, feed_key): (DeviceId, VerifyingKey),
    now: Instant,
) -> store::Result<Option<u64>> {
    let mut keys: HashMap<DeviceId, VerifyingKey> = HashMap::from([(headquarters, feed_key)]);
    let vouched = page.devices.iter().filter(|device| device.verify(&feed_key).is_ok());
    keys.extend(vouched.map(|device| (device.device, device.key)));

    let lines: Vec<(FeedEntry, Option<Line>)> = page
        .entries
        .into_iter()
        .map(|entry| {
            let line = Line::parse(&entry.line).ok();
            (entry, line)
        })
        .collect();
    let Some(good) = covered(&lines, &keys) else { return Ok(None) };

    for key in &page.keys {
        tx.put_ticket_key(key, Some(now))?;
    }
    let mut kept = 0;
    let mut position = 0;
    for (entry, line) in lines.into_iter().take(good) {
        position = entry.position;
        if let Some(line) = line
            && tx.append_from_feed(&line, entry.position, None)? == Kept::New
        {
            kept += 1;
        }
    }
    tx.set_feed_cursor(&FeedCursor { generation: page.generation, position })?;
    Ok(Some(kept))
}

/// How many entries from the start are covered by signatures; none when it is not even one.
fn covered(lines: &[(FeedEntry, Option<Line>)], keys: &HashMap<DeviceId, VerifyingKey>) -> Option<usize> {
    // From the end: a log is covered from its last good signature backwards, as long as the chain holds.
    let mut expected: HashMap<(DeviceId, EpochId), protocol::Sha256> = HashMap::new();
    let mut is_covered = vec![false; lines.len()];
    for (place, (entry, line)) in lines.iter().enumerate().rev() {
        let Some(line) = line else {
            // What cannot be read vouches for nothing and is vouched for by nobody; headquarters sets such lines aside.
            is_covered[place] = true;
            continue;
        };
        let head = line.head();
        let log = (head.device, head.epoch);
        let is_signed = entry.signature.as_ref().is_some_and(|signature| {
            (signature.seq, signature.head) == (head.seq, line.hash())
                && keys
                    .get(&head.device)
                    .is_some_and(|key| signature.verify(head.device, head.epoch, key).is_ok())
        });
        if is_signed || expected.get(&log) == Some(&line.hash()) {
            is_covered[place] = true;
            expected.insert(log, head.prev);
        } else {
            expected.remove(&log);
        }
    }
    let good = is_covered.iter().take_while(|covered| **covered).count();
    (good > 0).then_some(good)
}
