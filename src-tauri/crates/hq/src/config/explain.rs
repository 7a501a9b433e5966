//! The configuration told to people.

use std::fmt::Write;

use super::{KEYS, Values};

/// Every key: what it is, who says so, what it means and which variable sets it. Secrets are only said to be set.
pub fn explain(values: &Values) -> String {
    let mut told = String::new();
    for key in KEYS {
        let value = match values.text(key.name) {
            Some(_) if key.is_secret => "set",
            Some(value) => value,
            None => "nothing",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(told, "{} = {value}   ({})", key.name, values.origin(key.name));
        let _ = writeln!(told, "    {}\n    {}; {}\n", key.means, key.variable(), key.wants);
    }
    told
}
