//! What a customer can answer, and where: what each answer means, the boxes to tick, the line to sign on.

use crate::moment::Moment;
use crate::money::yuan;
use crate::paper::Tongue;
use crate::sentence;
use crate::settlement::{Answer, Review};
use crate::strip::Strip;
use crate::values::{Amount, Signature};
use crate::words::{word, word_with};

use super::drawn;
use super::foot::{self, Place};
use super::setter::Setter;

/// Whether and until when a matter can still be reviewed, in each language, as it stands `now`.
pub(crate) fn review(setter: &Setter<'_>, review: Review, now: Option<Moment>) -> Vec<String> {
    setter.language.tongues().iter().map(|tongue| review_in(*tongue, review, now)).collect()
}

fn review_in(tongue: Tongue, review: Review, now: Option<Moment>) -> String {
    let rounds = review.rounds_left.to_string();
    let year = now.map(|now| now.year);
    match review.due {
        _ if review.rounds_left == 0 => word(tongue, "paper-can-no-review"),
        None => word_with(tongue, "paper-can-review", &[("rounds", &rounds)]),
        Some(due) if now.is_some_and(|now| due.has_passed(&now)) => {
            word_with(tongue, "paper-can-review-over", &[("due", &due.in_short(tongue, year))])
        }
        Some(due) => {
            let due = sentence::within(&due.as_term(tongue, year));
            word_with(tongue, "paper-can-review-by", &[("rounds", &rounds), ("due", &due)])
        }
    }
}

/// Accepted or refused, by a tick and a signature over `statement`. What was answered on a screen is ticked already.
///
/// The amount stands beside it again, so that nobody signs a page that does not say to what.
pub(crate) fn strips(
    setter: &Setter<'_>,
    total: &Amount,
    statement: &str,
    places: &[Place],
    answer: Option<Answer>,
    signature: Option<&Signature>,
) -> Vec<Strip> {
    let chosen = answer.map(|answer| match answer {
        Answer::Accepts => 0,
        Answer::Refuses => 1,
    });
    let options = ["paper-accepts", "paper-refuses"].map(|id| setter.words(id));
    let figure = yuan(total.fen);
    let about = setter.words_with("paper-answers-to", &[("total", &figure), ("capitals", &total.capitals)]);
    let mut strips = setter.column(&setter.either(&about, setter.bold(), setter.width), 0.0);
    if let Some(first) = strips.first_mut() {
        first.before = setter.look.around;
    }
    let mut ticks = drawn::options_ticked(setter, &options, 0.0, chosen);
    if let Some(first) = ticks.first_mut() {
        first.before = setter.look.between;
    }
    strips.extend(ticks);
    strips.extend(foot::signing_over(setter, Some(statement), places, signature));
    strips
}
