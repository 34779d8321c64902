//! The roles that a new workspace begins with.

use kith_catalogue::{Lang, standard};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::role::{ObjectRights, Permission, Reach, Rights, Role};

/// The key of the role that may everything.
pub const ADMINISTRATOR: &str = "administrator";
/// The key of the role of a head of sales.
pub const HEAD: &str = "head";
/// The key of the role of a sales manager.
pub const MANAGER: &str = "manager";

/// Administrator, head and manager, named in a language; ids come from the caller.
pub fn standard_roles(lang: Lang, new_id: &mut dyn FnMut() -> Uuid) -> Vec<Role> {
    let name = |en: &str, ru: &str, cs: &str| {
        match lang {
            Lang::En => en,
            Lang::Ru => ru,
            Lang::Cs => cs,
        }
        .to_owned()
    };
    let mut role = |key: &str, name: String, rights: Rights| Role { id: new_id(), key: key.to_owned(), name, rights };
    vec![
        role(
            ADMINISTRATOR,
            name("Administrator", "Администратор", "Správce"),
            Rights { admin: true, ..Rights::default() },
        ),
        role(HEAD, name("Head of sales", "Руководитель отдела продаж", "Vedoucí obchodu"), head()),
        role(MANAGER, name("Sales manager", "Менеджер по продажам", "Obchodník"), manager()),
    ]
}

/// Sees all customers and the work of the team, and decides on it.
fn head() -> Rights {
    let customers = ObjectRights {
        read: Reach::All,
        create: Reach::All,
        edit: Reach::All,
        delete: Reach::Team,
        ..ObjectRights::default()
    };
    let work = ObjectRights {
        read: Reach::Team,
        create: Reach::Team,
        edit: Reach::Team,
        delete: Reach::Team,
        ..ObjectRights::default()
    };
    let goods = ObjectRights {
        read: Reach::All,
        create: Reach::All,
        edit: Reach::All,
        delete: Reach::Team,
        ..ObjectRights::default()
    };
    Rights {
        admin: false,
        objects: [
            (standard::company::KEY, customers.clone()),
            (standard::contact::KEY, customers.clone()),
            // Who may change a person may say where he works and where no longer.
            (standard::affiliation::KEY, ObjectRights { delete: Reach::All, ..customers.clone() }),
            // Inquiries that are nobody's yet are theirs to hand out.
            (standard::lead::KEY, customers),
            (standard::deal::KEY, work.clone()),
            (standard::task::KEY, work.clone()),
            (standard::line_item::KEY, work.clone()),
            (standard::product::KEY, goods.clone()),
            (standard::objection::KEY, goods.clone()),
            (standard::answer::KEY, goods.clone()),
            (standard::objection_met::KEY, work.clone()),
            (standard::deal_member::KEY, work.clone()),
            (standard::price_list::KEY, goods.clone()),
            (standard::price::KEY, goods),
        ]
        .map(|(key, rights)| (key.to_owned(), rights))
        .into(),
        others: work,
        may: [Permission::Export, Permission::Import, Permission::Bulk, Permission::ShareViews].into(),
        max_discount: None,
    }
}

/// How many percent a manager gives away without asking.
const MANAGERS_DISCOUNT: Decimal = Decimal::TEN;

/// Works with the own customers, deals and tasks; deletes nothing, takes nothing out, and does not see what things cost us.
fn manager() -> Rights {
    let own = ObjectRights { read: Reach::Own, create: Reach::Own, edit: Reach::Own, ..ObjectRights::default() };
    let hides = |fields: &[&str]| fields.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let goods = ObjectRights { read: Reach::All, ..ObjectRights::default() };
    let deals = ObjectRights { hidden: hides(&[standard::deal::MARGIN]), ..own.clone() };
    let lines = ObjectRights {
        delete: Reach::Own,
        hidden: hides(&[standard::line_item::COST, standard::line_item::MARGIN]),
        ..own.clone()
    };
    let products = ObjectRights { hidden: hides(&[standard::product::COST]), ..goods.clone() };
    Rights {
        admin: false,
        objects: [
            (standard::company::KEY, own.clone()),
            (standard::contact::KEY, own.clone()),
            (standard::affiliation::KEY, ObjectRights { delete: Reach::Own, ..own.clone() }),
            (standard::lead::KEY, own.clone()),
            (standard::deal::KEY, deals),
            (standard::task::KEY, own.clone()),
            (standard::line_item::KEY, lines),
            (standard::product::KEY, products),
            (standard::objection::KEY, goods.clone()),
            (standard::answer::KEY, goods.clone()),
            (standard::objection_met::KEY, ObjectRights { delete: Reach::Own, ..own.clone() }),
            (standard::deal_member::KEY, ObjectRights { delete: Reach::Own, ..own.clone() }),
            (standard::price_list::KEY, goods.clone()),
            (standard::price::KEY, goods),
        ]
        .map(|(key, rights)| (key.to_owned(), rights))
        .into(),
        others: own,
        may: [].into(),
        max_discount: Some(MANAGERS_DISCOUNT),
    }
}
