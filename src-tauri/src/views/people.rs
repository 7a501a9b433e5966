//! People at the counter, as the screens show them.

use domain::{Act, StaffRole};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Who is at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct Person {
    /// Their identity.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they work as today.
    pub roles: Vec<String>,
    /// What they may do. The desk decides again when they do it.
    pub acts: Vec<String>,
}

/// Someone who may come to the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Colleague {
    /// Their identity.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they work as today.
    pub roles: Vec<String>,
    /// They have a PIN here.
    pub has_pin: bool,
    /// They may choose one without a first code.
    pub may_choose: bool,
    /// Too many wrong PINs were tried.
    pub is_shut_out: bool,
}

/// What shows that somebody may choose a PIN.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, Type)]
#[serde(tag = "by", content = "typed", rename_all = "snake_case")]
pub enum PinProof {
    /// The PIN they have.
    Pin(String),
    /// What headquarters gave them.
    FirstCode(String),
    /// They are at the desk and have none, or a manager has let them.
    Let,
}

impl Person {
    pub(super) fn of(desk: &desk::Desk, person: &domain::Person) -> Self {
        let acts = Act::ALL.iter().filter(|act| desk.may(person, **act));
        Self {
            id: person.id.to_string(),
            name: person.name.clone().unwrap_or_default(),
            roles: roles(desk, person),
            acts: acts.map(|act| act.as_str().to_owned()).collect(),
        }
    }
}

impl Colleague {
    pub(super) fn of(desk: &desk::Desk, colleague: &desk::Colleague) -> Self {
        let person = &colleague.person;
        Self {
            id: person.id.to_string(),
            name: person.name.clone().unwrap_or_default(),
            roles: roles(desk, person),
            has_pin: colleague.has_pin,
            may_choose: colleague.may_choose,
            is_shut_out: colleague.is_shut_out,
        }
    }
}

fn roles(desk: &desk::Desk, person: &domain::Person) -> Vec<String> {
    let mut roles: Vec<StaffRole> = person.roles_on(desk.today()).collect();
    roles.sort();
    roles.dedup();
    roles.into_iter().map(|role| role.as_str().to_owned()).collect()
}

impl PinProof {
    /// The same as the desk takes it.
    pub fn as_proof(&self) -> desk::PinProof<'_> {
        match self {
            Self::Pin(pin) => desk::PinProof::Pin(pin),
            Self::FirstCode(code) => desk::PinProof::FirstCode(code),
            Self::Let => desk::PinProof::Let,
        }
    }
}
