use kith_policy::{Access, Action, Actor, Reach, RowRule};
use serde_json::json;

use crate::support::{ME, access, catalogue, role};

#[test]
fn a_line_follows_its_deal() {
    let objects =
        json!({"deal": {"read": "all", "edit": "own"}, "line_item": {"read": "own", "create": "own", "delete": "own"}});
    let access = access(&[role(1, json!({"objects": objects}))]);
    let line = catalogue().object("line_item").unwrap();
    let deal = catalogue().object("deal").unwrap();
    let rights = access.object(line);
    assert_eq!(*rights.row(Action::Read), RowRule::All, "all deals may be read, and so all lines");
    let (field, participants) = (deal.must("owner"), deal.must("team_editors"));
    let mine = RowRule::Involved { field, users: [ME].into(), participants, me: ME };
    let follows = RowRule::Parent { field: line.must("deal"), object: "deal".into(), rule: Box::new(mine) };
    assert_eq!(*rights.row(Action::Create), follows);
    assert_eq!(*rights.row(Action::Delete), follows, "who may edit the deal may take a line off it");
    assert_eq!(*rights.row(Action::Edit), RowRule::None, "what the role refuses stays refused");
    assert_eq!(*rights.row(Action::Destroy), RowRule::None);
    assert_eq!(rights.reach(Action::Create), Reach::Own);
    assert_eq!(rights.row(Action::Create).reach(Some(ME)), Reach::Own);
}

#[test]
fn a_part_that_no_role_names_is_taken_off_where_its_whole_is_changed() {
    let member = catalogue().object("deal_member").unwrap();
    let delete = |rights| access(&[role(1, rights)]).object(member).reach(Action::Delete);
    let own = json!({"read": "own", "create": "own", "edit": "own"});
    assert_eq!(delete(json!({"default": own})), Reach::Own);
    assert_eq!(delete(json!({"default": own, "objects": {"deal_member": own}})), Reach::None);
    assert_eq!(delete(json!({"default": {"read": "all"}})), Reach::None);
}

#[test]
fn a_line_of_deals_that_nobody_may_see_is_not_seen() {
    let objects = json!({"deal": {"read": "none"}, "line_item": {"read": "all", "edit": "all"}});
    let access = access(&[role(1, json!({"objects": objects}))]);
    let line = catalogue().object("line_item").unwrap();
    assert_eq!(*access.object(line).row(Action::Read), RowRule::None);
    assert!(access.object(line).readable().next().is_none());
    assert!(access.object(line).masked().is_empty(), "nor is it told what fields there are");
}

#[test]
fn what_may_be_a_part_of_several_follows_each_by_its_own_rule() {
    let met = catalogue().object("objection_met").unwrap();
    let row = |objects: serde_json::Value, action: Action| {
        access(&[role(1, json!({"objects": objects}))]).object(met).row(action).clone()
    };
    let all = json!({"read": "all", "edit": "all", "create": "all"});
    let everything = json!({"deal": all, "lead": all, "contact": all, "company": all, "objection_met": all});
    assert_eq!(row(everything.clone(), Action::Read), RowRule::All);
    let mut some = everything;
    some["deal"] = json!({"read": "own", "edit": "own"});
    some["lead"] = json!({});
    let RowRule::AnyParent { field, rules } = row(some.clone(), Action::Read) else { panic!("a rule for each") };
    assert_eq!(field, met.must("about"));
    let deal = catalogue().object("deal").unwrap();
    let (owner, participants) = (deal.must("owner"), deal.must("team"));
    let mine = RowRule::Involved { field: owner, users: [ME].into(), participants, me: ME };
    let expected = [("deal", mine), ("contact", RowRule::All), ("company", RowRule::All)];
    assert!(rules.iter().map(|(key, rule)| (&**key, rule.clone())).eq(expected), "{rules:?}");
    assert_eq!(RowRule::AnyParent { field, rules }.reach(Some(ME)), Reach::All);
    for key in ["deal", "contact", "company"] {
        some[key] = json!({"read": "none"});
    }
    assert_eq!(row(some, Action::Read), RowRule::None);
}

#[test]
fn roles_from_before_there_was_a_library_treat_it_as_the_other_goods() {
    let objects =
        json!({"product": {"read": "all", "edit": "team", "hidden": ["price"]}, "line_item": {"read": "own"}});
    let mut rights: kith_policy::Rights = serde_json::from_value(json!({"objects": objects})).unwrap();
    rights.complete();
    let on = |key: &str| (rights.on(key).read, rights.on(key).edit, rights.on(key).hidden.len());
    assert_eq!(on("objection"), (Reach::All, Reach::Team, 0));
    assert_eq!(on("answer"), (Reach::All, Reach::Team, 0));
    assert_eq!(on("objection_met"), (Reach::Own, Reach::None, 0));
    let mut said: kith_policy::Rights =
        serde_json::from_value(json!({"objects": {"product": {"read": "all"}, "objection": {}}})).unwrap();
    said.complete();
    assert_eq!(said.on("objection").read, Reach::None, "what a role says itself stays");
}

#[test]
fn a_line_of_all_deals_is_open_to_the_system() {
    let access = Access::of(&Actor::System, catalogue());
    let line = catalogue().object("line_item").unwrap();
    assert!(Action::ALL.iter().all(|action| *access.object(line).row(*action) == RowRule::All));
}
