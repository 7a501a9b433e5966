//! Money in fen, and the capitals that Chinese vouchers demand.
//!
//! Source of the capitals: 支付结算办法 附一《正确填写票据和结算凭证的基本规定》. Where the rule leaves a choice, 零 is
//! written after 元 when the unit digit is 0 and 角 is not, as in the first form of each official example.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// An amount of renminbi in fen, never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "i64", try_from = "i64")]
pub struct Fen(i64);

/// Why a text or a number is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Nothing was typed.
    #[error("the amount is empty")]
    Empty,
    /// A character or a comma where none may stand.
    #[error("this is not an amount of money")]
    NotAnAmount,
    /// Below zero.
    #[error("an amount is never negative")]
    Negative,
    /// More than two decimals: nothing is smaller than a fen.
    #[error("an amount has at most two decimals")]
    BelowFen,
    /// More than every reader can hold.
    #[error("the amount is too large")]
    TooLarge,
}

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount: what every JSON reader holds exactly.
    pub const MOST: Self = Self((1 << 53) - 1);

    /// The amount of `fen`, if it is one.
    pub const fn new(fen: i64) -> Result<Self, MoneyError> {
        match fen {
            ..0 => Err(MoneyError::Negative),
            _ if fen > Self::MOST.0 => Err(MoneyError::TooLarge),
            _ => Ok(Self(fen)),
        }
    }

    /// The number of fen.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Both together, if that can still be held.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(|sum| Self::new(sum).ok())
    }

    /// Reads what people type: `23`, `1,500.00`, `￥１，５００`, `23。5元`.
    pub fn parse_yuan(typed: &str) -> Result<Self, MoneyError> {
        // A Chinese input method types 。 where a point is meant.
        let plain: String =
            typed.nfkc().filter(|c| !c.is_whitespace()).map(|c| if c == '。' { '.' } else { c }).collect();
        let plain = plain.trim_start_matches(['¥', '￥']);
        let plain = plain.strip_suffix(['元', '块']).unwrap_or(plain);
        if plain.is_empty() {
            return Err(MoneyError::Empty);
        }
        if plain.starts_with(['-', '−']) {
            return Err(MoneyError::Negative);
        }
        let (yuan, decimals) = plain.split_once('.').unwrap_or((plain, ""));
        if plain.ends_with('.') || !decimals.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MoneyError::NotAnAmount);
        }
        if decimals.len() > 2 {
            return Err(MoneyError::BelowFen);
        }
        let digits = format!("{}{decimals:0<2}", ungrouped(yuan).ok_or(MoneyError::NotAnAmount)?);
        digits.parse().map_err(|_| MoneyError::TooLarge).and_then(Self::new)
    }
}

/// The digits of `yuan`, whose commas must stand before each third digit from the right.
fn ungrouped(yuan: &str) -> Option<String> {
    let groups: Vec<&str> = yuan.split(',').collect();
    let all_digits =
        groups.iter().all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()));
    let well_grouped =
        groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    (all_digits && well_grouped).then(|| groups.concat())
}

impl fmt::Display for Fen {
    /// `1,500.00`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let yuan = (self.0 / 100).to_string();
        for (place, digit) in yuan.chars().enumerate() {
            if place > 0 && (yuan.len() - place).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        write!(f, ".{:02}", self.0 % 100)
    }
}

impl TryFrom<i64> for Fen {
    type Error = MoneyError;

    fn try_from(fen: i64) -> Result<Self, MoneyError> {
        Self::new(fen)
    }
}

impl From<Fen> for i64 {
    fn from(amount: Fen) -> Self {
        amount.0
    }
}

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

/// `amount` as a voucher writes it: `人民币壹仟伍佰元整`.
pub fn capitals(amount: Fen) -> String {
    let (yuan, jiao, fen) = (amount.0 / 100, amount.0 / 10 % 10, amount.0 % 10);
    let mut written = String::from("人民币");
    if yuan > 0 || jiao == 0 && fen == 0 {
        written += &if yuan == 0 { DIGITS[0].to_owned() } else { whole(yuan) };
        written += "元";
    }
    match (jiao, fen) {
        (0, 0) => written += "整",
        (0, _) if yuan > 0 => written += "零",
        (1.., _) if yuan > 0 && yuan % 10 == 0 => written += "零",
        _ => {}
    }
    for (digit, unit) in [(jiao, "角"), (fen, "分")] {
        if digit > 0 {
            written += DIGITS[digit as usize];
            written += unit;
        }
    }
    written
}

/// A positive whole number: what stands above 亿 or 万, then the rest.
fn whole(number: i64) -> String {
    for (size, unit) in [(100_000_000, "亿"), (10_000, "万")] {
        if number >= size {
            let rest = number % size;
            let gap = if rest > 0 && rest < size / 10 { DIGITS[0] } else { "" };
            let rest = if rest > 0 { whole(rest) } else { String::new() };
            return format!("{}{unit}{gap}{rest}", whole(number / size));
        }
    }
    below_ten_thousand(number)
}

fn below_ten_thousand(number: i64) -> String {
    let mut written = String::new();
    let mut gap = false;
    for (size, unit) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
        let digit = (number / size % 10) as usize;
        if digit == 0 {
            gap = !written.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            written += DIGITS[0];
        }
        written += DIGITS[digit];
        written += unit;
    }
    written
}

#[cfg(feature = "schemas")]
crate::as_schema!(Fen, crate::schemas::count(0, None));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        for (typed, fen) in [
            ("23", 2_300),
            ("1,500.00", 150_000),
            ("￥１，５００．５", 150_050),
            ("¥ 0.05", 5),
            ("23。5元", 2_350),
            ("1234567.89", 123_456_789),
        ] {
            assert_eq!(Fen::parse_yuan(typed).map(Fen::get), Ok(fen), "{typed}");
        }
    }

    #[test]
    fn refuses_what_is_not_an_amount() {
        use MoneyError::*;
        for (typed, why) in [
            ("", Empty),
            ("¥", Empty),
            ("-5", Negative),
            ("1.005", BelowFen),
            ("15,00", NotAnAmount),
            ("1,5000", NotAnAmount),
            (",500", NotAnAmount),
            ("5.", NotAnAmount),
            (".", NotAnAmount),
            ("1.2.3", NotAnAmount),
            ("1e5", NotAnAmount),
            ("五十", NotAnAmount),
            ("99999999999999999999", TooLarge),
            ("90071992547410.00", TooLarge),
        ] {
            assert_eq!(Fen::parse_yuan(typed), Err(why), "{typed}");
        }
    }

    #[test]
    fn an_amount_is_a_plain_number_in_a_line_and_never_negative() {
        assert_eq!(serde_json::to_string(&Fen(150_000)).unwrap(), "150000");
        assert_eq!(serde_json::from_str::<Fen>("150000").unwrap(), Fen(150_000));
        assert!(serde_json::from_str::<Fen>("-1").is_err());
        assert_eq!(Fen::MOST.checked_add(Fen(1)), None);
    }

    #[test]
    fn the_largest_amount_is_written_out() {
        assert_eq!(Fen::MOST.to_string(), "90,071,992,547,409.91");
        assert_eq!(capitals(Fen::MOST), "人民币玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分");
    }

    proptest::proptest! {
        #[test]
        fn what_is_shown_is_read_back(fen in 0..=Fen::MOST.0) {
            proptest::prop_assert_eq!(Fen::parse_yuan(&Fen(fen).to_string()), Ok(Fen(fen)));
        }
    }
}
