//! A member of a deal's team: who works on it besides its owner, as what, and with what share of the amount. It is a part of
//! the deal and follows it in all rights; being a member opens the deal to the person.

use super::spec::{ObjectSpec, field, link};
use crate::{Kind, Labels, Part};

/// The object's key.
pub const KEY: &str = "deal_member";
/// The deal.
pub const DEAL: &str = "deal";
/// The person.
pub const USER: &str = "user";
/// What the person is there: seller, engineer, whatever people call it.
pub const ROLE: &str = "role";
/// How much of the amount is the person's, in percent.
pub const SHARE: &str = "share";
/// That share of the deal's amount, to the cent; kept by the system.
pub const SHARE_AMOUNT: &str = "share_amount";
/// Whether the person may change the deal, as far as his role lets him change his own.
pub const MAY_EDIT: &str = "may_edit";

pub(crate) fn spec() -> ObjectSpec {
    ObjectSpec {
        key: KEY,
        label: Labels::new("Team member", "Участник сделки", "Člen týmu"),
        label_plural: Labels::new("Deal team", "Команда сделки", "Tým obchodu"),
        icon: "users-group",
        title: ROLE,
        owner: None,
        participants: None,
        editors: None,
        parent: Some(DEAL),
        verbs: &[],
        fields: vec![
            field(ROLE, Kind::Text, "Role", "Роль", "Role"),
            field(DEAL, link(super::deal::KEY), "Deal", "Сделка", "Obchod").required(),
            field(USER, Kind::User, "Person", "Сотрудник", "Osoba").required(),
            field(SHARE, Kind::Number { scale: 2 }, "Share, %", "Доля, %", "Podíl, %"),
            field(SHARE_AMOUNT, Kind::Money, "Share of the amount", "Доля суммы", "Podíl z částky").read_only(),
            field(MAY_EDIT, Kind::Boolean, "May edit the deal", "Может менять сделку", "Smí měnit obchod"),
        ],
        indexes: &[
            &[(DEAL, Part::Value), (super::CREATED_AT, Part::Value)],
            &[(USER, Part::Value), (DEAL, Part::Value)],
            &[(super::CREATED_AT, Part::Value)],
        ],
        tally: None,
    }
}
