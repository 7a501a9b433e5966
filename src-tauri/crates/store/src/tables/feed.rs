//! The branch's feed as this counter has read it: how far, what headquarters no longer tells, and who vouches for it.

use domain::{DeviceId, EpochId, Hlc, Instant};
use planted::Bug;
use protocol::{
    HybridClock, Signature,
    wire::{DeviceCertificate, Generation, HeadSignature},
};
use rusqlite::named_params;

use crate::{
    Error, FeedCursor, Result, Snapshot, Tx,
    columns::{Columns, integer},
};

/// A log that this device does not write, from the place where headquarters' knowledge of it may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Untold {
    /// Whose.
    pub device: DeviceId,
    /// Which incarnation.
    pub epoch: EpochId,
    /// The last line that the feed has told.
    pub after: u64,
    /// The last line that is here.
    pub seq: u64,
}

impl Snapshot {
    /// Logs with lines that headquarters told once and tells no more: it was restored, and is given them back.
    ///
    /// To be asked once the whole feed has been read. Logs of this device itself are pushed instead.
    pub fn untold(&self) -> Result<Vec<Untold>> {
        let mut list = self.connection.prepare_cached(
            "SELECT device, epoch, min(seq) - 1 AS after, max(seq) AS seq FROM lines
             WHERE is_own = 0 AND feed_position IS NULL
             AND device NOT IN (SELECT l.device FROM epochs e JOIN lines l ON l.is_own = 1 AND l.epoch = e.epoch AND l.seq = 1)
             GROUP BY device, epoch ORDER BY min(arrival)",
        )?;
        let mut rows = list.query([])?;
        let mut untold = Vec::new();
        while let Some(row) = rows.next()? {
            untold.push(Untold {
                device: row.column("device")?,
                epoch: row.column("epoch")?,
                after: row.column("after")?,
                seq: row.column("seq")?,
            });
        }
        Ok(untold)
    }

    /// The signatures over heads of a log after a place, in order.
    pub fn signatures(&self, device: DeviceId, epoch: EpochId, after: u64) -> Result<Vec<HeadSignature>> {
        let mut list = self.connection.prepare_cached(
            "SELECT seq, hash, signature FROM signatures
             WHERE device = :device AND epoch = :epoch AND seq > :after ORDER BY seq",
        )?;
        let mut rows = list.query(named_params! {
            ":device": device.as_bytes(), ":epoch": epoch.as_bytes(), ":after": integer(after),
        })?;
        let mut signatures = Vec::new();
        while let Some(row) = rows.next()? {
            let signature = Signature::from_bytes(row.get("signature")?);
            signatures.push(HeadSignature { seq: row.column("seq")?, head: row.column("hash")?, signature });
        }
        Ok(signatures)
    }

    /// Headquarters' word for the keys that may sign for a device of the branch: its own, and of those who took its work
    /// over.
    pub fn device_certificates(&self, device: DeviceId) -> Result<Vec<DeviceCertificate>> {
        let mut list =
            self.connection.prepare_cached("SELECT certificate FROM device_keys WHERE device = :device")?;
        let rows = list.query_map(named_params! { ":device": device.as_bytes() }, |row| row.get(0))?;
        let read = |text: rusqlite::Result<String>| {
            serde_json::from_str(&text?).map_err(|_| Error::Unreadable("a device's certificate"))
        };
        rows.map(read).collect()
    }
}

impl Tx {
    /// Headquarters tells its feed anew, for it was restored: everything may be missing there that it once confirmed. What
    /// is here is compared with the new telling, line by line; photos and keys are offered again.
    pub fn read_feed_anew(&self, generation: Generation) -> Result<()> {
        for again in [
            "UPDATE lines SET feed_position = NULL WHERE feed_position IS NOT NULL",
            "UPDATE photos SET acknowledged_at = NULL, upload_url = NULL, upload_offset = NULL
             WHERE key IS NOT NULL AND acknowledged_at IS NOT NULL",
            "UPDATE ticket_keys SET acknowledged_at = NULL WHERE acknowledged_at IS NOT NULL",
            "DELETE FROM days",
            "DELETE FROM meta WHERE name = 'deposited_by'",
        ] {
            self.connection.execute(again, [])?;
        }
        self.set_feed_cursor(&FeedCursor { generation, position: 0, mark: None, older: None })
    }

    /// Keeps a signature over a head of another log.
    pub fn put_signature(&self, device: DeviceId, epoch: EpochId, signed: &HeadSignature) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO signatures (device, epoch, seq, hash, signature)
                 VALUES (:device, :epoch, :seq, :hash, :signature) ON CONFLICT DO NOTHING",
            )?
            .execute(named_params! {
                ":device": device.as_bytes(),
                ":epoch": epoch.as_bytes(),
                ":seq": integer(signed.seq),
                ":hash": signed.head.0,
                ":signature": signed.signature.as_bytes(),
            })?;
        Ok(())
    }

    /// Keeps headquarters' word for a device's key; the caller has verified it.
    pub fn put_device_certificate(&self, certificate: &DeviceCertificate) -> Result<()> {
        let words =
            serde_json::to_string(certificate).map_err(|_| Error::Unreadable("a device's certificate"))?;
        self.connection
            .prepare_cached(
                "INSERT INTO device_keys (device, key, certificate) VALUES (:device, :key, :certificate)
                 ON CONFLICT (device, key) DO UPDATE SET certificate = excluded.certificate",
            )?
            .execute(named_params! {
                ":device": certificate.device.as_bytes(),
                ":key": certificate.key.as_bytes(),
                ":certificate": words,
            })?;
        Ok(())
    }

    /// Follows the hybrid times of lines that came from elsewhere, unless they are further ahead than is believed. The
    /// lines are kept either way.
    pub fn adopt_hybrid(&self, times: impl IntoIterator<Item = Hlc>, corrected_now: Instant) -> Result<()> {
        let mut times = times.into_iter().peekable();
        if times.peek().is_none() {
            return Ok(());
        }
        let mut clock = HybridClock::new(self.hybrid_last()?.unwrap_or(Hlc::new(corrected_now, 0)));
        for hlc in times {
            let believed_until = if planted::is(Bug::AdoptAnyClock) { hlc.wall() } else { corrected_now };
            clock.adopt(hlc, believed_until);
        }
        self.set_hybrid_last(clock.last)
    }
}
