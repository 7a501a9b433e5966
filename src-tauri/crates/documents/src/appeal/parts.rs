//! The parts of an answer to an appeal.

use crate::claim_form::{party_field, shipment_rows};
use crate::moment::Moment;
use crate::set::field::{self, Field, Paragraph};
use crate::set::foot::{self, Place};
use crate::set::known;
use crate::set::money_lines;
use crate::set::part;
use crate::set::setter::Setter;
use crate::set::table::{self, Cell, Column, Table, Width};
use crate::strip::{Strip, tie};

use super::{AppealAnswer, ClockTold, Happening, Outcome, Satisfied};

pub(super) fn fields(setter: &Setter<'_>, answer: &AppealAnswer) -> Vec<Strip> {
    let (issue, shipment) = (&answer.issue, &answer.shipment);
    let handler = Some(answer.handler.clone());
    let mut rows = vec![
        vec![
            Field::plain(setter, "paper-appeal-number", &answer.appeal),
            Field::moment(setter, "paper-forwarded", &answer.forwarded),
        ],
        vec![
            Field::moment(setter, "paper-received", &answer.received),
            Field::moment(setter, "paper-answered-at", &issue.at),
        ],
        vec![
            Field::plain(setter, "paper-handler", &handler),
            Field::plain(setter, "paper-handler-phone", &answer.handler_phone),
        ],
    ];
    rows.extend(answer.parties.iter().map(|party| vec![party_field(setter, party)]));
    rows.extend(shipment_rows(setter, shipment));
    rows.extend([
        vec![Field::text(setter, "paper-category", &answer.category)],
        vec![Field::story(setter, "paper-story", &answer.story)],
        vec![Field::parts("paper-demand", known::demand_parts(setter, &answer.asked))],
    ]);
    field::strips(setter, rows)
}

/// What was agreed and paid, what was explained, or how far it has come.
pub(super) fn outcome(setter: &Setter<'_>, answer: &AppealAnswer) -> Vec<Strip> {
    let mut strips = Vec::new();
    match &answer.outcome {
        Outcome::Agreed { agreement, lines, total, paid_at } => {
            strips.extend(part::heading(setter, &setter.words("paper-agreement")));
            let agreement = setter.either(&setter.sentences(agreement), setter.body(), setter.width);
            strips.extend(setter.column(&agreement, 0.0));
            strips.extend(money_lines::strips(setter, "paper-agreed-amount", lines, total, None));
            // When it was paid belongs to how much.
            if let Some(last) = strips.last_mut() {
                last.tied = true;
            }
            let paid = Field::moment(setter, "paper-paid-at", paid_at)
                .unwrap_or_else(|| Field::versions(setter, "paper-paid-at", setter.words("paper-not-paid")));
            let mut paid = field::strips(setter, vec![vec![Some(paid)]]);
            if let Some(first) = paid.first_mut() {
                first.before = setter.look.between;
            }
            strips.extend(paid);
            if let Some(explanation) = &answer.explanation {
                strips.extend(part::told(setter, "paper-explanation", explanation));
            }
        }
        Outcome::Explained => {
            let explanation = answer.explanation.as_deref().unwrap_or_default();
            strips.extend(part::told(setter, "paper-explanation", explanation));
        }
        Outcome::Unfinished { progress, principle, negotiation } => {
            strips.extend(part::heading(setter, &setter.words("paper-unfinished")));
            for (title, text) in [
                ("paper-progress", progress),
                ("paper-principle", principle),
                ("paper-negotiation", negotiation),
            ] {
                strips.extend(part::told(setter, title, text));
            }
            if let Some(explanation) = &answer.explanation {
                strips.extend(part::told(setter, "paper-explanation", explanation));
            }
        }
    }
    strips
}

pub(super) fn satisfied(setter: &Setter<'_>, answer: &AppealAnswer) -> Vec<Strip> {
    let id = match answer.satisfied {
        Satisfied::Yes => "paper-satisfied-yes",
        Satisfied::No => "paper-satisfied-no",
        Satisfied::NotReached => "paper-satisfied-not-reached",
        Satisfied::NotAsked => "paper-satisfied-not-asked",
    };
    let told = Paragraph::Versions(setter.words(id), setter.bold());
    field::strips(
        setter,
        vec![
            vec![Some(Field { label: "paper-customer-is", value: vec![told] })],
            vec![Field::story(setter, "paper-customer-said", &answer.remark)],
        ],
    )
}

/// Every clock with its due time and whether it was kept, under which rule.
pub(super) fn clocks(setter: &Setter<'_>, clocks: &[ClockTold], now: Option<Moment>) -> Vec<Strip> {
    let mut table = Table::of(&[
        Column::left("paper-clock", Width::Share(1.0)),
        Column::date("paper-due", Width::Fit(0.2)),
        Column::date("paper-done-at", Width::Fit(0.2)),
        Column::left("paper-state", Width::Fit(0.2)),
    ]);
    let year = now.map(|now| now.year);
    let at = |at: &Option<Moment>| Cell::of(at.map(|at| setter.compact(&at, year)).unwrap_or_default());
    for clock in clocks {
        let (is_late, state) = standing(clock, now);
        let state = Cell::versions(setter.words(state));
        table.rows.push(vec![
            Cell::versions(setter.sentences(&clock.name)),
            at(&Some(clock.due)),
            at(&clock.done),
            if is_late { state.bold() } else { state },
        ]);
        table.notes.push(money_lines::rule(setter, &clock.citation));
    }
    let mut strips = part::heading(setter, &setter.words("paper-clocks"));
    strips.extend(if table.rows.is_empty() { part::none(setter) } else { table::strips(setter, &table) });
    strips
}

/// Whether a clock is late, and where it stands in words.
fn standing(clock: &ClockTold, now: Option<Moment>) -> (bool, &'static str) {
    let until = clock.done.or(now);
    let is_late = clock.is_late || until.is_some_and(|until| clock.due.has_passed(&until));
    let state = match (clock.done.is_some(), is_late) {
        (true, false) => "paper-clock-kept",
        (true, true) => "paper-clock-late",
        (false, true) => "paper-clock-overdue",
        (false, false) => "paper-clock-running",
    };
    (is_late, state)
}

pub(super) fn timeline(setter: &Setter<'_>, timeline: &[Happening], year: Option<i32>) -> Vec<Strip> {
    let mut table = Table::of(&[
        Column::left("paper-time", Width::Fit(0.24)),
        Column::left("paper-happened", Width::Share(1.0)),
        Column::left("paper-operator", Width::Fit(0.26)),
    ]);
    for happening in timeline {
        table.rows.push(vec![
            Cell::of(setter.compact(&happening.at, year)),
            Cell::versions(setter.sentences(&happening.what)),
            happening.by.as_ref().map(|by| Cell::versions(setter.versions(by))).unwrap_or_default(),
        ]);
    }
    let mut strips = part::heading(setter, &setter.words("paper-timeline"));
    strips.extend(if table.rows.is_empty() { part::none(setter) } else { table::strips(setter, &table) });
    strips
}

pub(super) fn foot(setter: &Setter<'_>, answer: &AppealAnswer) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    strips.extend(foot::fixed_notice(setter, "paper-answer-masked"));
    if answer.exhibits.iter().any(|exhibit| exhibit.sha256.is_some()) {
        strips.extend(foot::fixed_notice(setter, "paper-answer-hashes"));
    }
    strips.extend(foot::substituted(setter));
    strips.extend(foot::signing(
        setter,
        Some("paper-answer-true"),
        &[
            Place::wide("paper-handler-signature"),
            Place::narrow("paper-date"),
            Place::seal("paper-unit-seal"),
        ],
    ));
    tie(&mut strips, false);
    strips
}
