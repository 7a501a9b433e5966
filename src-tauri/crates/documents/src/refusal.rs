//! The refusal: what was asked for, what was found, why nothing is paid, and what would change that.

use crate::mark::Laid;
use crate::paper::{Bilingual, PaperLanguage, PaperSize};
use crate::set::answering;
use crate::set::drawn;
use crate::set::field::{self, Field};
use crate::set::foot::{self, Notice, Place};
use crate::set::head::{self, Heading};
use crate::set::known;
use crate::set::look::Look;
use crate::set::money_lines;
use crate::set::part;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of};
use crate::settlement::{Decider, Review};
use crate::strip::{Strip, tie};
use crate::values::{Demand, Issue, Late, Signature, Visitor, Waybill};

/// The papers that it is made for.
pub const SIZES: [PaperSize; 4] = [PaperSize::A4, PaperSize::A5, PaperSize::Roll80, PaperSize::Roll58];

/// Why nothing is paid. 不予赔付说明
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Refusal {
    /// By whom, about which ticket and when.
    pub issue: Issue,
    /// The shipment's waybill.
    pub waybill: Option<Waybill>,
    /// Who claims; masked.
    pub visitor: Option<Visitor>,
    /// The category, both levels, as the policy words it.
    pub category: Option<Bilingual>,
    /// What was asked for.
    pub asked: Demand,
    /// What was found, in the adjuster's words; lines are kept.
    pub found: String,
    /// Why nothing is paid, each with its rule.
    pub reasons: Vec<Reason>,
    /// What would change that: a proof, a finding.
    pub would_change: Vec<Bilingual>,
    /// Who decided, and when.
    pub decided_by: Option<Decider>,
    /// The version of the policy that it was decided by.
    pub policy: Option<String>,
    /// What is left of the right to a review.
    pub review: Option<Review>,
    /// What of the ticket was late when it was decided.
    pub late: Option<Late>,
    /// Whom to call.
    pub service_line: Option<Bilingual>,
    /// How to appeal to the regulator.
    pub appeal: Option<Bilingual>,
    /// The customer's signature, where it was given on a screen.
    pub signature: Option<Signature>,
}

/// Why nothing is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// In words.
    pub words: Bilingual,
    /// The words of the rule; where they are blank the paper says that they are not recorded.
    pub citation: Bilingual,
}

/// Lays out `refusal` on `size` in `language`.
pub fn lay(refusal: &Refusal, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&refusal.issue, "paper-title-refusal");
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        body.extend(fields(setter, refusal));
        body.extend(part::told(setter, "paper-found", &refusal.found));
        body.extend(reasons(setter, &refusal.reasons));
        body.extend(listed(setter, "paper-would-change", &refusal.would_change));
        body.extend(can_do(setter, refusal));
        Composed { body, foot: foot(setter, &heading, refusal) }
    })
}

fn fields(setter: &Setter<'_>, refusal: &Refusal) -> Vec<Strip> {
    let decided_by = refusal.decided_by.as_ref();
    field::strips(
        setter,
        vec![
            vec![
                Field::moment(setter, "paper-told", &refusal.issue.at),
                Field::plain(setter, "paper-policy-version", &refusal.policy),
            ],
            known::attended(setter, &refusal.issue),
            vec![known::waybill(setter, &refusal.waybill)],
            vec![known::visitor(setter, &refusal.visitor)],
            vec![Field::text(setter, "paper-category", &refusal.category)],
            vec![Field::parts("paper-asked", known::demand_parts(setter, &refusal.asked))],
            vec![decided_by.and_then(|decider| known::decider(setter, "paper-decided-by", decider))],
            vec![known::late(setter, &refusal.late)],
        ],
    )
}

/// Each reason behind its number, its rule under it.
fn reasons(setter: &Setter<'_>, reasons: &[Reason]) -> Vec<Strip> {
    let entries: Vec<drawn::Entry> = reasons
        .iter()
        .map(|reason| drawn::Entry {
            said: setter.sentences(&reason.words),
            note: money_lines::rule(setter, &reason.citation),
        })
        .collect();
    let mut strips = part::heading(setter, &setter.words("paper-reasons"));
    if entries.is_empty() {
        strips.extend(part::not_known(setter));
    }
    strips.extend(drawn::noted(setter, &entries));
    strips
}

fn listed(setter: &Setter<'_>, title: &str, list: &[Bilingual]) -> Vec<Strip> {
    if list.is_empty() {
        return Vec::new();
    }
    let entries: Vec<Vec<String>> = list.iter().map(|entry| setter.sentences(entry)).collect();
    let mut strips = part::heading(setter, &setter.words(title));
    strips.extend(drawn::list(setter, &entries, false));
    strips
}

fn can_do(setter: &Setter<'_>, refusal: &Refusal) -> Vec<Strip> {
    let mut can_do: Vec<Vec<String>> = Vec::new();
    can_do.extend(refusal.review.map(|review| answering::review(setter, review, refusal.issue.at)));
    can_do.extend(refusal.appeal.as_ref().map(|appeal| setter.sentences(appeal)));
    if can_do.is_empty() {
        return Vec::new();
    }
    let mut strips = part::heading(setter, &setter.words("paper-can-do"));
    strips.extend(drawn::list(setter, &can_do, false));
    tie(&mut strips, false);
    strips
}

fn foot(setter: &Setter<'_>, heading: &Heading<'_>, refusal: &Refusal) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    strips.extend(head::code_on_roll(setter, heading));
    strips.extend(refusal.service_line.iter().flat_map(|text| foot::notice(setter, text, Notice::Loud)));
    strips.extend(foot::fixed_notice(setter, "paper-rights-remain"));
    strips.extend(foot::substituted(setter));
    strips.extend(foot::signing_over(
        setter,
        Some("paper-was-told"),
        &[Place::wide("paper-signature"), Place::narrow("paper-date"), Place::seal("paper-seal")],
        refusal.signature.as_ref(),
    ));
    tie(&mut strips, false);
    strips
}
