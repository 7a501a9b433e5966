//! Amounts of money in what people say: `¥1,500`, `2600 yuan`, `三千块`, `两千六`.

use std::ops::Range;

/// An amount, where it stands among the folded characters, in fen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) places: Range<usize>,
    pub(crate) fen: i64,
}

/// What makes a number an amount, behind it.
const CURRENCIES: [&str; 7] = ["元", "块", "圆", "yuan", "rmb", "cny", "kuai"];

/// More than any parcel is worth: a longer number is a waybill's.
const MOST_DIGITS: usize = 8;

/// Every amount in `text`.
pub(crate) fn amounts(text: &[char]) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let read = digits(text, at).or_else(|| numerals(text, at));
        at = match read {
            Some((end, Some(fen))) => {
                found.push(Amount { places: at..end, fen });
                end
            }
            Some((end, None)) => end,
            None => at + 1,
        };
    }
    found
}

/// A number in figures that begins here: where it ends, and its worth if it is money.
fn digits(text: &[char], start: usize) -> Option<(usize, Option<i64>)> {
    let is_part =
        |place: usize| text[place].is_ascii_digit() || (text[place] == ',' && is_group(text, place));
    let end = (start..text.len()).find(|place| !is_part(*place)).unwrap_or(text.len());
    if end == start {
        return None;
    }
    let figures: String = text[start..end].iter().filter(|c| c.is_ascii_digit()).collect();
    let yuan = if figures.len() > MOST_DIGITS { None } else { figures.parse::<i64>().ok() };
    let end = end + fraction(text, end);
    let (times, end) = match text.get(end) {
        Some('千') => (1_000, end + 1),
        Some('万') => (10_000, end + 1),
        _ => (1, end),
    };
    let is_marked = start > 0 && matches!(text[start - 1], '¥' | '￥');
    let is_money = is_marked || currency(text, end).is_some();
    Some((currency(text, end).unwrap_or(end), yuan.filter(|_| is_money).map(|yuan| yuan * times * 100)))
}

/// Whether the comma at `place` groups thousands.
fn is_group(text: &[char], place: usize) -> bool {
    let after = text[place + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    after == 3 && place > 0 && text[place - 1].is_ascii_digit()
}

/// How many characters of a fraction begin here.
fn fraction(text: &[char], at: usize) -> usize {
    let figures = text.iter().skip(at + 1).take_while(|c| c.is_ascii_digit()).count();
    if text.get(at) == Some(&'.') { if figures == 0 { 0 } else { figures + 1 } } else { 0 }
}

/// A number in Chinese that begins here; one that counts thousands needs no currency behind it.
fn numerals(text: &[char], start: usize) -> Option<(usize, Option<i64>)> {
    let (mut sum, mut section, mut digit, mut last_unit) = (0_i64, 0_i64, 0_i64, 1_i64);
    let mut end = start;
    let mut is_zero_before = false;
    while let Some(value) = text.get(end).and_then(|c| numeral(*c)) {
        match value {
            unit @ (10 | 100 | 1_000) => {
                section += digit.max(1) * unit;
                (digit, last_unit, is_zero_before) = (0, unit, false);
            }
            unit @ 10_000 => {
                sum += (section + digit).max(1) * unit;
                (section, digit, last_unit, is_zero_before) = (0, 0, unit, false);
            }
            value => {
                is_zero_before = is_zero_before || value == 0;
                digit = value;
            }
        }
        end += 1;
        if end - start > MOST_DIGITS {
            break;
        }
    }
    if end == start {
        return None;
    }
    // 两千六 is two thousand six hundred.
    let rest = if last_unit > 10 && !is_zero_before { digit * last_unit / 10 } else { digit };
    let yuan = sum + section + rest;
    let is_money = currency(text, end).is_some() || (yuan >= 1_000 && last_unit >= 1_000 && end - start > 1);
    Some((currency(text, end).unwrap_or(end), is_money.then_some(yuan * 100)))
}

fn numeral(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' => {
            "一二三四五六七八九".chars().position(|it| it == c)? as i64 + 1
        }
        '两' => 2,
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        _ => return None,
    })
}

/// Where a currency behind `end` ends: `多块`, ` yuan`.
fn currency(text: &[char], end: usize) -> Option<usize> {
    let between = text.iter().skip(end).take(2).take_while(|c| matches!(c, ' ' | '多' | '来' | '几')).count();
    let from = end + between;
    CURRENCIES.iter().find_map(|name| {
        let length = name.chars().count();
        let is_here = text.get(from..from + length).is_some_and(|here| here.iter().copied().eq(name.chars()));
        is_here.then_some(from + length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_they_are_said() {
        for (said, yuan) in [
            ("赔¥1,500", vec![1500]),
            ("2600 yuan, 18 rmb", vec![2600, 18]),
            ("三千块", vec![3000]),
            ("手机两千六,八千多块", vec![2600, 8000]),
            ("一万二千零五元", vec![12005]),
            ("运费十五块", vec![15]),
            ("一千零五十元", vec![1050]),
            ("3.5元,2万块", vec![3, 20000]),
            ("四天,三箱,123456789012345元,1203室,十二瓶", vec![]),
            ("", vec![]),
        ] {
            let chars: Vec<char> = said.chars().collect();
            let read: Vec<i64> = amounts(&chars).iter().map(|amount| amount.fen / 100).collect();
            assert_eq!(read, yuan, "{said}");
        }
    }
}
