//! The store over PostgreSQL: several nodes on one database.
//!
//! Whoever appends to a branch holds the branch's row until the commit, so that its feed has no gaps and its logs no
//! forks, whatever node it is. What each node remembers is kept true by `news`. A statement is plain SQL with the types of
//! `migrations/postgres`; several that must see one state of the database run in a transaction that does.

mod accounts;
pub mod append;
mod asides;
mod audit;
mod awaiting;
mod checks;
mod days;
mod devices;
mod errands;
mod feeds;
mod finding;
pub mod forgetting;
mod heads;
mod kin;
mod logs;
pub mod months;
mod news;
pub mod nul;
mod photos;
mod policies;
mod pool;
pub mod projections;
mod releases;
mod services;
mod tickets;
mod trust;
mod units;
pub mod values;
mod webhooks;
mod within;

use std::sync::Arc;

use async_trait::async_trait;
use deadpool_postgres::{Object, Pool, Transaction};
use domain::Instant;
use tokio::sync::{broadcast, watch};
use tokio_postgres::IsolationLevel;
use uuid::Uuid;

use self::news::Teller;
pub use self::pool::PostgresPlace;
use super::{Move, Outside, StoreError};

mod migrations {
    refinery::embed_migrations!("migrations/postgres");
}

/// A setting that stands while a file is carried in here.
pub const BEING_FILLED: &str = "being_filled";
/// How the settings begin that say up to which row of the file a table was carried.
pub const CARRIED: &str = "carried_";

/// For a transaction that takes as long as there is to be read, and waits meanwhile for whatever it is written to.
pub const UNHURRIED: &str =
    "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0";

/// Nodes that start together bring the tables up to date one after the other.
const MIGRATING: i64 = 0x636f_756e_7465_7266;

/// Headquarters' database in PostgreSQL. Clones are the same one.
#[derive(Clone)]
pub struct Postgres {
    pool: Pool,
    /// Connections whose commits do not wait for the disk: for what may be lost and is then asked for again.
    light: Pool,
    teller: Arc<Teller>,
}

impl Postgres {
    /// Opens the database, brings its tables up to date, and makes the parts for the months around `now`.
    pub async fn open(place: &PostgresPlace, now: Instant) -> Result<Self, StoreError> {
        let opened = Self::open_to_fill(place, now).await?;
        let being_filled = "SELECT 1 FROM settings WHERE name = $1";
        if opened.client().await?.query_opt(being_filled, &[&BEING_FILLED]).await?.is_some() {
            return Err(StoreError::BeingFilled);
        }
        Ok(opened)
    }

    /// The same for whoever fills it.
    pub async fn open_to_fill(place: &PostgresPlace, now: Instant) -> Result<Self, StoreError> {
        let (pool, light) = pool::open(place)?;
        let mut client = pool.get().await?;
        // Of the session: the migrations are transactions of their own.
        client.execute("SELECT pg_advisory_lock($1)", &[&MIGRATING]).await?;
        let migrated = migrate(&mut client, now).await;
        client.execute("SELECT pg_advisory_unlock($1)", &[&MIGRATING]).await?;
        migrated?;
        drop(client);
        let teller = Arc::new(Teller::start(place, pool.clone())?);
        Ok(Self { pool, light, teller })
    }

    /// A connection for statements each of which stands for itself.
    pub async fn client(&self) -> Result<Object, StoreError> {
        Ok(self.pool.get().await?)
    }

    /// One for what may be lost by a power cut.
    async fn light_client(&self) -> Result<Object, StoreError> {
        Ok(self.light.get().await?)
    }
}

async fn migrate(client: &mut Object, now: Instant) -> Result<(), StoreError> {
    migrations::migrations::runner().set_grouped(true).run_async(&mut ***client).await?;
    if !projections::are_there(client).await? {
        let tx = client.transaction().await?;
        tx.batch_execute(projections::TABLES).await?;
        tx.batch_execute(projections::MARKS).await?;
        tx.commit().await?;
    }
    months::make_around(client, now).await
}

/// Begins a transaction in which every statement sees the same state.
async fn one_state(client: &mut Object) -> Result<Transaction<'_>, StoreError> {
    let begun = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
    Ok(begun.start().await?)
}

#[async_trait]
impl Outside for Postgres {
    fn others_wrote(&self) -> watch::Receiver<u64> {
        self.teller.others_wrote()
    }

    fn others_moved(&self) -> broadcast::Receiver<Move> {
        self.teller.others_moved()
    }

    async fn take_lease(&self, task: &str, node: [u8; 16], ms: u32) -> Result<bool, StoreError> {
        // By the database's clock alone: those of nodes differ.
        let client = self.client().await?;
        let taken = client
            .execute(
            "INSERT INTO leases (name, holder, until) VALUES ($1, $2, now() + $3 * interval '1 millisecond')
             ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, until = EXCLUDED.until
             WHERE leases.holder = EXCLUDED.holder OR leases.until < now()",
            &[&task, &Uuid::from_bytes(node), &f64::from(ms)],
        )
            .await?;
        Ok(taken > 0)
    }

    async fn look_after(&self, now: Instant) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        client.execute("SELECT pg_advisory_lock($1)", &[&MIGRATING]).await?;
        let made = months::make_around(&mut client, now).await;
        client.execute("SELECT pg_advisory_unlock($1)", &[&MIGRATING]).await?;
        made?;
        forgetting::leave_nothing(&client).await
    }

    fn connections_in_use(&self) -> usize {
        [&self.pool, &self.light].iter().map(|pool| pool.status()).map(|it| it.size - it.available).sum()
    }
}
