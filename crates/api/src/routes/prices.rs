//! What things are sold for, and the calculations behind it.

use jiff::civil::Date;
use kith_catalogue::Currency;
use kith_catalogue::standard::{company, contact, deal, price, price_list, product};
use kith_crm::calculations::{self as kept, Around, Choice, ParameterKind};
use kith_crm::prices::{self, Because, Wanted};
use kith_engine::{Reader, Record, Result as Outcome};
use kith_policy::{Action, Permission};
use rust_decimal::Decimal;
use serde_json::Map;

use super::boards::money;
use super::prelude::*;
use crate::model::prices::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(find_price))
        .routes(routes!(list_calculations))
        .routes(routes!(put_calculation, delete_calculation))
        .routes(routes!(try_calculation))
        .routes(routes!(check_calculation))
}

/// What a product is sold for, and why.
#[utoipa::path(
    get,
    path = "/products/{id}/price",
    tag = "records",
    params(("id" = Uuid, Path, description = "The product's id"), PriceParams),
    responses((status = OK, description = "Done", body = PriceAnswer))
)]
async fn find_price(call: Call, Pathed(id): Ident, Params(asked): Params<PriceParams>) -> Answer {
    let quantity = asked.quantity.as_deref().map_or(Ok(Decimal::ONE), |text| decimal(text, "quantity"))?;
    let date: Option<Date> = asked.date.as_deref().map(|text| text.parse().map_err(|_| wrong("date"))).transpose()?;
    let currency = match asked.currency.as_deref() {
        Some(code) => Some(Currency::parse(code).ok_or_else(|| Problem::bad_request("unknown_currency"))?),
        None => None,
    };
    let parameters = match asked.parameters.as_deref() {
        Some(text) => serde_json::from_str(text).map_err(|_| wrong("parameters"))?,
        None => Map::new(),
    };
    call.read(move |r| {
        let product = r.load(product::KEY, id)?;
        let within = asked.deal.map(|id| r.load(deal::KEY, id)).transpose()?;
        let said = within.as_ref().map(|deal| prices::said_by(r, deal)).transpose()?;
        let (mut client, mut day, mut of_deal) = (None, None, None);
        if let Some(said) = said {
            (client, day, of_deal) = (said.client, Some(said.day), said.currency);
        }
        for (object, id) in [(contact::KEY, asked.contact), (company::KEY, asked.company)] {
            if let Some(id) = id {
                client = Some(r.load(object, id)?);
            }
        }
        let day = date.or(day).unwrap_or_else(|| prices::today(r));
        let currency = currency.or(of_deal);
        let wanted = Wanted { product, client, quantity, day, currency, parameters: parameters.clone() };
        let found = prices::find(r, &wanted)?;
        let list = seen(r, found.list.as_ref())?;
        let row = found
            .row
            .as_ref()
            .filter(|_| list.is_some())
            .map(|row| PriceRow { id: row.id, from_quantity: row.value(price::FROM_QUANTITY).as_number().map(text) });
        Reply::ok(&PriceAnswer {
            price: found.price.map(money),
            because: because(found.because),
            price_list: list,
            row,
            original: found.original.map(money),
            calculation: found.calculation,
            lacks_rate: found.lacks_rate,
            date: day.to_string(),
            quantity: text(quantity),
        })
    })
    .await
}

/// A price list as far as one may see it.
fn seen(r: &mut Reader<'_>, list: Option<&Record>) -> Outcome<Option<PriceListName>> {
    match list {
        Some(list) if r.may(list, Action::Read)? && r.object(price_list::KEY).is_ok() => {
            Ok(Some(PriceListName { id: list.id, name: list.title() }))
        }
        _ => Ok(None),
    }
}

fn because(because: Because) -> PriceBecause {
    match because {
        Because::Client => PriceBecause::Client,
        Because::ClientType => PriceBecause::ClientType,
        Because::Everybody => PriceBecause::Everybody,
        Because::Product => PriceBecause::Product,
    }
}

/// All calculations: whoever sells has to know what they ask for. How they count is told to those who keep the catalogue.
#[utoipa::path(
    get,
    path = "/calculations",
    tag = "catalogue",
    responses((status = OK, description = "Done", body = CalculationList))
)]
async fn list_calculations(call: Call) -> Answer {
    call.read(|r| {
        let keeps = r.access.may(Permission::ManageCatalogue);
        let told = |one| {
            let all = shown(one);
            if keeps { all } else { Calculation { formula: None, cases: Vec::new(), ..all } }
        };
        let calculations = kept::list(r.conn())?.into_iter().map(told).collect();
        Reply::ok(&CalculationList { calculations })
    })
    .await
}

/// Define a calculation. It is kept only when all of its cases come out.
#[utoipa::path(
    put,
    path = "/calculations/{key}",
    tag = "catalogue",
    params(("key" = String, Path, description = "The calculation's key")),
    request_body = CalculationDefinition,
    responses((status = OK, description = "Done", body = Calculation))
)]
async fn put_calculation(call: Call, Pathed(key): Pathed<String>, body: Body<CalculationDefinition>) -> Answer {
    let new = defined(key, body.value)?;
    let reply = call
        .write(&body.bytes, Lane::Interactive, move |tx| {
            let new = in_currency(&new, tx.cat.currency);
            Reply::ok(&shown(kept::put(tx, &new)?))
        })
        .await?;
    call.reload().await?;
    Ok(reply)
}

/// Remove a calculation that no product uses.
#[utoipa::path(
    delete,
    path = "/calculations/{key}",
    tag = "catalogue",
    params(("key" = String, Path, description = "The calculation's key")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn delete_calculation(call: Call, Pathed(key): Pathed<String>) -> Answer {
    let reply = call
        .write(b"", Lane::Interactive, move |tx| {
            kept::delete(tx, &key)?;
            Ok(Reply::done())
        })
        .await?;
    call.reload().await?;
    Ok(reply)
}

/// What a calculation comes to. Nothing is kept.
#[utoipa::path(
    post,
    path = "/calculations/{key}/try",
    tag = "catalogue",
    params(("key" = String, Path, description = "The calculation's key")),
    request_body = CalculationTrial,
    responses((status = OK, description = "Done", body = CalculationAnswer))
)]
async fn try_calculation(call: Call, Pathed(key): Pathed<String>, body: Body<CalculationTrial>) -> Answer {
    let (parameters, around) = asked(body.value)?;
    call.read(move |r| {
        let calculation = kept::find(r.conn(), &key)?.ok_or(Error::NotFound)?;
        let price = calculation.price(&parameters, around)?;
        Reply::ok(&CalculationAnswer { price: money(price) })
    })
    .await
}

/// What would be said about a definition, case by case, and what it comes to. Nothing is kept.
#[utoipa::path(
    post,
    path = "/calculations/{key}/check",
    tag = "catalogue",
    params(("key" = String, Path, description = "The calculation's key, which need not be there yet")),
    request_body = CalculationDraft,
    responses((status = OK, description = "Done", body = CalculationCheck))
)]
async fn check_calculation(call: Call, Pathed(key): Pathed<String>, body: Body<CalculationDraft>) -> Answer {
    let CalculationDraft { definition, trial } = body.value;
    let new = defined(key, definition)?;
    let tried = trial.map(asked).transpose()?;
    call.read(move |r| {
        if !r.access.may(Permission::ManageCatalogue) {
            return Err(Error::forbidden("manage_catalogue"));
        }
        let new = in_currency(&new, r.cat.currency);
        let checked = kept::checked(&new, tried.as_ref().map(|(parameters, around)| (parameters, *around)));
        let (price, trial_problems) = match checked.trial {
            Some(Ok(price)) => (Some(money(price)), Vec::new()),
            Some(Err(problems)) => (None, problems),
            None => (None, Vec::new()),
        };
        Reply::ok(&CalculationCheck {
            problems: entries(checked.problems),
            cases: checked.cases.into_iter().map(|price| price.map(money)).collect(),
            price,
            trial_problems: entries(trial_problems),
        })
    })
    .await
}

fn defined(key: String, definition: CalculationDefinition) -> Result<kept::Calculation, Problem> {
    let CalculationDefinition { name, parameters, formula, currency, cases, archived } = definition;
    let parameters = parameters.into_iter().enumerate().map(parameter).collect::<Result<_, _>>()?;
    let cases = cases.into_iter().enumerate().map(case).collect::<Result<_, _>>()?;
    Ok(kept::Calculation { key, name, parameters, formula, currency: currency.unwrap_or_default(), cases, archived })
}

/// A definition that names no currency is in the workspace's.
fn in_currency(new: &kept::Calculation, usual: Currency) -> kept::Calculation {
    let mut new = new.clone();
    if new.currency.is_empty() {
        new.currency = usual.code().to_owned();
    }
    new
}

/// What a calculation is tried with.
fn asked(trial: CalculationTrial) -> Result<(Map<String, serde_json::Value>, Around), Problem> {
    let CalculationTrial { parameters, price, quantity } = trial;
    let price = price.map(|text| decimal(&text, "price")).transpose()?;
    let quantity = quantity.map_or(Ok(Decimal::ONE), |text| decimal(&text, "quantity"))?;
    Ok((parameters.into_iter().collect(), Around { price, quantity }))
}

fn entries(problems: Vec<kith_catalogue::Problem>) -> Vec<ProblemEntry> {
    let entry = |one: kith_catalogue::Problem| ProblemEntry {
        field: one.field,
        code: one.code.to_owned(),
        params: one.params.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
    };
    problems.into_iter().map(entry).collect()
}

fn wrong(field: &str) -> Problem {
    Problem::invalid().field(field, "wrong_format")
}

fn decimal(text: &str, field: &str) -> Result<Decimal, Problem> {
    let number = text.parse::<Decimal>().ok().filter(|number| number.abs() < Decimal::from(1_000_000_000_000_000_i64));
    number.ok_or_else(|| wrong(field))
}

fn text(number: Decimal) -> String {
    number.normalize().to_string()
}

fn parameter((at, one): (usize, CalculationParameter)) -> Result<kept::Parameter, Problem> {
    let end =
        |end: Option<String>, name: &str| end.map(|end| decimal(&end, &format!("parameters[{at}].{name}"))).transpose();
    let kind = match one.kind {
        CalculationParameterKind::Number => {
            ParameterKind::Number { unit: one.unit, min: end(one.min, "min")?, max: end(one.max, "max")? }
        }
        CalculationParameterKind::Choice => ParameterKind::Choice {
            options: one.options.into_iter().map(|it| Choice { key: it.key, label: it.label }).collect(),
        },
    };
    Ok(kept::Parameter { key: one.key, label: one.label, kind, default: one.default.filter(|json| !json.is_null()) })
}

fn case((at, one): (usize, CalculationCase)) -> Result<kept::Case, Problem> {
    let number = |text: &str, name: &str| decimal(text, &format!("cases[{at}].{name}"));
    Ok(kept::Case {
        expected: number(&one.expected, "expected")?,
        price: one.price.as_deref().map(|text| number(text, "price")).transpose()?,
        quantity: one.quantity.as_deref().map(|text| number(text, "quantity")).transpose()?,
        parameters: one.parameters.into_iter().collect(),
    })
}

fn shown(one: kept::Calculation) -> Calculation {
    let parameters = one.parameters.into_iter().map(|parameter| {
        let (kind, unit, min, max, options) = match parameter.kind {
            ParameterKind::Number { unit, min, max } => {
                (CalculationParameterKind::Number, unit, min.map(text), max.map(text), Vec::new())
            }
            ParameterKind::Choice { options } => (CalculationParameterKind::Choice, None, None, None, options),
        };
        let options = options.into_iter().map(|it| CalculationOption { key: it.key, label: it.label }).collect();
        CalculationParameter {
            key: parameter.key,
            label: parameter.label,
            kind,
            unit,
            min,
            max,
            options,
            default: parameter.default,
        }
    });
    let cases = one.cases.into_iter().map(|case| CalculationCase {
        parameters: case.parameters.into_iter().collect(),
        price: case.price.map(text),
        quantity: case.quantity.map(text),
        expected: text(case.expected),
    });
    Calculation {
        key: one.key,
        name: one.name,
        parameters: parameters.collect(),
        formula: Some(one.formula),
        currency: one.currency,
        cases: cases.collect(),
        archived: one.archived,
    }
}
