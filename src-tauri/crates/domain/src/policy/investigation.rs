//! What is found out and how: kinds of evidence and of tasks, the stages with their questions, and the causes with what
//! usually follows from them.

use std::collections::HashSet;

use serde::Deserialize;

use super::check::{PolicyError, list_is_sound, resolves, unresolved};
use super::{Bilingual, Choice, Policy, Term, lists};
use crate::{
    CategoryCode, EvidenceKind, FaultCause, FaultStage, Kind, QuestionCode, ResponsibleUnit, TaskKind,
    TaskOutcome,
    compensation::{Area, ServiceCode},
};

/// What is found out, how, and what usually follows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Investigation {
    /// What can bear out how it happened.
    pub evidence_kinds: Vec<Choice<EvidenceKind>>,
    /// What somebody can be asked to do.
    pub task_kinds: Vec<Choice<TaskKind>>,
    /// What can come of it.
    pub task_outcomes: Vec<Choice<TaskOutcome>>,
    /// Within which time a task is to be done that does not say otherwise.
    pub task_term: Term,
    /// The stages, in the order of a parcel's way.
    pub stages: Vec<Stage>,
    /// The causes of each top category.
    pub causes: Vec<CategoryCauses>,
    /// When a parcel is looked for before all else.
    pub search: Search,
}

/// A stage of a parcel's way, with what is asked of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Stage {
    /// The word in the log.
    pub code: FaultStage,
    /// What people read.
    pub name: Bilingual,
    /// What is asked, each to be answered by yes, no or unknown.
    pub questions: Vec<Choice<QuestionCode>>,
}

/// Why matters of a top category come about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CategoryCauses {
    /// The category, with all below it.
    pub category: CategoryCode,
    /// The usual ones first.
    pub causes: Vec<Cause>,
}

/// A cause, with what usually follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Cause {
    /// The word in the log.
    pub code: FaultCause,
    /// What people read; one word has one name in every category.
    pub name: Bilingual,
    /// The usual measure.
    pub measure: Bilingual,
}

/// When a parcel is looked for before all else.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Search {
    /// For these kinds of ticket,
    pub kinds: Vec<Kind>,
    /// of these categories, with all below them,
    pub categories: Vec<CategoryCode>,
    /// but not of these.
    #[serde(default)]
    pub except: Vec<CategoryCode>,
    /// Who looks for it.
    pub unit: ResponsibleUnit,
    /// What is asked, in words.
    pub words: Bilingual,
    /// By when it must be found; of those that may hold, the earliest.
    pub terms: Vec<SearchTerm>,
}

/// The limit after which a parcel that was not found counts as lost.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SearchTerm {
    /// For parcels that went so far.
    pub areas: Vec<Area>,
    /// For these services; for all that no other term names when empty.
    #[serde(default)]
    pub services: Vec<ServiceCode>,
    /// The limit: its term and its rule.
    pub limit: String,
}

impl Investigation {
    /// The causes of a category: those of what stands at its top.
    pub fn causes_of(&self, category: &CategoryCode) -> &[Cause] {
        let of_category =
            self.causes.iter().find(|it| lists::covers(std::slice::from_ref(&it.category), category));
        of_category.map_or(&[], |it| &it.causes)
    }

    /// What usually follows where a matter of a category came about so; none where this version does not know it.
    pub fn usual_measure(&self, category: &CategoryCode, cause: &FaultCause) -> Option<&Bilingual> {
        self.causes_of(category).iter().find(|it| it.code == *cause).map(|it| &it.measure)
    }

    /// What is asked of a stage; nothing of one that this version does not know.
    pub fn questions_of(&self, stage: &FaultStage) -> &[Choice<QuestionCode>] {
        self.stages.iter().find(|it| it.code == *stage).map_or(&[], |it| &it.questions)
    }
}

impl Search {
    /// Whether a matter of this kind begins with looking for the parcel.
    pub fn comes_first(&self, kind: Kind, category: &CategoryCode) -> bool {
        self.kinds.contains(&kind)
            && lists::covers(&self.categories, category)
            && !lists::covers(&self.except, category)
    }

    /// The limits that may hold for a service and a distance; every distance while it is not known.
    pub(crate) fn terms_for(&self, service: &ServiceCode, area: Option<Area>) -> Vec<&SearchTerm> {
        let goes_so_far = |term: &&SearchTerm| area.is_none_or(|area| term.areas.contains(&area));
        let named: Vec<_> = self.terms.iter().filter(|term| term.services.contains(service)).collect();
        let terms = if named.is_empty() {
            self.terms.iter().filter(|term| term.services.is_empty()).collect()
        } else {
            named
        };
        terms.into_iter().filter(goes_so_far).collect()
    }
}

impl Policy {
    /// A kind of evidence by name.
    pub fn name_of_evidence_kind(&self, kind: &EvidenceKind) -> Bilingual {
        named(self.investigation().evidence_kinds.iter(), kind, kind.as_str())
    }

    /// A kind of task by name.
    pub fn name_of_task_kind(&self, kind: &TaskKind) -> Bilingual {
        named(self.investigation().task_kinds.iter(), kind, kind.as_str())
    }

    /// What came of a task, by name.
    pub fn name_of_task_outcome(&self, outcome: &TaskOutcome) -> Bilingual {
        named(self.investigation().task_outcomes.iter(), outcome, outcome.as_str())
    }

    /// A question in words.
    pub fn name_of_question(&self, question: &QuestionCode) -> Bilingual {
        let questions = self.investigation().stages.iter().flat_map(|stage| &stage.questions);
        named(questions, question, question.as_str())
    }

    /// A stage's name.
    pub fn name_of_fault_stage(&self, stage: &FaultStage) -> Bilingual {
        let known = self.investigation().stages.iter().find(|it| it.code == *stage);
        known.map_or_else(|| Bilingual::untranslated(stage.as_str()), |it| it.name.clone())
    }

    /// A cause by name.
    pub fn name_of_fault_cause(&self, cause: &FaultCause) -> Bilingual {
        let mut causes = self.investigation().causes.iter().flat_map(|it| &it.causes);
        let known = causes.find(|it| it.code == *cause);
        known.map_or_else(|| Bilingual::untranslated(cause.as_str()), |it| it.name.clone())
    }
}

/// A word's name; one that this version does not know stands for itself.
fn named<'a, C: PartialEq + 'a>(
    mut list: impl Iterator<Item = &'a Choice<C>>,
    code: &C,
    word: &str,
) -> Bilingual {
    let known = list.find(|choice| choice.code == *code);
    known.map_or_else(|| Bilingual::untranslated(word), |choice| choice.name.clone())
}

/// Both languages, no code twice, questions for every stage, causes for every top category, and limits that are there.
pub(super) fn check(policy: &Policy) -> Result<(), PolicyError> {
    let rules = policy.investigation();
    choices_are_sound("evidence_kinds", &rules.evidence_kinds, EvidenceKind::as_str)?;
    choices_are_sound("task_kinds", &rules.task_kinds, TaskKind::as_str)?;
    choices_are_sound("task_outcomes", &rules.task_outcomes, TaskOutcome::as_str)?;
    if !rules.task_term.is_sane() {
        return Err(PolicyError::Absurd("the time for a task".to_owned()));
    }
    stages_are_sound(rules)?;
    causes_are_sound(policy)?;
    search_resolves(policy)
}

fn choices_are_sound<C>(
    list: &'static str,
    choices: &[Choice<C>],
    word: impl Fn(&C) -> &str,
) -> Result<(), PolicyError> {
    let named: Vec<_> = choices.iter().map(|it| (word(&it.code), &it.name)).collect();
    list_is_sound(list, &named)
}

/// A question is asked of one stage alone, so that an answer says which.
fn stages_are_sound(rules: &Investigation) -> Result<(), PolicyError> {
    let stages: Vec<_> = rules.stages.iter().map(|it| (it.code.as_str(), &it.name)).collect();
    list_is_sound("stages", &stages)?;
    if rules.stages.iter().any(|stage| stage.questions.is_empty()) {
        return Err(PolicyError::Empty("questions"));
    }
    let questions = rules.stages.iter().flat_map(|it| &it.questions);
    let questions: Vec<_> = questions.map(|it| (it.code.as_str(), &it.name)).collect();
    list_is_sound("questions", &questions)
}

fn causes_are_sound(policy: &Policy) -> Result<(), PolicyError> {
    let rules = policy.investigation();
    let mut seen = HashSet::new();
    for of_category in &rules.causes {
        resolves(policy, "causes", std::slice::from_ref(&of_category.category))?;
        if !seen.insert(&of_category.category) {
            return Err(PolicyError::Twice { list: "causes", code: of_category.category.to_string() });
        }
        let causes: Vec<_> = of_category.causes.iter().map(|it| (it.code.as_str(), &it.name)).collect();
        list_is_sound("causes", &causes)?;
        for cause in &of_category.causes {
            let name = policy.name_of_fault_cause(&cause.code);
            if cause.measure.is_incomplete() || name != cause.name {
                return Err(PolicyError::Words(format!("{} {}", of_category.category, cause.code)));
            }
        }
    }
    match policy.categories().iter().find(|it| it.is_top() && !seen.contains(&it.code)) {
        Some(category) => Err(unresolved("causes", category.code.as_str())),
        None => Ok(()),
    }
}

fn search_resolves(policy: &Policy) -> Result<(), PolicyError> {
    let search = &policy.investigation().search;
    resolves(policy, "the search", &search.categories)?;
    resolves(policy, "the search", &search.except)?;
    if search.words.is_incomplete() {
        return Err(PolicyError::Words("the search".to_owned()));
    }
    if policy.classification().units().iter().all(|it| it.code != search.unit) {
        return Err(unresolved("the search", search.unit.as_str()));
    }
    for term in &search.terms {
        if policy.limit(&term.limit).is_none() {
            return Err(unresolved("the search", &term.limit));
        }
        if let Some(service) = term.services.iter().find(|it| policy.compensation().service(it).is_none()) {
            return Err(unresolved("the search", service.as_str()));
        }
    }
    // Wherever a parcel went, there is a day on which it counts as lost.
    let covered =
        |area: &Area| search.terms.iter().any(|it| it.services.is_empty() && it.areas.contains(area));
    match Area::ALL.iter().find(|area| !covered(area)) {
        Some(area) => Err(unresolved("the search", area.as_str())),
        None => Ok(()),
    }
}
