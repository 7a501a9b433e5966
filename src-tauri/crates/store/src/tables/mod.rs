//! What is kept for ever, a file a table.

pub(crate) mod acks;
pub(crate) mod days;
pub(crate) mod delivery;
pub(crate) mod drafts;
pub(crate) mod epochs;
pub(crate) mod feed;
pub(crate) mod lines;
pub(crate) mod meta;
pub(crate) mod photos;
pub(crate) mod pins;
pub(crate) mod policies;
pub(crate) mod record;
pub(crate) mod set_aside;
pub(crate) mod ticket_keys;
