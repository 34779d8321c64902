//! A file going out.

use axum::body::{Body, Bytes};
use axum::http::HeaderValue;
use kith_crm::files::{self, File};
use kith_engine::{Conn, Error, Workspace};

use crate::problem::Problem;

/// Marks an answer that is sent as it is: compressing it would hide how long it is, and gain little.
#[derive(Debug, Clone, Copy)]
pub struct AsItIs;

/// The content of a file, a piece at a time, as fast as it is taken in. One that ends early (removed for good meanwhile)
/// breaks the connection off.
pub fn stream(ws: &Workspace, file: &File) -> Body {
    let begin = (ws.clone(), file.content, 0_i64, file.size);
    Body::from_stream(futures_util::stream::unfold(begin, |(ws, id, seq, left)| async move {
        if left <= 0 {
            return None;
        }
        let piece = ws.store().read::<_, Error, _>(move |conn: &mut Conn| files::piece(conn, id, seq)).await;
        let piece = match piece {
            Ok(Some(piece)) => Ok(Bytes::from(piece)),
            Ok(None) => Err(std::io::Error::other("the file is gone")),
            Err(error) => Err(std::io::Error::other(error.to_string())),
        };
        let left = piece.as_ref().map_or(0, |piece| left - piece.len() as i64);
        Some((piece, (ws, id, seq + 1, left)))
    }))
}

/// The whole content of a file that is not large.
///
/// # Errors
/// When the store fails.
pub async fn whole(ws: &Workspace, file: &File) -> Result<Vec<u8>, Problem> {
    let id = file.content;
    let read = ws.store().read::<_, Error, _>(move |conn: &mut Conn| files::beginning(conn, id, usize::MAX));
    Ok(read.await?)
}

/// `attachment; filename="…"; filename*=UTF-8''…`: the name in the letters that every program reads, and as it is.
pub fn disposition(how: &str, name: &str) -> HeaderValue {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let mut coded = String::with_capacity(name.len() * 3);
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' => coded.push(char::from(byte)),
            other => coded.push_str(&format!("%{other:02X}")),
        }
    }
    let text = format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{coded}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let header = disposition("attachment", "смета \"a\";\r\nx: y.pdf");
        let text = header.to_str().unwrap();
        assert!(text.starts_with("attachment; filename=\"_____ _a____x_ y.pdf\"; filename*=UTF-8''%D1%81"), "{text}");
        assert!(!text.contains('\n') && text.matches('"').count() == 2);
    }
}
