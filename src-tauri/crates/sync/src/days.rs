//! Closing a day: only headquarters' own count makes it complete.

use protocol::{
    hash_of,
    wire::{DayManifest, Tally},
};
use store::{DayAnswered, DayWritten};

use crate::{Courier, Day, Heard, Trouble};

impl Courier {
    /// Asks what headquarters holds of a day, and compares. Photos that it lost are offered again.
    pub async fn ask_for_day(&mut self, day: Day) -> Result<Heard, Trouble> {
        let token = self.logged_in().await?;
        let device = self.credentials.device;
        let manifest = self.headquarters.day(&token, device, day.day).await?;
        let is_of_this = (manifest.device, manifest.day) == (device, day.day);
        if !is_of_this || manifest.verify(&self.credentials.ack_key).is_err() {
            return Err(Trouble::Signature);
        }
        let asked_at = self.host.now();
        let offered_again = self
            .write(move |tx| {
                let written = tx.day_written(day.from, day.until)?;
                let holds = Holds::of(&manifest, &written);
                let offered = if holds.photos { 0 } else { tx.offer_again(&written.photos)? };
                let is_complete = holds.events && holds.photos;
                tx.set_day(&DayAnswered { day: day.day, asked_at, manifest, is_complete }, day.until)?;
                Ok(offered as u64)
            })
            .await?;
        Ok(Heard::Day { offered_again })
    }
}

/// What of a day headquarters holds as it was written.
struct Holds {
    events: bool,
    photos: bool,
}

impl Holds {
    fn of(manifest: &DayManifest, written: &DayWritten) -> Self {
        let events = Tally::of(written.events.iter().map(|event| hash_of(event.as_bytes())));
        let photos = Tally::of(written.photos.iter().copied());
        Self { events: manifest.events == events, photos: manifest.photos == photos }
    }
}
