//! Every key of the configuration: its name, what it is when nobody sets it, and what it means.

/// A key of the configuration.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As the file has it, tables joined with dots.
    pub name: &'static str,
    /// What it is when nobody sets it.
    pub default: Option<&'static str>,
    /// What a value looks like.
    pub wants: &'static str,
    /// What it is for.
    pub means: &'static str,
    /// Its value is never shown.
    pub is_secret: bool,
}

/// What the environment's variables begin with.
pub const PREFIX: &str = "COUNTERFOIL_HQ_";

/// Every key, in the order in which they are explained.
pub const KEYS: &[Key] = &[
    key(
        "data",
        None,
        "a folder",
        "Where everything is kept that is not in a database server or a photo store.",
    ),
    key(
        "listen",
        Some("127.0.0.1:8443"),
        "an address and a port",
        "Where counters and browsers are answered.",
    ),
    key(
        "public_address",
        None,
        "https://hq.example.cn",
        "Where counters and browsers reach headquarters. Remembered once it was set.",
    ),
    key(
        "admin_listen",
        None,
        "an address and a port",
        "Where /healthz, /readyz and /metrics are answered, to whoever asks; nowhere unless set. Never a public address.",
    ),
    key(
        "trusted_proxies",
        None,
        "addresses or networks, 10.0.0.0/8, with commas between",
        "The proxies whose X-Forwarded-For is believed. From everybody else it is ignored.",
    ),
    key(
        "release_keys",
        None,
        "public keys as `release keygen` prints them, with commas between",
        "Whose releases of the counters' program are handed on, beside those that were built in. Counters believe the keys that they themselves were built with.",
    ),
    secret(
        "database.url",
        "postgres://user:password@host/database",
        "The PostgreSQL database; a file in the data folder unless set.",
    ),
    key(
        "database.connections",
        Some("16"),
        "a number",
        "Connections to PostgreSQL at most for what must be kept; each node has five more.",
    ),
    key(
        "database.root_certificate",
        None,
        "a file, PEM",
        "The certificate that PostgreSQL's own was issued by; with it the connection is encrypted. Else the system's, where the address asks for sslmode=require.",
    ),
    key(
        "photos.place",
        Some("folder"),
        "folder or s3",
        "Where photos lie: in the data folder, or in a bucket that speaks S3.",
    ),
    key(
        "photos.s3.endpoint",
        None,
        "https://s3.example.cn",
        "Where the photo store answers; that of the region unless set.",
    ),
    key("photos.s3.bucket", None, "a name", "The bucket. Several nodes have the same one."),
    key("photos.s3.region", Some("us-east-1"), "a name", "The region that requests are signed for."),
    key("photos.s3.prefix", None, "a path", "What every photo's name in the bucket begins with."),
    key("photos.s3.access_key", None, "a name", "Whose key opens the bucket."),
    secret("photos.s3.secret_key", "the key", "Opens the bucket."),
    key(
        "photos.s3.bucket_in_host",
        Some("false"),
        "true or false",
        "The bucket is a part of the host's name, as some stores want it, instead of the path's beginning.",
    ),
    key(
        "photos.s3.allow_http",
        Some("false"),
        "true or false",
        "The photo store may be spoken to without TLS: on this machine, or within a network that is trusted.",
    ),
    key(
        "limits.request_seconds",
        Some("120"),
        "a number",
        "What a request may take, all but photos and carry-overs, which are watched piece by piece.",
    ),
    key("limits.device_a_minute", Some("6000"), "a number", "Requests a minute of one device."),
    key("limits.account_a_minute", Some("1200"), "a number", "Requests a minute of one account of the page."),
    key("limits.service_a_minute", Some("600"), "a number", "Requests a minute of one service."),
    key("limits.enrolments_a_minute", Some("20"), "a number", "Enrolments a minute and address."),
    key(
        "limits.logins_a_minute",
        Some("240"),
        "a number",
        "Logins of devices, and nonces for them, a minute and address.",
    ),
    key("limits.passwords_a_minute", Some("20"), "a number", "Passwords a minute and address."),
    key("log.format", Some("text"), "text or json", "How the log is written, to standard error."),
    key("log.filter", Some("info,refinery_core=warn"), "levels by module", "What is logged."),
];

const fn key(
    name: &'static str,
    default: Option<&'static str>,
    wants: &'static str,
    means: &'static str,
) -> Key {
    Key { name, default, wants, means, is_secret: false }
}

const fn secret(name: &'static str, wants: &'static str, means: &'static str) -> Key {
    Key { name, default: None, wants, means, is_secret: true }
}

impl Key {
    /// The key of a name.
    pub fn find(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.name == name)
    }

    /// The variable of the environment that sets it.
    pub fn variable(&self) -> String {
        PREFIX.to_owned() + &self.name.replace('.', "_").to_uppercase()
    }

    /// The key that is most likely meant by a name that is none.
    pub fn nearest(name: &str) -> &'static Self {
        let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
        // Whoever forgot the table has the rest right.
        let apart = |key: &&Key| distance(key.name, name).min(distance(&last(key.name), name) + 1);
        KEYS.iter().min_by_key(apart).expect("there are keys")
    }
}

/// How many characters are to be changed, added or taken away to make one of the other.
pub fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_none_finds_the_one_that_was_meant() {
        for (typed, meant) in [
            ("lisen", "listen"),
            ("photos.s3.buckett", "photos.s3.bucket"),
            ("bucket", "photos.s3.bucket"),
            ("photos.secret_key", "photos.s3.secret_key"),
            ("log.formt", "log.format"),
            ("datbase.url", "database.url"),
        ] {
            assert_eq!(Key::nearest(typed).name, meant, "{typed}");
        }
    }

    #[test]
    fn no_two_keys_have_one_variable() {
        let mut variables: Vec<_> = KEYS.iter().map(Key::variable).collect();
        variables.sort();
        variables.dedup();
        assert_eq!(variables.len(), KEYS.len());
        assert!(variables.contains(&"COUNTERFOIL_HQ_PHOTOS_S3_SECRET_KEY".to_owned()));
    }
}
