use kith_engine::Error;
use serde_json::json;

use crate::house::{both, reach};

#[test]
fn what_is_not_ones_own_is_unknown_and_what_is_only_readable_is_forbidden() {
    both(|house| {
        let seller = house.person("Sid", None, reach("own"));
        let reader = house.person("Rea", None, json!({"default": {"read": "all", "create": "none", "edit": "none"}}));
        let company = house.make(house.admin, "company", json!({"name": "Secret"})).unwrap();
        assert!(matches!(house.see(seller, "company", company.id), Err(Error::NotFound)));
        let refused = house.change(seller, "company", company.id, None, json!({"name": "Mine"}));
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        let refused = house.change(reader, "company", company.id, None, json!({"name": "Mine"}));
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
        let refused = house.make(reader, "company", json!({"name": "New"}));
        assert!(matches!(refused, Err(Error::Forbidden { code: "create" })), "{refused:?}");
        assert_eq!(house.see(house.admin, "company", company.id).unwrap().version, 1);
    });
}

#[test]
fn owner_change_that_would_hide_the_row_is_refused() {
    both(|house| {
        let seller = house.person("Sid", None, reach("own"));
        let other = house.person("Oto", None, reach("own"));
        let company = house.make(seller, "company", json!({"name": "Mine"})).unwrap();
        let refused = house.change(seller, "company", company.id, None, json!({"owner": other}));
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
        assert_eq!(house.see(seller, "company", company.id).unwrap().version, 1);
    });
}

#[test]
fn a_team_reaches_down_the_tree_and_not_up() {
    both(|house| {
        let office = house.team("Office", None);
        let group = house.team("Group", Some(office));
        let head = house.person("Hana", Some(office), reach("team"));
        let member = house.person("Mia", Some(group), reach("team"));
        let of_head = house.make(head, "company", json!({"name": "Of the head"})).unwrap();
        let of_member = house.make(member, "company", json!({"name": "Of the member"})).unwrap();
        assert!(house.see(head, "company", of_member.id).is_ok());
        assert!(matches!(house.see(member, "company", of_head.id), Err(Error::NotFound)));
    });
}

#[test]
fn a_hidden_field_is_as_unknown_as_one_that_does_not_exist() {
    both(|house| {
        let rights = json!({"objects": {"company": {"read": "all", "create": "all", "edit": "all",
            "hidden": ["annual_revenue"], "read_only": ["industry"]}}});
        let clerk = house.person("Cleo", None, rights);
        let fields = json!({"name": "A", "annual_revenue": {"amount": "5", "currency": "EUR"}, "industry": "retail"});
        let company = house.make(house.admin, "company", fields).unwrap();
        let code = |fields| match house.change(clerk, "company", company.id, None, fields) {
            Err(Error::Invalid(problems)) => problems[0].code,
            other => panic!("{other:?}"),
        };
        assert_eq!(code(json!({"annual_revenue": null})), "unknown_field");
        assert_eq!(code(json!({"x_never_was": 1})), "unknown_field");
        assert_eq!(code(json!({"industry": "other"})), "read_only");
        let renamed = house.change(clerk, "company", company.id, None, json!({"name": "B"})).unwrap();
        assert!(!renamed.value("annual_revenue").is_null(), "what he does not see stays as it was");
    });
}

#[test]
fn a_link_to_a_record_that_one_may_not_see_is_a_link_to_nothing() {
    both(|house| {
        let seller = house.person("Sid", None, reach("own"));
        let company = house.make(house.admin, "company", json!({"name": "Secret"})).unwrap();
        let refused = house.make(seller, "contact", json!({"name": "Eva", "company": company.id}));
        let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems[0].code, "not_found");
    });
}

#[test]
fn line_items_follow_their_deal() {
    both(|house| {
        let seller = house.person("Sid", None, reach("own"));
        let company = house.make(house.admin, "company", json!({"name": "Of the admin"})).unwrap();
        let refused = house.make(seller, "line_item", json!({"name": "Work", "deal": company.id}));
        assert!(refused.is_err(), "{refused:?}");
    });
}
