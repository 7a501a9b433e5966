//! Amounts and counts in figures.

/// `fen` as `¥1,500.00`.
pub(crate) fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}¥{}.{:02}", grouped(fen / 100), fen % 100)
}

/// A difference: `+¥10.00`, `-¥10.00`, and `¥0.00` without a sign.
pub(crate) fn signed_yuan(fen: i64) -> String {
    if fen > 0 { format!("+{}", yuan(fen)) } else { yuan(fen) }
}

/// `count` as `12,345`.
pub(crate) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_thousands_and_keeps_both_decimals() {
        assert_eq!(yuan(0), "¥0.00");
        assert_eq!(yuan(5), "¥0.05");
        assert_eq!(yuan(150_000), "¥1,500.00");
        assert_eq!(yuan(12_345_678_901), "¥123,456,789.01");
        assert_eq!(yuan(-1_850), "-¥18.50");
        assert_eq!([1_000, 0, -5].map(signed_yuan), ["+¥10.00", "¥0.00", "-¥0.05"]);
    }
}
