//! What rows come to, so that two databases can be compared without sending one to the other.

use domain::Sha256;
use protocol::hash_of;

use super::rows::{Value, Values};

/// What rows come to, in whatever order they are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    rows: u64,
    hashes: [u64; 4],
}

impl Sum {
    /// Adds a row's.
    pub fn add(&mut self, row: Sha256) {
        self.rows += 1;
        for (sum, part) in self.hashes.iter_mut().zip(row.0.chunks_exact(8)) {
            *sum = sum.wrapping_add(u64::from_le_bytes(part.try_into().expect("eight bytes")));
        }
    }
}

/// The hash of a row.
pub fn sum_of(row: &Values) -> Sha256 {
    let mut bytes = Vec::new();
    for value in row {
        let (kind, part): (u8, Vec<u8>) = match value {
            Value::None => (0, Vec::new()),
            Value::Bytes(bytes) => (1, bytes.clone()),
            Value::Text(text) => (2, text.clone().into_bytes()),
            Value::Whole(number) => (3, number.to_le_bytes().to_vec()),
            Value::Moment(at) => (4, at.unix_ms().to_le_bytes().to_vec()),
        };
        bytes.push(kind);
        bytes.extend((part.len() as u64).to_le_bytes());
        bytes.extend(part);
    }
    hash_of(&bytes)
}
