//! How claims are assessed, as data: services and the law they are under, measures of what is paid, time limits,
//! proofs, authority, and the words for all of it.

mod check;
mod floors;
mod measure;
#[cfg(test)]
mod tests;
mod words;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

pub(super) use check::check;
pub use measure::{Circumstance, Cover, LineRule, Measure, MeasureCode, Sum};
pub use words::{FigureName, FlagWord, Phrase, Reason, StepWord, Words, words_of};

use measure::contains;

use super::{Bilingual, Choice, Confidence, Policy, Rule, Term, lists::covers};
use crate::{
    CategoryCode, Fen, MOST_ROUNDS, Payee, PaymentMethod, Role, RuleCode, Slot, StaffRole, UnknownWord,
    compensation::{
        Area, DepartureCode, ExemptionCode, Incident, LineKind, ProofCode, ServiceCode, WaiverCode,
    },
    vocabulary::closed,
};

closed! {
    /// The law a service is under.
    Regime {
        /// Postal Law 47, recorded items of universal service.
        RecordedMail = "recorded_mail",
        /// Postal Law 47, whose multiple of the fee is for registered letters a fixed one.
        RegisteredLetter = "registered_letter",
        /// Postal Law 46.
        OrdinaryMail = "ordinary_mail",
        /// The express regulation and civil law; no limit but what was agreed.
        Express = "express",
    }
}

/// A service, and the law it is under.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CarriedAs {
    /// `express`, `recorded_mail`…
    pub code: ServiceCode,
    /// What people read.
    pub name: Bilingual,
    /// The law it is under.
    pub regime: Regime,
    /// The carriers that sell nothing else; what is carried by others is taken for an express item.
    #[serde(default)]
    pub carriers: Vec<String>,
}

/// What befell a parcel, told by what was complained of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct IncidentOf {
    /// Such a complaint, or one below it…
    pub category: CategoryCode,
    /// …is most likely about this; a person can say otherwise.
    pub incident: Incident,
}

closed! {
    /// The day a time limit counts from.
    CountsFrom {
        /// 交寄
        Posted = "posted",
        /// The promised day.
        Promised = "promised",
        /// 签收
        Delivered = "delivered",
        /// The customer learned of it.
        Discovered = "discovered",
        /// The customer asked where it is; else the day of the claim.
        Inquired = "inquired",
    }
}

closed! {
    /// What the end of a time limit does.
    TimeEffect {
        /// Who claims later may be told so; a person decides.
        Bars = "bars",
        /// Only then is it certain that the parcel is lost.
        Ripens = "ripens",
    }
}

/// Where a limit of the policy bears on a claim.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TimeLimit {
    /// Its code among the policy's limits.
    pub limit: String,
    /// The services it is for.
    pub services: Vec<ServiceCode>,
    /// How far it went; all when empty.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// What happened; anything when empty.
    #[serde(default)]
    pub incidents: Vec<Incident>,
    /// From which day.
    pub from: CountsFrom,
    /// What its end does.
    pub effect: TimeEffect,
}

impl TimeLimit {
    /// Whether it bears on such a claim.
    pub fn covers(&self, service: &ServiceCode, area: Area, incident: Incident) -> bool {
        self.services.contains(service)
            && contains(&self.areas, &area)
            && contains(&self.incidents, &incident)
    }
}

/// What a claim must be borne out by.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ProofNeed {
    /// `value`, `repair`…
    pub code: String,
    /// What people read.
    pub name: Bilingual,
    /// The proofs of which one is enough.
    pub any_of: Vec<ProofCode>,
    /// The services it is for; all when empty.
    #[serde(default)]
    pub services: Vec<ServiceCode>,
    /// What happened; anything when empty.
    #[serde(default)]
    pub incidents: Vec<Incident>,
    /// Who claims; anyone when empty.
    #[serde(default)]
    pub claimants: Vec<Role>,
    /// Claims of less need it not.
    #[serde(default)]
    pub from_fen: Fen,
    /// The photo slots in which a picture of one of its papers is taken: with such a picture nothing need be brought.
    #[serde(default)]
    pub slots: Vec<Slot>,
    /// Why it is asked for.
    pub rule: RuleCode,
}

impl ProofNeed {
    /// Whether such a claim needs it.
    pub fn covers(&self, service: &ServiceCode, incident: Incident, claimant: &Role, claimed: Fen) -> bool {
        contains(&self.services, service)
            && contains(&self.incidents, &incident)
            && contains(&self.claimants, claimant)
            && claimed >= self.from_fen
    }
}

/// How often headquarters decides a claim.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Rounds {
    /// The first decision and its reviews together.
    pub most: u32,
    /// Whose rule it is.
    pub citation: Bilingual,
}

impl Default for Rounds {
    fn default() -> Self {
        let citation = Bilingual::new("本公司自定规则", "Our own rule");
        Self { most: MOST_ROUNDS, citation }
    }
}

/// Who may approve amounts of a band.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct AuthorityBand {
    /// Amounts above this; from nothing when zero.
    pub above_fen: Fen,
    /// Amounts up to and with this; any when none.
    pub up_to_fen: Option<Fen>,
    /// Who may approve.
    pub roles: Vec<StaffRole>,
    /// Who else must, a second person; nobody when empty.
    #[serde(default)]
    pub second_roles: Vec<StaffRole>,
}

/// What makes somebody look twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Review {
    /// Claims of more.
    pub above_fen: Fen,
    /// So many earlier claims of the same customer.
    pub earlier_claims: u32,
    /// Within this term.
    pub earlier_claims_within: Term,
    /// Rules that are less sure than this.
    pub less_sure_than: Confidence,
}

/// All that claims are assessed by.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Compensation {
    /// What is sold.
    pub services: Vec<CarriedAs>,
    /// What may happen.
    pub incidents: Vec<Choice<Incident>>,
    /// What each complaint is most likely about; the first that covers it.
    pub incidents_of: Vec<IncidentOf>,
    /// Grounds on which less is owed.
    pub exemptions: Vec<Choice<ExemptionCode>>,
    /// The measures, first the ones that are proposed first.
    pub measures: Vec<Measure>,
    /// The limits of time.
    pub time_limits: Vec<TimeLimit>,
    /// The papers that bear a claim out.
    pub proofs: Vec<Choice<ProofCode>>,
    /// Which claim needs which.
    pub proof_needs: Vec<ProofNeed>,
    /// Why one may be waived.
    pub waivers: Vec<Choice<WaiverCode>>,
    /// How something is paid.
    pub payment_methods: Vec<Choice<PaymentMethod>>,
    /// Who may be paid.
    pub payees: Vec<Choice<Payee>>,
    /// Why an amount may be above the one before it.
    pub departures: Vec<Choice<DepartureCode>>,
    /// Who may approve how much, from the smallest amounts up.
    pub authority: Vec<AuthorityBand>,
    /// What makes somebody look twice.
    pub review: Review,
    /// How often a claim is decided.
    #[serde(default)]
    pub rounds: Rounds,
    /// The words for all of it.
    pub words: Words,
}

impl Compensation {
    /// The service, if this version knows it.
    pub fn service(&self, code: &ServiceCode) -> Option<&CarriedAs> {
        self.services.iter().find(|service| service.code == *code)
    }

    /// What a complaint is most likely about.
    pub fn incident_of(&self, category: &CategoryCode) -> Option<Incident> {
        let mut all = self.incidents_of.iter();
        all.find(|of| covers(std::slice::from_ref(&of.category), category)).map(|of| of.incident)
    }

    /// The measure, if this version knows it.
    pub fn measure(&self, code: &MeasureCode) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.code == *code)
    }
}

impl Policy {
    /// How claims are assessed.
    pub fn compensation(&self) -> &Compensation {
        &self.compensation
    }

    /// A proof's name; one that this version does not know stands for itself.
    pub fn name_of_proof(&self, code: &ProofCode) -> Bilingual {
        let known = self.compensation.proofs.iter().find(|choice| choice.code == *code);
        known.map_or_else(|| Bilingual::untranslated(code.as_str()), |choice| choice.name.clone())
    }

    /// A way of paying by name; one that this version does not know stands for itself.
    pub fn name_of_payment_method(&self, method: &PaymentMethod) -> Bilingual {
        let known = self.compensation.payment_methods.iter().find(|choice| choice.code == *method);
        known.map_or_else(|| Bilingual::untranslated(method.as_str()), |choice| choice.name.clone())
    }

    /// Who is paid, by name; one that this version does not know stands for itself.
    pub fn name_of_payee(&self, payee: &Payee) -> Bilingual {
        let known = self.compensation.payees.iter().find(|choice| choice.code == *payee);
        known.map_or_else(|| Bilingual::untranslated(payee.as_str()), |choice| choice.name.clone())
    }

    /// A head of what is paid, by name.
    pub fn name_of_line(&self, line: LineKind) -> Bilingual {
        words_of(&self.compensation.words.lines, &line)
    }

    /// A figure's name.
    pub fn name_of_figure(&self, figure: FigureName) -> Bilingual {
        words_of(&self.compensation.words.figures, &figure)
    }

    /// A rule by its code.
    pub fn rule(&self, code: &RuleCode) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.code == *code)
    }
}
