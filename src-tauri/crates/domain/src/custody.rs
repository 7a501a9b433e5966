//! Items that a customer leaves with us: a tag, a place, and to whom they went.

use crate::{EventId, Instant, PersonId, Sealed, vocabulary::open};

open! {
    /// Where an item went.
    ReleasedTo {
        /// Whoever left it.
        CUSTOMER = "customer",
        /// Whom the parcel was for.
        RECIPIENT = "recipient",
        /// Headquarters, or another branch.
        HEADQUARTERS = "headquarters",
        /// Nobody: it was destroyed, as was agreed.
        DESTROYED = "destroyed",
    }
}

/// An item was left with us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustodyTaken {
    /// What stands on its tag: the ticket's number, a slash and a count.
    pub tag: String,
    /// What, and where it lies.
    pub private: Sealed<Kept>,
}

/// What lies where: people say what they own, so it is sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// What.
    pub item: String,
    /// Where.
    pub place: String,
}

/// An item went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustodyReleased {
    /// The event that took it in.
    pub custody: EventId,
    /// To whom.
    pub to: ReleasedTo,
    /// What was said, or who signed.
    pub words: Option<Sealed<String>>,
}

/// An item as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptArticle {
    /// The event that took it in.
    pub event: EventId,
    /// When.
    pub since: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What was said of it.
    pub taken: CustodyTaken,
    /// When and to whom it went; none while it lies here.
    pub released: Option<(Instant, ReleasedTo)>,
}
