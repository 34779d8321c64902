//! `kith user`

use kith_engine::people::{roles, teams, users};
use kith_engine::{Ctx, Error, Lane, Workspace};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{password, setup};
use crate::cli::{User, UserAdd, UserName, UserPassword};
use crate::failure::{Failure, Outcome};
use crate::house;
use crate::output::Output;
use crate::settings::Settings;

/// Does what is asked about people.
pub fn run(settings: &Settings, command: &User, output: &Output) -> Outcome {
    match command {
        User::Add(args) => add(settings, args, output),
        User::List => list(settings, output),
        User::ResetPassword(args) => reset_password(settings, args, output),
        User::Deactivate(args) => deactivate(settings, args, output),
    }
}

/// Whoever reaches the data folder is its master: the program itself acts, and the log says it was the console.
fn console(ws: &Workspace) -> Ctx {
    let mut ctx = ws.system_ctx();
    ctx.origin = kith_engine::Origin::Cli;
    ctx
}

fn add(settings: &Settings, args: &UserAdd, output: &Output) -> Outcome {
    let ws = house::open(settings)?;
    let given = password::given(&ws, &args.password)?;
    let hash = password::hash(&ws, &given.text)?;
    let id = if setup::is_needed(&ws)? {
        if args.role != kith_policy::ADMINISTRATOR {
            return Err(Failure::new(
                "not_set_up",
                "this workspace has not been set up yet; its first person is an administrator: --role administrator",
            ));
        }
        let language = args.language.map(crate::cli::Language::lang).unwrap_or_default();
        let first = setup::First { name: args.name.clone(), email: args.email.clone(), hash };
        setup::set_up(&ws, &setup::usual(language, "Kith"), &first)?
    } else {
        let args_role = args.role.clone();
        let role = ws.read_blocking(ws.system_ctx(), move |reader| {
            let all = roles::list(reader.conn())?;
            let folded = kith_catalogue::text::fold(&args_role);
            Ok(all
                .into_iter()
                .find(|role| role.key == args_role || kith_catalogue::text::fold(&role.name) == folded)
                .map(|role| role.id))
        })?;
        let role = role.ok_or_else(|| {
            Failure::usage(format!("--role {}: there is no such role (administrator, head, manager)", args.role))
        })?;
        let person = users::NewPerson {
            name: args.name.clone(),
            email: Some(args.email.clone()),
            password_hash: Some(hash),
            roles: vec![role],
            language: args.language.map(|language| language.lang().code().to_owned()),
            ..users::NewPerson::default()
        };
        ws.write_blocking(console(&ws), Lane::Interactive, move |tx| users::create(tx, &person))
            .map_err(|error| in_words(error, &args.email))?
    };
    tell(output, id, &args.email, &given)
}

fn in_words(error: Error, email: &str) -> Failure {
    if let Error::Invalid(problems) = &error
        && problems.iter().any(|problem| problem.code == "taken")
    {
        return Failure::new("taken", format!("{email} is in use already"));
    }
    error.into()
}

fn tell(output: &Output, id: Uuid, email: &str, given: &password::Given) -> Outcome {
    let shown = if given.made_up { Json::String(given.text.clone()) } else { Json::Null };
    output.result(&json!({ "id": id, "email": email, "password": shown }), || match given.made_up {
        true => format!("{email} signs in with the password {}", given.text),
        false => format!("{email} signs in with the password given"),
    })
}

fn list(settings: &Settings, output: &Output) -> Outcome {
    let ws = house::open_existing(settings)?;
    let (people, groups, held) = ws.read_blocking(ws.system_ctx(), |reader| {
        let people = users::list(reader.conn())?;
        let groups = teams::list(reader.conn())?;
        let mut held = Vec::new();
        for person in &people {
            let roles = roles::of_user(reader.conn(), person.id)?;
            held.push(roles.into_iter().map(|role| role.name).collect::<Vec<_>>());
        }
        Ok((people, groups, held))
    })?;
    let team = |id: Option<Uuid>| {
        let found = groups.iter().find(|team| Some(team.id) == id);
        found.map(|team| team.name.clone()).unwrap_or_default()
    };
    let rows: Vec<Json> = people
        .iter()
        .zip(&held)
        .map(|(person, roles)| {
            json!({
                "id": person.id, "name": person.name, "email": person.email, "roles": roles,
                "team": team(person.team), "office": team(person.office), "active": person.active,
            })
        })
        .collect();
    output.result(&rows, || {
        let mut table = vec![["name", "e-mail", "roles", "team", ""].map(str::to_owned)];
        for (person, roles) in people.iter().zip(&held) {
            table.push([
                person.name.clone(),
                person.email.clone().unwrap_or_default(),
                roles.join(", "),
                team(person.team),
                if person.active { String::new() } else { "deactivated".to_owned() },
            ]);
        }
        columns(&table)
    })
}

/// Cells in columns, as wide as their widest.
fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    let line = |row: &[String; N]| {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())))
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn reset_password(settings: &Settings, args: &UserPassword, output: &Output) -> Outcome {
    let ws = house::open_existing(settings)?;
    let person = house::person(&ws, &args.user)?;
    let Some(email) = person.email.clone() else {
        return Err(Failure::new(
            "no_email",
            format!("{} has no e-mail address to sign in with; give him one first", person.name),
        ));
    };
    let given = password::given(&ws, &args.password)?;
    let hash = password::hash(&ws, &given.text)?;
    let id = person.id;
    ws.write_blocking(console(&ws), Lane::Interactive, move |tx| users::set_password(tx, id, &hash))?;
    if !person.active {
        output.say(format!("{} is deactivated and cannot sign in until activated again.", person.name));
    }
    tell(output, id, &email, &given)
}

fn deactivate(settings: &Settings, args: &UserName, output: &Output) -> Outcome {
    let ws = house::open_existing(settings)?;
    let person = house::person(&ws, &args.user)?;
    let id = person.id;
    ws.write_blocking(console(&ws), Lane::Interactive, move |tx| users::set_active(tx, id, false)).map_err(
        |error| match &error {
            Error::Refused { code: "last_administrator", .. } => Failure::new(
                "last_administrator",
                format!("{} is the last administrator; make another one first", person.name),
            ),
            _ => error.into(),
        },
    )?;
    output.result(&json!({ "id": id, "active": false }), || format!("{} is out.", person.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_line_up_whatever_the_letters() {
        let rows = [["a", "bb"], ["žluť", "c"]].map(|row| row.map(str::to_owned));
        assert_eq!(columns(&rows), "a     bb\nžluť  c");
    }
}
