//! Order of text in a language.

use icu_collator::options::CollatorOptions;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

use crate::Lang;

/// Makes the keys that text is ordered by: bytes that compare as people of the language order words.
pub struct Collator {
    inner: CollatorBorrowed<'static>,
    lang: Lang,
}

impl Collator {
    /// For a language.
    pub fn new(lang: Lang) -> Self {
        let locale = match lang {
            Lang::En => locale!("en"),
            Lang::Ru => locale!("ru"),
            Lang::Cs => locale!("cs"),
        };
        let inner = CollatorBorrowed::try_new(CollatorPreferences::from(&locale), CollatorOptions::default())
            .expect("collation data is compiled in");
        Collator { inner, lang }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The key of a text. Of a very long one the beginning decides.
    pub fn key(&self, text: &str) -> Vec<u8> {
        const ENOUGH: usize = 120;
        let text = match text.char_indices().nth(ENOUGH) {
            Some((end, _)) => &text[..end],
            None => text,
        };
        let mut key = Vec::with_capacity(text.len() * 2 + 8);
        match self.inner.write_sort_key_to(text, &mut key) {
            Ok(()) => key,
            Err(never) => match never {},
        }
    }
}

impl std::fmt::Debug for Collator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Collator").field(&self.lang).finish()
    }
}
