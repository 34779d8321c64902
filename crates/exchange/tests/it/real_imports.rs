//! The files of a real sales team, where they are at hand, imported as a newcomer would: the figures that people know of
//! them must come out, and a second time nothing may change.

use std::collections::BTreeMap;

use kith_catalogue::Value;
use kith_crm::pipeline;
use kith_engine::people::{teams, users};
use kith_engine::{Lane, undo};
use kith_exchange::import::{self, Status};
use rust_decimal::Decimal;

use crate::house::{both, json};
use crate::real_tables::data;

#[test]
fn a_real_sales_team_comes_out_with_its_known_figures() {
    let Some(folder) = data("imports") else { return };
    let folder = folder.join("a_crm/crm-sales-opportunities");
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    both(|house| {
        let accounts = house.import("accounts.csv", read("accounts.csv"));
        assert_eq!((accounts.status, accounts.counts.created, accounts.counts.rejected), (Status::Done, 85, 0));
        assert!(accounts.counts.also.is_empty(), "{:?}", accounts.counts);
        let bluth = house.titled("company", "Bluth Company");
        assert_eq!(bluth.reference("parent"), Some(house.titled("company", "Acme Corporation").id));
        let acme = house.titled("company", "Acme Corporation");
        assert_eq!(json(&acme, "industry"), "technolgy");
        assert_eq!(json(&acme, "founded_year"), 1996);
        assert_eq!(json(&acme, "annual_revenue")["amount"], "1100.04");
        assert_eq!(json(&house.titled("company", "Bioholding"), "addresses")[0]["country"], "Philipines");

        assert_eq!(house.import("products.csv", read("products.csv")).counts.created, 7);
        let people = house.import("sales_teams.csv", read("sales_teams.csv"));
        assert_eq!((people.counts.created, people.counts.rejected), (35, 0));
        let (staff, groups) = house.write(|tx| Ok((users::list(tx.sql())?, teams::list(tx.sql())?))).unwrap();
        assert_eq!(staff.len(), 35 + 6 + 1);
        assert_eq!(groups.iter().filter(|team| team.parent.is_none()).count(), 3);
        assert_eq!(groups.iter().filter(|team| team.manager.is_some()).count(), 6);

        let file = read("dev_cut/sales_pipeline_first2900.csv");
        let uploaded = house.upload("sales_pipeline.csv", &file);
        assert_eq!((uploaded.summary.rows, uploaded.guess.object.as_str()), (2_900, "deal"));
        let mut mapping = uploaded.guess.mapping.clone();
        let ctx = house.ctx(house.admin);
        let preview = import::preview(&house.ws, &ctx, uploaded.id, &mapping).unwrap();
        assert_eq!((preview.counts.create, preview.counts.reject), (2_900, 0));
        let names: Vec<_> = preview.unmatched.iter().filter(|one| one.object != "stage").collect();
        assert_eq!(names.len(), 1, "{names:?}");
        assert_eq!((names[0].value.as_str(), names[0].rows), ("GTXPro", 479));
        assert_eq!((names[0].suggestions[0].label.as_str(), names[0].suggestions[0].certain), ("GTX Pro", true));
        let meant = names[0].suggestions[0].id.to_string();
        mapping.matches.entry("product".to_owned()).or_default().insert("GTXPro".to_owned(), meant);

        let run = house.run(uploaded.id, &mapping);
        assert_eq!((run.status, run.counts.created, run.counts.rejected), (Status::Done, 2_900, 0));
        assert_eq!(house.records("product").len(), 7);
        check_deals(house);

        let before = house.events();
        let uploaded = house.upload("sales_pipeline.csv", &file);
        let again = house.run(uploaded.id, &mapping);
        assert_eq!((again.counts.unchanged, again.counts.rows()), (2_900, 2_900));
        assert_eq!(house.events(), before, "a second import must change nothing");

        let batch = run.batch.unwrap();
        let undone = house.ws.write_blocking(house.ctx(house.admin), Lane::Interactive, move |tx| {
            undo::run(tx, undo::Target::Batch(batch))
        });
        assert_eq!(undone.unwrap().undone, 2_900);
        assert!(house.records("deal").is_empty());
    });
}

fn check_deals(house: &crate::house::House) {
    let stages: BTreeMap<_, _> = house
        .write(|tx| pipeline::list(tx.sql()))
        .unwrap()
        .into_iter()
        .flat_map(|pipeline| pipeline.stages)
        .map(|stage| (stage.id, stage))
        .collect();
    let deals = house.records("deal");
    let mut by_stage: BTreeMap<&str, (u64, Decimal)> = BTreeMap::new();
    let (mut without_company, mut years) = (0, BTreeMap::new());
    for deal in &deals {
        let stage = &stages[&deal.reference("stage").unwrap()];
        let entry = by_stage.entry(stage.name.as_str()).or_default();
        entry.0 += 1;
        entry.1 += deal.value("amount").as_money().map(|money| money.amount()).unwrap_or_default();
        without_company += u64::from(deal.reference("company").is_none());
        for key in ["engaged_on", "closed_at"] {
            let year = match deal.value(key) {
                Value::Date(day) => day.year(),
                Value::DateTime(at) => at.to_zoned(jiff::tz::TimeZone::UTC).year(),
                _ => continue,
            };
            *years.entry(year).or_insert(0) += 1;
        }
        assert!(deal.reference("owner").is_some() && deal.reference("product").is_some());
    }
    let (won, worth) = by_stage["Won"];
    assert_eq!((won, worth), (1_595, Decimal::from(3_762_195)));
    assert_eq!(by_stage["Lost"].0, 820);
    assert_eq!(by_stage["Engaging"].0, 485);
    let rate = (won as f64 / (won + 820) as f64 * 1_000_000.0).round() / 10_000.0;
    assert_eq!(rate, 66.0455);
    assert_eq!(without_company, 337);
    assert_eq!(years.keys().copied().collect::<Vec<_>>(), [2016, 2017]);
    // Every closed deal left its mark in the funnel on the day it closed, not today.
    assert_eq!(house.count("SELECT count(*) FROM stage_stay WHERE entered_at > 1600000000000"), 0);
}

#[test]
fn an_address_book_of_google_is_two_people() {
    let Some(folder) = data("address books") else { return };
    let file = std::fs::read(folder.join("c_contacts/google-csv/google_contacts.csv")).unwrap();
    both(|house| {
        let run = house.import("google_contacts.csv", &file);
        assert_eq!((run.counts.created, run.counts.rejected, run.total), (2, 0, 2));
        let zoe = house.titled("contact", "Zoë, Smith");
        assert_eq!(json(&zoe, "given_name"), "Zoë");
        assert_eq!(json(&zoe, "emails")[0]["type"], "home");
        let jerry = house.titled("contact", "Jerry Mathis");
        assert_eq!(json(&jerry, "phones")[0]["type"], "mobile");
        assert_eq!(json(&jerry, "position"), "Founder");
        assert!(jerry.reference("company").is_some());
        assert_eq!(house.import("google_contacts.csv", &file).counts.unchanged, 2);
    });
}

#[test]
fn exports_of_other_programs_are_understood() {
    let Some(folder) = data("exports of other programs") else { return };
    let folder = folder.join("b_exports");
    both(|house| {
        let file = std::fs::read(folder.join("atomic-crm/contacts_export.csv")).unwrap();
        let run = house.import("contacts_export.csv", &file);
        assert_eq!((run.object.as_deref(), run.counts.created, run.counts.rejected), (Some("contact"), 2, 0));
        let john = house.titled("contact", "John Doe");
        assert_eq!(json(&john, "emails").as_array().map(Vec::len), Some(3));
        assert_eq!(json(&john, "phones").as_array().map(Vec::len), Some(3));
        assert_eq!(json(&john, "tags"), serde_json::json!(["influencer", "developer"]));
        let file = std::fs::read(
            folder.join("odoo-import-templates/base_import__External_id_3rd_party_application_products.csv"),
        );
        let run = house.import("products.csv", file.unwrap());
        assert_eq!((run.object.as_deref(), run.counts.created), (Some("product"), 5));
    });
}
