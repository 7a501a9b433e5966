//! An assessment as the page shows it: as it was made, and as the same claim comes to today.

use domain::{
    AwardLine, Bilingual, Date, EventId, Fen, Instant, Policy, RuleCode, Ticket,
    compensation::{
        Alternative, Claim, DepartureCode, Finding, Line, LineKind, NeedStanding, Place, ProofTold,
        TimeLimitTold, assess,
    },
    policy::{Confidence, compensation::words_of},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::people::People;
use crate::{line_reader::BranchReader, store::TicketLog};

/// A word of the policy with its name.
#[derive(Serialize, ToSchema)]
pub struct Named {
    code: String,
    name: Bilingual,
}

impl Named {
    /// A code and what people read.
    pub fn of(code: &str, name: &Bilingual) -> Self {
        Self { code: code.to_owned(), name: name.clone() }
    }
}

/// The last assessment, as it was made and shown.
#[derive(Serialize, ToSchema)]
pub struct AssessedView {
    event: EventId,
    at: Instant,
    by: Option<String>,
    on: Date,
    measure: Option<Named>,
    incident: Bilingual,
    service: Bilingual,
    lines: Vec<AwardLineView>,
    total_fen: Fen,
    capitals: String,
    departure: Option<Bilingual>,
    words: Option<String>,
    /// The rules that it was made by.
    policy: String,
    /// Whether those are the ones of today.
    is_policy_in_force: bool,
}

/// One head of what is paid, as it was shown.
#[derive(Serialize, ToSchema)]
pub struct AwardLineView {
    kind: LineKind,
    name: Bilingual,
    fen: Fen,
    rule: RuleCode,
    ground: Bilingual,
    reckoned: Vec<Bilingual>,
}

/// What the same claim comes to today.
#[derive(Serialize, ToSchema)]
pub struct TodayView {
    policy: String,
    on: Date,
    /// What is proposed, where it can be said.
    proposed_fen: Option<Fen>,
    alternatives: Vec<AlternativeView>,
    exemptions: Vec<ExemptionView>,
    time_limits: Vec<TimeLimitView>,
    proofs: Vec<ProofView>,
    flags: Vec<Bilingual>,
}

/// What one measure comes to.
#[derive(Serialize, ToSchema)]
pub struct AlternativeView {
    measure: String,
    name: Bilingual,
    rule: RuleCode,
    citation: Bilingual,
    confidence: &'static str,
    lines: Vec<LineView>,
    left_out: Vec<LeftOut>,
    total_fen: Option<Fen>,
    capitals: Option<String>,
    /// The figure without which no total can be said.
    lacks: Option<Bilingual>,
    is_proposed: bool,
    why: Bilingual,
    /// Whether it is the one that the assessment took.
    is_assessed: bool,
}

/// One head of a measure.
#[derive(Serialize, ToSchema)]
pub struct LineView {
    kind: LineKind,
    name: Bilingual,
    fen: Option<Fen>,
    lacks: Option<Bilingual>,
    rule: RuleCode,
    citation: Bilingual,
    confidence: &'static str,
    steps: Vec<Bilingual>,
}

/// A head that was left out, and the figure that it lacks.
#[derive(Serialize, ToSchema)]
pub struct LeftOut {
    name: Bilingual,
    lacks: Bilingual,
}

/// A ground on which less would be owed.
#[derive(Serialize, ToSchema)]
pub struct ExemptionView {
    name: Bilingual,
    finding: Finding,
    finding_name: Bilingual,
    ground: Option<Bilingual>,
    touches: bool,
}

/// A limit of time.
#[derive(Serialize, ToSchema)]
pub struct TimeLimitView {
    name: Bilingual,
    from: Option<Date>,
    last_on: Option<Date>,
    is_over: Option<bool>,
    bars: bool,
    citation: Bilingual,
}

/// A rule by which nothing may be paid.
#[derive(Serialize, ToSchema)]
pub struct GroundView {
    rule: RuleCode,
    /// What bears on the claim by it: an exemption, a limit of time; none for a rule that does not.
    name: Option<Bilingual>,
    citation: Bilingual,
    is_by_law: bool,
    /// Whether a person upheld it.
    is_found: bool,
}

/// What the claim must be borne out by.
#[derive(Serialize, ToSchema)]
pub struct ProofView {
    name: Bilingual,
    any_of: Vec<Bilingual>,
    /// `given`, `waived`, `owed`, `late`, `missing`.
    standing: &'static str,
    proof: Option<Bilingual>,
    on: Option<Date>,
    waived_for: Option<Bilingual>,
}

/// A departure's name; one that this version does not know stands for itself.
pub fn name_of_departure(code: &DepartureCode, policy: &Policy) -> Bilingual {
    let known = policy.compensation().departures.iter().find(|choice| choice.code == *code);
    known.map_or_else(|| Bilingual::untranslated(code.as_str()), |choice| choice.name.clone())
}

/// Heads as they were shown.
pub fn award_lines(lines: &[AwardLine], policy: &Policy) -> Vec<AwardLineView> {
    let line = |line: &AwardLine| AwardLineView {
        kind: line.kind,
        name: name_of_line(line.kind, policy),
        fen: line.fen,
        rule: line.rule.clone(),
        ground: line.ground.clone(),
        reckoned: line.reckoned.clone(),
    };
    lines.iter().map(line).collect()
}

/// The last assessment.
pub fn assessed(
    ticket: &Ticket,
    reader: &BranchReader,
    log: &TicketLog,
    people: &People,
    policy: &Policy,
) -> Option<AssessedView> {
    let assessed = ticket.assessment()?;
    let made = &assessed.made;
    let events = reader.events(&log.lines, log.key.as_ref());
    let version = events.iter().find(|event| event.id == assessed.event).map(|event| event.policy.clone())?;
    let rules = policy.compensation();
    let incident = rules.incidents.iter().find(|choice| choice.code == made.claim.incident);
    let total = made.total();
    Some(AssessedView {
        event: assessed.event,
        at: assessed.at,
        by: people.name(assessed.by),
        on: made.on,
        measure: made.measure.as_ref().map(|code| {
            let name = rules.measure(code).map(|measure| measure.name.clone());
            Named {
                code: code.as_str().to_owned(),
                name: name.unwrap_or_else(|| Bilingual::untranslated(code.as_str())),
            }
        }),
        incident: incident.map_or_else(
            || Bilingual::untranslated(made.claim.incident.as_str()),
            |choice| choice.name.clone(),
        ),
        service: rules.service(&made.claim.service).map_or_else(
            || Bilingual::untranslated(made.claim.service.as_str()),
            |service| service.name.clone(),
        ),
        lines: award_lines(&made.lines, policy),
        total_fen: total,
        capitals: domain::capitals(total),
        departure: made.departure.as_ref().map(|code| name_of_departure(code, policy)),
        words: made.words.as_ref().and_then(|words| words.open().cloned()),
        is_policy_in_force: version == *policy.version(),
        policy: version.to_string(),
    })
}

/// The assessed claim with the proofs as they stand, reckoned anew; none where nothing was assessed.
pub fn today(ticket: &Ticket, on: Date, policy: &Policy) -> Option<TodayView> {
    let measure = ticket.assessment()?.made.measure.clone();
    let claim = ticket.claim_to_assess(|ticket| ticket.assessments[0].made.claim.clone());
    let assessment = assess(&claim, on, policy.calendar(), policy);
    let alternative = |alternative: &Alternative| {
        let is_assessed = measure.as_ref() == Some(&alternative.measure);
        view_alternative(alternative, is_assessed, policy)
    };
    let exemption = |told: &domain::compensation::ExemptionTold| ExemptionView {
        name: told.name.clone(),
        finding: told.finding,
        finding_name: words_of(&policy.compensation().words.findings, &told.finding),
        ground: told.ground.as_ref().map(|(_, citation)| citation.clone()),
        touches: told.touches,
    };
    Some(TodayView {
        policy: assessment.policy.to_string(),
        on,
        proposed_fen: assessment.proposed_fen(),
        alternatives: assessment.alternatives.iter().map(alternative).collect(),
        exemptions: assessment.exemptions.iter().map(exemption).collect(),
        time_limits: assessment.time_limits.iter().map(time_limit).collect(),
        proofs: assessment.proofs.iter().map(|told| proof(told, policy)).collect(),
        flags: assessment.flags.iter().map(|flag| flag.in_words(policy)).collect(),
    })
}

/// Every rule of the policy, each once: first those of exemptions and limits of time that bear on the claim.
pub fn grounds(ticket: &Ticket, on: Date, policy: &Policy) -> Vec<GroundView> {
    let claim = ticket.claim_to_assess(|ticket| Claim::taken_in(ticket, policy.calendar().zone(), policy));
    let assessment = assess(&claim, on, policy.calendar(), policy);
    let exemptions = assessment.exemptions.iter().filter(|told| told.touches).filter_map(|told| {
        let (rule, _) = told.ground.as_ref()?;
        Some((rule.clone(), Some(told.name.clone()), told.is_upheld()))
    });
    let limits = assessment.time_limits.iter().filter(|told| told.bars() || told.is_unripe());
    let limits = limits.map(|told| (told.rule.clone(), Some(told.name.clone()), false));
    let others = policy.rules().iter().map(|rule| (rule.code.clone(), None, false));
    let mut grounds: Vec<GroundView> = Vec::new();
    for (code, name, is_found) in exemptions.chain(limits).chain(others) {
        let Some(rule) = policy.rule(&code) else { continue };
        if grounds.iter().all(|known| known.rule != code) {
            let (citation, is_by_law) = (rule.citation.clone(), rule.by_law);
            grounds.push(GroundView { rule: code, name, citation, is_by_law, is_found });
        }
    }
    grounds
}

fn view_alternative(alternative: &Alternative, is_assessed: bool, policy: &Policy) -> AlternativeView {
    let words = &policy.compensation().words;
    let total = alternative.total();
    let (Place::Proposed { why } | Place::Beside { words: why, .. }) = &alternative.place;
    let left_out = alternative.left_out.iter();
    AlternativeView {
        measure: alternative.measure.as_str().to_owned(),
        name: alternative.name.clone(),
        rule: alternative.rule.clone(),
        citation: alternative.citation.clone(),
        confidence: letter(alternative.confidence),
        lines: alternative.lines.iter().map(|line| view_line(line, policy)).collect(),
        left_out: left_out
            .map(|(kind, figure)| LeftOut {
                name: name_of_line(*kind, policy),
                lacks: words_of(&words.figures, figure),
            })
            .collect(),
        total_fen: total.ok(),
        capitals: total.ok().map(domain::capitals),
        lacks: total.err().map(|figure| words_of(&words.figures, &figure)),
        is_proposed: alternative.is_proposed(),
        why: why.clone(),
        is_assessed,
    }
}

fn view_line(line: &Line, policy: &Policy) -> LineView {
    LineView {
        kind: line.kind,
        name: name_of_line(line.kind, policy),
        fen: line.fen.ok(),
        lacks: line.fen.err().map(|figure| words_of(&policy.compensation().words.figures, &figure)),
        rule: line.rule.clone(),
        citation: line.citation.clone(),
        confidence: letter(line.confidence),
        steps: line.steps.iter().map(|step| step.in_words(policy)).collect(),
    }
}

fn time_limit(told: &TimeLimitTold) -> TimeLimitView {
    TimeLimitView {
        name: told.name.clone(),
        from: told.from,
        last_on: told.last_on,
        is_over: told.is_over,
        bars: told.bars(),
        citation: told.citation.clone(),
    }
}

fn proof(told: &ProofTold, policy: &Policy) -> ProofView {
    let mut view = ProofView {
        name: told.name.clone(),
        any_of: told.any_of.iter().map(|(_, name)| name.clone()).collect(),
        standing: "missing",
        proof: None,
        on: None,
        waived_for: None,
    };
    let (standing, code, day) = match &told.standing {
        NeedStanding::Missing => return view,
        NeedStanding::Waived { why } => {
            let known = policy.compensation().waivers.iter().find(|choice| choice.code == *why);
            let name = known.map(|choice| choice.name.clone());
            view.standing = "waived";
            view.waived_for = Some(name.unwrap_or_else(|| Bilingual::untranslated(why.as_str())));
            return view;
        }
        NeedStanding::Given { proof, on } => ("given", proof, *on),
        NeedStanding::Owed { proof, by } => ("owed", proof, *by),
        NeedStanding::Late { proof, by } => ("late", proof, *by),
    };
    view.standing = standing;
    view.proof = Some(policy.name_of_proof(code));
    view.on = Some(day);
    view
}

fn name_of_line(kind: LineKind, policy: &Policy) -> Bilingual {
    words_of(&policy.compensation().words.lines, &kind)
}

fn letter(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::A => "A",
        Confidence::B => "B",
        Confidence::C => "C",
        Confidence::M => "M",
    }
}
