//! The parts of a daily summary, from its figures to its last ticket.

use crate::lists::counted;
use crate::measure::{duration, share};
use crate::moment::Moment;
use crate::money::{grouped, signed_yuan, yuan};
use crate::paper::{PaperLanguage, PaperSize, Tongue};
use crate::set::drawn;
use crate::set::field::{self, Field};
use crate::set::part;
use crate::set::setter::Setter;
use crate::set::table::{self, Cell, Column, OnRoll, Table, Width};
use crate::strip::Strip;

use super::content::{DailySummary, Manifest, Measure, Period, Scope, Sum};

/// Whose figures, of when, printed by whom.
pub(super) fn about(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    let issue = &summary.issue;
    let unit = match summary.scope {
        Scope::Branch => setter.words("paper-whole-branch"),
        Scope::Counter => {
            let counter = issue.counter.as_deref().unwrap_or_default();
            setter.words_with("paper-this-counter", &[("counter", counter)])
        }
    };
    let tongues = setter.language.tongues().iter();
    let period: Vec<String> = match summary.period {
        Period::Day => setter.moments(&summary.from),
        Period::Week | Period::Month => tongues
            .map(|tongue| format!("{} – {}", summary.from.in_full(*tongue), summary.to.in_full(*tongue)))
            .collect(),
    };
    field::strips(
        setter,
        vec![
            vec![Some(Field::versions(setter, "paper-unit", unit))],
            vec![Some(Field::versions(setter, "paper-period", period))],
            vec![Field::plain(setter, "paper-printed-by", &issue.clerk)],
            vec![Field::moment(setter, "paper-printed", &issue.at)],
        ],
    )
}

/// Counters whose figures are missing, in a frame, so that nobody takes this for all.
pub(super) fn silent(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    if summary.silent.is_empty() {
        return Vec::new();
    }
    const PAD: f32 = 7.0;
    let width = setter.width - 2.0 * PAD;
    let mut strips = vec![Strip::space(3.0).after(setter.look.around)];
    let sentence = setter.either(&setter.words("paper-silent"), setter.bold(), width);
    strips.extend(setter.column(&sentence, PAD));
    for counter in &summary.silent {
        let tongues = setter.language.tongues().iter();
        let told: Vec<String> = tongues
            .map(|tongue| match &counter.last_heard {
                Some(at) => {
                    let values = [("counter", counter.name.as_str()), ("at", &at.in_full(*tongue))];
                    crate::words::word_with(*tongue, "paper-last-heard", &values)
                }
                None => crate::words::word_with(*tongue, "paper-never-heard", &[("counter", &counter.name)]),
            })
            .collect();
        strips.extend(setter.column(&setter.either(&told, setter.body(), width), PAD));
    }
    strips.push(Strip::space(5.0));
    strips.iter_mut().for_each(|strip| strip.framed = true);
    strips
}

pub(super) fn figures(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    let figures = &summary.figures;
    let told = [
        ("paper-opened", figures.opened),
        ("paper-closed", figures.closed),
        ("paper-carried-in", figures.carried_in),
        ("paper-carried-out", figures.carried_out),
        ("paper-overdue", figures.overdue),
        ("paper-due-today", figures.due_today),
        ("paper-unconfirmed-lines", figures.unconfirmed_lines),
        ("paper-unconfirmed-photos", figures.unconfirmed_photos),
    ]
    .map(|(id, figure)| (id, grouped(figure)));
    let mut strips = part::figures(setter, &told);
    if let Some(first) = strips.first_mut() {
        first.before = setter.look.around;
    }
    strips
}

/// Whether headquarters has all of it.
pub(super) fn manifest(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    let mut strips = part::heading(setter, &setter.words("paper-manifest"));
    match &summary.manifest {
        Manifest::Complete { lines, signed } => {
            let lines = grouped(*lines);
            // What silent counters have not told cannot be complete.
            let id =
                if summary.silent.is_empty() { "paper-manifest-complete" } else { "paper-manifest-signed" };
            let tongues = setter.language.tongues().iter();
            let told: Vec<String> = tongues
                .map(|tongue| {
                    let values = [("lines", lines.as_str()), ("at", &signed.in_full(*tongue))];
                    crate::words::word_with(*tongue, id, &values)
                })
                .collect();
            strips.extend(setter.column(&setter.either(&told, setter.body(), setter.width), 0.0));
        }
        Manifest::Received => {
            let told = setter.words("paper-manifest-received");
            strips.extend(setter.column(&setter.either(&told, setter.body(), setter.width), 0.0));
        }
        Manifest::Incomplete { lines, photos } => {
            let told = setter.words("paper-manifest-incomplete");
            strips.extend(setter.column(&setter.either(&told, setter.bold(), setter.width), 0.0));
            let missing: Vec<Vec<String>> =
                [("paper-missing-lines", lines), ("paper-missing-photos", photos)]
                    .into_iter()
                    .filter(|(_, count)| **count > 0)
                    .map(|(id, count)| setter.words_with(id, &[("count", &grouped(*count))]))
                    .collect();
            strips.extend(drawn::list(setter, &missing, false));
        }
    }
    strips
}

pub(super) fn categories(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    let figure = |label| Column::right(label, Width::Fit(0.14));
    let mut table = Table::of(&[
        Column::left("paper-kind-and-category", Width::Share(1.0)),
        figure("paper-opened"),
        figure("paper-closed"),
        figure("paper-open"),
        figure("paper-overdue"),
        figure("paper-unconfirmed"),
        Column::right("paper-claimed", Width::Fit(0.3)),
    ]);
    table.on_roll = OnRoll::Figures;
    for row in &summary.by_category {
        let name = match &row.category {
            None => Cell::versions(setter.words(row.kind.id())).bold(),
            Some(category) => Cell::versions(setter.sentences(category)).indented(),
        };
        let counts = [row.opened, row.closed, row.open, row.overdue, row.unconfirmed];
        let mut cells = vec![name];
        cells.extend(counts.map(|count| Cell::of(grouped(count))));
        cells.push(Cell::of(yuan(row.claimed_fen)));
        table.rows.push(cells);
    }
    titled(setter, "paper-by-category", &table)
}

fn states(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    let mut table = Table::of(&[
        Column::left("paper-state", Width::Share(1.0)),
        Column::right("paper-tickets", Width::Fit(0.3)),
    ]);
    table.on_roll = OnRoll::Columns;
    table.rows.extend(
        summary
            .by_state
            .iter()
            .map(|row| vec![Cell::versions(setter.sentences(&row.state)), Cell::of(grouped(row.count))]),
    );
    titled(setter, "paper-by-state", &table)
}

pub(super) fn amounts(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    let mut table = Table::of(&[
        Column::left("paper-amounts-what", Width::Share(1.0)),
        Column::right("paper-times", Width::Fit(0.3)),
        Column::right("paper-amount", Width::Fit(0.4)),
    ]);
    table.on_roll = OnRoll::Columns;
    let mut put = |name: Cell, sum: &Sum| {
        table.rows.push(vec![name, Cell::of(grouped(sum.count)), Cell::of(yuan(sum.fen))]);
    };
    put(Cell::versions(setter.words("paper-claimed")), &summary.claimed);
    put(Cell::versions(setter.words("paper-offered")), &summary.offered);
    let total = summary.paid.iter().fold(Sum::default(), |total, paid| Sum {
        count: total.count.saturating_add(paid.sum.count),
        fen: total.fen.saturating_add(paid.sum.fen),
    });
    put(Cell::versions(setter.words("paper-paid")), &total);
    for paid in &summary.paid {
        put(Cell::versions(setter.sentences(&paid.method)).indented(), &paid.sum);
    }
    put(Cell::versions(setter.words("paper-coupons")), &summary.coupons);
    titled(setter, "paper-amounts", &table)
}

pub(super) fn measures(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    let mut table = Table::of(&[
        Column::left("paper-measure", Width::Share(1.0)),
        Column::right("paper-actual", Width::Fit(0.24)),
        Column::right("paper-target", Width::Fit(0.24)),
        Column::right("paper-cases", Width::Fit(0.12)),
    ]);
    table.on_roll = OnRoll::Figures;
    let mut put = |id: &str, measure: &Measure, goal: &str, say: &dyn Fn(Tongue, u64) -> String| {
        let first = setter.first();
        let actual = match measure.actual {
            Some(actual) => Cell::of(say(first, actual)),
            None => Cell::versions(setter.words("paper-no-data")),
        };
        let target = setter.first_word_with(goal, &[("value", &say(first, measure.target))]);
        table.rows.push(vec![
            Cell::versions(setter.words(id)),
            actual.bold(),
            Cell::of(target),
            Cell::of(grouped(measure.cases)),
        ]);
    };
    let percent = |_: Tongue, value: u64| share(value);
    put("paper-first-response", &summary.first_response, "paper-at-most", &duration);
    put("paper-handling", &summary.handling, "paper-at-most", &duration);
    put("paper-satisfied", &summary.satisfied, "paper-at-least", &percent);
    titled(setter, "paper-measures", &table)
}

fn causes(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    let mut table = Table::of(&[
        Column::left("paper-cause", Width::Share(1.0)),
        Column::right("paper-tickets", Width::Fit(0.3)),
    ]);
    table.on_roll = OnRoll::Columns;
    table.rows.extend(
        summary
            .causes
            .iter()
            .map(|row| vec![Cell::versions(setter.sentences(&row.cause)), Cell::of(grouped(row.count))]),
    );
    titled(setter, "paper-causes", &table)
}

/// The money of a closed day beside its vouchers; a difference with its reason under it.
pub(super) fn counted_money(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    if summary.counted.is_empty() {
        return Vec::new();
    }
    let mut table = Table::of(&[
        Column::left("paper-method", Width::Share(1.0)),
        Column::right("paper-by-vouchers", Width::Fit(0.25)),
        Column::right("paper-as-counted", Width::Fit(0.25)),
        Column::right("paper-difference", Width::Fit(0.25)),
    ]);
    for money in &summary.counted {
        table.rows.push(vec![
            Cell::versions(setter.sentences(&money.method)),
            Cell::of(yuan(money.paid_fen)),
            Cell::of(yuan(money.counted_fen)),
            Cell::of(signed_yuan(money.counted_fen.saturating_sub(money.paid_fen))),
        ]);
        let reason = |words: &String| setter.words_with("paper-difference-reason", &[("words", words)]);
        table.notes.push(money.words.as_ref().map(reason).unwrap_or_default());
    }
    titled(setter, "paper-counted-money", &table)
}

pub(super) fn to_reconcile(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    let mut table = Table::of(&[
        Column::left("paper-number", Width::Fit(0.4)).whole(),
        Column::left("paper-method", Width::Share(1.0)),
        Column::date("paper-since", Width::Fit(0.2)),
        Column::right("paper-amount", Width::Fit(0.3)),
    ]);
    for payment in &summary.to_reconcile {
        let since = payment.since.map(|at| setter.compact(&at, summary.year()));
        table.rows.push(vec![
            Cell::of(&payment.number),
            Cell::versions(setter.sentences(&payment.method)),
            Cell::of(since.unwrap_or_default()),
            Cell::of(yuan(payment.fen)),
        ]);
    }
    let mut strips =
        part::heading(setter, &counted(setter, "paper-to-reconcile", summary.to_reconcile.len()));
    strips.extend(if table.rows.is_empty() { part::none(setter) } else { table::strips(setter, &table) });
    strips
}

/// Every ticket; what does not fit the columns of a paper stands under each row.
pub(super) fn tickets(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    let mut strips = part::heading(setter, &counted(setter, "paper-all-tickets", summary.tickets.len()));
    if summary.tickets.is_empty() {
        strips.extend(part::none(setter));
        return strips;
    }
    // Whose it is and the category; a roll has all of it in each record.
    let is_small = setter.size == PaperSize::A5;
    let is_wordy = is_small || (setter.size == PaperSize::A4 && setter.language != PaperLanguage::Chinese);
    let mut columns = vec![
        Column::left("paper-number", Width::Fit(0.3)).whole(),
        Column::left("paper-kind", Width::Fit(0.1)),
    ];
    if !is_wordy {
        columns.push(Column::left("paper-category", Width::Share(1.0)));
    }
    columns.push(Column::left("paper-state", if is_wordy { Width::Share(1.0) } else { Width::Fit(0.14) }));
    if !is_small {
        columns.push(Column::left("paper-waybill", Width::Fit(0.16)).whole());
        columns.push(Column::left("paper-visitor", Width::Fit(0.09)));
    }
    columns.push(Column::date("paper-opened-at", Width::Fit(0.2)));
    columns.push(Column::date("paper-due", Width::Fit(0.2)));
    columns.push(Column::right("paper-claimed", Width::Fit(0.2)));
    let mut table = Table::of(&columns);
    table.is_dense = true;
    for ticket in &summary.tickets {
        let at = |at: &Option<Moment>| {
            Cell::of(at.map(|at| setter.compact(&at, summary.year())).unwrap_or_default())
        };
        let category = ticket.category.as_ref().map(|category| setter.sentences(category));
        let category = category.unwrap_or_default();
        let whose =
            [&ticket.waybill, &ticket.customer].map(|told| told.as_deref().unwrap_or_default().to_owned());
        let mut cells = vec![Cell::of(&ticket.number), Cell::versions(setter.words(ticket.kind.id()))];
        let mut under = Vec::new();
        if is_wordy {
            under.extend(category);
        } else {
            cells.push(Cell::versions(category));
        }
        cells.push(Cell::versions(setter.sentences(&ticket.state)));
        if is_small {
            under.extend(whose);
        } else {
            cells.extend(whose.map(Cell::of));
        }
        under.retain(|told| !told.is_empty());
        table.notes.push(vec![under.join("  ")]);
        cells.extend([at(&ticket.opened), at(&ticket.due)]);
        cells.push(Cell::of(ticket.claimed_fen.map(yuan).unwrap_or_default()));
        table.rows.push(cells);
    }
    strips.extend(table::strips(setter, &table));
    strips
}

/// What state tickets are in, and what caused them.
pub(super) fn states_and_causes(setter: &Setter<'_>, summary: &DailySummary) -> Vec<Strip> {
    part::side_by_side(setter, [&|setter| states(setter, summary), &|setter| causes(setter, summary)])
}

fn titled(setter: &Setter<'_>, title: &str, table: &Table) -> Vec<Strip> {
    let mut strips = part::heading(setter, &setter.words(title));
    strips.extend(if table.rows.is_empty() { part::none(setter) } else { table::strips(setter, table) });
    strips
}
