//! The filter, read and evaluated, against a second evaluator that is written without it: straight on values, the way the
//! language is explained to people.

use kith_catalogue::filter::{Filter, Path, Step, ValueRow};
use kith_catalogue::standard::{company, deal};
use kith_catalogue::text::fold;
use kith_catalogue::{Money, Object, Value};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::support::{MATE, ME, OTHER, asker, catalogue, cell_cx, parse, rate};

const TEXTS: [&str; 6] = ["Ёлка", "елка", "Елкин дом", "100% дом", "", "дом_"];

/// One record: its fields as JSON, and the linked company's.
fn record() -> impl Strategy<Value = (Vec<(&'static str, Json)>, Option<Json>)> {
    let text = || proptest::sample::select(TEXTS.to_vec()).prop_map(Json::from);
    let people = || proptest::sample::select(vec![json!(ME), json!(MATE), json!(OTHER), Json::Null]);
    let fields = (
        text(),
        proptest::option::of(0_i64..5),
        proptest::option::of((0_i64..4, proptest::sample::select(vec!["RUB", "EUR", "USD"]))),
        proptest::sample::select(vec![
            Json::Null,
            json!("2026-03-12T20:59:59.999Z"),
            json!("2026-03-12T21:00:00Z"),
            json!("2026-03-13T20:59:59.999Z"),
            json!("2026-03-13T21:00:00Z"),
        ]),
        proptest::sample::select(vec![Json::Null, json!("2026-03-12"), json!("2026-03-13"), json!("2026-04-01")]),
        people(),
        proptest::sample::subsequence(vec!["VIP", "опт", "a"], 0..=3),
    );
    (fields, proptest::option::of(text())).prop_map(
        |((name, number, money, closed, expected, owner, tags), industry)| {
            let money = money.map_or(Json::Null, |(n, code)| json!({"amount": n.to_string(), "currency": code}));
            let fields = vec![
                (deal::NAME, name),
                (deal::PROBABILITY, json!(number)),
                (deal::AMOUNT, money),
                (deal::CLOSED_AT, closed),
                (deal::EXPECTED_CLOSE, expected),
                (deal::OWNER, owner),
                ("tags", json!(tags)),
            ];
            (fields, industry)
        },
    )
}

fn term() -> impl Strategy<Value = Json> {
    let pick = |values: Vec<Json>| proptest::sample::select(values);
    let ops = |names: &'static [&'static str]| proptest::sample::select(names.to_vec());
    let t = |field: &'static str| move |(op, value): (&str, Json)| json!({"field": field, "op": op, "value": value});
    let text = || pick(TEXTS.iter().map(|text| json!(text)).chain([json!("ЁЛКА"), json!("дом")]).collect());
    let needle = || pick(["елк", "ДОМ", "%", "_", "100"].map(Json::from).to_vec());
    let number = || pick(vec![json!(0), json!(2), json!("3")]);
    let money = || pick(vec![json!("1"), json!(2), json!({"amount": "2", "currency": "EUR"}), json!("201")]);
    let day = || pick(vec![json!("@today"), json!("2026-03-12"), json!("2026-03-13")]);
    let comparing = &["eq", "ne", "lt", "lte", "gt", "gte"];
    let empty =
        move |field: &'static str| ops(&["empty", "not_empty"]).prop_map(move |op| json!({"field": field, "op": op}));
    prop_oneof![
        (ops(&["eq", "ne"]), text()).prop_map(t(deal::NAME)),
        (ops(&["contains", "starts"]), needle()).prop_map(t(deal::NAME)),
        (ops(&["in", "not_in"]), proptest::collection::vec(text(), 0..3).prop_map(Json::from)).prop_map(t(deal::NAME)),
        (ops(&["eq", "ne"]), text()).prop_map(t("company.industry")),
        (ops(&["contains", "starts"]), needle()).prop_map(t("company.industry")),
        (ops(comparing), number()).prop_map(t(deal::PROBABILITY)),
        (ops(&["between"]), (number(), number()).prop_map(|(a, b)| json!([a, b]))).prop_map(t(deal::PROBABILITY)),
        (ops(comparing), money()).prop_map(t(deal::AMOUNT)),
        (ops(comparing), day()).prop_map(t(deal::CLOSED_AT)),
        (ops(comparing), day()).prop_map(t(deal::EXPECTED_CLOSE)),
        (ops(&["eq", "ne"]), pick(vec![json!("@me"), json!("@my_team"), json!(OTHER)])).prop_map(t(deal::OWNER)),
        (ops(&["eq", "ne", "contains"]), pick(vec![json!("VIP"), json!("vip"), json!("a")])).prop_map(t("tags")),
        proptest::sample::select(vec![
            deal::NAME,
            deal::AMOUNT,
            deal::OWNER,
            "tags",
            "company.industry",
            deal::CLOSED_AT
        ])
        .prop_flat_map(empty),
    ]
}

fn filter() -> impl Strategy<Value = Json> {
    term().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(|parts| json!({"and": parts})),
            proptest::collection::vec(inner.clone(), 0..4).prop_map(|parts| json!({"or": parts})),
            inner.prop_map(|part| json!({"not": part})),
        ]
    })
}

struct Naive<'a> {
    object: &'a Object,
    values: &'a [Value],
    industry: &'a Value,
}

impl Naive<'_> {
    fn passes(&self, json: &Json) -> bool {
        if let Some(parts) = json["and"].as_array() {
            return parts.iter().all(|part| self.passes(part));
        }
        if let Some(parts) = json["or"].as_array() {
            return parts.iter().any(|part| self.passes(part));
        }
        if !json["not"].is_null() {
            return !self.passes(&json["not"]);
        }
        let field = json["field"].as_str().unwrap();
        let value = match field {
            "company.industry" => self.industry,
            own => &self.values[self.object.must(own)],
        };
        let asked = &json["value"];
        match json["op"].as_str().unwrap() {
            "empty" => *value == Value::Null,
            "not_empty" => *value != Value::Null,
            "ne" => !equal(value, asked),
            "in" => asked.as_array().unwrap().iter().any(|one| equal(value, one)),
            "not_in" => !asked.as_array().unwrap().iter().any(|one| equal(value, one)),
            "eq" => equal(value, asked),
            "contains" if field == "tags" => equal(value, asked),
            "contains" => value.as_text().is_some_and(|text| fold(text).contains(&fold(asked.as_str().unwrap()))),
            "starts" => value.as_text().is_some_and(|text| fold(text).starts_with(&fold(asked.as_str().unwrap()))),
            "between" => {
                order(value, &asked[0]).is_some_and(|o| o.0 >= 0) && order(value, &asked[1]).is_some_and(|o| o.1 <= 0)
            }
            "lt" => order(value, asked).is_some_and(|o| o.0 < 0),
            "gte" => order(value, asked).is_some_and(|o| o.0 >= 0),
            "lte" => order(value, asked).is_some_and(|o| o.1 <= 0),
            "gt" => order(value, asked).is_some_and(|o| o.1 > 0),
            other => panic!("{other}"),
        }
    }
}

fn equal(value: &Value, asked: &Json) -> bool {
    if asked == "" {
        return *value == Value::Null;
    }
    match value {
        Value::Null => false,
        Value::Text(text) => fold(text) == fold(asked.as_str().unwrap()),
        Value::Options(options) => options.iter().any(|option| option == asked.as_str().unwrap()),
        Value::Ref(id) => match asked.as_str().unwrap() {
            "@me" => *id == ME,
            "@my_team" => *id == ME || *id == MATE,
            other => other.parse::<Uuid>().unwrap() == *id,
        },
        other => order(other, asked).is_some_and(|o| o.0 >= 0 && o.1 <= 0),
    }
}

/// How the value compares with the beginning and with the end of what is asked; nothing where they cannot be compared.
fn order(value: &Value, asked: &Json) -> Option<(i64, i64)> {
    let sign = |ordering: std::cmp::Ordering| ordering as i64;
    let decimal =
        |json: &Json| json.as_str().map_or_else(|| json.to_string(), str::to_owned).parse::<Decimal>().unwrap();
    let both = |n: i64| Some((n, n));
    match value {
        Value::Number(n) => both(sign(n.cmp(&decimal(asked)))),
        Value::Money(Money { minor, currency }) => match &asked["currency"] {
            Json::String(code) if code == currency.code() => {
                both(sign(Decimal::new(*minor, 2).cmp(&decimal(&asked["amount"]))))
            }
            Json::String(_) => None,
            _ => {
                let rate = if currency.code() == "RUB" { Some(Decimal::ONE) } else { rate(*currency) };
                both(sign((Decimal::new(*minor, 2) * rate?).cmp(&decimal(asked))))
            }
        },
        Value::Date(date) => {
            let asked = if asked == "@today" { "2026-03-13" } else { asked.as_str().unwrap() };
            both(sign(date.to_string().as_str().cmp(asked)))
        }
        Value::DateTime(time) => {
            let asked = if asked == "@today" { "2026-03-13" } else { asked.as_str().unwrap() };
            let date = time.to_zoned(catalogue().zone.clone()).date().to_string();
            both(sign(date.as_str().cmp(asked)))
        }
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn both_evaluators_agree((fields, industry) in record(), json in filter()) {
        let object = catalogue().object(deal::KEY).unwrap();
        let mut values = vec![Value::Null; object.fields.len()];
        for (key, json) in fields {
            let ix = object.must(key);
            values[ix] = parse(&object.fields[ix].kind, json).unwrap();
        }
        let companies = catalogue().object(company::KEY).unwrap();
        let industry = industry.map_or(Value::Null, |json| {
            parse(&companies.get(company::INDUSTRY).unwrap().kind, json).unwrap()
        });
        let expr = Filter::parse(&json, catalogue(), object, &asker());
        let Ok(expr) = expr else {
            // A contains with an empty needle is the only thing that can be refused here.
            return Err(TestCaseError::fail(format!("{expr:?}")));
        };
        let follow = |_: &Path, step: &Step| match step {
            Step::Record { .. } => industry.clone(),
            _ => Value::Null,
        };
        let row = ValueRow { id: Uuid::nil(), object, values: &values, cx: cell_cx(), catalogue: catalogue(), follow: &follow };
        let naive = Naive { object, values: &values, industry: &industry };
        prop_assert_eq!(expr.matches(&row), naive.passes(&json));
    }
}

#[test]
fn a_record_can_be_asked_for_by_its_id() {
    let object = catalogue().object(deal::KEY).unwrap();
    let values = vec![Value::Null; object.fields.len()];
    let follow = |_: &Path, _: &Step| Value::Null;
    let row = ValueRow { id: ME, object, values: &values, cx: cell_cx(), catalogue: catalogue(), follow: &follow };
    let ask = |json| Filter::parse(&json, catalogue(), object, &asker()).unwrap().matches(&row);
    assert!(ask(json!({"field": "id", "op": "eq", "value": ME})));
    assert!(ask(json!({"field": "id", "op": "in", "value": [OTHER, ME]})));
    assert!(!ask(json!({"field": "id", "op": "not_in", "value": [OTHER, ME]})));
    assert!(!ask(json!({"field": "id", "op": "in", "value": []})));
}

#[test]
fn a_number_is_found_however_it_was_typed() {
    let object = catalogue().object("contact").unwrap();
    let mut values = vec![Value::Null; object.fields.len()];
    let phones = object.must("phones");
    values[phones] = parse(&object.fields[phones].kind, json!(["8 (912) 345-67-89", "вн. 1234"])).unwrap();
    let follow = |_: &Path, _: &Step| Value::Null;
    let row = ValueRow { id: ME, object, values: &values, cx: cell_cx(), catalogue: catalogue(), follow: &follow };
    let ask = |op: &str, value: &str| {
        let json = json!({"field": "phones", "op": op, "value": value});
        Filter::parse(&json, catalogue(), object, &asker()).unwrap().matches(&row)
    };
    for typed in ["+79123456789", "89123456789", "+7 912 345-67-89", "(912) 345-67-89", "1234", "вн.1234"] {
        assert!(ask("eq", typed), "{typed}");
        assert!(!ask("ne", typed), "{typed}");
    }
    assert!(ask("contains", "345-67") && ask("starts", "+7912") && ask("starts", "12"));
    assert!(!ask("eq", "+79123456780") && !ask("starts", "345") && !ask("contains", "0000"));
}
