//! `kith user …`: people from the console, also when nobody can sign in any more.

use std::io::BufRead;

use kith_api::auth::password;
use kith_engine::people::{roles, users};
use kith_engine::{Ctx, Error, Lane, Origin, Workspace};
use serde_json::json;

use crate::cli::User;
use crate::config::Place;
use crate::house;
use crate::output::{Failure, Outcome, say, tell};

/// Letters and digits that are not mistaken for one another.
const LETTERS: &[u8] = b"abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// Does what is asked with people.
pub fn run(place: &Place, command: User, json: bool) -> Outcome {
    let ws = house::open(place)?;
    match command {
        User::Add { name, email, roles, password } => add(&ws, json, name, email, roles, password),
        User::List => list(&ws, json),
        User::ResetPassword { email, password } => reset(&ws, json, email, password),
        User::Deactivate { email } => deactivate(&ws, json, email),
    }
}

fn ctx(ws: &Workspace) -> Ctx {
    Ctx { origin: Origin::Cli, ..ws.system_ctx() }
}

fn add(
    ws: &Workspace,
    json: bool,
    name: String,
    email: String,
    role_keys: Vec<String>,
    given: Option<String>,
) -> Outcome {
    let password = match given {
        Some(password) => password,
        None => typed()?,
    };
    let hash = hashed(ws, &password)?;
    let address = email.clone();
    let id = ws.write_blocking(ctx(ws), Lane::Interactive, move |tx| {
        let mut ids = Vec::new();
        for key in &role_keys {
            let role = roles::by_key(tx.sql(), key)?.ok_or_else(|| Error::field("role", "not_found"))?;
            ids.push(role.id);
        }
        let person = users::NewPerson {
            name: name.clone(),
            email: Some(address.clone()),
            password_hash: Some(hash.clone()),
            roles: ids,
            ..Default::default()
        };
        users::create(tx, &person)
    })?;
    tell(json, &json!({"id": id, "email": email}), || format!("Added {email}."));
    Ok(())
}

fn list(ws: &Workspace, json: bool) -> Outcome {
    let people = ws.read_blocking(ctx(ws), |r| users::list(r.conn()))?;
    let value = serde_json::to_value(&people).map_err(Failure::new)?;
    tell(json, &value, || {
        let line = |person: &users::Person| {
            let state = if person.active { "" } else { "  (deactivated)" };
            format!("{:<40} {}{state}", person.email.as_deref().unwrap_or("—"), person.name)
        };
        people.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

fn reset(ws: &Workspace, json: bool, email: String, given: Option<String>) -> Outcome {
    let made_up = given.is_none();
    let password = given.unwrap_or_else(|| invented(ws));
    let hash = hashed(ws, &password)?;
    let address = email.clone();
    ws.write_blocking(ctx(ws), Lane::Interactive, move |tx| {
        let person = users::by_email(tx.sql(), &address)?.ok_or(Error::NotFound)?;
        users::set_password(tx, person.id, &hash)
    })
    .map_err(|error| unknown(error, &email))?;
    let shown = if made_up { Some(&password) } else { None };
    tell(json, &json!({"email": email, "password": shown}), || shown.cloned().unwrap_or_default());
    say(&format!("The password of {email} is new; all sessions have ended."));
    Ok(())
}

fn deactivate(ws: &Workspace, json: bool, email: String) -> Outcome {
    let address = email.clone();
    ws.write_blocking(ctx(ws), Lane::Interactive, move |tx| {
        let person = users::by_email(tx.sql(), &address)?.ok_or(Error::NotFound)?;
        users::set_active(tx, person.id, false)
    })
    .map_err(|error| unknown(error, &email))?;
    tell(json, &json!({"email": email, "active": false}), || format!("{email} is shut out."));
    Ok(())
}

fn unknown(error: Error, email: &str) -> Failure {
    match error {
        Error::NotFound => Failure::new(format!("nobody signs in as {email}; `kith user list` shows everybody")),
        other => other.into(),
    }
}

fn hashed(ws: &Workspace, text: &str) -> Outcome<String> {
    let length = text.chars().count();
    if !(password::MIN..=password::MAX).contains(&length) {
        let (min, max) = (password::MIN, password::MAX);
        return Err(Failure::usage(format!("a password has {min} to {max} characters")));
    }
    password::hash(text, &ws.randomness().bytes()).map_err(|_| Failure::new("the password could not be hashed"))
}

/// Sixteen letters, some 92 bits.
fn invented(ws: &Workspace) -> String {
    let mut password = String::new();
    while password.len() < 16 {
        let [byte] = ws.randomness().bytes::<1>();
        // Values beyond the last whole multiple are thrown away, so that every letter is as likely.
        if usize::from(byte) < 256 / LETTERS.len() * LETTERS.len() {
            password.push(char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
        }
    }
    password
}

fn typed() -> Outcome<String> {
    say("Password:");
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(Failure::new)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
