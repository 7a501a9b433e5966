//! Files beside the one that is served: one that a copy is written into, and one that is read on its way elsewhere.

use std::{
    collections::BTreeSet,
    fs::File,
    path::{Path, PathBuf},
    time::Duration,
};

use domain::{BranchId, Sha256};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Params, named_params};

use super::{backup::refuse_damaged, migrations, projections, values::bytes};
use crate::store::{
    StoreError,
    moving::{
        FEED, FORGOTTEN_TICKETS, LINES, Sum, TICKET_KEYS, Table,
        pages::Page,
        rows::{Value, Values, of_file},
    },
};

/// The setting of a file whose headquarters lives elsewhere.
const MOVED_TO: &str = "moved_to";

/// Whether this headquarters lives elsewhere now.
pub fn has_moved(connection: &Connection) -> Result<bool, StoreError> {
    let mut found = connection.prepare("SELECT 1 FROM settings WHERE name = :name")?;
    Ok(found.exists(named_params! { ":name": MOVED_TO })?)
}

/// A file that is filled and not served yet.
pub struct NewFile {
    connection: Connection,
    path: PathBuf,
}

impl NewFile {
    /// Makes it, empty but for its tables.
    pub fn make(path: &Path) -> Result<Self, StoreError> {
        let mut connection = Connection::open(path)?;
        migrations::runner().set_grouped(true).run(&mut connection)?;
        connection.execute_batch(projections::TABLES)?;
        // Rows come in whatever order; what they refer to is looked at when all are there.
        connection.pragma_update(None, "foreign_keys", false)?;
        connection.execute_batch("PRAGMA synchronous = OFF; BEGIN")?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// Adds rows to a table.
    pub fn add<P: Params>(
        &mut self,
        table: &str,
        columns: &str,
        rows: impl Iterator<Item = P>,
    ) -> Result<(), StoreError> {
        let places = vec!["?"; columns.split(',').count()].join(", ");
        let sql = format!("INSERT INTO {table} ({columns}) VALUES ({places})");
        let mut add = self.connection.prepare_cached(&sql)?;
        for row in rows {
            add.execute(row)?;
        }
        Ok(())
    }

    /// Makes it last, and looks whether it is whole.
    pub fn finish(self) -> Result<(), StoreError> {
        self.connection.execute_batch("COMMIT")?;
        let lost =
            self.connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0));
        if lost != Ok(0_i64) {
            return Err(StoreError::Damaged("file"));
        }
        refuse_damaged(&self.connection)?;
        drop(self.connection);
        Ok(File::open(self.path)?.sync_all()?)
    }
}

/// A file that is read on its way into another database, beside those who may write it.
pub struct OldFile(Connection);

/// Some positions of a branch's feed, with all that belongs to them.
pub struct Part {
    /// Each position with its line.
    pub positions: Vec<(u64, Values)>,
    /// The keys of their tickets.
    pub keys: Vec<Values>,
    /// Those of their tickets that were forgotten.
    pub forgotten: Vec<Values>,
}

impl OldFile {
    /// What is said in a file whose headquarters is whole elsewhere.
    pub const MOVED: &str = "postgres";

    /// Opens it for reading.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        Ok(Self(connection))
    }

    /// Says in the file that its headquarters goes elsewhere, with the name of the move, or `MOVED` when it is there; or that
    /// it does neither.
    pub fn mark(path: &Path, moved_to: Option<&str>) -> Result<(), StoreError> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        match moved_to {
            Some(moved_to) => connection.execute(
                "INSERT OR REPLACE INTO settings (name, value) VALUES (:name, :value)",
                named_params! { ":name": MOVED_TO, ":value": moved_to },
            )?,
            None => connection
                .execute("DELETE FROM settings WHERE name = :name", named_params! { ":name": MOVED_TO })?,
        };
        Ok(())
    }

    /// What is said there.
    pub fn find_mark(&self) -> Result<Option<String>, StoreError> {
        let mut found = self.0.prepare("SELECT value FROM settings WHERE name = :name")?;
        Ok(found.query_row(named_params! { ":name": MOVED_TO }, |row| row.get(0)).optional()?)
    }

    /// Every branch and its feed's last position.
    pub fn feed_heads(&self) -> Result<Vec<(BranchId, u64)>, StoreError> {
        let mut found = self.0.prepare("SELECT branch_id, feed_head FROM branches ORDER BY branch_id")?;
        let rows = found.query_map([], |row| Ok((bytes(row, "branch_id")?, row.get("feed_head")?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Positions of a feed behind one, at most so many.
    pub fn feed_after(&self, branch: BranchId, after: u64, limit: u32) -> Result<Part, StoreError> {
        // One state of everything that is read here.
        let tx = self.0.unchecked_transaction()?;
        let columns: Vec<String> = LINES.columns.iter().map(|(name, _)| format!("lines.{name}")).collect();
        let mut found = tx.prepare(&format!(
            "SELECT {}, feed.position FROM {} JOIN lines USING (branch_id, device_id, epoch_id, seq)
             WHERE feed.branch_id = :branch_id AND feed.position > :after ORDER BY feed.position LIMIT :limit",
            columns.join(", "),
            FEED.name,
        ))?;
        let at = named_params! { ":branch_id": branch.as_bytes(), ":after": after, ":limit": limit };
        let mut rows = found.query(at)?;
        let (mut positions, mut tickets) = (Vec::new(), BTreeSet::new());
        let mut page = Page::default();
        while !page.is_full()
            && let Some(row) = rows.next()?
        {
            let line = of_file(&LINES, row)?;
            page.take(&line);
            if let Value::Bytes(ticket) = &line[5] {
                tickets.insert(ticket.clone());
            }
            positions.push((row.get(LINES.columns.len())?, line));
        }
        let (mut keys, mut forgotten) = (Vec::new(), Vec::new());
        for ticket in tickets {
            for (table, into) in [(&TICKET_KEYS, &mut keys), (&FORGOTTEN_TICKETS, &mut forgotten)] {
                let mut found = tx.prepare_cached(&format!(
                    "SELECT {} FROM {} WHERE branch_id = :branch_id AND ticket_id = :ticket_id",
                    table.names(),
                    table.name
                ))?;
                let at = named_params! { ":branch_id": branch.as_bytes(), ":ticket_id": ticket };
                let mut rows = found.query(at)?;
                while let Some(row) = rows.next()? {
                    into.push(of_file(table, row)?);
                }
            }
        }
        Ok(Part { positions, keys, forgotten })
    }

    /// Every row of a table that is small.
    pub fn all(&self, table: &Table) -> Result<Vec<Values>, StoreError> {
        let mut found = self.0.prepare(&format!(
            "SELECT {} FROM {} WHERE {} ORDER BY rowid",
            table.names(),
            table.name,
            but_this(table)
        ))?;
        let mut rows = found.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(of_file(table, row)?);
        }
        Ok(all)
    }

    /// A page of those rows of a table that came behind one, and the last of them.
    pub fn page_after(&self, table: &Table, after: i64) -> Result<(Vec<Values>, i64), StoreError> {
        let mut found = self.0.prepare(&format!(
            "SELECT {}, rowid FROM {} WHERE rowid > :after AND {} ORDER BY rowid",
            table.names(),
            table.name,
            but_this(table)
        ))?;
        let mut rows = found.query(named_params! { ":after": after })?;
        let (mut page, mut new, mut last) = (Page::default(), Vec::new(), after);
        while !page.is_full()
            && let Some(row) = rows.next()?
        {
            last = row.get(table.columns.len())?;
            let row = of_file(table, row)?;
            page.take(&row);
            new.push(row);
        }
        Ok((new, last))
    }

    /// Lines that someone filed: each one's place, and when.
    pub fn filed_lines(&self) -> Result<Vec<Values>, StoreError> {
        const FILED: Table = Table {
            name: "lines",
            columns: &[
                LINES.columns[0],
                LINES.columns[1],
                LINES.columns[2],
                LINES.columns[3],
                LINES.columns[9],
            ],
        };
        let mut found = self.0.prepare(&format!(
            "SELECT {} FROM lines WHERE set_aside IS NOT NULL AND filed_at IS NOT NULL",
            FILED.names()
        ))?;
        let mut rows = found.query([])?;
        let mut filed = Vec::new();
        while let Some(row) = rows.next()? {
            filed.push(of_file(&FILED, row)?);
        }
        Ok(filed)
    }

    /// What a table's rows come to.
    pub fn sum(&self, table: &Table, of: fn(&Values) -> Sha256) -> Result<Sum, StoreError> {
        let mut found = self.0.prepare(&format!(
            "SELECT {} FROM {} WHERE {}",
            table.names(),
            table.name,
            but_this(table)
        ))?;
        let mut rows = found.query([])?;
        let mut sum = Sum::default();
        while let Some(row) = rows.next()? {
            sum.add(of(&of_file(table, row)?));
        }
        Ok(sum)
    }

    /// How many lines and positions there are.
    pub fn count_lines(&self) -> Result<(u64, u64), StoreError> {
        let count =
            |table: &str| self.0.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
        Ok((count("lines")?, count("feed")?))
    }
}

/// That it has moved is said in the file alone.
fn but_this(table: &Table) -> String {
    if table.name == "settings" { format!("name <> '{MOVED_TO}'") } else { "true".to_owned() }
}
