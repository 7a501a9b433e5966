//! The claim form: what a customer demands in money, for what, with which evidence, and by when we answer.

use crate::mark::Laid;
use crate::moment::Moment;
use crate::money::yuan;
use crate::paper::{Bilingual, PaperLanguage, PaperSize};
use crate::set::drawn;
use crate::set::field::{self, Field};
use crate::set::foot::{self, Notice, Place};
use crate::set::head::{self, Heading};
use crate::set::known;
use crate::set::look::Look;
use crate::set::part;
use crate::set::promises;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of, made_for};
use crate::set::table::{self, Cell, Column, OnRoll, Table, Width};
use crate::strip::{Strip, tie};
use crate::values::{Cover, Demand, Issue, Promise, Role, Signature, Waybill};

/// The papers that it is made for.
pub const SIZES: [PaperSize; 2] = [PaperSize::A4, PaperSize::A5];

/// A demand for money, as the customer signs it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClaimForm {
    /// By whom, about which ticket and when.
    pub issue: Issue,
    /// The parties to the shipment and who acts for them, masked.
    pub parties: Vec<Party>,
    /// What was sent.
    pub shipment: Shipment,
    /// The category, both levels, as the policy words it.
    pub category: Option<Bilingual>,
    /// What happened, in the customer's words; lines are kept.
    pub story: Option<String>,
    /// What is asked for.
    pub demand: Demand,
    /// Each thing that is claimed for.
    pub articles: Vec<Article>,
    /// The evidence that was handed in.
    pub evidence: Vec<Bilingual>,
    /// The documents that the customer still owes.
    pub owed: Vec<Bilingual>,
    /// To whom money would go.
    pub payee: Option<Payee>,
    /// By when we answer, as promised.
    pub deadlines: Vec<Promise>,
    /// How to appeal to the regulator.
    pub appeal: Option<Bilingual>,
    /// What the data are used for and how long they are kept.
    pub privacy: Option<Bilingual>,
    /// The customer's signature, where it was given on a screen.
    pub signature: Option<Signature>,
}

/// Somebody whom a shipment concerns. All but the role is masked before it comes here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// As whom.
    pub role: Role,
    /// The masked name.
    pub name: Option<String>,
    /// The masked phone.
    pub phone: Option<String>,
    /// The masked address.
    pub address: Option<String>,
}

/// What was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shipment {
    /// Its waybill.
    pub waybill: Option<Waybill>,
    /// When it was posted.
    pub posted: Option<Moment>,
    /// When it was signed for.
    pub delivered: Option<Moment>,
    /// What it held, as it was declared.
    pub contents: Option<String>,
    /// What was paid for the carriage, in fen.
    pub freight_fen: Option<i64>,
    /// Whether and for how much it was insured.
    pub cover: Option<Cover>,
}

/// A thing that is claimed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// What it is.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// What all of them are worth, in fen; nothing where it is not known.
    pub value_fen: Option<i64>,
    /// What is claimed for them, in fen.
    pub claimed_fen: i64,
}

/// To whom money would go. Name and account are masked before they come here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payee {
    /// The masked name.
    pub name: String,
    /// How: in cash, by transfer.
    pub method: Option<Bilingual>,
    /// The masked account.
    pub account: Option<String>,
}

/// Lays out `form` on `size`, or on A4 if it is not made for that, in `language`.
pub fn lay(form: &ClaimForm, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&form.issue, "paper-title-claim-form");
    let size = made_for(&SIZES, size);
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        body.extend(fields(setter, form));
        body.extend(articles(setter, form));
        body.extend(evidence(setter, form));
        let year = form.issue.at.map(|at| at.year);
        let mut deadlines = promises::strips(setter, "paper-our-deadlines", &form.deadlines, year, false);
        // This paper is about what is claimed, which is above; a receipt is about what is promised.
        deadlines.iter_mut().for_each(|strip| strip.follows_foot = true);
        body.extend(deadlines);
        Composed { body, foot: foot(setter, form) }
    })
}

/// What is known of a shipment.
pub(crate) fn shipment_rows(setter: &Setter<'_>, shipment: &Shipment) -> [Vec<Option<Field>>; 4] {
    [
        vec![known::waybill(setter, &shipment.waybill)],
        vec![
            Field::moment(setter, "paper-posted", &shipment.posted),
            Field::moment(setter, "paper-delivered", &shipment.delivered),
        ],
        vec![Field::plain(setter, "paper-contents", &shipment.contents)],
        vec![
            known::cover(setter, shipment.cover),
            Field::money(setter, "paper-freight", shipment.freight_fen),
        ],
    ]
}

fn fields(setter: &Setter<'_>, form: &ClaimForm) -> Vec<Strip> {
    let (issue, shipment) = (&form.issue, &form.shipment);
    let mut rows =
        vec![vec![Field::moment(setter, "paper-filed", &issue.at)], known::attended(setter, issue)];
    rows.extend(form.parties.iter().map(|party| vec![party_field(setter, party)]));
    rows.extend(shipment_rows(setter, shipment));
    rows.extend([
        vec![Field::text(setter, "paper-category", &form.category)],
        vec![Field::story(setter, "paper-story", &form.story)],
        vec![Field::parts("paper-claimed", known::demand_parts(setter, &form.demand))],
        vec![payee_field(setter, form)],
    ]);
    field::strips(setter, rows)
}

/// Somebody whom a shipment concerns, behind their role.
pub(crate) fn party_field(setter: &Setter<'_>, party: &Party) -> Option<Field> {
    let told = [&party.name, &party.phone, &party.address].into_iter().flatten();
    Field::parts(party.role.id(), told.map(|told| vec![setter.span(told, setter.body())]).collect())
}

fn payee_field(setter: &Setter<'_>, form: &ClaimForm) -> Option<Field> {
    let payee = form.payee.as_ref()?;
    let mut parts = vec![vec![setter.span(&payee.name, setter.body())]];
    parts.extend(payee.method.as_ref().map(|method| setter.inline_text(method, setter.body())));
    parts.extend(payee.account.as_ref().map(|account| vec![setter.span(account, setter.body())]));
    Field::parts("paper-payee", parts)
}

fn articles(setter: &Setter<'_>, form: &ClaimForm) -> Vec<Strip> {
    if form.articles.is_empty() {
        return Vec::new();
    }
    let mut table = Table::of(&[
        Column::left("paper-article", Width::Share(1.0)),
        Column::right("paper-quantity", Width::Fit(0.15)),
        Column::right("paper-value", Width::Fit(0.28)),
        Column::right("paper-claimed", Width::Fit(0.28)),
    ]);
    table.on_roll = OnRoll::Columns;
    let money = |fen: Option<i64>| Cell::of(fen.map(yuan).unwrap_or_default());
    table.rows.extend(form.articles.iter().map(|article| {
        vec![
            Cell::of(&article.name),
            Cell::of(article.quantity.to_string()),
            money(article.value_fen),
            money(Some(article.claimed_fen)),
        ]
    }));
    if form.articles.len() > 1 {
        let total = form.articles.iter().fold(0_i64, |sum, article| sum.saturating_add(article.claimed_fen));
        table.rows.push(vec![
            Cell::versions(setter.words("paper-total")).bold(),
            Cell::default(),
            Cell::default(),
            money(Some(total)).bold(),
        ]);
    }
    let mut strips = part::heading(setter, &setter.words("paper-articles"));
    strips.extend(table::strips(setter, &table));
    strips
}

/// What was handed in beside what is still owed.
fn evidence(setter: &Setter<'_>, form: &ClaimForm) -> Vec<Strip> {
    let list = |setter: &Setter<'_>, title: &str, list: &[Bilingual], is_ticked_off: bool| {
        if list.is_empty() {
            return Vec::new();
        }
        let entries: Vec<Vec<String>> = list.iter().map(|entry| setter.sentences(entry)).collect();
        let mut strips = part::heading(setter, &setter.words(title));
        strips.extend(drawn::list(setter, &entries, is_ticked_off));
        strips
    };
    part::side_by_side(
        setter,
        [&|setter| list(setter, "paper-evidence", &form.evidence, false), &|setter| {
            list(setter, "paper-documents-owed", &form.owed, true)
        }],
    )
}

fn foot(setter: &Setter<'_>, form: &ClaimForm) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    for (text, notice) in [(&form.appeal, Notice::Loud), (&form.privacy, Notice::Quiet)] {
        strips.extend(text.iter().flat_map(|text| foot::notice(setter, text, notice)));
    }
    strips.extend(foot::fixed_notice(setter, "paper-claim-not-decided"));
    strips.extend(foot::substituted(setter));
    strips.extend(foot::signing_over(
        setter,
        Some("paper-claim-true"),
        &[Place::wide("paper-signature"), Place::seal("paper-clerk"), Place::narrow("paper-date")],
        form.signature.as_ref(),
    ));
    tie(&mut strips, false);
    strips
}
