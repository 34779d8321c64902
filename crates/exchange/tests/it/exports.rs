//! Lists become files, as far as the actor may see them.

use kith_catalogue::Lang;
use kith_catalogue::filter::Path;
use kith_catalogue::sort::{Dir, Sort};
use kith_engine::people::roles;
use kith_engine::{CreateOptions, Ctx, Error, Fields};
use kith_exchange::export::{CsvExport, ExportQuery, xlsx};
use kith_exchange::table::spool::Reader;
use kith_exchange::table::{ReadOptions, load};
use serde_json::json;

use crate::house::{House, both};

fn csv(house: &House, ctx: &Ctx, query: &ExportQuery) -> String {
    let mut out = Vec::new();
    CsvExport::new(&house.ws, ctx, query).unwrap().write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn sorted(house: &House, object: &str, fields: &[&str]) -> ExportQuery {
    let catalogue = house.ws.catalogue();
    let known = catalogue.object(object).unwrap();
    let mut query = ExportQuery::new(object, Lang::En);
    query.mark = false;
    query.fields = Some(fields.iter().map(|key| Path::parse(key, &catalogue, known).unwrap()).collect());
    query.sort = Sort::new("name", Dir::Asc, &catalogue, known).into_iter().collect();
    query
}

#[test]
fn names_stand_for_links_people_and_stages() {
    both(|house| {
        house.import(
            "deals.csv",
            "deal name,account,sales agent,stage,amount,close date\n\
             Roof,North Mill,Ann Lee,Won,1054.50,2017-03-01\nWall,,Ann Lee,Negotiation,,\n",
        );
        let ctx = house.ctx(house.admin);
        let query = sorted(house, "deal", &["name", "company", "stage", "amount", "owner", "closed_at"]);
        assert_eq!(
            csv(house, &ctx, &query),
            "Name,Company,Stage,Amount,\"Amount, currency\",Owner,Closed\n\
             Roof,North Mill,Won,1054.50,EUR,Ann Lee,2017-03-01 12:00:00\n\
             Wall,,Negotiation,,,Ann Lee,\n"
        );
    });
}

#[test]
fn what_looks_like_a_formula_is_neutralised_and_comes_back_as_it_was() {
    both(|house| {
        house
            .write(|tx| {
                for name in ["=HYPERLINK(\"http://x\")", "@SUM(A1)", "+1+1", "Plain"] {
                    let fields: Fields = [("name".to_owned(), json!(name))].into_iter().collect();
                    tx.create("company", &fields, CreateOptions::default())?;
                }
                Ok(())
            })
            .unwrap();
        let ctx = house.ctx(house.admin);
        let text = csv(house, &ctx, &sorted(house, "company", &["name"]));
        for line in text.lines().skip(1) {
            assert!(!line.trim_start_matches('"').starts_with(['=', '@', '+', '-']), "{line}");
        }
        let again = house.import("companies.csv", &text);
        assert_eq!((again.counts.unchanged, again.counts.created), (4, 0));
    });
}

#[test]
fn a_workbook_holds_numbers_and_dates_as_such() {
    both(|house| {
        house.import("d.csv", "deal name,stage,amount,engage date\nRoof,Negotiation,1054.5,2017-03-01\n");
        let ctx = house.ctx(house.admin);
        let query = sorted(house, "deal", &["name", "amount", "engaged_on"]);
        let (bytes, rows) = xlsx(&house.ws, &ctx, &query).unwrap();
        assert_eq!(rows, 1);
        let (summary, spool) = load(&bytes, &ReadOptions::default(), Vec::new()).unwrap();
        let names: Vec<&str> = summary.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["Name", "Amount", "Amount, currency", "Engaged on"]);
        let row = Reader::new(std::io::Cursor::new(spool)).unwrap().next_row().unwrap().unwrap();
        use kith_exchange::table::Cell;
        assert_eq!(row.cells[1], Cell::Number("1054.5".to_owned()));
        assert_eq!(row.cells[3], Cell::Date(jiff::civil::date(2017, 3, 1)));
    });
}

#[test]
fn rights_hold_for_rows_and_fields_and_for_exporting_at_all() {
    both(|house| {
        house.import("c.csv", "company,industry\nNorth Mill,retail\nOak,food\n");
        let role = house
            .write(|tx| {
                let mut rights = roles::by_key(tx.sql(), kith_policy::MANAGER)?.ok_or(Error::NotFound)?.rights;
                rights.may.insert(kith_policy::Permission::Export);
                let mut company = rights.on("company").clone();
                company.read = kith_policy::Reach::All;
                company.hidden = ["industry".to_owned()].into_iter().collect();
                rights.objects.insert("company".to_owned(), company);
                Ok(roles::create(tx, "Narrow", &rights)?.id)
            })
            .unwrap();
        let narrow = house.person_with("Nel Row", role);
        let ctx = house.ctx(narrow);
        let query = ExportQuery { mark: false, ..ExportQuery::new("company", Lang::En) };
        let text = csv(house, &ctx, &query);
        assert!(text.contains("North Mill") && !text.contains("retail") && !text.contains("Industry"), "{text}");
        let through = sorted(house, "contact", &["name", "company.name", "company.industry"]);
        assert_eq!(csv(house, &ctx, &through), "Name,Company: Name\n", "nor through a link");
        let hidden = sorted(house, "company", &["name", "industry"]);
        assert_eq!(csv(house, &ctx, &hidden), "Name\nNorth Mill\nOak\n");

        let manager = house.person("Mia Low", kith_policy::MANAGER);
        let ctx = house.ctx(manager);
        if !ctx.actor.roles().iter().any(|role| role.rights.may.contains(&kith_policy::Permission::Export)) {
            assert!(matches!(CsvExport::new(&house.ws, &ctx, &query), Err(Error::Forbidden { .. })));
        }
    });
}

#[test]
fn columns_of_linked_records_are_taken_along_as_far_as_they_may_be_seen() {
    both(|house| {
        house.import("c.csv", "company,industry,annual revenue\nNorth Mill,retail,100\nOak,food,\n");
        house.import("p.csv", "name,company\nAnn,North Mill\nBob,Oak\nCid,\n");
        let ctx = house.ctx(house.admin);
        let query = sorted(house, "contact", &["name", "company.industry", "company.annual_revenue", "company"]);
        let lines = csv(house, &ctx, &query);
        let head = "Name,Company: Industry,Company: Annual revenue,\"Company: Annual revenue, currency\",Company\n";
        assert!(lines.starts_with(head), "{lines}");
        assert!(lines.contains("Ann,retail,100.00,") && lines.contains("\nCid,,,,\n"), "{lines}");
        house
            .write(|tx| {
                let object = tx.object("company")?;
                let page = tx.list(&kith_engine::query::ListQuery::new("company"))?;
                let oak = page.rows.into_iter().map(|raw| kith_engine::wire::record(&object, raw));
                let oak = oak.filter(|company| company.title() == "Oak").map(|company| company.id).next().unwrap();
                tx.delete("company", oak, None).map(drop)
            })
            .unwrap();
        assert!(csv(house, &ctx, &query).contains("\nBob,,,,"), "what is in the bin is not looked into");
    });
}
