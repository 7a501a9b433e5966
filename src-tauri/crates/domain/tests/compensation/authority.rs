//! Who may approve how much, as the bundled policy has it.

use domain::{
    PersonId, Policy, StaffRole,
    compensation::{Approval, Approver, NotAuthorised, may_approve},
};

use crate::samples::fen;

const CHEN: PersonId = PersonId::from_bytes([1; 16]);
const WU: PersonId = PersonId::from_bytes([2; 16]);

fn asked(
    person: PersonId,
    role: StaffRole,
    amount: i64,
    first: Option<(PersonId, StaffRole)>,
) -> Result<Approval, NotAuthorised> {
    let roles = [role];
    let first_roles = first.map(|(_, role)| [role]);
    let first = first.zip(first_roles.as_ref()).map(|((person, _), roles)| Approver { person, roles });
    may_approve(
        Approver { person, roles: &roles },
        fen(amount),
        first,
        &Policy::bundled().compensation().authority,
    )
}

#[test]
fn amounts_go_to_whom_they_are_entrusted() {
    let mut table = String::new();
    for role in StaffRole::ALL {
        for amount in [0, 100_000, 100_001, 500_000, 500_001] {
            let may = match asked(CHEN, *role, amount, None) {
                Ok(Approval::Whole) => "alone",
                Ok(Approval::FirstOfTwo { .. }) => "first of two",
                Err(NotAuthorised::Role { .. }) => continue,
                Err(other) => panic!("{other}"),
            };
            table += &format!("{role} {}: {may}\n", fen(amount));
        }
    }
    insta::assert_snapshot!(table, @r"
    adjuster 0.00: alone
    adjuster 1,000.00: alone
    adjuster 5,000.01: first of two
    approver 0.00: alone
    approver 1,000.00: alone
    approver 1,000.01: alone
    approver 5,000.00: alone
    approver 5,000.01: first of two
    ");
}

#[test]
fn the_second_is_another_person_with_the_other_role() {
    use StaffRole::{Adjuster, Approver as Releases, Clerk};
    let much = 500_001;
    // (who, as, after whom, as) -> whole
    assert_eq!(asked(WU, Releases, much, Some((CHEN, Adjuster))), Ok(Approval::Whole));
    assert_eq!(asked(WU, Adjuster, much, Some((CHEN, Releases))), Ok(Approval::Whole), "in either order");
    assert_eq!(asked(CHEN, Releases, much, Some((CHEN, Adjuster))), Err(NotAuthorised::SamePerson));
    assert_eq!(
        asked(WU, Adjuster, much, Some((CHEN, Adjuster))),
        Err(NotAuthorised::Role { roles: vec![Releases] })
    );
    assert_eq!(asked(WU, Releases, much, Some((CHEN, Clerk))), Err(NotAuthorised::First));
}

#[test]
fn one_who_holds_both_roles_is_still_one_person() {
    let roles = [StaffRole::Adjuster, StaffRole::Approver];
    let chen = Approver { person: CHEN, roles: &roles };
    let bands = &Policy::bundled().compensation().authority;
    assert_eq!(may_approve(chen, fen(500_001), Some(chen), bands), Err(NotAuthorised::SamePerson));
    let wu = Approver { person: WU, roles: &[StaffRole::Adjuster] };
    assert_eq!(may_approve(wu, fen(500_001), Some(chen), bands), Ok(Approval::Whole));
}

#[test]
fn a_policy_without_a_band_lets_nobody_approve() {
    let chen = Approver { person: CHEN, roles: StaffRole::ALL };
    assert_eq!(may_approve(chen, fen(1), None, &[]), Err(NotAuthorised::NoBand));
}
