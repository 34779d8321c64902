//! Changes of the overlay, checked before they are made.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::{CustomField, MAX_CUSTOM, MAX_EVER, MAX_OPTIONS, ObjectOverlay, Overlay};
use crate::problem::short;
use crate::{Catalogue, Choice, Kind, Labels, Object, Problem, Tone, limits};

/// A custom field that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewField {
    /// Its key: `x_` and then small letters, digits and underscores.
    pub key: String,
    /// What it is to hold.
    pub kind: Kind,
    /// What people call it.
    pub label: Labels,
    /// Must be filled.
    pub required: bool,
    /// Found by the search; if it is not said, texts, phones and e-mails are.
    pub searchable: Option<bool>,
}

/// A change of a field that there is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldPatch {
    /// Its new name.
    pub label: Option<Labels>,
    /// Must be filled?
    pub required: Option<bool>,
    /// Left out of screens?
    pub hidden: Option<bool>,
    /// How much it counts for how complete a record is.
    pub weight: Option<u8>,
    /// All its options, in order. One that is left out is retired, not removed: records may have it.
    pub options: Option<Vec<Choice>>,
}

/// A change of an object's own names. What is none stays; what is none inside becomes the standard's again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ObjectPatch {
    /// What one is called.
    pub label: Option<Option<Labels>>,
    /// What several are called.
    pub label_plural: Option<Option<Labels>>,
    /// The name of its icon.
    pub icon: Option<Option<String>>,
}

type Problems = Vec<Problem>;

impl NewField {
    /// Reads the body of a request: `{"key", "kind", "label", "options"?, "open"?, "targets"?, "scale"?, "required"?,
    /// "searchable"?}`; labels are a text, or `{"en", "ru", "cs"}`.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn from_json(json: &Json, catalogue: &Catalogue) -> Result<NewField, Problems> {
        const KNOWN: &[&str] =
            &["key", "kind", "label", "options", "open", "targets", "scale", "required", "searchable"];
        let map = object(json).map_err(|problem| vec![problem])?;
        let mut problems = unknown_keys(map, KNOWN);
        let key = keep(&mut problems, "key", text(map, "key").and_then(check_key));
        let kind = keep(&mut problems, "kind", text(map, "kind"));
        let label = keep(&mut problems, "label", labels(map.get("label")));
        let required = keep(&mut problems, "required", flag(map, "required"));
        let searchable = keep(&mut problems, "searchable", flag(map, "searchable"));
        let kind = kind.and_then(|name| kind_of(&name, map, catalogue, &mut problems));
        match (key, kind, label, required, searchable) {
            (Some(key), Some(kind), Some(label), Some(required), Some(searchable)) if problems.is_empty() => {
                Ok(NewField { key, kind, label, required: required.unwrap_or(false), searchable })
            }
            _ => Err(problems),
        }
    }
}

impl FieldPatch {
    /// Reads the body of a request: `{"label"?, "required"?, "hidden"?, "weight"?, "options"?}`.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn from_json(json: &Json) -> Result<FieldPatch, Problems> {
        let map = object(json).map_err(|problem| vec![problem])?;
        let mut problems = unknown_keys(map, &["label", "required", "hidden", "weight", "options"]);
        let label = match map.get("label") {
            None | Some(Json::Null) => None,
            some => keep(&mut problems, "label", labels(some)),
        };
        let required = keep(&mut problems, "required", flag(map, "required")).flatten();
        let hidden = keep(&mut problems, "hidden", flag(map, "hidden")).flatten();
        let weight = keep(&mut problems, "weight", weight(map.get("weight"))).flatten();
        let options = match map.get("options") {
            None | Some(Json::Null) => None,
            Some(json) => keep(&mut problems, "options", choices(json)),
        };
        if problems.is_empty() { Ok(FieldPatch { label, required, hidden, weight, options }) } else { Err(problems) }
    }
}

impl ObjectPatch {
    /// Reads the body of a request: `{"label"?, "label_plural"?, "icon"?}`; null takes the standard's own again.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn from_json(json: &Json) -> Result<ObjectPatch, Problems> {
        let map = object(json).map_err(|problem| vec![problem])?;
        let mut problems = unknown_keys(map, &["label", "label_plural", "icon"]);
        let mut label = |key: &str| match map.get(key) {
            None => None,
            Some(Json::Null) => Some(None),
            some => keep(&mut problems, key, labels(some)).map(Some),
        };
        let (label, label_plural) = (label("label"), label("label_plural"));
        let icon = match map.get("icon") {
            None => None,
            Some(Json::Null) => Some(None),
            Some(_) => keep(&mut problems, "icon", text(map, "icon").and_then(check_icon)).map(Some),
        };
        if problems.is_empty() { Ok(ObjectPatch { label, label_plural, icon }) } else { Err(problems) }
    }
}

impl Overlay {
    /// Gives an object other names or another icon.
    pub fn change_object(&mut self, object: &Object, patch: ObjectPatch) {
        let changes = self.objects.entry(object.key.to_string()).or_default();
        changes.label = patch.label.unwrap_or_else(|| changes.label.take());
        changes.label_plural = patch.label_plural.unwrap_or_else(|| changes.label_plural.take());
        changes.icon = patch.icon.unwrap_or_else(|| changes.icon.take());
    }

    /// Adds a custom field and answers its column. A key that was used and retired gets a new column, so that nothing of
    /// the old field comes back.
    ///
    /// # Errors
    /// `key_taken`, `too_many`.
    pub fn add_field(&mut self, object: &Object, new: NewField) -> Result<String, Problem> {
        if object.field(&new.key).is_some() {
            return Err(Problem::new("key_taken").with("key", new.key).at("key"));
        }
        let changes = self.objects.entry(object.key.to_string()).or_default();
        let in_force = changes.custom.iter().filter(|field| !field.retired).count();
        if in_force >= MAX_CUSTOM || changes.custom.len() >= MAX_EVER {
            return Err(Problem::new("too_many").with("max", MAX_CUSTOM));
        }
        let before = changes.custom.iter().filter(|field| field.key == new.key).count();
        let column = if before == 0 { new.key.clone() } else { format!("{}__{}", new.key, before + 1) };
        let searchable = new.searchable.unwrap_or(matches!(new.kind, Kind::Text | Kind::Phones | Kind::Emails));
        changes.custom.push(CustomField {
            key: new.key,
            column: column.clone(),
            kind: new.kind,
            label: new.label,
            required: new.required,
            searchable,
            hidden: false,
            retired: false,
            weight: 0,
        });
        Ok(column)
    }

    /// Changes a field, custom or standard.
    ///
    /// # Errors
    /// `unknown_field`; `not_allowed` for options of a field that has none, or for lifting what the standard requires.
    pub fn change_field(&mut self, object: &Object, key: &str, patch: FieldPatch) -> Result<(), Problem> {
        let field = object.get(key).ok_or_else(|| Problem::new("unknown_field").at(&short(key)))?;
        let options = match patch.options {
            Some(_) if !matches!(field.kind, Kind::OneOf { .. } | Kind::ManyOf { .. }) => {
                return Err(Problem::new("not_allowed").at("options"));
            }
            Some(wanted) => Some(with_retired(wanted, field.kind.options())?),
            None => None,
        };
        let changes = self.objects.entry(object.key.to_string()).or_default();
        if field.custom {
            let custom = changes.in_force(key).ok_or_else(|| Problem::new("unknown_field").at(&short(key)))?;
            custom.label = patch.label.unwrap_or_else(|| custom.label.clone());
            custom.required = patch.required.unwrap_or(custom.required);
            custom.hidden = patch.hidden.unwrap_or(custom.hidden);
            custom.weight = patch.weight.unwrap_or(custom.weight);
            if let (Some(own), Kind::OneOf { options } | Kind::ManyOf { options, .. }) = (options, &mut custom.kind) {
                *options = own;
            }
            return Ok(());
        }
        let change = changes.standard.entry(key.to_owned()).or_default();
        if patch.required == Some(false) && field.required && !change.required {
            return Err(Problem::new("not_allowed").at("required"));
        }
        if patch.required == Some(true) && field.read_only {
            return Err(Problem::new("not_allowed").at("required"));
        }
        // What the system fills says nothing of how much people have.
        if patch.weight.is_some_and(|weight| weight > 0) && (field.read_only || field.system) {
            return Err(Problem::new("not_allowed").at("weight"));
        }
        change.weight = patch.weight.or(change.weight);
        change.label = patch.label.or(change.label.take());
        change.required = patch.required.unwrap_or(change.required);
        change.hidden = patch.hidden.unwrap_or(change.hidden);
        change.options = options.or(change.options.take());
        Ok(())
    }

    /// Takes a custom field out of force. Its column and what is in it stay, unread.
    ///
    /// # Errors
    /// `unknown_field`, also for standard fields, which can only be hidden.
    pub fn retire_field(&mut self, object: &Object, key: &str) -> Result<(), Problem> {
        let changes = self.objects.get_mut(object.key.as_ref());
        match changes.and_then(|changes| changes.in_force(key)) {
            Some(custom) => {
                custom.retired = true;
                Ok(())
            }
            None => {
                Err(Problem::new(if object.field(key).is_some() { "not_allowed" } else { "unknown_field" })
                    .at(&short(key)))
            }
        }
    }
}

impl ObjectOverlay {
    fn in_force(&mut self, key: &str) -> Option<&mut CustomField> {
        self.custom.iter_mut().find(|field| field.key == key && !field.retired)
    }
}

/// The options wanted, followed by those that are left out, retired.
fn with_retired(wanted: Vec<Choice>, present: &[Choice]) -> Result<Vec<Choice>, Problem> {
    let mut all = wanted;
    for old in present {
        if !all.iter().any(|choice| choice.key == old.key) {
            all.push(Choice { retired: true, ..old.clone() });
        }
    }
    if all.len() > MAX_OPTIONS {
        return Err(Problem::new("too_many").with("max", MAX_OPTIONS).at("options"));
    }
    Ok(all)
}

fn kind_of(name: &str, map: &Map<String, Json>, catalogue: &Catalogue, problems: &mut Problems) -> Option<Kind> {
    let kind = match name {
        "text" => Kind::Text,
        "long_text" => Kind::LongText,
        "number" => Kind::Number { scale: keep(problems, "scale", scale(map.get("scale")))? },
        "money" => Kind::Money,
        "boolean" => Kind::Boolean,
        "date" => Kind::Date,
        "date_time" => Kind::DateTime,
        "one_of" => Kind::OneOf { options: keep(problems, "options", needed(map.get("options")))? },
        "many_of" => {
            let open = keep(problems, "open", flag(map, "open"))?.unwrap_or(false);
            let options = match map.get("options") {
                None if open => Vec::new(),
                json => keep(problems, "options", needed(json))?,
            };
            Kind::ManyOf { options, open }
        }
        "link" => Kind::Link { targets: keep(problems, "targets", targets(map.get("targets"), catalogue))? },
        "user" => Kind::User,
        "users" => Kind::Users,
        "phones" => Kind::Phones,
        "emails" => Kind::Emails,
        "address" => Kind::Address,
        other => {
            let kinds = [
                "text",
                "long_text",
                "number",
                "money",
                "boolean",
                "date",
                "date_time",
                "one_of",
                "many_of",
                "link",
                "user",
                "users",
                "phones",
                "emails",
                "address",
            ];
            let problem = Problem::new("unknown_kind").with("kind", short(other)).with("kinds", kinds.to_vec());
            problems.push(problem.at("kind"));
            return None;
        }
    };
    let uses: &[&str] = match kind {
        Kind::Number { .. } => &["scale"],
        Kind::OneOf { .. } => &["options"],
        Kind::ManyOf { .. } => &["options", "open"],
        Kind::Link { .. } => &["targets"],
        _ => &[],
    };
    for key in ["scale", "options", "open", "targets"] {
        if map.contains_key(key) && !uses.contains(&key) {
            problems.push(Problem::new("not_allowed").with("kind", name).at(key));
        }
    }
    Some(kind)
}

fn keep<T>(problems: &mut Problems, key: &str, found: Result<T, Problem>) -> Option<T> {
    found.map_err(|problem| problems.push(problem.at(key))).ok()
}

fn object(json: &Json) -> Result<&Map<String, Json>, Problem> {
    json.as_object().ok_or_else(|| Problem::wrong_type("object", json))
}

fn unknown_keys(map: &Map<String, Json>, known: &[&str]) -> Problems {
    map.keys().filter(|key| !known.contains(&key.as_str())).map(|key| Problem::unknown_key(key)).collect()
}

fn text(map: &Map<String, Json>, key: &str) -> Result<String, Problem> {
    match map.get(key) {
        Some(Json::String(text)) => Ok(text.clone()),
        None | Some(Json::Null) => Err(Problem::new("required")),
        Some(other) => Err(Problem::wrong_type("string", other)),
    }
}

fn flag(map: &Map<String, Json>, key: &str) -> Result<Option<bool>, Problem> {
    match map.get(key) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::Bool(yes)) => Ok(Some(*yes)),
        Some(other) => Err(Problem::wrong_type("boolean", other)),
    }
}

fn check_key(key: String) -> Result<String, Problem> {
    let rest = key.strip_prefix("x_").unwrap_or_default();
    let fits = rest.starts_with(|c: char| c.is_ascii_lowercase())
        && rest.len() <= 41
        && !rest.contains("__")
        && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if fits { Ok(key) } else { Err(Problem::new("wrong_format").with("expected", "x_[a-z][a-z0-9_]{0,40}")) }
}

fn check_icon(name: String) -> Result<String, Problem> {
    let fits = (1..=40).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if fits { Ok(name) } else { Err(Problem::new("wrong_format").with("expected", "[a-z0-9-]{1,40}")) }
}

fn one_label(text: &str) -> Result<String, Problem> {
    match crate::kinds::clean_line(text, limits::PART)? {
        Some(label) => Ok(label),
        None => Ok(String::new()),
    }
}

fn labels(json: Option<&Json>) -> Result<Labels, Problem> {
    let labels = match json {
        Some(Json::String(text)) => Labels::same(&one_label(text)?),
        Some(Json::Object(map)) => {
            if let Some(key) = map.keys().find(|key| !["en", "ru", "cs"].contains(&key.as_str())) {
                return Err(Problem::unknown_key(key));
            }
            let mut labels = Labels::default();
            for (key, place) in [("en", &mut labels.en), ("ru", &mut labels.ru), ("cs", &mut labels.cs)] {
                match map.get(key) {
                    None | Some(Json::Null) => {}
                    Some(Json::String(text)) => *place = one_label(text).map_err(|problem| problem.at(key))?,
                    Some(other) => return Err(Problem::wrong_type("string", other).at(key)),
                }
            }
            labels
        }
        None | Some(Json::Null) => return Err(Problem::new("required")),
        Some(other) => return Err(Problem::wrong_type("string", other)),
    };
    if labels.any(|text| !text.is_empty()) { Ok(labels) } else { Err(Problem::new("required")) }
}

fn scale(json: Option<&Json>) -> Result<u8, Problem> {
    match json {
        None | Some(Json::Null) => Ok(0),
        Some(json) => match json.as_u64() {
            Some(scale @ 0..=6) => Ok(scale as u8),
            Some(_) => Err(Problem::new("out_of_range").with("min", 0).with("max", 6)),
            None => Err(Problem::wrong_type("number", json)),
        },
    }
}

fn weight(json: Option<&Json>) -> Result<Option<u8>, Problem> {
    match json {
        None | Some(Json::Null) => Ok(None),
        Some(json) => match json.as_u64() {
            Some(weight @ 0..=10) => Ok(Some(weight as u8)),
            Some(_) => Err(Problem::new("out_of_range").with("min", 0).with("max", 10)),
            None => Err(Problem::wrong_type("number", json)),
        },
    }
}

fn targets(json: Option<&Json>, catalogue: &Catalogue) -> Result<Vec<Arc<str>>, Problem> {
    let items = match json {
        Some(Json::Array(items)) if !items.is_empty() => items,
        None | Some(Json::Null | Json::Array(_)) => return Err(Problem::new("required")),
        Some(other) => return Err(Problem::wrong_type("array", other)),
    };
    let mut found: Vec<Arc<str>> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let place = format!("[{at}]");
        let key = item.as_str().ok_or_else(|| Problem::wrong_type("string", item).at(&place))?;
        let target = catalogue
            .object(key)
            .ok_or_else(|| Problem::new("unknown_object").with("object", short(key)).at(&place))?;
        if !found.contains(&target.key) {
            found.push(target.key.clone());
        }
    }
    Ok(found)
}

fn needed(json: Option<&Json>) -> Result<Vec<Choice>, Problem> {
    choices(json.ok_or_else(|| Problem::new("required"))?)
}

fn choices(json: &Json) -> Result<Vec<Choice>, Problem> {
    let Json::Array(items) = json else { return Err(Problem::wrong_type("array", json)) };
    if items.is_empty() {
        return Err(Problem::new("required"));
    }
    if items.len() > MAX_OPTIONS {
        return Err(Problem::new("too_many").with("max", MAX_OPTIONS));
    }
    let mut found: Vec<Choice> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let choice = choice(item).map_err(|problem| problem.at(&format!("[{at}]")))?;
        if found.iter().any(|other| other.key == choice.key) {
            return Err(Problem::new("repeated").with("key", choice.key).at(&format!("[{at}]")));
        }
        found.push(choice);
    }
    Ok(found)
}

fn choice(json: &Json) -> Result<Choice, Problem> {
    let map = object(json)?;
    if let Some(key) = map.keys().find(|key| !["key", "label", "tone", "retired"].contains(&key.as_str())) {
        return Err(Problem::unknown_key(key));
    }
    let key = text(map, "key").map_err(|problem| problem.at("key"))?;
    let fits = (1..=60).contains(&key.len())
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte));
    if !fits {
        return Err(Problem::new("wrong_format").with("expected", "[a-z0-9_-]{1,60}").at("key"));
    }
    let label = match map.get("label") {
        None | Some(Json::Null) => Labels::same(&key),
        some => labels(some).map_err(|problem| problem.at("label"))?,
    };
    let tone = match map.get("tone") {
        None | Some(Json::Null) => None,
        Some(json) => Some(
            serde_json::from_value::<Tone>(json.clone())
                .map_err(|_| Problem::new("unknown_option").with("option", json.clone()).at("tone"))?,
        ),
    };
    let retired = flag(map, "retired").map_err(|problem| problem.at("retired"))?.unwrap_or(false);
    Ok(Choice { key, label, tone, retired })
}
