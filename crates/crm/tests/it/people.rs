//! Contacts' names through the write path.

use kith_catalogue::Value;
use kith_engine::Record;
use serde_json::json;

use crate::house::both;

fn texts(record: &Record) -> [String; 4] {
    ["name", "given_name", "middle_name", "family_name"]
        .map(|key| record.value(key).as_text().unwrap_or_default().to_owned())
}

#[test]
fn name_is_composed_when_left_out_and_split_when_only_it_comes() {
    both(|house| {
        let parts = json!({"given_name": "Пётр", "middle_name": "Сергеевич", "family_name": "Иванов"});
        let composed = house.make("contact", parts);
        assert_eq!(texts(&composed), ["Иванов Пётр Сергеевич", "Пётр", "Сергеевич", "Иванов"]);
        let split = house.make("contact", json!({"name": "Ludwig van Beethoven"}));
        assert_eq!(texts(&split), ["Ludwig van Beethoven", "Ludwig", "", "van Beethoven"]);
        let both = house.make("contact", json!({"name": "The boss", "family_name": "Smith"}));
        assert_eq!(texts(&both), ["The boss", "", "", "Smith"]);
        assert!(house.try_make(house.admin, "contact", json!({"position": "CEO"})).is_err());
    });
}

#[test]
fn name_and_parts_follow_each_other_when_one_changes() {
    both(|house| {
        let contact = house.make("contact", json!({"name": "Grace Hopper"})).id;
        let married = house.change("contact", contact, json!({"family_name": "Murray"})).unwrap();
        assert_eq!(texts(&married), ["Grace Murray", "Grace", "", "Murray"]);
        let renamed = house.change("contact", contact, json!({"name": "Ada Lovelace"})).unwrap();
        assert_eq!(texts(&renamed), ["Ada Lovelace", "Ada", "", "Lovelace"]);
        let untouched = house.change("contact", contact, json!({"position": "Countess"})).unwrap();
        assert_eq!(texts(&untouched), ["Ada Lovelace", "Ada", "", "Lovelace"]);
        let cleared = house.change("contact", contact, json!({"given_name": null})).unwrap();
        assert_eq!(cleared.value("name"), &Value::Text("Lovelace".to_owned()));
        assert!(house.change("contact", contact, json!({"name": null})).is_err());
    });
}
