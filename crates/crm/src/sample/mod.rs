//! A sample company: people, customers, deals, tasks and notes of a year, told in the language of the workspace, so that
//! a newcomer sees at once what the product looks like in use.
//!
//! The story is acted out through the same write path as everything else, each step at its own time and by its own
//! person: timelines, stays in stages and figures come out as if it had happened.

mod cs;
mod en;
mod mailbox;
mod random;
mod ru;
mod story;
mod words;

use std::sync::Arc;

use jiff::{Timestamp, ToSpan};
use kith_catalogue::standard::{company, contact, deal, line_item, product, task};
use kith_catalogue::{Currency, Lang};
use kith_engine::people::{roles, teams, users};
use kith_engine::{CreateOptions, Error, Fields, Record, Result, Tx};
use kith_policy::{Actor, HEAD, MANAGER, User};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::pipeline::{Pipeline, StageKind};
use crate::{notes, setup};
use story::{Case, Step, Story, When};
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
    let staff = hire(tx, words)?;
    let story = story::tell(words, options.seed);
    let today = tx.ctx.now.to_zoned(tx.cat.zone.clone());
    let (now, actor) = (tx.ctx.now, tx.ctx.actor.clone());
    let mut stage = Stage { words, story: &story, pipeline, today, now, made: Made::default() };
    let outcome = story.steps.iter().try_for_each(|(when, who, step)| {
        tx.ctx.now = stage.moment(*when);
        tx.ctx.actor = staff[*who].clone();
        stage.act(tx, *step)
    });
    tx.ctx.now = now;
    tx.ctx.actor = actor;
    outcome?;
    Ok(stage.made.summary(staff.len()))
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

/// What has come to be, in the order of the story.
#[derive(Default)]
struct Made {
    products: Vec<Uuid>,
    firms: Vec<Uuid>,
    people: std::collections::BTreeMap<usize, Uuid>,
    cases: std::collections::BTreeMap<usize, Uuid>,
    chores: std::collections::BTreeMap<usize, Uuid>,
    notes: usize,
}

impl Made {
    fn summary(&self, users: usize) -> Summary {
        Summary {
            users,
            products: self.products.len(),
            companies: self.firms.len(),
            contacts: self.people.len(),
            deals: self.cases.len(),
            tasks: self.chores.len(),
            notes: self.notes,
        }
    }
}

/// Where the story is acted out.
struct Stage<'a> {
    words: &'a Words,
    story: &'a Story,
    pipeline: Pipeline,
    today: jiff::Zoned,
    now: Timestamp,
    made: Made,
}

impl Stage<'_> {
    /// A moment that has passed.
    fn moment(&self, when: When) -> Timestamp {
        self.at(when).min(self.now)
    }

    fn at(&self, when: When) -> Timestamp {
        self.day(when.day)
            .at(0, 0, 0, 0)
            .checked_add(when.minute.minutes())
            .ok()
            .and_then(|at| at.to_zoned(self.today.time_zone().clone()).ok())
            .map_or(self.now, |at| at.timestamp())
    }

    fn day(&self, day: i64) -> jiff::civil::Date {
        self.today.date().saturating_add(day.days())
    }

    fn act(&mut self, tx: &mut Tx<'_>, step: Step) -> Result<()> {
        match step {
            Step::Product(at) => self.product(tx, at)?,
            Step::Firm(at) => self.firm(tx, at)?,
            Step::Person(at) => self.person(tx, at)?,
            Step::Case(at) => self.case(tx, at)?,
            Step::Move(case, place) => {
                let stage = self.open_stage(place)?;
                tx.verb(deal::KEY, self.made.cases[&case], "move", &fields(json!({ "stage": stage })))?;
            }
            Step::Win(case, why) => {
                let params = fields(json!({ "reason": self.words.won[why] }));
                tx.verb(deal::KEY, self.made.cases[&case], "win", &params)?;
            }
            Step::Lose(case, why) => {
                let params = fields(json!({ "reason": self.words.lost[why] }));
                tx.verb(deal::KEY, self.made.cases[&case], "lose", &params)?;
            }
            Step::Chore(at) => self.chore(tx, at)?,
            Step::Done(chore, result) => {
                let params = fields(json!({ "result": self.words.results[result] }));
                tx.verb(task::KEY, self.made.chores[&chore], "complete", &params)?;
            }
            Step::Note(case, text) => self.note(tx, deal::KEY, self.made.cases[&case], text)?,
            Step::FirmNote(firm, text) => self.note(tx, company::KEY, self.made.firms[firm], text)?,
        }
        Ok(())
    }

    fn open_stage(&self, place: usize) -> Result<Uuid> {
        let open: Vec<Uuid> =
            self.pipeline.in_use().filter(|stage| stage.kind == StageKind::Open).map(|stage| stage.id).collect();
        open.get(place).or(open.last()).copied().ok_or_else(|| Error::internal("no open stage"))
    }

    fn product(&mut self, tx: &mut Tx<'_>, at: usize) -> Result<()> {
        let said = &self.words.products[at];
        let made = make(tx, product::KEY, json!({
            product::NAME: said.name,
            product::SKU: said.sku,
            product::SERIES: said.series,
            product::CATEGORY: said.category,
            product::UNIT: said.unit,
            product::PRICE: price(said.price, tx.cat.currency),
        }))?;
        self.made.products.push(made.id);
        Ok(())
    }

    fn firm(&mut self, tx: &mut Tx<'_>, at: usize) -> Result<()> {
        let (said, firm) = (&self.words.customers[at], &self.story.firms[at]);
        let (city, region, postal) = self.words.cities[said.city];
        let kind = if self.story.cases.iter().any(|case| case.firm == at && case.outcome == story::Outcome::Won) {
            "customer"
        } else {
            "prospect"
        };
        let street = self.words.streets[firm.street];
        let made = make(tx, company::KEY, json!({
            company::NAME: said.name,
            company::KINDS: [kind],
            company::INDUSTRY: self.words.industries[said.industry],
            company::WEBSITE: format!("https://{}.example", said.site),
            company::EMAILS: [{ "value": format!("info@{}.example", said.site), "type": "work" }],
            company::PHONES: [{ "value": (self.words.line)(firm.line), "type": "work" }],
            company::ADDRESSES: [{
                "street": format!("{street} {}", firm.house),
                "city": city, "region": region, "postal_code": postal, "country": self.words.country.0,
            }],
            company::EMPLOYEES: firm.employees,
            company::FOUNDED_YEAR: firm.founded,
            "tags": firm.tag.map(|tag| vec![self.words.tags[tag]]),
        }))?;
        self.made.firms.push(made.id);
        Ok(())
    }

    fn person(&mut self, tx: &mut Tx<'_>, at: usize) -> Result<()> {
        let person = &self.story.people[at];
        let (given, middle) = if person.is_woman { self.words.women } else { self.words.men }[person.given];
        let (his, hers) = self.words.families[person.family];
        let (his_position, her_position) = self.words.positions[person.position];
        let site = self.words.customers[person.firm].site;
        let birthday = person.birthday.map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"));
        let (family, position) = if person.is_woman { (hers, her_position) } else { (his, his_position) };
        let mail = format!("{}@{site}.example", mailbox::mailbox(given, family));
        let made = make(tx, contact::KEY, json!({
            contact::GIVEN_NAME: given,
            contact::MIDDLE_NAME: (!middle.is_empty()).then_some(middle),
            contact::FAMILY_NAME: family,
            contact::POSITION: position,
            contact::COMPANY: self.made.firms[person.firm],
            contact::PHONES: [{ "value": (self.words.mobile)(person.mobile), "type": "mobile" }],
            contact::EMAILS: [{ "value": mail, "type": "work" }],
            contact::BIRTHDAY: birthday,
        }))?;
        self.made.people.insert(at, made.id);
        Ok(())
    }

    fn case(&mut self, tx: &mut Tx<'_>, at: usize) -> Result<()> {
        let case = &self.story.cases[at];
        let made = make(tx, deal::KEY, json!({
            deal::COMPANY: self.made.firms[case.firm],
            deal::CONTACT: self.made.people[&case.person],
            deal::PRODUCT: self.made.products[case.lines[0].0],
            deal::SOURCE: self.words.sources[case.source],
            deal::AMOUNT: self.worth(case, tx.cat.currency)?,
            deal::ENGAGED_ON: self.day(case.engaged).to_string(),
            deal::EXPECTED_CLOSE: self.day(case.expected).to_string(),
        }))?;
        for (product, quantity) in &case.lines {
            make(tx, line_item::KEY, json!({
                line_item::DEAL: made.id,
                line_item::PRODUCT: self.made.products[*product],
                line_item::QUANTITY: quantity,
                line_item::DISCOUNT: case.discount,
            }))?;
        }
        self.made.cases.insert(at, made.id);
        Ok(())
    }

    /// What the lines of a deal will add up to.
    fn worth(&self, case: &Case, currency: Currency) -> Result<Json> {
        let kept = Decimal::from(100 - case.discount) / Decimal::ONE_HUNDRED;
        let sum: Decimal = case
            .lines
            .iter()
            .map(|(product, quantity)| {
                Decimal::from(units(self.words.products[*product].price, currency) * quantity) * kept
            })
            .sum();
        let money = kith_catalogue::Money::rounded(sum, currency).ok_or_else(|| Error::internal("sample amount"))?;
        Ok(json!({ "amount": money.amount().to_string(), "currency": currency.code() }))
    }

    fn chore(&mut self, tx: &mut Tx<'_>, at: usize) -> Result<()> {
        let chore = &self.story.chores[at];
        let (kind, title) = self.words.tasks[chore.words];
        let made = make(tx, task::KEY, json!({
            task::TITLE: title,
            task::TYPE: kind,
            task::DUE_AT: self.at(chore.due).to_string(),
            task::DURATION: 30,
            task::PRIORITY: if chore.is_high { "high" } else { "normal" },
            task::ABOUT: { "object": deal::KEY, "id": self.made.cases[&chore.case] },
        }))?;
        self.made.chores.insert(at, made.id);
        Ok(())
    }

    fn note(&mut self, tx: &mut Tx<'_>, object: &str, id: Uuid, text: usize) -> Result<()> {
        notes::add(tx, object, id, self.words.notes[text])?;
        self.made.notes += 1;
        Ok(())
    }
}

fn make(tx: &mut Tx<'_>, object: &str, given: Json) -> Result<Record> {
    tx.create(object, &fields(given), CreateOptions::default())
}

/// The filled entries of an object.
fn fields(given: Json) -> Fields {
    match given {
        Json::Object(fields) => fields.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        _ => Fields::new(),
    }
}

/// A price in whole units of a currency, near what it would be there.
fn units(euros: u32, currency: Currency) -> i64 {
    let euros = i64::from(euros);
    match currency.code() {
        "RUB" => euros * 95 / 10 * 10,
        "CZK" => euros * 25,
        "UAH" => euros * 45,
        "KZT" => euros * 500,
        "PLN" => euros * 4,
        _ => euros,
    }
}

fn price(euros: u32, currency: Currency) -> Json {
    json!({ "amount": units(euros, currency).to_string(), "currency": currency.code() })
}
