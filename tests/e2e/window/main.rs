//! The real desktop app, driven on a display that nobody sees, against a headquarters that really serves.
//!
//! Starting an app takes seconds, so a story here does all that one start allows.

mod at_counter;
mod award;
mod camera;
mod claim;
mod delivery;
mod first_start;
mod keys;
mod life;
mod locks;
mod looks;
mod people;
mod photos;
mod signing;
