//! What the page sends: the text of a slip's QR, or number and code as typed.

use domain::{TicketNumber, normalize};
use protocol::{ScannedSlip, SlipCode};
use serde::Deserialize;

/// What the page sends. Where there is a slip, the rest is not looked at.
#[derive(Clone, Deserialize)]
pub struct AskedForm {
    /// What follows `#` in the slip's link, or the whole of it.
    #[serde(default)]
    slip: Option<String>,
    #[serde(default)]
    number: Option<String>,
    /// Sixteen characters of Crockford's base32.
    #[serde(default)]
    code: Option<String>,
}

/// The same, read.
pub enum Asked {
    /// A slip, not to be believed before its signature is verified.
    Slip(Box<ScannedSlip>),
    /// What somebody typed.
    Typed {
        /// The ticket's number.
        number: TicketNumber,
        /// What proves that it is theirs.
        code: SlipCode,
    },
}

impl Asked {
    /// Reads what was sent; none where it is neither.
    pub fn read(form: AskedForm) -> Option<Self> {
        if let Some(text) = form.slip {
            let text = text.trim();
            let whole = if text.contains(':') { text.to_owned() } else { format!("counterfoil:{text}") };
            return ScannedSlip::parse(&whole).ok().map(|slip| Self::Slip(Box::new(slip)));
        }
        let number = form.number?.parse().ok()?;
        Some(Self::Typed { number, code: typed_code(&form.code?)? })
    }
}

/// Crockford's base32: no I, L, O or U.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Eighty bits, five a character.
const CODE_CHARACTERS: usize = 16;

/// A slip code as people type it: any case, spaces and hyphens anywhere, O as 0, I and L as 1, full-width forms.
fn typed_code(typed: &str) -> Option<SlipCode> {
    let plain = normalize(typed).replace('-', "").replace('O', "0").replace(['I', 'L'], "1");
    if plain.len() != CODE_CHARACTERS {
        return None;
    }
    let mut bits = 0_u128;
    for character in plain.bytes() {
        let value = SYMBOLS.iter().position(|symbol| *symbol == character)?;
        bits = bits << 5 | value as u128;
    }
    bits.to_be_bytes().last_chunk().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code: SlipCode = [0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf];
        for typed in [
            "0123456789ABCDEF",
            "0123-4567-89ab-cdef",
            " o1234 56789 ABCDEF",
            "０１２３４５６７８９ABCDEF",
            "OL23456789ABCDEF",
        ] {
            assert_eq!(typed_code(typed), Some(code), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for typed in ["", "0123456789ABCDE", "0123456789ABCDEFG", "0123456789ABCDEU", "0123456789ABCDE码"] {
            assert_eq!(typed_code(typed), None, "{typed}");
        }
    }
}
