//! Who works in a branch, and what they may do on which day.

use std::{fmt, str::FromStr};

use crate::{Act, Date, EventId, Fact, HeldRole, Hlc, PersonId, Sealed, StaffRole, may_write};

/// Someone who works in a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their identity.
    pub id: PersonId,
    /// What the customer reads on the slip; none while its key is not here.
    pub name: Option<String>,
    /// What they work as, each with its days.
    pub roles: Vec<HeldRole>,
    /// What lets them choose their first PIN at a counter, as a PHC string.
    pub first_code: Option<String>,
}

impl HeldRole {
    /// Whether it is held on `day`.
    pub fn is_held_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// As people type it: `clerk`, `manager:2026-11-23:2026-11-27`, `clerk::2026-12-31`.
impl fmt::Display for HeldRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.role)?;
        if self.from.is_some() || self.until.is_some() {
            let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            write!(f, ":{}:{}", day(self.from), day(self.until))?;
        }
        Ok(())
    }
}

impl FromStr for HeldRole {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let mut parts = text.split(':');
        let role = parts.next().unwrap_or_default().to_owned();
        let mut day = || -> Result<Option<Date>, NotADay> {
            let text = parts.next().filter(|text| !text.is_empty());
            text.map(|text| text.parse().map_err(|_| NotADay(text.to_owned()))).transpose()
        };
        Ok(Self { role, from: day()?, until: day()? })
    }
}

/// A day of a role is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no day, such as 2026-11-23")]
pub struct NotADay(String);

/// Whether one of `roles` allows `act` on `day`.
pub fn allow(roles: &[HeldRole], act: Act, day: Date) -> bool {
    known_on(roles, day).any(|role| role.may(act))
}

/// The roles held on `day`, as far as this version knows them.
fn known_on(roles: &[HeldRole], day: Date) -> impl Iterator<Item = StaffRole> {
    roles.iter().filter(move |held| held.is_held_on(day)).filter_map(|held| held.role.parse().ok())
}

impl Person {
    /// The roles held on `day`, as far as this version knows them.
    pub fn roles_on(&self, day: Date) -> impl Iterator<Item = StaffRole> {
        known_on(&self.roles, day)
    }

    /// Whether they may do `act` on `day`.
    pub fn may(&self, act: Act, day: Date) -> bool {
        self.roles_on(day).any(|role| role.may(act))
    }

    /// Whether they work here on `day`.
    pub fn works_on(&self, day: Date) -> bool {
        self.roles_on(day).next().is_some()
    }
}

/// Everyone whom headquarters' lines have named, in that order. What was said last of a person stands.
pub fn staff<'a>(events: impl IntoIterator<Item = &'a crate::Event>) -> Vec<Person> {
    let mut ordered: Vec<&crate::Event> =
        events.into_iter().filter(|event| may_write(event.fact.kind(), event.origin)).collect();
    ordered.sort_by_key(|event| event.tie_break());
    ordered.dedup_by_key(|event: &mut &crate::Event| -> (Hlc, EventId) { event.tie_break() });
    let mut people: Vec<Person> = Vec::new();
    for event in ordered {
        let (id, roles, name, first_code) = match &event.fact {
            Fact::PersonAdded(added) => {
                (added.person, added.held_roles(), Some(&added.name), added.first_code.as_ref())
            }
            Fact::PersonChanged(changed) => {
                (changed.person, changed.roles.clone(), changed.name.as_ref(), changed.first_code.as_ref())
            }
            _ => continue,
        };
        let at = people.iter().position(|person| person.id == id).unwrap_or_else(|| {
            people.push(Person { id, name: None, roles: Vec::new(), first_code: None });
            people.len() - 1
        });
        let person = &mut people[at];
        person.roles = roles;
        person.name = name.and_then(Sealed::open).cloned().or(person.name.take());
        person.first_code = first_code.cloned().or(person.first_code.take());
    }
    people
}

#[cfg(test)]
mod tests {
    use crate::{
        BranchId, DeviceId, EpochId, Event, Instant, Origin, PersonAdded, PersonChanged, PolicyVersion,
    };

    use super::*;

    const CHEN: PersonId = PersonId::from_bytes([1; 16]);

    fn event(n: u8, fact: Fact, origin: Origin) -> Event {
        let wall = Instant::from_unix_ms(1_795_242_900_250 + i64::from(n));
        Event {
            id: EventId::from_bytes([n; 16]),
            branch: BranchId::from_bytes([7; 16]),
            device: DeviceId::from_bytes([8; 16]),
            epoch: EpochId::from_bytes([9; 16]),
            seq: n.into(),
            wall,
            hlc: Hlc::new(wall, 0),
            author: None,
            ticket: None,
            after: Vec::new(),
            policy: PolicyVersion::from("1"),
            origin,
            fact,
        }
    }

    fn added(roles: &[&str]) -> Fact {
        Fact::PersonAdded(PersonAdded {
            person: CHEN,
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            name: Sealed::Open("陈静".to_owned()),
            first_code: None,
        })
    }

    fn changed(roles: &[(&str, Option<&str>, Option<&str>)]) -> Fact {
        let day = |text: &str| text.parse().unwrap();
        let held = |(role, from, until): &(&str, Option<&str>, Option<&str>)| HeldRole {
            role: (*role).to_owned(),
            from: from.map(day),
            until: until.map(day),
        };
        Fact::PersonChanged(PersonChanged {
            person: CHEN,
            roles: roles.iter().map(held).collect(),
            name: None,
            first_code: None,
        })
    }

    #[test]
    fn roles_are_held_on_their_days_and_the_last_word_stands() {
        let deputy = changed(&[
            ("clerk", None, None),
            ("manager", Some("2026-11-23"), Some("2026-11-27")),
            ("wizard", None, None),
        ]);
        let events = [
            event(2, deputy, Origin::Headquarters),
            event(1, added(&["clerk"]), Origin::Headquarters),
            event(3, added(&["administrator"]), Origin::Counter),
        ];
        let people = staff(&events);
        let [chen] = people.as_slice() else { panic!("one person was named") };
        assert_eq!(chen.name.as_deref(), Some("陈静"), "who is named again without a name keeps it");
        // (day, manager's act)
        for (day, may) in
            [("2026-11-22", false), ("2026-11-23", true), ("2026-11-27", true), ("2026-11-28", false)]
        {
            let day = day.parse().unwrap();
            assert_eq!(chen.may(Act::LookAfterPeople, day), may, "{day}");
            assert!(chen.may(Act::TakeIn, day), "a clerk all the while");
            assert!(!chen.may(Act::RunHeadquarters, day), "no counter gives out roles");
        }
    }

    #[test]
    fn who_has_left_works_no_more() {
        let events = [
            event(1, added(&["clerk"]), Origin::Headquarters),
            event(2, changed(&[("clerk", None, Some("2026-11-21"))]), Origin::Headquarters),
        ];
        let people = staff(&events);
        assert!(people[0].works_on("2026-11-21".parse().unwrap()));
        assert!(!people[0].works_on("2026-11-22".parse().unwrap()));
    }
}
