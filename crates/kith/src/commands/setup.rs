//! Setting a workspace up from the console, as the first page in the browser does.

use kith_catalogue::Lang;
use kith_engine::people::{roles, users};
use kith_engine::settings::WorkspaceSettings;
use kith_engine::{Error, Lane, Result, Workspace, setup};
use uuid::Uuid;

use crate::failure::Outcome;

/// The first administrator.
#[derive(Debug, Clone)]
pub struct First {
    /// Name.
    pub name: String,
    /// Address to sign in with.
    pub email: String,
    /// What is kept of his password.
    pub hash: String,
}

/// Whether the workspace still waits to be set up.
pub fn is_needed(ws: &Workspace) -> Outcome<bool> {
    Ok(ws.read_blocking(ws.system_ctx(), |reader| setup::is_needed(reader.conn()))?)
}

/// What a workspace is set to, from its language alone.
pub fn usual(language: Lang, name: &str) -> WorkspaceSettings {
    let (currency, country, time_zone) = match language {
        Lang::En => ("EUR", "IE", "Europe/Dublin"),
        Lang::Ru => ("RUB", "RU", "Europe/Moscow"),
        Lang::Cs => ("CZK", "CZ", "Europe/Prague"),
    };
    WorkspaceSettings {
        name: name.to_owned(),
        currency: currency.to_owned(),
        country: country.to_owned(),
        language: language.code().to_owned(),
        time_zone: time_zone.to_owned(),
    }
}

/// Sets the workspace up and makes its first administrator. Of two who race one is refused.
pub fn set_up(ws: &Workspace, settings: &WorkspaceSettings, first: &First) -> Outcome<Uuid> {
    let (settings, first) = (settings.clone(), first.clone());
    let id = ws.write_blocking(ws.system_ctx(), Lane::Schema, move |tx| -> Result<Uuid> {
        setup::claim(tx, &settings)?;
        let administrator = roles::by_key(tx.sql(), kith_policy::ADMINISTRATOR)?.ok_or(Error::NotFound)?;
        let person = users::NewPerson {
            name: first.name.clone(),
            email: Some(first.email.clone()),
            password_hash: Some(first.hash.clone()),
            roles: vec![administrator.id],
            language: Some(settings.language.clone()),
            time_zone: Some(settings.time_zone.clone()),
            ..users::NewPerson::default()
        };
        let id = users::create(tx, &person)?;
        let language = Lang::parse(&settings.language).unwrap_or_default();
        kith_crm::setup::initialise(tx, kith_crm::setup::SetupOptions { language })?;
        Ok(id)
    })?;
    ws.reload()?;
    Ok(id)
}
