//! Acknowledgements: what headquarters has signed that it holds.

use domain::EpochId;
use protocol::wire::Ack;
use rusqlite::named_params;

use crate::{Error, Result, Snapshot, Tx, columns::integer};

impl Snapshot {
    /// The latest acknowledgement of an epoch, as it came.
    pub fn last_ack(&self, epoch: EpochId) -> Result<Option<Ack>> {
        let mut find = self
            .connection
            .prepare_cached("SELECT ack FROM acks WHERE epoch = :epoch ORDER BY seq DESC, at DESC LIMIT 1")?;
        let mut rows = find.query(named_params! { ":epoch": epoch.as_bytes() })?;
        let read = |row: &rusqlite::Row<'_>| {
            let ack: String = row.get(0)?;
            serde_json::from_str(&ack).map_err(|_| Error::Unreadable("an acknowledgement"))
        };
        rows.next()?.map(read).transpose()
    }
}

impl Tx {
    /// Marks this device's lines up to the acknowledged one as held by headquarters, and keeps the signed words.
    ///
    /// The caller has verified the signature. One that names a line this log does not have changes nothing.
    pub fn acknowledge(&self, ack: &Ack) -> Result<()> {
        if self.own_hash(ack.epoch, ack.seq)? != Some(ack.head) {
            return Err(Error::AckMismatch);
        }
        let words = serde_json::to_string(ack).map_err(|_| Error::Unreadable("an acknowledgement"))?;
        let at = ack.at.to_string();
        self.connection
            .prepare_cached(
                "INSERT INTO acks (epoch, seq, at, ack) VALUES (:epoch, :seq, :at, :ack)
                 ON CONFLICT (epoch, seq, at) DO NOTHING",
            )?
            .execute(named_params! {
                ":epoch": ack.epoch.as_bytes(), ":seq": integer(ack.seq), ":at": at, ":ack": words,
            })?;
        self.set_held(ack.epoch, ack.seq)?;
        self.set_confirmed_at(ack.at)
    }

    /// Headquarters was restored and holds an epoch only up to `held`: what came after waits again, photos and keys with it.
    pub fn take_back_acknowledgement(&self, epoch: EpochId, held: u64) -> Result<()> {
        let of = named_params! { ":epoch": epoch.as_bytes(), ":held": integer(held) };
        for again in [
            "UPDATE photos SET acknowledged_at = NULL, upload_url = NULL, upload_offset = NULL
             WHERE key IS NOT NULL AND sha256 IN (
                 SELECT photo FROM lines WHERE is_own = 1 AND epoch = :epoch AND seq > :held AND photo IS NOT NULL)",
            "UPDATE ticket_keys SET acknowledged_at = NULL
             WHERE ticket IN (SELECT ticket FROM lines WHERE is_own = 1 AND epoch = :epoch AND seq > :held)",
        ] {
            self.connection.execute(again, of)?;
        }
        self.set_held_back(epoch, held)
    }
}
