//! How well what was found fits.

use kith_catalogue::{FieldIx, Object};

use super::ask::Ask;
use super::find::Searched;

/// How well a record fits what was searched for, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// The title is just that.
    Title,
    /// Another field is, or one of its values.
    Value,
    /// The title begins with it.
    TitleStart,
    /// Words of the title begin with its words.
    TitleWords,
    /// Words of other fields do.
    Words,
    /// It is somewhere within words.
    Within,
    /// Words of a note or file on the record begin with its words.
    NoteWords,
    /// It is somewhere within words of a note or file.
    NoteWithin,
}

/// How well a candidate fits, and by which field.
pub(super) fn fit(ask: &Ask, object: &Object, fields: &[Searched], texts: &[String]) -> Option<(Fit, FieldIx)> {
    let mut fits: Vec<(Fit, FieldIx)> = Vec::new();
    let each = || fields.iter().zip(texts);
    for (searched, text) in each() {
        let is_title = searched.field == object.title;
        if *text == ask.whole || (!is_title && text.split_whitespace().any(|word| word == ask.whole)) {
            fits.push((if is_title { Fit::Title } else { Fit::Value }, searched.field));
        }
        if is_title && text.starts_with(ask.whole.as_str()) {
            fits.push((Fit::TitleStart, searched.field));
        }
        if ask.terms.iter().all(|term| starts_word(text, term)) {
            fits.push((if is_title { Fit::TitleWords } else { Fit::Words }, searched.field));
        }
    }
    if let Some(best) = fits.into_iter().min() {
        return Some(best);
    }
    // Every word is in some field; the first field that has one of them names it.
    let within = |term: &String| texts.iter().any(|text| text.contains(term.as_str()));
    let begins = |term: &String| texts.iter().any(|text| starts_word(text, term));
    let (searched, _) = each().find(|(_, text)| ask.terms.iter().any(|term| text.contains(term.as_str())))?;
    let fit = if ask.terms.iter().all(begins) { Fit::Words } else { Fit::Within };
    ask.terms.iter().all(within).then_some((fit, searched.field))
}

/// Does a word of the text begin with the term?
pub(super) fn starts_word(text: &str, term: &str) -> bool {
    text.match_indices(term)
        .any(|(at, _)| text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()))
}

/// How well a note or file fits that has every word of the question.
pub(super) fn fit_note(ask: &Ask, text: &str) -> Fit {
    if ask.terms.iter().all(|term| starts_word(text, term)) { Fit::NoteWords } else { Fit::NoteWithin }
}
