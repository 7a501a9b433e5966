//! What the desk takes from the world: the time, randomness, and a way to headquarters.

use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use domain::{EventId, Instant, TicketId};
use protocol::ReleaseKeys;
use sync::{Internet, Network};

/// Names another print queue than this machine's.
const QUEUE_VARIABLE: &str = "COUNTERFOIL_PRINT_SERVER";

/// The time, randomness, network and print queue of one machine; a test gives its own.
pub trait Surroundings: Send + Sync {
    /// The wall clock.
    fn now(&self) -> Instant;

    /// Fills `bytes` with randomness that nobody can guess.
    fn fill(&self, bytes: &mut [u8]);

    /// The print queue, as `http://127.0.0.1:8631`; none: this machine's. The environment may name another.
    fn print_server(&self) -> Option<String> {
        std::env::var(QUEUE_VARIABLE).ok()
    }

    /// Whose releases of the program are believed.
    fn release_keys(&self) -> ReleaseKeys {
        ReleaseKeys::built_in()
    }

    /// What carries requests to headquarters.
    fn network(&self) -> Arc<dyn Network> {
        Arc::new(Internet::new())
    }
}

/// This machine's.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThisMachine;

impl Surroundings for ThisMachine {
    fn now(&self) -> Instant {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Instant::from_unix_ms(i64::try_from(since).unwrap_or(i64::MAX))
    }

    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes)
            .expect("a system without randomness cannot keep a secret, and none is supported");
    }
}

impl dyn Surroundings + '_ {
    /// So many random bytes.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A new ticket's identity.
    pub(crate) fn ticket_id(&self) -> TicketId {
        TicketId::new(self.now().unix_ms().max(0) as u64, self.random())
    }

    /// A new event's identity.
    pub(crate) fn event_id(&self) -> EventId {
        EventId::new(self.now().unix_ms().max(0) as u64, self.random())
    }
}
