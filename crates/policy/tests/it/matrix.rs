use std::fmt::Write;

use kith_policy::{Access, Action, Actor, Permission};
use uuid::Uuid;

use crate::support::{catalogue, me, standard};

/// Who may do what, out of the box. A change of this snapshot is a change of every new workspace's rights.
#[test]
fn matrix_of_roles_and_rights() {
    let mut who: Vec<(String, Actor)> = standard()
        .into_iter()
        .map(|role| (role.name.clone(), Actor::User { user: me(), roles: [role].into() }))
        .collect();
    who.push(("Nobody's role".into(), Actor::User { user: me(), roles: [].into() }));
    who.push(("System".into(), Actor::System));
    who.push(("Channel".into(), Actor::Channel("mail".into())));
    let mut out = String::new();
    for (name, actor) in &who {
        let access = Access::of(actor, catalogue());
        let may: Vec<&str> = Permission::ALL.into_iter().filter(|p| access.may(*p)).map(Permission::name).collect();
        writeln!(out, "{name}: {}", if may.is_empty() { "nothing besides".into() } else { may.join(", ") }).unwrap();
        writeln!(
            out,
            "  {:<10} {:<7} {:<7} {:<7} {:<7} {:<7} not written",
            "", "read", "create", "edit", "delete", "destroy"
        )
        .unwrap();
        for object in &catalogue().objects {
            let rights = access.object(object);
            let reach = Action::ALL.map(|action| format!("{:<7}", rights.reach(action).name())).join(" ");
            let closed: Vec<&str> = (0..object.fields.len())
                .filter(|ix| rights.may_read(*ix) && !rights.may_write(*ix))
                .map(|ix| object.fields[ix].key.as_ref())
                .collect();
            let closed = match closed.len() {
                n if n == object.fields.len() => "all fields".to_owned(),
                _ => closed.join(" "),
            };
            writeln!(out, "  {:<10} {reach} {closed}", object.key).unwrap();
        }
        out.push('\n');
    }
    insta::assert_snapshot!(out);
}

#[test]
fn a_rule_may_what_its_person_may_and_a_token_no_more_than_its_role() {
    let roles = standard();
    let (head, manager) = (roles[1].clone(), roles[2].clone());
    let both: std::sync::Arc<[_]> = [head, manager.clone()].into();
    let deal = catalogue().object("deal").unwrap();
    let reach = |actor: &Actor| Access::of(actor, catalogue()).object(deal).reach(Action::Read).name();
    let rule = Actor::Rule { rule: Uuid::nil(), user: me(), roles: both.clone() };
    assert_eq!(reach(&rule), "team");
    let token = |only| Actor::Token { token: Uuid::nil(), user: me(), roles: both.clone(), only };
    assert_eq!(reach(&token(None)), "team");
    assert_eq!(reach(&token(Some(manager.id))), "own");
    let lost = token(Some(Uuid::from_u128(999)));
    assert_eq!(reach(&lost), "none", "a role that its person no longer has gives nothing");
    assert!(!Access::of(&lost, catalogue()).may(Permission::Export));
    assert_eq!(token(None).user_id(), rule.user_id());
    assert_eq!(Actor::System.user_id(), None);
}
