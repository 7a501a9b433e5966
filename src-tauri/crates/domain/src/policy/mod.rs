//! The rules in force: lists, mappings, calendars, clocks, photo sets and the slip's texts, as one versioned document.
//!
//! It is data with citations. One version is bundled; headquarters can publish later ones. A `Policy` in hand has been
//! checked: every reference resolves, every category has every mapping, and the law's clock runs.

mod bilingual;
mod carriers;
mod check;
mod check_clocks;
mod classification;
mod clock;
pub mod compensation;
mod follow_up;
mod investigation;
mod lists;
mod phrases;
mod priority;
mod published;
mod region;
mod term;
#[cfg(test)]
mod tests;
mod texts;

use std::sync::LazyLock;

use serde::Deserialize;

pub use bilingual::{Bilingual, PolicyVersion};
pub use carriers::{Carrier, OwnCarrier, WaybillPattern};
pub use check::PolicyError;
pub(crate) use classification::Together;
pub use classification::{Classification, Keywords, Playbook, PlaybookStep, Spoken};
pub use clock::{Clock, ClockEffect, ClockPause, ClockStart, ClockStop, EscalationStep};
pub use follow_up::{FollowUp, Repeats};
pub use investigation::{CategoryCauses, Cause, Investigation, Search, SearchTerm, Stage};
pub(crate) use lists::parent_of;
pub use lists::{Category, Choice, PhotoSet, PhotoSlot, Scheme, SlotRule};
pub use phrases::{PhrasePlace, ReadyPhrase, Satisfaction};
pub use priority::{Factor, FactorDegree, FactorResult, FactorTable, ImpactTable, RiskTable};
pub use published::{PolicyPlace, PolicySection};
pub use region::{ClockRegion, RegionalTerm};
pub use term::{Confidence, Limit, Opening, Rule, Term};
pub use texts::{Retention, Targets, Texts};

use crate::{
    AnswerBy, Calendar, CategoryCode, Channel, ContactAbout, ContactOutcome, ContactWay, Date, Demand, Kind,
    ParcelStatus, PromiseStep, RatingAspect, RatingWay, ResponsibleUnit, Role, RuleCode, SkipReason, Slot,
    StatusSource,
};

/// One version of the rules, checked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Policy {
    version: PolicyVersion,
    #[serde(default)]
    valid_from: Option<Date>,
    #[serde(default)]
    valid_until: Option<Date>,
    #[serde(default)]
    sections: Vec<PolicySection>,
    carrier: OwnCarrier,
    rules: Vec<Rule>,
    kinds: Vec<Choice<Kind>>,
    categories: Vec<Category>,
    schemes: Vec<Scheme>,
    channels: Vec<Choice<Channel>>,
    answer_by: Vec<Choice<AnswerBy>>,
    demands: Vec<Choice<Demand>>,
    roles: Vec<Choice<Role>>,
    parcel_statuses: Vec<Choice<ParcelStatus>>,
    status_sources: Vec<Choice<StatusSource>>,
    contact_ways: Vec<Choice<ContactWay>>,
    contact_abouts: Vec<Choice<ContactAbout>>,
    contact_outcomes: Vec<Choice<ContactOutcome>>,
    #[serde(default = "FollowUp::usual")]
    follow_up: FollowUp,
    #[serde(default = "Repeats::usual")]
    repeats: Repeats,
    #[serde(default)]
    satisfaction: Satisfaction,
    #[serde(default)]
    phrases: Vec<ReadyPhrase>,
    skip_reasons: Vec<Choice<SkipReason>>,
    slots: Vec<PhotoSlot>,
    photo_sets: Vec<PhotoSet>,
    carriers: Vec<Carrier>,
    calendars: Vec<Calendar>,
    clocks: Vec<Clock>,
    /// Rules that clocks alone rest on.
    #[serde(default)]
    clock_rules: Vec<Rule>,
    /// Who is reminded of a clock that does not say so itself.
    #[serde(default = "EscalationStep::usual")]
    escalation: Vec<EscalationStep>,
    /// Regions whose terms are stricter; none where nothing is known of any.
    #[serde(default)]
    clock_regions: Vec<ClockRegion>,
    limits: Vec<Limit>,
    retention: Retention,
    texts: Texts,
    targets: Targets,
    compensation: compensation::Compensation,
    classification: Classification,
    investigation: Investigation,
    impact: ImpactTable,
    risk: RiskTable,
}

/// The document that comes with this program, as text.
pub const BUNDLED_DOCUMENT: &str = include_str!("../../policy/default.json");

static BUNDLED: LazyLock<Policy> =
    LazyLock::new(|| Policy::parse(BUNDLED_DOCUMENT).expect("the bundled policy is checked by a test"));

impl Policy {
    /// The version that came with this program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads and checks a document. What a newer version added is ignored.
    pub fn parse(document: &str) -> Result<Self, PolicyError> {
        serde_json::from_str::<Self>(document)?.finished()
    }

    /// Reads and checks a document for another carrier's desk, whose lines then stand in the texts.
    pub fn parse_for(document: &str, carrier: OwnCarrier) -> Result<Self, PolicyError> {
        let policy: Self = serde_json::from_str(document)?;
        Self { carrier, ..policy }.finished()
    }

    fn finished(mut self) -> Result<Self, PolicyError> {
        self.texts.fill(&self.carrier, &self.retention);
        self.rules.append(&mut self.clock_rules);
        self.fill_clocks()?;
        check::check(&self)?;
        Ok(self)
    }

    /// Gives clocks the term and the rule of the limits that they name.
    fn fill_clocks(&mut self) -> Result<(), PolicyError> {
        for clock in &mut self.clocks {
            if let Some(code) = &clock.limit {
                let limit = self.limits.iter().find(|limit| limit.code == *code);
                let limit = limit.ok_or_else(|| check::unresolved(clock.step.as_str(), code))?;
                clock.term = limit.term;
                clock.rule = limit.rule.clone();
            }
        }
        Ok(())
    }

    /// Which version it is.
    pub fn version(&self) -> &PolicyVersion {
        &self.version
    }

    /// The carrier whose desk this is.
    pub fn carrier(&self) -> &OwnCarrier {
        &self.carrier
    }

    /// Every rule that something rests on.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The kinds of ticket, in the order of their keys.
    pub fn kinds(&self) -> &[Choice<Kind>] {
        &self.kinds
    }

    /// Both levels of categories, each top followed by what stands below it.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The category, if this version knows it.
    pub fn category(&self, code: &CategoryCode) -> Option<&Category> {
        self.categories.iter().find(|category| category.code == *code)
    }

    /// How others sort the same matters.
    pub fn schemes(&self) -> &[Scheme] {
        &self.schemes
    }

    /// What `category` is called in a scheme: `("wechat", "1006")`.
    pub fn mapped(&self, scheme: &str, category: &CategoryCode) -> Option<&Choice<String>> {
        let class = self.category(category)?.maps.get(scheme)?;
        self.schemes.iter().find(|s| s.code == scheme)?.classes.iter().find(|c| c.code == *class)
    }

    /// How a matter may reach us.
    pub fn channels(&self) -> &[Choice<Channel>] {
        &self.channels
    }

    /// How customers may want to be answered.
    pub fn answer_by(&self) -> &[Choice<AnswerBy>] {
        &self.answer_by
    }

    /// What customers may ask for.
    pub fn demands(&self) -> &[Choice<Demand>] {
        &self.demands
    }

    /// Who may come.
    pub fn roles(&self) -> &[Choice<Role>] {
        &self.roles
    }

    /// Where a parcel may be.
    pub fn parcel_statuses(&self) -> &[Choice<ParcelStatus>] {
        &self.parcel_statuses
    }

    /// Who may say where it is.
    pub fn status_sources(&self) -> &[Choice<StatusSource>] {
        &self.status_sources
    }

    /// How customers may be reached.
    pub fn contact_ways(&self) -> &[Choice<ContactWay>] {
        &self.contact_ways
    }

    /// What a contact may be about.
    pub fn contact_abouts(&self) -> &[Choice<ContactAbout>] {
        &self.contact_abouts
    }

    /// What may become of one.
    pub fn contact_outcomes(&self) -> &[Choice<ContactOutcome>] {
        &self.contact_outcomes
    }

    /// When customers are told and asked.
    pub fn follow_up(&self) -> &FollowUp {
        &self.follow_up
    }

    /// Within how many days tickets are kin.
    pub fn repeats(&self) -> &Repeats {
        &self.repeats
    }

    /// What customers give stars for.
    pub fn satisfaction(&self) -> &Satisfaction {
        &self.satisfaction
    }

    /// Every ready phrase, in the order in which lists show them.
    pub fn phrases(&self) -> &[ReadyPhrase] {
        &self.phrases
    }

    /// The ready phrases of one place.
    pub fn phrases_for(&self, place: &PhrasePlace) -> impl Iterator<Item = &ReadyPhrase> {
        self.phrases.iter().filter(move |phrase| phrase.place == *place)
    }

    /// Why a slot may stay empty.
    pub fn skip_reasons(&self) -> &[Choice<SkipReason>] {
        &self.skip_reasons
    }

    /// Every photo slot, in the order of the capture screen.
    pub fn slots(&self) -> &[PhotoSlot] {
        &self.slots
    }

    /// The slots that such a ticket guides to, in the order of the capture screen.
    pub fn slots_for(&self, kind: Kind, category: &CategoryCode) -> Vec<SlotRule> {
        let Some(set) = self.photo_set_for(kind, category) else { return Vec::new() };
        let wanted = |slot: &PhotoSlot| set.required.contains(&slot.code) || set.offered.contains(&slot.code);
        let rule = |slot: &PhotoSlot| SlotRule {
            slot: slot.code.clone(),
            name: slot.name.clone(),
            hint: slot.hint.clone(),
            required: set.required.contains(&slot.code),
        };
        self.slots.iter().filter(|slot| wanted(slot)).map(rule).collect()
    }

    /// The set that names the category itself; else what stands above it; else the kind's own.
    fn photo_set_for(&self, kind: Kind, category: &CategoryCode) -> Option<&PhotoSet> {
        let sets = || self.photo_sets.iter().filter(|set| set.kinds.contains(&kind));
        sets()
            .find(|set| set.categories.contains(category))
            .or_else(|| sets().find(|set| lists::covers(&set.categories, category)))
            .or_else(|| sets().find(|set| set.categories.is_empty()))
    }

    /// Which photos matters need, the set that decides between equals first.
    pub fn photo_sets(&self) -> &[PhotoSet] {
        &self.photo_sets
    }

    /// The carriers whose numbers are known.
    pub fn carriers(&self) -> &[Carrier] {
        &self.carriers
    }

    /// The calendar that branches use unless they are given another.
    pub fn calendar(&self) -> &Calendar {
        self.calendars.first().expect("a checked policy has a calendar")
    }

    /// Every calendar, the one that branches use first.
    pub fn calendars(&self) -> &[Calendar] {
        &self.calendars
    }

    /// A calendar by its code.
    pub fn calendar_named(&self, code: &str) -> Option<&Calendar> {
        self.calendars.iter().find(|calendar| calendar.code() == code)
    }

    /// Every clock, in the order in which slips print what is promised.
    pub fn clocks(&self) -> &[Clock] {
        &self.clocks
    }

    /// The clocks that run for such a ticket, told to the customer or not, in that order. Of the clocks of one step
    /// only those that name the category most closely do.
    pub fn clocks_for(&self, kind: Kind, category: &CategoryCode) -> impl Iterator<Item = &Clock> {
        let runs = move |clock: &&Clock| {
            let closeness = clock.closeness(kind, category);
            let rivals = self.clocks.iter().filter(|other| other.step == clock.step);
            closeness.is_some() && rivals.filter_map(|it| it.closeness(kind, category)).max() == closeness
        };
        self.clocks.iter().filter(runs)
    }

    /// What is promised for such a ticket, in the order in which slips print it.
    pub fn promised_for(&self, kind: Kind, category: &CategoryCode) -> impl Iterator<Item = &Clock> {
        self.clocks_for(kind, category).filter(|clock| clock.promised)
    }

    /// The clock of one step, if it runs for such a ticket.
    pub fn clock_for(&self, kind: Kind, category: &CategoryCode, step: &PromiseStep) -> Option<&Clock> {
        self.clocks_for(kind, category).find(|clock| clock.step == *step)
    }

    /// Who is reminded of `clock`, and when.
    pub fn escalation_of<'a>(&'a self, clock: &'a Clock) -> &'a [EscalationStep] {
        if clock.escalation.is_empty() { &self.escalation } else { &clock.escalation }
    }

    /// Who is reminded of a clock that does not say so itself.
    pub fn escalation(&self) -> &[EscalationStep] {
        &self.escalation
    }

    /// The rule a clock rests on.
    pub fn rule_of(&self, clock: &Clock) -> &Rule {
        self.rules.iter().find(|rule| rule.code == clock.rule).expect("a checked policy resolves every rule")
    }

    /// Whether something is promised to customers by this rule.
    pub fn promises_by(&self, rule: &RuleCode) -> bool {
        self.clocks.iter().any(|clock| clock.promised && clock.rule == *rule)
    }

    /// A limit the desk must know: `inquiry_domestic`, `total_delay_other_city`, …
    pub fn limit(&self, code: &str) -> Option<&Limit> {
        self.limits.iter().find(|limit| limit.code == code)
    }

    /// Every limit.
    pub fn limits(&self) -> &[Limit] {
        &self.limits
    }

    /// What a branch aims at.
    pub fn targets(&self) -> Targets {
        self.targets
    }

    /// How long a ticket is kept, and why.
    pub fn retention(&self) -> &Retention {
        &self.retention
    }

    /// By which words a matter is sorted, who answers for it, and what is done about it.
    pub fn classification(&self) -> &Classification {
        &self.classification
    }

    /// What is found out, how, and what usually follows.
    pub fn investigation(&self) -> &Investigation {
        &self.investigation
    }

    /// How the four factors of an impact give a priority.
    pub fn impact(&self) -> &ImpactTable {
        &self.impact
    }

    /// How the three factors of a risk give a grade.
    pub fn risk(&self) -> &RiskTable {
        &self.risk
    }

    /// What papers print.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }
}

/// The names of words; one that this version does not know stands for itself.
macro_rules! names {
    ($($(#[$doc:meta])* $function:ident($word:ty) of $list:ident;)*) => {
        impl Policy {$(
            $(#[$doc])*
            pub fn $function(&self, word: &$word) -> Bilingual {
                let known = self.$list.iter().find(|choice| choice.code == *word);
                known.map_or_else(|| Bilingual::untranslated(word.as_str()), |choice| choice.name.clone())
            }
        )*}
    };
}

names! {
    /// A category's own name, without what stands above it.
    name_of_category_alone(CategoryCode) of categories;
    /// A channel's name.
    name_of_channel(Channel) of channels;
    /// A way of answering by name.
    name_of_answer_by(AnswerBy) of answer_by;
    /// A demand's name.
    name_of_demand(Demand) of demands;
    /// A role's name.
    name_of_role(Role) of roles;
    /// A parcel status by name.
    name_of_parcel_status(ParcelStatus) of parcel_statuses;
    /// The name of who said where a parcel was.
    name_of_status_source(StatusSource) of status_sources;
    /// A reason by name.
    name_of_skip_reason(SkipReason) of skip_reasons;
    /// A slot's name.
    name_of_slot(Slot) of slots;
}

impl Policy {
    /// A kind's name.
    pub fn name_of_kind(&self, kind: Kind) -> Bilingual {
        let known = self.kinds.iter().find(|choice| choice.code == kind);
        known.map_or_else(|| Bilingual::untranslated(kind.as_str()), |choice| choice.name.clone())
    }

    /// A category's name with what stands above it: `损毁 › 内件破损`.
    pub fn name_of_category(&self, code: &CategoryCode) -> Bilingual {
        let own = self.name_of_category_alone(code);
        match parent_of(code).and_then(|top| self.category(&top)) {
            Some(top) => Bilingual::new(
                format!("{} › {}", top.name.zh, own.zh),
                format!("{} › {}", top.name.en, own.en),
            ),
            None => own,
        }
    }

    /// What became of a contact, by name; also what came of a follow-up.
    pub fn name_of_contact_outcome(&self, outcome: &ContactOutcome) -> Bilingual {
        let known = self.contact_outcomes.iter().chain(&self.follow_up.outcomes);
        let known = known.into_iter().find(|choice| choice.code == *outcome);
        known.map_or_else(|| Bilingual::untranslated(outcome.as_str()), |choice| choice.name.clone())
    }

    /// An aspect's name.
    pub fn name_of_aspect(&self, aspect: RatingAspect) -> Bilingual {
        let known = self.satisfaction.aspects.iter().find(|choice| choice.code == aspect);
        known.map_or_else(|| Bilingual::untranslated(aspect.as_str()), |choice| choice.name.clone())
    }

    /// The name of a way to ask for stars.
    pub fn name_of_rating_way(&self, way: &RatingWay) -> Bilingual {
        let known = self.satisfaction.ways.iter().find(|choice| choice.code == *way);
        known.map_or_else(|| Bilingual::untranslated(way.as_str()), |choice| choice.name.clone())
    }

    /// The name of a unit that answers for matters.
    pub fn name_of_unit(&self, code: &ResponsibleUnit) -> Bilingual {
        let known = self.classification.units().iter().find(|unit| unit.code == *code);
        known.map_or_else(|| Bilingual::untranslated(code.as_str()), |unit| unit.name.clone())
    }

    /// A carrier's name by its code; an unknown code stands for itself.
    pub fn name_of_carrier(&self, code: &str) -> Bilingual {
        let known = self.carriers.iter().find(|carrier| carrier.code == code);
        known.map_or_else(|| Bilingual::untranslated(code), |carrier| carrier.name.clone())
    }
}
