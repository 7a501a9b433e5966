//! The people of a branch: named, given roles, and let choose a PIN.

use domain::{BranchId, Fact, HeldRole, Person, PersonAdded, PersonChanged, PersonId, Sealed, StaffRole};
use protocol::FirstCode;

use crate::{
    HqState, RegisterError,
    clock::{id_time, random},
    own_log,
};

/// Someone who was named, and what lets them choose their first PIN at a counter.
pub struct Newcomer {
    /// Who.
    pub person: PersonId,
    /// To be given to them and to nobody else. Only its hash is kept.
    pub first_code: FirstCode,
}

/// What is said of somebody who was named already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonChange {
    /// All their roles from now on; none: they stay as they are.
    pub roles: Option<Vec<HeldRole>>,
    /// Another name; none: it stays.
    pub name: Option<String>,
    /// Whether they need another first code, for they forgot their PIN.
    pub new_code: bool,
}

impl HqState {
    /// Adds someone who works at a branch, in headquarters' log there.
    pub async fn add_person(
        &self,
        branch: BranchId,
        name: &str,
        roles: &[&str],
    ) -> Result<Newcomer, RegisterError> {
        roles.iter().try_for_each(|role| known_role(role))?;
        let person = PersonId::new(id_time(self.clock.now()), random());
        let first_code = FirstCode::new(random());
        let fact = Fact::PersonAdded(PersonAdded {
            person,
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            name: Sealed::Open(name.to_owned()),
            first_code: Some(first_code.hash(random())),
        });
        own_log::write(self, branch, &[fact]).await?;
        Ok(Newcomer { person, first_code })
    }

    /// Says something else of a person. Answers the first code that they were given.
    pub async fn change_person(
        &self,
        branch: BranchId,
        person: PersonId,
        change: PersonChange,
    ) -> Result<Option<FirstCode>, RegisterError> {
        let PersonChange { roles, name, new_code } = change;
        let people = self.list_people(branch).await?;
        let before = people.into_iter().find(|known| known.id == person).ok_or(RegisterError::NoPerson)?;
        let roles = roles.unwrap_or(before.roles);
        roles.iter().try_for_each(|held| known_role(&held.role))?;
        let first_code = new_code.then(|| FirstCode::new(random()));
        let fact = Fact::PersonChanged(PersonChanged {
            person,
            roles,
            name: name.map(Sealed::Open),
            first_code: first_code.as_ref().map(|code| code.hash(random())),
        });
        own_log::write(self, branch, &[fact]).await?;
        Ok(first_code)
    }

    /// Everyone headquarters has named for a branch, in that order.
    pub async fn list_people(&self, branch: BranchId) -> Result<Vec<Person>, RegisterError> {
        let branch =
            self.store.find_branch(branch).await?.ok_or_else(|| RegisterError::NoUnit(branch.to_string()))?;
        let lines = self.store.list_people_lines(branch.id).await?;
        let reader = self.reader(&branch).map_err(own_log::OwnLogError::from)?;
        Ok(domain::staff(reader.events(&lines, None).iter().map(AsRef::as_ref)))
    }
}

pub(crate) fn known_role(role: &str) -> Result<(), RegisterError> {
    role.parse::<StaffRole>().map(drop).map_err(|_| RegisterError::NoRole(role.to_owned()))
}
