use std::fmt::Write;

use kith_catalogue::{Kind, Lang, standard};

use crate::support::catalogue;

/// A change of this snapshot is a change of every customer's tables and of what programs rely on.
#[test]
fn standard_objects_are_as_agreed() {
    let mut out = String::new();
    for object in &catalogue().objects {
        let title = &object.fields[object.title].key;
        let owner = object.owner.map_or("-", |ix| &object.fields[ix].key);
        let parent = object.parent.map_or("-", |ix| &object.fields[ix].key);
        let people = object.participants.map_or(String::new(), |ix| format!(", with {}", object.fields[ix].key));
        writeln!(out, "{} ({}): title {title}, owner {owner}{people}, parent {parent}", object.key, object.table)
            .unwrap();
        for field in &object.fields {
            let mut notes = vec![field.kind.name().to_owned()];
            match &field.kind {
                Kind::Number { scale } => notes.push(format!("scale {scale}")),
                Kind::Link { targets } => notes.push(format!("to {}", targets.join(", "))),
                Kind::OneOf { options } | Kind::ManyOf { options, .. } => {
                    notes.push(options.iter().map(|option| option.key.as_str()).collect::<Vec<_>>().join("/"));
                }
                _ => {}
            }
            for (is, word) in [
                (field.required, "required"),
                (field.read_only, "read only"),
                (field.unique, "unique"),
                (field.searchable, "searched"),
            ] {
                if is {
                    notes.push(word.to_owned());
                }
            }
            let columns: Vec<String> =
                field.columns().iter().map(|column| format!("{} {:?}", column.name, column.ty)).collect();
            writeln!(out, "  {:<16} {:<50} {}", field.key, notes.join(", "), columns.join(", ")).unwrap();
        }
        for index in &object.indexes {
            let columns: Vec<String> =
                index.columns.iter().map(|(ix, part)| object.fields[*ix].column_name(*part)).collect();
            writeln!(out, "  index{} {}", if index.unique { " unique" } else { "" }, columns.join(", ")).unwrap();
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn everything_is_called_something_in_every_language() {
    for object in &catalogue().objects {
        let words = [&object.label, &object.label_plural].into_iter();
        let options = object.fields.iter().flat_map(|field| field.kind.options()).map(|option| &option.label);
        for labels in words.chain(object.fields.iter().map(|field| &field.label)).chain(options) {
            for text in [&labels.en, &labels.ru, &labels.cs] {
                assert!(!text.is_empty() && text.trim() == text, "{}: {labels:?}", object.key);
            }
        }
        for lang in Lang::ALL {
            let mut seen = std::collections::HashSet::new();
            for field in &object.fields {
                assert!(seen.insert(field.label.get(lang)), "{}: two fields are {}", object.key, field.label.get(lang));
            }
        }
    }
}

#[test]
fn keys_that_outsiders_rely_on_are_there() {
    let promised = [
        ("company", "name kinds phones emails website industry addresses parent owner"),
        ("contact", "name given_name family_name middle_name company position phones emails birthday owner"),
        ("lead", "name source status contact_name company_name phones emails note owner"),
        (
            "deal",
            "name number company contact pipeline stage amount probability expected_close closed_at outcome_reason source owner",
        ),
        ("task", "title type due_at duration done_at result assignee about"),
        ("product", "name sku price unit category active"),
        ("line_item", "deal product name quantity price discount total"),
        ("affiliation", "contact company role since until"),
        ("objection", "title kind text category active"),
        ("answer", "objection title text active"),
        ("objection_met", "about objection answer worked words task note deal pipeline stage"),
        ("deal_member", "deal user role share share_amount may_edit"),
        ("price_list", "name client_type valid_from valid_until percent active"),
        ("price", "name price_list product from_quantity price"),
    ];
    for (object, keys) in promised {
        let object = catalogue().object(object).unwrap();
        for key in
            keys.split(' ').chain(["created_at", "created_by", "updated_at", "updated_by", "external_id", "tags"])
        {
            assert!(object.field(key).is_some(), "{}.{key}", object.key);
        }
    }
    assert_eq!(standard::KEYS.len(), promised.len());
}
