//! The cryptography behind every client of the tests.

use std::sync::Once;

/// Makes clients possible; before it, building one fails. May be repeated.
pub fn provide() {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // Refused when the process has one already; any will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}
