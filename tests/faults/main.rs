//! What a bad day does: each test plants a fault and demands that nothing is lost, doubled or stuck.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on ends there, and the test says where")]

mod answers;
mod counter;
mod counter_disk;
mod counter_power;
mod database;
mod decoders;
mod files;
mod headquarters;
mod headquarters_disk;
mod headquarters_power;
mod kills;
mod network;
mod nodes;
mod pen;
mod photo_store;
mod planted;
mod safekeeping;
