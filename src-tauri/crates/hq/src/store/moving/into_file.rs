//! PostgreSQL as a file: one state of it, written as SQLite's, so that a backup is the same thing of both.

use std::path::Path;

use deadpool_postgres::Transaction;
use rusqlite::params_from_iter;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::{
    pages::Rows,
    rows::{Values, held},
    tables::{
        AUDIT, BRANCHES, FEED, FORGOTTEN_TICKETS, LINES, NAMED_PHOTOS, PHOTOS, PUSHES, TICKET_KEYS, Table,
        WHOLE,
    },
};
use crate::store::{StoreError, sqlite::NewFile};

/// Rows of a table on their way to the file.
type Part = (&'static Table, Vec<Values>);

/// Writes what `tx` sees into a new file. Projections are made again from the log; of them it has the photos that are named.
pub async fn copy_into_file(tx: &Transaction<'_>, file: &Path) -> Result<(), StoreError> {
    let new = NewFile::make(file)?;
    // The file is written beside, while the next rows come.
    let (rows, mut coming) = mpsc::channel::<Part>(4);
    let writing = tokio::task::spawn_blocking(move || {
        let mut new = new;
        while let Some((table, rows)) = coming.blocking_recv() {
            new.add(
                table.name,
                &table.names(),
                rows.iter().map(|row| params_from_iter(row.iter().map(held))),
            )?;
        }
        new.finish()
    });
    let read = send_all(tx, &rows).await;
    drop(rows);
    let written = writing.await.map_err(|stopped| StoreError::Database(Box::new(stopped)))?;
    // Where nobody takes rows any more, the file says why.
    written.and(read)
}

async fn send_all(tx: &Transaction<'_>, rows: &mpsc::Sender<Part>) -> Result<(), StoreError> {
    // Units refer to those above them, which are older.
    for table in &WHOLE[..1] {
        send(tx, table, "ORDER BY id", &[], rows).await?;
    }
    send(tx, &BRANCHES, "ORDER BY branch_id", &[], rows).await?;
    for table in &WHOLE[1..] {
        send(tx, table, "", &[], rows).await?;
    }
    for table in [&TICKET_KEYS, &FORGOTTEN_TICKETS, &PHOTOS, &NAMED_PHOTOS, &PUSHES, &AUDIT] {
        send(tx, table, "", &[], rows).await?;
    }
    for branch in tx.query("SELECT branch_id FROM branches ORDER BY branch_id", &[]).await? {
        let branch: Uuid = branch.try_get(0)?;
        // In the order in which they came.
        send(tx, &LINES, "WHERE branch_id = $1 ORDER BY position", &[&branch], rows).await?;
        send(tx, &FEED, "WHERE branch_id = $1 ORDER BY position", &[&branch], rows).await?;
    }
    Ok(())
}

/// Sends a table's rows page by page.
async fn send(
    tx: &Transaction<'_>,
    table: &'static Table,
    which: &str,
    values: &[&(dyn tokio_postgres::types::ToSql + Sync)],
    rows: &mpsc::Sender<Part>,
) -> Result<(), StoreError> {
    let mut found = Rows::of(tx, table, which, values).await?;
    loop {
        let page = found.page().await?;
        // Where nobody takes them any more, nobody is to read them.
        if page.is_empty() || rows.send((table, page)).await.is_err() {
            return Ok(());
        }
    }
}
