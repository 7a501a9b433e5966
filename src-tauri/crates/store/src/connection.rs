//! Connections: keyed, with every setting that durability and secrecy rest on pinned, and asserted to hold.

use std::path::Path;

use planted::Bug;
use rusqlite::{Connection, OpenFlags};

use crate::{DatabaseKey, OpenError};

/// Page size of the cipher and of the database.
pub(crate) const PAGE_BYTES: u64 = 4_096;

/// Sets cipher and connection as every connection has them; before the first page is read.
///
/// Generation 4 of the cipher's settings: AES-256-CBC, HMAC-SHA-512 a page, 4 KiB pages. SQLCipher's own log is shut: it
/// writes to the terminal, and every failure reaches the caller anyway.
const CIPHER: &str = "PRAGMA cipher_compatibility = 4; PRAGMA cipher_memory_security = OFF;";
const QUIET: &str = "PRAGMA cipher_log_level = NONE;";

const WRITER: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA cache_size = -16000;
";

const READER: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA query_only = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA cache_size = -8000;
";

/// A connection that may write, with its key; nothing has been read yet.
pub(crate) fn keyed(path: &Path, key: Option<&DatabaseKey>) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    with_key(Connection::open_with_flags(path, flags)?, key)
}

/// Gives a connection that can read its file the writer's settings.
pub(crate) fn set_up_writer(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(WRITER)?;
    if planted::is(Bug::Normal) {
        connection.pragma_update(None, "synchronous", "NORMAL")?;
    }
    Ok(())
}

/// A connection that can only read.
pub(crate) fn reader(path: &Path, key: Option<&DatabaseKey>) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = with_key(Connection::open_with_flags(path, flags)?, key)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(READER)?;
    Ok(connection)
}

fn with_key(connection: Connection, key: Option<&DatabaseKey>) -> rusqlite::Result<Connection> {
    if let Some(key) = key {
        connection.execute_batch(QUIET)?;
        connection.execute_batch(&key.pragma())?;
        connection.execute_batch(CIPHER)?;
    }
    Ok(connection)
}

/// Asks for every setting again: SQLite ignores what it cannot do, without a word.
pub(crate) fn assert_settings(connection: &Connection, keyed: bool) -> Result<(), OpenError> {
    let holds = |name: &'static str, wanted: &str| {
        let found: String = connection.pragma_query_value(None, name, |row| {
            Ok(match row.get_ref(0)? {
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                text => text.as_str().unwrap_or_default().to_owned(),
            })
        })?;
        if found.eq_ignore_ascii_case(wanted) { Ok(()) } else { Err(OpenError::Setting(name)) }
    };
    for (name, wanted) in [
        ("journal_mode", "wal"),
        ("synchronous", if planted::is(Bug::Normal) { "1" } else { "2" }),
        ("fullfsync", "1"),
        ("checkpoint_fullfsync", "1"),
        ("foreign_keys", "1"),
        ("secure_delete", "1"),
        ("temp_store", "2"),
        ("trusted_schema", "0"),
        ("busy_timeout", "5000"),
        ("page_size", "4096"),
    ] {
        holds(name, wanted)?;
    }
    if keyed {
        for (name, wanted) in [
            ("cipher_status", "1"),
            ("cipher_page_size", "4096"),
            ("cipher_use_hmac", "1"),
            ("cipher_hmac_algorithm", "HMAC_SHA512"),
            ("cipher_kdf_algorithm", "PBKDF2_HMAC_SHA512"),
            ("cipher_plaintext_header_size", "0"),
        ] {
            holds(name, wanted)?;
        }
    }
    Ok(())
}
