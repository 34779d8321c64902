//! People with several companies: the main one on the contact, the others beside it.

use kith_engine::query::ListQuery;
use kith_engine::undo::{self, Target};
use kith_engine::{Record, wire};
use serde_json::json;
use uuid::Uuid;

use crate::house::{House, both, code, map, problems};

fn ties(house: &House) -> Vec<Record> {
    house
        .ws
        .read_blocking(house.ctx(house.admin), |r| {
            let object = r.object("affiliation")?;
            let page = r.list(&ListQuery::new("affiliation"))?;
            Ok(page.rows.into_iter().map(|raw| wire::record(&object, raw)).collect())
        })
        .unwrap()
}

fn text<'r>(record: &'r Record, key: &str) -> Option<&'r str> {
    record.value(key).as_text()
}

#[test]
fn another_company_becomes_the_main_one_and_the_former_stays_beside_it_in_one_step() {
    both(|house| {
        let [steel, bank] = ["Steel", "Bank"].map(|name| house.make("company", json!({"name": name})).id);
        let fields = json!({"name": "Ivan", "company": steel, "position": "Director", "company_since": "2020-01-01"});
        let ivan = house.make("contact", fields).id;
        let tie = json!({"contact": ivan, "company": bank, "role": "Adviser", "since": "2024-05-01"});
        let tie = house.make("affiliation", tie).id;
        let batch = house
            .admin(move |tx| {
                let now = tx.verb("contact", ivan, "change_company", &map(json!({"company": bank})))?;
                assert_eq!((now.reference("company"), text(&now, "position")), (Some(bank), Some("Adviser")));
                assert_eq!(now.value("company_since").as_date(), Some(jiff::civil::date(2024, 5, 1)));
                Ok(tx.ctx.batch.unwrap())
            })
            .unwrap();
        let all = ties(house);
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].id, all[0].reference("company")), (tie, Some(steel)));
        assert_eq!(text(&all[0], "role"), Some("Director"));
        assert_eq!(all[0].value("since").as_date(), Some(jiff::civil::date(2020, 1, 1)));
        house.admin(move |tx| undo::run(tx, Target::Batch(batch))).unwrap();
        assert_eq!(house.see("contact", ivan).reference("company"), Some(steel));
        assert_eq!(house.see("affiliation", tie).reference("company"), Some(bank));
        assert_eq!(text(&house.see("affiliation", tie), "role"), Some("Adviser"));
    });
}

#[test]
fn a_company_that_was_never_tied_can_be_taken_and_the_former_one_forgotten() {
    both(|house| {
        let [steel, bank, farm] = ["Steel", "Bank", "Farm"].map(|name| house.make("company", json!({"name": name})).id);
        let ivan = house.make("contact", json!({"name": "Ivan", "position": "Owner"})).id;
        let go = |params| house.verb("contact", ivan, "change_company", params);
        go(json!({"company": steel, "position": "Clerk"})).unwrap();
        assert!(ties(house).is_empty(), "there was no company before");
        go(json!({"company": bank})).unwrap();
        assert_eq!((ties(house).len(), ties(house)[0].reference("company")), (1, Some(steel)));
        assert!(house.see("contact", ivan).value("position").is_null(), "a position belongs to its company");
        go(json!({"company": farm, "keep": false})).unwrap();
        assert_eq!(ties(house).len(), 1);
        go(json!({"company": steel, "keep": false})).unwrap();
        assert!(ties(house).is_empty());
        assert_eq!(text(&house.see("contact", ivan), "position"), Some("Clerk"));
        assert_eq!(code(&go(json!({"company": steel})).unwrap_err()), "already_main");
        assert_eq!(problems(&go(json!({"company": Uuid::from_u128(1)})).unwrap_err())[0].0, "company");
        assert_eq!(problems(&go(json!({})).unwrap_err()), [("company".to_owned(), "required")]);
        assert_eq!(
            problems(&go(json!({"company": bank, "keep": 1})).unwrap_err()),
            [("keep".to_owned(), "wrong_type")]
        );
    });
}

#[test]
fn a_person_is_tied_to_a_company_once_and_no_tie_ends_before_it_begins() {
    both(|house| {
        let [steel, bank] = ["Steel", "Bank"].map(|name| house.make("company", json!({"name": name})).id);
        let ivan = house.make("contact", json!({"name": "Ivan", "company": steel})).id;
        let refuse = |fields| problems(&house.try_make(house.admin, "affiliation", fields).unwrap_err());
        assert_eq!(refuse(json!({"contact": ivan, "company": steel})), [("company".to_owned(), "already_linked")]);
        let tie = json!({"contact": ivan, "company": bank, "role": "Adviser", "since": "2024-05-01"});
        let tie = house.make("affiliation", tie).id;
        assert_eq!(refuse(json!({"contact": ivan, "company": bank})), [("company".to_owned(), "already_linked")]);
        let early = house.change("affiliation", tie, json!({"until": "2024-04-30"})).unwrap_err();
        assert_eq!(problems(&early), [("until".to_owned(), "out_of_range")]);
        house.change("affiliation", tie, json!({"until": "2024-05-01", "role": "Chair"})).unwrap();
        assert_eq!(refuse(json!({"contact": ivan})), [("company".to_owned(), "required")]);
    });
}

#[test]
fn ties_follow_the_person_in_rights_and_the_former_company_need_not_be_seen() {
    both(|house| {
        let own = json!({"default": {"read": "own", "create": "own", "edit": "own", "delete": "own"}});
        let bob = house.person("Bob", own);
        let secret = house.make("company", json!({"name": "Secret"})).id;
        let bank = house.try_make(bob, "company", json!({"name": "Bank"})).unwrap().id;
        let hers = house.make("contact", json!({"name": "Hers", "company": secret})).id;
        house.make("affiliation", json!({"contact": hers, "company": bank}));
        let his =
            house.make("contact", json!({"name": "His", "company": secret, "position": "Guard", "owner": bob})).id;
        let seen = |user| {
            house.ws.read_blocking(house.ctx(user), |r| Ok(r.list(&ListQuery::new("affiliation"))?.rows.len())).unwrap()
        };
        assert_eq!((seen(house.admin), seen(bob)), (1, 0));
        house.verb_of(bob, "contact", his, "change_company", json!({"company": bank})).unwrap();
        assert_eq!((seen(house.admin), seen(bob)), (2, 1));
        let tie = ties(house).into_iter().find(|tie| tie.reference("contact") == Some(his)).unwrap();
        assert_eq!((tie.reference("company"), text(&tie, "role")), (Some(secret), Some("Guard")));
        let other = house.verb_of(bob, "contact", hers, "change_company", json!({"company": bank})).unwrap_err();
        assert_eq!(code(&other), "not_found");
        let refused = house.try_make(bob, "affiliation", json!({"contact": hers, "company": bank})).unwrap_err();
        assert_eq!(problems(&refused), [("contact".to_owned(), "not_found")], "nothing is told of her companies");
    });
}

#[test]
fn a_destroyed_company_takes_its_ties_with_it() {
    both(|house| {
        let [steel, bank] = ["Steel", "Bank"].map(|name| house.make("company", json!({"name": name})).id);
        let ivan = house.make("contact", json!({"name": "Ivan", "company": steel})).id;
        house.make("affiliation", json!({"contact": ivan, "company": bank}));
        house
            .admin(move |tx| {
                tx.delete("company", bank, None)?;
                tx.destroy("company", bank, None)
            })
            .unwrap();
        assert!(ties(house).is_empty());
        assert_eq!(house.see("contact", ivan).reference("company"), Some(steel));
    });
}
