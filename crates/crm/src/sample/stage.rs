//! Acting the story out: every step through the write path, at its own time and by its own person.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan};
use kith_catalogue::Currency;
use kith_catalogue::standard::{company, contact, deal, line_item, objection_met, product, task};
use kith_engine::{CreateOptions, Error, Fields, Record, Result, Tx};
use kith_policy::Actor;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::library::Entry;
use super::story::{ADMINISTRATOR, Case, Outcome, Step, Story, When};
use super::words::Words;
use super::{Summary, mailbox};
use crate::notes;
use crate::pipeline::{Pipeline, StageKind};

/// What has come to be, in the order of the story.
#[derive(Default)]
pub(super) struct Made {
    products: Vec<Uuid>,
    firms: Vec<Uuid>,
    people: BTreeMap<usize, Uuid>,
    cases: BTreeMap<usize, Uuid>,
    chores: BTreeMap<usize, Uuid>,
    meetings: usize,
    notes: usize,
}

impl Made {
    pub(super) fn summary(&self, users: usize, leads: usize) -> Summary {
        Summary {
            users,
            leads,
            products: self.products.len(),
            companies: self.firms.len(),
            contacts: self.people.len(),
            deals: self.cases.len(),
            tasks: self.chores.len() + self.meetings,
            notes: self.notes,
        }
    }
}

/// Where the story is acted out.
pub(super) struct Stage<'a> {
    pub words: &'a Words,
    pub story: &'a Story,
    pub pipeline: Pipeline,
    pub staff: &'a [Actor],
    pub today: jiff::Zoned,
    pub now: Timestamp,
    pub library: Vec<Entry>,
    pub made: Made,
}

impl Stage<'_> {
    /// A moment that has passed.
    pub(super) fn moment(&self, when: When) -> Timestamp {
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

    pub(super) fn act(&mut self, tx: &mut Tx<'_>, step: Step) -> Result<()> {
        match step {
            Step::Product(at) => self.product(tx, at)?,
            Step::Firm(at) => self.firm(tx, at)?,
            Step::Person(at) => self.person(tx, at)?,
            Step::Case(at) => self.case(tx, at)?,
            Step::Move(case, place) => {
                let stage = self.open_stage(place)?;
                tx.verb(deal::KEY, self.made.cases[&case], "move", &fields(json!({ "stage": stage })))?;
                self.objection(tx, case, place)?;
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
            Step::Weekly => self.weekly(tx)?,
            Step::FirmNote(firm, text) => self.note(tx, company::KEY, self.made.firms[firm], text)?,
        }
        Ok(())
    }

    /// What stands in the way of some deals, the more the further they are; answers help those that are won.
    fn objection(&self, tx: &mut Tx<'_>, case: usize, place: usize) -> Result<()> {
        if (case + place).is_multiple_of(3) {
            return Ok(());
        }
        let entry = &self.library[(case * 7 + place * place) % self.library.len()];
        let given = (!case.is_multiple_of(5)).then(|| entry.answers[(case / 2) % entry.answers.len()]);
        let worked = match (self.story.cases[case].outcome, given) {
            (Outcome::Won, Some(_)) => "yes",
            (Outcome::Lost, Some(_)) => "no",
            _ => objection_met::UNKNOWN,
        };
        make(
            tx,
            objection_met::KEY,
            json!({
                objection_met::ABOUT: { "object": deal::KEY, "id": self.made.cases[&case] },
                objection_met::OBJECTION: entry.id,
                objection_met::ANSWER: given,
                objection_met::WORKED: worked,
            }),
        )?;
        Ok(())
    }

    fn open_stage(&self, place: usize) -> Result<Uuid> {
        let open: Vec<Uuid> =
            self.pipeline.in_use().filter(|stage| stage.kind == StageKind::Open).map(|stage| stage.id).collect();
        open.get(place).or(open.last()).copied().ok_or_else(|| Error::internal("no open stage"))
    }

    fn product(&mut self, tx: &mut Tx<'_>, at: usize) -> Result<()> {
        let said = &self.words.products[at];
        let made = make(
            tx,
            product::KEY,
            json!({
                product::NAME: said.name,
                product::SKU: said.sku,
                product::SERIES: said.series,
                product::CATEGORY: said.category,
                product::UNIT: said.unit,
                product::PRICE: price(said.price, tx.cat.currency),
            }),
        )?;
        self.made.products.push(made.id);
        Ok(())
    }

    fn firm(&mut self, tx: &mut Tx<'_>, at: usize) -> Result<()> {
        let (said, firm) = (&self.words.customers[at], &self.story.firms[at]);
        let (city, region, postal) = self.words.cities[said.city];
        let kind = if self.story.cases.iter().any(|case| case.firm == at && case.outcome == Outcome::Won) {
            "customer"
        } else {
            "prospect"
        };
        let street = self.words.streets[firm.street];
        let made = make(
            tx,
            company::KEY,
            json!({
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
            }),
        )?;
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
        let made = make(
            tx,
            contact::KEY,
            json!({
                contact::GIVEN_NAME: given,
                contact::MIDDLE_NAME: (!middle.is_empty()).then_some(middle),
                contact::FAMILY_NAME: family,
                contact::POSITION: position,
                contact::COMPANY: self.made.firms[person.firm],
                contact::PHONES: [{ "value": (self.words.mobile)(person.mobile), "type": "mobile" }],
                contact::EMAILS: [{ "value": mail, "type": "work" }],
                contact::BIRTHDAY: birthday,
            }),
        )?;
        self.made.people.insert(at, made.id);
        Ok(())
    }

    fn case(&mut self, tx: &mut Tx<'_>, at: usize) -> Result<()> {
        let case = &self.story.cases[at];
        let made = make(
            tx,
            deal::KEY,
            json!({
                deal::COMPANY: self.made.firms[case.firm],
                deal::CONTACT: self.made.people[&case.person],
                deal::PRODUCT: self.made.products[case.lines[0].0],
                deal::SOURCE: self.words.sources[case.source],
                deal::AMOUNT: self.worth(case, tx.cat.currency)?,
                deal::ENGAGED_ON: self.day(case.engaged).to_string(),
                deal::EXPECTED_CLOSE: self.day(case.expected).to_string(),
            }),
        )?;
        for (product, quantity) in &case.lines {
            make(
                tx,
                line_item::KEY,
                json!({
                    line_item::DEAL: made.id,
                    line_item::PRODUCT: self.made.products[*product],
                    line_item::QUANTITY: quantity,
                    line_item::DISCOUNT: case.discount,
                }),
            )?;
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
        let made = make(
            tx,
            task::KEY,
            json!({
                task::TITLE: title,
                task::TYPE: kind,
                task::DUE_AT: self.at(chore.due).to_string(),
                task::DURATION: if kind == "meeting" { 60 } else { 30 },
                task::PRIORITY: if chore.is_high { "high" } else { "normal" },
                task::ABOUT: { "object": deal::KEY, "id": self.made.cases[&chore.case] },
            }),
        )?;
        self.made.chores.insert(at, made.id);
        Ok(())
    }

    /// On the Monday to come, and every Monday after.
    fn weekly(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        let ahead = 7 - i64::from(self.today.weekday().to_monday_zero_offset());
        let people: Vec<Uuid> = self.staff.iter().take(ADMINISTRATOR).filter_map(Actor::user_id).collect();
        make(
            tx,
            task::KEY,
            json!({
                task::TITLE: self.words.weekly,
                task::TYPE: "meeting",
                task::DUE_AT: self.at(When { day: ahead, minute: 570 }).to_string(),
                task::DURATION: 45,
                task::PARTICIPANTS: people,
                task::RECURRENCE: "FREQ=WEEKLY;BYDAY=MO",
            }),
        )?;
        self.made.meetings += 1;
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
pub(super) fn fields(given: Json) -> Fields {
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

pub(super) fn price(euros: u32, currency: Currency) -> Json {
    json!({ "amount": units(euros, currency).to_string(), "currency": currency.code() })
}
