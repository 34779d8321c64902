//! How the workspace presents itself, as its administrators want it: name, accent colour, menu, first day of the week.

use kith_catalogue::Problem;
use kith_catalogue::overlay::ObjectPatch;
use kith_store::{Conn, Lane, shape};
use serde::{Deserialize, Serialize};

use crate::settings::{self, WorkspaceSettings, keys};
use crate::workspace::catalogue_settings;
use crate::{Ctx, Error, Result, Workspace, actors, reorder, schema};

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;
/// How many entries a menu has at most.
const MOST_ENTRIES: usize = 200;

/// What screens look like for everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Appearance {
    /// `#rrggbb`; none for the program's own.
    pub accent: Option<String>,
    /// The order of the menu; what it does not name follows in its usual order.
    pub menu: Vec<MenuEntry>,
    /// 1 for Monday to 7 for Sunday.
    pub week_start: u8,
}

impl Default for Appearance {
    fn default() -> Self {
        Self { accent: None, menu: Vec::new(), week_start: 1 }
    }
}

/// A place in the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuEntry {
    /// An object's key or a page's name.
    pub key: String,
    /// Left out of the menu.
    pub hidden: bool,
}

/// A change: what is none stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// What the workspace is called.
    pub name: Option<String>,
    /// `en`, `ru` or `cs`, for whoever has not chosen.
    pub language: Option<String>,
    /// The country of telephone numbers without a prefix.
    pub country: Option<String>,
    /// The zone in which days begin, for whoever has not chosen.
    pub time_zone: Option<String>,
    /// The accent colour, or none again.
    pub accent: Option<Option<String>>,
    /// The menu.
    pub menu: Option<Vec<MenuEntry>>,
    /// The first day of the week.
    pub week_start: Option<u8>,
}

/// How the workspace presents itself.
///
/// # Errors
/// When the store fails.
pub fn read(conn: &mut Conn) -> Result<(WorkspaceSettings, Appearance)> {
    let settings = settings::get(conn, keys::WORKSPACE)?.unwrap_or_default();
    Ok((settings, settings::get(conn, keys::APPEARANCE)?.unwrap_or_default()))
}

/// Changes it for everybody, at once.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is no administrator, [`Error::Invalid`] naming what does not hold.
pub async fn change(ws: &Workspace, ctx: Ctx, with: Change) -> Result<(WorkspaceSettings, Appearance)> {
    let changed = ws
        .write(ctx, Lane::Schema, move |tx| {
            if !tx.access.is_admin() {
                return Err(Error::forbidden("administer"));
            }
            let conn = tx.sql();
            shape::lock_schema(conn)?;
            let (before, mut look) = read(conn)?;
            let mut settings = before.clone();
            apply(&with, &mut settings, &mut look)?;
            catalogue_settings(&settings)?;
            settings::put(conn, keys::WORKSPACE, &settings)?;
            settings::put(conn, keys::APPEARANCE, &look)?;
            settings::bump(conn, keys::CATALOGUE_VERSION)?;
            if before.language != settings.language {
                reorder::ask(tx)?;
            }
            if (&before.language, &before.time_zone) != (&settings.language, &settings.time_zone) {
                actors::rights_changed(tx.sql())?;
            }
            Ok((settings, look))
        })
        .await?;
    schema::reload(ws).await?;
    Ok(changed)
}

/// Gives an object other names or another icon.
///
/// # Errors
/// [`Error::Forbidden`] without the right to change the catalogue, [`Error::NotFound`] for an unknown object.
pub async fn change_object(ws: &Workspace, ctx: Ctx, object: String, with: ObjectPatch) -> Result<()> {
    schema::change(ws, ctx, move |_, overlay, catalogue| {
        let object = catalogue.object(&object).ok_or(Error::NotFound)?;
        overlay.change_object(object, with.clone());
        Ok(())
    })
    .await
}

fn apply(with: &Change, settings: &mut WorkspaceSettings, look: &mut Appearance) -> Result<()> {
    let mut problems = Vec::new();
    if let Some(name) = &with.name {
        let name: String = name.trim().chars().filter(|c| !c.is_control()).collect();
        match name.chars().count() {
            0 => problems.push(Problem::new("required").at("name")),
            n if n > LONGEST_NAME => problems.push(Problem::new("too_long").at("name").with("max", LONGEST_NAME)),
            _ => settings.name = name,
        }
    }
    if let Some(country) = &with.country {
        if country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()) {
            settings.country.clone_from(country);
        } else {
            problems.push(Problem::new("unknown_country").at("country"));
        }
    }
    if let Some(language) = &with.language {
        settings.language.clone_from(language);
    }
    if let Some(zone) = &with.time_zone {
        settings.time_zone.clone_from(zone);
    }
    if let Some(accent) = &with.accent {
        let fits = |text: &str| {
            text.strip_prefix('#').is_some_and(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))
        };
        if accent.as_deref().is_none_or(fits) {
            look.accent = accent.as_ref().map(|accent| accent.to_ascii_lowercase());
        } else {
            problems.push(Problem::new("wrong_format").at("accent").with("expected", "#5b5fd9"));
        }
    }
    if let Some(menu) = &with.menu {
        problems.extend(wrong_entries(menu));
        look.menu.clone_from(menu);
    }
    if let Some(day) = with.week_start {
        if !(1..=7).contains(&day) {
            problems.push(Problem::new("out_of_range").at("week_start").with("min", 1).with("max", 7));
        }
        look.week_start = day;
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

fn wrong_entries(menu: &[MenuEntry]) -> Vec<Problem> {
    if menu.len() > MOST_ENTRIES {
        return vec![Problem::new("too_many").at("menu").with("max", MOST_ENTRIES)];
    }
    let fits = |key: &str| {
        (1..=64).contains(&key.len())
            && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
    };
    let mut problems = Vec::new();
    for (at, entry) in menu.iter().enumerate() {
        let place = format!("menu[{at}].key");
        if !fits(&entry.key) {
            problems.push(Problem::new("wrong_format").at(&place).with("expected", "[a-z0-9_-]{1,64}"));
        } else if menu[..at].iter().any(|other| other.key == entry.key) {
            problems.push(Problem::new("repeated").at(&place));
        }
    }
    problems
}
