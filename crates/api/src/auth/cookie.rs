//! The session's cookie.

use axum::http::{HeaderMap, HeaderValue, header};

/// Its name.
pub const NAME: &str = "kith_session";

/// The secret that a request carries.
pub fn read(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(NAME)?.strip_prefix('='))
        .filter(|secret| secret.len() == 64 && secret.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The header that sets the cookie.
pub fn set(secret: &str, seconds: i64, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{NAME}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")).ok()
}

/// The header that removes the cookie.
pub fn remove(secure: bool) -> Option<HeaderValue> {
    set("", 0, secure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_found_among_other_cookies() {
        let secret = "0123456789abcdef".repeat(4);
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_str(&format!("a=b; kith_session={secret}; c=d")).expect("a header"),
        );
        assert_eq!(read(&headers), Some(secret.as_str()));
        headers.insert(header::COOKIE, HeaderValue::from_static("kith_session=short"));
        assert_eq!(read(&headers), None);
        headers.insert(header::COOKIE, HeaderValue::from_static("kith_sessions=x"));
        assert_eq!(read(&headers), None);
    }
}
