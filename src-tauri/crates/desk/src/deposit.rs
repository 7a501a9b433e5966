//! The key of the database, given to headquarters under seal for the day this machine's keys are lost.

use protocol::{
    SealedDatabaseKey,
    wire::{Deposit, SealingCertificate},
};

use crate::{
    DeskError,
    desk::Inner,
    identity::{DATABASE_KEY, find_32},
};

impl Inner {
    /// Remembers what is sealed to headquarters from now on; a certificate that is not its root's is passed over.
    pub(crate) fn headquarters_seals(&self, sealing: &SealingCertificate) -> Result<(), DeskError> {
        let mut place = self.place()?;
        if place.sealing_key == Some(sealing.key) || sealing.verify(&place.root_key).is_err() {
            return Ok(());
        }
        place.sealing_key = Some(sealing.key);
        self.store.write(|tx| tx.set_enrolment(place.headquarters, &place))?;
        self.set_place(place);
        Ok(())
    }

    /// The key of the database, sealed to headquarters; none while headquarters has given no key to seal it to.
    pub(crate) fn deposit(&self) -> Result<Option<Deposit>, DeskError> {
        let place = self.place()?;
        let (Some(to), Some(key)) = (place.sealing_key, find_32(&*self.keys, DATABASE_KEY)?) else {
            return Ok(None);
        };
        let fresh = (self.around.random(), self.around.random());
        let sealed = SealedDatabaseKey::seal(&to, (place.branch.id, self.identity.device), &key, fresh);
        Ok(sealed.ok().map(|database_key_sealed| Deposit { database_key_sealed }))
    }
}
