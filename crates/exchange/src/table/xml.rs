//! The little XML that workbooks need: events with local names, no entities but the five and characters.

use super::TableError;
use super::archive::{Part, read_error};
use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use std::borrow::Cow;

/// What the readers of workbooks look at.
pub(crate) enum Node<'a> {
    /// An element begins; an empty element begins and ends.
    Start(BytesStart<'a>),
    /// An element ends.
    End(BytesEnd<'a>),
    /// Text, already resolved.
    Text(Cow<'a, str>),
    /// Comments and the like.
    Other,
    /// The part is read to its end.
    Done,
}

/// A pull reader over one part.
pub(crate) struct Xml<'a> {
    reader: Reader<Part<'a>>,
    buffer: Vec<u8>,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(part: Part<'a>) -> Self {
        let mut reader = Reader::from_reader(part);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, buffer: Vec::with_capacity(1024) }
    }

    /// The next node.
    pub(crate) fn next(&mut self) -> Result<Node<'_>, TableError> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|e| xml_error(&e))?;
        Ok(match event {
            Event::Start(start) | Event::Empty(start) => Node::Start(start),
            Event::End(end) => Node::End(end),
            Event::Text(text) => Node::Text(text.xml10_content()),
            Event::CData(text) => Node::Text(text.xml10_content()),
            Event::GeneralRef(reference) => Node::Text(resolve(&reference)),
            Event::Eof => Node::Done,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Node::Other,
        })
    }
}

fn xml_error(error: &quick_xml::Error) -> TableError {
    match error {
        quick_xml::Error::Io(io) => read_error(io),
        _ => TableError::damaged("a part of it is not well-formed XML"),
    }
}

fn resolve<'a>(reference: &BytesRef<'_>) -> Cow<'a, str> {
    Cow::Borrowed(match reference.as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        other => {
            return match reference.resolve_char_ref() {
                Ok(Some(character)) => Cow::Owned(character.to_string()),
                _ => Cow::Owned(format!("&{other};")),
            };
        }
    })
}

/// An attribute by its name without prefix.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    start.attributes().with_checks(false).flatten().find_map(|attribute| {
        (attribute.key.local_name().as_ref() == name).then(|| {
            quick_xml::escape::unescape(&attribute.value)
                .map_or_else(|_| attribute.value.to_string(), |text| text.into_owned())
        })
    })
}
