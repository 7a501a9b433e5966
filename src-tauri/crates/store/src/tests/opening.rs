//! Opening, and refusing to.

use std::{fs, path::Path};

use store::{DatabaseKey, OpenError, Store};
use tempfile::tempdir;

use super::counter::{Counter, Walk, database_key, path_in};

fn open(folder: &Path) -> Result<Store, OpenError> {
    Store::open(&path_in(folder), &database_key())
}

/// A database with some pages, closed in order.
fn closed_database(folder: &Path) {
    let counter = Counter::in_folder(folder);
    for _ in 0..20 {
        counter.ticket(&Walk::default());
    }
}

#[test]
fn what_was_written_is_there_when_it_is_opened_again() {
    let folder = tempdir().unwrap();
    let ticket = Counter::in_folder(folder.path()).ticket(&Walk::default());
    let store = open(folder.path()).unwrap();
    let row = store.read(|now| now.find_ticket_row(ticket)).unwrap().unwrap();
    assert_eq!(row.number.to_string(), "WC07-261121-A0001-T");
    assert_eq!(row.person_name.as_deref(), Some("王小明"), "the branch key is not needed to list");
    assert!(!store.needs_rebuild().unwrap());
}

#[test]
fn nothing_readable_stands_in_the_file() {
    let folder = tempdir().unwrap();
    closed_database(folder.path());
    let bytes = fs::read(path_in(folder.path())).unwrap();
    for plain in ["SQLite format 3", "王小明", "CREATE TABLE", "SF1234567890123"] {
        assert!(!bytes.windows(plain.len()).any(|window| window == plain.as_bytes()), "{plain}");
    }
}

#[test]
fn a_wrong_key_is_told_apart_from_damage() {
    let folder = tempdir().unwrap();
    closed_database(folder.path());
    let path = path_in(folder.path());
    let refused = Store::open(&path, &DatabaseKey::from_bytes([1; 32]));
    assert!(matches!(refused, Err(OpenError::WrongKey)), "{:?}", refused.err());

    let whole = fs::read(&path).unwrap();
    for (page, what) in
        [(0, "the first page"), (3, "a page of a table"), (whole.len() / 4096 - 1, "the last page")]
    {
        let mut damaged = whole.clone();
        for byte in &mut damaged[page * 4096 + 1_000..page * 4096 + 1_040] {
            *byte ^= 0xff;
        }
        fs::write(&path, damaged).unwrap();
        let refused = open(folder.path());
        assert!(matches!(refused, Err(OpenError::Damaged(_))), "{what}: {:?}", refused.err());
    }
    fs::write(&path, whole).unwrap();
    open(folder.path()).unwrap();
}

#[test]
fn what_is_no_database_of_ours_is_left_alone() {
    let folder = tempdir().unwrap();
    let path = path_in(folder.path());
    for other in [b"hello".to_vec(), [b"SQLite format 3\0".to_vec(), vec![0; 8_176]].concat()] {
        fs::write(&path, &other).unwrap();
        let refused = open(folder.path());
        assert!(matches!(refused, Err(OpenError::NotADatabase)), "{:?}", refused.err());
        assert_eq!(fs::read(&path).unwrap(), other, "it was not written to");
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_unwritable() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let refused = open(&file.join("below"));
    assert!(matches!(refused, Err(OpenError::Unwritable)), "{:?}", refused.err());
}

#[test]
fn a_database_that_is_a_folder_is_unwritable() {
    let folder = tempdir().unwrap();
    fs::create_dir(path_in(folder.path())).unwrap();
    let refused = open(folder.path());
    assert!(matches!(refused, Err(OpenError::Unwritable | OpenError::NotADatabase)), "{:?}", refused.err());
}

#[test]
fn a_newer_schema_and_a_changed_migration_are_refused() {
    for (change, newer) in [
        (
            "INSERT INTO refinery_schema_history SELECT 99, 'later', applied_on, checksum FROM refinery_schema_history LIMIT 1",
            true,
        ),
        ("UPDATE refinery_schema_history SET checksum = '1' WHERE version = 1", false),
    ] {
        let folder = tempdir().unwrap();
        Counter::in_folder(folder.path()).write(|tx| Ok(tx.connection.execute_batch(change)?));
        match open(folder.path()).err() {
            Some(OpenError::NewerSchema { found: 99, known }) => assert!(newer && known < 99),
            Some(OpenError::OtherMigrations) => assert!(!newer),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn readers_cannot_write() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let refused: store::Result<()> =
        counter.store.read(|now| Ok(now.connection.execute_batch("DELETE FROM lines")?));
    assert!(matches!(refused, Err(store::Error::Unwritable)), "{refused:?}");
}
