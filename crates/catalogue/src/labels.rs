//! Words for people, in the languages that Kith speaks.

use serde::{Deserialize, Serialize};

/// A language of the user interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
    /// Czech.
    Cs,
}

impl Lang {
    /// All of them.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::Ru, Lang::Cs];

    /// The two-letter code.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ru => "ru",
            Lang::Cs => "cs",
        }
    }

    /// By its code; a region (`cs-CZ`) is ignored.
    pub fn parse(code: &str) -> Option<Lang> {
        let base = code.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(base))
    }
}

/// A label in every language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
    /// Czech.
    pub cs: String,
}

impl Labels {
    /// The three texts.
    pub fn new(en: &str, ru: &str, cs: &str) -> Self {
        Labels { en: en.to_owned(), ru: ru.to_owned(), cs: cs.to_owned() }
    }

    /// The same text in every language: what somebody typed once.
    pub fn same(text: &str) -> Self {
        Labels::new(text, text, text)
    }

    /// The text in a language; where it is missing, whichever there is.
    pub fn get(&self, lang: Lang) -> &str {
        let wanted = match lang {
            Lang::En => &self.en,
            Lang::Ru => &self.ru,
            Lang::Cs => &self.cs,
        };
        [wanted, &self.en, &self.ru, &self.cs].into_iter().find(|text| !text.is_empty()).map_or("", String::as_str)
    }

    /// Does any language's text satisfy the test?
    pub fn any(&self, mut test: impl FnMut(&str) -> bool) -> bool {
        [&self.en, &self.ru, &self.cs].into_iter().any(|text| test(text))
    }
}

/// A colour with a meaning, as the UI's palette names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Tone {
    Gray,
    Blue,
    Violet,
    Amber,
    Green,
    Red,
}

impl Tone {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Tone::Gray => "gray",
            Tone::Blue => "blue",
            Tone::Violet => "violet",
            Tone::Amber => "amber",
            Tone::Green => "green",
            Tone::Red => "red",
        }
    }
}

/// One option of a one-of or many-of field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored; never changes.
    pub key: String,
    /// What people see.
    pub label: Labels,
    /// Its colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tone: Option<Tone>,
    /// No longer offered; values that have it keep it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

impl Choice {
    /// An option in force, without a colour.
    pub fn new(key: &str, label: Labels) -> Self {
        Choice { key: key.to_owned(), label, tone: None, retired: false }
    }

    /// With a colour.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }
}
