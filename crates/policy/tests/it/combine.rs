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
    assert_eq!(
        one.object(deal).masked().iter().map(AsRef::as_ref).collect::<Vec<_>>(),
        ["amount", "gross", "margin", "note", "completeness"]
    );
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

#[test]
fn what_follows_from_a_hidden_field_is_hidden_as_far_as_that_goes() {
    let hidden = |object: &str, fields: &[&str]| {
        let mut rights = json!({"default": {"read": "all", "create": "all", "edit": "all"}, "objects": {}});
        rights["objects"][object] = json!({"read": "all", "create": "all", "edit": "all", "hidden": fields});
        let access = access(&[role(1, rights)]);
        let mut masked: Vec<String> = Vec::new();
        for object in &catalogue().objects {
            let rights = access.object(object);
            masked.extend(rights.masked().iter().map(|field| format!("{}.{field}", object.key)));
            for (ix, field) in object.fields.iter().enumerate() {
                let is_masked = rights.masked().contains(&field.key);
                assert_eq!(rights.may_read(ix), !is_masked, "{}.{}", object.key, field.key);
                assert!(!(is_masked && rights.may_write(ix)), "{}.{}", object.key, field.key);
            }
        }
        masked.retain(|field| !fields.iter().any(|own| *field == format!("{object}.{own}")));
        masked.sort();
        masked.join(" ")
    };
    for (object, field, expected) in [
        ("contact", "phones", "contact.completeness"),
        ("company", "industry", "company.completeness"),
        ("lead", "note", "lead.completeness"),
        ("deal", "source", "deal.completeness"),
        ("deal", "note", ""),
        ("deal_member", "share", "deal_member.share_amount"),
        ("deal_member", "may_edit", "deal.team_editors"),
        ("deal_member", "user", "deal.team deal.team_editors"),
        ("product", "cost", "deal.margin line_item.cost line_item.margin"),
        ("line_item", "tax", "deal.gross deal.tax_amount line_item.gross line_item.tax_amount"),
        ("deal", "engaged_on", "deal.cycle_days"),
        ("deal", "recurrence", "deal.recurs_on"),
        ("company", "purchase_interval", "company.next_purchase_on company.offered_for"),
        ("lead", "handled_at", "lead.react_by lead.reacted_in_time lead.reaction_minutes"),
        (
            "task",
            "due_at",
            "company.next_task company.next_task_at contact.next_task contact.next_task_at deal.next_task deal.next_task_at",
        ),
        (
            "deal",
            "closed_at",
            "company.last_purchase_on company.next_purchase_on company.offered_for company.purchase_interval \
             contact.last_purchase_on contact.next_purchase_on contact.offered_for contact.purchase_interval deal.cycle_days",
        ),
        (
            "deal",
            "amount",
            "company.average_purchase company.next_purchase_amount contact.average_purchase \
             contact.next_purchase_amount deal.completeness deal.gross deal.margin deal_member.share_amount",
        ),
        (
            "lead",
            "stage",
            "lead.furthest_stage lead.handled_at lead.react_by lead.reacted_in_time lead.reaction_minutes lead.stage_since lead.status",
        ),
    ] {
        assert_eq!(hidden(object, &[field]), expected, "{object}.{field}");
    }
    let far = hidden("line_item", &["quantity"]);
    for field in
        ["line_item.total", "line_item.net", "deal.subtotal", "deal.amount", "deal.gross", "deal_member.share_amount"]
    {
        assert!(far.split(' ').any(|it| it == field), "{field}: {far}");
    }
    let won = hidden("deal", &["stage"]);
    for field in
        ["deal.probability", "deal.furthest_stage", "deal.closed_at", "company.purchases", "objection_met.stage"]
    {
        assert!(won.split(' ').any(|it| it == field), "{field}: {won}");
    }
}

#[test]
fn rows_that_one_may_not_see_hide_no_figure_that_is_made_to_tell_of_them() {
    let blind = json!({"default": {"read": "all"}, "objects": {"deal": {"read": "none"}, "task": {"read": "none"}}});
    let company = catalogue().object("company").unwrap();
    assert!(access(&[role(1, blind)]).object(company).masked().is_empty());
    let shut = json!({"default": {"read": "all"}, "objects": {"deal": {"read": "none", "hidden": ["amount"]}}});
    let shut = access(&[role(1, shut)]);
    let masked = shut.object(company).masked();
    assert_eq!(masked.iter().map(AsRef::as_ref).collect::<Vec<_>>(), ["average_purchase", "next_purchase_amount"]);
}

#[test]
fn a_role_that_shows_what_another_hides_opens_what_follows_from_it() {
    let hides = role(1, json!({"default": {"read": "all", "edit": "all", "hidden": ["amount"]}}));
    let shows = role(2, json!({"default": {"read": "own"}}));
    let member = catalogue().object("deal_member").unwrap();
    let share = member.must("share_amount");
    assert!(!access(std::slice::from_ref(&hides)).object(member).may_read(share));
    assert!(access(&[hides, shows]).object(member).may_read(share));
}
