//! A key that comes twice in one object of a JSON text: of its two values one would be lost unsaid, so it is refused.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Where in a JSON text the first key is that its object has had already, as problems name places; none where there is no
/// such key, and in what is no JSON.
pub(super) fn place(bytes: &[u8]) -> Option<String> {
    let mut found = None;
    let mut text = serde_json::Deserializer::from_slice(bytes);
    let _ = Look { at: &Place::Top, found: &mut found }.deserialize(&mut text);
    let place = found?;
    let place = place.strip_prefix('.').unwrap_or(&place);
    // Problems with fields of a record name the field alone.
    Some(place.strip_prefix("fields.").unwrap_or(place).to_owned())
}

/// A place in a text, by the place that it is in.
enum Place<'p> {
    Top,
    Key(&'p Place<'p>, &'p str),
    Item(&'p Place<'p>, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Top => Ok(()),
            Place::Key(of, key) => write!(f, "{of}.{key}"),
            Place::Item(of, at) => write!(f, "{of}[{at}]"),
        }
    }
}

struct Look<'a, 'p> {
    at: &'a Place<'p>,
    found: &'a mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for Look<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Look<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut at = 0;
        while items.next_element_seed(Look { at: &Place::Item(self.at, at), found: self.found })?.is_some() {
            at += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = entries.next_key_seed(Key)? {
            let at = Place::Key(self.at, &key);
            if keys.contains(&key) {
                *self.found = Some(at.to_string());
                return Err(A::Error::custom("a key comes twice"));
            }
            entries.next_value_seed(Look { at: &at, found: self.found })?;
            keys.insert(key);
        }
        Ok(())
    }
}

/// A key, with its escapes read.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        String::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn the_place_of_a_key_that_comes_twice_is_named() {
        let at = |text: &str| place(text.as_bytes());
        assert_eq!(at(r#"{"fields": {"name": "a", "amount": "1", "name": "b"}}"#).as_deref(), Some("name"));
        assert_eq!(at(r#"{"fields": {"amount": {"amount": "1", "amount": "2"}}}"#).as_deref(), Some("amount.amount"));
        assert_eq!(at(r#"{"a": [1, {"b": 1, "\u0062": 2}]}"#).as_deref(), Some("a[1].b"));
        assert_eq!(at(r#"{"fields": {}, "fields": {}}"#).as_deref(), Some("fields"));
        assert_eq!(at(r#"{"a": {"x": 1}, "b": {"x": 1}, "c": [{"x": null}, {"x": true}, 1.5, -3, "x"]}"#), None);
        assert_eq!(at(r#"{"a": 1, "a": "#).as_deref(), Some("a"));
        assert_eq!(at(r#"{"a": "#), None, "what is no JSON is refused elsewhere");
    }
}
