//! Where another system may be told: over TLS, or at this machine itself.

use std::net::IpAddr;

use reqwest::Url;

/// No address that anybody means is longer.
const MOST_CHARS: usize = 2_000;

/// Why an address is none that headquarters calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It cannot be read.
    #[error("this is no address")]
    Unreadable,
    /// It is longer than any that is meant.
    #[error("the address is too long")]
    TooLong,
    /// What is sent could be read on the way.
    #[error("an address begins with https; http is for this machine itself")]
    NotEncrypted,
    /// A name and password in it would stand in logs.
    #[error("an address has no name and password in it")]
    Credentials,
    /// What stands behind # is sent nowhere.
    #[error("an address has no #")]
    Fragment,
    /// Nobody is at such an address: of no machine, of many, or of whatever is on the same wire.
    #[error("nobody can be told at this address")]
    NoReceiver,
}

impl AddressError {
    /// The code that screens translate.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "webhook_address_unreadable",
            Self::TooLong => "webhook_address_long",
            Self::NotEncrypted => "webhook_address_not_encrypted",
            Self::Credentials => "webhook_address_credentials",
            Self::Fragment => "webhook_address_fragment",
            Self::NoReceiver => "webhook_address_no_receiver",
        }
    }
}

/// The address as it is kept.
pub fn address(typed: &str) -> Result<Url, AddressError> {
    let typed = typed.trim();
    if typed.chars().count() > MOST_CHARS {
        return Err(AddressError::TooLong);
    }
    // Whoever reads addresses leaves these out without a word.
    if typed.chars().any(|letter| letter.is_control() || letter.is_whitespace() || letter == '\\') {
        return Err(AddressError::Unreadable);
    }
    let url: Url = typed.parse().map_err(|_| AddressError::Unreadable)?;
    let ip = ip_of(&url);
    let is_here = ip.map_or(url.host_str() == Some("localhost"), |ip| ip.is_loopback());
    match url.scheme() {
        "https" => {}
        "http" if is_here => {}
        "http" => return Err(AddressError::NotEncrypted),
        _ => return Err(AddressError::Unreadable),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::Credentials);
    }
    if url.fragment().is_some() {
        return Err(AddressError::Fragment);
    }
    if ip.is_some_and(is_nobodys) {
        return Err(AddressError::NoReceiver);
    }
    Ok(url)
}

/// Whose calls are counted together: those to one machine and port.
pub fn target(url: &str) -> String {
    let Ok(url) = url.parse::<Url>() else { return url.to_owned() };
    let port = url.port_or_known_default().unwrap_or_default();
    format!("{}:{port}", url.host_str().unwrap_or_default())
}

/// The machine that an address names, for the audit log: what stands behind it may be a secret.
pub fn host(typed: &str) -> Option<String> {
    Some(address(typed).ok()?.host_str()?.to_owned())
}

/// The number in an address that names no machine by its name.
fn ip_of(url: &Url) -> Option<IpAddr> {
    let host = url.host_str()?;
    let ip: IpAddr = host.trim_start_matches('[').trim_end_matches(']').parse().ok()?;
    Some(ip.to_canonical())
}

/// Whether nobody can be told there: no machine, many of them, or whatever is on the same wire.
pub fn is_nobodys(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_unspecified() || ip.is_multicast() || ip.is_broadcast() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_unspecified() || ip.is_multicast() || ip.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_told_safely_is_an_address() {
        use AddressError::*;
        for (typed, wanted) in [
            ("https://crm.example.cn/hook", Ok("https://crm.example.cn/hook")),
            ("  https://CRM.example.cn:8443/a?b=c ", Ok("https://crm.example.cn:8443/a?b=c")),
            ("https://10.1.2.3/", Ok("https://10.1.2.3/")),
            ("http://127.0.0.1:9/x", Ok("http://127.0.0.1:9/x")),
            ("http://localhost:9", Ok("http://localhost:9/")),
            ("http://[::1]:9/", Ok("http://[::1]:9/")),
            ("", Err(Unreadable)),
            ("crm.example.cn", Err(Unreadable)),
            ("https://", Err(Unreadable)),
            ("ftp://crm.example.cn/", Err(Unreadable)),
            ("file:///etc/passwd", Err(Unreadable)),
            ("https://crm.example.cn/a\nb", Err(Unreadable)),
            ("https:\\\\crm.example.cn", Err(Unreadable)),
            ("http://crm.example.cn/", Err(NotEncrypted)),
            ("http://127.0.0.1.example.cn/", Err(NotEncrypted)),
            ("http://10.0.0.1/", Err(NotEncrypted)),
            ("https://me:secret@crm.example.cn/", Err(Credentials)),
            ("https://crm.example.cn@127.0.0.1/", Err(Credentials)),
            ("https://crm.example.cn/#here", Err(Fragment)),
            ("https://169.254.169.254/latest", Err(NoReceiver)),
            ("https://[::ffff:169.254.169.254]/", Err(NoReceiver)),
            ("https://0.0.0.0/", Err(NoReceiver)),
            ("https://[fe80::1]/", Err(NoReceiver)),
        ] {
            let read = address(typed);
            assert_eq!(read.as_ref().map(Url::as_str), wanted.as_ref().map(|url| *url), "{typed}");
        }
        assert_eq!(address(&format!("https://x.cn/{}", "a".repeat(2_000))), Err(TooLong));
    }

    #[test]
    fn a_target_is_a_machine_and_its_port() {
        assert_eq!(target("https://crm.example.cn/a"), target("https://crm.example.cn:443/b"));
        assert_ne!(target("https://crm.example.cn/a"), target("https://crm.example.cn:8443/a"));
    }
}
