//! Where headquarters is.

use std::{fmt, net::IpAddr, str::FromStr};

/// Headquarters' address: https, or http to this very machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(reqwest::Url);

/// An address that may not be spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no URL with a host.
    #[error("this is not an address")]
    Shape,
    /// What is sent there could be read on the way.
    #[error("headquarters must be reached by https")]
    NotEncrypted,
}

impl Address {
    /// The URL of `path` below the API.
    pub fn api(&self, path: &str) -> reqwest::Url {
        let mut url = self.0.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}/api/v1/{path}"));
        url
    }

    /// The URL that `location`, as headquarters answered it, names; on the same host alone.
    pub fn at(&self, location: &str) -> Option<reqwest::Url> {
        let url = self.0.join(location).ok()?;
        (url.origin() == self.0.origin()).then_some(url)
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let url: reqwest::Url = text.trim().parse().map_err(|_| AddressError::Shape)?;
        let host = url.host_str().ok_or(AddressError::Shape)?;
        let is_here = host == "localhost"
            || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        match url.scheme() {
            "https" => Ok(Self(url)),
            "http" if is_here => Ok(Self(url)),
            "http" => Err(AddressError::NotEncrypted),
            _ => Err(AddressError::Shape),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_addresses_and_this_machine_are_spoken_to() {
        for good in [
            "https://hq.example",
            "https://hq.example:8443/cf/",
            "http://127.0.0.1:8080",
            "http://[::1]:1",
            "http://localhost",
        ] {
            assert!(good.parse::<Address>().is_ok(), "{good}");
        }
        for (bad, error) in [
            ("http://hq.example", AddressError::NotEncrypted),
            ("http://192.168.1.2", AddressError::NotEncrypted),
            ("ftp://hq.example", AddressError::Shape),
            ("hq", AddressError::Shape),
        ] {
            assert_eq!(bad.parse::<Address>(), Err(error), "{bad}");
        }
    }

    #[test]
    fn an_upload_never_leads_to_another_host() {
        let address: Address = "https://hq.example/cf".parse().unwrap();
        assert_eq!(address.api("hello").as_str(), "https://hq.example/cf/api/v1/hello");
        assert!(address.at("/cf/api/v1/photos/1").is_some());
        assert!(address.at("https://other.example/1").is_none());
    }
}
