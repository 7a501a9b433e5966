//! The carrier whose desk this is, and the carriers whose numbers it may meet.

use serde::Deserialize;

use super::{Bilingual, Opening};

/// The carrier whose desk this is: what stands at the foot of every slip.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OwnCarrier {
    /// Its code among the carriers.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
    /// The number customers call.
    pub service_number: String,
    /// When someone answers it, in words.
    pub service_hours: Bilingual,
    /// When someone is at the desk.
    pub opening: Opening,
    /// Where customers may look up their ticket, as `counter.example.cn`; none when headquarters is not public.
    #[serde(default)]
    pub public_address: Option<String>,
}

/// A carrier and the shapes of its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Carrier {
    /// `sf`, `ems`, …
    pub code: String,
    /// Its name.
    pub name: Bilingual,
    /// The shapes its numbers have or had.
    pub patterns: Vec<WaybillPattern>,
}

/// One shape of waybill number: a prefix, a few characters, digits, an ending.
///
/// Shapes overlap and drift, so they only ever suggest.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct WaybillPattern {
    /// One of these begins it; any beginning when empty.
    #[serde(default)]
    pub prefixes: Vec<String>,
    /// Then so many letters, `[least, most]`.
    #[serde(default)]
    pub letters: [usize; 2],
    /// Then so many letters or digits.
    #[serde(default)]
    pub alphanumeric: usize,
    /// Then so many digits, `[least, most]`.
    pub digits: [usize; 2],
    /// Then exactly this.
    #[serde(default)]
    pub ending: String,
    /// Whether `-1-2-` may follow, as on the parts of one shipment.
    #[serde(default)]
    pub child_suffix: bool,
    /// Whether the check digit of UPU S10 must match for it to be sure.
    #[serde(default)]
    pub s10: bool,
    /// Whether nobody else is known to use this shape.
    pub sure: bool,
    /// Where it was seen.
    pub source: String,
}

impl WaybillPattern {
    /// Whether `number`, normalized, has this shape.
    pub fn fits(&self, number: &str) -> bool {
        let number = if self.child_suffix { without_child_suffix(number) } else { number };
        let Some(number) = number.strip_suffix(self.ending.as_str()) else { return false };
        if self.prefixes.is_empty() {
            return self.body_fits(number);
        }
        self.prefixes
            .iter()
            .any(|prefix| number.strip_prefix(prefix.as_str()).is_some_and(|rest| self.body_fits(rest)))
    }

    fn body_fits(&self, body: &str) -> bool {
        // Letters never stand among the digits, so the digits' start is where the letters end.
        let [least, most] = self.letters;
        let letters = body.bytes().take_while(u8::is_ascii_uppercase).take(most).count();
        let Some((middle, digits)) = body[letters..].split_at_checked(self.alphanumeric) else {
            return false;
        };
        letters >= least
            && middle.bytes().all(|b| b.is_ascii_alphanumeric())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && (self.digits[0]..=self.digits[1]).contains(&digits.len())
    }

    /// Whether every length and character in it can occur.
    pub(crate) fn is_sane(&self) -> bool {
        let plain = |text: &String| text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        self.letters[0] <= self.letters[1]
            && self.digits[0] <= self.digits[1]
            && self.digits[1] <= 40
            && self.prefixes.iter().all(plain)
            && plain(&self.ending)
    }
}

/// `JDVA46783539436` of `JDVA46783539436-1-3-`.
fn without_child_suffix(number: &str) -> &str {
    let mut parts = number.splitn(2, '-');
    let main = parts.next().unwrap_or_default();
    let suffix = parts.next().unwrap_or_default();
    let counts: Vec<&str> = suffix.strip_suffix('-').unwrap_or(suffix).split('-').collect();
    let is_count = |count: &&str| (1..=4).contains(&count.len()) && count.bytes().all(|b| b.is_ascii_digit());
    if counts.len() == 2 && counts.iter().all(is_count) { main } else { number }
}
