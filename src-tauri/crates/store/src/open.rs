//! Opening: nothing is written before the file, its key, its pages and its version have been found right.

use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};

use rusqlite::Connection;

use crate::{DatabaseKey, Error, OpenError, Tx, connection, migrations, projections, sqlite_version};

/// The writer of a database that was found whole, or was made.
pub(crate) fn open(path: &Path, key: Option<&DatabaseKey>) -> Result<Tx, OpenError> {
    if sqlite_version::is_refused(rusqlite::version_number()) {
        return Err(OpenError::SqliteTooOld(rusqlite::version().to_owned()));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::from)?;
    let is_new = fs::metadata(path).map_or(true, |found| found.len() == 0 || is_half_made(path, found.len()));
    if !is_new {
        look_at_header(path, key.is_some())?;
    }

    let mut connection = connection::keyed(path, key)?;
    if let Err(error) = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())) {
        return Err(match Error::from(error) {
            Error::Damaged => tell_apart(&connection, path),
            other => other.into(),
        });
    }
    connection::set_up_writer(&connection)?;
    connection::assert_settings(&connection, key.is_some())?;
    if !is_new {
        quick_check(&connection)?;
    }
    migrations::run(&mut connection)?;
    let tx = Tx::of(connection);
    projections::prepare(&tx)?;
    Ok(tx)
}

/// A connection to a database that was found whole enough to be read, and of this version.
pub(crate) fn open_to_read(path: &Path, key: &DatabaseKey) -> Result<Connection, OpenError> {
    look_at_header(path, true)?;
    let connection = connection::reader(path, Some(key)).map_err(Error::from).and_then(|connection| {
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    });
    let connection = match connection {
        Ok(connection) => connection,
        Err(Error::Damaged) => {
            return Err(match connection::keyed(path, Some(key)) {
                Ok(connection) => tell_apart(&connection, path),
                Err(error) => error.into(),
            });
        }
        Err(error) => return Err(error.into()),
    };
    migrations::expect_known(&connection)?;
    Ok(connection)
}

/// A first start that was interrupted within its first page: SQLite has noted beside it how to take that back.
fn is_half_made(path: &Path, bytes: u64) -> bool {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    bytes < connection::PAGE_BYTES && Path::new(&journal).exists()
}

/// A sealed database starts with a random salt; a plain one with its magic, and is none of ours.
fn look_at_header(path: &Path, keyed: bool) -> Result<(), OpenError> {
    let mut start = [0; 16];
    let mut file = File::open(path).map_err(Error::from)?;
    let whole = file.metadata().map_err(Error::from)?.len() >= connection::PAGE_BYTES;
    let is_plain = file.read_exact(&mut start).is_ok() && &start == b"SQLite format 3\0";
    if whole && is_plain != keyed { Ok(()) } else { Err(OpenError::NotADatabase) }
}

/// The first page cannot be read: with a wrong key no page can, with a damaged page the others still can.
fn tell_apart(connection: &Connection, path: &Path) -> OpenError {
    let failed = connection.prepare("PRAGMA cipher_integrity_check").and_then(|mut check| {
        check.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()
    });
    let pages = fs::metadata(path).map_or(0, |found| found.len() / connection::PAGE_BYTES);
    match failed {
        Ok(failed) if (failed.len() as u64) < pages => OpenError::Damaged(first_of(&failed)),
        _ => OpenError::WrongKey,
    }
}

pub(crate) fn quick_check(connection: &Connection) -> Result<(), OpenError> {
    let mut check = connection.prepare("PRAGMA quick_check(3)")?;
    let said =
        check.query_map([], |row| row.get::<_, String>(0)).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    match said {
        Ok(said) if said == ["ok"] => Ok(()),
        Ok(said) => Err(OpenError::Damaged(first_of(&said))),
        Err(error) => Err(error.into()),
    }
}

/// What SQLite says of pages names trees and page numbers, never what is in them.
fn first_of(said: &[String]) -> String {
    said.first().cloned().unwrap_or_default()
}
