//! Spacing: the one gap between Chinese and Latin, and the words that a line end never parts.
//!
//! Whatever was typed, exactly one space, a quarter of an em in these faces, stands between an ideograph and a Latin
//! letter or a figure. Where a line must not end there it is a no-break space, which is drawn as the same.

use crate::script::{is_ideograph, is_latin};

/// A space at which no line ends.
pub(crate) const NO_BREAK: char = '\u{a0}';

/// `text` with its spaces set.
pub(crate) fn spaced(text: &str) -> String {
    let mut set = String::with_capacity(text.len() + text.len() / 8);
    let (mut rest, mut before) = (text, None);
    while !rest.is_empty() {
        let after = rest.trim_start_matches(' ');
        let spaces = rest.len() - after.len();
        let Some(right) = after.chars().next() else {
            set.push_str(rest);
            break;
        };
        let is_seam = before.is_some_and(|left| {
            (is_ideograph(left) && is_latin(right)) || (is_latin(left) && is_ideograph(right))
        });
        if is_seam || (spaces == 1 && before.is_some()) {
            let gap = if belong_together(&set, after) { NO_BREAK } else { ' ' };
            set.push(gap);
        } else {
            set.push_str(&rest[..spaces]);
        }
        set.push(right);
        before = Some(right);
        rest = &after[right.len_utf8()..];
    }
    set
}

/// Whether a space between the end of `left` and the beginning of `right` stays within its line.
fn belong_together(left: &str, right: &str) -> bool {
    let (Some(last), Some(first)) = (left.chars().next_back(), right.chars().next()) else { return false };
    if first.is_ascii_digit() {
        return last.is_ascii_digit()
            || matches!(last, '第' | '¥')
            || ends_with_weekday(left)
            || is_announcing(last_word(left));
    }
    if last.is_ascii_digit() {
        return MEASURES.contains(first) || is_counted(first_word(right));
    }
    last_word(left) == "working" && first_word(right).starts_with("day")
}

/// The characters that Chinese measures begin with, and what else belongs to the figure before it.
const MEASURES: &str =
    "年月日天小工号周时点分秒个件张条元角套只箱次份款项页台岁公千万亿米斤克楼层室单栋座户段万倍前后内起位名";

/// What a figure counts, in English.
const COUNTED: [&str; 44] = [
    "h", "hr", "hrs", "min", "s", "d", "g", "kg", "t", "mm", "cm", "m", "km", "ml", "l", "yuan", "jiao",
    "fen", "cny", "rmb", "hour", "hours", "minute", "minutes", "second", "seconds", "day", "days", "week",
    "weeks", "month", "months", "year", "years", "working", "am", "pm", "pc", "pcs", "piece", "pieces",
    "photo", "photos", "taken",
];

/// What announces a figure: `art. 29`, `No. 12305`.
const ANNOUNCING: [&str; 13] =
    ["art.", "arts.", "no.", "nos.", "tel.", "p.", "pp.", "para.", "sec.", "ch.", "art", "page", "copy"];

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn is_counted(word: &str) -> bool {
    is_one_of(&COUNTED, word) || is_one_of(&MONTHS, word)
}

/// A word that announces the figure after it, or the letters of a standard: `GB/T 27917`.
fn is_announcing(word: &str) -> bool {
    let is_standard = (2..=5).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'/')
        && word.bytes().any(|byte| byte.is_ascii_uppercase());
    is_standard || is_one_of(&ANNOUNCING, word) || is_one_of(&WEEKDAYS, word) || is_one_of(&MONTHS, word)
}

fn is_one_of(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn ends_with_weekday(text: &str) -> bool {
    let mut backwards = text.chars().rev();
    matches!(backwards.next(), Some('一' | '二' | '三' | '四' | '五' | '六' | '日' | '天'))
        && backwards.next() == Some('周')
}

/// How far a word is looked at; none that matters is longer.
const LONGEST: usize = 12;

fn last_word(text: &str) -> &str {
    let bytes = text.as_bytes().iter().rev().take(LONGEST);
    let length = bytes.take_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'/')).count();
    &text[text.len() - length..]
}

fn first_word(text: &str) -> &str {
    let length = text.bytes().take(LONGEST).take_while(u8::is_ascii_alphabetic).count();
    &text[..length]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No-break spaces shown as `~`.
    fn check(text: &str, set: &str) {
        let shown = spaced(text).replace(NO_BREAK, "~");
        assert_eq!(shown, set);
        assert_eq!(spaced(&shown.replace('~', " ")).replace(NO_BREAK, "~"), set, "set twice is set once");
    }

    #[test]
    fn one_gap_between_chinese_and_latin_whatever_was_typed() {
        check("寄了iPhone手机", "寄了 iPhone 手机");
        check("寄了  iPhone 手机", "寄了 iPhone 手机");
        check("赔¥1,500.00元", "赔 ¥1,500.00~元");
        check("涨了100%的", "涨了 100% 的");
        check("外箱 上面和两侧", "外箱 上面和两侧");
        check("王** 138******00", "王** 138******00");
        check("他说:“OK”。", "他说:“OK”。");
        check("  two  spaces ", "  two  spaces ");
        check("〓abc", "〓 abc");
        check("", "");
    }

    #[test]
    fn what_belongs_to_a_figure_stays_with_it() {
        check("24小时内", "24~小时内");
        check("大街 18 号", "大街 18~号");
        check("第5条", "第~5~条");
        check("11-22 周日 14:35 前", "11-22~周日~14:35~前");
        check("GB/T 27917", "GB/T~27917");
        check("0451-5551 2345", "0451-5551~2345");
        check("art. 29, No. 12305, 24 h", "art.~29, No.~12305, 24~h");
        check("within 3 working days", "within 3~working~days");
        check("By Sun 22 Nov 2026, 14:35", "By Sun~22~Nov~2026, 14:35");
        check("Page 2 of 9", "Page~2 of 9");
        check("called 12305 or", "called 12305 or");
    }
}
