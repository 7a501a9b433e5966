//! The same texts in SQLite's own index of three characters, under the same cipher: what the search is measured beside.

use std::{fs, path::Path};

use rusqlite::{Connection, named_params};

use crate::counter::database_key;
use crate::tickets::{EDITION, Told};

/// FTS5 with its tokenizer `trigram`.
pub struct Trigram(Connection);

impl Trigram {
    /// The one in a folder; built first where there is none.
    pub fn in_folder(folder: &Path, tickets: u64) -> Result<Self, Box<dyn std::error::Error>> {
        fs::create_dir_all(folder)?;
        let path = folder.join("trigram.db");
        let note = folder.join("built");
        let wanted = format!("edition {EDITION} with {tickets} tickets");
        let is_built = fs::read_to_string(&note).is_ok_and(|built| built == wanted);
        if !is_built && path.exists() {
            fs::remove_file(&path)?;
        }
        let connection = keyed(&path)?;
        if !is_built {
            connection.execute_batch(
                "PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;
                 CREATE VIRTUAL TABLE texts USING fts5 (text, content = '', columnsize = 0, tokenize = 'trigram'); BEGIN",
            )?;
            for n in 0..tickets {
                connection
                    .prepare_cached("INSERT INTO texts (rowid, text) VALUES (:n, :text)")?
                    .execute(named_params! { ":n": n as i64, ":text": Told::of(n).text() })?;
            }
            connection.execute_batch("COMMIT")?;
            drop(connection);
            fs::write(&note, wanted)?;
            return Ok(Self(keyed(&path)?));
        }
        Ok(Self(connection))
    }

    /// The newest that hold what is typed; none where a word is too short for it.
    pub fn search(&self, typed: &str, limit: usize) -> rusqlite::Result<Option<usize>> {
        if typed.split(' ').any(|word| word.chars().count() < 3) {
            return Ok(None);
        }
        let asked: Vec<String> = typed.split(' ').map(|word| format!("\"{word}\"")).collect();
        let mut list = self.0.prepare_cached(
            "SELECT rowid FROM texts WHERE texts MATCH :asked ORDER BY rowid DESC LIMIT :limit",
        )?;
        let mut rows = list.query(named_params! { ":asked": asked.join(" AND "), ":limit": limit as i64 })?;
        let mut found = 0;
        while rows.next()?.is_some() {
            found += 1;
        }
        Ok(Some(found))
    }

    /// Its pages, in bytes.
    pub fn bytes(&self) -> rusqlite::Result<i64> {
        self.0.query_row("SELECT sum(length(block)) FROM texts_data", [], |row| row.get(0))
    }
}

/// A connection under the counter's key.
pub fn keyed(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    let key: String = database_key().as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    connection.execute_batch(&format!(
        "PRAGMA key = \"x'{key}'\"; PRAGMA cipher_compatibility = 4; PRAGMA cipher_memory_security = OFF;"
    ))?;
    Ok(connection)
}
