//! What makes the section of compensation sound: lists that resolve, words that are whole, and authority without gap.

use std::collections::BTreeSet;

use super::{Circumstance, Compensation, FigureName, FlagWord, Phrase, Reason, Sum, TimeEffect, floors};
use crate::{
    Act, Bilingual, Fen, RuleCode, StaffRole,
    compensation::{ExemptionCode, Finding, Incident, LineKind, ProofCode},
    policy::{
        Choice, Policy,
        check::{PolicyError, list_is_sound, unresolved},
    },
};

/// Whether claims can be assessed by `policy` at all, and by no less than the law.
pub(in crate::policy) fn check(policy: &Policy) -> Result<(), PolicyError> {
    let rules = &policy.compensation;
    lists_are_sound(rules)?;
    time_and_proofs_resolve(rules, policy)?;
    if let Some(of) = rules.incidents_of.iter().find(|of| policy.category(&of.category).is_none()) {
        return Err(unresolved("incidents_of", of.category.as_str()));
    }
    let carriers = || rules.services.iter().flat_map(|service| &service.carriers);
    if let Some(code) = carriers().find(|code| policy.carriers.iter().all(|carrier| carrier.code != **code)) {
        return Err(unresolved("services", code));
    }
    measures_resolve(rules, policy)?;
    words_are_whole(rules)?;
    authority_is_clear(rules)?;
    if !rules.review.earlier_claims_within.is_sane() || rules.review.earlier_claims == 0 {
        return Err(PolicyError::Absurd("the review".to_owned()));
    }
    if rules.rounds.most == 0 || rules.rounds.citation.is_incomplete() {
        return Err(PolicyError::Absurd("the rounds of a decision".to_owned()));
    }
    floors::check(policy)
}

fn lists_are_sound(rules: &Compensation) -> Result<(), PolicyError> {
    macro_rules! list {
        ($($list:ident: $code:expr;)*) => {$(
            let named: Vec<(&str, &Bilingual)> = rules.$list.iter().map($code).collect();
            list_is_sound(stringify!($list), &named)?;
        )*};
    }
    list! {
        services: |it| (it.code.as_str(), &it.name);
        incidents: |it| (it.code.as_str(), &it.name);
        exemptions: |it| (it.code.as_str(), &it.name);
        measures: |it| (it.code.as_str(), &it.name);
        proofs: |it| (it.code.as_str(), &it.name);
        proof_needs: |it| (it.code.as_str(), &it.name);
        waivers: |it| (it.code.as_str(), &it.name);
        payment_methods: |it| (it.code.as_str(), &it.name);
        payees: |it| (it.code.as_str(), &it.name);
        departures: |it| (it.code.as_str(), &it.name);
    }
    has_all("incidents", &rules.incidents, Incident::ALL, Incident::as_str)
}

/// Refuses a list in which a word of the program is missing.
fn has_all<C: PartialEq + Copy>(
    list: &'static str,
    choices: &[Choice<C>],
    all: &[C],
    name: impl Fn(C) -> &'static str,
) -> Result<(), PolicyError> {
    let named: Vec<(&str, &Bilingual)> =
        choices.iter().map(|choice| (name(choice.code), &choice.name)).collect();
    list_is_sound(list, &named)?;
    match all.iter().find(|word| choices.iter().all(|choice| choice.code != **word)) {
        Some(missing) => Err(unresolved("the program", name(*missing))),
        None => Ok(()),
    }
}

/// Refuses a rule that is not there, or does not say where it was found.
fn is_cited(from: &str, code: &RuleCode, policy: &Policy) -> Result<(), PolicyError> {
    match policy.rule(code) {
        None => Err(unresolved(from, code.as_str())),
        Some(rule) if rule.source.trim().is_empty() => Err(PolicyError::Unsourced(code.to_string())),
        Some(_) => Ok(()),
    }
}

fn measures_resolve(rules: &Compensation, policy: &Policy) -> Result<(), PolicyError> {
    for measure in &rules.measures {
        let name = measure.code.as_str();
        let absurd = || Err(PolicyError::Absurd(name.to_owned()));
        if measure.services.is_empty() || measure.why.is_incomplete() {
            return Err(PolicyError::Words(name.to_owned()));
        }
        if let Some(missing) = measure.services.iter().find(|code| rules.service(code).is_none()) {
            return Err(unresolved(name, missing.as_str()));
        }
        if let Some(missing) = &measure.exempted_by
            && rules.exemptions.iter().all(|choice| choice.code != *missing)
        {
            return Err(unresolved(name, missing.as_str()));
        }
        let is_of_time = measure.exempted_by == Some(ExemptionCode::TIME_BAR);
        let bars = |code: &String| {
            let bearing = rules.time_limits.iter().filter(|bearing| bearing.limit == *code);
            bearing.clone().any(|bearing| bearing.effect == TimeEffect::Bars)
        };
        if is_of_time != measure.limit.is_some() || !measure.limit.iter().all(bars) {
            return absurd();
        }
        is_cited(name, &measure.rule, policy)?;
        for line in &measure.lines {
            is_cited(name, &line.rule, policy)?;
        }
        for incident in Incident::ALL {
            let kinds: Vec<_> = measure.lines_for(*incident).map(|line| line.line).collect();
            if kinds.iter().collect::<BTreeSet<_>>().len() != kinds.len() {
                return absurd();
            }
        }
        let is_own_promise = measure.proposed_when.contains(&Circumstance::OwnPromiseIsHigher);
        let stray = |sum: Sum| match sum {
            Sum::Promised => !is_own_promise,
            Sum::LossUpToFreight { times } | Sum::FreightTimes { times } => times == 0,
            _ => false,
        };
        if measure.lines.iter().any(|line| stray(line.sum)) {
            return absurd();
        }
    }
    Ok(())
}

fn time_and_proofs_resolve(rules: &Compensation, policy: &Policy) -> Result<(), PolicyError> {
    for bearing in &rules.time_limits {
        let limit = policy.limit(&bearing.limit).ok_or_else(|| unresolved("a time limit", &bearing.limit))?;
        is_cited(&bearing.limit, &limit.rule, policy)?;
        if let Some(missing) = bearing.services.iter().find(|code| rules.service(code).is_none()) {
            return Err(unresolved(&bearing.limit, missing.as_str()));
        }
    }
    for need in &rules.proof_needs {
        is_cited(&need.code, &need.rule, policy)?;
        let known = |code: &ProofCode| rules.proofs.iter().any(|choice| choice.code == *code);
        if let Some(missing) = need.any_of.iter().find(|code| !known(code)) {
            return Err(unresolved(&need.code, missing.as_str()));
        }
        if let Some(missing) = need.services.iter().find(|code| rules.service(code).is_none()) {
            return Err(unresolved(&need.code, missing.as_str()));
        }
        if let Some(missing) =
            need.slots.iter().find(|code| !policy.slots().iter().any(|it| it.code == **code))
        {
            return Err(unresolved(&need.code, missing.as_str()));
        }
        if need.any_of.is_empty() {
            return Err(PolicyError::Absurd(need.code.clone()));
        }
    }
    Ok(())
}

fn words_are_whole(rules: &Compensation) -> Result<(), PolicyError> {
    let words = &rules.words;
    has_all("lines", &words.lines, LineKind::ALL, LineKind::as_str)?;
    has_all("figures", &words.figures, FigureName::ALL, FigureName::as_str)?;
    has_all("steps", &words.steps, super::StepWord::ALL, super::StepWord::as_str)?;
    has_all("circumstances", &words.circumstances, Circumstance::ALL, Circumstance::as_str)?;
    has_all("reasons", &words.reasons, Reason::ALL, Reason::as_str)?;
    has_all("findings", &words.findings, Finding::ALL, Finding::as_str)?;
    has_all("flags", &words.flags, FlagWord::ALL, FlagWord::as_str)?;
    has_all("phrases", &words.phrases, Phrase::ALL, Phrase::as_str)?;
    for step in &words.steps {
        let figures: Vec<&str> = step.code.figures().iter().map(|figure| figure.as_str()).collect();
        name_exactly(step.code.as_str(), &step.name, &figures)?;
    }
    let plain = |list: &str, named: &Bilingual| name_exactly(list, named, &[]);
    words.lines.iter().try_for_each(|it| plain(it.code.as_str(), &it.name))?;
    words.figures.iter().try_for_each(|it| plain(it.code.as_str(), &it.name))?;
    words.circumstances.iter().try_for_each(|it| plain(it.code.as_str(), &it.name))?;
    words.findings.iter().try_for_each(|it| plain(it.code.as_str(), &it.name))?;
    words.reasons.iter().try_for_each(|it| name_exactly(it.code.as_str(), &it.name, it.code.marks()))?;
    words.flags.iter().try_for_each(|it| name_exactly(it.code.as_str(), &it.name, it.code.marks()))?;
    words.phrases.iter().try_for_each(|it| name_exactly(it.code.as_str(), &it.name, it.code.marks()))
}

/// Refuses words in which a figure is not named in both languages, or one is named that is not filled in.
fn name_exactly(code: &str, words: &Bilingual, marks: &[&str]) -> Result<(), PolicyError> {
    let names_all = |text: &String| marks.iter().all(|mark| text.contains(&format!("{{{mark}}}")));
    let rest = marks.iter().fold(words.clone(), |rest, mark| rest.filled(mark, &Bilingual::default()));
    let is_whole = [&words.zh, &words.en].into_iter().all(names_all);
    match is_whole && ![rest.zh, rest.en].iter().any(|text| text.contains(['{', '}'])) {
        true => Ok(()),
        false => Err(PolicyError::Words(code.to_owned())),
    }
}

/// The bands begin at nothing, touch each other, never overlap, and the last is open and takes two people. Nobody
/// approves by them who neither decides nor releases.
fn authority_is_clear(rules: &Compensation) -> Result<(), PolicyError> {
    let unclear = |fen: Fen| Err(PolicyError::Authority(fen.to_string()));
    let Some(last) = rules.authority.last() else { return Err(PolicyError::Empty("authority")) };
    let mut reached = Some(Fen::ZERO);
    for band in &rules.authority {
        let is_next =
            reached == Some(band.above_fen) && band.up_to_fen.is_none_or(|up_to| up_to > band.above_fen);
        let may = |role: &StaffRole| role.may(Act::Decide) || role.may(Act::Release);
        let roles = band.roles.iter().chain(&band.second_roles);
        if !is_next || band.roles.is_empty() || !roles.into_iter().all(may) {
            return unclear(band.above_fen);
        }
        reached = band.up_to_fen;
    }
    match reached {
        None if !last.second_roles.is_empty() => Ok(()),
        _ => unclear(last.above_fen),
    }
}
