use kith_catalogue::overlay::Overlay;
use kith_catalogue::{Currency, Settings};

use super::*;
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

fn guessed(filename: &str, text: &str) -> (String, Vec<(String, String)>, Mapping) {
    let (summary, _) = load(text.as_bytes(), &ReadOptions::default(), Vec::new()).unwrap();
    let guess = guess(&summary, filename, None, &catalogue(), &|_, _| true);
    let columns = summary
        .columns
        .iter()
        .map(|column| {
            let target = guess.mapping.columns[&column.name].as_ref();
            (column.name.clone(), target.map_or_else(String::new, |target| target.field.clone()))
        })
        .collect();
    (guess.object, columns, guess.mapping)
}

fn check(filename: &str, text: &str, object: &str, expected: &[(&str, &str)]) -> Mapping {
    let (found, columns, mapping) = guessed(filename, text);
    assert_eq!(found, object, "{filename}: {columns:?}");
    let columns: Vec<(&str, &str)> = columns.iter().map(|(name, field)| (name.as_str(), field.as_str())).collect();
    assert_eq!(columns, expected, "{filename}");
    mapping
}

#[test]
fn four_files_of_one_sales_team_are_understood() {
    check(
        "customers.csv",
        "account,sector,year_established,revenue,employees,office_location,subsidiary_of\nNorth Mill,retail,1996,1100.04,28,Latvia,\n",
        "company",
        &[
            ("account", "name"),
            ("sector", "industry"),
            ("year_established", "founded_year"),
            ("revenue", "annual_revenue"),
            ("employees", "employees"),
            ("office_location", "addresses.country"),
            ("subsidiary_of", "parent"),
        ],
    );
    check(
        "goods.csv",
        "product,series,sales_price\nAB One,AB,550\n",
        "product",
        &[("product", "name"), ("series", "series"), ("sales_price", "price")],
    );
    check(
        "list.csv",
        "sales_agent,manager,regional_office\nAnn Lee,Bo Rae,North\n",
        "user",
        &[("sales_agent", "name"), ("manager", "manager"), ("regional_office", "office")],
    );
    let mapping = check(
        "export.csv",
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\nX1,Ann Lee,AB One,North Mill,Won,2016-10-20,2017-03-01,1054\n",
        "deal",
        &[
            ("opportunity_id", "external_id"),
            ("sales_agent", "owner"),
            ("product", "product"),
            ("account", "company"),
            ("deal_stage", "stage"),
            ("engage_date", "engaged_on"),
            ("close_date", "closed_at"),
            ("close_value", "amount"),
        ],
    );
    assert_eq!(mapping.key.0, ["external_id"]);
    assert_eq!(mapping.source.as_deref(), Some("default"));
}

#[test]
fn an_address_book_keeps_types_beside_its_numbers() {
    let mapping = check(
        "address book.csv",
        "Name,Given Name,Additional Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title\n\
         Ann Lee,Ann,,Lee,Work,ann@example.com,Mobile,(757) 555-0101,North Mill,Buyer\n",
        "contact",
        &[
            ("Name", "name"),
            ("Given Name", "given_name"),
            ("Additional Name", "middle_name"),
            ("Family Name", "family_name"),
            ("E-mail 1 - Type", ""),
            ("E-mail 1 - Value", "emails"),
            ("Phone 1 - Type", ""),
            ("Phone 1 - Value", "phones"),
            ("Organization 1 - Name", "company"),
            ("Organization 1 - Title", "position"),
        ],
    );
    let target = mapping.columns["Phone 1 - Value"].as_ref().unwrap();
    assert_eq!(target.type_from.as_deref(), Some("Phone 1 - Type"));
    assert_eq!(mapping.key.0, ["emails", "name"]);
}

#[test]
fn russian_headers_are_understood() {
    let mapping = check(
        "выгрузка.csv",
        "ID;Фамилия;Имя;Отчество;Дата рождения;Компания;Должность;Рабочий телефон;Мобильный телефон;Рабочий e-mail;Ответственный\n\
         7;Петрова;Анна;Ильинична;31.12.1980;Ромашка;Директор;8 (495) 123-45-67;+7 912 345-67-89;anna@example.ru;Иван Сидоров\n",
        "contact",
        &[
            ("ID", "external_id"),
            ("Фамилия", "family_name"),
            ("Имя", "given_name"),
            ("Отчество", "middle_name"),
            ("Дата рождения", "birthday"),
            ("Компания", "company"),
            ("Должность", "position"),
            ("Рабочий телефон", "phones"),
            ("Мобильный телефон", "phones"),
            ("Рабочий e-mail", "emails"),
            ("Ответственный", "owner"),
        ],
    );
    assert_eq!(mapping.columns["Мобильный телефон"].as_ref().unwrap().kind.as_deref(), Some("mobile"));
    assert_eq!(mapping.columns["Рабочий e-mail"].as_ref().unwrap().kind.as_deref(), Some("work"));
    check(
        "сделки.csv",
        "Название сделки;Стадия сделки;Сумма;Валюта;Компания;Ответственный;Дата закрытия\nПоставка;Выиграна;1 250,50;RUB;Ромашка;Иван Сидоров;01.03.2017\n",
        "deal",
        &[
            ("Название сделки", "name"),
            ("Стадия сделки", "stage"),
            ("Сумма", "amount"),
            ("Валюта", "amount.currency"),
            ("Компания", "company"),
            ("Ответственный", "owner"),
            ("Дата закрытия", "closed_at"),
        ],
    );
}

#[test]
fn czech_headers_are_understood() {
    check(
        "firmy.csv",
        "Název firmy;Obor;Ulice;Město;PSČ;Telefon;Web\nŽelezářství Dvořák;obchod;Dlouhá 5;Plzeň;301 00;+420 377 123 456;www.example.cz\n",
        "company",
        &[
            ("Název firmy", "name"),
            ("Obor", "industry"),
            ("Ulice", "addresses.street"),
            ("Město", "addresses.city"),
            ("PSČ", "addresses.postal_code"),
            ("Telefon", "phones"),
            ("Web", "website"),
        ],
    );
}

#[test]
fn leads_without_a_subject_are_new_ones_whoever_asks() {
    let expected = [("Lead source", "source"), ("Phone", "phones"), ("Amount", "amount")];
    let mapping = check("leads.csv", "Lead source,Phone,Amount\nWeb,+420 601 111 111,10\n", "lead", &expected);
    assert!(mapping.key.is_empty());
    let expected = [("Lead name", "name"), ("Phone", "phones")];
    let mapping = check("leads.csv", "Lead name,Phone\nAwnings,+420 601 111 111\n", "lead", &expected);
    assert_eq!(mapping.key.0, ["name"]);
}

#[test]
fn values_decide_where_headers_are_silent_and_overrule_them_where_they_lie() {
    let (_, columns, _) =
        guessed("x.csv", "name,aaa,phone\nAnn Lee,ann@example.com,2017-03-01\nBo Rae,bo@example.com,2017-03-02\n");
    assert_eq!(columns[1].1, "emails");
    assert_eq!(columns[2].1, "");
}

#[test]
fn fields_that_a_person_may_not_write_are_not_offered() {
    let text = "account,sector\nNorth Mill,retail\n";
    let (summary, _) = load(text.as_bytes(), &ReadOptions::default(), Vec::new()).unwrap();
    let catalogue = catalogue();
    let guess =
        guess(&summary, "c.csv", Some("company"), &catalogue, &|object, ix| &*object.fields[ix].key != "industry");
    assert_eq!(guess.mapping.columns["sector"], None);
}

/// What the program itself writes out is read in again, column by column, in each language.
#[test]
fn the_headers_of_an_export_are_the_fields_they_came_from() {
    let catalogue = catalogue();
    let mut wrong = Vec::new();
    for object in &catalogue.objects {
        for language in [Lang::En, Lang::Ru, Lang::Cs] {
            let mut expected = Vec::new();
            for field in &object.fields {
                let label = field.label.get(language);
                let target = |part: &str| if field.read_only { String::new() } else { format!("{}{part}", field.key) };
                expected.push((label.to_owned(), target("")));
                if matches!(field.kind, Kind::Money) {
                    expected.push((currency_header(label, language), target(".currency")));
                }
            }
            let header: Vec<String> = expected.iter().map(|(header, _)| format!("\"{header}\"")).collect();
            let text = format!("{};Zzz\n{}x\n", header.join(";"), ";".repeat(header.len()));
            let (summary, _) = load(text.as_bytes(), &ReadOptions::default(), Vec::new()).unwrap();
            let guess = guess(&summary, "export.csv", Some(&object.key), &catalogue, &|_, _| true);
            for (column, (header, expected)) in summary.columns.iter().zip(expected) {
                let found = guess.mapping.columns[&column.name].as_ref().map_or("", |target| &target.field);
                if found != expected {
                    wrong.push(format!("{} {language:?} {header}: {found:?}, not {expected:?}", object.key));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn two_telephones_in_a_cell_are_telephones() {
    check(
        "people.csv",
        "Name,Phones,E-mails\nEva,+420 377 123 456; +420 377 123 457,eva@example.cz; nova@example.cz\n",
        "contact",
        &[("Name", "name"), ("Phones", "phones"), ("E-mails", "emails")],
    );
}
