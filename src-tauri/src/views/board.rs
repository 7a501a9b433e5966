//! The board's lists.

use std::collections::BTreeMap;

use serde::Serialize;
use specta::Type;

use super::TicketSummary;

/// The board: each list's name with its count and its tickets.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Board {
    /// How many in all, also beyond what is listed.
    pub counts: BTreeMap<String, u32>,
    /// The first of each.
    pub lists: BTreeMap<String, Vec<TicketSummary>>,
}
