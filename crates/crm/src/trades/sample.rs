//! The sample records of a set-up, made through the same write path as everything else.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, ToSpan};
use kith_catalogue::Lang;
use kith_catalogue::standard::{company, contact, deal, lead, line_item, price, price_list, product, task};
use kith_engine::{CreateOptions, Error, Fields, Record, Result, Tx, events};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::add::Stages;
use super::form::{Given, Line, Sample, Trade};
use crate::pipeline;
use crate::sample::{mobile, priced};
use crate::{notes, pipeline::Pipeline};

/// What sample records are tagged with.
pub const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Sample",
        Lang::Ru => "Пример",
        Lang::Cs => "Ukázka",
    }
}

struct Play<'a> {
    lang: Lang,
    today: Date,
    stages: &'a Stages,
    made: BTreeMap<&'a str, (&'static str, Uuid)>,
    prices: BTreeMap<&'a str, u32>,
}

/// Makes them in one batch. Answers all records that came to be, those that followed by rule included.
pub(super) fn play(
    tx: &mut Tx<'_>,
    trade: &Trade,
    lang: Lang,
    stages: &Stages,
    batch: Uuid,
) -> Result<Vec<(String, Uuid)>> {
    let today = tx.ctx.now.to_zoned(tx.cat.zone.clone()).date();
    let mut play = Play { lang, today, stages, made: BTreeMap::new(), prices: BTreeMap::new() };
    let now = tx.ctx.now;
    let lists = [
        (product::KEY, &trade.products),
        (price_list::KEY, &trade.price_lists),
        (company::KEY, &trade.companies),
        (contact::KEY, &trade.contacts),
        (lead::KEY, &trade.leads),
        (deal::KEY, &trade.deals),
        (task::KEY, &trade.tasks),
    ];
    let outcome = lists.into_iter().try_for_each(|(object, samples)| {
        samples.iter().try_for_each(|one| {
            tx.ctx.now = now - SignedDuration::from_hours(24 * i64::from(one.ago));
            play.make(tx, object, one)
        })
    });
    tx.ctx.now = now;
    outcome.map_err(|error| telling(error, trade.key))?;
    let born = events::by_batch(tx.sql(), batch)?.into_iter().filter(|event| event.version == 1);
    let mut born: Vec<(String, Uuid)> = born.map(|event| (event.object, event.record)).collect();
    born.sort();
    born.dedup();
    Ok(born)
}

/// A set-up that breaks rules of the workspace's own says whose they are.
fn telling(error: Error, trade: &str) -> Error {
    match error {
        Error::Invalid(problems) => {
            Error::Refused { code: "setup_sample", problems: problems.into_iter().map(|one| one.at(trade)).collect() }
        }
        other => other,
    }
}

impl<'a> Play<'a> {
    fn make(&mut self, tx: &mut Tx<'_>, object: &'static str, one: &'a Sample) -> Result<()> {
        let mut given = Fields::new();
        for (key, value) in &one.fields {
            given.insert(key.clone(), self.value(tx, key, value)?);
        }
        given.insert("tags".to_owned(), json!([tag(self.lang)]));
        if let Some(number) = one.mobile {
            given.insert("phones".to_owned(), json!([{ "value": mobile(self.lang, number), "type": "mobile" }]));
        }
        if let Some(mailbox) = &one.mail {
            given.insert("emails".to_owned(), json!([{ "value": format!("{mailbox}.example") }]));
        }
        if let Some(at) = &one.at {
            self.place(tx, at, one, &mut given)?;
        }
        if !one.lines.is_empty() && !given.contains_key(deal::AMOUNT) {
            let of = |line: &Line| match line {
                Line::Plain(id, count) | Line::Priced(id, count, _) => {
                    self.prices.get(id.as_str()).unwrap_or(&0) * count
                }
            };
            let sum = one.lines.iter().map(of).sum();
            given.insert(deal::AMOUNT.to_owned(), priced(sum, tx.cat.currency));
        }
        let record = tx.create(object, &given, CreateOptions::default())?;
        for line in &one.lines {
            self.line(tx, &record, line)?;
        }
        for row in &one.prices {
            self.price(tx, &record, row)?;
        }
        for note in &one.notes {
            notes::add(tx, object, record.id, note.get(self.lang))?;
        }
        if let Some(id) = &one.id {
            self.made.insert(id, (object, record.id));
            if let Some(Given::Money(euros)) = one.fields.get(product::PRICE) {
                self.prices.insert(id, *euros);
            }
        }
        Ok(())
    }

    /// Puts a deal into its stage, or, where somebody removed that, into the first one.
    fn place(&self, tx: &mut Tx<'_>, at: &str, one: &Sample, given: &mut Fields) -> Result<()> {
        let id = *self.stages.get(at).ok_or_else(|| Error::internal(format!("no stage {at}")))?;
        let home = pipeline::of_stage(tx.sql(), id)?;
        let stage = home.in_use().find(|stage| stage.id == id).or_else(|| home.first_open());
        let stage = stage.ok_or_else(|| Error::internal("no open stage"))?;
        given.insert(deal::PIPELINE.to_owned(), json!(home.id));
        given.insert(deal::STAGE.to_owned(), json!(stage.id));
        if let Some(reason) = one.reason.and_then(|at| reason(&home, stage.kind, at)) {
            given.insert(deal::OUTCOME_REASON.to_owned(), json!(reason));
        }
        Ok(())
    }

    fn line(&self, tx: &mut Tx<'_>, deal: &Record, line: &Line) -> Result<()> {
        let (id, quantity, parameters) = match line {
            Line::Plain(id, quantity) => (id, quantity, None),
            Line::Priced(id, quantity, parameters) => (id, quantity, Some(json!(parameters).to_string())),
        };
        let given = json!({
            line_item::DEAL: deal.id,
            line_item::PRODUCT: self.record(id)?.1,
            line_item::QUANTITY: quantity,
            line_item::PARAMETERS: parameters,
        });
        let given = given.as_object().cloned().unwrap_or_default();
        tx.create(line_item::KEY, &given, CreateOptions::default()).map(drop)
    }

    /// A row of a price list.
    fn price(&self, tx: &mut Tx<'_>, list: &Record, (id, from, euros): &(String, u32, u32)) -> Result<()> {
        let given = json!({
            price::PRICE_LIST: list.id,
            price::PRODUCT: self.record(id)?.1,
            price::FROM_QUANTITY: from,
            price::PRICE: priced(*euros, tx.cat.currency),
        });
        let given = given.as_object().cloned().unwrap_or_default();
        tx.create(price::KEY, &given, CreateOptions::default()).map(drop)
    }

    fn record(&self, id: &str) -> Result<(&'static str, Uuid)> {
        self.made.get(id).copied().ok_or_else(|| Error::internal(format!("no sample {id}")))
    }

    fn value(&self, tx: &Tx<'_>, key: &str, given: &Given) -> Result<Json> {
        let day = |days: i64| self.today.saturating_add(days.days());
        Ok(match given {
            Given::Said(text) => json!(text.get(self.lang)),
            Given::Record(id) => {
                let (object, id) = self.record(id)?;
                if key == task::ABOUT { json!({ "object": object, "id": id }) } else { json!(id) }
            }
            Given::Day(days) => json!(day(*days).to_string()),
            Given::Moment(days, time) => {
                let time: Time = time.parse().map_err(Error::internal)?;
                let at = day(*days).to_datetime(time).to_zoned(tx.cat.zone.clone()).map_err(Error::internal)?;
                json!(at.timestamp().to_string())
            }
            Given::Money(euros) => priced(*euros, tx.cat.currency),
            Given::Plain(Json::String(me)) if me == "@me" => json!(tx.ctx.user_id()),
            Given::Plain(json) => json.clone(),
        })
    }
}

fn reason(home: &Pipeline, kind: pipeline::StageKind, at: usize) -> Option<String> {
    let rules = match kind {
        pipeline::StageKind::Open => return None,
        pipeline::StageKind::Won => &home.rules.won,
        pipeline::StageKind::Lost => &home.rules.lost,
    };
    rules.reasons.get(at).map(|reason| reason.name.clone())
}
