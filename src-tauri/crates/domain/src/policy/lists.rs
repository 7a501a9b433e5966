//! What people choose from: words with their names, categories with their mappings, slots and photo sets.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Bilingual;
use crate::{CategoryCode, Kind, Slot};

/// A word people choose from a list, with its names.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Choice<C> {
    /// The word in the log.
    pub code: C,
    /// What people read.
    pub name: Bilingual,
}

/// What went wrong, and what others call it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Category {
    /// `damage`, or below it `damage.contents`.
    pub code: CategoryCode,
    /// What people read.
    pub name: Bilingual,
    /// The class in each scheme, by the scheme's code; complete.
    pub maps: BTreeMap<String, String>,
}

impl Category {
    /// Whether it stands at the top of the list.
    pub fn is_top(&self) -> bool {
        parent_of(&self.code).is_none()
    }
}

/// The code above `code`: `damage` for `damage.contents`.
pub(crate) fn parent_of(code: &CategoryCode) -> Option<CategoryCode> {
    code.as_str().split_once('.').map(|(top, _)| top.into())
}

/// Whether `listed` names `code` or what stands above it.
pub(crate) fn covers(listed: &[CategoryCode], code: &CategoryCode) -> bool {
    listed.contains(code) || parent_of(code).is_some_and(|parent| listed.contains(&parent))
}

/// How someone else sorts the same matters: the regulator, WeChat, a carrier.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Scheme {
    /// Its code in `Category::maps`.
    pub code: String,
    /// Whose it is.
    pub name: Bilingual,
    /// Its classes, in its own order.
    pub classes: Vec<Choice<String>>,
    /// Where it was found.
    pub source: String,
}

/// A place for a photo.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PhotoSlot {
    /// The word in the log.
    pub code: Slot,
    /// What people read.
    pub name: Bilingual,
    /// What the picture must show. Documents of before it was said have none.
    pub hint: Option<Bilingual>,
}

/// Which photos a kind of matter needs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PhotoSet {
    /// The kinds of ticket it is for.
    pub kinds: Vec<Kind>,
    /// The categories it is for, with all below them; all there are when empty.
    pub categories: Vec<CategoryCode>,
    /// Must be taken, or skipped with a reason.
    pub required: Vec<Slot>,
    /// May be taken.
    pub offered: Vec<Slot>,
}

/// A slot as the intake screen guides to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotRule {
    /// Which.
    pub slot: Slot,
    /// What people read.
    pub name: Bilingual,
    /// What the picture must show.
    pub hint: Option<Bilingual>,
    /// Whether leaving it out needs a reason.
    pub required: bool,
}
