//! The preliminary report: what is known of a matter while it is still looked into, what proves it, and who does what next.

use crate::exhibits;
use crate::mark::Laid;
use crate::moment::Moment;
use crate::paper::{Bilingual, PaperLanguage, PaperSize};
use crate::set::drawn;
use crate::set::field::{self, Field};
use crate::set::foot::{self, Notice, Place};
use crate::set::head::{self, Heading};
use crate::set::known;
use crate::set::look::Look;
use crate::set::part;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of, made_for};
use crate::set::table::{self, Cell, Column, Table, Width};
use crate::strip::{Strip, tie};
use crate::values::{Issue, Visitor, Waybill};

pub use crate::exhibits::Exhibit;

/// The papers that it is made for.
pub const SIZES: [PaperSize; 2] = [PaperSize::A4, PaperSize::A5];

/// What is known so far. 初步调查报告
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preliminary {
    /// By whom, about which ticket and when.
    pub issue: Issue,
    /// When the matter was taken in.
    pub received: Option<Moment>,
    /// The shipment's waybill.
    pub waybill: Option<Waybill>,
    /// Who came; masked.
    pub visitor: Option<Visitor>,
    /// The category, both levels, as the policy words it.
    pub category: Option<Bilingual>,
    /// What was found; lines are kept.
    pub findings: String,
    /// At which stage it went wrong; nothing while that is not established.
    pub stage: Option<Bilingual>,
    /// Why; nothing while that is not established.
    pub cause: Option<Bilingual>,
    /// Who caused it; nothing while that is not established.
    pub responsible_unit: Option<Bilingual>,
    /// What proves it.
    pub exhibits: Vec<Exhibit>,
    /// What is still to be done, the first due first.
    pub tasks: Vec<Task>,
    /// What happens next.
    pub next_steps: Vec<Bilingual>,
    /// Whom to call.
    pub service_line: Option<Bilingual>,
}

/// Something that is still to be done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Task {
    /// What.
    pub what: Bilingual,
    /// By whom: a name or a unit.
    pub whose: Option<Bilingual>,
    /// By when.
    pub due: Option<Moment>,
}

/// Lays out `report` on `size`, or on A4 if it is not made for that, in `language`.
pub fn lay(report: &Preliminary, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&report.issue, "paper-title-preliminary");
    let size = made_for(&SIZES, size);
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let year = report.issue.at.map(|at| at.year);
        let mut body = head::strips(setter, &heading);
        body.extend(fields(setter, report));
        body.extend(part::told(setter, "paper-found-so-far", &report.findings));
        body.extend(known::fault(setter, &report.stage, &report.cause, &report.responsible_unit));
        body.extend(exhibits::strips(setter, &report.exhibits, year));
        body.extend(tasks(setter, &report.tasks, report.issue.at));
        body.extend(next_steps(setter, &report.next_steps));
        Composed { body, foot: foot(setter, report) }
    })
}

fn fields(setter: &Setter<'_>, report: &Preliminary) -> Vec<Strip> {
    field::strips(
        setter,
        vec![
            vec![
                Field::moment(setter, "paper-reported", &report.issue.at),
                Field::moment(setter, "paper-received", &report.received),
            ],
            known::attended(setter, &report.issue),
            vec![known::waybill(setter, &report.waybill)],
            vec![known::visitor(setter, &report.visitor)],
            vec![Field::text(setter, "paper-category", &report.category)],
        ],
    )
}

fn tasks(setter: &Setter<'_>, tasks: &[Task], now: Option<Moment>) -> Vec<Strip> {
    let mut table = Table::of(&[
        Column::left("paper-task", Width::Share(1.0)),
        Column::left("paper-whose", Width::Fit(0.28)),
        Column::date("paper-due", Width::Fit(0.26)),
    ]);
    let year = now.map(|now| now.year);
    table.rows.extend(tasks.iter().map(|task| {
        vec![
            Cell::versions(setter.sentences(&task.what)),
            task.whose.as_ref().map(|whose| Cell::versions(setter.versions(whose))).unwrap_or_default(),
            Cell::of(task.due.map(|due| setter.due(&due, year, now)).unwrap_or_default()).bold(),
        ]
    }));
    let mut strips = part::heading(setter, &setter.words("paper-tasks"));
    strips.extend(if table.rows.is_empty() { part::none(setter) } else { table::strips(setter, &table) });
    strips
}

fn next_steps(setter: &Setter<'_>, steps: &[Bilingual]) -> Vec<Strip> {
    if steps.is_empty() {
        return Vec::new();
    }
    let steps: Vec<Vec<String>> = steps.iter().map(|step| setter.sentences(step)).collect();
    let mut strips = part::heading(setter, &setter.words("paper-next-steps"));
    strips.extend(drawn::list(setter, &steps, false));
    strips
}

fn foot(setter: &Setter<'_>, report: &Preliminary) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    strips.extend(report.service_line.iter().flat_map(|text| foot::notice(setter, text, Notice::Loud)));
    strips.extend(foot::fixed_notice(setter, "paper-still-looked-into"));
    strips.extend(foot::substituted(setter));
    strips.extend(foot::signing(
        setter,
        None,
        &[Place::wide("paper-reported-by"), Place::wide("paper-manager"), Place::narrow("paper-date")],
    ));
    tie(&mut strips, false);
    strips
}
