//! How a standard object is written down, and how it becomes an [`Object`].

use std::collections::HashMap;
use std::sync::Arc;

use crate::catalogue::BuildError;
use crate::overlay::ObjectOverlay;
use crate::{Field, FieldIx, Index, Kind, Labels, Object, Part, Tally};

pub(crate) struct FieldSpec {
    key: &'static str,
    kind: Kind,
    label: Labels,
    required: bool,
    read_only: bool,
    unique: bool,
    searchable: bool,
    system: bool,
    hidden: bool,
    weight: u8,
}

pub(crate) struct ObjectSpec {
    pub key: &'static str,
    pub label: Labels,
    pub label_plural: Labels,
    pub icon: &'static str,
    pub title: &'static str,
    pub owner: Option<&'static str>,
    pub participants: Option<&'static str>,
    pub editors: Option<&'static str>,
    pub parent: Option<&'static str>,
    pub verbs: &'static [&'static str],
    pub fields: Vec<FieldSpec>,
    pub indexes: &'static [&'static [(&'static str, Part)]],
    pub tally: Option<TallySpec>,
}

/// Totals to keep: by which fields, of which amount, weighted by what.
pub(crate) struct TallySpec {
    pub by: &'static [&'static str],
    pub amount: &'static str,
    pub weight: &'static str,
}

/// A field and what it is called in English, Russian and Czech.
pub(crate) fn field(key: &'static str, kind: Kind, en: &str, ru: &str, cs: &str) -> FieldSpec {
    FieldSpec {
        key,
        kind,
        label: Labels::new(en, ru, cs),
        required: false,
        read_only: false,
        unique: false,
        searchable: false,
        system: false,
        hidden: false,
        weight: 0,
    }
}

/// A link to one object.
pub(crate) fn link(target: &str) -> Kind {
    Kind::Link { targets: vec![Arc::from(target)] }
}

impl FieldSpec {
    pub fn required(self) -> Self {
        FieldSpec { required: true, ..self }
    }
    pub fn read_only(self) -> Self {
        FieldSpec { read_only: true, ..self }
    }
    pub fn unique(self) -> Self {
        FieldSpec { unique: true, ..self }
    }
    pub fn searchable(self) -> Self {
        FieldSpec { searchable: true, ..self }
    }
    /// Read by programs, not shown to people.
    pub fn hidden(self) -> Self {
        FieldSpec { hidden: true, ..self }
    }
    /// Counts for how complete a record is.
    pub fn counts(self, weight: u8) -> Self {
        FieldSpec { weight, ..self }
    }

    fn build(self, position: usize) -> Field {
        Field {
            key: Arc::from(self.key),
            column: self.key.to_owned(),
            kind: self.kind,
            label: self.label,
            required: self.required,
            read_only: self.read_only,
            unique: self.unique,
            searchable: self.searchable,
            custom: false,
            system: self.system,
            hidden: self.hidden,
            position: u32::try_from(position).unwrap_or(u32::MAX),
            weight: self.weight,
        }
    }
}

/// What every object has.
fn system_fields() -> [FieldSpec; 6] {
    let tags = Kind::ManyOf { options: Vec::new(), open: true };
    [
        field(super::TAGS, tags, "Tags", "Метки", "Štítky"),
        field(super::EXTERNAL_ID, Kind::ExternalIds, "External ID", "Внешний код", "Externí ID").searchable(),
        field(super::CREATED_AT, Kind::DateTime, "Created", "Создано", "Vytvořeno").read_only(),
        field(super::CREATED_BY, Kind::User, "Created by", "Кто создал", "Vytvořil").read_only(),
        field(super::UPDATED_AT, Kind::DateTime, "Changed", "Изменено", "Změněno").read_only(),
        field(super::UPDATED_BY, Kind::User, "Changed by", "Кто изменил", "Změnil").read_only(),
    ]
    .map(|field| FieldSpec { system: true, ..field })
}

impl ObjectSpec {
    /// The object, with the customer's changes.
    pub fn build(self, changes: Option<&ObjectOverlay>) -> Result<Object, BuildError> {
        let mut fields: Vec<Field> = self
            .fields
            .into_iter()
            .chain(system_fields())
            .enumerate()
            .map(|(position, spec)| spec.build(position))
            .collect();
        let mut retired = Vec::new();
        if let Some(changes) = changes {
            changes.apply(&mut fields, &mut retired);
        }
        let mut by_key: HashMap<Arc<str>, FieldIx> = HashMap::new();
        let mut columns = std::collections::HashSet::new();
        for (ix, field) in fields.iter().enumerate() {
            if by_key.insert(field.key.clone(), ix).is_some() {
                return Err(repeated(self.key, &field.key));
            }
        }
        for field in fields.iter().chain(&retired) {
            if !columns.insert(field.column.clone()) {
                return Err(repeated(self.key, &field.column));
            }
        }
        let must = |key: &str| *by_key.get(key).unwrap_or_else(|| panic!("{} declares no field {key}", self.key));
        let mut indexes: Vec<Index> = self
            .indexes
            .iter()
            .map(|columns| Index {
                columns: columns.iter().map(|(key, part)| (must(key), *part)).collect(),
                unique: false,
            })
            .collect();
        for (ix, field) in fields.iter().enumerate().filter(|(_, field)| field.unique && !field.custom) {
            let part = if field.kind == Kind::Text { Part::Fold } else { Part::Value };
            debug_assert!(matches!(field.kind, Kind::Text | Kind::Number { .. }));
            indexes.push(Index { columns: vec![(ix, part)], unique: true });
        }
        let (label, label_plural) = match changes {
            Some(changes) => {
                (changes.label.clone().unwrap_or(self.label), changes.label_plural.clone().unwrap_or(self.label_plural))
            }
            None => (self.label, self.label_plural),
        };
        Ok(Object {
            key: Arc::from(self.key),
            table: format!("obj_{}", self.key),
            label,
            label_plural,
            icon: changes.and_then(|changes| changes.icon.clone()).unwrap_or_else(|| self.icon.to_owned()),
            title: must(self.title),
            owner: self.owner.map(must),
            participants: self.participants.map(must),
            editors: self.editors.map(must),
            parent: self.parent.map(must),
            verbs: self.verbs.to_vec(),
            custom: false,
            indexes,
            tally: self.tally.map(|tally| Tally {
                by: tally.by.iter().map(|key| must(key)).collect(),
                amount: must(tally.amount),
                weight: must(tally.weight),
            }),
            by_key: by_key.clone(),
            fields,
            retired,
        })
    }
}

fn repeated(object: &str, field: &str) -> BuildError {
    BuildError::Repeated { object: object.to_owned(), field: field.to_owned() }
}
