//! What scenarios, the real window, headquarters' page and the benches share.
//!
//! Everything here stops the test that asked, with a sentence, when something cannot be had: a harness has no one to
//! report to but the person who reads the test's output.

mod award;
pub mod clerk;
#[path = "../../src-tauri/crates/hq/tests/cluster/mod.rs"]
pub mod cluster;
pub mod copies;
pub mod counter;
pub mod cups;
pub mod decoders;
pub mod dice;
pub mod disk;
pub mod display;
pub mod driver;
pub mod fault_proxy;
pub mod folders;
pub mod headquarters;
pub mod held;
pub mod keyboard;
pub mod life;
pub mod mutations;
pub mod nodes;
pub mod page;
pub mod paper;
pub mod pictures;
pub mod places;
pub mod planted;
pub mod programs;
pub mod releases;
pub mod running;
pub mod s3;
pub mod seeds;
pub mod small_disk;
pub mod tls;
