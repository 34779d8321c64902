use kith_engine::people::{roles, teams, users};
use kith_engine::{Error, setup};

use crate::house::{both, reach};

#[test]
fn a_workspace_is_set_up_once() {
    both(|house| {
        let again = house.admin(|tx| setup::claim(tx, &Default::default()));
        assert!(matches!(again, Err(Error::Refused { code: "setup_done", .. })), "{again:?}");
    });
}

#[test]
fn the_last_administrator_stays() {
    both(|house| {
        let admin = house.admin;
        let refused = house.admin(move |tx| users::set_active(tx, admin, false));
        assert!(matches!(refused, Err(Error::Refused { code: "last_administrator", .. })), "{refused:?}");
    });
}

#[test]
fn a_deactivated_person_is_nobody_at_once() {
    both(|house| {
        let seller = house.person("Sid", None, reach("own"));
        house.ctx(seller);
        house.admin(move |tx| users::set_active(tx, seller, false)).unwrap();
        let ws = house.ws.clone();
        let actor =
            house.ws.read_blocking(house.ws.system_ctx(), move |r| ws.actors().get(r.conn(), seller, None)).unwrap();
        assert!(actor.is_none());
    });
}

#[test]
fn managers_and_offices_follow_the_tree() {
    both(|house| {
        let office = house.team("Office", None);
        let group = house.team("Group", Some(office));
        let lead = house.person("Lena", Some(group), reach("team"));
        let member = house.person("Mia", Some(group), reach("own"));
        house.admin(move |tx| teams::change(tx, group, None, None, Some(Some(lead)))).unwrap();
        let mia = house.admin(move |tx| users::find(tx.sql(), member)).unwrap().unwrap();
        assert_eq!((mia.manager, mia.office), (Some(lead), Some(office)));
        let refused = house.admin(move |tx| teams::change(tx, office, None, Some(Some(group)), None));
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    });
}

#[test]
fn only_who_may_manage_people_does() {
    both(|house| {
        let seller = house.person("Sid", None, reach("own"));
        let refused = house.act(seller, |tx| roles::create(tx, "Mine", &Default::default()));
        assert!(matches!(refused, Err(Error::Forbidden { code: "manage_users" })), "{refused:?}");
    });
}
