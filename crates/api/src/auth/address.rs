//! Where a request comes from.

use std::net::{IpAddr, Ipv4Addr};

use axum::http::{Extensions, HeaderMap};

use crate::app::ServeOptions;
use crate::serve::Peer;

/// The client's address: that of the connection, or what a trusted proxy says.
pub fn client(extensions: &Extensions, headers: &HeaderMap, options: &ServeOptions) -> IpAddr {
    let peer = extensions.get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip());
    if !options.trust_proxy {
        return peer.to_canonical();
    }
    // The last entry is the one that the trusted proxy added; those before it are the client's own words.
    headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .next_back()
        .and_then(|address| address.trim().parse::<IpAddr>().ok())
        .unwrap_or(peer)
        .to_canonical()
}

/// What throttling counts by: an IPv6 client owns a whole network of 64 bits.
pub fn bucket(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// Whether the client's connection is encrypted, as far as one can tell.
pub fn is_secure(headers: &HeaderMap, options: &ServeOptions) -> bool {
    if options.public_url.as_deref().is_some_and(|url| url.starts_with("https://")) {
        return true;
    }
    is_forwarded_secure(headers, options)
}

/// Whether a trusted proxy says that the client's connection to it is encrypted.
pub fn is_forwarded_secure(headers: &HeaderMap, options: &ServeOptions) -> bool {
    options.trust_proxy
        && headers.get("x-forwarded-proto").and_then(|value| value.to_str().ok()).is_some_and(|proto| proto == "https")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forwarded_address_counts_only_behind_a_trusted_proxy() {
        let mut extensions = Extensions::new();
        extensions.insert(Peer("192.0.2.1:5000".parse().expect("an address")));
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", axum::http::HeaderValue::from_static("10.0.0.1, 198.51.100.7"));
        let mut options = ServeOptions::default();
        assert_eq!(client(&extensions, &headers, &options).to_string(), "192.0.2.1");
        options.trust_proxy = true;
        assert_eq!(client(&extensions, &headers, &options).to_string(), "198.51.100.7");
    }

    #[test]
    fn an_ipv6_network_counts_as_one_client() {
        let of = |text: &str| bucket(text.parse().expect("an address"));
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
    }
}
