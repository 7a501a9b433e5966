//! What a file holds for those who read it, and what of it would outlast a power cut.

use std::collections::BTreeMap;

use crate::dice::Dice;

/// Disks write so much at once, whole or not at all.
const SECTOR: usize = 512;

type Sector = [u8; SECTOR];

/// A file's contents, now and at its last sync.
pub struct Contents {
    now: Vec<u8>,
    synced: Vec<u8>,
    /// What each sector has held since the last sync, by its number.
    sectors: BTreeMap<usize, Vec<Sector>>,
    /// How long the file has been since the last sync.
    sizes: Vec<usize>,
}

/// How much of what was not synced is lost in one cut, in percent: nothing, everything, or anything between.
#[derive(Clone, Copy)]
pub struct Luck {
    lost_percent: u64,
}

impl Luck {
    pub fn of(dice: &mut Dice) -> Self {
        let lost_percent = match dice.below(4) {
            0 => 0,
            1 => 100,
            _ => dice.below(101),
        };
        Self { lost_percent }
    }

    /// Whether this one is lost.
    pub fn strikes(self, dice: &mut Dice) -> bool {
        dice.below(100) < self.lost_percent
    }
}

impl Contents {
    /// A file that is safely on the disk.
    pub fn synced(bytes: Vec<u8>) -> Self {
        Self { synced: bytes.clone(), now: bytes, sectors: BTreeMap::new(), sizes: Vec::new() }
    }

    pub fn write(&mut self, at: u64, bytes: &[u8]) {
        let at = usize::try_from(at).expect("a test's file is small");
        let end = at + bytes.len();
        if end > self.now.len() {
            self.now.resize(end, 0);
            self.sizes.push(end);
        }
        self.now[at..end].copy_from_slice(bytes);
        self.remember(at, end);
    }

    pub fn truncate(&mut self, size: u64) {
        let size = usize::try_from(size).expect("a test's file is small");
        let before = self.now.len();
        self.now.resize(size, 0);
        self.sizes.push(size);
        // What was cut off reads as zeros should the file grow again before the next sync.
        self.remember(size.min(before), size.max(before));
    }

    pub fn sync(&mut self) {
        self.synced.resize(self.now.len(), 0);
        for number in std::mem::take(&mut self.sectors).into_keys() {
            let (start, end) = (number * SECTOR, ((number + 1) * SECTOR).min(self.now.len()));
            if start < end {
                self.synced[start..end].copy_from_slice(&self.now[start..end]);
            }
        }
        self.sizes.clear();
    }

    /// What a power cut leaves. The cache of a disk and of a system write back in any order, so of each sector any one of
    /// the contents it had since the last sync may be there, and any of the file's lengths.
    pub fn what_is_left(&self, luck: Luck, dice: &mut Dice) -> Vec<u8> {
        let mut left = self.synced.clone();
        for (number, held) in &self.sectors {
            if luck.strikes(dice) {
                continue;
            }
            let sector = if dice.below(2) == 0 { held.last() } else { held.get(dice.index(held.len())) };
            let sector = sector.expect("a sector is remembered with what it held");
            let end = (number + 1) * SECTOR;
            if left.len() < end {
                left.resize(end, 0);
            }
            left[number * SECTOR..end].copy_from_slice(sector);
        }
        let size = if self.sizes.is_empty() || luck.strikes(dice) {
            self.synced.len()
        } else if dice.below(2) == 0 {
            self.now.len()
        } else {
            self.sizes[dice.index(self.sizes.len())]
        };
        left.resize(size, 0);
        left
    }

    fn remember(&mut self, from: usize, to: usize) {
        for number in from / SECTOR..to.div_ceil(SECTOR) {
            let mut sector = [0; SECTOR];
            let start = (number * SECTOR).min(self.now.len());
            let end = ((number + 1) * SECTOR).min(self.now.len());
            sector[..end - start].copy_from_slice(&self.now[start..end]);
            self.sectors.entry(number).or_default().push(sector);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOST: Luck = Luck { lost_percent: 100 };
    const KEPT: Luck = Luck { lost_percent: 0 };

    #[test]
    fn what_was_synced_is_left_and_the_rest_as_luck_has_it() {
        let mut file = Contents::synced(vec![1; 1_000]);
        file.write(400, &[2; 800]);
        assert_eq!(file.what_is_left(LOST, &mut Dice::of(1)), [1; 1_000]);
        let kept = file.what_is_left(KEPT, &mut Dice::of(1));
        assert_eq!((&kept[..400], &kept[400..]), (&[1; 400][..], &[2; 800][..]));
        file.sync();
        assert_eq!(file.what_is_left(LOST, &mut Dice::of(1)), kept);
    }

    #[test]
    fn a_page_is_torn_between_sectors_and_never_within_one() {
        let mut file = Contents::synced(vec![1; 4_096]);
        file.write(0, &[2; 4_096]);
        let half = Luck { lost_percent: 50 };
        let torn = (0..50).map(|seed| file.what_is_left(half, &mut Dice::of(seed)));
        let mut was_torn = false;
        for left in torn {
            assert!(left.chunks(SECTOR).all(|sector| sector == [1; SECTOR] || sector == [2; SECTOR]));
            was_torn |= left.contains(&1) && left.contains(&2);
        }
        assert!(was_torn);
    }

    #[test]
    fn what_was_cut_off_does_not_come_back_among_what_was_written_after() {
        let mut file = Contents::synced(vec![1; 2_048]);
        file.truncate(0);
        file.sync();
        file.write(1_536, &[2; 512]);
        let left = file.what_is_left(KEPT, &mut Dice::of(1));
        assert!(!left.contains(&1));
    }
}
