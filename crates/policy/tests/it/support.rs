use std::sync::{Arc, LazyLock};

use kith_catalogue::overlay::Overlay;
use kith_catalogue::{Catalogue, Currency, Lang, Settings};
use kith_policy::{Access, Actor, Rights, Role, User, standard_roles};
use serde_json::Value as Json;
use uuid::Uuid;

pub const ME: Uuid = Uuid::from_u128(1);
pub const MATE: Uuid = Uuid::from_u128(2);

pub fn catalogue() -> &'static Catalogue {
    static IT: LazyLock<Catalogue> = LazyLock::new(|| {
        let settings = Settings {
            currency: Currency::EUR,
            country: "CZ".into(),
            zone: jiff::tz::TimeZone::UTC,
            language: Lang::Cs,
        };
        Catalogue::build(&Overlay::default(), &settings, 1).unwrap()
    });
    &IT
}

pub fn me() -> Arc<User> {
    Arc::new(User {
        id: ME,
        name: "Jana".into(),
        email: "jana@example.com".into(),
        team: None,
        team_users: [MATE, ME].into(),
        language: Lang::Cs,
        time_zone: "Europe/Prague".into(),
    })
}

pub fn standard() -> Vec<Arc<Role>> {
    let mut next = 100;
    let mut new_id = || {
        next += 1;
        Uuid::from_u128(next)
    };
    standard_roles(Lang::En, &mut new_id).into_iter().map(Arc::new).collect()
}

pub fn role(id: u128, rights: Json) -> Arc<Role> {
    let rights = Rights::from_json(&rights, catalogue()).unwrap();
    Arc::new(Role { id: Uuid::from_u128(id), key: format!("r{id}"), name: format!("R{id}"), rights })
}

pub fn actor(roles: &[Arc<Role>]) -> Actor {
    Actor::User { user: me(), roles: roles.into() }
}

pub fn access(roles: &[Arc<Role>]) -> Access {
    Access::of(&actor(roles), catalogue())
}
