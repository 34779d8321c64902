//! A sample company: people, customers, deals, tasks and notes of a year, told in the language of the workspace, so that
//! a newcomer sees at once what the product looks like in use.
//!
//! The story is acted out through the same write path as everything else, each step at its own time and by its own
//! person: timelines, stays in stages and figures come out as if it had happened.

mod cs;
mod en;
mod inquiries;
mod library;
mod mailbox;
mod random;
mod ru;
mod stage;
mod story;
mod words;

use std::sync::Arc;

use kith_catalogue::{Currency, Lang};
use kith_engine::people::{roles, teams, users};
use kith_engine::{Error, Result, Tx};
use kith_policy::{Actor, HEAD, MANAGER, User};
use serde::Serialize;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::setup;
use stage::{Made, Stage};
use words::Words;

/// Which story is told.
#[derive(Debug, Clone, Copy, Default)]
pub struct SampleOptions {
    /// The language of names and texts.
    pub language: Lang,
    /// Another seed tells another story.
    pub seed: u64,
}

/// What there is afterwards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// People who work there.
    pub users: usize,
    /// Inquiries.
    pub leads: usize,
    /// Products.
    pub products: usize,
    /// Companies.
    pub companies: usize,
    /// Contacts.
    pub contacts: usize,
    /// Deals.
    pub deals: usize,
    /// Tasks.
    pub tasks: usize,
    /// Notes.
    pub notes: usize,
}

/// What the sample company is called, for a workspace that has no name yet.
pub fn company_name(language: Lang) -> &'static str {
    words(language).company
}

/// A mobile of the sample country of a language, by its number, 0 to 999.
pub(crate) fn mobile(language: Lang, number: u32) -> String {
    (words(language).mobile)(number)
}

/// About so many euros, as a round sum of a currency.
pub(crate) fn priced(euros: u32, currency: Currency) -> Json {
    stage::price(euros, currency)
}

fn words(language: Lang) -> &'static Words {
    match language {
        Lang::En => &en::WORDS,
        Lang::Ru => &ru::WORDS,
        Lang::Cs => &cs::WORDS,
    }
}

/// Fills a workspace with the sample company. Its people have no passwords, so nobody can sign in as one of them.
///
/// # Errors
/// What the write path refuses; [`Error::Forbidden`] unless the actor may manage users.
pub fn create(tx: &mut Tx<'_>, options: SampleOptions) -> Result<Summary> {
    let words = words(options.language);
    let pipeline = setup::initialise(tx, setup::SetupOptions { language: options.language })?;
    let mut staff = hire(tx, words)?;
    let hired = staff.len();
    // Whoever opens the workspace has a share of the work: the first day that he sees is a full one.
    staff.push(tx.ctx.actor.clone());
    let library = library::fill(tx, words)?;
    let story = story::tell(words, options.seed);
    let today = tx.ctx.now.to_zoned(tx.cat.zone.clone());
    let (now, actor) = (tx.ctx.now, tx.ctx.actor.clone());
    let mut stage = Stage { words, story: &story, pipeline, staff: &staff, today, now, library, made: Made::default() };
    let outcome = story.steps.iter().try_for_each(|(when, who, step)| {
        tx.ctx.now = stage.moment(*when);
        tx.ctx.actor = staff[*who].clone();
        stage.act(tx, *step)
    });
    let outcome = outcome.and_then(|()| inquiries::come_in(tx, words, &staff, now));
    tx.ctx.now = now;
    tx.ctx.actor = actor;
    Ok(stage.made.summary(hired, outcome?))
}

/// Two teams with their people; the first of each leads it.
fn hire(tx: &mut Tx<'_>, words: &Words) -> Result<Vec<Actor>> {
    let head = role(tx, HEAD)?;
    let manager = role(tx, MANAGER)?;
    let office = [teams::create(tx, words.teams[0], None, None)?, teams::create(tx, words.teams[1], None, None)?];
    let mut led = [false; 2];
    let mut staff = Vec::new();
    for (name, mailbox, team) in words.users {
        let leads = !std::mem::replace(&mut led[team], true);
        let person = users::NewPerson {
            name: name.to_owned(),
            email: Some(format!("{mailbox}@{}", words.domain)),
            team: Some(office[team]),
            roles: vec![if leads { head } else { manager }],
            ..users::NewPerson::default()
        };
        let email = person.email.clone().unwrap_or_default();
        let id = users::create(tx, &person)?;
        if leads {
            teams::change(tx, office[team], None, None, Some(Some(id)))?;
        }
        let user = User {
            id,
            name: name.to_owned(),
            email,
            team: Some(office[team]),
            team_users: Arc::from([id]),
            language: tx.cat.language,
            time_zone: String::new(),
        };
        staff.push(Actor::User { user: Arc::new(user), roles: Arc::from([]) });
    }
    Ok(staff)
}

fn role(tx: &mut Tx<'_>, key: &str) -> Result<Uuid> {
    roles::by_key(tx.sql(), key)?.map(|role| role.id).ok_or_else(|| Error::internal(format!("no role {key}")))
}
