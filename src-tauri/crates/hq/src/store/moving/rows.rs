//! Rows on their way from one store to the other.

use std::time::SystemTime;

use deadpool_postgres::GenericClient;
use domain::Instant;
use rusqlite::types::{Value as Held, ValueRef};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::tables::{Kind, Table};
use crate::store::{
    StoreError,
    postgres::{
        nul::{escaped, told_or_none},
        values::{at_or_none, moment},
    },
};

/// A value in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// None.
    None,
    /// An id or bytes.
    Bytes(Vec<u8>),
    /// Text.
    Text(String),
    /// A number, or yes or no.
    Whole(i64),
    /// A moment.
    Moment(Instant),
}

/// A row, in the order of its table's columns.
pub type Values = Vec<Value>;

/// The row of SQLite's, its columns beginning at the first.
pub fn of_file(table: &Table, row: &rusqlite::Row<'_>) -> Result<Values, StoreError> {
    let mut values = Vec::with_capacity(table.columns.len());
    for (at, (name, kind)) in table.columns.iter().enumerate() {
        values.push(match (row.get_ref(at)?, kind) {
            (ValueRef::Null, _) => Value::None,
            (ValueRef::Blob(bytes), Kind::Id | Kind::Bytes) => Value::Bytes(bytes.to_vec()),
            (ValueRef::Integer(number), Kind::Whole | Kind::Small | Kind::Yes) => Value::Whole(number),
            (ValueRef::Text(text), Kind::Text | Kind::Line | Kind::Moment) => {
                let text = std::str::from_utf8(text).map_err(|_| StoreError::Damaged(name))?;
                match kind {
                    // Whatever was written before accounts were dated.
                    Kind::Moment if text.is_empty() => Value::Moment(Instant::from_unix_ms(0)),
                    // An author's own clock, of a line that could not be read.
                    Kind::Moment if *name == "wall" => text.parse().map_or(Value::None, Value::Moment),
                    Kind::Moment => Value::Moment(text.parse().map_err(|_| StoreError::Damaged(name))?),
                    _ => Value::Text(text.to_owned()),
                }
            }
            _ => return Err(StoreError::Damaged(name)),
        });
    }
    Ok(values)
}

/// The row of PostgreSQL's, by its columns' names.
pub fn of_postgres(table: &Table, row: &tokio_postgres::Row) -> Result<Values, StoreError> {
    let mut values = Vec::with_capacity(table.columns.len());
    for (name, kind) in table.columns {
        let found = match kind {
            Kind::Id => row.try_get::<_, Option<Uuid>>(name)?.map(|id| Value::Bytes(id.as_bytes().to_vec())),
            Kind::Bytes => row.try_get::<_, Option<Vec<u8>>>(name)?.map(Value::Bytes),
            Kind::Text => row.try_get::<_, Option<String>>(name)?.map(Value::Text),
            Kind::Line => told_or_none(row, name)?.map(Value::Text),
            Kind::Whole => row.try_get::<_, Option<i64>>(name)?.map(Value::Whole),
            Kind::Small => row.try_get::<_, Option<i32>>(name)?.map(|it| Value::Whole(it.into())),
            Kind::Yes => row.try_get::<_, Option<bool>>(name)?.map(|it| Value::Whole(it.into())),
            Kind::Moment => at_or_none(row, name)?.map(Value::Moment),
        };
        values.push(found.unwrap_or(Value::None));
    }
    Ok(values)
}

/// As SQLite takes it.
pub fn held(value: &Value) -> Held {
    match value {
        Value::None => Held::Null,
        Value::Bytes(bytes) => Held::Blob(bytes.clone()),
        Value::Text(text) => Held::Text(text.clone()),
        Value::Whole(number) => Held::Integer(*number),
        Value::Moment(at) => Held::Text(at.to_string()),
    }
}

/// A column of PostgreSQL's that rows have beside those of the table.
pub type Beside<'a> = (&'static str, &'static str, &'a (dyn ToSql + Sync));

/// Writes rows into PostgreSQL; `beside` are further columns, each with its type and a value a row. Where one is there
/// already, `on_conflict` says what is done.
pub async fn write(
    client: &impl GenericClient,
    table: &Table,
    rows: &[Values],
    beside: &[Beside<'_>],
    on_conflict: &str,
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let columns: Vec<Box<dyn ToSql + Sync + Send>> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, (name, kind))| column(rows, at, name, *kind))
        .collect::<Result<_, _>>()?;
    let mut names: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
    let mut types: Vec<&str> = table.columns.iter().map(|(_, kind)| of_kind(*kind)).collect();
    let mut values: Vec<&(dyn ToSql + Sync)> =
        columns.iter().map(|column| &**column as &(dyn ToSql + Sync)).collect();
    for (name, kind, column) in beside {
        names.push(name);
        types.push(kind);
        values.push(*column);
    }
    let places: Vec<String> =
        types.iter().enumerate().map(|(at, kind)| format!("${}::{kind}[]", at + 1)).collect();
    let sql = format!(
        "INSERT INTO {} ({}) SELECT * FROM unnest({}) {on_conflict}",
        table.name,
        names.join(", "),
        places.join(", ")
    );
    client.execute(&client.prepare_cached(&sql).await?, &values).await?;
    Ok(())
}

const fn of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Id => "uuid",
        Kind::Bytes => "bytea",
        Kind::Text | Kind::Line => "text",
        Kind::Whole => "bigint",
        Kind::Small => "integer",
        Kind::Yes => "boolean",
        Kind::Moment => "timestamptz",
    }
}

fn column(
    rows: &[Values],
    at: usize,
    name: &'static str,
    kind: Kind,
) -> Result<Box<dyn ToSql + Sync + Send>, StoreError> {
    let damaged = || StoreError::Damaged(name);
    let bytes = |value: &Value| match value {
        Value::None => Ok(None),
        Value::Bytes(bytes) => Ok(Some(bytes.clone())),
        _ => Err(damaged()),
    };
    let whole = |value: &Value| match value {
        Value::None => Ok(None),
        Value::Whole(number) => Ok(Some(*number)),
        _ => Err(damaged()),
    };
    let values = rows.iter().map(|row| &row[at]);
    Ok(match kind {
        Kind::Bytes => Box::new(values.map(bytes).collect::<Result<Vec<_>, _>>()?),
        Kind::Id => {
            let id = |value: &Value| match bytes(value)? {
                None => Ok(None),
                Some(bytes) => Uuid::from_slice(&bytes).map(Some).map_err(|_| damaged()),
            };
            Box::new(values.map(id).collect::<Result<Vec<_>, _>>()?)
        }
        Kind::Text | Kind::Line => {
            let text = |value: &Value| match value {
                Value::None => Ok(None),
                Value::Text(line) if kind == Kind::Line => Ok(Some(escaped(line).into_owned())),
                Value::Text(text) => Ok(Some(text.clone())),
                _ => Err(damaged()),
            };
            Box::new(values.map(text).collect::<Result<Vec<_>, _>>()?)
        }
        Kind::Whole => Box::new(values.map(whole).collect::<Result<Vec<_>, _>>()?),
        Kind::Small => {
            let small = |value| whole(value)?.map(|it| i32::try_from(it).map_err(|_| damaged())).transpose();
            Box::new(values.map(small).collect::<Result<Vec<_>, _>>()?)
        }
        Kind::Yes => {
            let yes = |value| Ok::<_, StoreError>(whole(value)?.map(|it| it != 0));
            Box::new(values.map(yes).collect::<Result<Vec<_>, _>>()?)
        }
        Kind::Moment => {
            let at = |value: &Value| match value {
                Value::None => Ok(None::<SystemTime>),
                Value::Moment(at) => Ok(Some(moment(*at))),
                _ => Err(damaged()),
            };
            Box::new(values.map(at).collect::<Result<Vec<_>, _>>()?)
        }
    })
}
