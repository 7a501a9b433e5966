//! What makes a document a policy.

use std::collections::HashSet;

use super::{
    Bilingual, PhotoSlot, Policy, WaybillPattern, check_clocks, classification, compensation, follow_up,
    investigation, lists, phrases, priority, published, region,
};
use crate::{CategoryCode, Kind};

/// Why a document is not a policy.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// Not the document's shape at all.
    #[error("the document cannot be read as a policy")]
    Unreadable(#[from] serde_json::Error),
    /// A list that must have entries has none, or the version is empty.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// One code twice in a list.
    #[error("{list} has {code} twice")]
    Twice {
        /// Which list.
        list: &'static str,
        /// Which code.
        code: String,
    },
    /// A name that nothing in the document has.
    #[error("{from} names {missing}, which is not there")]
    Unresolved {
        /// What refers.
        from: String,
        /// To what.
        missing: String,
    },
    /// A category without a class in a scheme.
    #[error("{category} has no class in {scheme}")]
    Unmapped {
        /// Which category.
        category: String,
        /// Which scheme.
        scheme: String,
    },
    /// Words missing in one language, or a figure in them that is not known.
    #[error("the words of {0} are not complete")]
    Words(String),
    /// The law's clock is missing, longer than the law allows, or held back by another, by a pause or by a holiday.
    #[error("the law's seven days do not run for every {0}")]
    LawClock(Kind),
    /// A term, pattern, calendar or opening that cannot be.
    #[error("{0} cannot be")]
    Absurd(String),
    /// A promise of which the receipt could not tell the date, or that would not bind.
    #[error("{0} cannot be promised")]
    NoPromise(String),
    /// Days or years that no document, or no calendar, says anything about.
    #[error("nothing holds {0}")]
    Gap(String),
    /// A measure, or a time limit, gives the customer less than the law does.
    #[error("{0} gives less than the law")]
    BelowLaw(String),
    /// A region that would give us more time than the country does.
    #[error("{0} is not stricter than elsewhere")]
    Lenient(String),
    /// A rule that money or the law's clock rests on has no source.
    #[error("{0} does not say where it was found")]
    Unsourced(String),
    /// Who may approve how much has a gap, an overlap, an end, or a role that approves nothing.
    #[error("authority over {0} is not clear")]
    Authority(String),
}

pub(super) fn check(policy: &Policy) -> Result<(), PolicyError> {
    if policy.version.as_str().trim().is_empty() {
        return Err(PolicyError::Empty("version"));
    }
    lists_are_sound(policy)?;
    categories_are_mapped(policy)?;
    photo_sets_resolve(policy)?;
    figures_can_be(policy)?;
    published::check(policy)?;
    texts_are_filled(policy)?;
    compensation::check(policy)?;
    check_clocks::are_sound(policy)?;
    classification::check(policy)?;
    investigation::check(policy)?;
    priority::check(policy)?;
    follow_up::check(policy)?;
    phrases::check(policy)?;
    check_clocks::law_runs(policy)?;
    region::check(policy)
}

fn lists_are_sound(policy: &Policy) -> Result<(), PolicyError> {
    macro_rules! list {
        ($($list:ident: $code:expr;)*) => {$(
            let named: Vec<(&str, &Bilingual)> = policy.$list.iter().map($code).collect();
            list_is_sound(stringify!($list), &named)?;
        )*};
    }
    list! {
        rules: |it| (it.code.as_str(), &it.citation);
        kinds: |it| (it.code.as_str(), &it.name);
        categories: |it| (it.code.as_str(), &it.name);
        schemes: |it| (it.code.as_str(), &it.name);
        channels: |it| (it.code.as_str(), &it.name);
        answer_by: |it| (it.code.as_str(), &it.name);
        demands: |it| (it.code.as_str(), &it.name);
        roles: |it| (it.code.as_str(), &it.name);
        parcel_statuses: |it| (it.code.as_str(), &it.name);
        status_sources: |it| (it.code.as_str(), &it.name);
        contact_ways: |it| (it.code.as_str(), &it.name);
        contact_abouts: |it| (it.code.as_str(), &it.name);
        contact_outcomes: |it| (it.code.as_str(), &it.name);
        skip_reasons: |it| (it.code.as_str(), &it.name);
        slots: |it| (it.code.as_str(), &it.name);
        carriers: |it| (it.code.as_str(), &it.name);
        limits: |it| (it.code.as_str(), &it.what);
    }
    let is_unfinished = |slot: &&PhotoSlot| slot.hint.as_ref().is_some_and(Bilingual::is_incomplete);
    if let Some(slot) = policy.slots.iter().find(is_unfinished) {
        return Err(PolicyError::Words(format!("the hint of {}", slot.code)));
    }
    for scheme in &policy.schemes {
        let classes: Vec<_> = scheme.classes.iter().map(|class| (class.code.as_str(), &class.name)).collect();
        list_is_sound("classes", &classes)?;
    }
    match Kind::ALL.iter().find(|kind| policy.kinds.iter().all(|choice| choice.code != **kind)) {
        Some(kind) => Err(unresolved("the program", kind.as_str())),
        None => Ok(()),
    }
}

pub(super) fn list_is_sound(list: &'static str, named: &[(&str, &Bilingual)]) -> Result<(), PolicyError> {
    if named.is_empty() {
        return Err(PolicyError::Empty(list));
    }
    let mut seen = HashSet::new();
    for (code, words) in named {
        if !seen.insert(code) {
            return Err(PolicyError::Twice { list, code: (*code).to_owned() });
        }
        if code.is_empty() || words.is_incomplete() {
            return Err(PolicyError::Words(format!("{list} {code}")));
        }
    }
    Ok(())
}

fn categories_are_mapped(policy: &Policy) -> Result<(), PolicyError> {
    for category in &policy.categories {
        resolves(policy, category.code.as_str(), lists::parent_of(&category.code).as_slice())?;
        for scheme in &policy.schemes {
            if policy.mapped(&scheme.code, &category.code).is_none() {
                let (category, scheme) = (category.code.to_string(), scheme.code.clone());
                return Err(PolicyError::Unmapped { category, scheme });
            }
        }
    }
    resolves(policy, "the program", &[CategoryCode::OTHER])
}

fn photo_sets_resolve(policy: &Policy) -> Result<(), PolicyError> {
    for set in &policy.photo_sets {
        resolves(policy, "a photo set", &set.categories)?;
        for slot in set.required.iter().chain(&set.offered) {
            if policy.slots.iter().all(|choice| choice.code != *slot) {
                return Err(unresolved("a photo set", slot.as_str()));
            }
        }
    }
    Ok(())
}

fn figures_can_be(policy: &Policy) -> Result<(), PolicyError> {
    let absurd = |what: String| Err(PolicyError::Absurd(what));
    let clocks = policy.clocks.iter().map(|clock| (clock.step.as_str(), clock.term));
    let limits = policy.limits.iter().map(|limit| (limit.code.as_str(), limit.term));
    if let Some((name, _)) = clocks.chain(limits).find(|(_, term)| !term.is_sane()) {
        return absurd(name.to_owned());
    }
    if let Some(carrier) =
        policy.carriers.iter().find(|carrier| !carrier.patterns.iter().all(WaybillPattern::is_sane))
    {
        return absurd(format!("a pattern of {}", carrier.code));
    }
    if policy.calendars.is_empty() {
        return Err(PolicyError::Empty("calendars"));
    }
    if let Some(fault) = policy.calendars.iter().find_map(crate::Calendar::fault) {
        return absurd(fault);
    }
    let opening = policy.carrier.opening;
    if opening.from >= opening.until {
        return absurd("the opening".to_owned());
    }
    if policy.retention.months == 0 {
        return absurd("keeping nothing".to_owned());
    }
    Ok(())
}

fn texts_are_filled(policy: &Policy) -> Result<(), PolicyError> {
    let carrier = &policy.carrier;
    if carrier.name.is_incomplete()
        || carrier.service_number.is_empty()
        || carrier.service_hours.is_incomplete()
    {
        return Err(PolicyError::Words("carrier".to_owned()));
    }
    if policy.retention.basis.is_incomplete() {
        return Err(PolicyError::Words("retention".to_owned()));
    }
    // A figure that was not filled in still stands in braces.
    let unfinished =
        |line: &Bilingual| line.is_incomplete() || [&line.zh, &line.en].iter().any(|text| text.contains('{'));
    match policy.texts.lines().find(|(_, line)| unfinished(line)) {
        Some((name, _)) => Err(PolicyError::Words(name.to_owned())),
        None => Ok(()),
    }
}

pub(super) fn resolves(policy: &Policy, from: &str, codes: &[CategoryCode]) -> Result<(), PolicyError> {
    match codes.iter().find(|code| policy.category(code).is_none()) {
        Some(missing) => Err(unresolved(from, missing.as_str())),
        None => Ok(()),
    }
}

pub(super) fn unresolved(from: &str, missing: &str) -> PolicyError {
    PolicyError::Unresolved { from: from.to_owned(), missing: missing.to_owned() }
}
