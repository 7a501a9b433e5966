//! Fields of what several papers tell: the waybill, the parties, the demand, the cover.

use crate::moment::Moment;
use crate::money::yuan;
use crate::paper::{Bilingual, Tongue};
use crate::sentence;
use crate::settlement::Decider;
use crate::strip::Strip;
use crate::values::{Cover, Demand, Issue, Late, Visitor, Waybill};
use crate::words::word_with;
use crate::wrap::Span;

use super::field::{self, Field, Paragraph};
use super::setter::Setter;

pub(crate) fn waybill(setter: &Setter<'_>, waybill: &Option<Waybill>) -> Option<Field> {
    let waybill = waybill.as_ref()?;
    let mut parts = vec![vec![setter.span(&waybill.number, setter.bold())]];
    parts.extend(waybill.carrier.as_ref().map(|carrier| setter.inline_text(carrier, setter.body())));
    Field::parts("paper-waybill", parts)
}

pub(crate) fn visitor(setter: &Setter<'_>, visitor: &Option<Visitor>) -> Option<Field> {
    let visitor = visitor.as_ref()?;
    let mut parts = Vec::new();
    parts.extend(visitor.role.map(|role| setter.inline_words(role.id(), setter.body())));
    parts.extend(
        [&visitor.name, &visitor.phone]
            .into_iter()
            .flatten()
            .map(|known| vec![setter.span(known, setter.body())]),
    );
    Field::parts("paper-visitor", parts)
}

/// What is asked for, how much of it, and why, in the customer's own words.
pub(crate) fn demand_parts(setter: &Setter<'_>, demand: &Demand) -> Vec<Vec<Span>> {
    let mut parts = Vec::new();
    if !demand.what.is_empty() {
        parts.push(setter.inline(&setter.sentences(&in_one(&demand.what)), setter.body()));
    }
    if let Some(amount) = &demand.amount {
        parts.push(vec![setter.span(&yuan(amount.fen), setter.bold())]);
        parts.push(vec![setter.span(&amount.capitals, setter.body())]);
    }
    let words = demand.words.as_ref().filter(|words| !words.trim().is_empty());
    parts.extend(words.map(|words| vec![setter.span(words, setter.body())]));
    parts
}

pub(crate) fn cover(setter: &Setter<'_>, cover: Option<Cover>) -> Option<Field> {
    let value = match cover? {
        Cover::Insured(fen) => vec![setter.span(&yuan(fen), setter.body())],
        Cover::NotInsured => setter.inline_words("paper-not-insured", setter.body()),
    };
    Some(Field::of("paper-insured", value))
}

/// Several demands as one sentence in each language.
fn in_one(demands: &[Bilingual]) -> Bilingual {
    let zh: Vec<&str> = demands.iter().map(|demand| demand.pick(Tongue::Chinese)).collect();
    let en: Vec<String> =
        demands.iter().map(|demand| sentence::within(demand.pick(Tongue::English))).collect();
    Bilingual::new(zh.join("、"), en.join(", "))
}

/// Who served at which counter.
pub(crate) fn attended(setter: &Setter<'_>, issue: &Issue) -> Vec<Option<Field>> {
    vec![
        Field::plain(setter, "paper-clerk", &issue.clerk),
        Field::plain(setter, "paper-counter", &issue.counter),
    ]
}

/// Who decided: as what, of which unit, and when.
pub(crate) fn decider(setter: &Setter<'_>, label: &'static str, decider: &Decider) -> Option<Field> {
    let mut parts = Vec::new();
    parts.extend((!decider.role.is_blank()).then(|| setter.inline_text(&decider.role, setter.body())));
    parts.extend(decider.name.as_ref().map(|name| vec![setter.span(name, setter.body())]));
    parts.extend(decider.unit.as_ref().map(|unit| setter.inline_text(unit, setter.body())));
    parts.extend(decider.at.as_ref().map(|at| setter.inline(&setter.moments(at), setter.body())));
    Field::parts(label, parts)
}

/// At which stage it went wrong, why, and who caused it; what is not established yet says so.
pub(crate) fn fault(
    setter: &Setter<'_>,
    stage: &Option<Bilingual>,
    cause: &Option<Bilingual>,
    unit: &Option<Bilingual>,
) -> Vec<Strip> {
    let told = |label, text: &Option<Bilingual>| {
        Field::text(setter, label, text)
            .or_else(|| Some(Field::versions(setter, label, setter.words("paper-not-established"))))
    };
    field::strips(
        setter,
        vec![
            vec![told("paper-stage", stage)],
            vec![told("paper-cause", cause)],
            vec![told("paper-responsible-unit", unit)],
        ],
    )
}

/// What was late when the paper was made, each with its date.
pub(crate) fn late(setter: &Setter<'_>, late: &Option<Late>) -> Option<Field> {
    let late = late.as_ref().filter(|late| !late.promises.is_empty())?;
    let year = Some(late.at.year);
    let paragraph = |(what, due): &(Bilingual, Moment)| {
        let tongues = setter.language.tongues().iter();
        let told = tongues.map(|tongue| {
            let due = sentence::within(&due.as_term(*tongue, year));
            let what = sentence::alone(what.pick(*tongue));
            word_with(*tongue, "paper-late-promise", &[("what", &what), ("due", &due)])
        });
        Paragraph::Versions(told.collect(), setter.bold())
    };
    let tongues = setter.language.tongues().iter();
    let at = tongues.map(|tongue| word_with(*tongue, "paper-late-at", &[("at", &late.at.in_full(*tongue))]));
    let mut value = vec![Paragraph::Versions(at.collect(), setter.body())];
    value.extend(late.promises.iter().map(paragraph));
    Some(Field { label: "paper-late", value })
}
