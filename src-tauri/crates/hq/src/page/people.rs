//! Who works at a branch, by name.

use std::collections::HashMap;

use domain::{Fact, PersonId};

use crate::{HqState, error::ApiError, line_reader::BranchReader, store::Branch};

/// The branch's people.
pub struct People(HashMap<PersonId, String>);

impl People {
    /// The people that headquarters' log in the branch names.
    pub async fn of(state: &HqState, branch: &Branch, reader: &BranchReader) -> Result<Self, ApiError> {
        let lines = state.store.list_people_lines(branch.id).await?;
        let events = reader.events(&lines, None);
        let people = events.iter().filter_map(|event| match &event.fact {
            Fact::PersonAdded(added) => Some((added.person, added.name.open()?.clone())),
            _ => None,
        });
        Ok(Self(people.collect()))
    }

    /// Their name, where it is known.
    pub fn name(&self, person: Option<PersonId>) -> Option<String> {
        self.0.get(&person?).cloned()
    }
}
