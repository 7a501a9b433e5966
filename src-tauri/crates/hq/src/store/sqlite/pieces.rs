//! The pieces of the index of marks. SQLite writes one for each commit and puts them together as they grow many; where
//! several large ones stand beside each other, a search that goes through all tickets takes twice as long. They are made one
//! here, some pages at a time.

use rusqlite::Transaction;

use super::Sqlite;
use crate::store::StoreError;

/// So many pages are put together in one commit: nobody who brings lines waits for long.
const PAGES: i64 = 128;
/// The largest piece may have so many times the pages of all others together.
const TIMES: u64 = 8;

/// Makes one piece of all at once. To be done where nobody waits for the database.
pub fn put_all_together(tx: &Transaction<'_>) -> Result<(), StoreError> {
    tx.execute("INSERT INTO ticket_marks (ticket_marks) VALUES ('optimize')", [])?;
    Ok(())
}

/// Makes one piece of all, a commit after the other, if the largest is not nearly all of it.
pub async fn put_together(store: &Sqlite) -> Result<(), StoreError> {
    let sizes = store.read(sizes).await?;
    let all: u64 = sizes.iter().sum();
    if sizes.first().is_none_or(|largest| *largest >= (all - largest) * TIMES) {
        return Ok(());
    }
    // A negative number begins with all pieces that there are; what is written meanwhile is put together the next time.
    let mut is_more = store.write(|tx| merge(tx, -PAGES)).await?;
    while is_more {
        is_more = store.write(|tx| merge(tx, PAGES)).await?;
    }
    Ok(())
}

/// The pages of each piece, the most first.
fn sizes(tx: &Transaction<'_>) -> Result<Vec<u64>, StoreError> {
    let mut sizes =
        tx.prepare_cached("SELECT count(*) FROM ticket_marks_idx GROUP BY segid ORDER BY 1 DESC")?;
    Ok(sizes.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Whether there is more to be put together.
fn merge(tx: &Transaction<'_>, pages: i64) -> Result<bool, StoreError> {
    let before = tx.total_changes();
    tx.execute("INSERT INTO ticket_marks (ticket_marks, rank) VALUES ('merge', ?1)", [pages])?;
    // The row that was told counts as a change.
    Ok(tx.total_changes() - before >= 2)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::store::sqlite::projections;

    #[tokio::test]
    async fn many_pieces_become_one_and_name_what_they_named() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path()).unwrap();
        store.write(|tx| projections::refold_all(tx, &HashMap::new())).await.unwrap();
        // As many at once as one commit of counters may bring, so that SQLite leaves large pieces beside each other.
        for commit in 0..6_i64 {
            let tell = move |tx: &Transaction<'_>| {
                let mut tell =
                    tx.prepare_cached("INSERT INTO ticket_marks (rowid, marks) VALUES (?1, ?2)")?;
                for ticket in commit * 400..(commit + 1) * 400 {
                    let marks: Vec<String> = (0..60_u32)
                        .map(|mark| format!("{:08x}", ticket as u32 * 31 + mark * 7_919))
                        .collect();
                    tell.execute((ticket, marks.join(" ") + " common"))?;
                }
                Ok(())
            };
            store.write(tell).await.unwrap();
        }
        let named = |tx: &Transaction<'_>| -> Result<i64, StoreError> {
            let sql = "SELECT count(*) FROM ticket_marks WHERE ticket_marks MATCH 'common'";
            Ok(tx.query_row(sql, [], |row| row.get(0))?)
        };
        assert!(store.read(sizes).await.unwrap().len() > 1);
        put_together(&store).await.unwrap();
        assert_eq!(store.read(sizes).await.unwrap().len(), 1);
        assert_eq!(store.read(named).await.unwrap(), 2_400);
        let check = |tx: &Transaction<'_>| {
            Ok(tx.execute("INSERT INTO ticket_marks (ticket_marks) VALUES ('integrity-check')", [])?)
        };
        store.write(check).await.unwrap();
    }
}
