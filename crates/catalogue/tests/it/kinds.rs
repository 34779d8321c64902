use std::sync::Arc;

use kith_catalogue::{Choice, Currency, Kind, Labels, Lang, Money, Value, limits};
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

use crate::support::{catalogue, code, parse};

fn number(scale: u8) -> Kind {
    Kind::Number { scale }
}

#[test]
fn text_is_cleaned_and_limited() {
    assert_eq!(parse(&Kind::Text, json!("  ООО\r\n«Ромашка»\t")).unwrap(), Value::Text("ООО «Ромашка»".into()));
    assert_eq!(parse(&Kind::Text, json!("   ")).unwrap(), Value::Null);
    assert_eq!(parse(&Kind::Text, json!(null)).unwrap(), Value::Null);
    assert_eq!(parse(&Kind::Text, json!("ё".repeat(1_000))).unwrap(), Value::Text("ё".repeat(1_000)));
    let problem = parse(&Kind::Text, json!("ё".repeat(10_000))).unwrap_err();
    assert_eq!(
        (problem.code, &problem.params["max"], &problem.params["length"]),
        ("too_long", &json!(1000), &json!(10000))
    );
    assert_eq!(code(&Kind::Text, json!("a\0b")), "bad_character");
    assert_eq!(code(&Kind::Text, json!(12)), "wrong_type");
    assert_eq!(code(&Kind::Text, json!({"a": 1})), "wrong_type");
    assert_eq!(parse(&Kind::LongText, json!("\n a\r\nb\u{b}c\t \n")).unwrap(), Value::Text(" a\nb c".into()));
    assert_eq!(code(&Kind::LongText, json!("x".repeat(limits::LONG_TEXT + 1))), "too_long");
    assert_eq!(code(&Kind::LongText, json!("a\0")), "bad_character");
}

#[test]
fn numbers_are_exact_and_come_as_numbers_or_digits() {
    for (scale, json, expected) in [
        (0, json!(12), "12"),
        (0, json!("12"), "12"),
        (0, json!(12.0), "12"),
        (2, json!("1250.00"), "1250"),
        (2, json!(0.1), "0.1"),
        (2, json!(-3.25), "-3.25"),
        (2, json!("+3.2500"), "3.25"),
        (0, json!(1e3), "1000"),
        (3, json!("000.001"), "0.001"),
        (0, json!("-0"), "0"),
    ] {
        assert_eq!(parse(&number(scale), json.clone()).unwrap(), Value::Number(expected.parse().unwrap()), "{json}");
    }
    for (scale, json, expected) in [
        (0, json!(12.5), "too_precise"),
        (2, json!("1.005"), "too_precise"),
        (0, json!(1e300), "out_of_range"),
        (0, json!("1".repeat(16)), "out_of_range"),
        (0, json!("9".repeat(10_000)), "out_of_range"),
        (0, json!(u64::MAX), "out_of_range"),
        (3, json!(1_000_000_000_000.5), "out_of_range"),
        (0, json!(1e15), "out_of_range"),
        (2, json!("1e5"), "wrong_format"),
        (2, json!("1_000"), "wrong_format"),
        (2, json!("1 000"), "wrong_format"),
        (2, json!("1,5"), "wrong_format"),
        (2, json!("."), "wrong_format"),
        (2, json!("-"), "wrong_format"),
        (2, json!("NaN"), "wrong_format"),
        (2, json!("١٢"), "wrong_format"),
        (2, json!(true), "wrong_type"),
        (2, json!([1]), "wrong_type"),
    ] {
        assert_eq!(code(&number(scale), json.clone()), expected, "{json}");
    }
    assert_eq!(parse(&number(2), json!(" ")).unwrap(), Value::Null);
}

#[test]
fn money_is_exact_in_the_digits_of_its_currency() {
    let money = |minor, code| Value::Money(Money { minor, currency: Currency::parse(code).unwrap() });
    let of = |amount: &str, code: &str| parse(&Kind::Money, json!({"amount": amount, "currency": code}));
    assert_eq!(of("1250.00", "EUR").unwrap(), money(125_000, "EUR"));
    assert_eq!(of("1250", "JPY").unwrap(), money(1_250, "JPY"));
    assert_eq!(of("1.234", "KWD").unwrap(), money(1_234, "KWD"));
    assert_eq!(parse(&Kind::Money, json!("12.5")).unwrap(), money(1_250, "RUB"));
    assert_eq!(parse(&Kind::Money, json!(12.5)).unwrap(), money(1_250, "RUB"));
    assert_eq!(parse(&Kind::Money, json!({"amount": 12})).unwrap(), money(1_200, "RUB"));
    assert_eq!(parse(&Kind::Money, json!({"amount": null, "currency": "EUR"})).unwrap(), Value::Null);
    let wrong = |json| parse(&Kind::Money, json).map_err(|problem| (problem.code, problem.field.unwrap_or_default()));
    assert_eq!(wrong(json!({"amount": "1.005", "currency": "EUR"})), Err(("too_precise", "amount".into())));
    assert_eq!(wrong(json!({"amount": "1", "currency": "XXX"})), Err(("unknown_currency", "currency".into())));
    assert_eq!(wrong(json!({"amount": "1", "currency": 3})), Err(("wrong_type", "currency".into())));
    assert_eq!(wrong(json!({"currency": "EUR"})), Err(("required", "amount".into())));
    assert_eq!(parse(&Kind::Money, json!(9_999_999_999_999.99)).unwrap(), money(999_999_999_999_999, "RUB"));
    assert_eq!(wrong(json!(10_000_000_000_000.5)), Err(("inexact_number", String::new())));
    assert_eq!(wrong(json!({"amount": 123_456_789_012_345.67})), Err(("inexact_number", "amount".into())));
    assert_eq!(
        wrong(json!({"amount": 100_000_000_000_000.5, "currency": "JPY"})),
        Err(("too_precise", "amount".into()))
    );
    assert_eq!(wrong(json!(1e18)), Err(("out_of_range", String::new())));
    assert_eq!(wrong(json!({"amount": "1", "curency": "EUR"})), Err(("unknown_key", String::new())));
    assert_eq!(wrong(json!("9".repeat(18))), Err(("out_of_range", String::new())));
    assert_eq!(wrong(json!("9223372036854775808")), Err(("out_of_range", String::new())));
    assert_eq!(wrong(json!(true)), Err(("wrong_type", String::new())));
    assert_eq!(Money::from_amount(Decimal::new(1005, 3), Currency::EUR), None);
    assert_eq!(Money::rounded(Decimal::new(1005, 3), Currency::EUR).unwrap().minor, 101);
    assert_eq!(Money::from_amount(Decimal::MAX, Currency::EUR), None);
}

#[test]
fn dates_are_days_of_the_calendar() {
    for text in ["0001-01-01", "9999-12-31", "2024-02-29"] {
        assert_eq!(parse(&Kind::Date, json!(text)).unwrap().to_json(&Kind::Date), json!(text));
    }
    for (text, expected) in [
        ("2023-02-29", "no_such_date"),
        ("0000-01-01", "no_such_date"),
        ("2024-13-01", "no_such_date"),
        ("31.01.2024", "wrong_format"),
        ("20240131", "wrong_format"),
        ("2024-01-31T10:00:00Z", "wrong_format"),
        ("+12024-01-31", "wrong_format"),
        ("2024-1-031", "wrong_format"),
    ] {
        assert_eq!(code(&Kind::Date, json!(text)), expected, "{text}");
    }
    assert_eq!(code(&Kind::Date, json!(20240131)), "wrong_type");
}

#[test]
fn times_are_moments_and_bare_dates_are_noon_in_the_workspaces_zone() {
    let shown = |text: &str| parse(&Kind::DateTime, json!(text)).map(|value| value.text(&Kind::DateTime, Lang::En));
    assert_eq!(shown("2026-01-31T14:30:00Z").unwrap(), "2026-01-31T14:30:00Z");
    assert_eq!(shown("2026-01-31T14:30:00.123456+03:00").unwrap(), "2026-01-31T11:30:00.123Z");
    assert_eq!(shown("2026-01-31t14:30:00z").unwrap(), "2026-01-31T14:30:00Z");
    assert_eq!(shown("2026-01-31T14:30").unwrap(), "2026-01-31T11:30:00Z");
    assert_eq!(shown("2026-01-31 14:30:15").unwrap(), "2026-01-31T11:30:15Z");
    assert_eq!(shown("2017-03-09").unwrap(), "2017-03-09T09:00:00Z");
    assert_eq!(shown("0001-01-02").unwrap(), "0001-01-02T09:29:43Z");
    for (text, expected) in [
        ("2026-02-30", "no_such_date"),
        ("2026-02-30T10:00:00Z", "wrong_format"),
        ("yesterday", "wrong_format"),
        ("-000001-01-01T00:00:00Z", "wrong_format"),
        ("0000-12-31T00:00:00Z", "out_of_range"),
        ("2026-01-31T14:30:00+03:00[Europe/Prague]", "wrong_format"),
        ("@now", "wrong_format"),
    ] {
        assert_eq!(shown(text).unwrap_err().code, expected, "{text}");
    }
    assert_eq!(code(&Kind::DateTime, json!(1_700_000_000)), "wrong_type");
}

fn colours() -> Vec<Choice> {
    let mut colours: Vec<Choice> =
        ["red", "green"].iter().map(|key| Choice::new(key, Labels::new(key, "цвет", "barva"))).collect();
    colours[1].retired = true;
    colours
}

#[test]
fn options_are_known_by_key() {
    let kind = Kind::OneOf { options: colours() };
    assert_eq!(parse(&kind, json!("red")).unwrap(), Value::Option("red".into()));
    assert_eq!(parse(&kind, json!("green")).unwrap(), Value::Option("green".into()), "retired ones can be put back");
    let problem = parse(&kind, json!("Red")).unwrap_err();
    assert_eq!((problem.code, &problem.params["options"]), ("unknown_option", &json!(["red"])));
    assert_eq!(parse(&kind, json!("red")).unwrap().text(&kind, Lang::Ru), "цвет");

    let many = Kind::ManyOf { options: colours(), open: false };
    assert_eq!(
        parse(&many, json!(["green", "red", "red"])).unwrap(),
        Value::Options(vec!["green".into(), "red".into()])
    );
    assert_eq!(parse(&many, json!([])).unwrap(), Value::Null);
    let problem = parse(&many, json!(["red", "blue"])).unwrap_err();
    assert_eq!((problem.code, problem.field.as_deref()), ("unknown_option", Some("[1]")));
    assert_eq!(code(&many, json!("red")), "wrong_type");
    assert_eq!(code(&many, json!(vec!["red"; 101])), "too_many");

    let tags = Kind::ManyOf { options: Vec::new(), open: true };
    assert_eq!(
        parse(&tags, json!(["VIP", "vip ", "", "опт"])).unwrap(),
        Value::Options(vec!["VIP".into(), "опт".into()])
    );
    assert_eq!(code(&tags, json!(["a|b"])), "bad_character");
    assert_eq!(code(&tags, json!(["x".repeat(201)])), "too_long");
}

#[test]
fn links_are_ids_and_may_name_their_object() {
    let id = Uuid::from_u128(7);
    let one = Kind::Link { targets: vec![Arc::from("company")] };
    let two = Kind::Link { targets: vec![Arc::from("company"), Arc::from("deal")] };
    let of = |kind: &Kind, json| match parse(kind, json) {
        Ok(Value::Link(link)) => Ok(link.object.to_string()),
        Ok(other) => Ok(format!("{other:?}")),
        Err(problem) => Err(problem.code),
    };
    assert_eq!(of(&one, json!(id)), Ok("company".into()));
    assert_eq!(of(&two, json!(id)), Ok(String::new()), "the engine finds out which");
    assert_eq!(of(&two, json!({"object": "deal", "id": id})), Ok("deal".into()));
    assert_eq!(of(&two, json!({"object": "task", "id": id})), Err("wrong_target"));
    assert_eq!(of(&two, json!({"id": id, "x": 1})), Err("unknown_key"));
    assert_eq!(of(&one, json!("")), Ok("Null".into()));
    assert_eq!(of(&one, json!("42")), Err("wrong_format"));
    assert_eq!(of(&one, json!(42)), Err("wrong_type"));
    assert_eq!(of(&one, json!({"object": "company"})), Err("required"));
}

#[test]
fn users_are_ids_without_repeats() {
    let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
    assert_eq!(parse(&Kind::Users, json!([two, one, two, ""])).unwrap(), Value::Users(vec![two, one]));
    assert_eq!(parse(&Kind::Users, json!([])).unwrap(), Value::Null);
    assert_eq!(code(&Kind::Users, json!(one)), "wrong_type");
    assert_eq!(code(&Kind::Users, json!({"0": one})), "wrong_type");
    assert_eq!(code(&Kind::Users, json!(vec![one; 101])), "too_many");
    let problem = parse(&Kind::Users, json!([one, "bob|x"])).unwrap_err();
    assert_eq!((problem.code, problem.field.as_deref()), ("wrong_format", Some("[1]")));
    let value = parse(&Kind::Users, json!([two, one])).unwrap();
    assert_eq!(Kind::Users.lookup_keys(&value), [two.to_string(), one.to_string()]);
}

#[test]
fn phones_keep_what_was_typed_beside_the_international_form() {
    let shown = |json| parse(&Kind::Phones, json).map(|value| value.to_json(&Kind::Phones));
    assert_eq!(
        shown(json!([{"value": "8 (912) 345-67-89", "type": "mobile"}])).unwrap(),
        json!([{"value": "8 (912) 345-67-89", "e164": "+79123456789", "type": "mobile", "primary": true}])
    );
    assert_eq!(
        shown(json!(["+420 777 123 456", {"value": "моб. 12", "primary": true, "opt_out": true}])).unwrap(),
        json!([
            {"value": "+420 777 123 456", "e164": "+420777123456", "primary": false},
            {"value": "моб. 12", "primary": true, "valid": false, "opt_out": true},
        ])
    );
    assert_eq!(shown(json!("tel:+7-912-345-67-89 доб. 12")).unwrap()[0]["e164"], "+79123456789");
    assert_eq!(shown(json!("8(495)123-45-67 (доб. 4)")).unwrap()[0]["e164"], "+74951234567");
    assert_eq!(shown(json!("+7\u{a0}912\u{2011}345\u{2013}67-89")).unwrap()[0]["e164"], "+79123456789");
    for (typed, country, e164) in [
        ("+39 06 1234 5678", "DE", "+390612345678"),
        ("0039 06 1234 5678", "DE", "+390612345678"),
        ("(+44) (0)20 7946 0958", "CZ", "+442079460958"),
        ("777 123 456", "CZ", "+420777123456"),
        ("030 901820", "DE", "+4930901820"),
        ("(415) 555-2671", "US", "+14155552671"),
    ] {
        let found = kith_catalogue::phone::read(typed, country);
        assert_eq!(found.e164.as_deref(), Some(e164), "{typed} in {country}");
    }
    for odd in ["звонить после 18", "123", "+", "0000000000000000000000", "++--", "8 912", "\u{202e}12"] {
        assert_eq!(shown(json!(odd)).unwrap()[0]["valid"], json!(false), "{odd}");
    }
    // The same number written twice is one.
    assert_eq!(shown(json!(["89123456789", "+7 912 345 67 89"])).unwrap().as_array().unwrap().len(), 1);
    // What was read can be written back; what is computed is computed anew.
    assert_eq!(
        shown(json!([{"value": "89123456789", "e164": "+1", "valid": false, "primary": false}])).unwrap(),
        json!([{"value": "89123456789", "e164": "+79123456789", "primary": true}])
    );
    assert_eq!(
        shown(json!([{"e164": "+79123456789"}])).unwrap(),
        json!([{"value": "+79123456789", "e164": "+79123456789", "primary": true}])
    );
    let wrong = |json| parse(&Kind::Phones, json).map_err(|problem| (problem.code, problem.field.unwrap_or_default()));
    assert_eq!(wrong(json!([{"number": "1"}])), Err(("unknown_key", "[0]".into())));
    assert_eq!(wrong(json!(["1", {"value": "1", "type": "pager"}])), Err(("unknown_option", "[1].type".into())));
    assert_eq!(wrong(json!([{"value": "1", "primary": "yes"}])), Err(("wrong_type", "[0].primary".into())));
    assert_eq!(wrong(json!([12])), Err(("wrong_type", "[0]".into())));
    assert_eq!(wrong(json!(["1\0"])), Err(("bad_character", "[0]".into())));
    assert_eq!(wrong(json!(vec!["1"; 101])), Err(("too_many", String::new())));
    assert_eq!(wrong(json!([{"type": "work"}, "", null])), Ok(Value::Null));
}

#[test]
fn emails_are_addresses_and_compare_in_lower_case() {
    let value = parse(&Kind::Emails, json!(["Ivan.Novák@Firma.CZ", {"value": "ivan.novák@firma.cz", "primary": true}]));
    let value = value.unwrap();
    assert_eq!(value.to_json(&Kind::Emails), json!([{"value": "Ivan.Novák@Firma.CZ", "primary": true}]));
    assert_eq!(Kind::Emails.lookup_keys(&value), ["ivan.novák@firma.cz"]);
    for good in ["a@b", "a+b@c.d", "иван@пример.рф", "o'brien@x.co"] {
        assert!(parse(&Kind::Emails, json!(good)).is_ok(), "{good}");
    }
    for bad in ["a", "@b", "a@", "a b@c.d", "a@b@c", "Ivan <a@b.c>", "a@b..c", "a@-b.c", "a@b.c\r\nBcc: x@y", "a@b;c@d"]
    {
        assert_eq!(code(&Kind::Emails, json!(bad)), "invalid_email", "{bad}");
    }
    assert_eq!(code(&Kind::Emails, json!([{"value": "a@b.c", "e164": "+1"}])), "unknown_key");
}

#[test]
fn addresses_have_parts() {
    let value = parse(&Kind::Address, json!([{"city": "Brno", "country": "Česko"}, {"type": "legal"}, "Lidická 1"]));
    let value = value.unwrap();
    assert_eq!(
        value.to_json(&Kind::Address),
        json!([{"city": "Brno", "country": "Česko", "primary": true}, {"street": "Lidická 1", "primary": false}])
    );
    assert_eq!(value.text(&Kind::Address, Lang::Cs), "Brno, Česko; Lidická 1");
    assert_eq!(Kind::Address.search_text(&value), "brno cesko lidicka 1");
    assert_eq!(code(&Kind::Address, json!([{"town": "Brno"}])), "unknown_key");
    assert_eq!(code(&Kind::Address, json!([{"city": ["Brno"]}])), "wrong_type");
}

#[test]
fn external_ids_are_by_source() {
    let kind = Kind::ExternalIds;
    assert_eq!(parse(&kind, json!("A-1")).unwrap().to_json(&kind), json!({"default": "A-1"}));
    assert_eq!(parse(&kind, json!({"crm": 17, "erp": null})).unwrap().to_json(&kind), json!({"crm": "17"}));
    assert_eq!(kind.lookup_keys(&parse(&kind, json!({"crm": "17"})).unwrap()), ["crm:17"]);
    assert_eq!(code(&kind, json!({"a:b": "1"})), "bad_character");
    assert_eq!(code(&kind, json!({"a": {"b": 1}})), "wrong_type");
    assert_eq!(code(&kind, json!([1])), "wrong_type");
}

#[test]
fn words_for_people_are_in_their_language() {
    let yes = Value::Boolean(true);
    assert_eq!(Lang::ALL.map(|lang| yes.text(&Kind::Boolean, lang)), ["yes", "да", "ano"]);
    let money = parse(&Kind::Money, json!("-0.05")).unwrap();
    assert_eq!(money.text(&Kind::Money, Lang::En), "-0.05 RUB");
    assert_eq!(Lang::parse("cs-CZ"), Some(Lang::Cs));
    assert_eq!(Lang::parse("de"), None);
}

#[test]
fn the_catalogue_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(catalogue());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(3_000))]

    #[test]
    fn no_number_is_too_odd_to_be_kept(typed in "[+0-9 ().x,;#/-]{0,24}|(tel:)?\\+?[0-9]{3,16}(ext|доб|вн)?[0-9]{0,5}",
        country in proptest::sample::select(vec!["RU", "CZ", "DE", "US", "IT", "BR", "KZ", "", "XX", "чч"])) {
        let read = kith_catalogue::phone::read(&typed, country);
        proptest::prop_assert!(read.e164.is_some() || !read.valid);
        if let Some(e164) = &read.e164 {
            proptest::prop_assert!(e164.starts_with('+') && e164[1..].bytes().all(|byte| byte.is_ascii_digit()));
            // The international form reads as itself, in whatever country.
            let again = kith_catalogue::phone::read(e164, "SE");
            if read.valid {
                proptest::prop_assert_eq!(again.e164.as_ref(), Some(e164));
            }
        }
    }
}

#[test]
fn moments_at_the_end_of_the_calendar_are_out_of_range_and_not_misspelt() {
    assert!(parse(&Kind::DateTime, json!("9999-12-30T12:00:00Z")).is_ok());
    for moment in ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59-12:00", "9999-12-31"] {
        assert_eq!(code(&Kind::DateTime, json!(moment)), "out_of_range", "{moment}");
    }
    assert_eq!(code(&Kind::DateTime, json!("10000-01-01T00:00:00Z")), "wrong_format");
}
