//! The sums: each a few steps, the last of which is the result.

use super::{Claim, LineKind};
use crate::{
    Fen,
    policy::compensation::{FigureName, StepWord, Sum},
};

/// A figure that a step names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Money.
    Fen(Fen),
    /// How many times.
    Times(u32),
}

/// One step of the reasoning, in order; the words for it are the policy's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it says.
    pub word: StepWord,
    /// The figures that its words name.
    pub figures: Vec<(FigureName, Figure)>,
    /// What it comes to.
    pub result: Fen,
}

/// Steps so far, and what they come to.
#[derive(Debug, Default)]
pub(super) struct Reckoning {
    pub(super) steps: Vec<Step>,
}

impl Reckoning {
    /// Takes a step; the figures are those that its words name, in their order, without the result.
    fn take(&mut self, word: StepWord, figures: &[Figure], result: Fen) -> Fen {
        let names = word.figures().iter().copied();
        let with_result = figures.iter().copied().chain([Figure::Fen(result)]);
        self.steps.push(Step { word, figures: names.zip(with_result).collect(), result });
        result
    }

    /// Holds `fen` to a limit that the rule names, and says which of both counts.
    fn limit(&mut self, [held, within]: [StepWord; 2], fen: Fen, figures: &[Figure], most: Fen) -> Fen {
        let word = if fen > most { held } else { within };
        self.take(word, figures, fen.min(most))
    }

    /// Holds `fen` to `most`, and says so where that lowers it.
    fn hold(&mut self, word: StepWord, fen: Fen, figures: &[Figure], most: Fen) -> Fen {
        if fen > most { self.take(word, figures, most) } else { fen }
    }
}

/// What `sum` comes to, or the figure that it lacks.
pub(super) fn reckon(sum: Sum, line: LineKind, claim: &Claim) -> (Result<Fen, FigureName>, Reckoning) {
    let mut reckoning = Reckoning::default();
    let result = steps_of(sum, line, claim, &mut reckoning);
    (result, reckoning)
}

fn steps_of(sum: Sum, line: LineKind, claim: &Claim, so_far: &mut Reckoning) -> Result<Fen, FigureName> {
    use Figure::{Fen as Money, Times};
    let values = &claim.values;
    let insured = || claim.insured_fen().ok_or(FigureName::Insured);
    let freight = || values.freight_fen.ok_or(FigureName::Freight);
    match sum {
        Sum::Insured => {
            let insured = insured()?;
            Ok(so_far.take(StepWord::Insured, &[Money(insured)], insured))
        }
        Sum::InsuredProportion { held_to_loss } => {
            let insured = insured()?;
            let whole =
                values.whole_value_fen.filter(|whole| *whole > Fen::ZERO).ok_or(FigureName::WholeValue)?;
            let loss = loss(claim, so_far)?;
            let part = proportion(loss, insured, whole);
            let part = so_far.take(StepWord::Proportion, &[Money(loss), Money(insured), Money(whole)], part);
            let most = if held_to_loss { loss } else { Fen::MOST };
            Ok(so_far.hold(StepWord::HeldToLoss, part, &[Money(loss)], most))
        }
        Sum::Loss => loss(claim, so_far),
        Sum::LossUpToInsured => {
            let insured = insured()?;
            let loss = loss(claim, so_far)?;
            let words = [StepWord::HeldToInsured, StepWord::WithinInsured];
            Ok(so_far.limit(words, loss, &[Money(loss), Money(insured)], insured))
        }
        Sum::LossUpToFreight { times } => {
            let freight = freight()?;
            let loss = loss(claim, so_far)?;
            let limit = multiple(freight, times);
            let figures = [Money(loss), Money(freight), Times(times), Money(limit)];
            let words = [StepWord::HeldToFreightTimes, StepWord::WithinFreightTimes];
            Ok(so_far.limit(words, loss, &figures, limit))
        }
        Sum::LossUpToAgreedFreight => {
            let times = claim.terms.freight_times.ok_or(FigureName::Times)?;
            steps_of(Sum::LossUpToFreight { times }, line, claim, so_far)
        }
        Sum::FreightTimes { times } => {
            let freight = freight()?;
            let result = multiple(freight, times);
            Ok(so_far.take(StepWord::FreightTimes, &[Money(freight), Times(times)], result))
        }
        Sum::Freight => {
            let freight = freight()?;
            Ok(so_far.take(StepWord::Freight, &[Money(freight)], freight))
        }
        Sum::ReturnFreight => {
            let freight = values.return_freight_fen.ok_or(FigureName::ReturnFreight)?;
            Ok(so_far.take(StepWord::ReturnFreight, &[Money(freight)], freight))
        }
        Sum::Fixed { fen } => Ok(so_far.take(StepWord::Fixed, &[], fen)),
        Sum::Promised => {
            let promised = claim.promises.iter().filter(|promise| promise.line == line);
            let promised = promised.map(|promise| promise.fen).reduce(sum_of).ok_or(FigureName::Promised)?;
            Ok(so_far.take(StepWord::Promised, &[Money(promised)], promised))
        }
    }
}

/// The loss: as it was found, else as it was proven, else the whole value where all is gone. Never more than was
/// proven, and never more than goods were worth.
fn loss(claim: &Claim, so_far: &mut Reckoning) -> Result<Fen, FigureName> {
    let values = &claim.values;
    let whole = values.whole_value_fen.filter(|_| claim.incident.is_of_goods());
    let (word, loss) = match (values.actual_loss_fen, values.proven_fen, whole) {
        (Some(loss), ..) => (StepWord::Loss, loss),
        (None, Some(proven), _) => (StepWord::Proven, proven),
        (None, None, Some(whole)) if claim.incident.is_whole() => (StepWord::WholeValue, whole),
        _ => return Err(FigureName::Loss),
    };
    let mut loss = so_far.take(word, &[Figure::Fen(loss)], loss);
    for (word, most) in [(StepWord::HeldToProven, values.proven_fen), (StepWord::HeldToWholeValue, whole)] {
        if let Some(most) = most {
            loss = so_far.hold(word, loss, &[Figure::Fen(loss), Figure::Fen(most)], most);
        }
    }
    Ok(loss)
}

/// Both together; more than can be held stays at what can be held.
pub(super) fn sum_of(one: Fen, other: Fen) -> Fen {
    one.checked_add(other).unwrap_or(Fen::MOST)
}

fn multiple(fen: Fen, times: u32) -> Fen {
    held(i128::from(fen.get()) * i128::from(times))
}

/// `loss` × `insured` ÷ `whole`, rounded half up to the fen.
fn proportion(loss: Fen, insured: Fen, whole: Fen) -> Fen {
    let [loss, insured, whole] = [loss, insured, whole].map(|fen| i128::from(fen.get()));
    held((2 * loss * insured + whole) / (2 * whole))
}

fn held(fen: i128) -> Fen {
    i64::try_from(fen).ok().and_then(|fen| Fen::new(fen).ok()).unwrap_or(Fen::MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fen(fen: i64) -> Fen {
        Fen::new(fen).unwrap()
    }

    #[test]
    fn halves_of_a_fen_go_up() {
        // (loss, insured, whole) -> result
        for (loss, insured, whole, result) in [
            (10_000, 100_000, 300_000, 3_333),
            (20_000, 100_000, 300_000, 6_667),
            (1, 1, 2, 1),
            (1, 1, 3, 0),
            (3, 1, 2, 2),
            (0, 500, 700, 0),
        ] {
            assert_eq!(
                proportion(fen(loss), fen(insured), fen(whole)),
                fen(result),
                "{loss} {insured} {whole}"
            );
        }
    }

    #[test]
    fn what_cannot_be_held_stays_at_what_can() {
        assert_eq!(multiple(Fen::MOST, u32::MAX), Fen::MOST);
        assert_eq!(proportion(Fen::MOST, Fen::MOST, fen(1)), Fen::MOST);
        assert_eq!(proportion(Fen::MOST, Fen::MOST, Fen::MOST), Fen::MOST);
        assert_eq!(sum_of(Fen::MOST, fen(1)), Fen::MOST);
    }
}
