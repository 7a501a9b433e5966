//! The public notice: how to complain and what we owe, in large type for the wall, from the policy in force.

use crate::mark::{Ink, Laid, Weight};
use crate::moment::Moment;
use crate::paper::{Bilingual, PaperLanguage, PaperSize, Tongue};
use crate::set::foot;
use crate::set::head::{self, Heading};
use crate::set::look::Look;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of};
use crate::strip::{Strip, tie, tie_ends};
use crate::values::Issue;
use crate::words::{word, word_with};

/// The papers that it is made for.
pub const SIZES: [PaperSize; 1] = [PaperSize::A4];

/// What hangs at the counter for everybody to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublicNotice {
    /// By whom and when.
    pub issue: Issue,
    /// What it says, in order.
    pub sections: Vec<Section>,
    /// The version of the policy that it was made from.
    pub policy: String,
    /// From when that policy is in force.
    pub in_force: Option<Moment>,
}

/// A part of a notice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub title: Bilingual,
    /// What it says.
    pub paragraphs: Vec<Bilingual>,
    /// The words it rests on.
    pub citation: Option<Bilingual>,
}

/// What a section is about, where the policy gives no title of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Where to complain, to trace and to claim.
    Contact,
    /// By when we answer.
    OurPromises,
    /// What the law says about terms and compensation.
    ByLaw,
    /// To whom to turn when it was not handled well.
    Appeal,
    /// What is kept of whom, and how long.
    PersonalData,
}

/// The title of a section about `topic`.
pub fn title(topic: Topic) -> Bilingual {
    let id = match topic {
        Topic::Contact => "paper-notice-contact",
        Topic::OurPromises => "paper-notice-promises",
        Topic::ByLaw => "paper-notice-by-law",
        Topic::Appeal => "paper-notice-appeal",
        Topic::PersonalData => "paper-notice-data",
    };
    Bilingual { zh: word(Tongue::Chinese, id), en: word(Tongue::English, id) }
}

/// Lays out `notice` on A4, the only paper it is made for, in `language`: as large as fits one page, and on more if it is long.
pub fn lay(notice: &PublicNotice, _size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&notice.issue, "paper-title-notice");
    best_of(PaperSize::A4, language, Look::for_the_wall(), &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        for section in &notice.sections {
            body.extend(section_strips(setter, section));
        }
        Composed { body, foot: foot(setter, notice) }
    })
}

fn section_strips(setter: &Setter<'_>, section: &Section) -> Vec<Strip> {
    let look = setter.look;
    let title = setter.style(look.body * 1.15, Weight::Bold, Ink::Black);
    let mut strips =
        setter.column(&setter.either(&setter.sentences(&section.title), title, setter.width), 0.0);
    if let Some(first) = strips.first_mut() {
        first.before = look.around;
    }
    strips.iter_mut().for_each(|strip| strip.tied = true);
    for paragraph in &section.paragraphs {
        let lines = setter.either(&setter.sentences(paragraph), setter.body(), setter.width);
        let mut block = setter.column(&lines, 0.0);
        if let Some(first) = block.first_mut() {
            first.before = look.between;
        }
        tie_ends(&mut block);
        strips.extend(block);
    }
    if let Some(citation) = section.citation.as_ref().filter(|citation| !citation.is_blank()) {
        let style = setter.style(look.small, Weight::Regular, look.soft);
        let mut block = setter.column(&setter.either(&setter.sentences(citation), style, setter.width), 0.0);
        if let Some(first) = block.first_mut() {
            first.before = look.between * 0.6;
        }
        if let Some(last) = strips.last_mut() {
            last.tied = true;
        }
        tie(&mut block, false);
        strips.extend(block);
    }
    strips
}

fn foot(setter: &Setter<'_>, notice: &PublicNotice) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around), Strip::rule(setter.width, 0.6)];
    let version: Vec<String> = setter
        .language
        .tongues()
        .iter()
        .map(|tongue| {
            let policy = ("policy", notice.policy.as_str());
            match notice.in_force.map(|at| at.in_full(*tongue)) {
                Some(date) => word_with(*tongue, "paper-policy-in-force", &[policy, ("date", &date)]),
                None => word_with(*tongue, "paper-policy", &[policy]),
            }
        })
        .collect();
    let style = setter.style(setter.look.small, Weight::Regular, setter.look.soft);
    let mut lines = setter.column(&setter.either(&version, style, setter.width), 0.0);
    if let Some(first) = lines.first_mut() {
        first.before = 4.0;
    }
    strips.extend(lines);
    strips.extend(foot::substituted(setter));
    tie(&mut strips, false);
    strips
}
