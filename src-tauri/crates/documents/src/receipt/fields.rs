//! The fields of a receipt: what is recorded, each beside its label.

use crate::mark::{Ink, Weight};
use crate::paper::Tongue;
use crate::sentence;
use crate::set::field::{self, Field, Paragraph};
use crate::set::known;
use crate::set::setter::Setter;
use crate::strip::Strip;
use crate::values::Kind;
use crate::words::{word, word_with};
use crate::wrap::{Span, Style};

use super::content::{Photo, Receipt, SlotState};
use super::proofs;

pub(super) fn strips(setter: &Setter<'_>, receipt: &Receipt) -> Vec<Strip> {
    field::strips(
        setter,
        vec![
            vec![received(setter, receipt)],
            vec![
                Field::plain(setter, "paper-clerk", &receipt.clerk),
                Field::plain(setter, "paper-counter", &receipt.counter),
            ],
            vec![waybill(setter, receipt)],
            vec![visitor(setter, receipt)],
            vec![category(setter, receipt)],
            vec![story(setter, receipt)],
            vec![demand(setter, receipt)],
            vec![
                known::cover(setter, receipt.cover),
                Field::money(setter, "paper-freight", receipt.freight_fen),
            ],
            vec![status(setter, receipt)],
            vec![photos(setter, receipt)],
            vec![proofs::field(setter, receipt)],
            vec![left_with_us(setter, receipt), Field::text(setter, "paper-answer", &receipt.answer)],
            vec![known::late(setter, &receipt.late)],
        ],
    )
}

/// While the receipt is living, a gap in place of a value.
fn gap(setter: &Setter<'_>, receipt: &Receipt, label: &'static str, gap: &str) -> Option<Field> {
    receipt.living.then(|| Field::of(label, setter.gap(gap)))
}

fn received(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    Field::moment(setter, "paper-received", &receipt.received)
        .or_else(|| gap(setter, receipt, "paper-received", "paper-gap-received"))
}

fn waybill(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let missing = || gap(setter, receipt, "paper-waybill", "paper-gap-waybill");
    known::waybill(setter, &receipt.waybill).or_else(|| receipt.kind.needs_waybill().then(missing).flatten())
}

fn visitor(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let missing = || gap(setter, receipt, "paper-visitor", "paper-gap-visitor");
    let Some(visitor) = receipt.visitor.as_ref().filter(|_| receipt.living) else {
        return known::visitor(setter, &receipt.visitor).or_else(missing);
    };
    let mut parts: Vec<Vec<Span>> = Vec::new();
    parts.extend(visitor.role.map(|role| setter.inline_words(role.id(), setter.body())));
    for (known, gap) in [(&visitor.name, "paper-gap-name"), (&visitor.phone, "paper-gap-contact")] {
        parts.push(
            known.as_ref().map_or_else(|| setter.gap(gap), |known| vec![setter.span(known, setter.body())]),
        );
    }
    Field::parts("paper-visitor", parts)
}

fn category(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    Field::text(setter, "paper-category", &receipt.category)
        .or_else(|| gap(setter, receipt, "paper-category", "paper-gap-category"))
}

fn story(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    Field::story(setter, "paper-story", &receipt.story)
        .or_else(|| gap(setter, receipt, "paper-story", "paper-gap-story"))
}

fn demand(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let Some(demand) = &receipt.demand else {
        let missing = || gap(setter, receipt, "paper-demand", "paper-gap-demand");
        return receipt.kind.needs_demand().then(missing).flatten();
    };
    let mut parts = known::demand_parts(setter, demand);
    if demand.amount.is_none() && receipt.living && receipt.kind == Kind::Claim {
        let after_what = usize::from(!demand.what.is_empty());
        parts.insert(after_what, setter.gap("paper-gap-amount"));
    }
    Field::parts("paper-demand", parts)
}

fn status(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let status = receipt.parcel_status.as_ref()?;
    let year = receipt.received.map(|received| received.year);
    let versions: Vec<String> = setter
        .language
        .tongues()
        .iter()
        .map(|tongue| {
            let mut parts = vec![sentence::alone(status.status.pick(*tongue))];
            parts.extend(status.at.map(|at| at.in_short(*tongue, year)));
            if let Some(source) = &status.source {
                let source = sentence::after_words(source.pick(*tongue));
                parts.push(word_with(*tongue, "paper-status-from", &[("source", &source)]));
            }
            parts.join(&word(*tongue, "paper-separator"))
        })
        .collect();
    Some(Field::versions(setter, "paper-status", versions))
}

fn left_with_us(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    // Said in words, so that nothing can be written in later.
    if receipt.left_with_us.is_empty() {
        return Some(Field::versions(setter, "paper-left", setter.words("paper-left-none")));
    }
    Some(Field::of(
        "paper-left",
        vec![setter.span(&receipt.left_with_us.join(&setter.first_word("paper-list")), setter.body())],
    ))
}

fn photos(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let in_state = |state: SlotState| -> Vec<&Photo> {
        receipt.photos.iter().filter(|photo| photo.state == state).collect()
    };
    let (taken, owed) = (in_state(SlotState::Taken), in_state(SlotState::Owed));
    let handed_in = in_state(SlotState::HandedIn);
    if receipt.photos.is_empty() {
        return None;
    }
    let mut value = Vec::new();
    if !taken.is_empty() {
        let count = taken.len().to_string();
        let versions = listed(setter, &taken, |tongue, list| {
            let words = word_with(tongue, "paper-photos-taken", &[("count", &count)]);
            format!("{words}{}{list}", word(tongue, "paper-colon"))
        });
        value.push(Paragraph::Versions(versions, setter.body()));
    }
    if !handed_in.is_empty() {
        let versions = listed(setter, &handed_in, |tongue, list| {
            format!("{}{}{list}", word(tongue, "paper-attachments"), word(tongue, "paper-colon"))
        });
        value.push(Paragraph::Versions(versions, setter.body()));
    }
    if !owed.is_empty() {
        let versions = listed(setter, &owed, |tongue, list| {
            format!("{}{}{list}", word(tongue, "paper-photos-owed"), word(tongue, "paper-colon"))
        });
        let style = if receipt.living {
            Style { ink: Ink::Gap, gap: true, ..setter.body() }
        } else {
            setter.style(setter.look.body, Weight::Bold, Ink::Black)
        };
        value.push(Paragraph::Versions(versions, style));
    }
    Some(Field { label: "paper-photos", value })
}

/// The names of `photos` in each language, put into a sentence by `say`.
fn listed(setter: &Setter<'_>, photos: &[&Photo], say: impl Fn(Tongue, &str) -> String) -> Vec<String> {
    setter
        .language
        .tongues()
        .iter()
        .map(|tongue| {
            let names: Vec<String> =
                photos.iter().map(|photo| sentence::within(photo.slot.pick(*tongue))).collect();
            say(*tongue, &names.join(&word(*tongue, "paper-list")))
        })
        .collect()
}
