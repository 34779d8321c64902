//! `kith demo`

use kith_crm::{sample, trades};
use kith_engine::query::{AggregateQuery, Figure};
use kith_engine::{Ctx, Lane, Origin, Workspace};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{password, setup};
use crate::cli::Demo;
use crate::failure::{Failure, Outcome};
use crate::house;
use crate::output::Output;
use crate::settings::Settings;

/// Sets an empty workspace up and fills it with a sample company, or with the set-up of a trade and its samples.
pub fn run(settings: &Settings, args: &Demo, output: &Output) -> Outcome {
    let trade = args.trade.as_deref().map(known).transpose()?;
    let ws = house::open(settings)?;
    if !setup::is_needed(&ws)? {
        return Err(Failure::new(
            "not_empty",
            format!("{} is in use already; choose an empty folder with --data", settings.data.display()),
        ));
    }
    let given = match &args.password {
        Some(text) => {
            password::check(text)?;
            password::Given { text: text.clone(), made_up: false }
        }
        None => password::made_up(&ws),
    };
    let language = args.language.lang();
    output.say("Telling the story of a sample company …");
    let first =
        setup::First { name: args.name.clone(), email: args.email.clone(), hash: password::hash(&ws, &given.text)? };
    let name = trade.map_or_else(|| sample::company_name(language), |trade| trade.name.get(language));
    let admin = setup::set_up(&ws, &setup::usual(language, name), &first)?;
    let made = match trade {
        Some(trade) => play(&ws, admin, trade, args)?,
        None => {
            let options = sample::SampleOptions { language, seed: args.seed };
            let made = ws.write_blocking(ctx(&ws, admin)?, Lane::Bulk, move |tx| sample::create(tx, options))?;
            json!(made)
        }
    };
    let shown = if given.made_up { Some(given.text.as_str()) } else { None };
    let told = json!({
        "email": args.email,
        "password": shown,
        "trade": trade.map(|trade| trade.key),
        "made": made,
        "data": settings.data,
    });
    output.result(&told, || {
        let counts: Vec<String> =
            made.as_object().into_iter().flatten().map(|(what, count)| format!("{count} {what}")).collect();
        let mut words = format!("{name}: {}.\nSign in as {}", counts.join(", "), args.email);
        if let Some(password) = shown {
            words.push_str(&format!(" with the password {password}"));
        }
        words
    })?;
    output.say(format!("Serve it with: kith serve --data {}", settings.data.display()));
    Ok(())
}

/// The set-up of that name.
fn known(name: &str) -> Outcome<&'static trades::Trade> {
    trades::find(name).map_err(|_| {
        let names: Vec<&str> = trades::all().into_iter().flatten().map(|trade| trade.key).collect();
        Failure::new("unknown_trade", format!("there is no set-up {name}; there are {}", names.join(", ")))
    })
}

fn ctx(ws: &Workspace, admin: Uuid) -> Outcome<Ctx> {
    Ok(Ctx::new(house::actor(ws, admin)?, Origin::Cli, ws.clock().now()))
}

/// Adds the set-up with its samples; how many records there are then.
fn play(ws: &Workspace, admin: Uuid, trade: &'static trades::Trade, args: &Demo) -> Outcome<Value> {
    let options = trades::AddOptions { language: Some(args.language.lang()), sample: true, first: true };
    ws.write_blocking(ctx(ws, admin)?, Lane::Schema, move |tx| trades::add(tx, trade.key, options))?;
    ws.reload()?;
    let counted = [
        ("companies", "company"),
        ("contacts", "contact"),
        ("products", "product"),
        ("leads", "lead"),
        ("deals", "deal"),
        ("tasks", "task"),
        ("objections", "objection"),
    ];
    let made = ws.read_blocking(ctx(ws, admin)?, move |reader| {
        let mut made = Map::new();
        for (name, object) in counted {
            let row = reader.aggregate(&AggregateQuery::new(object))?.into_iter().next();
            let figure = row.and_then(|row| row.figures.into_iter().next()).map(|measured| measured.figure);
            made.insert(name.to_owned(), json!(if let Some(Figure::Count(count)) = figure { count } else { 0 }));
        }
        Ok(made)
    })?;
    Ok(Value::Object(made))
}
