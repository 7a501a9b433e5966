//! What is said so often that nobody should have to type it: ready phrases, and the words for stars.

use std::collections::HashSet;

use serde::Deserialize;

use super::check::{PolicyError, list_is_sound, unresolved};
use super::{Bilingual, Choice, Policy};
use crate::{RatingAspect, RatingWay, vocabulary::open};

open! {
    /// Where a phrase is offered.
    PhrasePlace {
        /// What the customer told, as it is taken down.
        STORY = "story",
        /// An answer to a question or a suggestion.
        ANSWER = "answer",
        /// Why a claim is declined.
        DECISION_DECLINE = "decision_decline",
        /// What was said when the customer was reached.
        CONTACT = "contact",
        /// What colleagues tell each other.
        NOTE = "note",
    }
}

/// A sentence that can be put in by its key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ReadyPhrase {
    /// What is typed: a few small letters and digits.
    pub key: String,
    /// Where it is offered.
    pub place: PhrasePlace,
    /// The sentence.
    pub words: Bilingual,
}

/// What customers give stars for, and how they are asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Satisfaction {
    /// Every aspect, in the order in which they are asked.
    pub aspects: Vec<Choice<RatingAspect>>,
    /// How customers may be asked.
    pub ways: Vec<Choice<RatingWay>>,
}

/// A key is short, plain and there once; words are in both languages; where stars are asked for, every aspect is named.
pub(super) fn check(policy: &Policy) -> Result<(), PolicyError> {
    let mut seen = HashSet::new();
    for phrase in policy.phrases() {
        let is_plain = phrase.key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if !is_plain || !(1..=6).contains(&phrase.key.len()) {
            return Err(PolicyError::Absurd(format!("the key {} of a phrase", phrase.key)));
        }
        if !seen.insert(&phrase.key) {
            return Err(PolicyError::Twice { list: "phrases", code: phrase.key.clone() });
        }
        if phrase.words.is_incomplete() {
            return Err(PolicyError::Words(format!("phrases {}", phrase.key)));
        }
    }
    let asked = policy.satisfaction();
    if *asked == Satisfaction::default() {
        return Ok(());
    }
    let aspects: Vec<_> = asked.aspects.iter().map(|it| (it.code.as_str(), &it.name)).collect();
    list_is_sound("aspects", &aspects)?;
    let ways: Vec<_> = asked.ways.iter().map(|it| (it.code.as_str(), &it.name)).collect();
    list_is_sound("ways", &ways)?;
    let is_unnamed = |aspect: &&RatingAspect| asked.aspects.iter().all(|it| it.code != **aspect);
    match RatingAspect::ALL.iter().find(is_unnamed) {
        Some(aspect) => Err(unresolved("satisfaction", aspect.as_str())),
        None => Ok(()),
    }
}
