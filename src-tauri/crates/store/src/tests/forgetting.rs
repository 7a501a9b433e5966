//! Forgetting a person leaves nothing of them in the pages of the database, and nothing that opens.

use std::fs;

use domain::{Fact, NoteAdded, Sealed};
use store::{Error, NewPhoto, Store};
use tempfile::tempdir;

use super::counter::{Counter, Walk, at, branch_key, path_in, photo};

fn new_photo<'a>(bytes: &'a [u8], thumbnail: &'a [u8]) -> NewPhoto<'a> {
    NewPhoto {
        bytes,
        media_type: "image/jpeg",
        thumbnail: Some(thumbnail),
        added_at: at(0),
        confirmed_at: None,
        key: [3; 32],
        nonce: [4; 24],
    }
}

#[test]
fn nothing_of_a_forgotten_person_is_left_in_any_page() {
    let folder = tempdir().unwrap();
    let path = path_in(folder.path());
    // Without the cipher, so that the pages themselves can be looked through.
    let counter = Counter::with(Store::open_with(&path, None).unwrap());
    for _ in 0..50 {
        counter.ticket(&Walk::default());
    }
    let walk = Walk {
        name: "龘尔尼 Zyxomma".into(),
        phone: "13912345678".into(),
        story: "鼉鼍 Quokkazilla 独一无二".into(),
        ..Walk::default()
    };
    let ticket = counter.ticket(&walk);
    counter.on_ticket(ticket, &Fact::NoteAdded(NoteAdded { text: Sealed::Open("Wombatorium".into()) }));
    let sha256 = counter.store.put_photo(&new_photo(b"a photo", b"ThumbnailOfKoala")).unwrap();
    counter.on_ticket(ticket, &photo(sha256, 7));
    for _ in 0..50 {
        counter.ticket(&Walk::default());
    }

    let terms = || -> i64 {
        counter
            .write(|tx| {
                tx.connection.execute_batch(
                    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab (main, ticket_search, row)",
                )?;
                let of_this_person =
                    "SELECT count(*) FROM temp.terms WHERE term GLOB '*[龘鼉]*' OR term IN ('_en', 'zyxo', 'quok', '3912')";
                Ok(tx.connection.query_row(of_this_person, [], |row| row.get(0))?)
            })
    };
    assert_eq!(terms(), 8, "the index knew them");

    let traces = [
        "龘", // Also alone: the index keeps of each term only what the term before it lacks.
        "龘尔",
        "zyxomma",
        "Zyxomma",
        "13912345678",
        "quokkazilla",
        "鼉",
        "鼉鼍",
        "wombatorium",
        "ThumbnailOfKoala",
    ];
    let pages = || -> Vec<u8> {
        let wal = path.with_extension("db-wal");
        [&path, &wal].into_iter().flat_map(|file| fs::read(file).unwrap_or_default()).collect()
    };
    let found =
        |pages: &[u8], trace: &str| pages.windows(trace.len()).any(|window| window == trace.as_bytes());
    let before = pages();
    for trace in traces {
        assert!(found(&before, trace), "{trace} was there: the search below can fail");
    }

    counter.feed(Some(ticket), &Fact::TicketForgotten);
    let after = pages();
    for trace in traces {
        assert!(!found(&after, trace), "{trace} is still in a page");
    }

    assert_eq!(terms(), 0, "the index knows them no more");

    let row = counter.store.read(|now| now.find_ticket_row(ticket)).unwrap().unwrap();
    assert!(row.is_forgotten);
    assert_eq!((row.person_name, row.person_phone, row.story_start), (None, None, None));
    assert!(counter.store.read(|now| now.ticket_key(ticket)).unwrap().is_none());
    assert!(counter.store.read(|now| now.search("zyxomma", 9)).unwrap().is_empty());
    assert_eq!(counter.store.find_photo_bytes(sha256).unwrap(), None);
    assert_eq!(
        fs::read_dir(folder.path().join("photos"))
            .unwrap()
            .flatten()
            .flat_map(|d| fs::read_dir(d.path()).unwrap())
            .count(),
        0
    );
    let folded = counter.store.read(|now| now.ticket(ticket)).unwrap().unwrap();
    assert!(folded.forgotten && folded.told().is_none());
    assert_eq!(folded.claimed_fen.value().map(domain::Fen::get), Some(150_000), "amounts stay");
}

#[test]
fn a_forgotten_tickets_key_is_not_taken_in_again() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    let key = counter.store.read(|now| now.wrapped_key(ticket)).unwrap().unwrap();
    counter.feed(Some(ticket), &Fact::TicketForgotten);
    counter.write(|tx| tx.put_ticket_key(&key, Some(at(5))));
    counter.store.with_branch_key(Some(branch_key())).unwrap();
    assert!(counter.store.read(|now| now.wrapped_key(ticket)).unwrap().is_none());
    counter.store.rebuild(|_| ()).unwrap();
    let row = counter.store.read(|now| now.find_ticket_row(ticket)).unwrap().unwrap();
    assert_eq!((row.is_forgotten, row.person_name), (true, None));
}

#[test]
fn a_photo_that_another_ticket_shows_stays_until_that_is_forgotten_too() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let (one, two) = (counter.ticket(&Walk::default()), counter.ticket(&Walk::default()));
    let sha256 = counter.store.put_photo(&new_photo(b"shared", b"thumb")).unwrap();
    counter.on_ticket(one, &photo(sha256, 6));
    counter.on_ticket(two, &photo(sha256, 6));
    counter.feed(Some(one), &Fact::TicketForgotten);
    assert_eq!(counter.store.photo_bytes(sha256).unwrap(), b"shared");
    counter.feed(Some(two), &Fact::TicketForgotten);
    assert!(matches!(counter.store.photo_bytes(sha256), Err(Error::PhotoDamaged)));
    assert_eq!(counter.store.read(|now| now.thumbnail(sha256)).unwrap(), None);
}
