use kith_catalogue::filter::{Expr, Filter, StayEnd, Test};
use kith_catalogue::{Cell, Part};
use serde_json::{Value as Json, json};

use crate::support::{ME, OTHER, asker, catalogue};

fn read(object: &str, json: Json) -> Result<Expr, Vec<String>> {
    let object = catalogue().object(object).unwrap();
    Filter::parse(&json, catalogue(), object, &asker())
        .map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

/// The one test that a filter of one term comes to.
fn test(object: &str, field: &str, op: &str, value: Json) -> Test {
    match read(object, json!({"field": field, "op": op, "value": value})) {
        Ok(Expr::Term(term)) => term.test,
        other => panic!("{other:?}"),
    }
}

fn wrong(object: &str, json: Json) -> Vec<String> {
    read(object, json).unwrap_err()
}

fn term(field: &str, op: &str, value: Json) -> Json {
    json!({"field": field, "op": op, "value": value})
}

#[test]
fn text_is_compared_folded() {
    assert_eq!(test("company", "name", "eq", json!(" Ёлка ")), Test::Eq { part: Part::Fold, cell: "елка".into() });
    assert_eq!(
        test("company", "name", "in", json!(["A", "á", "B"])),
        Test::In { part: Part::Fold, cells: vec!["a".into(), "b".into()] }
    );
    assert_eq!(
        test("company", "name", "contains", json!("50% Off_")),
        Test::Contains { part: Part::Fold, text: "50% off_".into() }
    );
    assert_eq!(test("deal", "note", "starts", json!("Й")), Test::Starts { part: Part::Fold, text: "й".into() });
    assert_eq!(test("deal", "company.industry", "eq", json!("IT")), Test::Eq { part: Part::Fold, cell: "it".into() });
}

#[test]
fn negations_are_of_positive_tests() {
    let filled = || Test::Filled;
    let not = |expr: Expr| match expr {
        Expr::Not(inner) => match *inner {
            Expr::Term(term) => term.test,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(not(read("deal", json!({"field": "owner", "op": "empty"})).unwrap()), filled());
    assert_eq!(not(read("deal", term("owner", "eq", Json::Null)).unwrap()), filled());
    assert_eq!(test("deal", "owner", "ne", Json::Null), filled());
    assert_eq!(not(read("deal", term("source", "eq", json!(""))).unwrap()), filled());
    assert_eq!(
        not(read("deal", term("number", "ne", json!(3))).unwrap()),
        Test::Eq { part: Part::Value, cell: Cell::Int(3) }
    );
    assert!(
        matches!(read("deal", term("number", "in", json!([1, null]))).unwrap(), Expr::Or(parts) if parts.len() == 2)
    );
}

#[test]
fn an_empty_list_is_no_record_and_its_negation_every_one() {
    assert_eq!(read("deal", term("owner", "in", json!([]))).unwrap(), Expr::False);
    assert_eq!(read("deal", term("owner", "not_in", json!([]))).unwrap(), Expr::True);
    assert_eq!(read("deal", term("id", "in", json!([]))).unwrap(), Expr::Id(vec![]));
    assert_eq!(read("deal", json!({"and": []})).unwrap(), Expr::True);
    assert_eq!(read("deal", json!({"or": []})).unwrap(), Expr::False);
    assert_eq!(read("deal", json!({"not": {"or": []}})).unwrap(), Expr::True);
    assert_eq!(read("deal", Json::Null).unwrap(), Expr::True);
    assert_eq!(read("deal", json!({})).unwrap(), Expr::True);
}

#[test]
fn money_is_compared_in_the_workspaces_currency_unless_one_is_named() {
    use kith_catalogue::filter::Cmp::Gte;
    assert_eq!(test("deal", "amount", "gte", json!("1000")), Test::Compare { part: Part::Base, cmp: Gte, to: 100_000 });
    let named = read("deal", term("amount", "gte", json!({"amount": "1000", "currency": "JPY"}))).unwrap();
    let Expr::And(parts) = named else { panic!("{named:?}") };
    let tests: Vec<Test> = parts
        .into_iter()
        .map(|part| match part {
            Expr::Term(term) => term.test,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        tests,
        [
            Test::Eq { part: Part::Currency, cell: "JPY".into() },
            Test::Compare { part: Part::Value, cmp: Gte, to: 1_000 }
        ]
    );
    assert_eq!(
        test("deal", "amount", "between", json!(["1", 2.5])),
        Test::Between { part: Part::Base, from: 100, to: 250 }
    );
    let mixed = json!([{"amount": "1", "currency": "EUR"}, "2"]);
    assert_eq!(
        wrong("deal", term("amount", "between", mixed)),
        ["value: different_currencies (field=\"amount\", op=\"between\")"]
    );
}

/// In Moscow it is Friday, 13 March 2026, 01:30; in UTC still the 12th.
#[test]
fn days_are_counted_in_the_askers_zone() {
    let ms = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
    let day = |from: &str, to: &str| Test::Between { part: Part::Value, from: ms(from), to: ms(to) - 1 };
    let today = || day("2026-03-12T21:00:00Z", "2026-03-13T21:00:00Z");
    assert_eq!(test("deal", "created_at", "eq", json!("@today")), today());
    assert_eq!(test("deal", "created_at", "eq", json!("2026-03-13")), today());
    let compare = |op: &str, value: &str| match test("deal", "created_at", op, json!(value)) {
        Test::Compare { to, .. } => to,
        other => panic!("{other:?}"),
    };
    assert_eq!(compare("lt", "2026-03-13"), ms("2026-03-12T21:00:00Z"));
    assert_eq!(compare("gte", "2026-03-13"), ms("2026-03-12T21:00:00Z"));
    assert_eq!(compare("lte", "2026-03-13"), ms("2026-03-13T21:00:00Z") - 1);
    assert_eq!(compare("gt", "2026-03-13"), ms("2026-03-13T21:00:00Z") - 1);
    assert_eq!(compare("lt", "@now"), ms("2026-03-12T22:30:00Z"));
    assert_eq!(compare("lt", "2026-03-13T01:30:00+03:00"), ms("2026-03-12T22:30:00Z"));
    assert_eq!(
        test("deal", "created_at", "between", json!(["2026-03-01", "2026-03-31"])),
        day("2026-02-28T21:00:00Z", "2026-03-31T21:00:00Z")
    );
    let date = Test::Eq { part: Part::Value, cell: Cell::Int(20_260_313) };
    assert_eq!(test("deal", "expected_close", "eq", json!("@today")), date);
    assert!(matches!(test("deal", "created_at", "lte", json!("9999-12-31")), Test::Compare { to: i64::MAX, .. }));
}

#[test]
fn periods_are_whole_days_with_today_in_them() {
    for (period, from, to) in [
        (json!({"last": 1, "unit": "day"}), 20_260_313, 20_260_313),
        (json!({"last": 30, "unit": "day"}), 20_260_212, 20_260_313),
        (json!({"last": 1, "unit": "month"}), 20_260_214, 20_260_313),
        (json!({"last": 1, "unit": "year"}), 20_250_314, 20_260_313),
        (json!({"next": 7, "unit": "day"}), 20_260_313, 20_260_319),
        (json!({"next": 1, "unit": "quarter"}), 20_260_313, 20_260_612),
        (json!({"this": "day"}), 20_260_313, 20_260_313),
        (json!({"this": "week"}), 20_260_309, 20_260_315),
        (json!({"this": "month"}), 20_260_301, 20_260_331),
        (json!({"this": "quarter"}), 20_260_101, 20_260_331),
        (json!({"this": "year"}), 20_260_101, 20_261_231),
        (json!({"this": "day", "offset": -1}), 20_260_312, 20_260_312),
        (json!({"this": "day", "offset": 1}), 20_260_314, 20_260_314),
        (json!({"this": "week", "offset": -1}), 20_260_302, 20_260_308),
        (json!({"this": "week", "offset": 3}), 20_260_330, 20_260_405),
        (json!({"this": "month", "offset": 0}), 20_260_301, 20_260_331),
        (json!({"this": "month", "offset": -1}), 20_260_201, 20_260_228),
        (json!({"this": "quarter", "offset": -1}), 20_251_001, 20_251_231),
        (json!({"this": "quarter", "offset": 1}), 20_260_401, 20_260_630),
        (json!({"this": "year", "offset": -2}), 20_240_101, 20_241_231),
        (json!({"this": "year", "offset": 1000}), 30_260_101, 30_261_231),
        (json!({"last": 10_000, "unit": "year"}), -99_990_101 + 1, 20_260_313),
    ] {
        match test("deal", "expected_close", "within", period.clone()) {
            Test::Between { from: f, to: t, .. } if from > 0 => assert_eq!((f, t), (from, to), "{period}"),
            Test::Between { to: t, .. } => assert_eq!(t, to, "{period}"),
            other => panic!("{other:?}"),
        }
    }
    let within = |period| wrong("deal", term("expected_close", "within", period)).remove(0);
    assert!(within(json!({"last": 0, "unit": "day"})).starts_with("value.last: out_of_range"));
    assert!(within(json!({"last": 1e9, "unit": "day"})).starts_with("value.last: wrong_type"));
    assert!(within(json!({"last": 3})).starts_with("value.unit: required"));
    assert!(within(json!({"this": "hour"})).starts_with("value.this: unknown_unit"));
    assert!(within(json!({"this": "day", "last": 3, "unit": "day"})).starts_with("value: wrong_format"));
    assert!(within(json!({"this": "day", "zone": "UTC"})).starts_with("value: unknown_key"));
    assert!(within(json!("month")).starts_with("value: wrong_type"));
    for offset in [json!(1_001), json!(-1_001)] {
        assert!(within(json!({"this": "day", "offset": offset})).starts_with("value.offset: out_of_range"));
    }
    for offset in [json!("1"), json!(0.5), json!(null)] {
        assert!(within(json!({"this": "day", "offset": offset})).starts_with("value.offset: wrong_type"));
    }
    assert!(within(json!({"last": 3, "unit": "day", "offset": 1})).starts_with("value: unknown_key"));
}

#[test]
fn people_can_be_named_by_their_part() {
    assert_eq!(test("deal", "owner", "eq", json!("@me")), Test::Eq { part: Part::Value, cell: Cell::Uuid(ME) });
    for (op, value) in [("eq", json!("@my_team")), ("in", json!("@my_team")), ("in", json!(["@my_team"]))] {
        assert!(matches!(test("deal", "owner", op, value), Test::In { cells, .. } if cells.len() == 2), "{op}");
    }
    assert!(matches!(
        read("deal", term("owner", "in", json!(["@me", OTHER]))).unwrap(),
        Expr::Term(term) if matches!(&term.test, Test::In { cells, .. } if cells.len() == 2)
    ));
    assert!(matches!(test("deal", "owner.team", "eq", json!("@my_team")), Test::Eq { .. }));
    assert!(matches!(test("deal", "owner.manager", "eq", json!("@me")), Test::Eq { .. }));
    assert!(matches!(test("deal", "owner.active", "eq", json!(true)), Test::Eq { cell: Cell::Int(1), .. }));
    assert!(matches!(test("deal", "stage.kind", "in", json!(["won", "lost"])), Test::In { .. }));
    assert!(matches!(test("deal", "stage.probability", "gt", json!(50)), Test::Compare { .. }));
    assert!(matches!(test("deal", "pipeline.name", "eq", json!("Sales")), Test::Eq { part: Part::Fold, .. }));
    assert_eq!(
        test("deal", "owner.email", "eq", json!("Novák@X.cz")),
        Test::Eq { part: Part::Fold, cell: "novák@x.cz".into() },
        "kept in lower case, not folded"
    );
    let nobody = kith_catalogue::filter::FilterCx { me: None, ..asker() };
    let deal = catalogue().object("deal").unwrap();
    let problems = Filter::parse(&term("owner", "eq", json!("@me")), catalogue(), deal, &nobody).unwrap_err();
    assert_eq!(problems[0].code, "no_person");
}

#[test]
fn phones_emails_and_ids_are_looked_up() {
    let keys = |object: &str, field: &str, value: Json| match test(object, field, "eq", value) {
        Test::Lookup { keys } => keys,
        other => panic!("{other:?}"),
    };
    assert_eq!(keys("contact", "phones", json!("8 (912) 345-67-89")), ["+79123456789", "89123456789"]);
    assert_eq!(keys("contact", "phones", json!("вн. 1234")), ["1234"]);
    assert_eq!(keys("contact", "emails", json!(" Ivan@X.cz")), ["ivan@x.cz"]);
    assert_eq!(keys("contact", "external_id", json!("crm:17")), ["default:crm:17", "crm:17"]);
    assert_eq!(keys("contact", "external_id", json!({"crm": 17})), ["crm:17"]);
    assert!(
        matches!(read("contact", term("phones", "starts", json!("+7 912"))).unwrap(), Expr::Or(parts) if parts.len() == 2)
    );
    assert_eq!(
        test("contact", "phones", "contains", json!("345-67")),
        Test::Contains { part: Part::Fold, text: "34567".into() }
    );
    assert_eq!(read("contact", term("phones", "contains", json!("звонить"))).unwrap(), Expr::False);
    assert_eq!(test("contact", "tags", "contains", json!("VIP")), Test::Has { option: "VIP".into() });
    assert!(
        matches!(read("contact", term("tags", "in", json!(["a", "b"]))).unwrap(), Expr::Or(parts) if parts.len() == 2)
    );
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let cases = [
        (json!([]), "filter: wrong_type (expected=\"object\", got=\"array\")"),
        (json!({"fields": 1}), "filter: unknown_key (key=\"fields\")"),
        (
            json!({"op": "eq"}),
            r#"filter: wrong_format (expected="one of \"and\", \"or\", \"not\", \"field\", \"linked\", \"through\"")"#,
        ),
        (
            json!({"and": [], "or": []}),
            r#"filter: wrong_format (expected="one of \"and\", \"or\", \"not\", \"field\", \"linked\", \"through\"")"#,
        ),
        (json!({"linked": {"object": "contact", "by": "nope"}}), "linked.by: unknown_field (field=\"nope\")"),
        (json!({"linked": {"object": "contact"}}), "linked.by: required"),
        (json!({"linked": {"object": "contact", "by": "company"}}), "linked.by: unknown_field (field=\"company\")"),
        (json!({"linked": [], "and": []}), "linked: unknown_key (key=\"and\")"),
        (json!({"through": {"field": "name"}}), "through.field: unknown_field (field=\"name\")"),
        (
            json!({"through": {"field": "company", "filter": {"field": "nope", "op": "empty"}}}),
            "through.filter.field: unknown_field (field=\"nope\")",
        ),
        (json!({"and": [], "x": 1}), "filter: unknown_key (key=\"x\")"),
        (json!({"and": {}}), "and: wrong_type (expected=\"array\", got=\"object\")"),
        (json!({"and": [{"not": {"field": "name"}}]}), "and[0].not.op: required"),
        (json!({"or": [1]}), "or[0]: wrong_type (expected=\"object\", got=\"number\")"),
        (json!({"field": "name", "op": "eq"}), "value: required (op=\"eq\", field=\"name\")"),
        (json!({"field": "name", "op": "empty", "value": 3}), "value: not_allowed (op=\"empty\", field=\"name\")"),
        (
            json!({"field": "name", "op": "eq", "value": 1}),
            "value: wrong_type (expected=\"string\", got=\"number\", field=\"name\", op=\"eq\")",
        ),
        (json!({"field": "name", "op": "like", "value": 1}), "op: unknown_operator (op=\"like\", field=\"name\")"),
        (json!({"field": "nope", "op": "eq", "value": 1}), "field: unknown_field (field=\"nope\")"),
        (json!({"field": "name", "op": "eq", "value": "a", "case": 1}), "filter: unknown_key (key=\"case\")"),
        (json!({"field": "id", "op": "in", "value": ["x"]}), "value: wrong_format (expected=\"id\", field=\"id\")"),
        (
            json!({"field": "number", "op": "in", "value": [1, "a"]}),
            "value[1]: wrong_format (expected=\"1250.00\", field=\"number\", op=\"in\")",
        ),
        (
            json!({"field": "number", "op": "between", "value": [1]}),
            "value: wrong_type (expected=\"array of two\", got=\"array\", field=\"number\", op=\"between\")",
        ),
        (json!({"field": "name", "op": "contains", "value": " "}), "value: required (field=\"name\", op=\"contains\")"),
        (
            json!({"field": "amount", "op": "gt", "value": null}),
            "value: wrong_type (expected=\"money\", got=\"null\", field=\"amount\", op=\"gt\")",
        ),
        (json!({"field": 3, "op": "eq", "value": "a"}), "field: wrong_type (expected=\"string\", got=\"number\")"),
    ];
    for (json, expected) in cases {
        assert_eq!(wrong("deal", json.clone()), [expected], "{json}");
    }
    let operators = wrong("deal", term("name", "gt", json!("a"))).remove(0);
    assert!(operators.starts_with("op: unknown_operator (op=\"gt\", field=\"name\", operators=[\"eq\""), "{operators}");
    for path in
        ["company.industry.x", "note.x", ".", "company.", ".name", "stage.id", "owner.password", "company.owner.name"]
    {
        let problem = wrong("deal", term(path, "eq", json!("a"))).remove(0);
        assert!(problem.starts_with("field: unknown_field"), "{problem}");
    }
    let several = wrong("deal", json!({"and": [term("nope", "eq", json!(1)), term("name", "eq", json!(1))]}));
    assert_eq!(several.len(), 2);
}

#[test]
fn depth_and_size_are_limited() {
    let deep = |depth: usize| (1..depth).fold(term("number", "eq", json!(1)), |inner, _| json!({"not": inner}));
    assert!(read("deal", deep(16)).is_ok());
    assert!(wrong("deal", deep(17))[0].contains("too_deep"));
    assert!(wrong("deal", deep(100))[0].contains("too_deep"));
    let wide = |count: usize| json!({"or": vec![term("number", "eq", json!(1)); count]});
    assert!(read("deal", wide(200)).is_ok());
    assert!(wrong("deal", wide(201))[0].contains("too_many_terms"));
    assert!(wrong("deal", wide(100_000)).len() <= 20);
    let hollow = json!({"and": vec![json!({"or": []}); 100_000]});
    assert!(wrong("deal", hollow)[0].contains("too_many_terms"));
    assert!(wrong("deal", term("number", "in", json!(vec![1; 1_001])))[0].contains("too_many"));
    let many = json!({"or": vec![term("number", "in", json!(vec![1; 1_000])); 6]});
    assert!(wrong("deal", many)[0].contains("too_many_values"));
    let long = "я".repeat(10_000);
    assert!(wrong("deal", term("name", "contains", json!(long)))[0].contains("too_long"));
    assert!(wrong("deal", term(&long, "eq", json!(1)))[0].len() < 300, "what was sent is not echoed at length");
    assert!(read("deal", term("name", "eq", json!(long))).is_err());
}

#[test]
fn operators_named_by_a_kind_are_all_understood() {
    for object in &catalogue().objects {
        for field in &object.fields {
            for op in field.kind.operators() {
                let samples = [
                    json!("a"),
                    json!(1),
                    json!(true),
                    json!(ME),
                    json!("2026-01-01"),
                    json!({"this": "month"}),
                    json!(["a", "b"]),
                    json!([1, 2]),
                    json!([true]),
                    json!([ME, ME]),
                    json!(["2026-01-01", "2026-02-01"]),
                    json!(field.kind.options().first().map(|option| option.key.clone())),
                    json!([field.kind.options().first().map(|option| option.key.clone())]),
                    json!({"a": "b"}),
                ];
                let taken = samples.iter().filter(|value| {
                    read(&object.key, json!({"field": field.key, "op": op.name(), "value": value})).is_ok()
                        || read(&object.key, json!({"field": field.key, "op": op.name()})).is_ok()
                });
                assert!(taken.count() > 0, "{}.{} {}", object.key, field.key, op.name());
            }
        }
    }
}

#[test]
fn where_a_record_has_been_is_asked_of_its_stages() {
    let id = "0192f0c1-2f6c-7000-8000-000000000001";
    let stayed = |value: serde_json::Value| match test("deal", "stage", "left", value) {
        Test::Stayed { end, stages, from, to } => (end, stages.len(), from, to),
        other => panic!("{other:?}"),
    };
    assert_eq!(stayed(json!(id)), (StayEnd::Left, 1, None, None));
    assert_eq!(stayed(json!([id, id])), (StayEnd::Left, 2, None, None));
    let (_, _, from, to) = stayed(json!({"stages": [id], "from": "2026-01-01", "to": "2026-01-01"}));
    assert_eq!(to.unwrap() - from.unwrap(), 86_400_000 - 1, "a day is all of it");
    for (value, code) in [
        (json!("Proposal"), "wrong_format"),
        (json!({"from": "2026-01-01"}), "required"),
        (json!({"stages": [id], "form": 1}), "unknown_key"),
        (json!({"stages": [id], "to": "soon"}), "wrong_format"),
        (json!(7), "wrong_type"),
    ] {
        let term = term("stage", "entered", value);
        let problems = wrong("deal", term).concat();
        assert!(problems.contains(code), "{problems}");
    }
    assert!(wrong("deal", term("owner", "left", json!(id))).concat().contains("unknown_operator"));
}
