//! The incarnations of this device's log, and how far headquarters holds each.

use domain::EpochId;
use rusqlite::named_params;

use crate::{Result, Tx, columns::integer};

/// `epochs e` with own `lines l`: what most questions about delivery are asked of.
pub(crate) const OWN_LINES: &str = "epochs e JOIN lines l ON l.is_own = 1 AND l.epoch = e.epoch";

impl Tx {
    /// Notes that an epoch is here.
    pub(crate) fn know_epoch(&self, epoch: EpochId) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO epochs (epoch, held) VALUES (:epoch, 0) ON CONFLICT (epoch) DO NOTHING",
            )?
            .execute(named_params! { ":epoch": epoch.as_bytes() })?;
        Ok(())
    }

    /// Notes that headquarters holds an epoch up to `seq`; never less than it was known to.
    pub(crate) fn set_held(&self, epoch: EpochId, seq: u64) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE epochs SET held = max(held, :seq) WHERE epoch = :epoch")?
            .execute(named_params! { ":epoch": epoch.as_bytes(), ":seq": integer(seq) })?;
        Ok(())
    }

    /// Notes that headquarters holds an epoch only up to `seq` any more.
    pub(crate) fn set_held_back(&self, epoch: EpochId, seq: u64) -> Result<()> {
        self.connection.execute(
            "UPDATE epochs SET held = min(held, :seq) WHERE epoch = :epoch",
            named_params! { ":epoch": epoch.as_bytes(), ":seq": integer(seq) },
        )?;
        Ok(())
    }
}
