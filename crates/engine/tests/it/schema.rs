use kith_catalogue::overlay::NewField;
use kith_engine::{Error, schema};
use serde_json::json;

use crate::house::{House, both, reach};

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn add(house: &House, user: uuid::Uuid, json: serde_json::Value) -> Result<kith_catalogue::Field, Error> {
    let field = NewField::from_json(&json, &house.ws.catalogue()).map_err(Error::Invalid)?;
    runtime().block_on(schema::add_field(&house.ws, house.ctx(user), "company".to_owned(), field))
}

#[test]
fn a_custom_field_can_be_used_by_the_next_command() {
    both(|house| {
        add(house, house.admin, json!({"key": "x_colour", "kind": "text", "label": "Colour"})).unwrap();
        let made = house.make(house.admin, "company", json!({"name": "Red one", "x_colour": "red"})).unwrap();
        assert_eq!(house.see(house.admin, "company", made.id).unwrap().value("x_colour").as_text(), Some("red"));
        let taken = add(house, house.admin, json!({"key": "x_colour", "kind": "text", "label": "Colour"}));
        assert!(matches!(taken, Err(Error::Invalid(_))), "{taken:?}");
    });
}

#[test]
fn a_field_made_anew_under_an_old_key_begins_empty_and_without_rights() {
    both(|house| {
        let text = json!({"key": "x_margin", "kind": "text", "label": "Margin"});
        add(house, house.admin, text.clone()).unwrap();
        let rights = json!({"objects": {"company": {"read": "all", "hidden": ["x_margin"]}}});
        let clerk = house.person("Cleo", None, rights);
        let made = house.make(house.admin, "company", json!({"name": "A", "x_margin": "9"})).unwrap();
        let retire = schema::retire_field(&house.ws, house.ctx(house.admin), "company".into(), "x_margin".into());
        runtime().block_on(retire).unwrap();
        let gone = house.make(house.admin, "company", json!({"name": "B", "x_margin": "9"}));
        assert!(matches!(gone, Err(Error::Invalid(_))), "{gone:?}");
        add(house, house.admin, text).unwrap();
        let seen = house.see(house.admin, "company", made.id).unwrap();
        assert!(seen.value("x_margin").is_null(), "the old values do not come back");
        let object = house.ws.catalogue().object("company").unwrap().clone();
        let access = kith_policy::Access::of(&house.ctx(clerk).actor, &house.ws.catalogue());
        assert!(access.object(&object).may_read(object.field("x_margin").unwrap()), "nor the old rights");
    });
}

#[test]
fn only_who_may_change_the_catalogue_does() {
    both(|house| {
        let seller = house.person("Sid", None, reach("own"));
        let refused = add(house, seller, json!({"key": "x_colour", "kind": "text", "label": "Colour"}));
        assert!(matches!(refused, Err(Error::Forbidden { code: "manage_catalogue" })), "{refused:?}");
        assert!(house.ws.catalogue().object("company").unwrap().field("x_colour").is_none());
    });
}

#[test]
fn two_fields_added_at_once_both_hold() {
    both(|house| {
        std::thread::scope(|scope| {
            for key in ["x_one", "x_two", "x_three", "x_four"] {
                scope.spawn(move || {
                    add(house, house.admin, json!({"key": key, "kind": "number", "label": key})).unwrap()
                });
            }
        });
        let catalogue = house.ws.catalogue();
        let company = catalogue.object("company").unwrap();
        assert!(["x_one", "x_two", "x_three", "x_four"].iter().all(|key| company.field(key).is_some()));
    });
}
