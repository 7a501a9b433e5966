//! Where lines come from, and which may come from there.

/// Where a line comes from, told by whose key signed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A branch's device.
    Counter,
    /// Headquarters.
    Headquarters,
}

/// Whether a line of `kind` may come from `origin`. Decisions, policies, people, tasks and forgetting are headquarters'.
pub fn may_write(kind: &str, origin: Origin) -> bool {
    const HEADQUARTERS_ALONE: &[&str] = &[
        "DecisionMade",
        "DecisionReleased",
        "PolicyPublished",
        "PersonAdded",
        "PersonChanged",
        "TaskGiven",
        "ErrandGiven",
        "TicketForgotten",
    ];
    const COUNTER_ALONE: &[&str] = &[
        "PrintStarted",
        "PrintEnded",
        "ClockMeasured",
        "SignatureGiven",
        "CustodyTaken",
        "CustodyReleased",
        "DayOpened",
        "DayClosed",
        "HandedOver",
    ];
    match origin {
        Origin::Headquarters => !COUNTER_ALONE.contains(&kind),
        Origin::Counter => !HEADQUARTERS_ALONE.contains(&kind),
    }
}
