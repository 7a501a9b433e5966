//! How a matter was sorted and weighed. Factors, codes and results are clear; the customer's words are sealed.

use domain::{Answered, CategoryCode, PlaybookCode, ResponsibleUnit, Sealed};
use serde::{Deserialize, Serialize};

use super::{FactError, Private, WrittenFact, clear, from_json, sealed};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
struct Impact {
    loss: String,
    spread: String,
    urgency: String,
    repair: String,
    endangers_people: bool,
}

#[derive(Serialize, Deserialize)]
struct Risk {
    probability: String,
    impact: String,
    controllability: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct MatterWeighed {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    impact: Option<Impact>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    priority: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    risk: Option<Risk>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grade: Option<String>,
}

impl From<&domain::MatterWeighed> for MatterWeighed {
    fn from(fact: &domain::MatterWeighed) -> Self {
        let impact = |impact: domain::Impact| Impact {
            loss: impact.loss.to_string(),
            spread: impact.spread.to_string(),
            urgency: impact.urgency.to_string(),
            repair: impact.repair.to_string(),
            endangers_people: impact.endangers_people,
        };
        let risk = |risk: domain::Risk| Risk {
            probability: risk.probability.to_string(),
            impact: risk.impact.to_string(),
            controllability: risk.controllability.to_string(),
        };
        Self {
            impact: fact.impact.map(impact),
            priority: fact.priority.map(|priority| priority.to_string()),
            risk: fact.risk.map(risk),
            grade: fact.grade.map(|grade| grade.to_string()),
        }
    }
}

pub(super) fn read_weighed(body: &str) -> Result<domain::MatterWeighed, FactError> {
    let read: MatterWeighed = from_json(body)?;
    let impact = |impact: Impact| -> Result<_, FactError> {
        Ok(domain::Impact {
            loss: impact.loss.parse()?,
            spread: impact.spread.parse()?,
            urgency: impact.urgency.parse()?,
            repair: impact.repair.parse()?,
            endangers_people: impact.endangers_people,
        })
    };
    let risk = |risk: Risk| -> Result<_, FactError> {
        Ok(domain::Risk {
            probability: risk.probability.parse()?,
            impact: risk.impact.parse()?,
            controllability: risk.controllability.parse()?,
        })
    };
    Ok(domain::MatterWeighed {
        impact: read.impact.map(impact).transpose()?,
        priority: read.priority.map(|word| word.parse()).transpose()?,
        risk: read.risk.map(risk).transpose()?,
        grade: read.grade.map(|word| word.parse()).transpose()?,
    })
}

#[derive(Serialize, Deserialize)]
struct MatterSorted {
    category: CategoryCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offered: Option<CategoryCode>,
    answered: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<ResponsibleUnit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    playbook: Option<PlaybookCode>,
}

#[derive(Serialize, Deserialize)]
struct CustomersWords {
    words: Vec<String>,
}

pub(super) fn write_sorted(fact: &domain::MatterSorted) -> Result<WrittenFact, WriteError> {
    let body = MatterSorted {
        category: fact.category.clone(),
        offered: fact.offered.clone(),
        answered: fact.answered.to_string(),
        unit: fact.unit.clone(),
        playbook: fact.playbook.clone(),
    };
    match &fact.words {
        None => Ok(clear(&body)),
        Some(Sealed::Open(words)) => Ok(sealed(&body, &CustomersWords { words: words.clone() })),
        Some(Sealed::Shut) => Err(WriteError::Shut),
    }
}

pub(super) fn read_sorted(body: &str, private: Private<'_>) -> Result<domain::MatterSorted, FactError> {
    let read: MatterSorted = from_json(body)?;
    let words = match private {
        Private::None => None,
        private => Some(match private.read()? {
            Sealed::Open(CustomersWords { words }) => Sealed::Open(words),
            Sealed::Shut => Sealed::Shut,
        }),
    };
    Ok(domain::MatterSorted {
        category: read.category,
        offered: read.offered,
        answered: read.answered.parse::<Answered>()?,
        unit: read.unit,
        playbook: read.playbook,
        words,
    })
}
