//! Branch keys and ticket keys, and how the first wraps the second.

use domain::{EventId, TicketId};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};

use crate::{
    Nonce24, SealError,
    binary::fixed_binary,
    framed::framed,
    seal::{SEAL_LEN, open_bytes, seal_bytes},
};

macro_rules! secret_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// Has no `Debug` and leaves memory clean.
        #[derive(Clone, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
        pub struct $name([u8; 32]);

        impl $name {
            /// The key of 32 random bytes, or of those that were stored.
            pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// The bytes, to be stored where nobody else reads.
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }
    };
}
pub(crate) use secret_key;

secret_key!(
    /// A branch's key: wraps the keys of its tickets and seals the names of its people.
    BranchKey
);
secret_key!(
    /// A ticket's key: seals whatever is personal in its lines. Without it they are shut for ever.
    TicketKey
);

fixed_binary!(
    /// A ticket key wrapped under its branch's key: nonce, ciphertext, tag.
    Wrapped,
    SEAL_LEN + 32
);

/// A ticket's key as it travels beside lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct WrappedKey {
    /// Whose.
    pub ticket: TicketId,
    /// The key under the branch's key.
    pub wrapped: Wrapped,
}

impl TicketKey {
    /// The key of the errand that a task of this ticket is: always the same, and nobody comes from it back to this one.
    pub fn of_errand(&self, task: EventId) -> Self {
        let mut key = [0; 32];
        Hkdf::<sha2::Sha256>::new(Some(task.as_bytes()), self.as_bytes())
            .expand(b"counterfoil/errand/1", &mut key)
            .expect("so few bytes are within what HKDF gives");
        Self(key)
    }
}

impl BranchKey {
    /// Wraps a ticket's key. `nonce` is fresh randomness.
    pub fn wrap(&self, ticket: TicketId, key: &TicketKey, nonce: Nonce24) -> WrappedKey {
        let sealed = seal_bytes(self.as_bytes(), nonce, &wrapped_for(ticket), key.as_bytes());
        let wrapped =
            sealed.try_into().map(Wrapped::from_bytes).expect("a seal adds a nonce and a tag to 32 bytes");
        WrappedKey { ticket, wrapped }
    }

    /// The ticket's key, if it was wrapped by this branch for that ticket.
    pub fn unwrap(&self, wrapped: &WrappedKey) -> Result<TicketKey, SealError> {
        let bytes = open_bytes(self.as_bytes(), &wrapped_for(wrapped.ticket), wrapped.wrapped.as_bytes())?;
        bytes[..].try_into().map(TicketKey::from_bytes).map_err(|_| SealError)
    }
}

fn wrapped_for(ticket: TicketId) -> Vec<u8> {
    framed("ticket-key", &[ticket.as_bytes()])
}

/// The keys at hand when a line is written or opened.
#[derive(Clone, Copy, Default)]
pub struct Keys<'a> {
    /// Of the line's ticket.
    pub ticket: Option<&'a TicketKey>,
    /// Of the line's branch; the names of people are sealed with it.
    pub branch: Option<&'a BranchKey>,
}

impl<'a> Keys<'a> {
    /// No key: what is sealed stays shut.
    pub const NONE: Self = Self { ticket: None, branch: None };

    /// A ticket's key.
    pub fn ticket(key: &'a TicketKey) -> Self {
        Self { ticket: Some(key), branch: None }
    }

    /// A branch's key.
    pub fn branch(key: &'a BranchKey) -> Self {
        Self { ticket: None, branch: Some(key) }
    }

    /// The key that seals lines of `kind`.
    pub(crate) fn for_kind(self, kind: &str) -> Option<&'a [u8; 32]> {
        match kind {
            "PersonAdded" | "PersonChanged" | "HandedOver" | "DayClosed" => {
                self.branch.map(BranchKey::as_bytes)
            }
            _ => self.ticket.map(TicketKey::as_bytes),
        }
    }
}
