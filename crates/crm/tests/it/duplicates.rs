//! Doubles: found by address, number and name, as far as the actor may see them.

use kith_engine::{CreateOptions, Error, Match};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, map, reach};

fn refused(house: &House, who: Uuid, object: &'static str, fields: Json) -> Vec<Match> {
    let fields = map(fields);
    let outcome = house.act(who, move |tx| tx.create(object, &fields, CreateOptions { refuse_duplicates: true }));
    match outcome {
        Ok(_) => Vec::new(),
        Err(Error::Duplicate(matches)) => matches,
        Err(other) => panic!("{other:?}"),
    }
}

fn pairs(matches: &[Match]) -> Vec<(Uuid, &str)> {
    matches.iter().map(|found| (found.id, found.field.as_str())).collect()
}

#[test]
fn a_contact_is_doubled_by_address_number_or_name_within_its_company() {
    both(|house| {
        let company = house.make("company", json!({"name": "Brk"})).id;
        let known = house.make(
            "contact",
            json!({
                "name": "Žofie Řeháková", "company": company,
                "emails": [{"value": "Zofie@Example.com"}], "phones": [{"value": "+420 601 234 567"}],
            }),
        );
        let try_one = |fields| refused(house, house.admin, "contact", fields);
        let same_mail = json!({"name": "Other", "emails": [{"value": "zofie@example.COM"}]});
        assert_eq!(pairs(&try_one(same_mail)), [(known.id, "emails")]);
        let same_phone = json!({"name": "Other", "phones": [{"value": "601 234 567"}]});
        assert_eq!(pairs(&try_one(same_phone)), [(known.id, "phones")]);
        let same_name = json!({"name": "zofie REHAKOVA", "company": company});
        assert_eq!(pairs(&try_one(same_name.clone())), [(known.id, "name")]);
        assert_eq!(try_one(same_name)[0].label, "Žofie Řeháková");
        assert!(try_one(json!({"name": "Zofie Rehakova"})).is_empty(), "another of that name elsewhere");
    });
}

#[test]
fn companies_and_products_are_doubled_by_name_and_number() {
    both(|house| {
        let company = house.make("company", json!({"name": "Ёлка"})).id;
        assert_eq!(pairs(&refused(house, house.admin, "company", json!({"name": "ЕЛКА"}))), [(company, "name")]);
        let product = house.make("product", json!({"name": "Desk", "sku": "LF-1"})).id;
        let same = json!({"name": "Table", "sku": "lf-1"});
        assert_eq!(pairs(&refused(house, house.admin, "product", same)), [(product, "sku")]);
        assert!(refused(house, house.admin, "deal", json!({"name": "A"})).is_empty());
        assert!(refused(house, house.admin, "deal", json!({"name": "A"})).is_empty());
    });
}

#[test]
fn what_one_may_not_see_does_not_shape_the_answer() {
    both(|house| {
        house.make("company", json!({"name": "Secret", "emails": [{"value": "a@b.example"}]}));
        let bob = house.person("Bob", reach("own"));
        let same = json!({"name": "Secret", "emails": [{"value": "a@b.example"}]});
        assert!(refused(house, bob, "company", same.clone()).is_empty());
        let blind = json!({"default": {"read": "all", "create": "all", "edit": "all", "hidden": ["emails"]}});
        let eve = house.person("Eve", blind);
        let by_name = refused(house, eve, "company", json!({"name": "Secret"}));
        assert!(by_name.iter().all(|found| found.field == "name"));
        assert!(!by_name.is_empty());
    });
}

#[test]
fn a_record_in_the_bin_is_no_double() {
    both(|house| {
        let company = house.make("company", json!({"name": "Gone"})).id;
        house.admin(move |tx| tx.delete("company", company, None)).unwrap();
        assert!(refused(house, house.admin, "company", json!({"name": "Gone"})).is_empty());
    });
}
