//! Policies as an administrator is told of them: every version with its days, what a document would change, and why one
//! cannot be published.

use std::collections::BTreeSet;

use domain::{
    Date, Instant, Policy, PolicyVersion,
    policy::{BUNDLED_DOCUMENT, PolicyError},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::PublishError;
use crate::{
    HqState,
    api::beside,
    rules_told::{TableChange, changes, rules_told, untold},
    store::{PublishedPolicy, StoreError},
};

/// Where a version stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PolicyStanding {
    /// It holds today.
    InForce,
    /// Its first day is to come.
    ToCome,
    /// Another took its place.
    Past,
    /// Another that begins on the same day was published after it; it never held, or not to the end of its day.
    Replaced,
}

/// A version as it was published.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyTold {
    /// Which.
    pub version: PolicyVersion,
    /// The first day on which it holds; none: it came with the program.
    pub valid_from: Option<Date>,
    /// The last day, where that is known.
    pub until: Option<Date>,
    /// Where it stands today.
    pub standing: PolicyStanding,
    /// When it was published; none: it came with the program.
    pub published_at: Option<Instant>,
    /// By which account.
    pub published_by: Option<String>,
    /// What is new in it.
    pub words: String,
    /// Whether it can be read by this program; else its document is kept and nothing more.
    pub is_readable: bool,
}

/// What a document would change.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyOutlook {
    /// Its version.
    pub version: PolicyVersion,
    /// The first day on which it would hold.
    pub valid_from: Option<Date>,
    /// The last day that it names.
    pub valid_until: Option<Date>,
    /// The version that would hold on that day without it.
    pub against: PolicyVersion,
    /// What is different, table by table.
    pub changes: Vec<TableChange>,
    /// Parts of the document that differ though no table tells it.
    pub untold: Vec<String>,
    /// What to look at before it is published.
    pub warnings: Vec<PolicyWarning>,
}

/// What somebody should look at. None of it keeps a document back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PolicyWarning {
    /// `year_missing`, `year_provisional`, `section`, `section_branch_unknown`, `begins_today`, `ends`, `no_change`.
    pub code: &'static str,
    /// Which year, which place, which day.
    pub about: String,
}

/// Why a document cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PolicyFault {
    /// `policy_…`
    pub code: &'static str,
    /// The same in English.
    pub message: String,
    /// Where in the document; empty where it is the document as a whole.
    #[serde(rename = "where")]
    pub place: String,
}

impl PolicyFault {
    /// The fault of a document.
    pub fn of(error: &PublishError) -> Self {
        let (code, place) = match error {
            PublishError::Document(error) => fault_of(error),
            PublishError::Past(from) => ("policy_past", from.to_string()),
            PublishError::Published(version) => ("policy_published", version.to_string()),
            PublishError::TooLarge => ("policy_too_large", String::new()),
            PublishError::Wordless => ("policy_wordless", String::new()),
            PublishError::Store(_) => ("trouble", String::new()),
        };
        let message = match error {
            PublishError::Document(PolicyError::Unreadable(cause)) => format!("{error}: {cause}"),
            _ => error.to_string(),
        };
        Self { code, message, place }
    }
}

fn fault_of(error: &PolicyError) -> (&'static str, String) {
    match error {
        // A section put into the document has no line of its own.
        PolicyError::Unreadable(cause) if cause.line() == 0 => ("policy_unreadable", cause.to_string()),
        PolicyError::Unreadable(cause) => {
            ("policy_unreadable", format!("{}:{}", cause.line(), cause.column()))
        }
        PolicyError::Empty(what) => ("policy_empty", (*what).to_owned()),
        PolicyError::Twice { list, code } => ("policy_twice", format!("{list} {code}")),
        PolicyError::Unresolved { from, missing } => ("policy_unresolved", format!("{from} → {missing}")),
        PolicyError::Unmapped { category, scheme } => ("policy_unmapped", format!("{category} → {scheme}")),
        PolicyError::Words(what) => ("policy_words", what.clone()),
        PolicyError::LawClock(kind) => ("policy_law_clock", kind.to_string()),
        PolicyError::Absurd(what) => ("policy_absurd", what.clone()),
        PolicyError::NoPromise(what) => ("policy_no_promise", what.clone()),
        PolicyError::Gap(what) => ("policy_gap", what.clone()),
        PolicyError::BelowLaw(what) => ("policy_below_law", what.clone()),
        PolicyError::Lenient(what) => ("policy_lenient", what.clone()),
        PolicyError::Unsourced(what) => ("policy_unsourced", what.clone()),
        PolicyError::Authority(what) => ("policy_authority", what.clone()),
    }
}

impl HqState {
    /// Every version, the newest first and the one that came with the program last.
    pub async fn list_policies(&self) -> Result<Vec<PolicyTold>, StoreError> {
        let published = self.store.list_policies().await?;
        let today = self.today();
        let in_force = self.policies.on(today).version();
        let mut told: Vec<PolicyTold> = Vec::with_capacity(published.len() + 1);
        let first = published.first().map(|first| first.valid_from.plus_days(-1));
        told.push(bundled(first, in_force));
        for (place, policy) in published.iter().enumerate() {
            let next = published.get(place + 1).map(|next| next.valid_from);
            told.push(self.policy_told(policy, next, today, in_force));
        }
        told.reverse();
        Ok(told)
    }

    fn policy_told(
        &self,
        policy: &PublishedPolicy,
        next: Option<Date>,
        today: Date,
        in_force: &PolicyVersion,
    ) -> PolicyTold {
        let readable = self.policies.find(policy.version.as_str());
        let standing = match () {
            () if policy.version == *in_force => PolicyStanding::InForce,
            () if next == Some(policy.valid_from) => PolicyStanding::Replaced,
            () if policy.valid_from > today => PolicyStanding::ToCome,
            () => PolicyStanding::Past,
        };
        let eve = next.map(|next| next.plus_days(-1)).filter(|eve| *eve >= policy.valid_from);
        PolicyTold {
            version: policy.version.clone(),
            valid_from: Some(policy.valid_from),
            until: eve.or_else(|| readable.and_then(Policy::valid_until)),
            standing,
            published_at: Some(policy.published_at),
            published_by: Some(policy.published_by.clone()),
            words: policy.words.clone(),
            is_readable: readable.is_some(),
        }
    }

    /// The document of a version, byte for byte; none where there is no such version.
    pub async fn policy_document(&self, version: &str) -> Result<Option<String>, StoreError> {
        let published = self.store.list_policies().await?;
        let document = published.into_iter().find(|policy| policy.version.as_str() == version);
        let bundled =
            || (Policy::bundled().version().as_str() == version).then(|| BUNDLED_DOCUMENT.to_owned());
        Ok(document.map(|policy| policy.signed.document).or_else(bundled))
    }

    /// The rules of a version; none where there is no such version, or none that this program can read.
    pub fn find_policy(&self, version: &str) -> Option<&'static Policy> {
        self.policies.find(version)
    }

    /// What `document` would change on its first day. Nothing is kept.
    pub async fn outlook(&self, document: String) -> Result<PolicyOutlook, PublishError> {
        let branches = self.store.list_branches().await?;
        let branches: Vec<String> = branches.iter().map(|branch| branch.code.to_string()).collect();
        let regions: Vec<String> =
            self.store.list_units().await?.into_iter().filter_map(|unit| unit.region).collect();
        let state = self.clone();
        let (policy, document) = beside(move || {
            let policy = state.examine_policy(&document)?;
            Ok::<_, PublishError>((policy, document))
        })
        .await?;
        let today = self.today();
        let against = self.policies.on(policy.valid_from().unwrap_or(today));
        let old = self.policy_document(against.version().as_str()).await?.unwrap_or_default();
        Ok(beside(move || {
            let changes = changes(&rules_told(against), &rules_told(&policy));
            let untold = untold(&old, &document, &changes);
            let mut warnings = warnings(&policy, today, &branches, &regions);
            if changes.is_empty() && untold.is_empty() {
                warnings.push(PolicyWarning { code: "no_change", about: against.version().to_string() });
            }
            PolicyOutlook {
                version: policy.version().clone(),
                valid_from: policy.valid_from(),
                valid_until: policy.valid_until(),
                against: against.version().clone(),
                changes,
                untold,
                warnings,
            }
        })
        .await)
    }
}

fn bundled(until: Option<Date>, in_force: &PolicyVersion) -> PolicyTold {
    let version = Policy::bundled().version().clone();
    let standing = if version == *in_force { PolicyStanding::InForce } else { PolicyStanding::Past };
    PolicyTold {
        version,
        valid_from: None,
        until,
        standing,
        published_at: None,
        published_by: None,
        words: String::new(),
        is_readable: true,
    }
}

fn warnings(policy: &Policy, today: Date, branches: &[String], regions: &[String]) -> Vec<PolicyWarning> {
    let warning = |code, about: &dyn ToString| PolicyWarning { code, about: about.to_string() };
    let mut warnings = Vec::new();
    let from = policy.valid_from().unwrap_or(today);
    // Deadlines reach into the year after.
    for calendar in policy.calendars() {
        for year in [from.year(), from.year() + 1] {
            match calendar.years().get(&year) {
                None => warnings.push(warning("year_missing", &year)),
                Some(days) if days.provisional => warnings.push(warning("year_provisional", &year)),
                Some(_) => {}
            }
        }
    }
    for section in policy.sections() {
        let place = [section.region.as_deref(), section.branch.as_deref()];
        let place: Vec<&str> = place.into_iter().flatten().collect();
        warnings.push(warning("section", &place.join(" ")));
        let unknown = section.branch.as_ref().filter(|code| !branches.contains(code));
        warnings.extend(unknown.map(|code| warning("section_branch_unknown", code)));
    }
    let of_sections = policy.sections().iter().filter_map(|section| section.region.as_ref());
    let named: BTreeSet<_> =
        of_sections.chain(policy.clock_regions().iter().map(|region| &region.code)).collect();
    for region in named.into_iter().filter(|region| !regions.contains(region)) {
        warnings.push(warning("section_region_unknown", region));
    }
    if from == today {
        warnings.push(warning("begins_today", &from));
    }
    if let Some(until) = policy.valid_until() {
        warnings.push(warning("ends", &until));
    }
    warnings
}
