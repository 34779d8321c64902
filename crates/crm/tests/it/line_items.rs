//! Lines of a deal: what they take from the product, and exact totals.

use kith_catalogue::Money;
use kith_engine::Record;
use serde_json::json;

use crate::house::{both, code, problems};

fn money(record: &Record, key: &str) -> Option<(i64, String)> {
    record.value(key).as_money().map(|Money { minor, currency }| (minor, currency.code().to_owned()))
}

fn eur(minor: i64) -> Option<(i64, String)> {
    Some((minor, "EUR".to_owned()))
}

#[test]
fn a_line_takes_name_and_price_from_its_product_and_adds_up() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let product = house.make("product", json!({"name": "Desk", "price": {"amount": "33.33", "currency": "EUR"}}));
        assert_eq!(product.value("active").as_bool(), Some(true));
        let line =
            house.make("line_item", json!({"deal": deal, "product": product.id, "quantity": 3, "discount": 12.5}));
        assert_eq!(line.title(), "Desk");
        assert_eq!(money(&line, "price"), eur(3333));
        assert_eq!(money(&line, "total"), eur(8749));
        let one = house.make("line_item", json!({"deal": deal, "product": product.id}));
        assert_eq!(money(&one, "total"), eur(3333));
        let dearer =
            house.change("line_item", one.id, json!({"price": {"amount": "0.05", "currency": "EUR"}, "discount": 50}));
        assert_eq!(money(&dearer.unwrap(), "total"), eur(3));
        let unpriced = house.make("line_item", json!({"deal": deal, "name": "Advice"}));
        assert_eq!(money(&unpriced, "total"), None);
    });
}

#[test]
fn a_deal_with_an_amount_has_lines_in_its_currency() {
    both(|house| {
        let amount = json!({"amount": "1000", "currency": "USD"});
        let deal = house.make("deal", json!({"name": "A", "amount": amount})).id;
        let product = house.make("product", json!({"name": "Desk", "price": {"amount": "90", "currency": "EUR"}})).id;
        let line = json!({"deal": deal, "name": "Desk", "price": {"amount": "90", "currency": "EUR"}});
        let error = house.try_make(house.admin, "line_item", line).unwrap_err();
        assert_eq!(problems(&error), [("price".to_owned(), "no_rate")]);
        let unknown_rate = house.make("line_item", json!({"deal": deal, "product": product}));
        assert_eq!(money(&unknown_rate, "price"), None);
        house
            .admin(|tx| {
                let rate = "0.9".parse().unwrap();
                kith_crm::rates::put(tx, jiff::civil::date(2026, 1, 1), "USD", rate)
            })
            .unwrap();
        house.ws.reload().unwrap();
        let line = house.make("line_item", json!({"deal": deal, "product": product}));
        assert_eq!(money(&line, "price"), Some((10_000, "USD".to_owned())));
    });
}

#[test]
fn a_discount_beyond_all_and_a_total_beyond_reason_are_refused() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A"})).id;
        let refuse = |fields| problems(&house.try_make(house.admin, "line_item", fields).unwrap_err());
        let price = json!({"amount": "10", "currency": "EUR"});
        assert_eq!(
            refuse(json!({"deal": deal, "name": "X", "price": price, "discount": 100.01})),
            [("discount".to_owned(), "out_of_range")]
        );
        let dear = json!({"amount": "999999999999999", "currency": "EUR"});
        assert_eq!(
            refuse(json!({"deal": deal, "name": "X", "price": dear, "quantity": 999999999})),
            [("total".to_owned(), "out_of_range")]
        );
        assert_eq!(refuse(json!({"deal": deal, "name": "X", "total": price})), [("total".to_owned(), "read_only")]);
    });
}

#[test]
fn the_parts_of_a_deal_in_the_bin_stay_as_they_are() {
    both(|house| {
        let [thrown, kept] = ["Thrown", "Kept"].map(|name| house.make("deal", json!({"name": name})).id);
        let [line, other] = ["Desk", "Lamp"].map(|name| house.make("line_item", json!({"deal": thrown, "name": name})));
        let ann = house.person("Ann", crate::house::reach("own"));
        let member = house.make("deal_member", json!({"deal": thrown, "user": ann})).id;
        house.admin(move |tx| tx.delete("deal", thrown, None).map(drop)).unwrap();
        let refused = |object, id, fields| {
            assert_eq!(code(&house.change(object, id, fields).unwrap_err()), "deleted");
        };
        refused("line_item", line.id, json!({"quantity": 2}));
        refused("line_item", line.id, json!({"deal": kept}));
        refused("deal_member", member, json!({"may_edit": true}));
        assert_eq!(house.see("line_item", line.id).version, line.version);
        let new = house.try_make(house.admin, "line_item", json!({"deal": thrown, "name": "X"})).unwrap_err();
        assert_eq!(problems(&new), [("deal".to_owned(), "not_found")]);
        house.admin(move |tx| tx.restore("deal", thrown).map(drop)).unwrap();
        house.change("line_item", line.id, json!({"quantity": 2})).unwrap();
        house.change("line_item", other.id, json!({"deal": kept})).unwrap();
    });
}
