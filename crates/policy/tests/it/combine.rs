use kith_catalogue::filter::Path;
use kith_policy::{Action, Permission, Reach, Rights, RowRule};
use serde_json::json;

use crate::support::{MATE, ME, access, catalogue, role};

#[test]
fn the_widest_reach_of_any_role_counts() {
    let own = role(1, json!({"objects": {"deal": {"read": "own", "edit": "own", "create": "own"}}, "may": ["export"]}));
    let team = role(2, json!({"objects": {"deal": {"read": "team"}}, "may": ["bulk"]}));
    let deal = catalogue().object("deal").unwrap();
    let both = access(&[own, team]);
    let rights = both.object(deal);
    assert_eq!(rights.reach(Action::Read), Reach::Team);
    assert_eq!(rights.reach(Action::Edit), Reach::Own);
    assert_eq!(rights.reach(Action::Delete), Reach::None);
    let owner = deal.must("owner");
    let among = |users: &[_], who| RowRule::Involved {
        field: owner,
        users: users.into(),
        participants: deal.must(who),
        me: ME,
    };
    assert_eq!(*rights.row(Action::Edit), among(&[ME], "team_editors"));
    assert_eq!(*rights.row(Action::Read), among(&[ME, MATE], "team"));
    assert!(both.may(Permission::Export) && both.may(Permission::Bulk) && !both.may(Permission::Import));
}

#[test]
fn nobody_edits_or_deletes_what_he_may_not_read() {
    let odd = role(1, json!({"objects": {"deal": {"read": "own", "edit": "all", "delete": "team", "destroy": "all"}}}));
    let deal = catalogue().object("deal").unwrap();
    let access = access(&[odd]);
    for action in [Action::Edit, Action::Delete, Action::Destroy] {
        assert_eq!(access.object(deal).reach(action), Reach::Own);
    }
}

#[test]
fn a_field_is_hidden_when_every_role_that_reads_the_object_hides_it() {
    let hides = role(1, json!({"objects": {"deal": {"read": "all", "edit": "all", "hidden": ["amount", "note"]}}}));
    let shows = role(2, json!({"objects": {"deal": {"read": "own", "hidden": ["note"]}}}));
    let blind = role(3, json!({"objects": {"deal": {"read": "none"}}}));
    let deal = catalogue().object("deal").unwrap();
    let (amount, note) = (deal.must("amount"), deal.must("note"));
    let one = access(&[hides.clone(), blind]);
    assert!(!one.object(deal).may_read(amount), "a role that does not read the object does not open its fields");
    assert!(!one.object(deal).may_write(amount), "what is hidden is not written");
    assert_eq!(one.object(deal).masked().iter().map(AsRef::as_ref).collect::<Vec<_>>(), ["amount", "note"]);
    let two = access(&[hides, shows]);
    assert!(two.object(deal).may_read(amount) && !two.object(deal).may_read(note));
    assert!(!two.object(deal).may_write(amount), "the role that shows it does not edit");
}

#[test]
fn a_field_is_read_only_when_no_role_may_write_it() {
    let closed = role(1, json!({"objects": {"deal": {"read": "all", "edit": "all", "read_only": ["amount"]}}}));
    let open = role(2, json!({"objects": {"deal": {"read": "own", "create": "own"}}}));
    let deal = catalogue().object("deal").unwrap();
    let amount = deal.must("amount");
    assert!(access(std::slice::from_ref(&closed)).object(deal).may_read(amount));
    assert!(!access(std::slice::from_ref(&closed)).object(deal).may_write(amount));
    assert!(access(&[closed, open]).object(deal).may_write(amount));
    let all = role(3, json!({"admin": true}));
    let access = access(&[all]);
    assert!(!access.object(deal).may_write(deal.must("number")), "what the system counts nobody writes");
    assert!(access.object(deal).masked().is_empty() && access.is_admin());
}

#[test]
fn own_of_what_has_no_owner_is_what_one_created() {
    let own = role(1, json!({"default": {"read": "own"}}));
    let product = catalogue().object("product").unwrap();
    let access = access(&[own]);
    let created_by = product.must("created_by");
    assert_eq!(*access.object(product).row(Action::Read), RowRule::Owners { field: created_by, users: [ME].into() });
    let task = catalogue().object("task").unwrap();
    let assignee = task.must("assignee");
    let participants = task.must("participants");
    let involved = RowRule::Involved { field: assignee, users: [ME].into(), participants, me: ME };
    assert_eq!(*access.object(task).row(Action::Read), involved);
}

#[test]
fn taking_part_is_seeing_and_nothing_more() {
    let own = role(1, json!({"default": {"read": "team", "edit": "own", "delete": "team"}}));
    let blind = role(2, json!({"default": {"read": "none"}}));
    let all = role(3, json!({"default": {"read": "all"}}));
    let task = catalogue().object("task").unwrap();
    let (assignee, participants) = (task.must("assignee"), task.must("participants"));
    let mine = access(std::slice::from_ref(&own));
    let rights = mine.object(task);
    let involved = RowRule::Involved { field: assignee, users: [ME, MATE].into(), participants, me: ME };
    assert_eq!(*rights.row(Action::Read), involved);
    assert_eq!(*rights.row(Action::Edit), RowRule::Owners { field: assignee, users: [ME].into() });
    assert_eq!(*rights.row(Action::Delete), RowRule::Owners { field: assignee, users: [ME, MATE].into() });
    assert_eq!((involved.reach(Some(ME)), rights.reach(Action::Read)), (Reach::Team, Reach::Team));
    assert_eq!(*access(&[blind]).object(task).row(Action::Read), RowRule::None, "what the role refuses stays refused");
    assert_eq!(*access(&[own, all]).object(task).row(Action::Read), RowRule::All);
}

#[test]
fn a_team_sees_its_deal_and_those_it_names_change_it() {
    let own = role(1, json!({"default": {"read": "team", "edit": "own", "delete": "own", "create": "own"}}));
    let deal = catalogue().object("deal").unwrap();
    let (owner, team, editors) = (deal.must("owner"), deal.must("team"), deal.must("team_editors"));
    let mine = access(&[own]);
    let rights = mine.object(deal);
    let involved =
        |users: &[_], participants| RowRule::Involved { field: owner, users: users.into(), participants, me: ME };
    assert_eq!(*rights.row(Action::Read), involved(&[ME, MATE], team));
    assert_eq!(*rights.row(Action::Edit), involved(&[ME], editors));
    for alone in [Action::Create, Action::Delete] {
        assert_eq!(*rights.row(alone), RowRule::Owners { field: owner, users: [ME].into() }, "{alone:?}");
    }
    let reader = access(&[role(2, json!({"default": {"read": "own"}}))]);
    assert_eq!(*reader.object(deal).row(Action::Edit), RowRule::None, "what the role refuses stays refused");
}

#[test]
fn a_path_needs_both_its_ends() {
    let deals =
        role(1, json!({"objects": {"deal": {"read": "all"}, "company": {"read": "own", "hidden": ["industry"]}}}));
    let blind = role(2, json!({"objects": {"deal": {"read": "all", "hidden": ["owner"]}}}));
    let deal = catalogue().object("deal").unwrap();
    let path = |text| Path::parse(text, catalogue(), deal).unwrap();
    let may = |access: &kith_policy::Access, text| access.may_read_path(catalogue(), deal, &path(text));
    let first = access(&[deals]);
    assert!(may(&first, "company.name") && may(&first, "owner.name") && may(&first, "amount"));
    assert!(!may(&first, "company.industry") && !may(&first, "contact.name"));
    let second = access(&[blind]);
    assert!(!may(&second, "owner") && !may(&second, "owner.name") && !may(&second, "company.name"));
}

#[test]
fn rights_that_name_what_is_not_there_are_refused() {
    let wrong =
        |json| Rights::from_json(&json, catalogue()).unwrap_err().iter().map(|p| format!("{p}")).collect::<Vec<_>>();
    assert_eq!(wrong(json!({"objects": {"ship": {}}})), ["objects.ship: unknown_object (object=\"ship\")"]);
    assert_eq!(
        wrong(json!({"objects": {"deal": {"hidden": ["colour"], "read_only": ["x_y"]}}})),
        [
            "objects.deal.hidden: unknown_field (field=\"colour\")",
            "objects.deal.read_only: unknown_field (field=\"x_y\")"
        ]
    );
    assert!(wrong(json!({"objects": {"deal": {"raed": "all"}}}))[0].starts_with("rights: wrong_format"));
    assert!(wrong(json!({"objects": {"deal": {"read": "everything"}}}))[0].starts_with("rights: wrong_format"));
    assert!(wrong(json!({"may": ["fly"]}))[0].starts_with("rights: wrong_format"));
    assert!(wrong(json!([]))[0].starts_with("rights: wrong_type"));
    assert!(wrong(json!({"objects": {"deal": ["all"]}}))[0].starts_with("rights: wrong_type"));
    assert_eq!(Rights::from_json(&json!({}), catalogue()).unwrap(), Rights::default());
}

#[test]
fn rights_are_kept_as_they_are_sent() {
    for role in crate::support::standard() {
        let json = serde_json::to_value(&role.rights).unwrap();
        assert_eq!(Rights::from_json(&json, catalogue()).unwrap(), role.rights);
    }
}

#[test]
#[should_panic(expected = "different versions")]
fn rights_of_another_catalogue_are_not_guessed() {
    let access = access(&[]);
    let mut object = kith_catalogue::Object::clone(catalogue().object("deal").unwrap());
    object.fields.pop();
    access.object(&object);
}
