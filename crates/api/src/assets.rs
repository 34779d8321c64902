//! The browser UI: files of the build, and its first page for every other address outside of the interface.

use std::borrow::Cow;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use kith_web_assets::Asset;

use crate::problem::Problem;

/// Serves the UI. Addresses of the interface never get here as pages: they are problems.
pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> axum::response::Response {
    let path = uri.path();
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    if first.eq_ignore_ascii_case("api") {
        return Problem::not_found().into_response();
    }
    if method != Method::GET && method != Method::HEAD {
        return Problem::of_status(StatusCode::METHOD_NOT_ALLOWED).into_response();
    }
    let name = path.trim_start_matches('/');
    if let Some(asset) = kith_web_assets::file(name) {
        return answer(asset, &headers, method == Method::HEAD);
    }
    // A missing script must not be answered by a page that the browser then fails to run.
    let is_file = name.starts_with("assets/") || name.rsplit('/').next().is_some_and(|last| last.contains('.'));
    if is_file {
        return Problem::not_found().into_response();
    }
    answer(kith_web_assets::index(), &headers, method == Method::HEAD)
}

fn answer(asset: &Asset, headers: &HeaderMap, head: bool) -> axum::response::Response {
    let (content, encoding) = choose(asset, headers);
    let tag = match encoding {
        Some(encoding) => format!("\"{}-{encoding}\"", asset.tag),
        None => format!("\"{}\"", asset.tag),
    };
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let is_known = known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));
    let mut response = Response::builder().header(header::ETAG, &tag).header(header::VARY, "Accept-Encoding").header(
        header::CACHE_CONTROL,
        if asset.is_immutable() { "public, max-age=31536000, immutable" } else { "no-cache" },
    );
    if is_known {
        response = response.status(StatusCode::NOT_MODIFIED);
        return response.body(Body::empty()).unwrap_or_default();
    }
    response = response
        .header(header::CONTENT_TYPE, asset.content_type())
        .header(header::CONTENT_LENGTH, HeaderValue::from(content.len()));
    if let Some(encoding) = encoding {
        response = response.header(header::CONTENT_ENCODING, encoding);
    }
    let body = if head { Body::empty() } else { Body::from(content) };
    response.body(body).unwrap_or_default()
}

/// The smallest form that the browser takes.
fn choose(asset: &Asset, headers: &HeaderMap) -> (Cow<'static, [u8]>, Option<&'static str>) {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match (asset.brotli, asset.gzip) {
        (Some(content), _) if accepts(accepted, "br") => (content.into(), Some("br")),
        (_, Some(content)) if accepts(accepted, "gzip") => (content.into(), Some("gzip")),
        _ => (asset.plain(), None),
    }
}

fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused = parts.any(|part| {
            part.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).is_some_and(|quality| quality <= 0.0)
        });
        named && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn an_encoding_of_quality_nought_is_refused() {
        assert!(accepts("gzip, br", "br"));
        assert!(accepts("gzip;q=0.5, br;q=0.1", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("gzip", "br"));
        assert!(!accepts("", "gzip"));
    }
}
