//! Changes by cookie come from the workspace's own pages only.

use axum::http::{HeaderMap, Method, header};

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
            let Some((_, origin_host)) = origin.split_once("://") else { return false };
            let is_public = options.public_url.as_deref().is_some_and(|url| origin_of(url) == Some(origin));
            let is_host = text(header::HOST).is_some_and(|host| host.eq_ignore_ascii_case(origin_host));
            is_public || is_host
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
    fn signing_in_from_a_program_needs_no_origin() {
        let options = ServeOptions::default();
        assert!(is_own(&headers(&[("host", "a")]), &options, false));
        assert!(!is_own(&headers(&[("host", "a"), ("sec-fetch-site", "cross-site")]), &options, false));
        assert!(!is_own(&headers(&[("host", "a"), ("origin", "http://b")]), &options, false));
    }
}
