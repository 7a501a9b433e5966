//! What a claim would come to, side by side.

use domain::{
    Fen, Policy,
    compensation::{self, Assessment, Place},
};
use serde::Serialize;
use specta::Type;

use crate::views::{Bilingual, fen};

/// One head of what is paid.
#[derive(Clone, Debug, Serialize, Type)]
pub struct AwardLineView {
    /// `loss`, `freight_refund`…
    pub kind: String,
    /// The same in words.
    pub name: Bilingual,
    /// How much; none while a figure is lacking.
    #[specta(type = Option<specta_typescript::Number>)]
    pub fen: Option<f64>,
    /// The rule's words.
    pub ground: Bilingual,
    /// How it was reckoned, step by step.
    pub reckoned: Vec<Bilingual>,
}

/// What one measure comes to.
#[derive(Clone, Debug, Serialize, Type)]
pub struct AlternativeView {
    /// Which measure.
    pub measure: String,
    /// In words.
    pub name: Bilingual,
    /// The rule's words.
    pub ground: Bilingual,
    /// How sure the rule is: `A` to `M`.
    pub confidence: String,
    /// Whether it is the one that is proposed.
    pub proposed: bool,
    /// Why, or why not.
    pub why: Bilingual,
    /// All heads together; none while a figure is lacking.
    #[specta(type = Option<specta_typescript::Number>)]
    pub fen: Option<f64>,
    /// The figure that is lacking, in words.
    pub lacks: Option<Bilingual>,
    /// Head by head.
    pub lines: Vec<AwardLineView>,
}

/// A paper that bears the claim out.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProofView {
    /// `value`, `repair`…
    pub need: String,
    /// In words.
    pub name: Bilingual,
    /// The papers of which one is enough.
    pub any_of: Vec<ProofChoice>,
    /// Why it is asked for.
    pub ground: Bilingual,
    /// `given`, `waived`, `owed`, `late`, `missing`.
    pub standing: String,
    /// The paper that the standing is about.
    pub proof: Option<String>,
    /// Given on, or owed by.
    pub on: Option<String>,
    /// Why it is not asked for.
    pub why: Option<String>,
}

/// A paper by name.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ProofChoice {
    /// Which.
    pub code: String,
    /// In words.
    pub name: Bilingual,
}

/// What a claim would come to today.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AssessmentView {
    /// The day.
    pub on: String,
    /// Every measure side by side.
    pub alternatives: Vec<AlternativeView>,
    /// What the claim must be borne out by.
    pub proofs: Vec<ProofView>,
    /// What to look at first.
    pub flags: Vec<Bilingual>,
    /// Limits of time, each in a sentence.
    pub time_limits: Vec<Bilingual>,
    /// Exemptions that were raised, each in a sentence.
    pub exemptions: Vec<Bilingual>,
}

impl AssessmentView {
    /// Of an assessment, in the words of the policy it was made by.
    pub fn of(assessment: &Assessment, policy: &Policy) -> Self {
        Self {
            on: assessment.on.to_string(),
            alternatives: assessment
                .alternatives
                .iter()
                .map(|one| AlternativeView::of(one, policy))
                .collect(),
            proofs: assessment.proofs.iter().map(|proof| ProofView::of(proof, policy)).collect(),
            flags: assessment.flags.iter().map(|flag| (&flag.in_words(policy)).into()).collect(),
            time_limits: assessment
                .time_limits
                .iter()
                .map(|limit| (&limit.in_words(policy)).into())
                .collect(),
            exemptions: assessment
                .exemptions
                .iter()
                .map(|raised| (&raised.in_words(policy)).into())
                .collect(),
        }
    }
}

impl AlternativeView {
    fn of(alternative: &compensation::Alternative, policy: &Policy) -> Self {
        let why = match &alternative.place {
            Place::Proposed { why } => why,
            Place::Beside { words, .. } => words,
        };
        let total = alternative.total();
        Self {
            measure: alternative.measure.to_string(),
            name: (&alternative.name).into(),
            ground: (&alternative.citation).into(),
            confidence: format!("{:?}", alternative.confidence),
            proposed: alternative.is_proposed(),
            why: why.into(),
            fen: total.as_ref().ok().map(|total| fen(*total)),
            lacks: total.err().map(|figure| (&policy.name_of_figure(figure)).into()),
            lines: alternative.lines.iter().map(|line| AwardLineView::reckoned(line, policy)).collect(),
        }
    }
}

impl AwardLineView {
    fn reckoned(line: &compensation::Line, policy: &Policy) -> Self {
        Self {
            kind: line.kind.to_string(),
            name: (&policy.name_of_line(line.kind)).into(),
            fen: line.fen.ok().map(fen),
            ground: (&line.citation).into(),
            reckoned: line.steps.iter().map(|step| (&step.in_words(policy)).into()).collect(),
        }
    }

    /// A line as it was written down.
    pub fn written(line: &domain::AwardLine, policy: &Policy) -> Self {
        Self {
            kind: line.kind.to_string(),
            name: (&policy.name_of_line(line.kind)).into(),
            fen: Some(fen(line.fen)),
            ground: (&line.ground).into(),
            reckoned: line.reckoned.iter().map(Into::into).collect(),
        }
    }
}

impl ProofView {
    fn of(told: &compensation::ProofTold, policy: &Policy) -> Self {
        use compensation::NeedStanding::{Given, Late, Missing, Owed, Waived};
        let (standing, proof, on, why) = match &told.standing {
            Given { proof, on } => ("given", Some(proof), Some(on), None),
            Owed { proof, by } => ("owed", Some(proof), Some(by), None),
            Late { proof, by } => ("late", Some(proof), Some(by), None),
            Waived { why } => ("waived", None, None, Some(why)),
            Missing => ("missing", None, None, None),
        };
        let choice = |(code, name): &(compensation::ProofCode, domain::Bilingual)| ProofChoice {
            code: code.to_string(),
            name: name.into(),
        };
        Self {
            need: told.need.clone(),
            name: (&told.name).into(),
            any_of: told.any_of.iter().map(choice).collect(),
            ground: (&policy.rule(&told.rule).map(|rule| rule.citation.clone()).unwrap_or_default()).into(),
            standing: standing.to_owned(),
            proof: proof.map(ToString::to_string),
            on: on.map(ToString::to_string),
            why: why.map(ToString::to_string),
        }
    }
}

/// An amount as a screen holds it.
pub(super) fn known(amount: Option<Fen>) -> Option<f64> {
    amount.map(fen)
}
