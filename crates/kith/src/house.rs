//! Opening the workspace that the settings name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kith_catalogue::Object;
use kith_crm::Crm;
use kith_engine::clock::{Randomness, SystemClock};
use kith_engine::people::{roles, users};
use kith_engine::reactor::Reactors;
use kith_engine::worker::Jobs;
use kith_engine::{Ctx, Origin, Store, StoreConfig, Workspace};
use kith_exchange::import::ImportJob;
use kith_policy::Actor;
use uuid::Uuid;

use crate::failure::{Failure, Outcome};
use crate::settings::Settings;

const DATABASE: &str = "kith.db";

/// The database's file in a data folder.
pub fn database_in(folder: &Path) -> PathBuf {
    folder.join(DATABASE)
}

/// Whether the database is a file in the data folder.
pub fn is_embedded(settings: &Settings) -> bool {
    settings.database.as_deref().is_none_or(|url| url.starts_with("sqlite:"))
}

/// How the store is to be opened.
pub fn store_config(settings: &Settings) -> Outcome<StoreConfig> {
    match &settings.database {
        None => Ok(StoreConfig::sqlite(database_in(&settings.data))),
        Some(url) => StoreConfig::from_url(url).map_err(|_| {
            Failure::usage(format!(
                "--database {}: expected postgres://user:password@host/name or sqlite:PATH",
                without_password(url)
            ))
        }),
    }
}

/// Makes the data folder where it is missing.
pub fn ensure_folder(settings: &Settings) -> Outcome {
    // A wrong command line leaves nothing behind.
    store_config(settings)?;
    if settings.data.exists() && !settings.data.is_dir() {
        return Err(Failure::usage(format!("--data {}: this is not a folder", settings.data.display())));
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    // What a company knows of people is for nobody else on the machine.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&settings.data).map_err(|error| Failure::io("the data folder", &settings.data, &error))
}

/// Opens the store of the settings.
pub fn open_store(settings: &Settings) -> Outcome<Store> {
    let config = store_config(settings)?;
    Store::open(config).map_err(|error| {
        let failure = Failure::from(error);
        let place = match &settings.database {
            None => database_in(&settings.data).display().to_string(),
            Some(url) => without_password(url),
        };
        Failure { words: format!("{place}: {}", failure.words), ..failure }
    })
}

/// Opens the workspace, bringing its database up to date.
pub fn open(settings: &Settings) -> Outcome<Workspace> {
    ensure_folder(settings)?;
    open_on(open_store(settings)?)
}

/// Opens a workspace that must be there already.
pub fn open_existing(settings: &Settings) -> Outcome<Workspace> {
    must_exist(settings)?;
    open(settings)
}

/// How the store of a workspace that must be there already is opened.
pub fn existing_store_config(settings: &Settings) -> Outcome<StoreConfig> {
    must_exist(settings)?;
    store_config(settings)
}

/// Opens the store of a workspace that must be there already, and leaves it as it is: an older one is not brought up to
/// date.
pub fn open_existing_store(settings: &Settings) -> Outcome<Store> {
    must_exist(settings)?;
    open_store(settings)
}

fn must_exist(settings: &Settings) -> Outcome {
    if settings.database.is_none() && !database_in(&settings.data).is_file() {
        return Err(Failure::new(
            "no_workspace",
            format!(
                "there is no workspace in {}; \"kith serve\" makes one, \"kith demo\" one with a sample company",
                settings.data.display()
            ),
        ));
    }
    Ok(())
}

/// A workspace on a store, with the rules of the product.
pub fn open_on(store: Store) -> Outcome<Workspace> {
    Ok(Workspace::open(store, Arc::new(SystemClock), Randomness::system(), Arc::new(Crm))?)
}

/// The object of that key.
pub fn object(ws: &Workspace, key: &str) -> Outcome<Arc<Object>> {
    let catalogue = ws.catalogue();
    catalogue.object(key).cloned().ok_or_else(|| {
        let keys: Vec<&str> = catalogue.objects.iter().map(|object| &*object.key).collect();
        Failure::usage(format!("there is no object \"{key}\": {}", keys.join(", ")))
    })
}

/// The jobs that this program can do.
pub fn jobs() -> Jobs {
    kith_crm::with_jobs(Jobs::default().with(ImportJob))
}

/// The readers of the event log that make something follow from what happens.
pub fn reactors() -> Reactors {
    kith_crm::with_reactors(Reactors::default())
}

/// The context of a person named on the command line, or of the first administrator.
pub fn context(ws: &Workspace, user: Option<&str>, origin: Origin) -> Outcome<Ctx> {
    let id = match user {
        Some(name) => person(ws, name)?.id,
        None => first_administrator(ws)?,
    };
    Ok(Ctx::new(actor(ws, id)?, origin, ws.clock().now()))
}

/// The actor of an active person.
pub fn actor(ws: &Workspace, id: Uuid) -> Outcome<Actor> {
    let actors = ws.clone();
    let found = ws.read_blocking(ws.system_ctx(), move |reader| actors.actors().get(reader.conn(), id, None))?;
    found.ok_or_else(|| Failure::new("not_active", "this person has been deactivated"))
}

/// The person with this address, name or id.
pub fn person(ws: &Workspace, name: &str) -> Outcome<users::Person> {
    let wanted = name.to_owned();
    let found = ws.read_blocking(ws.system_ctx(), move |reader| {
        if let Ok(id) = wanted.parse::<Uuid>() {
            return Ok(users::find(reader.conn(), id)?.into_iter().collect());
        }
        match users::by_email(reader.conn(), &wanted)? {
            Some(person) => Ok(vec![person]),
            None => users::by_name(reader.conn(), &wanted),
        }
    })?;
    match <[users::Person; 1]>::try_from(found) {
        Ok([person]) => Ok(person),
        Err(several) if several.is_empty() => {
            Err(Failure::new("not_found", format!("there is nobody called \"{name}\"; see \"kith user list\"")))
        }
        Err(_) => {
            Err(Failure::new("ambiguous", format!("several people are called \"{name}\"; use the e-mail address")))
        }
    }
}

fn first_administrator(ws: &Workspace) -> Outcome<Uuid> {
    let found = ws.read_blocking(ws.system_ctx(), |reader| {
        let mut people = users::list(reader.conn())?;
        people.sort_by_key(|person| person.id);
        for person in people.into_iter().filter(|person| person.active) {
            if roles::of_user(reader.conn(), person.id)?.iter().any(|role| role.rights.admin) {
                return Ok(Some(person.id));
            }
        }
        Ok(None)
    })?;
    found.ok_or_else(|| {
        Failure::new(
            "not_set_up",
            "this workspace has not been set up yet: open it in the browser (\"kith serve\"), \
             or \"kith user add --role administrator …\"",
        )
    })
}

/// A database URL that may be shown.
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((person, place)) => {
            let name = person.split(':').next().unwrap_or_default();
            format!("{scheme}://{name}@{place}")
        }
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(without_password("postgres://kith:s3cret@db/kith"), "postgres://kith@db/kith");
        assert_eq!(without_password("postgres://db/kith"), "postgres://db/kith");
        assert_eq!(without_password("nonsense"), "nonsense");
    }
}
