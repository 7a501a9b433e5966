//! What another system of the carrier may do at headquarters.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{UnknownWord, vocabulary::closed};

closed! {
    /// What a service's token is good for.
    ServiceScope {
        /// Asking what became of tickets.
        ReadTickets = "tickets:read",
        /// Bringing tickets.
        WriteTickets = "tickets:write",
    }
}
