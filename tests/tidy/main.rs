//! The rules of the house, read from `cargo metadata` and from the sources.
//!
//! Each rule is a function from what was read to its breaches; one test holds the house to it, another shows it a
//! planted breach. A message names file and line.

mod breach;
mod directions;
mod documents_of_the_house;
mod messages;
mod names;
mod owners;
mod packages;
mod places;
mod purity;
mod screens;
mod sizes;
mod sources;
mod unfinished;
