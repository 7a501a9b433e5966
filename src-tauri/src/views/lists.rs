//! The lists of the policy in force.

use serde::Serialize;
use specta::Type;

use super::Bilingual;

/// One entry of a list.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Choice {
    /// What is stored.
    pub code: String,
    /// What is read.
    pub name: Bilingual,
}

/// A first-level category with what is under it.
#[derive(Clone, Debug, Serialize, Type)]
pub struct CategoryGroup {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
    /// The second level.
    pub categories: Vec<Choice>,
}

/// Every list of the policy in force.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Lists {
    /// The policy's version.
    pub policy: String,
    /// What can have gone wrong.
    pub categories: Vec<CategoryGroup>,
    /// How a matter reaches us.
    pub channels: Vec<Choice>,
    /// How to answer.
    pub answer_by: Vec<Choice>,
    /// What can be asked for.
    pub demands: Vec<Choice>,
    /// Who can come.
    pub roles: Vec<Choice>,
    /// Where a parcel can be.
    pub parcel_statuses: Vec<Choice>,
    /// Why a slot can stay empty.
    pub skip_reasons: Vec<Choice>,
    /// Where photos go.
    pub slots: Vec<Choice>,
    /// The carriers that waybills are known of.
    pub carriers: Vec<Choice>,
}
