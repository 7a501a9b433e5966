//! The slip's code for people: sixteen characters of Crockford's base32, in groups of four.

use domain::normalize;

use crate::SlipCode;

/// Crockford's base32: no I, L, O or U.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BITS: usize = 5;
/// Eighty bits, five a character.
const CHARACTERS: usize = 16;
const GROUP: usize = 4;

/// A slip's code as a paper says it: `0123-4567-89AB-CDEF`.
pub fn slip_code_in_words(code: &SlipCode) -> String {
    let bits = code.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let mut words = String::with_capacity(CHARACTERS + CHARACTERS / GROUP);
    for place in 0..CHARACTERS {
        if place > 0 && place % GROUP == 0 {
            words.push('-');
        }
        let value = bits >> (BITS * (CHARACTERS - 1 - place)) & 0b1_1111;
        words.push(char::from(SYMBOLS[value as usize]));
    }
    words
}

/// A slip's code as people type it: any case, spaces and hyphens anywhere, O as 0, I and L as 1, full-width forms.
pub fn typed_slip_code(typed: &str) -> Option<SlipCode> {
    let plain = normalize(typed).replace('-', "").replace('O', "0").replace(['I', 'L'], "1");
    if plain.len() != CHARACTERS {
        return None;
    }
    let mut bits = 0_u128;
    for character in plain.bytes() {
        let value = SYMBOLS.iter().position(|symbol| *symbol == character)?;
        bits = bits << BITS | value as u128;
    }
    bits.to_be_bytes().last_chunk().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: SlipCode = [0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf];

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in [
            "0123456789ABCDEF",
            "0123-4567-89ab-cdef",
            " o1234 56789 ABCDEF",
            "０１２３４５６７８９ABCDEF",
            "OL23456789ABCDEF",
        ] {
            assert_eq!(typed_slip_code(typed), Some(CODE), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for typed in ["", "0123456789ABCDE", "0123456789ABCDEFG", "0123456789ABCDEU", "0123456789ABCDE码"] {
            assert_eq!(typed_slip_code(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_a_paper_says_is_read_back() {
        assert_eq!(slip_code_in_words(&CODE), "0123-4567-89AB-CDEF");
        for code in [[0; 10], [0xff; 10], [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 1]] {
            assert_eq!(typed_slip_code(&slip_code_in_words(&code)), Some(code));
        }
    }
}
