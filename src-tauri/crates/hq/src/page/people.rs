//! Who works at a branch, by name.

use std::collections::HashMap;

use domain::PersonId;

use crate::{HqState, error::ApiError, line_reader::BranchReader, store::Branch};

/// The branch's people.
pub struct People(HashMap<PersonId, String>);

impl People {
    /// The people that headquarters' log in the branch names.
    pub async fn of(state: &HqState, branch: &Branch, reader: &BranchReader) -> Result<Self, ApiError> {
        let lines = state.store.list_people_lines(branch.id).await?;
        let events = reader.events(&lines, None);
        let people = domain::staff(events.iter().map(AsRef::as_ref)).into_iter();
        Ok(Self(people.filter_map(|person| Some((person.id, person.name?))).collect()))
    }

    /// Their name, where it is known.
    pub fn name(&self, person: Option<PersonId>) -> Option<String> {
        self.0.get(&person?).cloned()
    }
}
