//! Kinds that several cells fill together: telephones, e-mails, addresses.

use kith_catalogue::Kind;
use kith_catalogue::text::fold;
use serde_json::{Map, Value as Json, json};

use super::values::clean;

/// The entries that one cell holds; each with its type, when one is known.
pub(super) fn entries(kind: &Kind, text: &str, entry_type: Option<&str>) -> Vec<Json> {
    let pieces: Vec<&str> = match kind {
        Kind::Phones => text.split([';', ',', '\n', '|']).flat_map(|piece| piece.split(" / ")).collect(),
        _ => text.split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|')).collect(),
    };
    let entries = pieces.into_iter().map(|piece| clean(piece.trim())).filter(|piece| !piece.is_empty());
    entries
        .map(|value| match entry_type {
            Some(word) => json!({ "value": value, "type": word }),
            None => Json::String(value),
        })
        .collect()
}

/// The word of the catalogue for a type as a file writes it.
pub(super) fn entry_type(kind: &Kind, text: &str) -> Option<&'static str> {
    let word = fold(text.trim_start_matches('*').trim());
    let begins = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    let found = if begins(&["mobil", "cell", "iphone", "мобил", "сотов"]) {
        "mobile"
    } else if begins(&["work", "business", "office", "рабоч", "prac"]) {
        "work"
    } else if begins(&["home", "private", "personal", "домаш", "личн", "dom", "soukrom"]) {
        "home"
    } else if begins(&["main", "primary", "основн", "hlavn"]) {
        "main"
    } else if word.contains("fax") || begins(&["факс"]) {
        "fax"
    } else if word.is_empty() {
        return None;
    } else {
        "other"
    };
    match kind {
        Kind::Phones => Some(found),
        _ if matches!(found, "mobile" | "fax") => Some("other"),
        _ => Some(found),
    }
}

/// Addresses under way: parts gathered from several columns, one address a type.
#[derive(Debug, Default)]
pub(super) struct Addresses(Vec<(Option<String>, Map<String, Json>)>);

/// The parts an address has.
pub(super) const ADDRESS_PARTS: [&str; 5] = ["street", "city", "region", "postal_code", "country"];

impl Addresses {
    pub(super) fn add(&mut self, kind: Option<&str>, part: &str, text: &str) {
        let at = self.0.iter().position(|(known, _)| known.as_deref() == kind).unwrap_or_else(|| {
            self.0.push((kind.map(str::to_owned), Map::new()));
            self.0.len() - 1
        });
        self.0[at].1.insert(part.to_owned(), Json::String(clean(text)));
    }

    pub(super) fn finish(self) -> Option<Json> {
        let addresses: Vec<Json> = self
            .0
            .into_iter()
            .map(|(kind, mut parts)| {
                if let Some(kind) = kind {
                    parts.insert("type".to_owned(), Json::String(kind));
                }
                Json::Object(parts)
            })
            .collect();
        (!addresses.is_empty()).then_some(Json::Array(addresses))
    }
}
