//! Which SQLite may hold a customer's promise.

/// Whether this version (as 3051003 for 3.51.3) is refused.
///
/// 3.7.0 to 3.51.2 may lose a commit when a WAL is reset while another connection checkpoints; 3.50.7 and 3.44.6 carry the
/// correction. What is older than WAL itself is of no use here.
pub(crate) fn is_refused(version: i32) -> bool {
    version <= 3_051_002 && !matches!(version, 3_050_007 | 3_044_006)
}

#[cfg(test)]
mod tests {
    use super::is_refused;

    #[test]
    fn only_corrected_versions_are_accepted() {
        for (version, refused) in [
            (3_006_023, true),
            (3_007_000, true),
            (3_044_005, true),
            (3_044_006, false),
            (3_050_006, true),
            (3_050_007, false),
            (3_051_002, true),
            (3_051_003, false),
            (3_052_000, false),
        ] {
            assert_eq!(is_refused(version), refused, "{version}");
        }
    }

    #[test]
    fn the_bundled_version_is_accepted() {
        assert!(!is_refused(rusqlite::version_number()), "{}", rusqlite::version());
    }
}
