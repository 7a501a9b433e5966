//! What was set, and where.

use std::{collections::BTreeMap, ffi::OsString, fmt, fs, path::Path, str::FromStr};

use toml::{Table, Value};

use super::{
    ConfigError,
    keys::{Key, PREFIX},
};

/// Variables of the environment that are no keys: they are read where they are needed, and kept nowhere.
const OTHER_VARIABLES: [&str; 3] =
    [crate::MASTER_KEY_VARIABLE, "COUNTERFOIL_HQ_PASSWORD", "COUNTERFOIL_HQ_CONFIG"];

/// Who set a value. A later one goes before an earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody.
    Default,
    /// The file.
    File,
    /// A variable.
    Environment,
    /// What was typed.
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Default => "by itself",
            Self::File => "the file",
            Self::Environment => "the environment",
            Self::CommandLine => "the command line",
        })
    }
}

/// What was set, by key. Added in the order in which one goes before the other. Has no `Debug`: secrets are among them.
#[derive(Default)]
pub struct Values(BTreeMap<&'static str, (String, Origin)>);

impl Values {
    /// Adds what a file sets.
    pub fn add_file(&mut self, file: &Path) -> Result<(), ConfigError> {
        let text =
            fs::read_to_string(file).map_err(|source| ConfigError::File { file: file.to_owned(), source })?;
        self.add_toml(file, &text)
    }

    /// Adds what the text of a file sets.
    pub fn add_toml(&mut self, file: &Path, text: &str) -> Result<(), ConfigError> {
        let table: Table = toml::from_str(text).map_err(|error| {
            // Not the error's own words: they show the line, and a secret may stand there.
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            ConfigError::NotToml {
                file: file.to_owned(),
                line: before.matches('\n').count() + 1,
                why: "a value, a quote or a bracket is missing or too many".into(),
            }
        })?;
        self.add_table("", &table)
    }

    /// Adds what variables set.
    pub fn add_environment(
        &mut self,
        variables: impl Iterator<Item = (OsString, OsString)>,
    ) -> Result<(), ConfigError> {
        for (name, value) in variables {
            let Some(name) = name.to_str().filter(|name| name.starts_with(PREFIX)) else { continue };
            if OTHER_VARIABLES.contains(&name) {
                continue;
            }
            let Some(key) = super::KEYS.iter().find(|key| key.variable() == name) else {
                let typed = name[PREFIX.len()..].to_lowercase();
                let nearest = super::KEYS.iter().min_by_key(|key| keys_apart(key, &typed));
                return Err(ConfigError::UnknownKey {
                    name: name.to_owned(),
                    origin: Origin::Environment,
                    nearest: nearest.map(Key::variable).unwrap_or_default(),
                });
            };
            let bad =
                || ConfigError::BadValue { key: key.name, origin: Origin::Environment, wants: key.wants };
            self.set(key, value.into_string().map_err(|_| bad())?, Origin::Environment);
        }
        Ok(())
    }

    /// Adds what was typed.
    pub fn add_command_line(&mut self, typed: impl IntoIterator<Item = (&'static str, String)>) {
        for (name, value) in typed {
            self.set(Key::find(name).expect("the command line sets keys"), value, Origin::CommandLine);
        }
    }

    /// The value of a key, if it has one.
    pub fn text(&self, name: &str) -> Option<&str> {
        let set = self.0.get(name).map(|(value, _)| value.as_str());
        set.or_else(|| Key::find(name)?.default)
    }

    /// Who set a key.
    pub fn origin(&self, name: &str) -> Origin {
        self.0.get(name).map_or(Origin::Default, |(_, origin)| *origin)
    }

    /// The value of a key that must have one.
    pub fn needed(&self, name: &'static str) -> Result<&str, ConfigError> {
        self.text(name).ok_or(ConfigError::Missing(name))
    }

    /// The same, of its kind.
    pub fn number<T: FromStr>(&self, name: &'static str) -> Result<T, ConfigError> {
        self.needed(name)?.trim().parse().map_err(|_| self.bad(name))
    }

    /// The value of a key of its kind, if it has one.
    pub fn maybe<T: FromStr>(&self, name: &'static str) -> Result<Option<T>, ConfigError> {
        self.text(name).map(|_| self.number(name)).transpose()
    }

    /// The value of this key is not what it wants.
    pub fn bad(&self, name: &'static str) -> ConfigError {
        let wants = Key::find(name).map_or("", |key| key.wants);
        ConfigError::BadValue { key: name, origin: self.origin(name), wants }
    }

    fn add_table(&mut self, above: &str, table: &Table) -> Result<(), ConfigError> {
        for (name, value) in table {
            let name = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
            let key = Key::find(&name);
            match (value, key) {
                (Value::Table(table), None) if is_a_table(&name) => self.add_table(&name, table)?,
                (_, None) => {
                    let nearest = Key::nearest(&name).name.to_owned();
                    return Err(ConfigError::UnknownKey { name, origin: Origin::File, nearest });
                }
                (value, Some(key)) => {
                    let bad = ConfigError::BadValue { key: key.name, origin: Origin::File, wants: key.wants };
                    self.set(key, words(value).ok_or(bad)?, Origin::File);
                }
            }
        }
        Ok(())
    }

    /// What is empty is not set.
    fn set(&mut self, key: &'static Key, value: String, origin: Origin) {
        if !value.trim().is_empty() {
            self.0.insert(key.name, (value, origin));
        }
    }
}

fn is_a_table(name: &str) -> bool {
    super::KEYS.iter().any(|key| key.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

fn keys_apart(key: &Key, typed: &str) -> usize {
    super::keys::distance(&key.name.replace('.', "_"), typed)
}

/// A value as the environment would have it.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Boolean(is) => Some(is.to_string()),
        Value::Array(values) => {
            let all: Option<Vec<_>> = values.iter().map(|value| value.as_str()).collect();
            Some(all?.join(","))
        }
        Value::Float(_) | Value::Datetime(_) | Value::Table(_) => None,
    }
}
