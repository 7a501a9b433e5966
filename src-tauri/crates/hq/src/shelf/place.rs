//! Where photos lie: in a folder beside the database, or in a bucket that speaks S3.

use std::{fmt, fs, path::Path, sync::Once, time::Duration};

use object_store::{
    BackoffConfig, ClientOptions, RetryConfig,
    aws::{AmazonS3Builder, Checksum},
    local::LocalFileSystem,
    path::Path as ObjectPath,
    prefix::PrefixStore,
};
use zeroize::Zeroizing;

use super::{Shelf, ShelfError};

/// One request of the photo store; the longest carries an attachment of 50 MiB.
const REQUEST_LIMIT: Duration = Duration::from_secs(60);
const CONNECT_LIMIT: Duration = Duration::from_secs(5);

/// A store that has answered badly so often, or for so long, is told of instead.
const MOST_RETRIES: usize = 4;
const RETRY_LIMIT: Duration = Duration::from_secs(20);

/// Where photos lie.
#[derive(Clone, Debug, Default)]
pub enum PhotoPlace {
    /// In the folder `photos` beside the database.
    #[default]
    Folder,
    /// In a bucket that speaks S3, the same one for every node.
    S3(S3Place),
}

/// A bucket, and the key to it.
#[derive(Clone)]
pub struct S3Place {
    /// Where the store answers, `https://s3.example.cn`; that of the region where it is none.
    pub endpoint: Option<String>,
    /// The bucket.
    pub bucket: String,
    /// The region that requests are signed for.
    pub region: String,
    /// What every photo's name begins with; empty for none.
    pub prefix: String,
    /// Whose key it is.
    pub access_key: String,
    /// Signs every request.
    pub secret_key: Zeroizing<String>,
    /// The bucket is a part of the host's name instead of the path's beginning.
    pub bucket_in_host: bool,
    /// The store may be spoken to without TLS.
    pub allow_http: bool,
}

impl fmt::Debug for S3Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Place")
            .field("endpoint", &self.endpoint)
            .field("bucket", &self.bucket)
            .field("region", &self.region)
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}

impl Shelf {
    /// The shelf of the headquarters whose data folder is `data`. Nothing is asked of a far store yet.
    pub fn at(place: &PhotoPlace, data: &Path) -> Result<Self, ShelfError> {
        match place {
            PhotoPlace::Folder => Self::in_folder(&data.join("photos")),
            PhotoPlace::S3(place) => Self::in_bucket(place),
        }
    }

    /// A shelf in a folder, on which what was put stays.
    pub fn in_folder(folder: &Path) -> Result<Self, ShelfError> {
        fs::create_dir_all(folder)?;
        Ok(Self::over(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true), false))
    }

    /// A shelf in a bucket. Whatever is put there goes with its SHA-256, and is read back before it counts.
    fn in_bucket(place: &S3Place) -> Result<Self, ShelfError> {
        provide_cryptography();
        let client = ClientOptions::new()
            .with_allow_http(place.allow_http)
            .with_timeout(REQUEST_LIMIT)
            .with_connect_timeout(CONNECT_LIMIT);
        let backoff = BackoffConfig {
            init_backoff: Duration::from_millis(100),
            max_backoff: Duration::from_secs(3),
            base: 2.0,
        };
        let retry = RetryConfig { backoff, max_retries: MOST_RETRIES, retry_timeout: RETRY_LIMIT };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&place.bucket)
            .with_region(&place.region)
            .with_access_key_id(&place.access_key)
            .with_secret_access_key(place.secret_key.as_str())
            .with_virtual_hosted_style_request(place.bucket_in_host)
            .with_checksum_algorithm(Checksum::SHA256)
            .with_client_options(client)
            .with_retry(retry);
        if let Some(endpoint) = place.endpoint_of_bucket() {
            builder = builder.with_endpoint(endpoint);
        }
        let bucket = builder.build()?;
        let prefix = ObjectPath::parse(&place.prefix).map_err(object_store::Error::from)?;
        if prefix.as_ref().is_empty() {
            Ok(Self::over(bucket, true))
        } else {
            Ok(Self::over(PrefixStore::new(bucket, prefix), true))
        }
    }
}

impl S3Place {
    /// The endpoint as the client wants it: with the bucket before the host where it belongs there.
    fn endpoint_of_bucket(&self) -> Option<String> {
        let endpoint = self.endpoint.as_deref()?.trim_end_matches('/');
        match endpoint.split_once("://") {
            Some((scheme, host)) if self.bucket_in_host => Some(format!("{scheme}://{}.{host}", self.bucket)),
            _ => Some(endpoint.to_owned()),
        }
    }
}

/// Gives this process the cryptography of its connections, unless it has some.
pub fn provide_cryptography() {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // Refused when the process has one already; any will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(endpoint: &str, bucket_in_host: bool) -> S3Place {
        S3Place {
            endpoint: Some(endpoint.into()),
            bucket: "photos".into(),
            region: "cn-east-1".into(),
            prefix: String::new(),
            access_key: "AKIA-SOMEBODY".into(),
            secret_key: Zeroizing::new("the secret of the bucket".into()),
            bucket_in_host,
            allow_http: false,
        }
    }

    #[test]
    fn a_bucket_stands_where_its_store_wants_it() {
        let endpoint = |given, in_host| place(given, in_host).endpoint_of_bucket().unwrap_or_default();
        assert_eq!(endpoint("https://s3.example.cn/", false), "https://s3.example.cn");
        assert_eq!(
            endpoint("https://oss-cn-hangzhou.example", true),
            "https://photos.oss-cn-hangzhou.example"
        );
    }

    #[test]
    fn a_place_shown_in_a_log_keeps_its_keys() {
        let shown = format!("{:?}", PhotoPlace::S3(place("https://s3.example.cn", false)));
        assert!(
            shown.contains("photos") && !shown.contains("secret of") && !shown.contains("AKIA"),
            "{shown}"
        );
    }
}
