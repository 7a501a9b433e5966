//! How headquarters is set up: by a file, by the environment over it, by the command line over both.

mod explain;
mod keys;
mod read;

use std::{
    net::SocketAddr,
    num::{NonZeroU32, NonZeroU64},
    path::PathBuf,
    time::Duration,
};

use protocol::ReleaseKeys;
use tracing_subscriber::EnvFilter;
use zeroize::Zeroizing;

pub use explain::explain;
pub use keys::{KEYS, Key};
pub use read::{Origin, Values};

use crate::{Config, Database, Limits, MasterKey, PhotoPlace, PostgresPlace, Rates, S3Place, TrustedProxies};

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("could not read the configuration {file}")]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no TOML.
    #[error("line {line} of the configuration {file} is no TOML: {why}")]
    NotToml {
        /// Which.
        file: PathBuf,
        /// Where.
        line: usize,
        /// What is wrong there.
        why: String,
    },
    /// There is no such key.
    #[error("{origin} has {name}, which is no key; did you mean {nearest}?")]
    UnknownKey {
        /// As it stands there.
        name: String,
        /// Where it stands.
        origin: Origin,
        /// The one that is most likely meant, as it would stand there.
        nearest: String,
    },
    /// The value is not what its key wants.
    #[error("{key} of {origin} is not what is wanted: {wants}")]
    BadValue {
        /// Whose.
        key: &'static str,
        /// Where it stands.
        origin: Origin,
        /// What a value looks like.
        wants: &'static str,
    },
    /// A key that is needed has no value.
    #[error("{0} must be set")]
    Missing(&'static str),
}

/// A configuration that can be used.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where everything is kept.
    pub data: PathBuf,
    /// Where counters and browsers are answered.
    pub listen: SocketAddr,
    /// Where they reach headquarters.
    pub public_address: Option<String>,
    /// Where whoever watches headquarters is answered.
    pub admin_listen: Option<SocketAddr>,
    /// The PostgreSQL database; the file where it is none.
    pub database_url: Option<Secret>,
    /// Connections to it.
    pub database_connections: u32,
    /// The certificate that its server's was issued by.
    pub database_root_certificate: Option<PathBuf>,
    /// Where photos lie.
    pub photos: PhotoPlace,
    /// How often what can be guessed may be tried.
    pub rates: Rates,
    /// What one caller may take.
    pub limits: Limits,
    /// Whose word on addresses counts.
    pub proxies: TrustedProxies,
    /// Whose releases are handed on.
    pub release_keys: ReleaseKeys,
    /// How the log is written.
    pub log: LogForm,
    /// What is logged.
    pub log_filter: String,
}

/// A word that is shown to nobody.
#[derive(Clone)]
pub struct Secret(pub Zeroizing<String>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("set")
    }
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogForm {
    /// A line for people.
    Text,
    /// A line of JSON for programs.
    Json,
}

impl Settings {
    /// Reads what was set, and what nobody set as it is by itself.
    pub fn read(values: &Values) -> Result<Self, ConfigError> {
        let limits = Limits {
            request: Duration::from_secs(values.number::<NonZeroU64>("limits.request_seconds")?.get()),
            device_a_minute: values.number("limits.device_a_minute")?,
            account_a_minute: values.number("limits.account_a_minute")?,
            service_a_minute: values.number("limits.service_a_minute")?,
        };
        let rates = Rates {
            enrol: values.number("limits.enrolments_a_minute")?,
            login: values.number("limits.logins_a_minute")?,
            password: values.number("limits.passwords_a_minute")?,
        };
        Ok(Self {
            data: values.needed("data")?.into(),
            listen: values.number("listen")?,
            public_address: public_address(values)?,
            admin_listen: values.maybe("admin_listen")?,
            database_url: values.text("database.url").map(|url| Secret(url.to_owned().into())),
            database_connections: values.number::<NonZeroU32>("database.connections")?.get(),
            database_root_certificate: values.text("database.root_certificate").map(PathBuf::from),
            photos: photos(values)?,
            rates,
            limits,
            proxies: values.maybe("trusted_proxies")?.unwrap_or_default(),
            release_keys: release_keys(values)?,
            log: match values.text("log.format") {
                Some("json") => LogForm::Json,
                Some("text") | None => LogForm::Text,
                Some(_) => return Err(values.bad("log.format")),
            },
            log_filter: values.needed("log.filter")?.to_owned(),
        })
    }

    /// The PostgreSQL database; none where it is a file.
    pub fn postgres(&self) -> Option<PostgresPlace> {
        let url = &self.database_url.as_ref()?.0;
        Some(PostgresPlace {
            url: url.to_string(),
            root_certificate: self.database_root_certificate.clone(),
            connections: self.database_connections as usize,
        })
    }

    /// What headquarters is opened with.
    pub fn config(self, master: MasterKey) -> Config {
        Config {
            database: self.postgres().map_or(Database::File, Database::Postgres),
            public_address: self.public_address,
            photos: self.photos,
            rates: self.rates,
            limits: self.limits,
            proxies: self.proxies,
            release_keys: self.release_keys,
            ..Config::new(self.data, master)
        }
    }
}

/// What is logged where `words` are set: as `RUST_LOG` has them. Whatever they are, no statement's values are.
pub fn log_filter(words: &str) -> EnvFilter {
    // Below this it would write what statements carry.
    EnvFilter::new(words).add_directive("tokio_postgres=warn".parse().expect("a directive"))
}

fn public_address(values: &Values) -> Result<Option<String>, ConfigError> {
    match values.text("public_address") {
        Some(address) if !address.starts_with("http://") && !address.starts_with("https://") => {
            Err(values.bad("public_address"))
        }
        address => Ok(address.map(str::to_owned)),
    }
}

fn release_keys(values: &Values) -> Result<ReleaseKeys, ConfigError> {
    let Some(keys) = values.text("release_keys") else { return Ok(ReleaseKeys::default()) };
    ReleaseKeys::parse(keys).ok_or_else(|| values.bad("release_keys"))
}

fn photos(values: &Values) -> Result<PhotoPlace, ConfigError> {
    match values.needed("photos.place")? {
        "folder" => return Ok(PhotoPlace::Folder),
        "s3" => {}
        _ => return Err(values.bad("photos.place")),
    }
    let endpoint = values.text("photos.s3.endpoint").map(str::to_owned);
    let allow_http = values.number("photos.s3.allow_http")?;
    // Found now, and not at the first photo.
    if endpoint
        .as_deref()
        .is_some_and(|at| !(at.starts_with("https://") || allow_http && at.starts_with("http://")))
    {
        return Err(values.bad("photos.s3.endpoint"));
    }
    Ok(PhotoPlace::S3(S3Place {
        endpoint,
        bucket: values.needed("photos.s3.bucket")?.to_owned(),
        region: values.needed("photos.s3.region")?.to_owned(),
        prefix: values.text("photos.s3.prefix").unwrap_or_default().to_owned(),
        access_key: values.needed("photos.s3.access_key")?.to_owned(),
        secret_key: values.needed("photos.s3.secret_key")?.to_owned().into(),
        bucket_in_host: values.number("photos.s3.bucket_in_host")?,
        allow_http,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        data = "/srv/counterfoil"
        trusted_proxies = ["10.0.0.0/8", "::1"]
        [limits]
        request_seconds = 30
        [photos]
        place = "s3"
        [photos.s3]
        endpoint = "https://s3.example.cn"
        bucket = "from-the-file"
        access_key = "somebody"
        secret_key = "the secret of the bucket"
    "#;

    fn read(
        toml: &str,
        environment: &[(&str, &str)],
        command_line: &[(&'static str, &str)],
    ) -> Result<(Values, Settings), ConfigError> {
        let mut values = Values::default();
        values.add_toml("hq.toml".as_ref(), toml)?;
        values.add_environment(environment.iter().map(|(name, value)| ((*name).into(), (*value).into())))?;
        values.add_command_line(command_line.iter().map(|(key, value)| (*key, (*value).to_owned())));
        let settings = Settings::read(&values)?;
        Ok((values, settings))
    }

    fn refused(toml: &str, environment: &[(&str, &str)]) -> String {
        read(toml, environment, &[]).err().unwrap().to_string()
    }

    #[test]
    fn the_command_line_goes_before_the_environment_and_that_before_the_file() {
        let environment =
            [("COUNTERFOIL_HQ_PHOTOS_S3_BUCKET", "from-the-environment"), ("COUNTERFOIL_HQ_DATA", "/there")];
        let (values, settings) = read(FILE, &environment, &[("data", "/here")]).unwrap();
        assert_eq!(settings.data, PathBuf::from("/here"));
        assert_eq!(settings.limits.request, Duration::from_secs(30));
        assert_eq!(settings.listen, "127.0.0.1:8443".parse().unwrap());
        let PhotoPlace::S3(place) = settings.photos else { panic!("photos lie in a bucket") };
        assert_eq!((place.bucket.as_str(), place.region.as_str()), ("from-the-environment", "us-east-1"));
        assert_eq!(values.origin("data"), Origin::CommandLine);
        assert_eq!(values.origin("photos.s3.bucket"), Origin::Environment);
        assert_eq!(values.origin("photos.s3.endpoint"), Origin::File);
        assert_eq!(values.origin("listen"), Origin::Default);
    }

    #[test]
    fn every_key_is_explained_with_its_origin_and_no_secret() {
        let (values, _) =
            read(FILE, &[("COUNTERFOIL_HQ_DATABASE_URL", "postgres://hq:hunter2@db/hq")], &[]).unwrap();
        let told = explain(&values);
        for key in KEYS {
            assert!(told.contains(key.name) && told.contains(&key.variable()), "{}\n{told}", key.name);
        }
        assert!(told.contains("photos.s3.bucket = from-the-file   (the file)"), "{told}");
        assert!(told.contains("database.url = set   (the environment)"), "{told}");
        assert!(!told.contains("hunter2") && !told.contains("the secret of"), "{told}");
    }

    #[test]
    fn what_cannot_be_used_is_named_with_what_was_wanted() {
        let unknown = refused("datta = \"/srv\"", &[]);
        assert_eq!(unknown, "the file has datta, which is no key; did you mean data?");
        let unknown = refused("", &[("COUNTERFOIL_HQ_PHOTOS_PLAICE", "s3")]);
        assert_eq!(
            unknown,
            "the environment has COUNTERFOIL_HQ_PHOTOS_PLAICE, which is no key; did you mean COUNTERFOIL_HQ_PHOTOS_PLACE?"
        );
        assert_eq!(refused("", &[]), "data must be set");
        let data = "data = \"/srv\"\n";
        let bad = refused(&format!("{data}listen = \"somewhere\""), &[]);
        assert_eq!(bad, "listen of the file is not what is wanted: an address and a port");
        assert_eq!(refused(&format!("{data}[photos]\nplace = \"s3\""), &[]), "photos.s3.bucket must be set");
        assert!(
            refused(&format!("{data}data ="), &[])
                .starts_with("line 2 of the configuration hq.toml is no TOML")
        );
        let in_the_clear = FILE.replace("https://s3", "http://s3");
        assert!(refused(&in_the_clear, &[]).starts_with("photos.s3.endpoint of the file"));
    }

    #[test]
    fn a_refusal_shows_no_secret() {
        for toml in [
            "[photos.s3]\nsecret_key = \"hunter2\" oops",
            "[photos.s3]\nsecret_key = { hunter2 = 1 }",
            "[photos.s3]\nsecret_key = [[\"hunter2\"]]",
        ] {
            assert!(!refused(toml, &[]).contains("hunter2"), "{}", refused(toml, &[]));
        }
    }
}
