//! The tables that are for ever: numbered, checksummed, only ever added to. Projections are not among them.

use refinery::error::Kind;
use rusqlite::{Connection, OptionalExtension};

use crate::OpenError;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Brings the tables up to this version's, all migrations in one transaction: taken one by one, a migration and the note
/// that it was made would be two, and a power cut between them would shut the database for ever.
pub(crate) fn run(connection: &mut Connection) -> Result<(), OpenError> {
    let runner = embedded::migrations::runner();
    let known =
        runner.get_migrations().iter().map(|migration| i64::from(migration.version())).max().unwrap_or(0);
    let found = applied(connection)?;
    if found > known {
        return Err(OpenError::NewerSchema { found, known });
    }
    match runner.set_abort_divergent(true).set_abort_missing(true).set_grouped(true).run(connection) {
        Ok(_) => Ok(()),
        Err(error) => Err(match error.kind() {
            Kind::DivergentVersion(..) | Kind::MissingVersion(_) => OpenError::OtherMigrations,
            Kind::Connection(_, source) => {
                match source.downcast_ref::<rusqlite::Error>().map(crate::Error::cause) {
                    Some(Some(cause)) => cause.into(),
                    _ => OpenError::Io(Box::new(error)),
                }
            }
            _ => OpenError::Io(Box::new(error)),
        }),
    }
}

/// Refuses tables that are not exactly this version's.
pub(crate) fn expect_known(connection: &Connection) -> Result<(), OpenError> {
    let runner = embedded::migrations::runner();
    let known =
        runner.get_migrations().iter().map(|migration| i64::from(migration.version())).max().unwrap_or(0);
    match applied(connection)? {
        found if found > known => Err(OpenError::NewerSchema { found, known }),
        found if found < known => Err(OpenError::OtherMigrations),
        _ => Ok(()),
    }
}

fn applied(connection: &Connection) -> rusqlite::Result<i64> {
    let table = "SELECT 1 FROM sqlite_schema WHERE name = 'refinery_schema_history'";
    if connection.query_row(table, [], |_| Ok(())).optional()?.is_none() {
        return Ok(0);
    }
    let newest = "SELECT coalesce(max(version), 0) FROM refinery_schema_history";
    connection.query_row(newest, [], |row| row.get(0))
}
