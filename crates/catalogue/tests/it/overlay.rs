use kith_catalogue::overlay::{FieldPatch, MAX_CUSTOM, NewField, Overlay};
use kith_catalogue::{Catalogue, Kind, Lang};
use serde_json::{Value as Json, json};

use crate::support::{catalogue, settings};

fn build(overlay: &Overlay) -> Catalogue {
    Catalogue::build(overlay, &settings(), 2).unwrap()
}

fn add(overlay: &mut Overlay, json: Json) -> Result<String, Vec<String>> {
    let catalogue = build(overlay);
    let shown = |problems: Vec<kith_catalogue::Problem>| problems.iter().map(ToString::to_string).collect::<Vec<_>>();
    let new = NewField::from_json(&json, &catalogue).map_err(shown)?;
    overlay.add_field(catalogue.object("deal").unwrap(), new).map_err(|problem| shown(vec![problem]))
}

fn patch(overlay: &mut Overlay, key: &str, json: Json) -> Result<(), String> {
    let catalogue = build(overlay);
    let patch = FieldPatch::from_json(&json).map_err(|problems| problems[0].to_string())?;
    overlay.change_field(catalogue.object("deal").unwrap(), key, patch).map_err(|problem| problem.to_string())
}

#[test]
fn a_custom_field_is_there_at_once() {
    let mut overlay = Overlay::default();
    let colour = json!({
        "key": "x_colour", "kind": "one_of", "label": {"en": "Colour", "ru": "Цвет"}, "required": true,
        "options": [{"key": "red", "label": "Red", "tone": "red"}, {"key": "blue"}],
    });
    assert_eq!(add(&mut overlay, colour).unwrap(), "x_colour");
    let catalogue = build(&overlay);
    let field = catalogue.object("deal").unwrap().get("x_colour").unwrap();
    assert!(field.custom && field.required && !field.system);
    assert_eq!((field.label.get(Lang::Ru), field.label.get(Lang::Cs)), ("Цвет", "Colour"));
    assert_eq!(field.kind.options().len(), 2);
    assert!(matches!(field.kind, Kind::OneOf { .. }));
    assert_eq!(add(&mut overlay, json!({"key": "x_n", "kind": "number", "label": "N", "scale": 2})).unwrap(), "x_n");
    assert_eq!(
        add(&mut overlay, json!({"key": "x_c", "kind": "link", "label": "C", "targets": ["company"]})).unwrap(),
        "x_c"
    );
    assert_eq!(add(&mut overlay, json!({"key": "x_t", "kind": "many_of", "label": "T", "open": true})).unwrap(), "x_t");
}

#[test]
fn what_was_kept_is_read_back() {
    let mut overlay = Overlay::default();
    for kind in
        ["text", "long_text", "number", "money", "boolean", "date", "date_time", "user", "phones", "emails", "address"]
    {
        add(&mut overlay, json!({"key": format!("x_{kind}"), "kind": kind, "label": kind})).unwrap();
    }
    add(&mut overlay, json!({"key": "x_link", "kind": "link", "label": "L", "targets": ["deal", "task"]})).unwrap();
    add(
        &mut overlay,
        json!({"key": "x_opt", "kind": "one_of", "label": "O", "options": [{"key": "a", "tone": "red"}]}),
    )
    .unwrap();
    patch(&mut overlay, "source", json!({"label": "Откуда", "hidden": true, "required": true})).unwrap();
    let kept = serde_json::to_string(&overlay).unwrap();
    let reread: Overlay = serde_json::from_str(&kept).unwrap();
    assert_eq!(reread, overlay);
    build(&reread);
    assert_eq!(serde_json::from_str::<Overlay>("{}").unwrap(), Overlay::default());
}

#[test]
fn a_retired_key_comes_back_with_another_column() {
    let mut overlay = Overlay::default();
    let note = || json!({"key": "x_note", "kind": "text", "label": "Note"});
    assert_eq!(add(&mut overlay, note()).unwrap(), "x_note");
    assert_eq!(add(&mut overlay, note()).unwrap_err(), ["key: key_taken (key=\"x_note\")"]);
    let deal = build(&overlay);
    overlay.retire_field(deal.object("deal").unwrap(), "x_note").unwrap();
    let without = build(&overlay);
    let deal = without.object("deal").unwrap();
    assert_eq!(deal.field("x_note"), None);
    assert_eq!(deal.retired.len(), 1);
    assert_eq!(overlay.retire_field(deal, "x_note").unwrap_err().code, "unknown_field");
    assert_eq!(overlay.retire_field(deal, "name").unwrap_err().code, "not_allowed");
    assert_eq!(add(&mut overlay, json!({"key": "x_note", "kind": "money", "label": "Note"})).unwrap(), "x_note__2");
    let again = build(&overlay);
    let field = again.object("deal").unwrap().get("x_note").unwrap();
    assert_eq!((field.column.as_str(), &field.kind), ("x_note__2", &Kind::Money));
}

#[test]
fn what_makes_no_field_is_refused_with_everything_that_is_wrong() {
    let mut overlay = Overlay::default();
    let mut wrong = |json| add(&mut overlay, json).unwrap_err();
    assert_eq!(wrong(json!({})), ["key: required", "kind: required", "label: required"]);
    assert_eq!(wrong(json!([])), ["wrong_type (expected=\"object\", got=\"array\")"]);
    assert_eq!(
        wrong(json!({"key": "x_a", "kind": "text", "label": "A", "colour": 1})),
        ["unknown_key (key=\"colour\")"]
    );
    for key in [
        "a",
        "x_",
        "x_A",
        "x_1",
        "x__a",
        "x_a__b",
        "x_a-b",
        "x_я",
        "X_a",
        &format!("x_{}", "a".repeat(42)),
        "x_a\"; drop",
    ] {
        let problems = wrong(json!({"key": key, "kind": "text", "label": "A"}));
        assert!(problems[0].starts_with("key: wrong_format"), "{key}: {problems:?}");
    }
    assert!(wrong(json!({"key": "x_a", "kind": "stage", "label": "A"}))[0].starts_with("kind: unknown_kind"));
    assert_eq!(wrong(json!({"key": "x_a", "kind": "one_of", "label": "A"})), ["options: required"]);
    assert_eq!(wrong(json!({"key": "x_a", "kind": "one_of", "label": "A", "options": []})), ["options: required"]);
    let twice = json!([{"key": "a"}, {"key": "a"}]);
    assert_eq!(
        wrong(json!({"key": "x_a", "kind": "one_of", "label": "A", "options": twice})),
        ["options[1]: repeated (key=\"a\")"]
    );
    assert!(
        wrong(json!({"key": "x_a", "kind": "one_of", "label": "A", "options": [{"key": "a|b"}]}))[0]
            .starts_with("options[0].key: wrong_format")
    );
    assert!(
        wrong(json!({"key": "x_a", "kind": "one_of", "label": "A", "options": [{"key": "a", "tone": "mauve"}]}))[0]
            .starts_with("options[0].tone: unknown_option")
    );
    assert!(
        wrong(json!({"key": "x_a", "kind": "link", "label": "A", "targets": ["user"]}))[0]
            .starts_with("targets[0]: unknown_object")
    );
    assert!(
        wrong(json!({"key": "x_a", "kind": "number", "label": "A", "scale": 7}))[0].starts_with("scale: out_of_range")
    );
    assert!(
        wrong(json!({"key": "x_a", "kind": "text", "label": "A", "scale": 2}))[0].starts_with("scale: not_allowed")
    );
    assert_eq!(wrong(json!({"key": "x_a", "kind": "text", "label": " "})), ["label: required"]);
    assert_eq!(wrong(json!({"key": "x_a", "kind": "text", "label": {"de": "A"}})), ["label: unknown_key (key=\"de\")"]);
}

#[test]
fn there_is_an_end_to_custom_fields() {
    let mut overlay = Overlay::default();
    let object = catalogue().object("deal").unwrap();
    let mut add = |key: String| {
        let json = json!({"key": key, "kind": "boolean", "label": "B"});
        overlay.add_field(object, NewField::from_json(&json, catalogue()).unwrap())
    };
    for n in 0..MAX_CUSTOM {
        add(format!("x_f{n}")).unwrap();
    }
    assert_eq!(add("x_last".into()).unwrap_err().code, "too_many");
    assert_eq!(build(&overlay).object("deal").unwrap().fields.iter().filter(|field| field.custom).count(), MAX_CUSTOM);
}

#[test]
fn options_are_retired_not_removed() {
    let mut overlay = Overlay::default();
    add(&mut overlay, json!({"key": "x_c", "kind": "one_of", "label": "C", "options": [{"key": "a"}, {"key": "b"}]}))
        .unwrap();
    patch(&mut overlay, "x_c", json!({"options": [{"key": "b", "label": "Bee"}, {"key": "c"}]})).unwrap();
    let catalogue = build(&overlay);
    let options = catalogue.object("deal").unwrap().get("x_c").unwrap().kind.options().to_vec();
    let shown: Vec<(&str, bool)> = options.iter().map(|option| (option.key.as_str(), option.retired)).collect();
    assert_eq!(shown, [("b", false), ("c", false), ("a", true)]);
}

#[test]
fn standard_fields_can_be_renamed_hidden_and_made_required() {
    let mut overlay = Overlay::default();
    patch(&mut overlay, "source", json!({"label": "Канал", "required": true, "hidden": true})).unwrap();
    let catalogue = build(&overlay);
    let field = catalogue.object("deal").unwrap().get("source").unwrap().clone();
    assert!(field.required && field.hidden && !field.custom);
    assert_eq!(field.label.get(Lang::Cs), "Канал");
    patch(&mut overlay, "source", json!({"required": false})).unwrap();
    assert!(!build(&overlay).object("deal").unwrap().get("source").unwrap().required);
    assert_eq!(patch(&mut overlay, "name", json!({"required": false})).unwrap_err(), "required: not_allowed");
    assert_eq!(patch(&mut overlay, "number", json!({"required": true})).unwrap_err(), "required: not_allowed");
    assert_eq!(patch(&mut overlay, "source", json!({"options": [{"key": "a"}]})).unwrap_err(), "options: not_allowed");
    assert_eq!(patch(&mut overlay, "nope", json!({})).unwrap_err(), "nope: unknown_field");
    assert_eq!(patch(&mut overlay, "source", json!({"kind": "number"})).unwrap_err(), "unknown_key (key=\"kind\")");
}

#[test]
fn order_puts_the_named_fields_first() {
    let mut overlay = Overlay::default();
    add(&mut overlay, json!({"key": "x_first", "kind": "text", "label": "F"})).unwrap();
    overlay.objects.get_mut("deal").unwrap().order = vec!["x_first".into(), "amount".into(), "gone".into()];
    let catalogue = build(&overlay);
    let mut fields: Vec<_> = catalogue.object("deal").unwrap().fields.iter().collect();
    fields.sort_by_key(|field| field.position);
    let keys: Vec<&str> = fields.iter().map(|field| field.key.as_ref()).take(3).collect();
    assert_eq!(keys, ["x_first", "amount", "name"]);
}

#[test]
fn an_overlay_that_does_not_fit_is_refused() {
    let wrong = |json: Json| {
        let overlay: Overlay = serde_json::from_value(json).unwrap();
        Catalogue::build(&overlay, &settings(), 1).unwrap_err().to_string()
    };
    assert!(wrong(json!({"objects": {"spaceship": {}}})).contains("spaceship"));
    let field = json!({"key": "x_a", "column": "name", "kind": "text", "label": {"en": "A", "ru": "A", "cs": "A"}});
    assert!(wrong(json!({"objects": {"deal": {"custom": [field]}}})).contains("name"));
    let link = json!({"key": "x_a", "column": "x_a", "kind": "link", "targets": ["spaceship"], "label": {"en": "A", "ru": "", "cs": ""}});
    assert!(wrong(json!({"objects": {"deal": {"custom": [link]}}})).contains("spaceship"));
}
