//! What JSON must keep to beyond being JSON: no duplicate key, no float, integers within ±(2⁵³−1).
//!
//! Readers in other languages differ on all three, and a line must mean the same to every reader.

use std::{cell::Cell, collections::BTreeSet, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::name::Name;

/// The integers that every JSON reader holds exactly.
pub(crate) const MOST_INTEGER: u64 = (1 << 53) - 1;

/// Why a text is not JSON that means the same to everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lax {
    NotJson,
    DuplicateKey,
    Float,
    IntegerRange,
}

/// Checks the whole of `json`, however deep.
pub(crate) fn check(json: &str) -> Result<(), Lax> {
    let found = Cell::new(Lax::NotJson);
    let mut from = serde_json::Deserializer::from_str(json);
    Value(&found).deserialize(&mut from).and_then(|()| from.end()).map_err(|_| found.get())
}

/// Visits a value; what is wrong is left in the cell, for serde's errors are only words.
#[derive(Clone, Copy)]
struct Value<'a>(&'a Cell<Lax>);

impl Value<'_> {
    fn refuse<E: Error>(self, why: Lax) -> Result<(), E> {
        self.0.set(why);
        Err(E::custom("not strict"))
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("strict JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<(), E> {
        if integer > MOST_INTEGER { self.refuse(Lax::IntegerRange) } else { Ok(()) }
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<(), E> {
        self.visit_u64(integer.unsigned_abs())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        // An integer beyond 64 bits arrives as a float too.
        let beyond = number.fract() == 0.0 && number.abs() >= 2f64.powi(63);
        self.refuse(if beyond { Lax::IntegerRange } else { Lax::Float })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        while values.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut keys = BTreeSet::new();
        while let Some(key) = entries.next_key::<Name>()? {
            if !keys.insert(key) {
                return self.refuse(Lax::DuplicateKey);
            }
            entries.next_value_seed(self)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_that_readers_would_differ_on_is_refused() {
        for (json, found) in [
            (r#"{"a":1,"b":[{"c":null}],"d":"1.5"}"#, Ok(())),
            (r#"{"a":9007199254740991,"b":-9007199254740991}"#, Ok(())),
            (r#"{"a":9007199254740992}"#, Err(Lax::IntegerRange)),
            (r#"{"a":-9007199254740992}"#, Err(Lax::IntegerRange)),
            (r#"[99999999999999999999999]"#, Err(Lax::IntegerRange)),
            (r#"{"a":{"b":1,"b":1}}"#, Err(Lax::DuplicateKey)),
            (r#"{"a":1,"\u0061":2}"#, Err(Lax::DuplicateKey)),
            (r#"{"a":[1.0]}"#, Err(Lax::Float)),
            (r#"{"a":1e3}"#, Err(Lax::Float)),
            (r#"{"a":-0}"#, Err(Lax::Float)),
            (r#"{"a":1}x"#, Err(Lax::NotJson)),
            (r#"{"a":"\ud800"}"#, Err(Lax::NotJson)),
            ("", Err(Lax::NotJson)),
        ] {
            assert_eq!(check(json), found, "{json}");
        }
    }

    #[test]
    fn a_tower_of_brackets_is_refused_before_the_stack_is_gone() {
        assert_eq!(check(&"[".repeat(100_000)), Err(Lax::NotJson));
    }
}
