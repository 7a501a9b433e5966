//! Where a line may end: the Unicode rules, and what Chinese setting adds to them.

use unicode_linebreak::linebreaks;

use crate::script::is_ideograph;
use crate::spacing::NO_BREAK;

/// What may happen before a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Break {
    /// The line goes on.
    Never,
    /// A line may begin here rather than within a word.
    IfNeedBe,
    /// A line may begin here.
    Free,
}

/// Marks that never begin a line, beyond those that Unicode already binds.
pub(crate) fn is_never_first(c: char) -> bool {
    matches!(
        c,
        '\u{ff0c}'
            | '\u{3002}'
            | '\u{3001}'
            | '\u{ff1b}'
            | '\u{ff1a}'
            | '\u{ff1f}'
            | '\u{ff01}'
            | '\u{ff09}'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '”'
            | '’'
            | '…'
            | '—'
            | '·'
            | '～'
            | '%'
            | '‰'
            | '℃'
            | '.'
            | ','
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
            | '}'
            | '々'
    )
}

/// Opening marks, which never end one.
pub(crate) fn is_never_last(c: char) -> bool {
    matches!(
        c,
        '\u{ff08}'
            | '「'
            | '『'
            | '【'
            | '《'
            | '〈'
            | '〔'
            | '“'
            | '‘'
            | '('
            | '['
            | '{'
            | '¥'
            | '$'
            | '\u{ffe5}'
    )
}

/// Chinese measures of more than one character, the longer before those they begin with.
const MEASURES: [&str; 22] = [
    "个工作日",
    "个自然日",
    "个月",
    "工作日",
    "自然日",
    "小时",
    "分钟",
    "秒钟",
    "公斤",
    "千克",
    "公里",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "日内",
    "毫米",
    "厘米",
    "万元",
];

/// For each byte of `text`, what may happen there.
pub(crate) fn breaks(text: &str) -> Vec<Break> {
    let mut breaks = vec![Break::Never; text.len() + 1];
    for (at, _) in linebreaks(text) {
        breaks[at] = Break::Free;
    }
    let (mut last, mut last_but_one) = (None, None);
    for (at, c) in text.char_indices() {
        let here = breaks[at];
        breaks[at] = match (last, c) {
            (Some(NO_BREAK), _) => Break::IfNeedBe,
            // Unicode binds curly quotes to both neighbours; between ideographs the outer side may break.
            (Some(before), '“' | '‘') if is_ideograph(before) => Break::Free,
            (Some('”' | '’'), c) if is_ideograph(c) => Break::Free,
            (_, c) if is_never_first(c) => Break::Never,
            // A dot between two parts ends the first of them, whatever the second is.
            (Some('·'), _) if last_but_one.is_some_and(is_ideograph) => Break::Free,
            (Some(before), _) if is_never_last(before) => Break::Never,
            (Some('–' | '~' | '～' | '—' | '-'), c)
                if c.is_ascii_digit() && last_but_one.is_some_and(|c: char| c.is_ascii_digit()) =>
            {
                Break::Never
            }
            (Some('/'), _) if here == Break::Free && is_short_slash(text, at) => Break::Never,
            _ => here,
        };
        (last_but_one, last) = (last, Some(c));
    }
    bind_measures(text, &mut breaks);
    breaks
}

/// Whether the slash before `at` stands in something as short as `GB/T`.
fn is_short_slash(text: &str, at: usize) -> bool {
    const SHORT: usize = 3;
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric();
    let bytes = text.as_bytes();
    let after = bytes[at..].iter().take(SHORT + 1).take_while(|byte| is_letter(byte)).count();
    let before = bytes[..at - 1].iter().rev().take(SHORT + 1).take_while(|byte| is_letter(byte)).count();
    before <= SHORT && after <= SHORT
}

/// `24 小时` is one word.
fn bind_measures(text: &str, breaks: &mut [Break]) {
    let mut after_figure = false;
    for (at, c) in text.char_indices() {
        if after_figure
            && is_ideograph(c)
            && let Some(measure) = MEASURES.iter().find(|measure| text[at..].starts_with(**measure))
        {
            for (within, _) in measure.char_indices().skip(1) {
                breaks[at + within] = Break::Never;
            }
        }
        after_figure = c.is_ascii_digit() || (after_figure && c == NO_BREAK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` with `|` where a line may begin and `:` where it may if need be.
    fn shown(text: &str) -> String {
        let breaks = breaks(text);
        let mut shown = String::new();
        for (at, c) in text.char_indices() {
            match breaks[at] {
                Break::Free => shown.push('|'),
                Break::IfNeedBe => shown.push(':'),
                Break::Never => {}
            }
            shown.push(if c == NO_BREAK { '~' } else { c });
        }
        shown
    }

    #[test]
    fn marks_stay_with_what_they_close_and_open() {
        assert_eq!(
            shown("断\u{ff0c}了\u{ff08}全\u{ff09}吗\u{ff1f}"),
            "断\u{ff0c}|了|\u{ff08}全\u{ff09}|吗\u{ff1f}"
        );
        assert_eq!(shown("他说“你好”就走"), "他|说|“你|好”|就|走");
        assert_eq!(shown("买买·提"), "买|买·|提");
        assert_eq!(shown("签收·11-21"), "签|收·|11-21");
        assert_eq!(shown("3·15"), "3·15");
    }

    #[test]
    fn figures_stay_with_their_measures() {
        assert_eq!(shown("答24\u{a0}小时内"), "答|24~:小时|内");
        assert_eq!(shown("10\u{a0}个工作日"), "10~:个工作日");
        assert_eq!(shown("GB/T\u{a0}27917"), "GB/T~:27917");
        assert_eq!(shown("8:00–22:00"), "8:00–22:00");
        assert_eq!(shown("a paper"), "a |paper");
    }
}
