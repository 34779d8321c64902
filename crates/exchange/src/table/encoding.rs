//! From bytes to text: byte order marks, UTF-16 without one, UTF-8, and the one-byte encodings of old
//! programs, told apart by their letters.

use super::TableError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Text and the encoding it came in.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) encoding: &'static str,
}

/// Decodes a whole file. `country` helps where the letters alone leave a doubt.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    wanted: Option<&str>,
    country: Option<&str>,
) -> Result<Decoded<'a>, TableError> {
    let decoded = convert(bytes, wanted, country)?;
    match decoded.text.find('\0') {
        Some(at) => Err(TableError::Nul { line: line_of(&decoded.text.as_bytes()[..at]) }),
        None => Ok(decoded),
    }
}

fn convert<'a>(bytes: &'a [u8], wanted: Option<&str>, country: Option<&str>) -> Result<Decoded<'a>, TableError> {
    if let Some(name) = wanted {
        let encoding = Encoding::for_label(name.trim().as_bytes())
            .ok_or_else(|| TableError::UnknownEncoding { name: name.to_owned() })?;
        return strict(strip_mark(bytes, encoding), encoding);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return strict(&bytes[length..], encoding);
    }
    if let Some(encoding) = wide(bytes) {
        return strict(bytes, encoding);
    }
    if is_binary(bytes) {
        return Err(TableError::Unsupported { what: "a binary file" });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: Cow::Borrowed(text), encoding: UTF_8.name() }),
        Err(error) => {
            if is_nearly_utf8(bytes) {
                // strict() names the line, or says that the file is cut.
                debug_assert!(error.valid_up_to() <= bytes.len());
                return strict(bytes, UTF_8);
            }
            strict(bytes, guess(bytes, country))
        }
    }
}

fn strip_mark<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> &'a [u8] {
    match Encoding::for_bom(bytes) {
        Some((found, length)) if found == encoding => &bytes[length..],
        _ => bytes,
    }
}

/// Decodes without accepting a single broken character.
fn strict<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Decoded<'a>, TableError> {
    if encoding == UTF_8
        && let Err(error) = std::str::from_utf8(bytes)
    {
        let line = line_of(&bytes[..error.valid_up_to()]);
        return Err(match error.error_len() {
            None => TableError::Truncated { line },
            Some(_) => TableError::Encoding { encoding: "UTF-8".to_owned(), line },
        });
    }
    if (encoding == UTF_16LE || encoding == UTF_16BE) && bytes.len() % 2 == 1 {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[..bytes.len() - 1]);
        return Err(TableError::Truncated { line: line_of(text.as_bytes()) });
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        let upto = text.find('\u{FFFD}').unwrap_or(0);
        let line = line_of(&text.as_bytes()[..upto]);
        return Err(TableError::Encoding { encoding: encoding.name().to_owned(), line });
    }
    Ok(Decoded { text, encoding: encoding.name() })
}

fn line_of(before: &[u8]) -> u64 {
    before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1
}

/// UTF-16 without a mark shows in line breaks and separators whose other half is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(64 << 10)];
    if sample.len() < 4 {
        return None;
    }
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let pairs = sample.len() / 2;
    // A zero by mistake in a text of one byte a letter does not stand beside its line breaks.
    let breaks = |letter: usize| {
        let all = sample.chunks_exact(2).filter(|pair| matches!(pair[letter], b'\n' | b'\r'));
        let (mut wide, mut count) = (0_usize, 0_usize);
        for pair in all {
            count += 1;
            wide += usize::from(pair[1 - letter] == 0);
        }
        wide * 2 > count
    };
    // Even a text of Cyrillic letters alone has spaces, digits, separators and line breaks.
    if odd * 20 > pairs && even * 50 < odd && breaks(0) {
        Some(UTF_16LE)
    } else if even * 20 > pairs && odd * 50 < even && breaks(1) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(64 << 10)];
    let odd = sample.iter().filter(|byte| matches!(**byte, 1..=8 | 14..=25 | 28..=31 | 127)).count();
    // A few zeros are text with a fault, which can be named by its line.
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    odd * 100 > sample.len() || zeros * 5 > sample.len()
}

/// Whether most of what is not ASCII is good UTF-8, so that the rest is damage, not another encoding.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 2 && good >= bad * 4
}

fn guess(bytes: &[u8], country: Option<&str>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let country = country
        .map(str::to_ascii_lowercase)
        .filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()));
    detector.guess(country.as_deref().map(str::as_bytes), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str = "Название;Город;Телефон\nООО «Ромашка»;Екатеринбург;8 912 345-67-89\n";
    const CZECH: &str = "Název;Město;Poznámka\nŽelezářství Dvořák;Plzeň;příliš žluťoučký kůň\n";

    fn found(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes, None, None).unwrap();
        (decoded.text.into_owned(), decoded.encoding)
    }

    #[test]
    fn one_byte_encodings_are_told_apart_by_their_letters() {
        for (text, label) in [
            (RUSSIAN, "windows-1251"),
            (RUSSIAN, "KOI8-U"),
            (RUSSIAN, "IBM866"),
            (CZECH, "windows-1250"),
            (CZECH, "ISO-8859-2"),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, unmappable) = encoding.encode(text);
            let text = if unmappable { continue } else { text };
            assert_eq!(found(&bytes).0, text, "{label}");
        }
    }

    #[test]
    fn wide_text_is_read_with_and_without_a_mark() {
        for text in [RUSSIAN, CZECH, "a,b\n1,2\n"] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(found(&little), (text.to_owned(), "UTF-16LE"));
            assert_eq!(found(&big), (text.to_owned(), "UTF-16BE"));
            let marked = [b"\xFF\xFE".as_slice(), &little].concat();
            assert_eq!(found(&marked), (text.to_owned(), "UTF-16LE"));
            let marked = [b"\xFE\xFF".as_slice(), &big].concat();
            assert_eq!(found(&marked), (text.to_owned(), "UTF-16BE"));
        }
        let marked = [b"\xEF\xBB\xBF".as_slice(), CZECH.as_bytes()].concat();
        assert_eq!(found(&marked), (CZECH.to_owned(), "UTF-8"));
    }

    #[test]
    fn damaged_utf8_names_its_line_instead_of_becoming_another_encoding() {
        let mut bytes = RUSSIAN.repeat(3).into_bytes();
        let third_line = RUSSIAN.len() + 4;
        bytes[third_line] = 0xFF;
        let error = decode(&bytes, None, None).err();
        assert_eq!(error, Some(TableError::Encoding { encoding: "UTF-8".to_owned(), line: 3 }));
    }

    #[test]
    fn text_cut_inside_a_character_is_truncated() {
        let bytes = RUSSIAN.as_bytes();
        let cut = &bytes[..RUSSIAN.find("бург").unwrap() + 1];
        assert_eq!(decode(cut, None, None).err(), Some(TableError::Truncated { line: 2 }));
        let wide: Vec<u8> = RUSSIAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(matches!(decode(&wide[..wide.len() - 3], None, None).err(), Some(TableError::Truncated { line: 2 })));
    }

    #[test]
    fn a_named_encoding_is_obeyed_and_an_unknown_one_refused() {
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("Имя\nЯ\n");
        assert_eq!(decode(&bytes, Some("cp1251"), None).unwrap().text, "Имя\nЯ\n");
        assert!(matches!(decode(&bytes, Some("klingon"), None).err(), Some(TableError::UnknownEncoding { .. })));
        assert!(matches!(decode(&bytes, Some("utf-8"), None).err(), Some(TableError::Encoding { .. })));
    }

    #[test]
    fn a_nul_character_is_named_by_its_line() {
        assert_eq!(decode(b"Name,City\nAcme,Br\0no\n", None, None).err(), Some(TableError::Nul { line: 2 }));
        let many = format!("Name\n{}Br\0no\n", "Acme\n".repeat(20_000));
        assert_eq!(decode(many.as_bytes(), None, None).err(), Some(TableError::Nul { line: 20_002 }));
        let wide: Vec<u8> = "Имя\nЯ\0\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(
            decode(&[&[0xff, 0xfe][..], &wide[..]].concat(), None, None).err(),
            Some(TableError::Nul { line: 2 })
        );
        // UTF-16 that somebody calls by another name.
        let wide: Vec<u8> = "Name\nAcme\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide, Some("cp1251"), None).err(), Some(TableError::Nul { line: 1 }));
        assert_eq!(decode(&wide, None, None).unwrap().text, "Name\nAcme\n");
    }

    #[test]
    fn bytes_that_are_not_text_are_called_so() {
        let bytes: Vec<u8> = (0..=255).cycle().take(5000).collect();
        assert!(matches!(decode(&bytes, None, None).err(), Some(TableError::Unsupported { .. })));
    }
}
