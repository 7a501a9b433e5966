//! Who may approve how much, and when it takes a second person.
//!
//! [`crate::Act`] says who decides and releases at all; the bands of the policy say up to which amount.

use crate::{Fen, PersonId, StaffRole, policy::compensation::AuthorityBand};

/// Somebody who approves, with the roles they hold that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approver<'a> {
    /// Who.
    pub person: PersonId,
    /// What they work as.
    pub roles: &'a [StaffRole],
}

/// What an approval does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Approval {
    /// It is approved.
    Whole,
    /// It is the first of two.
    FirstOfTwo {
        /// The other must hold one of these.
        second_roles: Vec<StaffRole>,
    },
}

/// Why somebody may not approve.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAuthorised {
    /// The amount is for others.
    #[error("this amount is approved by others")]
    Role {
        /// One of these roles may.
        roles: Vec<StaffRole>,
    },
    /// The second approval is another person's.
    #[error("the second approval is another person's")]
    SamePerson,
    /// Who approved first may not have.
    #[error("who approved first may not approve this amount")]
    First,
    /// No band covers the amount.
    #[error("nobody may approve this amount")]
    NoBand,
}

/// Whether `approver` may approve `amount`, after `first` did where somebody has, and whether that is enough.
///
/// Two people may come in either order; what `first` may is judged anew by these bands.
pub fn may_approve(
    approver: Approver<'_>,
    amount: Fen,
    first: Option<Approver<'_>>,
    bands: &[AuthorityBand],
) -> Result<Approval, NotAuthorised> {
    let band = bands.iter().find(|band| band.holds(amount)).ok_or(NotAuthorised::NoBand)?;
    let holds = |who: Approver<'_>, roles: &[StaffRole]| who.roles.iter().any(|role| roles.contains(role));
    let [one, other] = [&band.roles, &band.second_roles];
    if other.is_empty() {
        let refused = NotAuthorised::Role { roles: one.clone() };
        return if holds(approver, one) { Ok(Approval::Whole) } else { Err(refused) };
    }
    let Some(first) = first else {
        return match (holds(approver, one), holds(approver, other)) {
            (true, _) => Ok(Approval::FirstOfTwo { second_roles: other.clone() }),
            (false, true) => Ok(Approval::FirstOfTwo { second_roles: one.clone() }),
            (false, false) => Err(NotAuthorised::Role { roles: both(one, other) }),
        };
    };
    if first.person == approver.person {
        return Err(NotAuthorised::SamePerson);
    }
    match (holds(first, one), holds(first, other)) {
        (false, false) => Err(NotAuthorised::First),
        (is_one, is_other) if is_one && holds(approver, other) || is_other && holds(approver, one) => {
            Ok(Approval::Whole)
        }
        (true, true) => Err(NotAuthorised::Role { roles: both(one, other) }),
        (true, false) => Err(NotAuthorised::Role { roles: other.clone() }),
        (false, true) => Err(NotAuthorised::Role { roles: one.clone() }),
    }
}

fn both(one: &[StaffRole], other: &[StaffRole]) -> Vec<StaffRole> {
    let mut roles = [one, other].concat();
    roles.sort_unstable();
    roles.dedup();
    roles
}

impl AuthorityBand {
    /// Whether `amount` is of this band.
    pub fn holds(&self, amount: Fen) -> bool {
        let is_above = amount > self.above_fen || self.above_fen == Fen::ZERO;
        is_above && self.up_to_fen.is_none_or(|up_to| amount <= up_to)
    }
}
