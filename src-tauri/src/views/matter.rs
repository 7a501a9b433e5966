//! How a matter is sorted and weighed: what its words suggest, what degrees mean, and what somebody made of both.

use std::{fmt::Display, ops::Range};

use domain::{PersonId, Policy, PriorityReason, policy::FactorTable};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Answered, Bilingual, Choice, ImpactDegree, Priority, RiskDegree, RiskGrade};

/// A category with what speaks for it.
#[derive(Clone, Debug, Serialize, Type)]
pub struct CandidateView {
    /// Which.
    pub code: String,
    /// In words, with what stands above it.
    pub name: Bilingual,
    /// How much speaks for it.
    pub score: u32,
    /// Where the words for it stand in the text, from and to, in UTF-16 units.
    pub words: Vec<(u32, u32)>,
}

/// A way of handling a kind of matter.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PlaybookView {
    /// Which.
    pub code: String,
    /// In words.
    pub name: Bilingual,
    /// Step by step.
    pub steps: Vec<Bilingual>,
}

/// Why something cannot wait.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PriorityReasonView {
    /// `danger`, `urgent`, `valuable`.
    pub code: String,
    /// Where the words for it stand in the text, from and to, in UTF-16 units.
    pub words: Vec<(u32, u32)>,
}

/// A priority that words ask for.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PrioritySuggestion {
    /// How soon.
    pub priority: Priority,
    /// Why, the gravest first.
    pub reasons: Vec<PriorityReasonView>,
    /// What is done before all else where life or health may be in danger.
    pub first: Option<PlaybookView>,
}

/// What a text suggests; everything may be missing.
#[derive(Clone, Debug, Serialize, Type)]
pub struct SuggestionView {
    /// The category to offer.
    pub category: Option<Choice>,
    /// Whatever some word speaks for, the best first.
    pub candidates: Vec<CandidateView>,
    /// How soon it must be seen to.
    pub priority: Option<PrioritySuggestion>,
    /// Who answers for such matters.
    pub unit: Option<Choice>,
    /// What is done in such matters.
    pub playbook: Option<PlaybookView>,
}

/// A sentence that goes in by a key.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Phrase {
    /// Where it is offered: `story`, `note`, `answer`, or `any`.
    pub place: String,
    /// What is typed for it.
    pub key: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// One answer to a factor.
#[derive(Clone, Debug, Serialize, Type)]
pub struct DegreeView {
    /// Which.
    pub degree: String,
    /// What it means for this factor.
    pub meaning: Bilingual,
    /// What it counts.
    pub points: u32,
}

/// One question of a weighing.
#[derive(Clone, Debug, Serialize, Type)]
pub struct FactorView {
    /// Which.
    pub factor: String,
    /// What people read.
    pub name: Bilingual,
    /// Its answers, the least first.
    pub degrees: Vec<DegreeView>,
}

/// What follows from so many points.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ThresholdView {
    /// Which.
    pub result: String,
    /// What people read.
    pub name: Bilingual,
    /// From how many points on.
    pub from: u32,
    /// What it asks for.
    pub asks: Option<Bilingual>,
}

/// Factors, and what follows from them.
#[derive(Clone, Debug, Serialize, Type)]
pub struct WeighingTable {
    /// Every factor.
    pub factors: Vec<FactorView>,
    /// Every result, the least first.
    pub results: Vec<ThresholdView>,
}

/// By what priority and risk are judged.
#[derive(Clone, Debug, Serialize, Type)]
pub struct WeighingTables {
    /// Four factors, added up, give a priority.
    pub impact: WeighingTable,
    /// Three factors, multiplied, give a grade.
    pub risk: WeighingTable,
}

/// The impact of a matter, as chosen.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImpactForm {
    /// What was lost already.
    pub loss: ImpactDegree,
    /// How many it concerns.
    pub spread: ImpactDegree,
    /// How long it can wait.
    pub urgency: ImpactDegree,
    /// Whether it can be made good.
    pub repair: ImpactDegree,
    /// Whether somebody's life or health is in danger.
    pub endangers_people: bool,
}

/// The risk of a matter, as chosen.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Type)]
pub struct RiskForm {
    /// How likely it happens, or happens again.
    pub probability: RiskDegree,
    /// How bad it would be.
    pub impact: RiskDegree,
    /// How little could be done about it.
    pub controllability: RiskDegree,
}

/// What follows from degrees as they are chosen.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WeighingPreview {
    /// The points of the impact, added up.
    pub points: Option<u32>,
    /// How soon it must be seen to.
    pub priority: Option<Priority>,
    /// The points of the risk, multiplied.
    pub risk_points: Option<u32>,
    /// How grave it could become.
    pub grade: Option<RiskGrade>,
}

/// How soon a ticket must be seen to, as somebody judged it.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ImpactWeighed {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// Factor by factor.
    pub impact: ImpactForm,
    /// What followed.
    pub priority: Priority,
}

/// How grave a ticket could become, as somebody judged it.
#[derive(Clone, Debug, Serialize, Type)]
pub struct RiskWeighed {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// Factor by factor.
    pub risk: RiskForm,
    /// What followed.
    pub grade: RiskGrade,
}

/// How a ticket was sorted.
#[derive(Clone, Debug, Serialize, Type)]
pub struct SortedView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// The category that was chosen.
    pub category: Choice,
    /// The category that was offered.
    pub offered: Option<Choice>,
    /// `accepted`, `overridden`, `unprompted`.
    pub answered: String,
    /// The words that led to the offer; none without the ticket's key.
    pub words: Option<Vec<String>>,
    /// Who answers for such matters.
    pub unit: Option<Choice>,
    /// What is done in such matters.
    pub playbook: Option<PlaybookView>,
}

/// What was offered as the category, and what the clerk made of it.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
pub struct SortedForm {
    /// The category that was offered last.
    pub offered: Option<String>,
    /// What became of it.
    pub answered: Answered,
}

impl SuggestionView {
    /// What `text` suggests, its words by where they stand in it.
    pub fn of(desk: &desk::Desk, text: &str, kind: domain::Kind) -> Self {
        let (policy, suggested, places) = (desk.policy(), desk.suggest(text, kind), Places::of(text));
        let candidate = |candidate: &domain::Candidate| CandidateView {
            code: candidate.category.to_string(),
            name: (&policy.name_of_category(&candidate.category)).into(),
            score: candidate.score,
            words: places.all(&candidate.words()),
        };
        let reason = |reason: &PriorityReason| PriorityReasonView {
            code: match reason {
                PriorityReason::Danger(_) => "danger",
                PriorityReason::Urgent(_) => "urgent",
                PriorityReason::Valuable(_) => "valuable",
            }
            .to_owned(),
            words: places.all(reason.words()),
        };
        Self {
            category: suggested.category.as_ref().map(|code| category(code, policy)),
            candidates: suggested.candidates.iter().map(candidate).collect(),
            priority: suggested.priority.as_ref().map(|asked| PrioritySuggestion {
                priority: asked.priority.into(),
                reasons: asked.reasons.iter().map(reason).collect(),
                first: asked.first.as_ref().and_then(|code| PlaybookView::of(code, policy)),
            }),
            unit: suggested.unit.as_ref().map(|code| unit(code, policy)),
            playbook: suggested.playbook.as_ref().and_then(|code| PlaybookView::of(code, policy)),
        }
    }
}

/// Where each byte of a text stands in UTF-16 units, as screens count.
struct Places(Vec<u32>);

impl Places {
    fn of(text: &str) -> Self {
        let mut places = Vec::with_capacity(text.len() + 1);
        let mut units = 0;
        for letter in text.chars() {
            places.extend(std::iter::repeat_n(units, letter.len_utf8()));
            units += letter.len_utf16() as u32;
        }
        places.push(units);
        Self(places)
    }

    fn all(&self, words: &[Range<usize>]) -> Vec<(u32, u32)> {
        let place = |byte: usize| self.0.get(byte).copied();
        words.iter().filter_map(|word| place(word.start).zip(place(word.end))).collect()
    }
}

impl PlaybookView {
    /// A playbook, if this version knows it.
    fn of(code: &domain::PlaybookCode, policy: &Policy) -> Option<Self> {
        policy.classification().playbook(code).map(|playbook| Self {
            code: playbook.code.to_string(),
            name: (&playbook.name).into(),
            steps: playbook.steps.iter().map(|step| (&step.words).into()).collect(),
        })
    }
}

impl Phrase {
    /// The sentences of a policy.
    pub fn list(policy: &Policy) -> Vec<Self> {
        let phrase = |ready: &domain::policy::ReadyPhrase| Self {
            place: ready.place.to_string(),
            key: ready.key.clone(),
            zh: ready.words.zh.clone(),
            en: ready.words.en.clone(),
        };
        policy.phrases().iter().map(phrase).collect()
    }
}

impl From<&Policy> for WeighingTables {
    fn from(policy: &Policy) -> Self {
        Self { impact: policy.impact().into(), risk: policy.risk().into() }
    }
}

impl<F: Display, D: Display, R: Display> From<&FactorTable<F, D, R>> for WeighingTable {
    fn from(table: &FactorTable<F, D, R>) -> Self {
        let factors = table.factors.iter().map(|factor| FactorView {
            factor: factor.factor.to_string(),
            name: (&factor.name).into(),
            degrees: factor
                .degrees
                .iter()
                .map(|degree| DegreeView {
                    degree: degree.degree.to_string(),
                    meaning: (&degree.meaning).into(),
                    points: degree.points,
                })
                .collect(),
        });
        let results = table.results.iter().map(|result| ThresholdView {
            result: result.result.to_string(),
            name: (&result.name).into(),
            from: result.from,
            asks: result.asks.as_ref().map(Into::into),
        });
        Self { factors: factors.collect(), results: results.collect() }
    }
}

impl From<desk::Weighing> for WeighingPreview {
    fn from(weighing: desk::Weighing) -> Self {
        Self {
            points: weighing.points,
            priority: weighing.priority.map(Into::into),
            risk_points: weighing.risk_points,
            grade: weighing.grade.map(Into::into),
        }
    }
}

impl From<ImpactForm> for domain::Impact {
    fn from(form: ImpactForm) -> Self {
        let ImpactForm { loss, spread, urgency, repair, endangers_people } = form;
        Self {
            loss: loss.into(),
            spread: spread.into(),
            urgency: urgency.into(),
            repair: repair.into(),
            endangers_people,
        }
    }
}

impl From<domain::Impact> for ImpactForm {
    fn from(impact: domain::Impact) -> Self {
        let domain::Impact { loss, spread, urgency, repair, endangers_people } = impact;
        Self {
            loss: loss.into(),
            spread: spread.into(),
            urgency: urgency.into(),
            repair: repair.into(),
            endangers_people,
        }
    }
}

impl From<RiskForm> for domain::Risk {
    fn from(form: RiskForm) -> Self {
        let RiskForm { probability, impact, controllability } = form;
        Self {
            probability: probability.into(),
            impact: impact.into(),
            controllability: controllability.into(),
        }
    }
}

impl From<domain::Risk> for RiskForm {
    fn from(risk: domain::Risk) -> Self {
        let domain::Risk { probability, impact, controllability } = risk;
        Self {
            probability: probability.into(),
            impact: impact.into(),
            controllability: controllability.into(),
        }
    }
}

impl ImpactWeighed {
    /// Of a ticket's sheet; none while nobody has judged it factor by factor.
    pub(super) fn of(sheet: &desk::TicketSheet) -> Option<Self> {
        let judged = sheet.ticket.weighed.impact.as_ref()?;
        let (impact, priority) = judged.factors.zip(judged.result)?;
        Some(Self {
            event: judged.event.to_string(),
            at: judged.at.to_string(),
            by: name(judged.by, sheet),
            impact: impact.into(),
            priority: priority.into(),
        })
    }
}

impl RiskWeighed {
    /// Of a ticket's sheet; none while nobody has judged it factor by factor.
    pub(super) fn of(sheet: &desk::TicketSheet) -> Option<Self> {
        let judged = sheet.ticket.weighed.risk.as_ref()?;
        let (risk, grade) = judged.factors.zip(judged.result)?;
        Some(Self {
            event: judged.event.to_string(),
            at: judged.at.to_string(),
            by: name(judged.by, sheet),
            risk: risk.into(),
            grade: grade.into(),
        })
    }
}

impl SortedView {
    /// Of a ticket's sheet; none where nobody sorted it.
    pub(super) fn of(sheet: &desk::TicketSheet, policy: &Policy) -> Option<Self> {
        let sorted = sheet.ticket.sorted.as_ref()?;
        let made = &sorted.made;
        Some(Self {
            event: sorted.event.to_string(),
            at: sorted.at.to_string(),
            by: name(sorted.by, sheet),
            category: category(&made.category, policy),
            offered: made.offered.as_ref().map(|code| category(code, policy)),
            answered: made.answered.to_string(),
            words: made.words.as_ref().and_then(|words| words.open().cloned()),
            unit: made.unit.as_ref().map(|code| unit(code, policy)),
            playbook: made.playbook.as_ref().and_then(|code| PlaybookView::of(code, policy)),
        })
    }
}

/// Who did it, where a name is known.
pub(super) fn name(person: Option<PersonId>, sheet: &desk::TicketSheet) -> Option<String> {
    person.and_then(|person| sheet.names.get(&person).cloned())
}

fn category(code: &domain::CategoryCode, policy: &Policy) -> Choice {
    Choice { code: code.to_string(), name: (&policy.name_of_category(code)).into() }
}

/// A unit with its name; one that this version does not know stands for itself.
pub(super) fn unit(code: &domain::ResponsibleUnit, policy: &Policy) -> Choice {
    let known = policy.classification().units().iter().find(|unit| unit.code == *code);
    let name = known.map_or_else(|| domain::Bilingual::untranslated(code.as_str()), |unit| unit.name.clone());
    Choice { code: code.to_string(), name: (&name).into() }
}
