use kith_catalogue::{Cell, Kind, Part, Value};
use serde_json::json;

use crate::support::{cell_cx, parse};

fn cells(kind: &Kind, json: serde_json::Value) -> Vec<Cell> {
    kind.cells(&parse(kind, json).unwrap(), &cell_cx())
}

#[test]
fn text_is_kept_as_typed_folded_and_with_its_key() {
    let found = cells(&Kind::Text, json!("Ёлка"));
    assert_eq!(found[..2], [Cell::from("Ёлка"), Cell::from("елка")]);
    assert!(matches!(&found[2], Cell::Bytes(key) if !key.is_empty()));
}

#[test]
fn money_is_kept_with_its_worth_in_the_workspaces_currency() {
    let kind = Kind::Money;
    assert_eq!(cells(&kind, json!("12.34")), [Cell::Int(1234), Cell::from("RUB"), Cell::Int(1234)]);
    let euros = json!({"amount": "10.01", "currency": "EUR"});
    assert_eq!(cells(&kind, euros), [Cell::Int(1001), Cell::from("EUR"), Cell::Int(100_601)], "100.5 a euro, rounded");
    let yen = json!({"amount": "100", "currency": "JPY"});
    assert_eq!(cells(&kind, yen), [Cell::Int(100), Cell::from("JPY"), Cell::Int(6_200)]);
    let dollars = json!({"amount": "1", "currency": "USD"});
    assert_eq!(cells(&kind, dollars), [Cell::Int(100), Cell::from("USD"), Cell::Null], "no rate is known");
    let huge = json!({"amount": "999999999999999.99", "currency": "EUR"});
    assert_eq!(cells(&kind, huge)[2], Cell::Null, "worth more than can be kept");
}

#[test]
fn everything_else_is_kept_plainly() {
    assert_eq!(cells(&Kind::Number { scale: 2 }, json!(12.5)), [Cell::Int(1250)]);
    assert_eq!(cells(&Kind::Boolean, json!(true)), [Cell::Int(1)]);
    assert_eq!(cells(&Kind::Date, json!("2026-01-31")), [Cell::Int(20_260_131)]);
    assert_eq!(cells(&Kind::DateTime, json!("1970-01-01T00:00:01Z")), [Cell::Int(1_000)]);
    let tags = Kind::ManyOf { options: Vec::new(), open: true };
    assert_eq!(cells(&tags, json!(["a", "б в"])), [Cell::from("|a|б в|")]);
    let people = [uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(2)];
    assert_eq!(cells(&Kind::Users, json!(people)), [Cell::from(format!("|{}|{}|", people[0], people[1]))]);
    assert_eq!(cells(&Kind::Phones, json!("8 912 345-67-89"))[1], Cell::from("79123456789 89123456789"));
    assert_eq!(cells(&Kind::Emails, json!(["A@b.cz", "č@d.cz"]))[1], Cell::from("a@b.cz c@d.cz"));
}

#[test]
fn nothing_is_null_in_every_column() {
    for kind in [Kind::Text, Kind::LongText, Kind::Money, Kind::Phones, Kind::Date] {
        let found = kind.cells(&Value::Null, &cell_cx());
        assert_eq!(found.len(), kind.columns("c").len());
        assert!(found.iter().all(Cell::is_null));
        assert_eq!(kind.value(&found), Value::Null);
    }
}

#[test]
fn columns_are_named_after_the_field() {
    let names = |kind: Kind| kind.columns("c").into_iter().map(|column| column.name).collect::<Vec<_>>();
    assert_eq!(names(Kind::Text), ["c", "c__f", "c__s"]);
    assert_eq!(names(Kind::Money), ["c", "c__c", "c__b"]);
    assert_eq!(names(Kind::Phones), ["c", "c__f"]);
    assert_eq!(names(Kind::Link { targets: vec!["deal".into()] }), ["c"]);
    assert_eq!(names(Kind::Link { targets: vec!["deal".into(), "task".into()] }), ["c", "c__o"]);
    assert_eq!(Part::Base.suffix(), "__b");
}

#[test]
fn a_value_is_read_from_its_first_columns_alone() {
    let kind = Kind::Money;
    let all = cells(&kind, json!("12.34"));
    assert_eq!(kind.read_width(), 2);
    assert_eq!(kind.value(&all[..2]), kind.value(&all));
    let mut out = Vec::new();
    kind.write_json(&all[..2], &mut out);
    assert_eq!(out, br#"{"amount":"12.34","currency":"RUB"}"#);
}

#[test]
fn cells_that_are_not_what_the_kind_keeps_read_as_nothing() {
    let mut out = Vec::new();
    for kind in [Kind::Text, Kind::Money, Kind::Date, Kind::Phones, Kind::User] {
        for cell in [Cell::Bytes(vec![1]), Cell::Null] {
            assert_eq!(kind.value(std::slice::from_ref(&cell)), Value::Null);
            out.clear();
            kind.write_json(&[cell], &mut out);
            assert_eq!(out, b"null");
        }
    }
}
