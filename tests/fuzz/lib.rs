//! The decoders, for the fuzz targets.

#[path = "../harness/decoders.rs"]
pub mod decoders;
