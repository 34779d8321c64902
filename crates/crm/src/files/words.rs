//! The words in files: of plain text, of PDF (ISO 32000), of documents, sheets and slides in Office Open XML (ECMA-376) and
//! OpenDocument (ISO/IEC 26300). What is read may be meant to do harm: whatever is packed is unpacked only up to a bound.

use std::io::{BufReader, Cursor, Read};

use lopdf::{Document, LoadOptions};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

/// So many characters of a file are searched: some twenty pages.
pub(super) const MOST: usize = 50_000;
/// So many bytes of one part of a packed document are unpacked.
const UNPACKED: u64 = 64 * 1024 * 1024;
/// So many bytes of one page of a PDF are unpacked.
const PAGE: usize = 16 * 1024 * 1024;
/// So many pages of a PDF, and sheets or slides of a document, are read.
const PAGES: usize = 200;

/// How the words of a file are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// As plain text in UTF-8.
    Text,
    /// As PDF.
    Pdf,
    /// As a packed document of an office program.
    Office,
}

impl Reading {
    /// How files of a type are read, if they can be.
    pub(super) fn of(content_type: &str) -> Option<Self> {
        match content_type {
            "text/plain" => Some(Self::Text),
            "application/pdf" => Some(Self::Pdf),
            // Which document a packed one is, its beginning does not always tell.
            "application/zip" => Some(Self::Office),
            other if other.starts_with("application/vnd.openxmlformats-officedocument.") => Some(Self::Office),
            other if other.starts_with("application/vnd.oasis.opendocument.") => Some(Self::Office),
            _ => None,
        }
    }
}

/// The words in a file, its blanks and line breaks made one blank each; nothing where there are none, or where it is not what
/// it seems.
pub(super) fn words(reading: Reading, bytes: &[u8]) -> Option<String> {
    let mut out = Words::default();
    match reading {
        Reading::Text => out.add(&String::from_utf8_lossy(bytes)),
        Reading::Pdf => pdf(bytes, &mut out)?,
        Reading::Office => office(bytes, &mut out)?,
    }
    (!out.text.is_empty()).then_some(out.text)
}

/// Words that are gathered up to [`MOST`] characters.
#[derive(Default)]
struct Words {
    text: String,
    characters: usize,
    /// Whether what comes next goes on with the last word.
    open: bool,
}

impl Words {
    fn is_full(&self) -> bool {
        self.characters >= MOST
    }

    fn add(&mut self, text: &str) {
        for c in text.chars() {
            if self.is_full() {
                return;
            }
            if c.is_whitespace() || c.is_control() {
                self.open = false;
                continue;
            }
            if !self.open && !self.text.is_empty() {
                self.text.push(' ');
                self.characters += 1;
            }
            self.open = true;
            self.text.push(c);
            self.characters += 1;
        }
    }

    /// What comes next is another word.
    fn end_word(&mut self) {
        self.open = false;
    }
}

fn pdf(bytes: &[u8], out: &mut Words) -> Option<()> {
    let document = Document::load_mem_with_options(bytes, LoadOptions::default()).ok()?;
    for number in document.get_pages().into_keys().take(PAGES) {
        // A page that cannot be read does not take the others along.
        for piece in document.extract_text_chunks_with_limit(&[number], PAGE).into_iter().flatten() {
            out.add(&piece);
        }
        out.end_word();
        if out.is_full() {
            break;
        }
    }
    Some(())
}

fn office(bytes: &[u8], out: &mut Words) -> Option<()> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names = archive.file_names().flatten().map(std::borrow::Cow::into_owned);
    let mut parts: Vec<String> = names.filter(|name| holds_words(name)).collect();
    parts.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    for name in parts.into_iter().take(PAGES) {
        let Ok(part) = archive.by_name(&name) else { continue };
        xml(BufReader::new(part.take(UNPACKED)), out);
        if out.is_full() {
            break;
        }
    }
    Some(())
}

/// Whether words are kept in a part: of text documents, of sheets (those that cells have in common), of slides, and of anything
/// in OpenDocument.
fn holds_words(part: &str) -> bool {
    let slide = part.strip_prefix("ppt/slides/").is_some_and(|name| !name.contains('/') && name.ends_with(".xml"));
    slide || matches!(part, "word/document.xml" | "xl/sharedStrings.xml" | "content.xml")
}

/// The text between the tags. Where a paragraph, a cell or a break ends, a word does; runs within one do not part it.
fn xml(part: impl std::io::BufRead, out: &mut Words) {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    while !out.is_full() {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Text(text)) => out.add(&text.xml10_content()),
            Ok(Event::GeneralRef(named)) => match named.resolve_char_ref() {
                Ok(Some(c)) => out.add(c.encode_utf8(&mut [0; 4])),
                _ => out.add(quick_xml::escape::resolve_xml_entity(&named.xml10_content()).unwrap_or_default()),
            },
            Ok(Event::End(tag)) if matches!(tag.local_name().as_ref(), "p" | "h" | "si" | "tc" | "table-cell") => {
                out.end_word();
            }
            Ok(Event::Empty(tag)) if matches!(tag.local_name().as_ref(), "br" | "tab" | "s" | "line-break") => {
                out.end_word();
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
        buffer.clear();
    }
    out.end_word();
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn read(content: &[u8]) -> Option<String> {
        words(Reading::of(super::super::type_of(content))?, content)
    }

    #[test]
    fn plain_text_is_read_and_kept_short() {
        assert_eq!(read("Смета:\r\n\tстул  5\n".as_bytes()).as_deref(), Some("Смета: стул 5"));
        let long = "слово ".repeat(100_000);
        assert_eq!(read(long.as_bytes()).unwrap().chars().count(), MOST);
        assert_eq!(read(b" \n "), None);
    }

    #[test]
    fn words_of_office_documents_are_whole_though_they_are_kept_in_pieces() {
        let word = "<w:document><w:p><w:r><w:t>Дого</w:t></w:r><w:r><w:t>вор №&#160;7 &amp; смета</w:t></w:r></w:p>\
            <w:p><w:r><w:t>Příloha</w:t><w:br/><w:t>konec</w:t></w:r></w:p></w:document>";
        let docx = packed(&[
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", word),
            ("word/styles.xml", "<a>no</a>"),
        ]);
        assert_eq!(words(Reading::Office, &docx).as_deref(), Some("Договор № 7 & смета Příloha konec"));
        let xlsx = packed(&[("xl/sharedStrings.xml", "<sst><si><t>Дуб</t></si><si><t>Ясень</t></si></sst>")]);
        assert_eq!(words(Reading::Office, &xlsx).as_deref(), Some("Дуб Ясень"));
        let pptx = packed(&[
            ("ppt/slides/slide10.xml", "<a:p><a:t>last</a:t></a:p>"),
            ("ppt/slides/slide2.xml", "<a:p><a:t>first</a:t></a:p>"),
        ]);
        assert_eq!(words(Reading::Office, &pptx).as_deref(), Some("first last"));
        let odt = packed(&[("content.xml", "<text:h>Titul</text:h><text:p>věta<text:s/>druhá</text:p>")]);
        assert_eq!(words(Reading::Office, &odt).as_deref(), Some("Titul věta druhá"));
    }

    #[test]
    fn a_document_that_unpacks_into_very_much_is_read_up_to_the_bound() {
        let bomb = packed(&[("word/document.xml", &format!("<p>{}</p>", "ab ".repeat(1_000_000)))]);
        assert!(bomb.len() < 100_000);
        assert_eq!(words(Reading::Office, &bomb).unwrap().chars().count(), MOST);
    }

    #[test]
    fn what_is_not_what_it_seems_has_no_words() {
        for (reading, bytes) in [
            (Reading::Office, &b"PK\x03\x04 no zip"[..]),
            (Reading::Pdf, b"%PDF-1.7\nno document"),
            (Reading::Office, &packed(&[("photo.jpg", "x")])),
            (Reading::Office, &packed(&[("word/document.xml", "<a><b")])),
        ] {
            assert_eq!(words(reading, bytes), None);
        }
        assert_eq!(Reading::of("image/png"), None);
    }
}
