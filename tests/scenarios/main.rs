//! Stories that a branch manager would tell, over the real desk and the real headquarters.

mod bad_days;
mod delivery;
mod drafts;
mod network;
mod printing;
