//! Headquarters: takes in every ticket and photo once, and shows them.
