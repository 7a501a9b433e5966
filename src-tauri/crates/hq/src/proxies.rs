//! Whose word counts on the address that a request comes from.

use std::{net::IpAddr, net::SocketAddr, str::FromStr};

use axum::http::HeaderMap;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The proxies before headquarters. Everybody else could claim to be anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

/// The text is no list of addresses and networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no address and no network")]
pub struct NoNetwork;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    /// How many of its first bits are the network's.
    bits: u32,
}

impl FromStr for TrustedProxies {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split(',').map(|network| network.trim().parse()).collect::<Result<_, _>>().map(Self)
    }
}

impl TrustedProxies {
    /// Where a request comes from that came through `socket`: the last address that no trusted proxy has.
    pub fn origin(&self, socket: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut origin = socket.to_canonical();
        let lines: Vec<_> = headers.get_all(FORWARDED_FOR).iter().collect();
        let told = lines.iter().rev().filter_map(|line| line.to_str().ok()).flat_map(|line| line.rsplit(','));
        for address in told {
            if !self.has(origin) {
                break;
            }
            match read_address(address.trim()) {
                Some(address) => origin = address,
                None => break,
            }
        }
        origin
    }

    fn has(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.has(address))
    }
}

impl Network {
    fn has(self, address: IpAddr) -> bool {
        let beyond = |width: u32| width - self.bits;
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                (own.to_bits() ^ other.to_bits()).checked_shr(beyond(32)).is_none_or(|rest| rest == 0)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                (own.to_bits() ^ other.to_bits()).checked_shr(beyond(128)).is_none_or(|rest| rest == 0)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (address, bits) =
            text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(|_| NoNetwork)?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(width), str::parse).map_err(|_| NoNetwork)?;
        if bits > width { Err(NoNetwork) } else { Ok(Self { address, bits }) }
    }
}

/// Some proxies tell the port too.
fn read_address(text: &str) -> Option<IpAddr> {
    let alone = text.trim_start_matches('[').trim_end_matches(']').parse();
    let address: Option<IpAddr> = alone.ok().or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()));
    address.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn origin(proxies: &str, socket: &str, forwarded: &[&'static str]) -> String {
        let proxies: TrustedProxies = if proxies.is_empty() {
            TrustedProxies::default()
        } else {
            proxies.parse().expect("the test's networks are networks")
        };
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(line));
        }
        proxies.origin(socket.parse().expect("the test's addresses are addresses"), &headers).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_says_who_is_behind_it() {
        assert_eq!(origin("", "192.0.2.7", &["203.0.113.9"]), "192.0.2.7", "anybody can write a header");
        assert_eq!(origin("10.0.0.0/8", "192.0.2.7", &["203.0.113.9"]), "192.0.2.7");
        assert_eq!(origin("10.0.0.0/8", "10.1.2.3", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(origin("10.0.0.0/8, ::1", "::1", &["203.0.113.9:4711"]), "203.0.113.9");
        assert_eq!(origin("10.0.0.0/8", "::ffff:10.1.2.3", &["2001:db8::7"]), "2001:db8::7");
    }

    #[test]
    fn what_a_client_wrote_before_its_proxy_is_not_believed() {
        assert_eq!(origin("10.0.0.0/8", "10.1.2.3", &["127.0.0.1, 203.0.113.9"]), "203.0.113.9");
        assert_eq!(origin("10.0.0.0/8", "10.1.2.3", &["198.51.100.1, 203.0.113.9, 10.9.9.9"]), "203.0.113.9");
        assert_eq!(origin("10.0.0.0/8", "10.1.2.3", &["198.51.100.1", "203.0.113.9"]), "203.0.113.9");
        assert_eq!(origin("10.0.0.0/8", "10.1.2.3", &["nonsense"]), "10.1.2.3");
        assert_eq!(origin("0.0.0.0/0", "10.1.2.3", &["198.51.100.1, 203.0.113.9"]), "198.51.100.1");
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["10.0.0.0/33", "::/129", "10.0.0", "proxy.example", "10.0.0.0/8,", ""] {
            assert_eq!(text.parse::<TrustedProxies>(), Err(NoNetwork), "{text}");
        }
    }
}
