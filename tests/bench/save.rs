//! A ticket's save, durable when it returns, against a commit of one row to the same disk.

use std::fs;
use std::path::Path;

use desk::TicketForm;
use domain::{Slot, TicketId};
use rusqlite::Connection;
use tests::counter::{TestCounter, a_damaged_parcel};
use tests::places;

use crate::finding::{Figure, Finding};
use crate::turns::{Times, timed};

/// The slowest hundredth is five of these.
const ROUNDS: u32 = 500;

/// Small ones: their preparation is not what is measured here.
const PHOTOS: [(&str, &str); 2] = [("label", "webcam-640.jpg"), ("box_top", "chat-app.webp")];

/// Saves tickets at a practice desk; each was a draft with its photos before.
pub fn measure() -> Vec<Finding> {
    let counter = TestCounter::installed();
    counter.desk().start_practice().expect("a fresh desk can practise");
    let folder = tempfile::tempdir().expect("there is room beside what was built");
    let bare = bare_database(&folder.path().join("bare.db")).expect("a new database opens");
    let pictures = PHOTOS.map(|(slot, file)| {
        (Slot::from(slot), fs::read(places::photo(file)).expect("the picture is among the samples"))
    });
    let (mut saves, mut commits) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let form = TicketForm { waybill: format!("SF{round:013}"), ..a_damaged_parcel() };
        let draft = draft(&counter, &form, &pictures);
        commits.push(timed(|| {
            bare.execute("INSERT INTO bare (text) VALUES ('one row')", []).expect("a row has room")
        }));
        saves.push(timed(|| counter.desk().open_ticket(draft, &form).expect("a whole form is saved")));
    }
    let (saves, commits) = (Times::of(saves), Times::of(commits));
    let finding = |what: &str, share: f64, at_most, at_most_times| Finding {
        what: format!("a ticket's save, {what}"),
        against: "one row, bare",
        ours: Figure::Ms(saves.within(share)),
        baseline: Some(Figure::Ms(commits.within(share))),
        at_most,
        at_least: None,
        at_most_times,
    };
    // The limit is on what a clerk may have to wait for once in a hundred times; the median is told beside it.
    vec![finding("median", 0.5, None, None), finding("p99", 0.99, Some(50.0), Some(3.0))]
}

fn draft(counter: &TestCounter, form: &TicketForm, pictures: &[(Slot, Vec<u8>)]) -> TicketId {
    let desk = counter.desk();
    let draft = desk.start_draft().expect("a practice desk starts drafts").id;
    for (slot, picture) in pictures {
        desk.add_draft_photo(draft, slot.clone(), picture).expect("a good picture is taken");
    }
    desk.save_draft(draft, form).expect("a draft is kept as it grows");
    draft
}

/// The same cipher and the same promise of durability; nothing else.
///
/// Its log is as long as it gets already: in one that still grows, a commit would also wait for the file's new length.
fn bare_database(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.execute_batch(&format!(
        "PRAGMA key = \"x'{}'\"; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
         CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT) STRICT;
         CREATE TABLE once (bytes BLOB) STRICT; INSERT INTO once VALUES (zeroblob(16 << 20)); DROP TABLE once;
         PRAGMA wal_checkpoint(RESTART);",
        "2f".repeat(32)
    ))?;
    Ok(connection)
}
