//! The custody tag: it hangs on what a customer left with us, and its other part goes home as proof.

use crate::mark::{Ink, Laid, Weight};
use crate::moment::Moment;
use crate::paper::{PaperLanguage, PaperSize};
use crate::set::drawn;
use crate::set::field::{self, Field};
use crate::set::foot::{self, Place};
use crate::set::head::{self, Heading, SlipCode};
use crate::set::look::Look;
use crate::set::setter::Setter;
use crate::set::sheet::{self, Composed, best_of, made_for};
use crate::strip::{Strip, tie};
use crate::units::mm;
use crate::values::Issue;

/// The papers that it is made for.
pub const SIZES: [PaperSize; 3] = [PaperSize::Roll58, PaperSize::Roll80, PaperSize::A5];

/// An article that a customer left with us.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustodyTag {
    /// By whom, about which ticket and when; the QR text is the tag's own.
    pub issue: Issue,
    /// The tag's number.
    pub tag: String,
    /// What was left.
    pub article: String,
    /// In what condition.
    pub condition: Option<String>,
    /// Where it lies.
    pub place: String,
    /// Since when.
    pub since: Option<Moment>,
    /// Who took it.
    pub taken_by: String,
    /// Whose it is; masked.
    pub owner: Option<String>,
}

/// Lays out `tag` on `size`, or on A5 in place of A4, in `language`.
pub fn lay(tag: &CustodyTag, size: PaperSize, language: PaperLanguage) -> Laid {
    let size = made_for(&SIZES, size);
    let heading = Heading { caption: "paper-scan-tag", ..Heading::of(&tag.issue, "paper-title-custody") };
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let mut body = part_at_the_article(setter, &heading, tag);
        let used: f32 = body.iter().map(|strip| strip.before + strip.height).sum();
        let mut cut = drawn::cut_line(setter, "paper-cut").after(setter.look.around * 1.4);
        // A sheet is cut into halves.
        if let Some(height) = setter.size.sheet().height {
            let half = height / 2.0 - setter.size.sheet().top - cut.height / 2.0;
            cut.before = cut.before.max(half - used);
        }
        body.push(cut);
        body.extend(part_of_the_owner(setter, &heading, tag));
        body.extend(foot::substituted(setter));
        Composed { body, foot: Vec::new() }
    })
}

/// The number as large as the paper allows, to be read from a shelf.
fn large_number(setter: &Setter<'_>, tag: &CustodyTag, width: f32, most: f32) -> Vec<Strip> {
    let natural = setter.line(&[setter.span(&tag.tag, setter.style(most, Weight::Bold, Ink::Black))]).width;
    let size = if natural > width { (most * width / natural).max(setter.look.body * 1.2) } else { most };
    let style = setter.style(size, Weight::Bold, Ink::Black);
    setter.column(&setter.lines(&[setter.span(&tag.tag, style)], width), 0.0)
}

fn part_at_the_article(setter: &Setter<'_>, heading: &Heading<'_>, tag: &CustodyTag) -> Vec<Strip> {
    let look = setter.look;
    let code = head::slip_code(setter, heading);
    let beside = code.as_ref().filter(|_| !setter.size.is_roll()).map_or(0.0, |code| code.size + 10.0);
    let width = setter.width - beside;

    let mut left = title(setter, "paper-title-custody", width);
    left.extend(head::copy_line(setter, heading));
    left.extend(large_number(setter, tag, width, if setter.size.is_roll() { 30.0 } else { 56.0 }));
    let article = setter.style(look.body * 1.5, Weight::Bold, Ink::Black);
    let mut article = setter.column(&setter.lines(&[setter.span(&tag.article, article)], width), 0.0);
    if let Some(first) = article.first_mut() {
        first.before = look.between;
    }
    left.extend(article);

    let mut strips = Vec::new();
    match code {
        Some(SlipCode { strip, size, quiet }) if !setter.size.is_roll() => {
            let mut top = Strip::stack(left);
            top.height = top.height.max(strip.height);
            // As on every sheet, the code itself ends where the text ends.
            top.marks.extend(strip.indented(setter.width - size + quiet).marks);
            strips.push(top);
        }
        Some(SlipCode { strip, size, .. }) => {
            strips.extend(left);
            strips.push(strip.indented((setter.width - size) / 2.0).after(look.around));
        }
        None => strips.extend(left),
    }
    strips.extend(fields(setter, tag, true));
    strips.extend(foot::signing(
        setter,
        None,
        &[Place::wide("paper-left-by"), Place::wide("paper-taken-by")],
    ));
    strips
}

/// What the customer shows to have it back.
fn part_of_the_owner(setter: &Setter<'_>, heading: &Heading<'_>, tag: &CustodyTag) -> Vec<Strip> {
    let look = setter.look;
    let mut strips = vec![Strip::space(0.0).after(look.around)];
    // It is cut off, and then says for itself what it is.
    strips.extend(heading.issue.practice.then(|| sheet::practice_band(setter)));
    strips.extend(title(setter, "paper-title-stub", setter.width));
    strips.extend(head::copy_line(setter, heading));
    strips.extend(large_number(setter, tag, setter.width, look.body * 2.0));
    strips.extend(head::issuer(setter, heading, setter.width));
    strips.extend(fields(setter, tag, false));
    strips.push(Strip::space(look.around * 0.6));
    strips.extend(foot::fixed_notice(setter, "paper-bring-stub"));
    strips.extend(foot::signing(
        setter,
        None,
        &[Place::wide("paper-fetched-by"), Place::narrow("paper-date")],
    ));
    strips.push(Strip::space(mm(2.0)));
    tie(&mut strips, false);
    strips
}

fn title(setter: &Setter<'_>, id: &str, width: f32) -> Vec<Strip> {
    let style = setter.style(setter.look.body * 1.25, Weight::Bold, Ink::Black);
    setter.column(&setter.either(&setter.words(id), style, width), 0.0)
}

fn fields(setter: &Setter<'_>, tag: &CustodyTag, at_the_article: bool) -> Vec<Strip> {
    let number = Field::plain(setter, "paper-number", &tag.issue.number);
    let since = Field::moment(setter, "paper-since", &tag.since);
    let here =
        |label, value: &str| Field::plain(setter, label, &Some(value.to_owned()).filter(|_| at_the_article));
    let article = Some(tag.article.clone()).filter(|_| !at_the_article);
    field::strips(
        setter,
        vec![
            vec![Field::plain(setter, "paper-article", &article)],
            vec![number],
            vec![Field::plain(setter, "paper-condition", &tag.condition)],
            vec![here("paper-place", &tag.place)],
            vec![since],
            vec![here("paper-taken-by", &tag.taken_by)],
            vec![Field::plain(setter, "paper-owner", &tag.owner)],
        ],
    )
}
