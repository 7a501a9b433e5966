//! A counter at work over the real store, and what somebody was told it has.

use std::{collections::BTreeMap, path::Path};

use domain::{BranchId, DeviceId, EpochId, EventId, Fact, Sha256, TicketId};
use protocol::{BranchKey, Line, SigningKey, TicketKey, hash_of, wire::Ack};
use store::{DatabaseKey, NewPhoto, OpenError, Result, Snapshot, Store, Tx};
use tests::dice::Dice;

use crate::pen::{Pen, a_claim, a_note, a_photo, at};

const DEVICE: DeviceId = DeviceId::from_bytes([1; 16]);
const HEADQUARTERS: DeviceId = DeviceId::from_bytes([9; 16]);
const BRANCH: BranchId = BranchId::from_bytes([3; 16]);
const EPOCH: EpochId = EpochId::from_bytes([4; 16]);

/// A counter whose program runs.
pub struct Counter {
    pub store: Store,
}

/// All that a counter has, each as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Its log.
    pub lines: Vec<String>,
    /// Tickets whose key it has.
    pub keys: Vec<TicketId>,
    /// How far headquarters has signed for its log.
    pub acknowledged: u64,
    /// Photos, and whether headquarters has confirmed them.
    pub photos: BTreeMap<Sha256, bool>,
    /// Headquarters' own lines.
    pub feed: Vec<(EventId, String)>,
    /// Tickets whose person was forgotten.
    pub forgotten: Vec<TicketId>,
}

/// Something that a clerk, the courier or the program does.
#[derive(Clone, Debug)]
pub enum Act {
    /// A ticket with so many photos named in its lines.
    TakeIn { photos: usize },
    /// Notes on a ticket, all in one transaction.
    Note { ticket: usize, lines: usize },
    /// A photo comes in, with a thumbnail so long.
    Photograph { thumbnail: usize },
    /// Headquarters signs for the log up to its end, and has all keys.
    Acknowledge,
    /// Headquarters has a photo.
    ConfirmPhoto { photo: usize },
    /// Headquarters forgets a person: the write-ahead log is emptied.
    Forget { ticket: usize },
    /// The program ends in order and starts again.
    StartAgain,
}

impl Act {
    /// Any of them.
    pub fn any(dice: &mut Dice) -> Self {
        match dice.below(20) {
            0..=6 => Self::TakeIn { photos: dice.index(4) },
            7..=10 => Self::Note { ticket: dice.index(64), lines: 1 + dice.index(12) },
            11..=13 => Self::Photograph { thumbnail: 1 << (4 + dice.below(17)) },
            14..=15 => Self::Acknowledge,
            16 => Self::ConfirmPhoto { photo: dice.index(64) },
            17 => Self::Forget { ticket: dice.index(64) },
            _ => Self::StartAgain,
        }
    }
}

impl Counter {
    /// Opens the counter in `folder`; at its first start it opens its log.
    pub fn start(folder: &Path) -> Result<Self, OpenError> {
        let store = Store::open(&folder.join("counterfoil.db"), &DatabaseKey::from_bytes([7; 32]))?;
        let counter = Self { store };
        counter.store.with_branch_key(Some(branch_key()))?;
        Ok(counter)
    }

    /// What is to be had of what was ever expected here.
    pub fn holdings(&self, expected: &Holdings) -> Result<Holdings> {
        let mut found = self.store.read(|now| {
            let lines = now.own_lines(EPOCH, 0, usize::MAX >> 1)?;
            let mut found = Holdings {
                lines: lines.iter().map(|line| line.raw().to_owned()).collect(),
                acknowledged: now.last_ack(EPOCH)?.map_or(0, |ack| ack.seq),
                ..Holdings::default()
            };
            for ticket in &expected.keys {
                found.keys.extend(now.wrapped_key(*ticket)?.map(|key| key.ticket));
            }
            for (event, _) in &expected.feed {
                found.feed.extend(now.line(*event)?.map(|line| (*event, line.raw().to_owned())));
            }
            for sha256 in expected.photos.keys() {
                if let Some(row) = now.find_photo(*sha256)? {
                    found.photos.insert(*sha256, row.acknowledged_at.is_some());
                }
            }
            Ok::<_, store::Error>(found)
        })?;
        found.forgotten =
            expected.forgotten.iter().copied().filter(|ticket| !found.keys.contains(ticket)).collect();
        for sha256 in found.photos.keys() {
            self.store.photo_bytes(*sha256)?;
        }
        Ok(found)
    }

    /// What an act would add to what is there: it is known before it is tried.
    pub fn carry_out(&self, act: &Act, before: &Holdings, dice: &mut Dice) -> (Holdings, Result<()>) {
        let mut after = before.clone();
        let done = match act {
            Act::TakeIn { photos } => self.take_in(*photos, &mut after, dice),
            Act::Note { ticket, lines } => self.note(*ticket, *lines, &mut after, dice),
            Act::Photograph { thumbnail } => self.photograph(*thumbnail, &mut after, dice),
            Act::Acknowledge => self.acknowledge(&mut after),
            Act::ConfirmPhoto { photo } => self.confirm_photo(*photo, &mut after),
            Act::Forget { ticket } => self.forget(*ticket, &mut after, dice),
            Act::StartAgain => Ok(()),
        };
        (after, done)
    }

    fn take_in(&self, photos: usize, after: &mut Holdings, dice: &mut Dice) -> Result<()> {
        let mut pen = pen_at_end_of(&after.lines);
        let mut lines = pen.opening(dice);
        let ticket = TicketId::new(at(0).unix_ms() as u64, dice.bytes());
        let key = TicketKey::from_bytes(dice.bytes());
        lines.push(pen.write(Some((ticket, &key)), &a_claim(after.keys.len() as u16 + 1), dice));
        for _ in 0..photos {
            lines.push(pen.write(Some((ticket, &key)), &a_photo(Sha256(dice.bytes()), 500), dice));
        }
        let wrapped = branch_key().wrap(ticket, &key, dice.bytes());
        after.keys.push(ticket);
        after.lines = pen.lines;
        self.store.write(|tx| {
            if lines[0].head().seq == 1 {
                begin(tx)?;
            }
            tx.put_ticket_key(&wrapped, None)?;
            lines.iter().try_for_each(|line| tx.append(line))
        })
    }

    fn note(&self, ticket: usize, count: usize, after: &mut Holdings, dice: &mut Dice) -> Result<()> {
        let Some(ticket) = after.keys.get(ticket % after.keys.len().max(1)).copied() else { return Ok(()) };
        let Some(key) = self.store.read(|now| now.ticket_key(ticket))? else { return Ok(()) };
        let mut pen = pen_at_end_of(&after.lines);
        let lines: Vec<Line> =
            (0..count).map(|place| pen.write(Some((ticket, &key)), &a_note(place), dice)).collect();
        after.lines = pen.lines;
        self.store.write(|tx| lines.iter().try_for_each(|line| tx.append(line)))
    }

    fn photograph(&self, thumbnail: usize, after: &mut Holdings, dice: &mut Dice) -> Result<()> {
        let (bytes, thumbnail) = (dice.bytes::<500>(), vec![dice.any() as u8; thumbnail]);
        after.photos.insert(hash_of(&bytes), false);
        let photo = NewPhoto {
            bytes: &bytes,
            media_type: "image/jpeg",
            thumbnail: Some(&thumbnail),
            added_at: at(0),
            confirmed_at: None,
            key: dice.bytes(),
            nonce: dice.bytes(),
        };
        self.store.put_photo(&photo).map(drop)
    }

    fn acknowledge(&self, after: &mut Holdings) -> Result<()> {
        let Some(last) = after.lines.last() else { return Ok(()) };
        let (seq, head) = (after.lines.len() as u64, hash_of(last.as_bytes()));
        after.acknowledged = seq;
        let key = SigningKey::from_bytes(&[5; 32]);
        let ack = Ack::signed(DEVICE, EPOCH, seq, head, at(seq as i64), &key);
        self.store.write(|tx| tx.acknowledge(&ack).and_then(|()| tx.acknowledge_keys(&after.keys, at(0))))
    }

    fn confirm_photo(&self, photo: usize, after: &mut Holdings) -> Result<()> {
        let Some(sha256) = after.photos.keys().nth(photo % after.photos.len().max(1)).copied() else {
            return Ok(());
        };
        after.photos.insert(sha256, true);
        self.store.write(|tx| tx.set_photo_acknowledged(sha256, at(0)))
    }

    fn forget(&self, ticket: usize, after: &mut Holdings, dice: &mut Dice) -> Result<()> {
        if after.keys.is_empty() {
            return Ok(());
        }
        let ticket = after.keys.remove(ticket % after.keys.len());
        let log = after.feed.iter().map(|(_, line)| line.clone()).collect();
        let mut pen = Pen { branch: BRANCH, device: HEADQUARTERS, epoch: EPOCH, lines: log };
        let line = pen.write_about(Some(ticket), None, &Fact::TicketForgotten, dice);
        let position = pen.lines.len() as u64;
        after.feed.push((line.head().id, line.raw().to_owned()));
        after.forgotten.push(ticket);
        self.store.write(|tx| tx.append_from_feed(&line, position, None).map(drop))
    }
}

fn begin(tx: &Tx) -> Result<()> {
    tx.set_device(DEVICE)?;
    tx.set_enrolment(HEADQUARTERS, &"enrolled")?;
    tx.begin_epoch(EPOCH)
}

fn pen_at_end_of(lines: &[String]) -> Pen {
    Pen { branch: BRANCH, device: DEVICE, epoch: EPOCH, lines: lines.to_vec() }
}

fn branch_key() -> BranchKey {
    BranchKey::from_bytes([8; 32])
}

/// Everything that screens read of tickets.
pub fn projections(now: &Snapshot) -> Result<Vec<String>> {
    Ok(now.list_newest_tickets(10_000)?.iter().map(|row| format!("{row:?}")).collect())
}
