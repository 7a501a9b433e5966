//! A line's clear fields as they stand in the text, in their order, known or not.

use std::{fmt, fmt::Write};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{LineError, name::Name};

/// Names and raw values of one JSON object.
pub(crate) struct Fields<'a>(Vec<(Name<'a>, &'a RawValue)>);

impl<'a> Fields<'a> {
    pub(crate) fn of(json: &'a str) -> Result<Self, LineError> {
        serde_json::from_str(json).map_err(|_| LineError::NotJson)
    }

    pub(crate) fn raw(&self, name: &'static str) -> Result<&'a RawValue, LineError> {
        let field = self.0.iter().find(|(written, _)| written.0 == name);
        field.map(|(_, raw)| *raw).ok_or(LineError::Field(name))
    }

    /// The value of a field that must stand there and have the type's form.
    pub(crate) fn value<T: Deserialize<'a>>(&self, name: &'static str) -> Result<T, LineError> {
        serde_json::from_str(self.raw(name)?.get()).map_err(|_| LineError::Field(name))
    }

    /// The same object with some values replaced. What is not known stays where it stood.
    pub(crate) fn with(&self, replaced: &[(&str, String)]) -> String {
        let mut json = String::from("{");
        for (place, (name, raw)) in self.0.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            let new = replaced.iter().find(|(field, _)| *field == name.0);
            let value = new.map_or(raw.get(), |(_, value)| value);
            let name = serde_json::Value::from(&*name.0);
            write!(json, "{comma}{name}:{value}").expect("strings take what is written");
        }
        json.push('}');
        json
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Vec<(Name<'de>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::with_capacity(16);
                while let Some(field) = entries.next_entry()? {
                    fields.push(field);
                }
                Ok(fields)
            }
        }

        from.deserialize_map(Object).map(Self)
    }
}
