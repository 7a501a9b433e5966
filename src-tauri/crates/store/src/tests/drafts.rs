//! Drafts: saved as they grow, thrown away with a way back.

use store::{Draft, DraftPhoto};
use tempfile::tempdir;

use super::counter::{Counter, PERSON, Walk, at, opening};

/// A new draft with its key.
pub fn draft(counter: &Counter, started: i64) -> Draft {
    let ticket = counter.write(|tx| counter.new_ticket(tx));
    Draft {
        ticket,
        person: PERSON,
        form: b"{}".to_vec(),
        started_at: at(started),
        saved_at: at(started),
        expires_at: at(started + 7 * 86_400),
        discarded_at: None,
    }
}

#[test]
fn a_draft_is_saved_over_itself_and_survives() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let mut draft = draft(&counter, 0);
    let photo = |n: u8| DraftPhoto { sha256: domain::Sha256([n; 32]), about: format!("{n}") };
    counter.write(|tx| {
        tx.save_draft(&draft).and_then(|()| tx.set_draft_photos(draft.ticket, &[photo(2), photo(1)]))
    });
    (draft.form, draft.saved_at) = ("{\"故事\":\"…\"}".into(), at(1));
    counter.write(|tx| tx.save_draft(&draft));
    drop(counter);
    let counter = Counter::in_folder(folder.path());
    assert_eq!(
        counter.store.read(|now| now.list_drafts(Some(PERSON))).unwrap(),
        std::slice::from_ref(&draft)
    );
    let nobody = domain::PersonId::from_bytes([0; 16]);
    assert_eq!(counter.store.read(|now| now.list_drafts(Some(nobody))).unwrap(), []);
    assert_eq!(counter.store.read(|now| now.draft_photos(draft.ticket)).unwrap(), [photo(2), photo(1)]);
    assert_eq!(counter.store.read(|now| now.keys_waiting(9)).unwrap(), [], "a draft's key never travels");
}

#[test]
fn a_draft_thrown_away_can_be_had_back_until_it_is_deleted() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let draft = draft(&counter, 0);
    let drafts = || counter.store.read(|now| now.list_drafts(None)).unwrap().len();
    counter.write(|tx| tx.save_draft(&draft).and_then(|()| tx.discard_draft(draft.ticket, at(10))));
    assert_eq!(drafts(), 0);
    counter.write(|tx| tx.restore_draft(draft.ticket));
    assert_eq!(drafts(), 1);
    counter.write(|tx| tx.discard_draft(draft.ticket, at(20)));
    assert_eq!(counter.write(|tx| tx.delete_discarded_drafts(at(19))), 0);
    assert_eq!(counter.write(|tx| tx.delete_discarded_drafts(at(20))), 1);
    assert_eq!(counter.store.read(|now| now.find_draft(draft.ticket)).unwrap(), None);
    assert!(
        counter.store.read(|now| now.wrapped_key(draft.ticket)).unwrap().is_none(),
        "its key goes with it"
    );
}

#[test]
fn a_draft_becomes_its_ticket_and_its_key_stays() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let draft = draft(&counter, 0);
    counter.write(|tx| tx.save_draft(&draft));
    assert_eq!(
        counter.store.read(|now| now.list_expired_drafts(at(7 * 86_400))).unwrap(),
        std::slice::from_ref(&draft)
    );
    counter.write(|tx| {
        let number = counter.number(tx)?;
        counter.append(tx, Some(draft.ticket), &opening(&Walk::default(), number))?;
        tx.finish_draft(draft.ticket)
    });
    assert_eq!(counter.store.read(|now| now.list_drafts(None)).unwrap(), []);
    assert!(counter.store.read(|now| now.ticket(draft.ticket)).unwrap().unwrap().told().is_some());
    assert_eq!(counter.store.read(|now| now.keys_waiting(9)).unwrap().len(), 1);
    counter.write(|tx| tx.delete_draft(draft.ticket));
    assert!(
        counter.store.read(|now| now.ticket_key(draft.ticket)).unwrap().is_some(),
        "a ticket's key is never a draft's"
    );
}
