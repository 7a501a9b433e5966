//! What stands on each part of a voucher: the same facts, and a place to sign that is its own.

use crate::mark::{Ink, Weight};
use crate::money::yuan;
use crate::set::field::{self, Field};
use crate::set::foot::{self, Place};
use crate::set::head::{self, Heading};
use crate::set::known;
use crate::set::look::Look;
use crate::set::money_lines;
use crate::set::setter::Setter;
use crate::set::sheet;
use crate::strip::{Strip, tie};
use crate::units::mm;
use crate::values::Issue;
use crate::words::word_with;

use super::Voucher;

/// A part of a voucher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What stays at the counter, signed by the customer. 存根联
    Counterfoil,
    /// What goes home. 客户联
    Customer,
    /// What goes to finance. 财务联
    Finance,
}

/// A part, and under it where it is signed.
pub(super) struct Set {
    pub said: Vec<Strip>,
    pub signed: Vec<Strip>,
}

impl Part {
    pub(super) const ALL: [Self; 3] = [Self::Counterfoil, Self::Customer, Self::Finance];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Counterfoil => "paper-title-voucher-counterfoil",
            Self::Customer => "paper-title-voucher-customer",
            Self::Finance => "paper-title-voucher-finance",
        }
    }
}

impl Set {
    /// How high it is at least.
    pub(super) fn height(&self) -> f32 {
        self.said.iter().chain(&self.signed).map(|strip| strip.before + strip.height).sum()
    }

    /// The same, `room` high: what is left goes above where it is signed.
    pub(super) fn filling(mut self, room: f32) -> Vec<Strip> {
        let spare = room - self.height();
        if let Some(line) = self.signed.last_mut() {
            line.before += spare.max(0.0);
        }
        self.said.extend(self.signed);
        self.said
    }
}

/// A part with the head of a paper.
pub(super) fn whole(setter: &Setter<'_>, voucher: &Voucher, part: Part) -> Set {
    let issue = Issue { qr: None, slip: None, ..voucher.issue.clone() };
    let heading = Heading::of(&issue, part.title());
    let mut said = head::strips(setter, &heading);
    said.extend(fields(setter, voucher, part));
    said.extend(money_lines::brief(setter, &voucher.lines, &voucher.total));
    Set { said, signed: signed(setter, voucher, part, setter.look.signing) }
}

/// A part as one of three on a sheet.
pub(super) fn brief(setter: &Setter<'_>, heading: &Heading<'_>, voucher: &Voucher, part: Part) -> Set {
    let mut said = banner(setter, voucher);
    said.extend(brief_head(setter, heading, part));
    said.extend(fields(setter, voucher, part));
    said.extend(money_lines::in_rows(setter, &voucher.lines, &voucher.total));
    Set { said, signed: signed(setter, voucher, part, (mm(9.0), mm(9.0))) }
}

/// That it is practice, on each part, for they are cut apart.
pub(super) fn banner(setter: &Setter<'_>, voucher: &Voucher) -> Vec<Strip> {
    voucher.issue.practice.then(|| sheet::practice_band(setter)).into_iter().collect()
}

/// Who issued it and which part it is, with the ticket's number as bars at the right.
fn brief_head(setter: &Setter<'_>, heading: &Heading<'_>, part: Part) -> Vec<Strip> {
    let look = setter.look;
    let bars = head::bars_at_right(setter, heading, mm(8.0));
    let beside = bars.as_ref().map_or(0.0, |(_, width)| width + 10.0);
    let width = setter.width - beside;
    let title = setter.style(look.body * 1.35, Weight::Bold, Ink::Black);
    let mut left = setter.column(&setter.either(&setter.words(part.title()), title, width), 0.0);
    left.extend(head::issuer_alone(setter, heading, width));
    left.extend(head::copy_line(setter, heading));
    let mut strip = Strip::stack(left);
    if let Some((bars, _)) = bars {
        strip = strip.over(bars);
    }
    vec![strip, Strip::rule(setter.width, 0.9).after(look.between)]
}

fn fields(setter: &Setter<'_>, voucher: &Voucher, part: Part) -> Vec<Strip> {
    let in_full = voucher.payee_for_finance.as_ref().filter(|_| part == Part::Finance);
    let payee = Some(in_full.map_or(&voucher.payee, |name| &name.0).clone());
    // In a column of a third of a sheet there is room for one language.
    let year = None;
    let paid = match &voucher.paid_at {
        Some(at) => Field::of("paper-paid-at", vec![setter.span(&setter.compact(at, year), setter.body())]),
        None => Field::versions(setter, "paper-paid-at", setter.words("paper-not-paid")),
    };
    let number = |label, number: &str| Field::of(label, vec![setter.span(number, setter.bold())]);
    let ticket = voucher.issue.number.as_deref().map(|ticket| number("paper-number", ticket));
    let mut strips = field::strips(
        setter,
        vec![
            vec![Some(number("paper-voucher-number", &voucher.voucher)), ticket],
            vec![Field::plain(setter, "paper-payee", &payee), known::waybill(setter, &voucher.waybill)],
            vec![method(setter, voucher), Some(paid)],
            vec![corrected(setter, voucher)],
            vec![
                Field::plain(setter, "paper-paid-by", &voucher.paid_by),
                Field::text(setter, "paper-approved-by", &voucher.approved_by),
            ],
        ],
    );
    if let Some(first) = strips.first_mut() {
        first.before = setter.look.between;
    }
    strips
}

/// That it says another sum than before, and that a signature for that does not stand for this.
fn corrected(setter: &Setter<'_>, voucher: &Voucher) -> Option<Field> {
    let corrected = voucher.corrected.as_ref()?;
    let id = if corrected.was_signed { "paper-corrected-unsigned" } else { "paper-corrected-from" };
    let tongues = setter.language.tongues().iter();
    let told = tongues.map(|tongue| {
        let values = [("amount", yuan(corrected.from_fen)), ("at", corrected.at.in_full(*tongue))];
        word_with(*tongue, id, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    });
    Some(Field::versions(setter, "paper-corrected", told.collect()))
}

/// How it was paid, and to which account.
fn method(setter: &Setter<'_>, voucher: &Voucher) -> Option<Field> {
    let mut parts = Vec::new();
    parts.extend((!voucher.method.is_blank()).then(|| setter.inline_text(&voucher.method, setter.body())));
    parts.extend(voucher.account.as_ref().map(|account| vec![setter.span(account, setter.body())]));
    Field::parts("paper-method", parts)
}

/// What it is not, and where it is signed: for the money on the counterfoil, by those who paid on the others.
fn signed(setter: &Setter<'_>, voucher: &Voucher, part: Part, room: (f32, f32)) -> Vec<Strip> {
    let look = Look { signing: room, around: setter.look.around * 0.6, ..setter.look };
    let near = setter.in_look(look);
    let mut strips = foot::fixed_notice(&near, "paper-voucher-not-invoice");
    strips.extend(foot::substituted(&near));
    let by_us = [Place::wide("paper-paid-by"), Place::wide("paper-approved-by"), Place::seal("paper-seal")];
    strips.extend(match part {
        Part::Counterfoil => foot::signing_over(
            &near,
            Some("paper-money-received"),
            &[Place::wide("paper-signature"), Place::narrow("paper-date")],
            voucher.signature.as_ref(),
        ),
        Part::Customer => foot::signing(&near, None, &[by_us[0], by_us[2]]),
        Part::Finance => foot::signing(&near, None, &by_us),
    });
    if setter.size.is_roll() {
        strips.push(Strip::space(mm(2.0)));
    }
    tie(&mut strips, false);
    strips
}
