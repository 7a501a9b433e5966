//! The incarnation outside the database, written beside the clerk's work: a key store takes longer than a save.

use std::{
    sync::{
        Arc,
        mpsc::{Sender, channel},
    },
    thread::{self, JoinHandle},
};

use store::Store;

use crate::{DeskError, KeyStore, identity::Incarnation};

/// Writes what the database says of its incarnation to the key store, on a thread of its own.
pub(crate) struct Outside {
    ask: Option<Sender<Option<Answer>>>,
    thread: Option<JoinHandle<()>>,
}

type Answer = Sender<Result<(), DeskError>>;

impl Outside {
    /// Starts the thread. All writing goes through it, so that an older incarnation never follows a newer one.
    pub fn start(store: Arc<Store>, keys: Arc<dyn KeyStore>) -> Self {
        let (ask, asked) = channel::<Option<Answer>>();
        let thread = thread::spawn(move || {
            for answer in asked {
                let followed = follow(&store, &*keys);
                match (answer, followed) {
                    // Who asked may be gone by now; what was asked for is done.
                    (Some(answer), followed) => drop(answer.send(followed)),
                    (None, Err(error)) => {
                        tracing::warn!(
                            code = error.code(),
                            "the last number could not be kept outside the database"
                        );
                    }
                    (None, Ok(())) => {}
                }
            }
        });
        Self { ask: Some(ask), thread: Some(thread) }
    }

    /// Follows the database soon, at the latest when the desk closes.
    ///
    /// After a power cut the number outside may be a few behind; a new epoch starts far more than that above it.
    pub fn follow_soon(&self) {
        self.send(None);
    }

    /// Follows the database before this returns.
    pub fn follow_now(&self) -> Result<(), DeskError> {
        let (answer, answered) = channel();
        self.send(Some(answer));
        answered.recv().expect("the thread answers each that asks")
    }

    fn send(&self, answer: Option<Answer>) {
        let ask = self.ask.as_ref().expect("it is taken only when this is dropped");
        ask.send(answer).expect("the thread lives as long as this");
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        self.ask = None;
        if let Some(thread) = self.thread.take() {
            // It ends by itself, after what it was asked for; a panic there has told of itself.
            let _ = thread.join();
        }
    }
}

fn follow(store: &Store, keys: &dyn KeyStore) -> Result<(), DeskError> {
    let (epoch, last_number) = store.read(|now| Ok::<_, store::Error>((now.epoch()?, now.last_number()?)))?;
    match epoch {
        Some(epoch) => Ok(Incarnation { epoch, last_number }.keep(keys)?),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use domain::Kind;

    use super::*;
    use crate::{FileKeyStore, Folders, PartyForm, TicketForm, desk::tests::practice_desk};

    fn outside(folders: &Folders) -> Incarnation {
        Incarnation::outside(&FileKeyStore::at(folders.state.join("keys")).unwrap()).unwrap().unwrap()
    }

    #[test]
    fn a_closed_desk_has_left_its_last_number_outside() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders { data: home.path().join("data"), state: home.path().join("state") };
        let desk = practice_desk(&folders);
        let first = outside(&folders);
        assert_eq!(first.last_number.unwrap().serial, 0, "an epoch is kept before anything is given");
        let form = TicketForm {
            kind: Kind::Enquiry,
            sender: PartyForm { phone: "13800138000".to_owned(), ..PartyForm::default() },
            story: "几点关门?".to_owned(),
            ..TicketForm::default()
        };
        for _ in 0..3 {
            let draft = desk.start_draft().unwrap();
            desk.open_ticket(draft.id, &form).unwrap();
        }
        drop(desk);
        let last = outside(&folders);
        assert_eq!((last.epoch, last.last_number.unwrap().serial), (first.epoch, 3));
    }
}
