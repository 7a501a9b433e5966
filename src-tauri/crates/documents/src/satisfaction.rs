//! The satisfaction form: five faces to tick, room to say why, and whether we should call.

use crate::mark::{Ink, Laid, Weight};
use crate::paper::{Bilingual, PaperLanguage, PaperSize};
use crate::set::drawn;
use crate::set::field::{self, Field};
use crate::set::foot::{self, Notice, Place};
use crate::set::head::{self, Heading};
use crate::set::known;
use crate::set::look::Look;
use crate::set::part;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of, made_for};
use crate::strip::{LEADING, Strip, baseline_in, marks_of, tie};
use crate::values::{Issue, Visitor, Waybill};

/// The papers that it is made for.
pub const SIZES: [PaperSize; 2] = [PaperSize::A5, PaperSize::A4];

/// A form on which a customer says how a matter was handled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SatisfactionForm {
    /// By whom, about which ticket and when.
    pub issue: Issue,
    /// The shipment's waybill.
    pub waybill: Option<Waybill>,
    /// Who came; masked.
    pub visitor: Option<Visitor>,
    /// What the matter was, as the policy words it.
    pub category: Option<Bilingual>,
    /// What the answers are used for and how long they are kept.
    pub privacy: Option<Bilingual>,
}

/// The questions, each answered from 1 to 5.
const QUESTIONS: [&str; 3] = ["paper-ask-result", "paper-ask-speed", "paper-ask-manner"];
/// The words under the faces, from 1 to 5.
const SCORES: [&str; 5] =
    ["paper-score-1", "paper-score-2", "paper-score-3", "paper-score-4", "paper-score-5"];

/// Lays out `form` on `size`, or on A5 if it is not made for that, in `language`.
pub fn lay(form: &SatisfactionForm, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&form.issue, "paper-title-satisfaction");
    let size = made_for(&SIZES, size);
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        body.extend(field::strips(
            setter,
            vec![
                vec![known::waybill(setter, &form.waybill)],
                vec![known::visitor(setter, &form.visitor)],
                vec![Field::text(setter, "paper-category", &form.category)],
            ],
        ));
        for (index, question) in QUESTIONS.iter().enumerate() {
            body.extend(part::heading(setter, &setter.words(question)));
            body.push(faces(setter, index == 0));
        }
        body.extend(part::heading(setter, &setter.words("paper-comments")));
        body.extend(drawn::writing_lines(setter, if setter.size == PaperSize::A4 { 4 } else { 2 }));
        body.extend(part::heading(setter, &setter.words("paper-follow-up")));
        let answers = ["paper-follow-up-phone", "paper-follow-up-message", "paper-follow-up-no"];
        body.extend(drawn::options(setter, &answers.map(|id| setter.words(id)), 0.0));
        Composed { body, foot: foot(setter, form) }
    })
}

/// Five boxes to tick with their figures, under five faces where those are `drawn`.
fn faces(setter: &Setter<'_>, is_drawn: bool) -> Strip {
    let look = setter.look;
    let step = setter.width / 5.0;
    let radius = look.body * 1.5;
    let mut strip = Strip::default();
    for (score, words) in (1_u8..).zip(SCORES) {
        let left = step * f32::from(score - 1);
        let middle = left + step / 2.0;
        let mut y = look.between;
        if is_drawn {
            strip.marks.extend(drawn::face((middle, y + radius), radius, score));
            y += radius * 2.0 + look.between + 2.0;
        }
        let figure = setter.line(&[setter.span(&score.to_string(), setter.bold())]);
        let width = look.body * 1.4 + figure.width;
        strip.marks.push(drawn::tick_box(look.body, middle - width / 2.0, y));
        let x = middle - width / 2.0 + look.body * 1.4;
        strip.marks.extend(marks_of(&figure, x, y + baseline_in(look.body)));
        y += look.body * LEADING;
        if is_drawn {
            let style = setter.style(look.small, Weight::Regular, Ink::Black);
            for line in setter.each(&setter.words(words), style, step - 6.0) {
                strip.marks.extend(marks_of(&line, middle - line.width / 2.0, y + baseline_in(line.size)));
                y += line.size * LEADING;
            }
        }
        strip.height = strip.height.max(y);
    }
    strip
}

fn foot(setter: &Setter<'_>, form: &SatisfactionForm) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    strips.extend(form.privacy.iter().flat_map(|text| foot::notice(setter, text, Notice::Quiet)));
    strips.extend(foot::substituted(setter));
    strips.extend(foot::signing(
        setter,
        Some("paper-thanks"),
        &[Place::wide("paper-signature"), Place::narrow("paper-date")],
    ));
    tie(&mut strips, false);
    strips
}
