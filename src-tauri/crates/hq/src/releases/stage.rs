//! Which counters are first: a place in the queue that each has of itself, and that is another for every version.

use domain::DeviceId;
use protocol::{AppVersion, hash_of};

/// Places in the queue; a hundredth of them is one percent.
pub const TURNS: u32 = 10_000;

/// A device's place in the queue for a version, from 0 on. It stays the same whatever the percent, so that a wider stage
/// takes nobody out; and no counter is the first for every version.
pub fn turn_of(device: DeviceId, version: &AppVersion) -> u32 {
    let hash = hash_of(&[device.as_bytes().as_slice(), version.to_string().as_bytes()].concat());
    let first = hash.0.first_chunk().map_or(0, |first| u64::from_be_bytes(*first));
    (first % u64::from(TURNS)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn devices() -> impl Iterator<Item = DeviceId> {
        (0..30_000_u32).map(|number| {
            let mut bytes = [0; 16];
            bytes[12..].copy_from_slice(&number.to_be_bytes());
            DeviceId::from_bytes(bytes)
        })
    }

    fn first(percent: u32, version: &str) -> Vec<DeviceId> {
        let version = version.parse().unwrap();
        devices().filter(|device| turn_of(*device, &version) < percent * (TURNS / 100)).collect()
    }

    #[test]
    fn a_stage_of_ten_percent_has_a_tenth_of_thirty_thousand_counters() {
        for version in ["0.6.0", "0.6.1", "1.0.0-rc.1"] {
            let many = first(10, version).len();
            assert!((2_700..=3_300).contains(&many), "{version}: {many}");
        }
        assert_eq!((first(0, "0.6.0").len(), first(100, "0.6.0").len()), (0, 30_000));
    }

    #[test]
    fn a_wider_stage_takes_nobody_out() {
        let stages: Vec<Vec<DeviceId>> = [1, 5, 10, 50, 100].map(|percent| first(percent, "0.6.0")).into();
        for pair in stages.windows(2) {
            assert!(pair[0].len() < pair[1].len());
            assert!(pair[0].iter().all(|device| pair[1].binary_search(device).is_ok()));
        }
    }

    #[test]
    fn another_version_begins_with_other_counters() {
        let (one, next) = (first(10, "0.6.0"), first(10, "0.6.1"));
        let twice = one.iter().filter(|device| next.binary_search(device).is_ok()).count();
        assert!((150..=450).contains(&twice), "about one in ten of them: {twice}");
    }
}
