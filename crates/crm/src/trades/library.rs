//! What a set-up brings besides pipelines, fields and views: scripts, objections with answers, calculations.

use std::collections::BTreeMap;

use kith_catalogue::standard::{answer, objection};
use kith_catalogue::text::fold;
use kith_catalogue::{Currency, Expr, Lang, Part};
use kith_engine::query::ListQuery;
use kith_engine::{CreateOptions, Fields, Result, Tx};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::add::Stages;
use super::form::{self, Trade};
use super::kept::{Added, Item};
use crate::calculations::{self, Calculation, Case, Choice, Parameter, ParameterKind};
use crate::scripts::{self, Branch, Definition, NewScript, Node};

/// Makes all of it.
pub(super) fn add(
    tx: &mut Tx<'_>,
    trade: &Trade,
    added: &Added,
    pipelines: &BTreeMap<&str, Uuid>,
    stages: &Stages,
) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    for form in &trade.scripts {
        let new = script(form, added.language, pipelines, stages);
        items.push(Item::Script(form.key.clone(), scripts::create(tx, &new)?.id));
    }
    let outer = tx.ctx.batch.replace(added.id);
    let entries = objections(tx, trade, added.language);
    tx.ctx.batch = outer;
    items.extend(entries?);
    for form in &trade.calculations {
        // One that is there already serves, and stays the company's.
        if calculations::find(tx.sql(), &form.key)?.is_none() {
            let new = calculation(form, added.language, tx.cat.currency);
            calculations::put(tx, &new)?;
            items.push(Item::Calculation(form.key.clone()));
        }
    }
    Ok(items)
}

fn script(form: &form::Script, lang: Lang, pipelines: &BTreeMap<&str, Uuid>, stages: &Stages) -> NewScript {
    let step = |node: &form::Node| Node {
        id: node.id.clone(),
        kind: node.kind,
        text: node.text.get(lang).trim().to_owned(),
        next: node.next.clone(),
        answers: node.answers.iter().map(|one| branch(one, lang)).collect(),
        field: node.field.clone(),
        required: node.required,
    };
    let start = form.nodes.first().map(|node| node.id.clone()).unwrap_or_default();
    // What the company has taken out of a set-up since is not named any more.
    let pipelines = form.pipelines.iter().filter_map(|key| pipelines.get(key.as_str()).copied());
    let stages = form.stages.iter().filter_map(|key| stages.get(key).copied());
    let definition = Definition {
        objects: form.objects.clone(),
        pipelines: pipelines.collect(),
        stages: stages.collect(),
        start,
        nodes: form.nodes.iter().map(step).collect(),
    };
    NewScript { name: form.name.get(lang).to_owned(), kind: form.kind, active: true, definition }
}

fn branch(form: &form::Branch, lang: Lang) -> Branch {
    Branch { label: form.label.get(lang).to_owned(), next: form.next.clone(), set: form.set.clone() }
}

/// Adds the objections that the library does not know yet, with their answers.
fn objections(tx: &mut Tx<'_>, trade: &Trade, lang: Lang) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    for form in &trade.objections {
        let title = form.title.get(lang);
        if is_known(tx, title)? {
            continue;
        }
        let given = json!({
            objection::TITLE: title,
            objection::SORT: form.kind,
            objection::TEXT: form.text.as_ref().map(|text| text.get(lang).trim()),
        });
        let id = make(tx, objection::KEY, given)?;
        items.push(Item::Entry(objection::KEY.to_owned(), id));
        for said in &form.answers {
            let given = json!({
                answer::OBJECTION: id,
                answer::TITLE: said.title.get(lang),
                answer::TEXT: said.text.get(lang).trim(),
            });
            items.push(Item::Entry(answer::KEY.to_owned(), make(tx, answer::KEY, given)?));
        }
    }
    Ok(items)
}

fn is_known(tx: &mut Tx<'_>, title: &str) -> Result<bool> {
    let object = tx.object(objection::KEY)?;
    let mut query = ListQuery::new(objection::KEY);
    query.filter = Expr::eq(object.must(objection::TITLE), Part::Fold, fold(title));
    query.limit = 1;
    Ok(!tx.list(&query)?.rows.is_empty())
}

fn make(tx: &mut Tx<'_>, object: &str, given: Json) -> Result<Uuid> {
    let given: Fields = given.as_object().cloned().unwrap_or_default();
    Ok(tx.create(object, &given, CreateOptions::default())?.id)
}

/// A calculation as the file has it.
pub(super) fn calculation(form: &form::Calculation, lang: Lang, currency: Currency) -> Calculation {
    let parameter = |one: &form::Parameter| Parameter {
        key: one.key.clone(),
        label: one.label.get(lang).to_owned(),
        kind: if one.options.is_empty() {
            let unit = one.unit.as_ref().map(|unit| unit.get(lang).to_owned());
            ParameterKind::Number { unit, min: one.min, max: one.max }
        } else {
            let choice =
                |one: &form::ParameterChoice| Choice { key: one.key.clone(), label: one.label.get(lang).to_owned() };
            ParameterKind::Choice { options: one.options.iter().map(choice).collect() }
        },
        default: one.default.clone(),
    };
    let case = |one: &form::Case| Case {
        parameters: one.parameters.clone(),
        price: Some(one.price),
        quantity: None,
        expected: one.expected,
    };
    Calculation {
        key: form.key.clone(),
        name: form.name.get(lang).to_owned(),
        parameters: form.parameters.iter().map(parameter).collect(),
        formula: form.formula.clone(),
        currency: currency.code().to_owned(),
        cases: form.cases.iter().map(case).collect(),
        archived: false,
    }
}
