//! Who works at a branch, by name.

use std::collections::HashMap;

use domain::PersonId;

use crate::{HqState, error::ApiError, line_reader::BranchReader, store::Branch};

/// The branch's people, and those who have accounts.
pub struct People(HashMap<PersonId, String>);

impl People {
    /// The people that headquarters' log in the branch names, and headquarters' own.
    pub async fn of(state: &HqState, branch: &Branch, reader: &BranchReader) -> Result<Self, ApiError> {
        let lines = state.store.list_people_lines(branch.id).await?;
        let events = reader.events(&lines, None);
        let people = domain::staff(events.iter().map(AsRef::as_ref)).into_iter();
        let of_branch = people.filter_map(|person| Some((person.id, person.name?)));
        // Whoever decides at headquarters has an account and is named in no branch.
        let accounts = state.store.list_account_people().await?;
        Ok(Self(accounts.into_iter().chain(of_branch).collect()))
    }

    /// Their name, where it is known.
    pub fn name(&self, person: Option<PersonId>) -> Option<String> {
        self.0.get(&person?).cloned()
    }
}
