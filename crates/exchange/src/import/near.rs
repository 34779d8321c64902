//! Names that are nearly alike: the same but for spaces and punctuation, or for a few letters.

use kith_catalogue::filter::Expr;
use kith_catalogue::text::fold;
use kith_engine::{Reader, Result};
use serde::Serialize;
use uuid::Uuid;

use super::names::titles;

/// The most records among which near names are looked for.
const MAX_CANDIDATES: usize = 50_000;
/// How many suggestions a name gets.
const SUGGESTIONS: usize = 3;

/// An existing record that a name may mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    /// The record.
    pub id: Uuid,
    /// Its title.
    pub label: String,
    /// How alike the names are, up to 1.
    pub score: f64,
    /// The names differ in spaces, punctuation, case and diacritics only.
    pub certain: bool,
}

/// A candidate with its name in comparable form.
pub(super) struct Candidate {
    id: Uuid,
    label: String,
    squashed: Vec<char>,
}

impl Candidate {
    pub(super) fn new(id: Uuid, label: String) -> Self {
        let squashed = squash(&label);
        Self { id, label, squashed }
    }
}

/// All records of an object that a name may mean; nothing when there are too many to compare.
pub(super) fn candidates(reader: &mut Reader<'_>, object: &str) -> Result<Vec<Candidate>> {
    let all = titles(reader, object, Expr::True)?;
    if all.len() > MAX_CANDIDATES {
        return Ok(Vec::new());
    }
    Ok(all.into_iter().map(|(id, label)| Candidate::new(id, label)).collect())
}

/// The candidates nearest to a name, the nearest first.
pub(super) fn suggest(name: &str, candidates: &[Candidate]) -> Vec<Suggestion> {
    let wanted = squash(name);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Suggestion> = candidates
        .iter()
        .filter_map(|candidate| {
            let certain = candidate.squashed == wanted;
            let longer = wanted.len().max(candidate.squashed.len());
            let allowed = (longer / 4).clamp(1, 4);
            let distance = if certain { 0 } else { distance(&wanted, &candidate.squashed, allowed)? };
            let score = ((1.0 - distance as f64 / longer as f64) * 100.0).round() / 100.0;
            Some(Suggestion { id: candidate.id, label: candidate.label.clone(), score, certain })
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.label.cmp(&b.label)));
    found.truncate(SUGGESTIONS);
    // Two that are equally certain are not certain.
    if found.iter().filter(|one| one.certain).count() > 1 {
        for one in &mut found {
            one.certain = false;
        }
    }
    found
}

/// Letters and digits only, folded.
fn squash(text: &str) -> Vec<char> {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The number of letters to change, add or drop, if it is within the limit.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        let mut least = row[0];
        for (j, right) in b.iter().enumerate() {
            let changed = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
            least = least.min(row[j + 1]);
        }
        if least > limit {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<Candidate> {
        names.iter().map(|name| Candidate::new(Uuid::nil(), (*name).to_owned())).collect()
    }

    #[test]
    fn a_name_without_its_space_is_certainly_the_same() {
        let all = names(&["ABX Basic", "ABX Pro", "ABX Plus Pro"]);
        let found = suggest("ABXPro", &all);
        assert_eq!((found[0].label.as_str(), found[0].certain, found[0].score), ("ABX Pro", true, 1.0));
        assert!(found.iter().skip(1).all(|one| !one.certain));
    }

    #[test]
    fn a_misspelt_name_is_suggested_but_not_certain() {
        let found = suggest("Nothr Mill", &names(&["North Mill", "South Bank"]));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].label.as_str(), found[0].certain), ("North Mill", false));
        assert!(suggest("Oak", &names(&["Elm Street"])).is_empty());
    }

    #[test]
    fn two_that_differ_in_punctuation_alone_are_not_certain() {
        let found = suggest("AB 1", &names(&["AB-1", "A-B1"]));
        assert!(found.len() == 2 && found.iter().all(|one| !one.certain));
    }
}
