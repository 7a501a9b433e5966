//! What a push says of itself: where its lines stand, and which of them cannot stand there.
//!
//! A line that is wrong keeps its place: it is held, acknowledged and set aside, and blocks nothing behind it.

use std::sync::Arc;

use domain::{DeviceId, EpochId, Sha256};
use protocol::{Chain, ChainError, Line, LineError, hash_of};

use crate::{
    line_reader::BranchReader,
    store::{NewLine, Reason},
};

/// The lines of a push at their places.
///
/// The first line that can be read says where the push begins; where none can, it goes on after `held`.
pub fn placed(
    reader: &BranchReader,
    device: DeviceId,
    epoch: EpochId,
    lines: Vec<String>,
    held: u64,
) -> Vec<NewLine> {
    let mut parsed: Vec<Result<Arc<Line>, LineError>> = lines.iter().map(|line| reader.line(line)).collect();
    let first = parsed
        .iter()
        .enumerate()
        .find_map(|(place, line)| {
            line.as_ref().ok()?.head().seq.checked_sub(place as u64).filter(|first| *first > 0)
        })
        .unwrap_or(held + 1);
    let mut chain: Option<Chain> = None;
    let mut placed = Vec::with_capacity(lines.len());
    for ((seq, raw), line) in (first..).zip(lines).zip(parsed.drain(..)) {
        let new = match line {
            Err(error) => NewLine {
                seq,
                prev: None,
                hash: hash_of(raw.as_bytes()),
                ticket: None,
                event: None,
                wall: None,
                line: raw,
                set_aside: Some(error.code().into()),
            },
            Ok(line) => NewLine {
                seq,
                prev: (line.head().seq == seq).then_some(line.head().prev),
                hash: line.hash(),
                ticket: line.head().ticket,
                event: Some(line.head().id),
                wall: Some(line.head().wall),
                set_aside: misplaced(&line, device, epoch, seq, chain.as_ref()),
                line: raw,
            },
        };
        // Whatever stood here, the next line follows from its bytes.
        chain = Some(Chain { device, epoch, seq, hash: new.hash });
        placed.push(new);
    }
    placed
}

fn misplaced(
    line: &Line,
    device: DeviceId,
    epoch: EpochId,
    seq: u64,
    chain: Option<&Chain>,
) -> Option<Reason> {
    let head = line.head();
    let wrong = if (head.device, head.epoch) != (device, epoch) {
        Err(ChainError::OtherLog)
    } else if seq == 1 {
        Chain::begin(line).map(|_| ())
    } else if let Some(chain) = chain {
        { *chain }.extend(line)
    } else if line.kind() == "EpochOpened" {
        Err(ChainError::OpenedAgain)
    } else {
        Ok(())
    };
    wrong.err().map(|error| error.code().into())
}

/// The place and hash of the last line: what a push signs.
pub fn head(lines: &[NewLine]) -> Option<(u64, Sha256)> {
    lines.last().map(|line| (line.seq, line.hash))
}
