//! What becomes of bytes on their way: hit, cut, spliced, nested, and lied about.

use fastrand::Rng;

/// A changed `input`; parts of `other` may come into it.
pub fn mutated(input: &[u8], other: &[u8], chance: &mut Rng) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..chance.usize(1..=3) {
        change(&mut bytes, other, chance);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Rng) {
    let at = chance.usize(..=bytes.len());
    match chance.u32(..9) {
        0 => hit(bytes, chance),
        1 => bytes.truncate(at),
        2 => {
            let from = chance.usize(..=other.len());
            bytes.truncate(at);
            bytes.extend_from_slice(&other[from..]);
        }
        3 => lie(bytes, chance),
        4 => nest(bytes, at, chance),
        5 => insert(bytes, at, &[chance.u8(..)].repeat(1 << chance.u32(..14))),
        6 => {
            // Something that was said is said again.
            let from = chance.usize(..=at);
            let said = bytes[from..at].to_vec();
            insert(bytes, at, &said);
        }
        7 => {
            let from = chance.usize(..=at);
            bytes.drain(from..at);
        }
        _ => {
            const WORDS: [&[u8]; 12] = [
                b"null",
                b"\"\"",
                b"-1",
                b"1e999",
                b"\\u0000",
                b"\\ud800",
                b"\xff\xfe",
                b"\"id\":\"\",",
                b"{}",
                b"[]",
                b"\r\n\r\n",
                b"00000000-0000-0000-0000-000000000000",
            ];
            insert(bytes, at, WORDS[chance.usize(..WORDS.len())]);
        }
    }
}

fn hit(bytes: &mut [u8], chance: &mut Rng) {
    if !bytes.is_empty() {
        for _ in 0..chance.usize(1..=8) {
            let at = chance.usize(..bytes.len());
            bytes[at] ^= 1 << chance.u8(..8);
        }
    }
}

/// A number becomes another, or a length does.
fn lie(bytes: &mut Vec<u8>, chance: &mut Rng) {
    const NUMBERS: [&str; 7] =
        ["0", "-1", "4294967296", "9007199254740992", "9223372036854775808", "18446744073709551615", "1.5"];
    let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
    match chance.choice(&digits) {
        Some(at) if chance.bool() => {
            let number = NUMBERS[chance.usize(..NUMBERS.len())];
            bytes.splice(at..=at, number.bytes());
        }
        _ if !bytes.is_empty() => {
            // Binary lengths stand near the beginning.
            let at = chance.usize(..bytes.len().min(24));
            bytes[at] = [0, 0x7f, 0x80, 0xff][chance.usize(..4)];
        }
        _ => {}
    }
}

fn nest(bytes: &mut Vec<u8>, at: usize, chance: &mut Rng) {
    let tower: &[u8] = [b"[".as_slice(), b"{\"a\":", b"[{\"a\":["][chance.usize(..3)];
    insert(bytes, at, &tower.repeat(1 << chance.u32(..16)));
}

fn insert(bytes: &mut Vec<u8>, at: usize, more: &[u8]) {
    bytes.splice(at..at, more.iter().copied());
}
