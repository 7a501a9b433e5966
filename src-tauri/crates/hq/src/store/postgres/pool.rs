//! Connections to PostgreSQL, and what goes wrong with them.

use std::{fs, path::PathBuf, sync::Arc, time::Duration};

use deadpool_postgres::{
    ClientWrapper, Hook, HookError, Manager, ManagerConfig, Pool, PoolBuilder, PoolError, RecyclingMethod,
    Runtime, Timeouts,
};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};
use tokio_postgres::{
    Config, NoTls,
    config::{SslMode, TargetSessionAttrs},
    error::SqlState,
};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::store::StoreError;

/// Connections that keep.
const CONNECTIONS: usize = 16;
/// Connections for what may be lost.
const LIGHT_CONNECTIONS: usize = 4;
/// How long a request waits for a connection before it is told that the database cannot be reached.
const WAIT: Duration = Duration::from_secs(5);

/// Where the database is.
#[derive(Clone)]
pub struct PostgresPlace {
    /// `postgresql://user:password@host:port,host:port/name?sslmode=require`; with several hosts the one that takes writes
    /// is looked for.
    pub url: String,
    /// The certificate that the server's was issued by, PEM; the system's roots where there is none.
    pub root_certificate: Option<PathBuf>,
    /// How many connections this node holds at most.
    pub connections: usize,
}

impl PostgresPlace {
    /// The usual one.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), root_certificate: None, connections: CONNECTIONS }
    }

    /// How to connect.
    pub(super) fn config(&self) -> Result<Config, StoreError> {
        let mut config: Config = self.url.parse().map_err(|_| StoreError::Address)?;
        config
            .application_name("counterfoil-hq")
            .connect_timeout(WAIT)
            .keepalives_idle(Duration::from_secs(30))
            .tcp_user_timeout(Duration::from_secs(30))
            .target_session_attrs(TargetSessionAttrs::ReadWrite);
        Ok(config)
    }

    /// Encrypts where the address asks for it.
    pub(super) fn tls(&self, config: &Config) -> Result<Option<MakeRustlsConnect>, StoreError> {
        if matches!(config.get_ssl_mode(), SslMode::Disable | SslMode::Prefer)
            && self.root_certificate.is_none()
        {
            return Ok(None);
        }
        let roots = match &self.root_certificate {
            Some(file) => read_roots(&fs::read(file)?)?,
            None => {
                let mut roots = RootCertStore::empty();
                roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
                roots
            }
        };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| StoreError::Database(Box::new(error)))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Some(MakeRustlsConnect::new(tls)))
    }
}

fn read_roots(pem: &[u8]) -> Result<RootCertStore, StoreError> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|_| StoreError::Damaged("root certificate"))?;
        roots.add(certificate).map_err(|_| StoreError::Damaged("root certificate"))?;
    }
    Ok(roots)
}

/// The connections that keep, and those that do not wait for the disk.
pub fn open(place: &PostgresPlace) -> Result<(Pool, Pool), StoreError> {
    let mut config = place.config()?;
    let tls = place.tls(&config)?;
    // With many months a plan made anew for each value would take longer than what it plans.
    let settings = "-c plan_cache_mode=force_generic_plan -c statement_timeout=30s -c lock_timeout=20s \
                    -c idle_in_transaction_session_timeout=60s -c timezone=UTC";
    config.options(settings);
    let keeping = pool(&config, tls.clone(), place.connections)
        .post_create(Hook::async_fn(|client, _| Box::pin(wait_for_disk(client))));
    config.options(format!("{settings} -c synchronous_commit=off"));
    let light = pool(&config, tls, LIGHT_CONNECTIONS);
    let built = |pool: PoolBuilder| pool.build().map_err(|error| StoreError::Database(Box::new(error)));
    Ok((built(keeping)?, built(light)?))
}

/// What is acknowledged stands on the disk, whatever server, database or role have set. How far beyond that a commit waits,
/// for a standby, is theirs to say.
async fn wait_for_disk(client: &ClientWrapper) -> Result<(), HookError> {
    let stricter = "SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') = 'off'";
    client.execute(stricter, &[]).await.map(drop).map_err(HookError::Backend)
}

fn pool(config: &Config, tls: Option<MakeRustlsConnect>, connections: usize) -> PoolBuilder {
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = match tls {
        Some(tls) => Manager::from_config(config.clone(), tls, recycling),
        None => Manager::from_config(config.clone(), NoTls, recycling),
    };
    Pool::builder(manager).max_size(connections).runtime(Runtime::Tokio1).timeouts(Timeouts {
        wait: Some(WAIT),
        create: Some(WAIT),
        recycle: Some(WAIT),
    })
}

/// What work that went out together in one transaction came to. Of several errors the one that says why: behind it every
/// other statement is only told that the transaction is over.
pub fn all_done<const WORK: usize>(done: [Result<(), StoreError>; WORK]) -> Result<(), StoreError> {
    done.into_iter().filter_map(Result::err).min_by_key(is_echo).map_or(Ok(()), Err)
}

fn is_echo(error: &StoreError) -> bool {
    let StoreError::Database(source) = error else { return false };
    let source = source.downcast_ref::<tokio_postgres::Error>();
    source.and_then(tokio_postgres::Error::code) == Some(&SqlState::IN_FAILED_SQL_TRANSACTION)
}

impl From<PoolError> for StoreError {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => error.into(),
            PoolError::Timeout(_) | PoolError::Closed => Self::Away(Box::new(error)),
            error => Self::Database(Box::new(error)),
        }
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(state) = error.code() else {
            // Without a word from the database: the connection was lost, or there was none.
            return Self::Away(Box::new(error));
        };
        match state.code() {
            code if code.starts_with("23") => Self::Taken,
            code if code.starts_with("53") && *state == SqlState::DISK_FULL => Self::Full,
            // No connection, too many of them, stopping, starting, a standby, one that took too long, or undone so that
            // another could go on.
            code if ["08", "40", "53", "57"].iter().any(|class| code.starts_with(class))
                || code == "25006"
                || code == "55P03" =>
            {
                Self::Away(Box::new(error))
            }
            _ => Self::Database(Box::new(error)),
        }
    }
}
