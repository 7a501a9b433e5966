//! The visit form: who visited a customer, why, and what they found, signed by both.

use crate::mark::Laid;
use crate::moment::Moment;
use crate::paper::{Bilingual, PaperLanguage, PaperSize};
use crate::set::drawn;
use crate::set::field::{self, Field};
use crate::set::foot::{self, Place};
use crate::set::head::{self, Heading};
use crate::set::known;
use crate::set::look::Look;
use crate::set::part;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of, made_for};
use crate::strip::{Strip, tie};
use crate::values::{Issue, Visitor, Waybill};

/// The papers that it is made for.
pub const SIZES: [PaperSize; 2] = [PaperSize::A5, PaperSize::A4];

/// A form for a visit to a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisitForm {
    /// By whom, about which ticket and when.
    pub issue: Issue,
    /// Who is visited; masked.
    pub customer: Option<Visitor>,
    /// Where; masked.
    pub address: Option<String>,
    /// Who visits.
    pub visited_by: Vec<String>,
    /// When it is agreed for.
    pub agreed: Option<Moment>,
    /// The shipment's waybill.
    pub waybill: Option<Waybill>,
    /// Why.
    pub purpose: Option<Bilingual>,
    /// What to look at, each with a box to tick.
    pub to_check: Vec<Bilingual>,
    /// What was found, where that is known already; else there is room to write.
    pub findings: Option<String>,
}

/// Lays out `form` on `size`, or on A5 if it is not made for that, in `language`.
pub fn lay(form: &VisitForm, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&form.issue, "paper-title-visit");
    let size = made_for(&SIZES, size);
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        body.extend(fields(setter, form));
        if !form.to_check.is_empty() {
            body.extend(part::heading(setter, &setter.words("paper-to-check")));
            let entries: Vec<Vec<String>> =
                form.to_check.iter().map(|entry| setter.sentences(entry)).collect();
            body.extend(drawn::list(setter, &entries, true));
        }
        body.extend(findings(setter, form));
        Composed { body, foot: foot(setter) }
    })
}

fn fields(setter: &Setter<'_>, form: &VisitForm) -> Vec<Strip> {
    let visited_by =
        Some(form.visited_by.join(&setter.first_word("paper-list"))).filter(|names| !names.is_empty());
    field::strips(
        setter,
        vec![
            vec![known::visitor(setter, &form.customer)],
            vec![Field::plain(setter, "paper-address", &form.address)],
            vec![Field::moment(setter, "paper-agreed", &form.agreed)],
            vec![Field::plain(setter, "paper-visited-by", &visited_by)],
            vec![known::waybill(setter, &form.waybill)],
            vec![Field::text(setter, "paper-purpose", &form.purpose)],
        ],
    )
}

fn findings(setter: &Setter<'_>, form: &VisitForm) -> Vec<Strip> {
    let mut strips = part::heading(setter, &setter.words("paper-findings"));
    match form.findings.as_ref().filter(|findings| !findings.trim().is_empty()) {
        Some(findings) => {
            for paragraph in setter.paragraphs(findings, setter.body()) {
                strips.extend(setter.column(&setter.lines(&[paragraph], setter.width), 0.0));
            }
        }
        None => strips.extend(drawn::writing_lines(setter, if setter.size == PaperSize::A4 { 8 } else { 5 })),
    }
    strips.extend(part::heading(setter, &setter.words("paper-customer-says")));
    strips.extend(drawn::writing_lines(setter, 2));
    strips
}

fn foot(setter: &Setter<'_>) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    strips.extend(foot::substituted(setter));
    strips.extend(foot::signing(
        setter,
        Some("paper-visit-true"),
        &[
            Place::wide("paper-signature"),
            Place::wide("paper-visitor-signature"),
            Place::narrow("paper-time"),
        ],
    ));
    tie(&mut strips, false);
    strips
}
