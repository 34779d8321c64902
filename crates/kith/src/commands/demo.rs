//! `kith demo`

use kith_crm::sample;
use kith_engine::{Ctx, Lane, Origin};
use serde_json::json;

use super::{password, setup};
use crate::cli::Demo;
use crate::failure::{Failure, Outcome};
use crate::house;
use crate::output::Output;
use crate::settings::Settings;

/// Sets an empty workspace up and fills it with a sample company.
pub fn run(settings: &Settings, args: &Demo, output: &Output) -> Outcome {
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
    let admin = setup::set_up(&ws, &setup::usual(language, sample::company_name(language)), &first)?;
    let ctx = Ctx::new(house::actor(&ws, admin)?, Origin::Cli, ws.clock().now());
    let options = sample::SampleOptions { language, seed: args.seed };
    let made = ws.write_blocking(ctx, Lane::Bulk, move |tx| sample::create(tx, options))?;
    let shown = if given.made_up { Some(given.text.as_str()) } else { None };
    output.result(&json!({ "email": args.email, "password": shown, "made": made, "data": settings.data }), || {
        let mut words = format!(
            "{}: {} people, {} companies, {} contacts, {} products, {} leads, {} deals, {} tasks, {} notes.\nSign in as {}",
            sample::company_name(language),
            made.users,
            made.companies,
            made.contacts,
            made.products,
            made.leads,
            made.deals,
            made.tasks,
            made.notes,
            args.email
        );
        if let Some(password) = shown {
            words.push_str(&format!(" with the password {password}"));
        }
        words
    })?;
    output.say(format!("Serve it with: kith serve --data {}", settings.data.display()));
    Ok(())
}
