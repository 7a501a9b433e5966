//! Who works at a branch, by name.

use std::collections::HashMap;

use domain::{Date, Person, PersonId};

use crate::{HqState, error::ApiError, line_reader::BranchReader, store::Branch};

/// The branch's people, and those who have accounts.
pub struct People {
    names: HashMap<PersonId, String>,
    of_branch: Vec<Person>,
}

impl People {
    /// The people that headquarters' log in the branch names, and headquarters' own.
    pub async fn of(state: &HqState, branch: &Branch, reader: &BranchReader) -> Result<Self, ApiError> {
        let lines = state.store.list_people_lines(branch.id).await?;
        let events = reader.events(&lines, None);
        let of_branch = domain::staff(events.iter().map(AsRef::as_ref));
        let named = of_branch.iter().filter_map(|person| Some((person.id, person.name.clone()?)));
        // Whoever decides at headquarters has an account and is named in no branch.
        let accounts = state.store.list_account_people().await?;
        let names = accounts.into_iter().chain(named).collect();
        Ok(Self { names, of_branch })
    }

    /// Their name, where it is known.
    pub fn name(&self, person: Option<PersonId>) -> Option<String> {
        self.names.get(&person?).cloned()
    }

    /// Those who work at the branch on a day, by name.
    pub fn working_on(&self, day: Date) -> impl Iterator<Item = (PersonId, String)> {
        let works = self.of_branch.iter().filter(move |person| person.works_on(day));
        works.filter_map(|person| Some((person.id, person.name.clone()?)))
    }
}
