//! What was promised, as it was shown to the customer. A day is `due_on`, a moment `due_by`.

use domain::{Bilingual, Date, Due, Instant, PromiseStep, RuleCode};
use serde::{Deserialize, Serialize};

use super::{FactError, from_json};

#[derive(Serialize, Deserialize)]
pub(super) struct Promise {
    step: PromiseStep,
    what: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due_by: Option<Instant>,
    due_at: Instant,
    rule: RuleCode,
    ground: Words,
    by_law: bool,
    provisional: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Words {
    zh: String,
    en: String,
}

impl From<&Bilingual> for Words {
    fn from(words: &Bilingual) -> Self {
        Self { zh: words.zh.clone(), en: words.en.clone() }
    }
}

impl From<Words> for Bilingual {
    fn from(words: Words) -> Self {
        Self { zh: words.zh, en: words.en }
    }
}

impl From<&domain::Promise> for Promise {
    fn from(promise: &domain::Promise) -> Self {
        let (due_on, due_by) = match promise.due {
            Due::On(date) => (Some(date), None),
            Due::By(moment) => (None, Some(moment)),
        };
        Self {
            step: promise.step.clone(),
            what: Words::from(&promise.what),
            due_on,
            due_by,
            due_at: promise.due_at,
            rule: promise.rule.clone(),
            ground: Words::from(&promise.ground),
            by_law: promise.by_law,
            provisional: promise.provisional,
        }
    }
}

impl TryFrom<Promise> for domain::Promise {
    type Error = FactError;

    fn try_from(read: Promise) -> Result<Self, FactError> {
        let due = match (read.due_on, read.due_by) {
            (Some(date), None) => Due::On(date),
            (None, Some(moment)) => Due::By(moment),
            _ => return Err(FactError::Shape),
        };
        Ok(Self {
            step: read.step,
            what: read.what.into(),
            due,
            due_at: read.due_at,
            rule: read.rule,
            ground: read.ground.into(),
            by_law: read.by_law,
            provisional: read.provisional,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct PromiseMade {
    promises: Vec<Promise>,
}

impl From<&domain::PromiseMade> for PromiseMade {
    fn from(fact: &domain::PromiseMade) -> Self {
        Self { promises: fact.promises.iter().map(Promise::from).collect() }
    }
}

pub(super) fn read(body: &str) -> Result<domain::PromiseMade, FactError> {
    let PromiseMade { promises } = from_json(body)?;
    Ok(domain::PromiseMade { promises: all(promises)? })
}

pub(super) fn all(read: Vec<Promise>) -> Result<Vec<domain::Promise>, FactError> {
    read.into_iter().map(domain::Promise::try_from).collect()
}
