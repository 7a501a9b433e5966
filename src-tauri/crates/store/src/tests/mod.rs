//! What the store promises, tried on real files.

mod board;
mod counter;
mod delivery;
mod drafts;
mod durability;
mod errands;
mod finding;
mod forgetting;
mod kin;
mod log;
mod opening;
mod photos;
mod projections;
mod search;
mod verifying;
