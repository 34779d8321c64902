//! The guess: which object a file is about and which column is which field, from headers, from the catalogue's own
//! labels and from the values themselves.

use std::collections::{BTreeMap, HashMap, HashSet};

use kith_catalogue::standard::{EXTERNAL_ID, contact, lead, product};
use kith_catalogue::text::fold;
use kith_catalogue::{Catalogue, FieldIx, Kind, Lang, Object};
use serde::{Deserialize, Serialize};

use super::headers::Header;
use super::user::{USER, UserField};
use super::{DEFAULT_SOURCE, Keys, Mapping, Target, synonyms};
use crate::export::shape::currency_header;
use crate::table::profile::Profile;
use crate::table::{Column, Summary};

/// A guessed mapping and how sure each column is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// The object's key, or `user`.
    pub object: String,
    /// The mapping, ready to be run or corrected.
    pub mapping: Mapping,
    /// For each mapped column, from 0 to 1.
    pub confidence: BTreeMap<String, f64>,
}

/// Below this a column is left out.
const FLOOR: f64 = 0.5;

/// Guesses a mapping. `wanted` fixes the object; `may_write` says what the person may write at all.
pub fn guess(
    summary: &Summary,
    filename: &str,
    wanted: Option<&str>,
    catalogue: &Catalogue,
    may_write: &dyn Fn(&Object, FieldIx) -> bool,
) -> Guess {
    let mut candidates: Vec<(f64, Guess)> = Vec::new();
    let keys = catalogue.objects.iter().map(|object| &*object.key).chain([USER]);
    for key in keys.filter(|key| wanted.is_none_or(|wanted| wanted == *key)) {
        let targets = Targets::of(key, catalogue, may_write);
        let (score, mut guess) = targets.guess(key, &summary.columns);
        let name = fold(filename);
        let named = synonyms::file_words(key).iter().any(|word| name.contains(word));
        // Its columns are those of a company, a contact and a deal together: it would be guessed for any of them.
        if key == lead::KEY && !named && wanted.is_none() {
            continue;
        }
        guess.mapping.encoding = None;
        candidates.push((score + if named { 1.5 } else { 0.0 }, guess));
    }
    let best = candidates.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or_else(|| empty(wanted.unwrap_or_default()), |(_, guess)| guess)
}

fn empty(object: &str) -> Guess {
    let mapping = Mapping { object: object.to_owned(), ..Mapping::default() };
    Guess { object: object.to_owned(), mapping, confidence: BTreeMap::new() }
}

/// Where columns of a file may go for one object.
struct Targets {
    /// By folded header words: the target and how telling the words are.
    by_words: HashMap<String, (String, f64)>,
    /// By folded labels: the fields called so, which are next in turn where the words mean something else first.
    by_label: HashMap<String, Vec<String>>,
    /// The kind behind each target; none for what has no catalogue field.
    kinds: HashMap<String, Option<Kind>>,
    title: String,
}

impl Targets {
    fn of(key: &str, catalogue: &Catalogue, may_write: &dyn Fn(&Object, FieldIx) -> bool) -> Self {
        let mut targets = Self {
            by_words: HashMap::new(),
            by_label: HashMap::new(),
            kinds: HashMap::new(),
            title: "name".to_owned(),
        };
        if key == USER {
            for field in UserField::ALL {
                targets.kinds.insert(field.key().to_owned(), None);
                targets.label(field.key(), &field.label().en);
            }
        } else if let Some(object) = catalogue.object(key) {
            targets.title = object.fields[object.title].key.to_string();
            for (ix, field) in object.fields.iter().enumerate() {
                if field.read_only || !may_write(object, ix) {
                    continue;
                }
                targets.kinds.insert(field.key.to_string(), Some(field.kind.clone()));
                for language in [Lang::En, Lang::Ru, Lang::Cs] {
                    let label = field.label.get(language);
                    targets.label(&field.key, label);
                    if matches!(field.kind, Kind::Money) {
                        targets.label(&format!("{}.currency", field.key), &currency_header(label, language));
                    }
                }
                targets.label(&field.key, &field.key);
            }
            // What the program works out itself stands in its exports too, and is none of the fields it sounds like.
            for field in object.fields.iter().filter(|field| field.read_only) {
                for language in [Lang::En, Lang::Ru, Lang::Cs] {
                    let label = field.label.get(language);
                    targets.left_out(label);
                    if matches!(field.kind, Kind::Money) {
                        targets.left_out(&currency_header(label, language));
                    }
                }
            }
        }
        for (target, words) in synonyms::of(key) {
            if !targets.allows(target) {
                continue;
            }
            for (rank, word) in words.split('|').enumerate() {
                let certainty = 0.95 - 0.01 * rank.min(20) as f64;
                let entry = targets.by_words.entry(word.to_owned());
                let entry = entry.or_insert_with(|| ((*target).to_owned(), certainty));
                if entry.1 < certainty {
                    *entry = ((*target).to_owned(), certainty);
                }
            }
        }
        // A field's own name is surer than any other word for it.
        for (words, called) in &targets.by_label {
            if let Some((target, sure)) = targets.by_words.get_mut(words)
                && called.contains(target)
            {
                *sure = 0.96;
            }
        }
        targets
    }

    fn label(&mut self, target: &str, label: &str) {
        let words = Header::read(label).words;
        if !words.is_empty() {
            let called = self.by_label.entry(words.clone()).or_default();
            if !called.iter().any(|known| known == target) {
                called.push(target.to_owned());
            }
            self.by_words.entry(words).or_insert_with(|| (target.to_owned(), 0.9));
        }
    }

    /// A header that is known and goes nowhere, unless a word for a field is the same.
    fn left_out(&mut self, label: &str) {
        let words = Header::read(label).words;
        if !words.is_empty() {
            self.by_words.entry(words).or_insert_with(|| (String::new(), 0.0));
        }
    }

    fn allows(&self, target: &str) -> bool {
        self.kinds.contains_key(target.split('.').next().unwrap_or(target))
    }

    fn kind(&self, target: &str) -> Option<&Kind> {
        self.kinds.get(target.split('.').next()?)?.as_ref()
    }

    fn guess(&self, key: &str, columns: &[Column]) -> (f64, Guess) {
        let headers: Vec<Header> = columns.iter().map(|column| Header::read(&column.name)).collect();
        let mut offers: Vec<(f64, usize, String)> = Vec::new();
        for (at, (column, header)) in columns.iter().zip(&headers).enumerate() {
            if header.is_type {
                continue;
            }
            offers.extend(self.offers(column, header).into_iter().map(|(target, sure)| (sure, at, target)));
        }
        offers.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut guess = empty(key);
        let (mut taken, mut placed) = (HashSet::new(), HashSet::new());
        let mut score = 0.0;
        for (sure, at, target) in offers {
            let header = &headers[at];
            let takes_many = self.kind(&target).is_some_and(is_list);
            let slot = if takes_many && target.contains('.') {
                // Two addresses may each have a city, told apart by their type.
                format!("{target} {}", header.contact_type().unwrap_or_default())
            } else {
                target.clone()
            };
            if sure < FLOOR || placed.contains(&at) || (taken.contains(&slot) && (!takes_many || target.contains('.')))
            {
                continue;
            }
            placed.insert(at);
            taken.insert(slot);
            score += sure;
            let name = &columns[at].name;
            let mut goal = Target::field(&target);
            if self.kind(&target).is_some_and(|kind| matches!(kind, Kind::Phones | Kind::Emails | Kind::Address)) {
                goal.kind = header.contact_type().filter(|kind| fits(self.kind(&target), kind)).map(str::to_owned);
                goal.type_from = type_column(header, columns, &headers);
            }
            guess.confidence.insert(name.clone(), (sure * 100.0).round() / 100.0);
            guess.mapping.columns.insert(name.clone(), Some(goal));
        }
        for column in columns {
            guess.mapping.columns.entry(column.name.clone()).or_insert(None);
        }
        self.prefer_parts_of_names(&mut guess);
        guess.mapping.key = self.keys(key, &taken);
        if taken.contains(EXTERNAL_ID) {
            guess.mapping.source = Some(DEFAULT_SOURCE.to_owned());
        }
        // A file without what names its records is hardly about them; leftover columns speak against it a little.
        let named = taken.contains(&self.title)
            || (key == contact::KEY && (taken.contains(contact::FAMILY_NAME) || taken.contains(contact::GIVEN_NAME)))
            || (key == "deal" && taken.contains("stage"));
        let left = columns.len() - placed.len();
        (if named { score + 0.5 } else { score * 0.5 } - 0.1 * left as f64, guess)
    }

    /// What one column may be, from its words and from its values.
    fn offers(&self, column: &Column, header: &Header) -> Vec<(String, f64)> {
        let mut offers: Vec<(String, f64)> = Vec::new();
        if let Some((target, sure)) = self.by_words.get(&header.words) {
            if target.is_empty() {
                return offers;
            }
            offers.push((target.clone(), *sure));
            let called = self.by_label.get(&header.words).into_iter().flatten();
            offers.extend(called.filter(|other| *other != target).map(|other| (other.clone(), 0.85)));
        } else {
            // A header that contains a known one: "Рабочий телефон (контакт)".
            let own: Vec<&str> = header.words.split(' ').collect();
            let known = self.by_words.iter().filter(|(_, (target, _))| !target.is_empty());
            let inside = known.filter_map(|(words, (target, sure))| {
                let known: Vec<&str> = words.split(' ').collect();
                let longest = known.iter().map(|word| word.chars().count()).max().unwrap_or(0);
                let found = longest > 2 && own.windows(known.len()).any(|window| window == known);
                found.then(|| (target.clone(), sure * 0.7 + 0.04 * known.len().min(3) as f64, words.clone()))
            });
            let best = inside.max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.2.cmp(&b.2)));
            offers.extend(best.map(|(target, sure, _)| (target, sure)));
        }
        for (target, sure) in &mut offers {
            *sure *= plausibility(self.kind(target), target, &column.profile);
        }
        for (target, sure) in from_values(&column.profile) {
            if self.kinds.contains_key(target) && !offers.iter().any(|(known, _)| known == target) {
                offers.push((target.to_owned(), sure));
            }
        }
        offers
    }

    /// Where a file has the whole name and its parts, the parts are enough only if the whole is missing.
    fn prefer_parts_of_names(&self, guess: &mut Guess) {
        if guess.object != contact::KEY {
            return;
        }
        let has = |key: &str| guess.mapping.columns.values().flatten().any(|target| target.field == key);
        // "Имя" alone is the whole name; beside "Фамилия" it is the given name.
        if has(contact::GIVEN_NAME) && !has(contact::FAMILY_NAME) && !has(contact::NAME) {
            for target in guess.mapping.columns.values_mut().flatten() {
                if target.field == contact::GIVEN_NAME {
                    target.field = contact::NAME.to_owned();
                }
            }
        }
    }

    fn keys(&self, key: &str, taken: &HashSet<String>) -> Keys {
        let has = |field: &str| taken.contains(field);
        let mut keys: Vec<&str> = Vec::new();
        if has(EXTERNAL_ID) {
            keys.push(EXTERNAL_ID);
            let named = has(&self.title) || (key == contact::KEY && has(contact::FAMILY_NAME));
            if !named {
                return Keys(vec![EXTERNAL_ID.to_owned()]);
            }
        }
        match key {
            // Not telephones: colleagues share one. They tell people of one name apart all the same.
            contact::KEY => {
                keys.extend([contact::EMAILS].into_iter().filter(|field| has(field)));
                keys.push(contact::NAME);
            }
            product::KEY => {
                keys.extend([product::SKU].into_iter().filter(|field| has(field)));
                keys.push(product::NAME);
            }
            USER => {
                keys.extend(["email"].into_iter().filter(|field| has(field)));
                keys.push("name");
            }
            // An inquiry without a subject is a new one, whoever asks: by his telephone it would become an old one of his.
            lead::KEY if !has(&self.title) => {}
            _ => keys.push(&self.title),
        }
        Keys(keys.into_iter().map(str::to_owned).collect())
    }
}

fn is_list(kind: &Kind) -> bool {
    matches!(kind, Kind::Phones | Kind::Emails | Kind::Address | Kind::ManyOf { .. } | Kind::Users)
}

fn fits(kind: Option<&Kind>, word: &str) -> bool {
    match kind {
        Some(Kind::Phones) => true,
        _ => !matches!(word, "mobile" | "fax"),
    }
}

/// The column that holds the type of a numbered phone or e-mail.
fn type_column(header: &Header, columns: &[Column], headers: &[Header]) -> Option<String> {
    header.number?;
    let at = headers
        .iter()
        .position(|other| other.is_type && other.number == header.number && other.words == header.words)?;
    Some(columns[at].name.clone())
}

/// How well the values fit the kind, from 0 to 1: a column called "Phone" that holds dates is not one.
fn plausibility(kind: Option<&Kind>, target: &str, profile: &Profile) -> f64 {
    if profile.filled == 0 {
        return 0.9;
    }
    let Some(kind) = kind else { return 1.0 };
    let fits = |good: bool| if good { 1.0 } else { 0.3 };
    match kind {
        _ if target.contains('.') => 1.0,
        Kind::Date | Kind::DateTime => fits(profile.share(profile.dates.dates) >= 0.5),
        Kind::Number { .. } | Kind::Money => fits(profile.share(profile.numbers.numbers) >= 0.5),
        Kind::Emails => fits(profile.share(profile.emails) > 0.3),
        Kind::Phones => fits(profile.share(profile.phones) > 0.2 || profile.numbers.numbers > 0),
        Kind::Boolean => fits(profile.share(profile.booleans) > 0.8),
        Kind::Text => fits(!profile.is_dates() && profile.longest <= kith_catalogue::limits::TEXT),
        Kind::Link { .. } | Kind::User | Kind::Users | Kind::Stage | Kind::Pipeline => {
            fits(!profile.is_dates() && profile.share(profile.emails) < 0.9)
        }
        _ => 1.0,
    }
}

fn from_values(profile: &Profile) -> Vec<(&'static str, f64)> {
    let mut found = Vec::new();
    if profile.share(profile.emails) > 0.8 {
        found.push(("emails", 0.7));
        found.push(("email", 0.7));
    } else if profile.share(profile.urls) > 0.8 {
        found.push(("website", 0.55));
    } else if profile.share(profile.phones) > 0.8 && !profile.is_numbers() {
        found.push(("phones", 0.6));
    }
    found
}

#[cfg(test)]
#[path = "guess_tests.rs"]
mod tests;
