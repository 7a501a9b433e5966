//! What is done now and then while headquarters serves, by one node of several: whoever has the lease.

use std::time::Duration;

use crate::{ForgetError, HqState, StoreError};

/// How often.
const EVERY: Duration = Duration::from_secs(5 * 60);
/// A node that stopped without a word is waited for so long.
const LEASE_MS: u32 = 12 * 60 * 1_000;
/// The lease's name.
const HOUSEKEEPING: &str = "housekeeping";

/// Works until headquarters stops.
pub async fn keep_house(state: HqState, node: [u8; 16]) {
    loop {
        tokio::select! {
            () = state.stopped() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
        if let Err(error) = state.keep_house_once(node).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "what is done now and then was not done"
            );
        }
    }
}

/// Why something was not done; it is the next time.
#[derive(Debug, thiserror::Error)]
pub enum HouseError {
    /// The store failed.
    #[error("could not look after the database")]
    Store(#[from] StoreError),
    /// Something could not be forgotten to the end.
    #[error("could not finish forgetting")]
    Forget(#[from] ForgetError),
}

impl HqState {
    /// Does once what is done now and then, unless another node has it to do.
    pub async fn keep_house_once(&self, node: [u8; 16]) -> Result<(), HouseError> {
        if !self.store.take_lease(HOUSEKEEPING, node, LEASE_MS).await? {
            return Ok(());
        }
        let now = self.clock.now();
        // What a node that was killed left untold.
        self.settle_errands_or_log().await;
        // Photos that could not be taken away while their store was gone, and those that came behind their ticket.
        self.finish_forgetting().await?;
        self.store.drop_expired_uploads(now).await?;
        self.forget_deliveries(now).await?;
        self.store.look_after(now).await?;
        self.metrics.job_done(HOUSEKEEPING, now);
        Ok(())
    }
}
