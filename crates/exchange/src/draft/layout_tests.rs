use kith_catalogue::overlay::Overlay;
use kith_catalogue::{Catalogue, Currency, Lang, Settings};

use super::*;
use crate::table::spool::Reader;
use crate::table::{ReadOptions, load};

fn catalogue() -> Catalogue {
    let settings = Settings {
        currency: Currency::parse("EUR").unwrap(),
        country: "CZ".to_owned(),
        zone: jiff::tz::TimeZone::UTC,
        language: Lang::En,
    };
    Catalogue::build(&Overlay::default(), &settings, 1).unwrap()
}

fn drafts(object: &str, columns: &[(&str, &str)], text: &str) -> Result<Vec<Draft>, Vec<Problem>> {
    let (summary, spool) = load(text.as_bytes(), &ReadOptions::default(), Vec::new()).unwrap();
    let mapping = Mapping {
        object: object.to_owned(),
        columns: columns.iter().map(|(name, field)| ((*name).to_owned(), Some(Target::field(field)))).collect(),
        ..Mapping::default()
    };
    let object = Arc::clone(catalogue().object(object).unwrap());
    let layout = Layout::new(&mapping, &summary, &object, "CZ", &|_| true)?;
    let mut reader = Reader::new(std::io::Cursor::new(spool)).unwrap();
    let mut drafts = Vec::new();
    while let Some(row) = reader.next_row().unwrap() {
        drafts.push(layout.draft(&row));
    }
    Ok(drafts)
}

#[test]
fn a_row_becomes_values_and_names() {
    let columns = [
        ("id", "external_id"),
        ("account", "company"),
        ("sum", "amount"),
        ("cur", "amount.currency"),
        ("closed", "closed_at"),
    ];
    let text = "id;account;sum;cur;closed\nX1;North Mill;1 054,50;Kč;01.03.2017\nX2;;12,5;;\n";
    let drafts = drafts("deal", &columns, text).unwrap();
    let first = Json::Object(drafts[0].fields.clone());
    assert_eq!(
        first,
        json!({"external_id": {"default": "X1"}, "amount": {"amount": "1054.50", "currency": "CZK"}, "closed_at": "2017-03-01"})
    );
    assert_eq!(drafts[0].names.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["North Mill"]);
    let second = Json::Object(drafts[1].fields.clone());
    assert_eq!(second, json!({"external_id": {"default": "X2"}, "amount": {"amount": "12.5"}}));
    assert!(drafts[1].names.is_empty());
}

#[test]
fn several_columns_fill_one_list() {
    let columns = [
        ("name", "name"),
        ("mail 1", "emails"),
        ("mail 2", "emails"),
        ("phone", "phones"),
        ("street", "addresses.street"),
        ("city", "addresses.city"),
    ];
    let text = "name,mail 1,mail 2,phone,street,city\nAnn,a@x.cz,b@x.cz,\"601 123 456, 602 123 456\",Dlouhá 5,Plzeň\n";
    let fields = Json::Object(drafts("contact", &columns, text).unwrap().remove(0).fields);
    assert_eq!(
        fields,
        json!({"name": "Ann", "emails": ["a@x.cz", "b@x.cz"], "phones": ["601 123 456", "602 123 456"],
            "addresses": [{"street": "Dlouhá 5", "city": "Plzeň"}]})
    );
}

#[test]
fn bad_cells_name_their_field_column_and_text() {
    let columns = [("name", "name"), ("staff", "employees")];
    let drafts = drafts("company", &columns, "name,staff\nNorth Mill,many\nOak,12\nElm,1,2\n").unwrap();
    let problem = &drafts[0].problems[0];
    assert_eq!((problem.field.as_deref(), problem.code), (Some("employees"), "wrong_format"));
    assert_eq!((&problem.params["column"], &problem.params["value"]), (&json!("staff"), &json!("many")));
    assert!(drafts[1].problems.is_empty());
    assert_eq!((drafts[2].row, drafts[2].problems[0].code), (4, "too_many_cells"));
}

#[test]
fn a_mapping_that_leads_nowhere_is_refused_column_by_column() {
    let columns = [("name", "nam"), ("x", "name"), ("b", "number"), ("c", "addresses.planet")];
    let problems = drafts("deal", &columns, "name,b,c\n1,2,3\n").unwrap_err();
    let codes: Vec<_> = problems.iter().map(|problem| (problem.field.as_deref().unwrap(), problem.code)).collect();
    assert_eq!(
        codes,
        [
            ("columns.b", "read_only"),
            ("columns.c", "unknown_field"),
            ("columns.name", "unknown_field"),
            ("columns.x", "unknown_column")
        ]
    );
}
