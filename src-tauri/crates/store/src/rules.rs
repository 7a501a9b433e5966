//! By what due dates are reckoned: the policy in force and the branch's calendar.

use std::{borrow::Cow, fmt, sync::OnceLock};

use domain::{Calendar, Policy, Ticket, clocks::Outlook};
use protocol::hash_of;

/// A policy and a calendar. What lists say of due dates follows from the log and from these alone.
pub struct Rules {
    policy: Cow<'static, Policy>,
    calendar: Calendar,
    mark: OnceLock<i64>,
}

impl Rules {
    /// Those of a policy, where the branch has a calendar.
    pub fn of(policy: Cow<'static, Policy>, calendar: Calendar) -> Self {
        Self { policy, calendar, mark: OnceLock::new() }
    }

    /// Those that came with this program.
    pub fn bundled() -> Self {
        let policy = Policy::bundled();
        Self::of(Cow::Borrowed(policy), policy.calendar().clone())
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The branch's calendar, with its zone.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// What lists go by for a ticket.
    pub(crate) fn outlook(&self, ticket: &Ticket) -> Outlook {
        Outlook::of(ticket, &self.calendar, &self.policy)
    }

    /// Tells rules apart by which a date could come out differently: also two of one version, such as a region's.
    pub fn mark(&self) -> i64 {
        *self.mark.get_or_init(|| {
            let policy = &self.policy;
            let named: Vec<_> = policy
                .clocks()
                .iter()
                .filter_map(|clock| policy.calendar_named(clock.calendar.as_ref()?))
                .collect();
            let told = format!(
                "{:?}{:?}{:?}{:?}{named:?}{:?}",
                policy.clocks(),
                policy.rules(),
                policy.escalation(),
                policy.carrier().opening,
                self.calendar,
            );
            let hash = hash_of(told.as_bytes());
            let mut first = [0; 8];
            first.copy_from_slice(&hash.0[..8]);
            i64::from_be_bytes(first)
        })
    }
}

impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        self.mark() == other.mark()
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rules {} in {}", self.policy.version().as_str(), self.calendar.zone())
    }
}
