//! People called in a text: `@[Shown name](user:<id>)`.

use std::borrow::Cow;
use std::ops::Range;

use uuid::Uuid;

/// Where a mention's id begins.
const OPENING: &str = "](user:";

/// Somebody called in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'t> {
    /// Where in the text.
    pub at: Range<usize>,
    /// The name as it was written.
    pub name: &'t str,
    /// Who.
    pub user: Uuid,
}

/// The mentions in a text, in order.
pub fn mentions(text: &str) -> impl Iterator<Item = Mention<'_>> {
    text.match_indices(OPENING).filter_map(move |(at, _)| {
        let start = text[..at].rfind("@[")?;
        let name = &text[start + 2..at];
        let (id, _) = text[at + OPENING.len()..].split_once(')')?;
        let user = Uuid::try_parse(id).ok().filter(|_| !name.contains([']', '\n']))?;
        Some(Mention { at: start..at + OPENING.len() + id.len() + 1, name, user })
    })
}

/// A text as people read it: `@Shown name` where it calls somebody.
pub fn without_ids(text: &str) -> Cow<'_, str> {
    let mut plain = String::new();
    let mut upto = 0;
    for mention in mentions(text) {
        plain.push_str(&text[upto..mention.at.start]);
        plain.push('@');
        plain.push_str(mention.name);
        upto = mention.at.end;
    }
    if upto == 0 {
        return Cow::Borrowed(text);
    }
    plain.push_str(&text[upto..]);
    Cow::Owned(plain)
}
