//! Companies and the companies above them.

use kith_engine::bulk::{self, Operation, Selection};
use kith_engine::undo::{self, Target};
use serde_json::json;

use crate::house::{both, code, map, problems, reach};

#[test]
fn no_company_is_above_itself_by_however_many_steps() {
    both(|house| {
        let [x, y, z] = ["X", "Y", "Z"].map(|name| house.make("company", json!({"name": name})).id);
        let refused = [("parent".to_owned(), "links_to_itself")];
        assert_eq!(problems(&house.change("company", x, json!({"parent": x})).unwrap_err()), refused);
        house.change("company", x, json!({"parent": y})).unwrap();
        assert_eq!(problems(&house.change("company", y, json!({"parent": x})).unwrap_err()), refused);
        house.change("company", y, json!({"parent": z})).unwrap();
        assert_eq!(problems(&house.change("company", z, json!({"parent": x})).unwrap_err()), refused);
        let set = Operation::Set(map(json!({"parent": x})));
        let outcome = house.admin(move |tx| bulk::run(tx, "company", Selection::Ids(vec![z]), &set, false)).unwrap();
        assert_eq!(outcome.results[0].problems[0].code, "links_to_itself");
        let file = house.import(move |tx| tx.update("company", z, None, &map(json!({"parent": x}))).map(drop));
        assert_eq!(problems(&file.unwrap_err()), refused);
        assert!(house.see("company", z).value("parent").is_null());
        house.change("company", z, json!({"name": "Top"})).unwrap();
    });
}

#[test]
fn the_way_up_is_walked_also_where_the_actor_does_not_see_it() {
    both(|house| {
        let ann = house.person("Ann", reach("own"));
        let own = house.try_make(ann, "company", json!({"name": "Hers"})).unwrap().id;
        let other = house.try_make(ann, "company", json!({"name": "Hers too"})).unwrap().id;
        let between = house.make("company", json!({"name": "Hidden", "parent": own})).id;
        house.change("company", other, json!({"parent": between})).unwrap();
        let error = house.act(ann, move |tx| tx.update("company", own, None, &map(json!({"parent": other}))).map(drop));
        assert_eq!(problems(&error.unwrap_err()), [("parent".to_owned(), "links_to_itself")]);
    });
}

#[test]
fn what_would_close_a_circle_is_not_taken_back() {
    both(|house| {
        let [x, y] = ["X", "Y"].map(|name| house.make("company", json!({"name": name})).id);
        house.change("company", x, json!({"parent": y})).unwrap();
        let event = house
            .admin(move |tx| {
                tx.update("company", x, None, &map(json!({"parent": null})))?;
                Ok(tx.last_event().unwrap())
            })
            .unwrap();
        house.change("company", y, json!({"parent": x})).unwrap();
        let back = house.admin(move |tx| undo::run(tx, Target::Event(event)).map(drop)).unwrap_err();
        assert_eq!(code(&back), "undo_collision");
        assert_eq!(problems(&back), [("parent".to_owned(), "links_to_itself")]);
    });
}
