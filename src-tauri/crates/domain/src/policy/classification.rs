//! By which words a matter is sorted, who answers for it, and what is done about it.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use super::check::{PolicyError, list_is_sound, resolves, unresolved};
use super::{Bilingual, Choice, Policy, Term, lists};
use crate::classification::wordbook::{Meaning, Wordbook, folded_word};
use crate::{CategoryCode, Kind, PlaybookCode, ResponsibleUnit, TaskKind};

/// The keywords, with what they are for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Document")]
pub struct Classification {
    /// The score below which nothing is offered.
    pub(crate) least: u32,
    /// How far the first must be ahead to be offered.
    pub(crate) ahead: u32,
    /// How many candidates are shown.
    pub(crate) most: usize,
    /// Over how many Chinese characters or English words what is said together may stretch.
    pub(crate) reach: usize,
    /// How many Chinese characters or English words may stand between a denial and what it denies.
    pub(crate) denial_reach: usize,
    /// What speaks for which category, in the order that decides between equals.
    pub(crate) categories: Vec<CategoryWords>,
    /// For each of `categories`, the place of what stands above it.
    pub(crate) parents: Vec<Option<usize>>,
    /// What says that life or health may be in danger.
    pub(crate) danger: DangerWords,
    /// What says that much is at stake.
    pub(crate) valuable: ValuableWords,
    /// Every keyword, to be found.
    pub(crate) book: Wordbook,
    lists: Vec<(String, Words)>,
    groups: Vec<WordGroup>,
    units: Vec<Choice<ResponsibleUnit>>,
    playbooks: Vec<Playbook>,
}

/// The section as it is written.
#[derive(Deserialize)]
struct Document {
    least: u32,
    ahead: u32,
    most: usize,
    reach: usize,
    denial_reach: usize,
    denials: Words,
    ignored: Words,
    names: NameWords,
    groups: Vec<WordGroup>,
    categories: Vec<CategoryWords>,
    danger: DangerWords,
    urgent: Words,
    valuable: ValuableWords,
    units: Vec<Choice<ResponsibleUnit>>,
    playbooks: Vec<Playbook>,
}

/// Keywords in both languages. A `*` at the end of an English one lets its last word go on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Words {
    zh: Vec<String>,
    en: Vec<String>,
}

#[derive(Deserialize)]
struct NameWords {
    titles_before: Words,
    titles_after: Words,
    introductions: Words,
}

/// Words that say the same, for `Together`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct WordGroup {
    code: String,
    #[serde(flatten)]
    words: Words,
}

/// What speaks for a category, who answers for it and what is done.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct CategoryWords {
    pub(crate) code: CategoryCode,
    pub(crate) unit: ResponsibleUnit,
    pub(crate) playbook: PlaybookCode,
    /// How much a kind of ticket adds where some word speaks for it already.
    #[serde(default)]
    pub(crate) kinds: BTreeMap<Kind, u32>,
    words: Vec<WeightedWords>,
    #[serde(default)]
    pub(crate) together: Vec<Together>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct WeightedWords {
    weight: u32,
    #[serde(flatten)]
    words: Words,
}

/// Groups that say something when a word of each stands near the others.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Together {
    groups: Vec<String>,
    /// How much; nothing where it does not weigh.
    #[serde(default)]
    pub(crate) weight: u32,
    /// The places of `groups` in the list.
    #[serde(skip)]
    pub(crate) places: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct DangerWords {
    /// What is done before all else.
    pub(crate) playbook: PlaybookCode,
    words: Words,
    pub(crate) together: Vec<Together>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct ValuableWords {
    /// From which amount on, in fen.
    pub(crate) from_fen: i64,
    words: Words,
}

/// What is done about a kind of matter, step by step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Playbook {
    /// Its code.
    pub code: PlaybookCode,
    /// What people read.
    pub name: Bilingual,
    /// In the order in which they are taken.
    pub steps: Vec<PlaybookStep>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PlaybookStep {
    /// In words.
    #[serde(flatten)]
    pub words: Bilingual,
    /// The task it is proposed as; none where whoever works on the ticket takes it themselves.
    #[serde(default)]
    pub task: Option<TaskKind>,
    /// Whom the task is proposed to; who answers for the category when none.
    #[serde(default)]
    pub unit: Option<ResponsibleUnit>,
    /// Within which time; the usual one of tasks when none.
    #[serde(default)]
    pub term: Option<Term>,
}

/// Keywords of one meaning, and what they count; nothing where they are only looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keywords<'p> {
    /// How much one of them adds.
    pub weight: u32,
    /// In Chinese.
    pub zh: &'p [String],
    /// In English. A `*` at the end lets the last word go on.
    pub en: &'p [String],
}

/// What speaks for a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken<'p> {
    /// Which.
    pub category: &'p CategoryCode,
    /// Who answers for it.
    pub unit: &'p ResponsibleUnit,
    /// What is done about it.
    pub playbook: &'p PlaybookCode,
    /// Its words.
    pub words: Vec<Keywords<'p>>,
    /// Groups of which a word each must stand near the others, and how much that adds.
    pub together: Vec<(u32, &'p [String])>,
    /// What a kind of ticket adds where some word speaks for it already.
    pub kinds: Vec<(Kind, u32)>,
}

impl From<Document> for Classification {
    fn from(mut document: Document) -> Self {
        let mut book = Wordbook::default();
        let mut learn = |words: &Words, meaning| words.each().for_each(|word| book.add(word, meaning));
        for (place, category) in document.categories.iter().enumerate() {
            for weighted in &category.words {
                learn(&weighted.words, Meaning::Category { place, weight: weighted.weight });
            }
        }
        for (place, group) in document.groups.iter().enumerate() {
            learn(&group.words, Meaning::Group(place));
        }
        let lists = [
            ("denials", document.denials, Meaning::Negation),
            ("ignored", document.ignored, Meaning::Ignored),
            ("titles_before", document.names.titles_before, Meaning::TitleBeforeName),
            ("titles_after", document.names.titles_after, Meaning::TitleAfterName),
            ("introductions", document.names.introductions, Meaning::Introduction),
            ("danger", document.danger.words.clone(), Meaning::Danger),
            ("urgent", document.urgent, Meaning::Urgent),
            ("valuable", document.valuable.words.clone(), Meaning::Valuable),
        ];
        let lists = lists.map(|(list, words, meaning)| {
            learn(&words, meaning);
            (list.to_owned(), words)
        });
        let of_categories = document.categories.iter_mut().flat_map(|category| &mut category.together);
        for together in of_categories.chain(&mut document.danger.together) {
            together.resolve(&document.groups);
        }
        let place_of = |code: CategoryCode| document.categories.iter().position(|it| it.code == code);
        let parents =
            document.categories.iter().map(|it| lists::parent_of(&it.code).and_then(place_of)).collect();
        Self {
            least: document.least,
            ahead: document.ahead,
            most: document.most,
            reach: document.reach,
            denial_reach: document.denial_reach,
            parents,
            categories: document.categories,
            danger: document.danger,
            valuable: document.valuable,
            book,
            lists: lists.into(),
            groups: document.groups,
            units: document.units,
            playbooks: document.playbooks,
        }
    }
}

impl Words {
    fn each(&self) -> impl Iterator<Item = &String> {
        self.zh.iter().chain(&self.en)
    }

    fn counting(&self, weight: u32) -> Keywords<'_> {
        Keywords { weight, zh: &self.zh, en: &self.en }
    }
}

impl Together {
    /// Notes where its groups are; one that is not there is found by the check.
    fn resolve(&mut self, groups: &[WordGroup]) {
        let place = |code: &String| groups.iter().position(|group| group.code == *code);
        self.places = self.groups.iter().filter_map(place).collect();
    }
}

impl Classification {
    /// Who can answer for a matter.
    pub fn units(&self) -> &[Choice<ResponsibleUnit>] {
        &self.units
    }

    /// What can be done about one.
    pub fn playbooks(&self) -> &[Playbook] {
        &self.playbooks
    }

    /// A playbook, if this version knows it.
    pub fn playbook(&self, code: &PlaybookCode) -> Option<&Playbook> {
        self.playbooks.iter().find(|playbook| playbook.code == *code)
    }

    /// Who answers for matters of a category; none where this version does not know it.
    pub fn unit_of(&self, category: &CategoryCode) -> Option<&ResponsibleUnit> {
        self.of_category(category).map(|it| &it.unit)
    }

    /// What is done in matters of a category; none where this version does not know it.
    pub fn playbook_of(&self, category: &CategoryCode) -> Option<&Playbook> {
        self.of_category(category).and_then(|it| self.playbook(&it.playbook))
    }

    /// What speaks for which category, in the order that decides between equals.
    pub fn spoken(&self) -> impl Iterator<Item = Spoken<'_>> {
        self.categories.iter().map(|it| Spoken {
            category: &it.code,
            unit: &it.unit,
            playbook: &it.playbook,
            words: it.words.iter().map(|weighted| weighted.words.counting(weighted.weight)).collect(),
            together: it.together.iter().map(|it| (it.weight, it.groups.as_slice())).collect(),
            kinds: it.kinds.iter().map(|(kind, weight)| (*kind, *weight)).collect(),
        })
    }

    /// The lists of words that no category has: `danger`, `urgent`, `denials`…
    pub fn word_lists(&self) -> impl Iterator<Item = (&str, Keywords<'_>)> {
        self.lists.iter().map(|(list, words)| (list.as_str(), words.counting(0)))
    }

    /// The groups of words that say the same, by their codes.
    pub fn word_groups(&self) -> impl Iterator<Item = (&str, Keywords<'_>)> {
        self.groups.iter().map(|group| (group.code.as_str(), group.words.counting(0)))
    }

    /// Groups that together say that life or health may be in danger.
    pub fn danger_together(&self) -> impl Iterator<Item = &[String]> {
        self.danger.together.iter().map(|it| it.groups.as_slice())
    }

    /// What is done first where life or health may be in danger.
    pub fn danger_playbook(&self) -> &PlaybookCode {
        &self.danger.playbook
    }

    /// From which amount on, in fen, much is at stake.
    pub fn valuable_from_fen(&self) -> i64 {
        self.valuable.from_fen
    }

    /// The score below which nothing is offered, and how far the first must be ahead.
    pub fn thresholds(&self) -> (u32, u32) {
        (self.least, self.ahead)
    }

    /// How many groups there are.
    pub(crate) fn groups(&self) -> usize {
        self.groups.len()
    }

    pub(crate) fn of_category(&self, code: &CategoryCode) -> Option<&CategoryWords> {
        self.categories.iter().find(|category| category.code == *code)
    }
}

/// Every category has its words, unit and playbook, every name resolves, no list is empty or says a word twice.
pub(super) fn check(policy: &Policy) -> Result<(), PolicyError> {
    let rules = policy.classification();
    let units: Vec<_> = rules.units.iter().map(|it| (it.code.as_str(), &it.name)).collect();
    list_is_sound("units", &units)?;
    let playbooks: Vec<_> = rules.playbooks.iter().map(|it| (it.code.as_str(), &it.name)).collect();
    list_is_sound("playbooks", &playbooks)?;
    playbooks_are_sound(policy)?;
    for (list, words) in &rules.lists {
        words_are_sound(list, [words])?;
    }
    groups_are_sound(rules)?;
    categories_are_sound(policy)?;
    together_resolves("danger", &rules.danger.together, rules)?;
    playbook_resolves("danger", &rules.danger.playbook, rules)?;
    let figures = [rules.most, rules.reach, rules.least as usize, rules.ahead as usize];
    if figures.contains(&0) || rules.valuable.from_fen <= 0 {
        return Err(PolicyError::Absurd("classification without a measure".to_owned()));
    }
    Ok(())
}

/// Every playbook has steps, in both languages, and proposes only tasks that can be set.
fn playbooks_are_sound(policy: &Policy) -> Result<(), PolicyError> {
    let rules = policy.classification();
    for playbook in &rules.playbooks {
        let name = playbook.code.as_str();
        if playbook.steps.is_empty() || playbook.steps.iter().any(|step| step.words.is_incomplete()) {
            return Err(PolicyError::Words(name.to_owned()));
        }
        for step in &playbook.steps {
            if let Some(unit) =
                step.unit.as_ref().filter(|unit| rules.units.iter().all(|it| it.code != **unit))
            {
                return Err(unresolved(name, unit.as_str()));
            }
            let kinds = &policy.investigation().task_kinds;
            if let Some(task) = step.task.as_ref().filter(|task| kinds.iter().all(|it| it.code != **task)) {
                return Err(unresolved(name, task.as_str()));
            }
            let asks_nobody = step.task.is_none() && (step.unit.is_some() || step.term.is_some());
            if asks_nobody || step.term.is_some_and(|term| !term.is_sane()) {
                return Err(PolicyError::Absurd(format!("a step of {name}")));
            }
        }
    }
    Ok(())
}

fn groups_are_sound(rules: &Classification) -> Result<(), PolicyError> {
    let mut seen = HashSet::new();
    for group in &rules.groups {
        if !seen.insert(&group.code) {
            return Err(PolicyError::Twice { list: "groups", code: group.code.clone() });
        }
        words_are_sound(&group.code, [&group.words])?;
    }
    Ok(())
}

fn categories_are_sound(policy: &Policy) -> Result<(), PolicyError> {
    let rules = policy.classification();
    let mut seen = HashSet::new();
    for category in &rules.categories {
        let name = category.code.as_str();
        resolves(policy, "classification", std::slice::from_ref(&category.code))?;
        if !seen.insert(&category.code) {
            return Err(PolicyError::Twice { list: "classification", code: name.to_owned() });
        }
        if rules.units.iter().all(|it| it.code != category.unit) {
            return Err(unresolved(name, category.unit.as_str()));
        }
        playbook_resolves(name, &category.playbook, rules)?;
        together_resolves(name, &category.together, rules)?;
        words_are_sound(name, category.words.iter().map(|it| &it.words))?;
        let weights = category.words.iter().map(|it| it.weight);
        if weights.chain(category.together.iter().map(|it| it.weight)).any(|weight| weight == 0) {
            return Err(PolicyError::Absurd(format!("a word of {name} that weighs nothing")));
        }
    }
    // What nobody has sorted yet is what no word speaks for.
    let is_left_out = |code: &CategoryCode| *code != CategoryCode::OTHER && rules.of_category(code).is_none();
    match policy.categories().iter().find(|it| is_left_out(&it.code)) {
        Some(category) => Err(unresolved("classification", category.code.as_str())),
        None => Ok(()),
    }
}

/// There are some in each language, none is blank, and none is said twice.
fn words_are_sound<'w>(list: &str, words: impl IntoIterator<Item = &'w Words>) -> Result<(), PolicyError> {
    let mut seen = HashSet::new();
    let (mut zh, mut en) = (0, 0);
    for part in words {
        (zh, en) = (zh + part.zh.len(), en + part.en.len());
        for word in part.each() {
            let folded = folded_word(word);
            if folded.trim_end_matches('*').is_empty() || !seen.insert(folded) {
                return Err(PolicyError::Words(format!("{list} {word}")));
            }
        }
    }
    if zh == 0 || en == 0 { Err(PolicyError::Words(list.to_owned())) } else { Ok(()) }
}

fn together_resolves(name: &str, together: &[Together], rules: &Classification) -> Result<(), PolicyError> {
    for it in together {
        if let Some(missing) =
            it.groups.iter().find(|code| rules.groups.iter().all(|group| group.code != **code))
        {
            return Err(unresolved(name, missing));
        }
        let distinct: HashSet<_> = it.groups.iter().collect();
        if it.groups.len() < 2 || distinct.len() != it.groups.len() {
            return Err(PolicyError::Absurd(format!("a combination of {name}")));
        }
    }
    Ok(())
}

fn playbook_resolves(name: &str, playbook: &PlaybookCode, rules: &Classification) -> Result<(), PolicyError> {
    match rules.playbook(playbook) {
        Some(_) => Ok(()),
        None => Err(unresolved(name, playbook.as_str())),
    }
}
