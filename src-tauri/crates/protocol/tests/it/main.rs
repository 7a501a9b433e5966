//! The formats as others see them: byte for byte, and against every damage that can be thought of.

#![expect(clippy::unwrap_used, reason = "what a test cannot unwrap is its failure")]

mod award;
mod bodies;
mod carry_over;
mod chain;
mod enrolment;
mod errand;
mod fold;
mod golden;
mod hybrid;
mod investigation;
mod lines;
mod password;
mod releases;
mod round_trip;
mod samples;
mod seals;
mod signatures;
mod slip;
mod sorting;
mod wire;
