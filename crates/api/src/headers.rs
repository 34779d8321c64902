//! Headers that every answer carries.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// For the UI: scripts only from the program itself; inline styles because the components set them.
const PAGE_POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; object-src 'none'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// For data: nothing may be loaded or framed, whatever a browser takes it for.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// A content policy that a handler chose for its own page instead.
#[derive(Clone, Copy)]
pub struct OwnPolicy(pub &'static str);

/// The policy for data, for answers outside of the interface.
pub const DATA: OwnPolicy = OwnPolicy(DATA_POLICY);

/// Adds the security headers.
pub async fn secure(request: Request, next: Next) -> Response {
    let is_data = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let policy = match response.extensions().get::<OwnPolicy>() {
        Some(OwnPolicy(policy)) => policy,
        None if is_data => DATA_POLICY,
        None => PAGE_POLICY,
    };
    let headers = response.headers_mut();
    set(headers, header::CONTENT_SECURITY_POLICY, policy);
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::X_FRAME_OPTIONS, "DENY");
    set(headers, header::REFERRER_POLICY, "same-origin");
    set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(headers, HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if is_data && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}
