//! The explanation of a screening: a matter that is not ours or not justified, why, and what the customer can do.

use crate::mark::{Laid, Weight};
use crate::paper::{Bilingual, PaperLanguage, PaperSize};
use crate::set::drawn;
use crate::set::field::{self, Field, Paragraph};
use crate::set::foot::{self, Notice, Place};
use crate::set::head::{self, Heading};
use crate::set::known;
use crate::set::look::Look;
use crate::set::part;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of};
use crate::strip::{Strip, tie, tie_ends};
use crate::values::{Issue, Visitor, Waybill};

/// The papers that it is made for.
pub const SIZES: [PaperSize; 4] = [PaperSize::A5, PaperSize::A4, PaperSize::Roll80, PaperSize::Roll58];

/// Why a matter is not taken further, as the customer is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// By whom, about which ticket and when.
    pub issue: Issue,
    /// What it came to.
    pub outcome: Outcome,
    /// The shipment's waybill.
    pub waybill: Option<Waybill>,
    /// Who came; masked.
    pub visitor: Option<Visitor>,
    /// The category, both levels, as the policy words it.
    pub category: Option<Bilingual>,
    /// What was found, in the clerk's words; lines are kept.
    pub found: String,
    /// On what ground, where a rule says so.
    pub ground: Option<Bilingual>,
    /// The words that the ground rests on.
    pub citation: Option<Bilingual>,
    /// What the customer can do: have it reversed, and how.
    pub can_do: Vec<Bilingual>,
    /// Whom to call.
    pub service_line: Option<Bilingual>,
    /// How to appeal to the regulator.
    pub appeal: Option<Bilingual>,
}

/// What a screening came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Another has to handle it.
    NotOurs,
    /// Nothing was found that we owe.
    NotJustified,
}

impl Outcome {
    fn id(self) -> &'static str {
        match self {
            Self::NotOurs => "paper-outcome-not-ours",
            Self::NotJustified => "paper-outcome-not-justified",
        }
    }
}

/// Lays out `screening` on `size` in `language`.
pub fn lay(screening: &Screening, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&screening.issue, "paper-title-screening");
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        body.extend(fields(setter, screening));
        body.extend(reasons(setter, screening));
        Composed { body, foot: foot(setter, &heading, screening) }
    })
}

fn fields(setter: &Setter<'_>, screening: &Screening) -> Vec<Strip> {
    let outcome = Paragraph::Versions(setter.words(screening.outcome.id()), setter.bold());
    field::strips(
        setter,
        vec![
            vec![Field::moment(setter, "paper-told", &screening.issue.at)],
            known::attended(setter, &screening.issue),
            vec![known::waybill(setter, &screening.waybill)],
            vec![known::visitor(setter, &screening.visitor)],
            vec![Field::text(setter, "paper-category", &screening.category)],
            vec![Some(Field { label: "paper-outcome", value: vec![outcome] })],
        ],
    )
}

fn reasons(setter: &Setter<'_>, screening: &Screening) -> Vec<Strip> {
    let mut strips = part::heading(setter, &setter.words("paper-found"));
    for paragraph in setter.paragraphs(&screening.found, setter.body()) {
        let mut block = setter.column(&setter.lines(&[paragraph], setter.width), 0.0);
        tie_ends(&mut block);
        strips.extend(block);
    }
    if let Some(ground) = &screening.ground {
        strips.extend(part::heading(setter, &setter.words("paper-ground")));
        let ground = setter.either(&setter.sentences(ground), setter.body(), setter.width);
        strips.extend(setter.column(&ground, 0.0));
    }
    if let Some(citation) = screening.citation.as_ref().filter(|citation| !citation.is_blank()) {
        let style = setter.style(setter.look.small, Weight::Regular, setter.look.soft);
        let mut lines = setter.column(&setter.each(&setter.sentences(citation), style, setter.width), 0.0);
        if let Some(first) = lines.first_mut() {
            first.before = setter.look.between * 0.5;
        }
        strips.extend(lines);
    }
    let mut can_do: Vec<Vec<String>> = screening.can_do.iter().map(|step| setter.sentences(step)).collect();
    can_do.extend(screening.appeal.as_ref().map(|appeal| setter.sentences(appeal)));
    if !can_do.is_empty() {
        strips.extend(part::heading(setter, &setter.words("paper-can-do")));
        strips.extend(drawn::list(setter, &can_do, false));
    }
    strips
}

fn foot(setter: &Setter<'_>, heading: &Heading<'_>, screening: &Screening) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    strips.extend(head::code_on_roll(setter, heading));
    strips.extend(screening.service_line.iter().flat_map(|text| foot::notice(setter, text, Notice::Loud)));
    strips.extend(foot::fixed_notice(setter, "paper-rights-remain"));
    strips.extend(foot::substituted(setter));
    strips.extend(foot::signing(
        setter,
        Some("paper-was-told"),
        &[Place::wide("paper-signature"), Place::narrow("paper-date"), Place::seal("paper-seal")],
    ));
    tie(&mut strips, false);
    strips
}
