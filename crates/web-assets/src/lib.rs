//! The browser UI inside the program: files as the UI's build left them, compressed beforehand.

#![forbid(unsafe_code)]

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::GzDecoder;

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// A file of the UI.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Its path without a leading slash.
    pub path: &'static str,
    /// Its content, unless it is there compressed by gzip.
    plain: Option<&'static [u8]>,
    /// Its content compressed by brotli, when the build left it.
    pub brotli: Option<&'static [u8]>,
    /// Its content compressed by gzip, when the build left it.
    pub gzip: Option<&'static [u8]>,
    /// Differs whenever the content does.
    pub tag: &'static str,
}

/// Whether the program was built with the UI in it.
pub fn is_built() -> bool {
    env!("KITH_UI_BUILT") == "1"
}

/// The file at a path without a leading slash.
pub fn file(path: &str) -> Option<&'static Asset> {
    FILES.binary_search_by(|asset| asset.path.cmp(path)).ok().map(|at| &FILES[at])
}

/// The page that every address of the UI begins with.
pub fn index() -> &'static Asset {
    file("index.html").unwrap_or(&FILES[0])
}

/// All files.
pub fn files() -> &'static [Asset] {
    FILES
}

impl Asset {
    /// Its content as it is.
    pub fn plain(&self) -> Cow<'static, [u8]> {
        match (self.plain, self.gzip) {
            (Some(plain), _) => Cow::Borrowed(plain),
            (None, packed) => Cow::Owned(unpacked(packed.unwrap_or_default())),
        }
    }

    /// What the file is, by the ending of its name.
    pub fn content_type(&self) -> &'static str {
        match self.path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("html") => "text/html; charset=utf-8",
            Some("js" | "mjs") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("json" | "map") => "application/json",
            Some("webmanifest") => "application/manifest+json",
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("jpg" | "jpeg") => "image/jpeg",
            Some("webp") => "image/webp",
            Some("ico") => "image/x-icon",
            Some("woff2") => "font/woff2",
            Some("woff") => "font/woff",
            Some("wasm") => "application/wasm",
            Some("txt") => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        }
    }

    /// Whether the name changes with the content, so that it can be kept for ever.
    pub fn is_immutable(&self) -> bool {
        self.path.starts_with("assets/")
    }
}

/// What the build packed is whole: a fault would be one of the program, and the tests look at each file.
fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    match GzDecoder::new(packed).read_to_end(&mut content) {
        Ok(_) => content,
        Err(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_can_be_had_as_it_is() {
        for asset in files() {
            let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist").join(asset.path);
            let expected =
                if is_built() { fs::read(built).unwrap() } else { include_bytes!("not_built.html").to_vec() };
            assert_eq!(asset.plain().as_ref(), expected, "{}", asset.path);
        }
    }

    #[test]
    fn every_file_is_found_by_its_path() {
        for asset in files() {
            assert_eq!(file(asset.path).map(|found| found.tag), Some(asset.tag), "{}", asset.path);
        }
        assert!(file("../Cargo.toml").is_none());
        assert!(file("").is_none());
    }

    #[test]
    fn the_first_page_is_html_and_never_immutable() {
        assert_eq!(index().content_type(), "text/html; charset=utf-8");
        assert!(!index().is_immutable());
    }

    #[test]
    fn compressed_forms_are_not_served_as_files_of_their_own() {
        assert!(files().iter().all(|asset| !asset.path.ends_with(".br") && !asset.path.ends_with(".gz")));
    }
}
