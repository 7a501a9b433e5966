//! Stories that a branch manager would tell, over the real desk and the real headquarters.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on ends there, and the test says where")]

mod attachments;
mod award;
mod bad_days;
mod copies;
mod day;
mod delivery;
mod door;
mod drafts;
mod errands;
mod lost_keys;
mod network;
mod papers;
mod people;
mod photo_desk;
mod policies;
mod printing;
mod safekeeping;
mod shelf;
mod signing;
mod sorting;
mod updates;
