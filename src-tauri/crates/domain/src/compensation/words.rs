//! An assessment in words, line by line, in Chinese and English, as paper and screen print it.

use super::{Alternative, Assessment, Figure, Line, Place, Step};
use crate::{
    Bilingual, Fen, Policy,
    policy::compensation::{Phrase, StepWord, words_of},
};

impl Step {
    /// The step in the policy's words, its figures filled in.
    pub fn in_words(&self, policy: &Policy) -> Bilingual {
        let words = words_of(&policy.compensation().words.steps, &self.word);
        self.figures.iter().fold(words, |words, (name, figure)| {
            let figure = match figure {
                Figure::Fen(fen) => fen.to_string(),
                Figure::Times(times) => times.to_string(),
            };
            words.filled(name.as_str(), &Bilingual::untranslated(&figure))
        })
    }
}

impl Line {
    /// Whether a loss was reckoned for it, which somebody has to prove.
    pub(super) fn is_of_loss(&self) -> bool {
        self.steps
            .iter()
            .any(|step| matches!(step.word, StepWord::Loss | StepWord::Proven | StepWord::WholeValue))
    }

    /// The head, its steps, and what it comes to under which rule.
    fn in_words(&self, policy: &Policy) -> Vec<Bilingual> {
        let words = &policy.compensation().words;
        let mut told = vec![indented(1, words_of(&words.lines, &self.kind))];
        told.extend(self.steps.iter().map(|step| indented(2, step.in_words(policy))));
        let end = match self.fen {
            Ok(fen) => phrase(Phrase::LineTotal, policy).filled("result", &figure(fen)),
            Err(lacks) => phrase(Phrase::Lacks, policy).filled("about", &words_of(&words.figures, &lacks)),
        };
        told.push(indented(2, end.filled("rule", &self.citation)));
        told
    }
}

impl Alternative {
    /// The measure with its rule, why it is proposed or not, its heads, and what they come to.
    pub fn in_words(&self, policy: &Policy) -> Vec<Bilingual> {
        let words = &policy.compensation().words;
        let (place, why) = match &self.place {
            Place::Proposed { why } => (Phrase::Proposed, why),
            Place::Beside { words, .. } => (Phrase::Beside, words),
        };
        let title = phrase(place, policy)
            .filled("name", &self.name)
            .filled("rule", &self.citation)
            .filled("about", why);
        let mut told = vec![title];
        told.extend(self.lines.iter().flat_map(|line| line.in_words(policy)));
        for (line, figure) in &self.left_out {
            let about = words_of(&words.figures, figure);
            let left_out = phrase(Phrase::LeftOut, policy).filled("about", &about);
            told.push(indented(1, left_out.filled("name", &words_of(&words.lines, line))));
        }
        told.push(indented(
            1,
            match self.total() {
                Ok(Fen::ZERO) if self.lines.is_empty() => phrase(Phrase::Nothing, policy),
                Ok(total) => phrase(Phrase::Total, policy).filled("result", &figure(total)),
                Err(lacks) => {
                    phrase(Phrase::Lacks, policy).filled("about", &words_of(&words.figures, &lacks))
                }
            },
        ));
        told
    }
}

impl Assessment {
    /// All of it, line by line: the proposal, what stands beside it, time, exemptions, what to look at; and last that a
    /// person decides.
    pub fn in_words(&self, policy: &Policy) -> Vec<Bilingual> {
        let (proposed, beside): (Vec<_>, Vec<_>) =
            self.alternatives.iter().partition(|alternative| alternative.is_proposed());
        let mut told: Vec<Bilingual> =
            proposed.into_iter().chain(beside).flat_map(|alternative| alternative.in_words(policy)).collect();
        told.extend(self.time_limits.iter().map(|limit| limit.in_words(policy)));
        told.extend(self.exemptions.iter().map(|exemption| exemption.in_words(policy)));
        told.extend(
            self.flags
                .iter()
                .map(|flag| phrase(Phrase::ToLookAt, policy).filled("about", &flag.in_words(policy))),
        );
        told.push(phrase(Phrase::PersonDecides, policy));
        told
    }
}

impl super::TimeLimitTold {
    /// The limit with its last day and its ground.
    pub fn in_words(&self, policy: &Policy) -> Bilingual {
        let says = match self.is_over {
            Some(true) => Phrase::TimeOver,
            Some(false) => Phrase::TimeRuns,
            None => Phrase::TimeUnknown,
        };
        let day = self.last_on.map(|day| day.to_string()).unwrap_or_default();
        phrase(says, policy)
            .filled("name", &self.name)
            .filled("rule", &self.citation)
            .filled("about", &Bilingual::untranslated(&day))
    }
}

impl super::ExemptionTold {
    /// The exemption, what became of it, and its ground.
    pub fn in_words(&self, policy: &Policy) -> Bilingual {
        let words = &policy.compensation().words;
        let says = if self.touches { Phrase::Exemption } else { Phrase::ExemptionWithoutEffect };
        let ground = self.ground.as_ref().map(|(_, citation)| citation.clone()).unwrap_or_default();
        phrase(says, policy)
            .filled("name", &self.name)
            .filled("rule", &ground)
            .filled("about", &words_of(&words.findings, &self.finding))
    }
}

fn phrase(phrase: Phrase, policy: &Policy) -> Bilingual {
    words_of(&policy.compensation().words.phrases, &phrase)
}

fn figure(fen: Fen) -> Bilingual {
    Bilingual::untranslated(&fen.to_string())
}

fn indented(depth: usize, words: Bilingual) -> Bilingual {
    let space = "  ".repeat(depth);
    Bilingual::new(format!("{space}{}", words.zh), format!("{space}{}", words.en))
}
