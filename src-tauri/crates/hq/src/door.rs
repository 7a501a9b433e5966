//! How the page's door is kept: who needs a second step, and how long a session lasts that nobody uses.

use domain::{HeldRole, StaffRole};

const MINUTE_MS: i64 = 60 * 1_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// The rules of the page's door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoorRules {
    /// Whoever holds one of these signs in with a second step.
    pub second_step: Vec<StaffRole>,
    /// How long after their first sign-in they may still come without; they are told.
    pub grace_ms: i64,
    /// How long a session lasts in which nobody does anything.
    pub idle_ms: i64,
}

impl DoorRules {
    /// What holds where headquarters serves: whoever runs it, decides or releases needs a second step, and has two weeks to
    /// set it up; a session ends after an hour without anybody.
    pub fn usual() -> Self {
        Self {
            second_step: vec![StaffRole::Administrator, StaffRole::Approver, StaffRole::Adjuster],
            grace_ms: 14 * DAY_MS,
            idle_ms: 60 * MINUTE_MS,
        }
    }

    /// The same without a second step, and with sessions that last: for a demonstration and a process without people.
    pub fn open() -> Self {
        Self { second_step: Vec::new(), grace_ms: 0, idle_ms: DAY_MS }
    }

    /// Whether one of these roles, as held today, needs a second step.
    pub fn need_second_step(&self, roles: &[HeldRole], today: domain::Date) -> bool {
        let held = roles.iter().filter(|held| held.is_held_on(today));
        held.filter_map(|held| held.role.parse().ok()).any(|role: StaffRole| self.second_step.contains(&role))
    }
}
