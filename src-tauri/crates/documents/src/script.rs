//! Which characters are set as Chinese and which as Latin, and where a full-width mark is blank.

/// Ideographs, and what stands among them as one: kana, 々, 〇, and the mark for what cannot be printed.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}' | '\u{3013}' | '\u{3040}'..='\u{30fa}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

/// Letters and figures that are set close together in words, and the signs that belong to figures.
pub(crate) fn is_latin(c: char) -> bool {
    (c < '\u{2e80}' && c.is_alphanumeric()) || matches!(c, '¥' | '$' | '€' | '£' | '%' | '‰' | '°')
}

/// Full-width closing marks, whose right half is blank.
pub(crate) fn is_blank_at_right(c: char) -> bool {
    matches!(
        c,
        '\u{ff0c}'
            | '\u{3002}'
            | '\u{3001}'
            | '\u{ff1b}'
            | '\u{ff1a}'
            | '\u{ff09}'
            | '》'
            | '」'
            | '』'
            | '】'
            | '〉'
            | '〕'
            | '”'
            | '’'
    )
}

/// Full-width opening marks, whose left half is blank.
pub(crate) fn is_blank_at_left(c: char) -> bool {
    matches!(c, '\u{ff08}' | '《' | '「' | '『' | '【' | '〈' | '〔' | '“' | '‘')
}
