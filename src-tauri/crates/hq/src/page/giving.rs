//! What one account may give another: no role and no unit that its owner does not have, and nothing to themselves.

use axum::http::StatusCode;
use domain::{Date, HeldRole, UnitId};

use super::session::Viewer;
use crate::{error::ApiError, store::Account};

/// Why an account may not be changed by this viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotGiven {
    /// It is their own.
    Own,
    /// It is outside their unit, and so is not there for them.
    Elsewhere,
    /// The unit is outside theirs.
    Unit,
    /// They do not hold the role, or not as long.
    Role(String),
    /// They do not hold all of its roles, and would have both its password and its second step.
    Credentials,
}

impl From<NotGiven> for ApiError {
    fn from(refused: NotGiven) -> Self {
        let refusal = |code, message: &str| Self::new(StatusCode::FORBIDDEN, code, message);
        match refused {
            NotGiven::Own => refusal("own_account", "nobody changes their own account here"),
            NotGiven::Elsewhere => Self::not_found(),
            NotGiven::Unit => refusal("unit_not_held", "the unit is not within that of this account"),
            NotGiven::Role(_) => refusal(
                "role_not_held",
                "nobody gives a role that they do not hold themselves, nor for longer",
            ),
            NotGiven::Credentials => refusal(
                "role_not_held",
                "whoever does not hold all roles of an account gives it a password or takes its second step off, not both; \
                 ask an administrator who holds them, or use the command on headquarters' machine",
            ),
        }
    }
}

/// Whether the viewer may change an account at all.
pub fn may_change(viewer: &Viewer, account: &Account) -> Result<(), NotGiven> {
    if account.person == viewer.person() {
        return Err(NotGiven::Own);
    }
    if viewer.units.contains(&account.unit) { Ok(()) } else { Err(NotGiven::Elsewhere) }
}

/// Whether the viewer may give an account a unit.
pub fn may_give_unit(viewer: &Viewer, unit: UnitId) -> Result<(), NotGiven> {
    if viewer.units.contains(&unit) { Ok(()) } else { Err(NotGiven::Unit) }
}

/// Whether the viewer may give these roles to whoever has `before`. What somebody has already is not given.
pub fn may_give_roles(viewer: &Viewer, before: &[HeldRole], roles: &[HeldRole]) -> Result<(), NotGiven> {
    may_give(viewer.held(), before, roles, viewer.today())
}

/// Whether the viewer may make an account with all its roles someone's at a place: by opening it, or by another unit.
pub fn may_give_account(viewer: &Viewer, account: &Account) -> Result<(), NotGiven> {
    may_give_roles(viewer, &[], &account.roles)
}

/// Whether the viewer may give an account a password. Where they could not give its roles, its second step stays in the way.
pub fn may_give_password(viewer: &Viewer, account: &Account) -> Result<(), NotGiven> {
    let is_kept_out = account.second_step.is_some();
    if is_kept_out || may_give_account(viewer, account).is_ok() { Ok(()) } else { Err(NotGiven::Credentials) }
}

/// Whether the viewer may take an account's second step off. Where they could not give its roles, its password is nobody's
/// but its owner's.
pub fn may_take_second_step_off(viewer: &Viewer, account: &Account) -> Result<(), NotGiven> {
    let is_kept_out = !account.must_change;
    if is_kept_out || may_give_account(viewer, account).is_ok() { Ok(()) } else { Err(NotGiven::Credentials) }
}

fn may_give(own: &[HeldRole], before: &[HeldRole], roles: &[HeldRole], today: Date) -> Result<(), NotGiven> {
    let lasts = |own: &HeldRole, given: &HeldRole| match (own.until, given.until) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(own), Some(given)) => given <= own,
    };
    let has = |given: &HeldRole| {
        own.iter().any(|own| own.role == given.role && own.is_held_on(today) && lasts(own, given))
    };
    let given = roles.iter().find(|role| !before.contains(role) && !has(role));
    given.map_or(Ok(()), |role| Err(NotGiven::Role(role.role.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_gives_a_role_that_they_do_not_have_nor_for_longer() {
        let roles =
            |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<HeldRole>>();
        let own = roles(&["administrator", "approver::2026-12-31", "quality:2027-01-01"]);
        let today = "2026-11-21".parse().unwrap();
        // (had before, wanted, refused)
        for (before, wanted, refused) in [
            (vec![], vec!["administrator"], None),
            (vec![], vec!["administrator:2030-01-01"], None),
            (vec![], vec!["adjuster"], Some("adjuster")),
            (vec!["adjuster"], vec!["adjuster", "administrator"], None),
            (vec!["adjuster::2026-12-01"], vec!["adjuster"], Some("adjuster")),
            (vec![], vec!["approver::2026-12-31"], None),
            (vec![], vec!["approver::2027-01-01"], Some("approver")),
            (vec![], vec!["approver"], Some("approver")),
            (vec![], vec!["quality:2027-01-01"], Some("quality")),
            (vec!["adjuster"], vec![], None),
        ] {
            let given = may_give(&own, &roles(&before), &roles(&wanted), today);
            assert_eq!(
                given.err(),
                refused.map(|role| NotGiven::Role(role.into())),
                "{before:?} -> {wanted:?}"
            );
        }
    }
}
