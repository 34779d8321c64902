//! People as the target of an import. They are not catalogue objects, so their fields are named here.

use kith_catalogue::Labels;

/// The key under which people are imported.
pub const USER: &str = "user";

/// What can be said about a person in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UserField {
    /// The name.
    Name,
    /// The e-mail address, with which he signs in.
    Email,
    /// The team's name.
    Team,
    /// The name of who leads the team.
    Manager,
    /// The office that the team belongs to.
    Office,
}

impl UserField {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Name, Self::Email, Self::Team, Self::Manager, Self::Office];

    /// Its key in mappings.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Team => "team",
            Self::Manager => "manager",
            Self::Office => "office",
        }
    }

    /// The field with that key.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// What people call it.
    pub fn label(self) -> Labels {
        match self {
            Self::Name => Labels::new("Name", "Имя", "Jméno"),
            Self::Email => Labels::new("E-mail", "Эл. почта", "E-mail"),
            Self::Team => Labels::new("Team", "Отдел", "Tým"),
            Self::Manager => Labels::new("Manager", "Руководитель", "Vedoucí"),
            Self::Office => Labels::new("Office", "Офис", "Pobočka"),
        }
    }
}
