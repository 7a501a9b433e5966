//! What scenarios, the real window and the benches share.
