//! How what is typed is compared with what was told: the same at a counter and at headquarters.

mod alike;
mod initials;

pub use alike::{code, digits, split};
pub use initials::{can_be_initials, pairs_of_initials, stand_in};
