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
    /// Who can say where it is.
    pub status_sources: Vec<Choice>,
    /// Why a slot can stay empty.
    pub skip_reasons: Vec<Choice>,
    /// Where photos go.
    pub slots: Vec<Choice>,
    /// The carriers that waybills are known of.
    pub carriers: Vec<Choice>,
    /// What is sold.
    pub services: Vec<Choice>,
    /// What can have befallen a parcel.
    pub incidents: Vec<Choice>,
    /// Grounds on which less is owed.
    pub exemptions: Vec<Choice>,
    /// The papers that bear a claim out.
    pub proofs: Vec<Choice>,
    /// Why one is not asked for.
    pub waivers: Vec<Choice>,
    /// Why an amount is above the one before it.
    pub departures: Vec<Choice>,
    /// How something is paid.
    pub payment_methods: Vec<Choice>,
    /// Who can be paid.
    pub payees: Vec<Choice>,
    /// How customers are reached.
    pub contact_ways: Vec<Choice>,
    /// What a contact is about.
    pub contact_abouts: Vec<Choice>,
    /// What becomes of one.
    pub contact_outcomes: Vec<Choice>,
}

impl From<&domain::Policy> for Lists {
    fn from(policy: &domain::Policy) -> Self {
        /// A list of the policy as choices.
        macro_rules! choices {
            ($list:ident) => {
                policy
                    .$list()
                    .iter()
                    .map(|choice| Choice { code: choice.code.to_string(), name: (&choice.name).into() })
                    .collect()
            };
        }
        /// A list of the policy's section of compensation as choices.
        macro_rules! of_compensation {
            ($list:ident) => {
                policy
                    .compensation()
                    .$list
                    .iter()
                    .map(|choice| Choice { code: choice.code.to_string(), name: (&choice.name).into() })
                    .collect()
            };
        }
        Self {
            policy: policy.version().to_string(),
            categories: categories(policy),
            channels: choices!(channels),
            answer_by: choices!(answer_by),
            demands: choices!(demands),
            roles: choices!(roles),
            parcel_statuses: choices!(parcel_statuses),
            status_sources: choices!(status_sources),
            skip_reasons: choices!(skip_reasons),
            slots: choices!(slots),
            carriers: choices!(carriers),
            services: of_compensation!(services),
            incidents: of_compensation!(incidents),
            exemptions: of_compensation!(exemptions),
            proofs: of_compensation!(proofs),
            waivers: of_compensation!(waivers),
            departures: of_compensation!(departures),
            payment_methods: of_compensation!(payment_methods),
            payees: of_compensation!(payees),
            contact_ways: choices!(contact_ways),
            contact_abouts: choices!(contact_abouts),
            contact_outcomes: choices!(contact_outcomes),
        }
    }
}

/// The policy lists each top followed by what stands below it.
fn categories(policy: &domain::Policy) -> Vec<CategoryGroup> {
    let mut groups: Vec<CategoryGroup> = Vec::new();
    for category in policy.categories() {
        let (code, name) = (category.code.to_string(), Bilingual::from(&category.name));
        match groups.last_mut().filter(|_| !category.is_top()) {
            Some(group) => group.categories.push(Choice { code, name }),
            None => groups.push(CategoryGroup { code, name, categories: Vec::new() }),
        }
    }
    groups
}
