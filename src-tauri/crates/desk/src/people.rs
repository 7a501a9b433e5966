//! Who works at this counter, who of them is here now, and what they may do.

use std::sync::{MutexGuard, PoisonError};

use domain::{Act, Instant, Person, PersonId, staff};

use crate::{Desk, DeskError, Place};

/// The practice desk's only person.
const PRACTICE_NAME: &str = "练习 Practice";
/// What they may do: everything that is done at a counter.
const PRACTICE_ROLES: [&str; 2] = ["clerk", "manager"];

/// Who is at the desk.
#[derive(Clone, Debug, Default)]
pub(crate) struct Session {
    /// Who was the last to come; none since the start.
    person: Option<PersonId>,
    /// Whether they have to show again who they are.
    is_locked: bool,
    /// When they last did anything.
    seen_at: Option<Instant>,
}

/// Who is at the desk, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Headquarters has named nobody yet who works here today.
    Nobody,
    /// They may work.
    Here(Person),
    /// Someone has to show who they are; this one was the last to be here.
    Locked(Option<Person>),
}

/// Someone who may come to this desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub person: Person,
    /// They have a PIN at this counter.
    pub has_pin: bool,
    /// They may choose one without a first code: a manager has let them, or they are signed in.
    pub may_choose: bool,
    /// Too many wrong PINs were tried.
    pub is_shut_out: bool,
}

impl Desk {
    /// Everyone headquarters has named for this branch, in that order, also who has left.
    pub fn people(&self) -> Result<Vec<Person>, DeskError> {
        if let Some(place) = self.place().filter(Place::is_practice) {
            return Ok(vec![practice_person(&place)]);
        }
        let events = self.inner.store.read(store::Snapshot::people_events)?;
        Ok(staff(&events))
    }

    /// Everyone who works here today.
    pub fn colleagues(&self) -> Result<Vec<Colleague>, DeskError> {
        let today = self.today();
        let here = self.person()?.map(|person| person.id);
        let people = self.people()?.into_iter().filter(|person| person.works_on(today));
        people
            .map(|person| {
                let pin = self.inner.store.read(|now| now.find_pin(person.id))?;
                Ok(Colleague {
                    has_pin: pin.as_ref().is_some_and(|pin| pin.phc.is_some()),
                    may_choose: here == Some(person.id) || pin.as_ref().is_some_and(|pin| pin.is_let),
                    is_shut_out: pin.is_some_and(|pin| crate::pins::is_shut_out(&pin)),
                    person,
                })
            })
            .collect()
    }

    /// Who is at the desk. As long as nobody has a PIN here it is the one whom headquarters named first.
    pub fn standing(&self) -> Result<Standing, DeskError> {
        let today = self.today();
        let people: Vec<Person> =
            self.people()?.into_iter().filter(|person| person.works_on(today)).collect();
        if !self.inner.store.read(store::Snapshot::has_pins)? {
            return Ok(people.into_iter().next().map_or(Standing::Nobody, Standing::Here));
        }
        if people.is_empty() {
            return Ok(Standing::Nobody);
        }
        let limit_ms = i64::from(self.settings()?.lock_after_minutes) * 60_000;
        let mut session = self.session();
        let last = people.into_iter().find(|person| Some(person.id) == session.person);
        let now = self.now();
        // A clock that was put back says nothing of how long nobody was here.
        let is_idle =
            session.seen_at.is_none_or(|seen| now < seen || now.unix_ms() - seen.unix_ms() >= limit_ms);
        session.is_locked |= is_idle || last.is_none();
        Ok(match last {
            Some(person) if !session.is_locked => Standing::Here(person),
            last => Standing::Locked(last),
        })
    }

    /// Who is at the desk; nobody while it is locked.
    pub fn person(&self) -> Result<Option<Person>, DeskError> {
        Ok(match self.standing()? {
            Standing::Here(person) => Some(person),
            Standing::Nobody | Standing::Locked(_) => None,
        })
    }

    /// Refuses who has not shown who they are.
    pub fn refuse_locked(&self) -> Result<(), DeskError> {
        match self.standing()? {
            Standing::Locked(_) => Err(DeskError::Locked),
            Standing::Here(_) | Standing::Nobody => Ok(()),
        }
    }

    /// Whoever is at the desk has done something.
    pub fn still_here(&self) -> Result<(), DeskError> {
        self.refuse_locked()?;
        self.session().seen_at = Some(self.now());
        Ok(())
    }

    /// Leaves the desk; what was typed stays a draft of who typed it.
    pub fn lock(&self) {
        self.session().is_locked = true;
        self.inner.changed();
    }

    /// Who is at the desk, if they may do `act`.
    pub(crate) fn acting(&self, act: Act) -> Result<Person, DeskError> {
        let person = match self.standing()? {
            Standing::Here(person) => person,
            Standing::Nobody => return Err(DeskError::NoPerson),
            Standing::Locked(_) => return Err(DeskError::Locked),
        };
        if !person.may(act, self.today()) {
            return Err(DeskError::NotPermitted(act));
        }
        self.session().seen_at = Some(self.now());
        Ok(person)
    }

    /// Who is or was last at the desk: what they typed is kept although it locked meanwhile.
    pub(crate) fn last_person(&self) -> Result<Option<Person>, DeskError> {
        Ok(match self.standing()? {
            Standing::Here(person) => Some(person),
            Standing::Locked(last) => last,
            Standing::Nobody => None,
        })
    }

    /// Whether somebody may do `act` today.
    pub fn may(&self, person: &Person, act: Act) -> bool {
        person.may(act, self.today())
    }

    /// Whether whoever is at the desk may do this today.
    pub fn may_now(&self, act: Act) -> bool {
        self.person().ok().flatten().is_some_and(|person| self.may(&person, act))
    }

    pub(crate) fn come_to_desk(&self, person: PersonId) {
        *self.session() = Session { person: Some(person), is_locked: false, seen_at: Some(self.now()) };
        self.inner.changed();
    }

    fn session(&self) -> MutexGuard<'_, Session> {
        self.inner.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn practice_person(place: &Place) -> Person {
    Person {
        id: PersonId::from_bytes(*place.branch.id.as_bytes()),
        name: Some(PRACTICE_NAME.to_owned()),
        roles: PRACTICE_ROLES
            .map(|role| domain::HeldRole { role: role.to_owned(), from: None, until: None })
            .to_vec(),
        first_code: None,
    }
}
