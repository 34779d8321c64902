//! JSON → value → cells → value → JSON gives the same again, for every kind, and the two ways to JSON agree.

use jiff::Timestamp;
use kith_catalogue::{Choice, Currency, Kind, Labels, Money, Value};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::support::{catalogue, cell_cx};

fn options() -> Vec<Choice> {
    ["red", "green", "blue"].iter().map(|key| Choice::new(key, Labels::same(key))).collect()
}

fn kind_and_json() -> impl Strategy<Value = (Kind, Json)> {
    let text = "\\PC{0,40}|[а-яё \"\\\\\u{1}\t\n]{0,20}";
    let part = "[a-zA-Zа-я0-9 ]{1,10}";
    let option = proptest::sample::select(vec!["red", "green", "blue"]);
    let id = any::<u128>().prop_map(|n| json!(Uuid::from_u128(n)));
    let ids = id.clone();
    prop_oneof![
        text.prop_map(|text| (Kind::Text, json!(text))),
        text.prop_map(|text| (Kind::LongText, json!(text))),
        (0_u8..=6, -999_999_999_999_999_i64..=999_999_999_999_999)
            .prop_map(|(scale, n)| { (Kind::Number { scale }, json!(Decimal::new(n, u32::from(scale)).to_string())) }),
        (
            proptest::sample::select(Currency::all().collect::<Vec<_>>()),
            -99_999_999_999_999_999_i64..=99_999_999_999_999_999
        )
            .prop_map(|(currency, minor)| {
                let amount = Money { minor, currency }.amount().to_string();
                (Kind::Money, json!({"amount": amount, "currency": currency.code()}))
            }),
        any::<bool>().prop_map(|yes| (Kind::Boolean, json!(yes))),
        (1_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| (Kind::Date, json!(format!("{y:04}-{m:02}-{d:02}")))),
        (-62_135_596_800_000_i64..=253_402_207_200_000)
            .prop_map(|ms| { (Kind::DateTime, json!(Timestamp::from_millisecond(ms).unwrap().to_string())) }),
        option.clone().prop_map(|key| (Kind::OneOf { options: options() }, json!(key))),
        proptest::collection::vec(option, 0..4)
            .prop_map(|keys| (Kind::ManyOf { options: options(), open: false }, json!(keys))),
        proptest::collection::vec("[a-zа-я \"]{0,8}", 0..4)
            .prop_map(|tags| (Kind::ManyOf { options: Vec::new(), open: true }, json!(tags))),
        id.prop_map(|id| (Kind::User, id)),
        proptest::collection::vec(any::<u128>().prop_map(|n| json!(Uuid::from_u128(n))), 0..4)
            .prop_map(|ids| (Kind::Users, json!(ids))),
        ids.prop_map(|id| (Kind::Link { targets: vec!["deal".into()] }, id)),
        proptest::collection::vec(("[+0-9 ()-]{0,16}", any::<bool>()), 0..4).prop_map(|phones| {
            let list: Vec<Json> = phones.iter().map(|(value, yes)| json!({"value": value, "primary": yes})).collect();
            (Kind::Phones, json!(list))
        }),
        proptest::collection::vec("[a-z]{1,8}@[a-zč]{1,8}\\.cz", 0..4).prop_map(|emails| (Kind::Emails, json!(emails))),
        proptest::collection::vec((part, part), 0..3).prop_map(|addresses| {
            let list: Vec<Json> =
                addresses.iter().map(|(city, street)| json!({"city": city, "street": street})).collect();
            (Kind::Address, json!(list))
        }),
        proptest::collection::btree_map("[a-z]{1,5}", part, 0..3).prop_map(|ids| (Kind::ExternalIds, json!(ids))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn what_is_written_is_read_back((kind, json) in kind_and_json()) {
        let cx = catalogue().parse_cx();
        let value = kind.parse(&json, &cx).unwrap();
        let cells = kind.cells(&value, &cell_cx());
        prop_assert_eq!(kind.columns("c").len(), cells.len());
        prop_assert_eq!(&kind.value(&cells), &value);
        let shown = value.to_json(&kind);
        let mut written = Vec::new();
        kind.write_json(&cells, &mut written);
        let reread: Json = serde_json::from_slice(&written).unwrap();
        prop_assert_eq!(&reread, &shown);
        // What is shown can be sent back and changes nothing.
        prop_assert_eq!(kind.parse(&shown, &cx).unwrap(), value);
    }

    #[test]
    fn anything_at_all_is_taken_or_refused_but_never_fatal(text in any::<String>(), n in any::<f64>(), deep in any::<bool>()) {
        let kinds = [
            Kind::Text, Kind::LongText, Kind::Number { scale: 3 }, Kind::Money, Kind::Boolean, Kind::Date,
            Kind::DateTime, Kind::OneOf { options: options() }, Kind::ManyOf { options: Vec::new(), open: true },
            Kind::Link { targets: vec!["deal".into(), "task".into()] }, Kind::User, Kind::Users, Kind::Phones, Kind::Emails,
            Kind::Address, Kind::ExternalIds,
        ];
        let shapes = [json!(text), json!(n), json!([text]), json!([{"value": text}]), json!({"amount": text}),
            json!({text.as_str(): n}), json!([[text]]), json!(deep)];
        for kind in &kinds {
            for shape in &shapes {
                if let Ok(value) = kind.parse(shape, &catalogue().parse_cx()) {
                    let cells = kind.cells(&value, &cell_cx());
                    prop_assert_eq!(kind.value(&cells), value, "{:?} {}", kind, shape);
                }
            }
        }
    }

    #[test]
    fn money_survives_its_decimal(minor in -99_999_999_999_999_999_i64..=99_999_999_999_999_999,
        currency in proptest::sample::select(Currency::all().collect::<Vec<_>>())) {
        let money = Money { minor, currency };
        prop_assert_eq!(Money::from_amount(money.amount(), currency), Some(money));
        prop_assert_eq!(Money::rounded(money.amount(), currency), Some(money));
    }

    #[test]
    fn times_are_written_as_the_calendar_library_writes_them(ms in -62_135_596_800_000_i64..=253_402_207_200_000) {
        let time = Timestamp::from_millisecond(ms).unwrap();
        let kind = Kind::DateTime;
        let shown = Value::DateTime(time).to_json(&kind);
        prop_assert_eq!(shown.as_str().unwrap().parse::<Timestamp>().unwrap(), time);
    }
}
