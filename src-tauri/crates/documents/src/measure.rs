//! Measures in figures: sizes of files, lengths of time, shares.

use crate::paper::Tongue;
use crate::words::word_with;

/// `bytes` as `361 kB` or `1.1 MB`, in thousands.
pub(crate) fn file_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => {
            let tenths = bytes.div_ceil(100_000);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// `seconds` in minutes and seconds, or in hours from one hour on.
pub(crate) fn duration(tongue: Tongue, seconds: u64) -> String {
    if seconds < 3_600 && seconds.is_multiple_of(60) {
        return word_with(tongue, "paper-minutes", &[("minutes", &(seconds / 60).to_string())]);
    }
    if seconds < 3_600 {
        let (minutes, seconds) = ((seconds / 60).to_string(), (seconds % 60).to_string());
        return word_with(tongue, "paper-minutes-seconds", &[("minutes", &minutes), ("seconds", &seconds)]);
    }
    let tenths = (seconds + 180) / 360;
    word_with(tongue, "paper-hours", &[("hours", &with_tenths(tenths))])
}

/// Parts in ten thousand as `91.5%`.
pub(crate) fn share(basis_points: u64) -> String {
    format!("{}%", with_tenths(basis_points / 10))
}

fn with_tenths(tenths: u64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_short() {
        assert_eq!(file_size(999), "999 B");
        assert_eq!(file_size(361_696), "362 kB");
        assert_eq!(file_size(1_109_801), "1.2 MB");
        assert_eq!(duration(Tongue::Chinese, 160), "2 分 40 秒");
        assert_eq!(duration(Tongue::English, 59), "0 min 59 s");
        assert_eq!(duration(Tongue::Chinese, 221_400), "61.5 小时");
        assert_eq!(share(9_150), "91.5%");
        assert_eq!(duration(Tongue::English, 180), "3 min");
        assert_eq!(duration(Tongue::English, 259_200), "72 h");
        assert_eq!(share(10_000), "100%");
    }
}
