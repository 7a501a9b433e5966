//! Carrying over: what headquarters has not confirmed, on a stick, for the day there is no line at all.

use std::{
    collections::HashSet,
    io::{self, Write},
    path::Path,
};

use domain::TicketId;
use protocol::{
    Carried, CarryOverHead, SealingPublicKey,
    wire::{MOST_PUSH_BYTES, MOST_PUSH_LINES},
};
use store::{Outgoing, OwnLog, Snapshot};
use sync::signed_push;

use crate::{Desk, DeskError, Surroundings, whole_file::write_whole};

/// What a carry-over holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CarriedOver {
    /// Lines.
    pub lines: u64,
    /// Photos.
    pub photos: u64,
    /// Photos that wait and cannot be read here.
    pub photos_unreadable: u64,
}

/// A carry-over that stands on a stick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnStick {
    /// The file's name.
    pub file: String,
    /// What is in it.
    pub carried: CarriedOver,
}

impl Desk {
    /// Writes a carry-over onto a stick that is plugged in, in a file that is named for this counter and moment.
    pub fn carry_over_on(&self, stick: &Path) -> Result<OnStick, DeskError> {
        let place = self.inner.place()?;
        if !peripherals::sticks().iter().any(|plugged| plugged.folder == stick) {
            return Err(DeskError::NoStick);
        }
        let now = place.branch.zone.local(self.now());
        let moment = format!("{}-{:02}{:02}{:02}", now.date, now.hour, now.minute, now.second);
        let file = format!("counterfoil-{}-{}-{moment}.carry", place.branch.code, place.counter.letter);
        let carried = self.write_carry_over(&stick.join(&file))?;
        Ok(OnStick { file, carried })
    }

    /// Writes what headquarters has not confirmed to a file that only headquarters can read. It goes on waiting here until
    /// headquarters has signed for it.
    pub fn write_carry_over(&self, path: &Path) -> Result<CarriedOver, DeskError> {
        let place = self.inner.place()?;
        if place.is_practice() {
            return Err(DeskError::NotEnrolled);
        }
        let headquarters = place.sealing_key.ok_or(DeskError::NoSealingKey)?;
        let head = CarryOverHead { branch: place.branch.id, device: self.device() };
        self.inner.store.read(|now| {
            let written = write_whole(path, |file| {
                file.write_all(&head.to_bytes())?;
                let around = &*self.inner.around;
                self.carry(now, &mut Frames { file, head, headquarters, around, count: 0 })
            });
            written.map_err(|Stopped(error)| error)
        })
    }

    fn carry(&self, now: &Snapshot, frames: &mut Frames<'_>) -> Result<CarriedOver, Stopped> {
        let identity = &self.inner.identity;
        let push =
            |outgoing| Carried::Push(Box::new(signed_push(outgoing, identity.device, &identity.signing_key)));
        let mut carried = CarriedOver::default();
        let mut keys_carried: HashSet<TicketId> = HashSet::new();
        let logs = now.own_logs()?;
        for log in logs.iter().filter(|log| log.is_waiting()) {
            let (mut after, last) = (log.held, log.last_standing());
            while let Some(outgoing) =
                now.lines_to_push(log, (after, last), (MOST_PUSH_LINES, MOST_PUSH_BYTES))?
            {
                after = outgoing.seq;
                carried.lines += outgoing.lines.len() as u64;
                keys_carried.extend(outgoing.keys.iter().map(|key| key.ticket));
                frames.write(&push(outgoing))?;
            }
        }
        let mut keys = now.keys_waiting(u32::MAX as usize)?;
        keys.retain(|key| !keys_carried.contains(&key.ticket));
        // They go beside no line: the end of a log is signed, as it stands there once what is above has been read.
        let is_ours = |log: &&OwnLog| log.device == identity.device && log.forked_at.is_none();
        if let Some(log) = logs.iter().rfind(is_ours) {
            for keys in keys.chunks(MOST_PUSH_LINES) {
                let (device, epoch, seq, head) = (log.device, log.epoch, log.seq, log.hash);
                let keys = keys.to_vec();
                let outgoing = Outgoing { device, epoch, first: seq, seq, head, lines: Vec::new(), keys };
                frames.write(&push(outgoing))?;
            }
        }
        for photo in now.photos_waiting(u32::MAX as usize)? {
            let (sha256, ticket) = (photo.sha256, photo.ticket);
            match self.inner.store.find_photo_bytes(sha256) {
                Ok(Some(bytes)) => {
                    frames.write(&Carried::Photo { sha256, ticket, bytes })?;
                    carried.photos += 1;
                }
                // Everything else is to arrive all the same.
                Ok(None) | Err(store::Error::PhotoDamaged) => carried.photos_unreadable += 1,
                Err(error) => return Err(error.into()),
            }
        }
        frames.write(&Carried::End { frames: frames.count })?;
        Ok(carried)
    }
}

/// The frames of one file.
struct Frames<'a> {
    file: &'a mut dyn Write,
    head: CarryOverHead,
    headquarters: SealingPublicKey,
    around: &'a dyn Surroundings,
    count: u64,
}

impl Frames<'_> {
    fn write(&mut self, carried: &Carried) -> Result<(), Stopped> {
        let fresh = (self.around.random(), self.around.random());
        let sealed = self.head.seal(self.count, carried, &self.headquarters, fresh);
        // A key to which nothing can be sealed is none.
        let sealed = sealed.map_err(|_| Stopped(DeskError::NoSealingKey))?;
        self.file.write_all(&sealed)?;
        self.count += 1;
        Ok(())
    }
}

/// Why a file was not written to its end.
struct Stopped(DeskError);

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self(DeskError::File(error))
    }
}

impl From<store::Error> for Stopped {
    fn from(error: store::Error) -> Self {
        Self(error.into())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use domain::Kind;
    use protocol::{CARRY_OVER_HEAD_BYTES, SealingKey};

    use super::*;
    use crate::{Folders, PartyForm, Place, TicketForm, desk::tests::practice_desk};

    #[test]
    fn a_carry_over_holds_all_that_waits_and_only_headquarters_reads_it() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders { data: home.path().join("data"), state: home.path().join("state") };
        let desk = practice_desk(&folders);
        let form = TicketForm {
            kind: Kind::Enquiry,
            sender: PartyForm { phone: "13800138000".to_owned(), ..PartyForm::default() },
            story: "几点关门?".to_owned(),
            ..TicketForm::default()
        };
        let draft = desk.start_draft().unwrap();
        desk.open_ticket(draft.id, &form).unwrap();
        let stick = home.path().join("stick.cfco");
        assert_eq!(desk.write_carry_over(&stick).unwrap_err().code(), "not_enrolled");
        let key = SealingKey::from_bytes([7; 32]);
        let address = Some("https://hq.example".to_owned());
        let place = desk.place().unwrap();
        desk.inner.set_place(Place { address: address.clone(), ..place.clone() });
        assert_eq!(desk.write_carry_over(&stick).unwrap_err().code(), "no_sealing_key");
        desk.inner.set_place(Place { address, sealing_key: Some(key.public()), ..place });
        let waiting = desk.sync_state().unwrap();

        let carried = desk.write_carry_over(&stick).unwrap();

        assert_eq!((carried.lines, carried.photos), (waiting.unconfirmed_events, 0));
        let file = fs::read(&stick).unwrap();
        let frames = read(&file, &key);
        let [Carried::Push(push), Carried::End { frames: 1 }] = &frames[..] else { panic!("{frames:?}") };
        assert_eq!((push.lines.len() as u64, push.keys.len()), (carried.lines, 1));
        assert!(!file.windows(10).any(|bytes| bytes == b"\"v\":1,\"id\""));
        assert_eq!(desk.sync_state().unwrap(), waiting, "nothing counts as delivered by it");
    }

    fn read(file: &[u8], key: &SealingKey) -> Vec<Carried> {
        let (head, mut rest) = file.split_at(CARRY_OVER_HEAD_BYTES);
        let head = CarryOverHead::read(head).unwrap();
        let mut frames = Vec::new();
        while let Some((length, more)) = rest.split_first_chunk::<4>() {
            let (sealed, more) = more.split_at(u32::from_be_bytes(*length) as usize);
            frames.push(head.open(frames.len() as u64, sealed, key).unwrap());
            rest = more;
        }
        frames
    }
}
