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
    let mine = RowRule::Owners { field: deal.must("owner"), users: [ME].into() };
    let follows = RowRule::Parent { field: line.must("deal"), object: "deal".into(), rule: Box::new(mine) };
    assert_eq!(*rights.row(Action::Create), follows);
    assert_eq!(*rights.row(Action::Delete), follows, "who may edit the deal may take a line off it");
    assert_eq!(*rights.row(Action::Edit), RowRule::None, "what the role refuses stays refused");
    assert_eq!(*rights.row(Action::Destroy), RowRule::None);
    assert_eq!(rights.reach(Action::Create), Reach::Own);
    assert_eq!(rights.row(Action::Create).reach(Some(ME)), Reach::Own);
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
fn a_line_of_all_deals_is_open_to_the_system() {
    let access = Access::of(&Actor::System, catalogue());
    let line = catalogue().object("line_item").unwrap();
    assert!(Action::ALL.iter().all(|action| *access.object(line).row(*action) == RowRule::All));
}
