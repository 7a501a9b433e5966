//! What a bad day does to delivery: each test plants a fault and demands that nothing is lost, doubled or stuck.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on ends there, and the test says where")]

mod decoders;
mod kills;
mod network;
