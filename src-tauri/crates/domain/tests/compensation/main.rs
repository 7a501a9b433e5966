//! Claims assessed by the bundled policy: the researched vectors, what always holds, and the reasoning in words.

mod authority;
mod findings;
mod properties;
mod samples;
mod vectors;
mod words;
