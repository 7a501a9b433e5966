//! The proposal: what is offered to a customer, head by head, what stands beside it, and what they can answer by when.

use crate::mark::{Laid, Weight};
use crate::moment::Moment;
use crate::money::yuan;
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
use crate::set::promises::{self, Told};
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of};
use crate::set::table::{self, Cell, Column, Table, Width};
use crate::settlement::{Answer, Backed, MoneyLine, Pledge, Review};
use crate::strip::{Strip, tie};
use crate::values::{Amount, Issue, Promise, Signature, Visitor, Waybill};
use crate::words::word_with;

/// The papers that it is made for.
pub const SIZES: [PaperSize; 4] = [PaperSize::A4, PaperSize::A5, PaperSize::Roll80, PaperSize::Roll58];

/// What is offered to a customer. 赔付方案
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposal {
    /// By whom, about which ticket and when.
    pub issue: Issue,
    /// The shipment's waybill.
    pub waybill: Option<Waybill>,
    /// Who claims; masked.
    pub visitor: Option<Visitor>,
    /// The category, both levels, as the policy words it.
    pub category: Option<Bilingual>,
    /// What was claimed, and in what.
    pub claimed: Option<Backed>,
    /// What is proven, and by what.
    pub proven: Option<Backed>,
    /// What is offered, head by head; nothing is said to be nothing.
    pub lines: Vec<MoneyLine>,
    /// What all heads come to.
    pub total: Amount,
    /// Why this and not one of the alternatives.
    pub why: Option<Bilingual>,
    /// What was reckoned beside it.
    pub alternatives: Vec<Alternative>,
    /// What the customer still has to prove.
    pub proofs_owed: Vec<ProofOwed>,
    /// By when an answer is asked for.
    pub answer_by: Option<Promise>,
    /// By when money comes after an agreement.
    pub payment: Option<Pledge>,
    /// What is left of the right to a review.
    pub review: Option<Review>,
    /// The version of the policy that it was reckoned by.
    pub policy: Option<String>,
    /// Whom to call.
    pub service_line: Option<Bilingual>,
    /// How to appeal to the regulator.
    pub appeal: Option<Bilingual>,
    /// What the data are used for and how long they are kept.
    pub privacy: Option<Bilingual>,
    /// What the customer answered, where that is known; otherwise there are boxes to tick.
    pub answer: Option<Answer>,
    /// The customer's signature, where it was given on a screen.
    pub signature: Option<Signature>,
}

/// What was reckoned and is not offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// What it is.
    pub name: Bilingual,
    /// What it comes to, in fen; nothing where a figure is lacking.
    pub total_fen: Option<i64>,
    /// The words of the rule that it rests on.
    pub citation: Bilingual,
    /// Why it is not offered.
    pub why_not: Bilingual,
}

/// What a customer still has to prove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofOwed {
    /// What it is.
    pub proof: Bilingual,
    /// By when.
    pub due: Option<Moment>,
}

/// Lays out `proposal` on `size` in `language`.
pub fn lay(proposal: &Proposal, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&proposal.issue, "paper-title-proposal");
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        body.extend(fields(setter, proposal));
        body.extend(money_lines::strips(
            setter,
            "paper-offered-to-you",
            &proposal.lines,
            &proposal.total,
            None,
        ));
        body.extend(why(setter, proposal));
        body.extend(alternatives(setter, &proposal.alternatives));
        body.extend(proofs_owed(setter, &proposal.proofs_owed, proposal.issue.at));
        body.extend(can_do(setter, proposal));
        body.extend(deadlines(setter, proposal));
        Composed { body, foot: foot(setter, &heading, proposal) }
    })
}

fn fields(setter: &Setter<'_>, proposal: &Proposal) -> Vec<Strip> {
    field::strips(
        setter,
        vec![
            vec![
                Field::moment(setter, "paper-offered-at", &proposal.issue.at),
                Field::plain(setter, "paper-policy-version", &proposal.policy),
            ],
            known::attended(setter, &proposal.issue),
            vec![known::waybill(setter, &proposal.waybill)],
            vec![known::visitor(setter, &proposal.visitor)],
            vec![Field::text(setter, "paper-category", &proposal.category)],
            vec![money_lines::backed(setter, "paper-claimed", &proposal.claimed)],
            vec![money_lines::backed(setter, "paper-proven", &proposal.proven)],
        ],
    )
}

fn why(setter: &Setter<'_>, proposal: &Proposal) -> Vec<Strip> {
    let Some(why) = proposal.why.as_ref().filter(|why| !why.is_blank()) else { return Vec::new() };
    let style = setter.style(setter.look.small, Weight::Regular, setter.look.soft);
    let mut strips = setter.column(&setter.either(&setter.sentences(why), style, setter.width), 0.0);
    if let Some(first) = strips.first_mut() {
        first.before = setter.look.between * 0.5;
    }
    strips
}

/// What was reckoned beside the offer, each with its rule under it.
fn alternatives(setter: &Setter<'_>, alternatives: &[Alternative]) -> Vec<Strip> {
    if alternatives.is_empty() {
        return Vec::new();
    }
    let mut table = Table::of(&[
        Column::left("paper-alternative", Width::Fit(0.34)),
        Column::left("paper-why-not", Width::Share(1.0)),
        Column::right("paper-total", Width::Fit(0.3)).whole(),
    ]);
    for alternative in alternatives {
        table.rows.push(vec![
            Cell::versions(setter.sentences(&alternative.name)),
            Cell::versions(setter.sentences(&alternative.why_not)),
            match alternative.total_fen {
                Some(fen) => Cell::of(yuan(fen)),
                None => Cell::versions(setter.words("paper-not-known")),
            },
        ]);
        table.notes.push(money_lines::rule(setter, &alternative.citation));
    }
    let mut strips = part::heading(setter, &setter.words("paper-alternatives"));
    strips.extend(table::strips(setter, &table));
    strips
}

/// What is still to be handed in, with what of it is late.
fn proofs_owed(setter: &Setter<'_>, owed: &[ProofOwed], now: Option<Moment>) -> Vec<Strip> {
    if owed.is_empty() {
        return Vec::new();
    }
    let year = now.map(|now| now.year);
    let due = |due: &Moment| {
        let tongues = setter.language.tongues().iter();
        let written = tongues.map(|tongue| {
            let written = due.in_short(*tongue, year);
            match now {
                Some(now) if due.has_passed(&now) => {
                    word_with(*tongue, "paper-due-passed", &[("due", &written)])
                }
                _ => written,
            }
        });
        Cell::versions(written.collect()).bold()
    };
    let mut table = Table::of(&[
        Column::left("paper-proof", Width::Share(1.0)),
        Column::date("paper-due", Width::Fit(0.4)),
    ]);
    table.rows.extend(owed.iter().map(|owed| {
        vec![Cell::versions(setter.sentences(&owed.proof)), owed.due.as_ref().map(due).unwrap_or_default()]
    }));
    let mut strips = part::heading(setter, &setter.words("paper-documents-owed"));
    strips.extend(table::strips(setter, &table));
    strips
}

fn can_do(setter: &Setter<'_>, proposal: &Proposal) -> Vec<Strip> {
    let mut can_do = vec![setter.words("paper-can-accept"), setter.words("paper-can-refuse")];
    can_do.extend(proposal.review.map(|review| answering::review(setter, review, proposal.issue.at)));
    let mut strips = part::heading(setter, &setter.words("paper-can-do"));
    strips.extend(drawn::list(setter, &can_do, false));
    tie(&mut strips, false);
    strips
}

fn deadlines(setter: &Setter<'_>, proposal: &Proposal) -> Vec<Strip> {
    let answer_by = proposal.answer_by.iter().map(Told::from);
    let told: Vec<Told<'_>> = answer_by.chain(proposal.payment.iter().map(Told::from)).collect();
    let mut strips = promises::told(setter, "paper-by-when", &told, proposal.issue.at);
    // This paper is about what is offered, which is above.
    strips.iter_mut().for_each(|strip| strip.follows_foot = true);
    strips
}

fn foot(setter: &Setter<'_>, heading: &Heading<'_>, proposal: &Proposal) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    strips.extend(head::code_on_roll(setter, heading));
    let said = [
        (&proposal.service_line, Notice::Loud),
        (&proposal.appeal, Notice::Loud),
        (&proposal.privacy, Notice::Quiet),
    ];
    for (text, notice) in said {
        strips.extend(text.iter().flat_map(|text| foot::notice(setter, text, notice)));
    }
    strips.extend(foot::fixed_notice(setter, "paper-offer-leaves-rights"));
    strips.extend(foot::substituted(setter));
    strips.extend(answering::strips(
        setter,
        &proposal.total,
        "paper-offer-read",
        &[Place::wide("paper-signature"), Place::narrow("paper-date"), Place::seal("paper-seal")],
        proposal.answer,
        proposal.signature.as_ref(),
    ));
    tie(&mut strips, false);
    strips
}
