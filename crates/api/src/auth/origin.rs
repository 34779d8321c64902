//! Changes by cookie come from the workspace's own pages only.

use axum::http::{HeaderMap, Method, header};

use super::address;
use crate::app::ServeOptions;

/// Whether a request only asks.
pub fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether a request comes from one of the workspace's own pages. `strict` also refuses requests that do not say where
/// they come from, as programs do.
pub fn is_own(headers: &HeaderMap, options: &ServeOptions, strict: bool) -> bool {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let site = text(header::HeaderName::from_static("sec-fetch-site"));
    match headers.get(header::ORIGIN) {
        Some(origin) => {
            let Ok(origin) = origin.to_str() else { return false };
            let Some((scheme, origin_host)) = origin.split_once("://") else { return false };
            if let Some(public) = options.public_url.as_deref().and_then(origin_of) {
                // The public address speaks for its host: the same host by another scheme is somebody else.
                let of_its_host =
                    public.split_once("://").is_some_and(|(_, host)| host.eq_ignore_ascii_case(origin_host));
                if of_its_host {
                    return public.eq_ignore_ascii_case(origin);
                }
            }
            let is_host = text(header::HOST).is_some_and(|host| host.eq_ignore_ascii_case(origin_host));
            is_host
                && match scheme {
                    "https" => address::is_secure(headers, options),
                    "http" => !address::is_forwarded_secure(headers, options),
                    _ => false,
                }
        }
        None if strict => site == Some("same-origin"),
        None => site.is_none_or(|site| matches!(site, "same-origin" | "none")),
    }
}

/// The scheme, host and port of an address.
fn origin_of(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.find('/').unwrap_or(rest.len());
    Some(&url[..scheme.len() + 3 + host])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, axum::http::HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn only_the_own_origin_passes() {
        let options = ServeOptions { public_url: Some("https://crm.example.org/".into()), ..ServeOptions::default() };
        let own = |pairs: &[(&'static str, &'static str)]| is_own(&headers(pairs), &options, true);
        assert!(own(&[("host", "localhost:8080"), ("origin", "http://localhost:8080")]));
        assert!(own(&[("host", "10.0.0.1:8080"), ("origin", "https://crm.example.org")]));
        assert!(own(&[("host", "localhost:8080"), ("sec-fetch-site", "same-origin")]));
        assert!(!own(&[("host", "localhost:8080"), ("origin", "http://localhost:8081")]));
        assert!(!own(&[("host", "localhost:8080"), ("origin", "http://evil.example")]));
        assert!(!own(&[("host", "localhost:8080"), ("origin", "null")]));
        assert!(!own(&[("host", "localhost:8080")]));
        assert!(!own(&[("host", "localhost:8080"), ("sec-fetch-site", "cross-site")]));
        let evil = [("host", "a"), ("origin", "https://crm.example.org.evil.example")];
        assert!(!own(&evil));
    }

    #[test]
    fn the_scheme_counts_as_far_as_one_can_tell_which_it_is() {
        let own =
            |options: &ServeOptions, pairs: &[(&'static str, &'static str)]| is_own(&headers(pairs), options, true);
        let plain = ServeOptions::default();
        let host = ("host", "crm.example.org");
        let (http, https) = (("origin", "http://crm.example.org"), ("origin", "https://crm.example.org"));
        let (over_tls, in_the_open) = (("x-forwarded-proto", "https"), ("x-forwarded-proto", "http"));
        assert!(own(&plain, &[host, http]));
        assert!(!own(&plain, &[host, https]), "nobody says that there is TLS");
        assert!(!own(&plain, &[host, https, over_tls]), "the header of a proxy that is not trusted");
        assert!(own(&plain, &[host, http, over_tls]));
        assert!(!own(&plain, &[host, ("origin", "ftp://crm.example.org")]));

        let behind = ServeOptions { trust_proxy: true, ..ServeOptions::default() };
        assert!(own(&behind, &[host, https, over_tls]));
        assert!(!own(&behind, &[host, http, over_tls]));
        assert!(own(&behind, &[host, http, in_the_open]));
        assert!(!own(&behind, &[host, https, in_the_open]));
        assert!(own(&behind, &[host, http]) && !own(&behind, &[host, https]), "the proxy says nothing");

        let public = ServeOptions { public_url: Some("https://crm.example.org/".into()), ..ServeOptions::default() };
        assert!(own(&public, &[host, https]) && own(&public, &[("host", "127.0.0.1:8080"), https]));
        assert!(!own(&public, &[host, http]), "the public address is the other one");
        let inside = [("host", "crm.internal"), ("origin", "https://crm.internal")];
        assert!(own(&public, &inside), "the same proxy under its name inside");
        assert!(!own(&plain, &inside));
    }

    #[test]
    fn signing_in_from_a_program_needs_no_origin() {
        let options = ServeOptions::default();
        assert!(is_own(&headers(&[("host", "a")]), &options, false));
        assert!(!is_own(&headers(&[("host", "a"), ("sec-fetch-site", "cross-site")]), &options, false));
        assert!(!is_own(&headers(&[("host", "a"), ("origin", "http://b")]), &options, false));
    }
}
