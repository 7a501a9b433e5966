//! Identities: newtypes over UUIDs, so that a device can never be taken for a branch.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that is not a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an identity")]
pub struct IdError;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A UUIDv7 of `at_ms` (milliseconds since 1970) and ten random bytes.
            pub fn new(at_ms: u64, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(at_ms, &random).into_uuid())
            }

            /// The identity with exactly these bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The sixteen bytes, as stored.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Uuid::parse_str(text).map(Self).map_err(|_| IdError)
            }
        }

        #[cfg(feature = "schemas")]
        crate::as_schema!($name, crate::schemas::text(None, Some("^[0-9A-Fa-f-]{32,36}$")));
    };
}

id!(
    /// One line of a log.
    EventId
);
id!(
    /// One matter a customer brought.
    TicketId
);
id!(
    /// A branch or outlet: what has its own numbering.
    BranchId
);
id!(
    /// One installed app, or headquarters' own hand in a branch.
    DeviceId
);
id!(
    /// Another system of the carrier that speaks to headquarters.
    ServiceId
);
id!(
    /// One incarnation of a device's database.
    EpochId
);
id!(
    /// Someone who works with tickets.
    PersonId
);
id!(
    /// A place in the tree of units; a branch or outlet has the same bytes as its `BranchId`.
    UnitId
);
id!(
    /// Another system that is told of what happens, and how it is told.
    WebhookId
);
id!(
    /// What it is told: a line's news has the bytes of its `EventId`, so that it is the same one however often it is told.
    NewsId
);

impl From<EventId> for NewsId {
    fn from(event: EventId) -> Self {
        Self::from_bytes(*event.as_bytes())
    }
}
