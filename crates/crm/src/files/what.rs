//! What a file is, judged by its content: what its name claims does not count.

/// How a file may be shown in a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preview {
    /// As a picture.
    Image,
    /// As a document.
    Pdf,
}

impl Preview {
    /// The few types that a browser shows without being able to run anything in them. SVG and HTML are not among them.
    pub fn of(content_type: &str) -> Option<Self> {
        match content_type {
            "image/png" | "image/jpeg" | "image/gif" | "image/webp" => Some(Self::Image),
            "application/pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Pdf => "pdf",
        }
    }
}

/// The type of a file that begins so.
pub fn type_of(beginning: &[u8]) -> &'static str {
    if let Some(known) = infer::get(beginning) {
        return known.mime_type();
    }
    let text = match std::str::from_utf8(beginning) {
        Ok(text) => text,
        // A letter of several bytes may be cut in two at the end.
        Err(error) if beginning.len() - error.valid_up_to() < 4 && error.error_len().is_none() => {
            std::str::from_utf8(&beginning[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return "application/octet-stream",
    };
    let is_text = text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}'));
    if is_text { "text/plain" } else { "application/octet-stream" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_told_by_the_content() {
        assert_eq!(type_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "image/png");
        assert_eq!(type_of(b"%PDF-1.7\n"), "application/pdf");
        assert_eq!(type_of("имя;сумма\n".as_bytes()), "text/plain");
        assert_eq!(type_of(&"имя".as_bytes()[..5]), "text/plain");
        assert_eq!(type_of(b"\0\x01\x02"), "application/octet-stream");
        assert_eq!(type_of(b"\xff\xfe\xff"), "application/octet-stream");
        assert_eq!(type_of(b""), "text/plain");
    }

    #[test]
    fn what_could_run_is_never_shown() {
        for page in [
            "<html><script>alert(1)</script>",
            "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
            "<?xml version='1.0'?><svg/>",
        ] {
            assert_eq!(Preview::of(type_of(page.as_bytes())), None, "{page}");
        }
    }
}
