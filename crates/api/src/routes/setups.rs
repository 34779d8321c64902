//! Ready-made set-ups of trades.

use kith_catalogue::{Labels, Lang};
use kith_crm::trades::{self, AddOptions, Added, Deals, Fields, Leave, RemoveOptions, Removed, Trade, form};
use kith_engine::Reader;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_setups))
        .routes(routes!(add_setup, remove_setup))
        .routes(routes!(preview_removal))
        .routes(routes!(remove_sample))
}

/// Routes that need no sign-in.
pub fn open_routes() -> Routes {
    Routes::new().routes(routes!(list_trades))
}

/// The ready-made set-ups that a new workspace may begin with, in every language.
#[utoipa::path(
    get,
    path = "/setup/trades",
    tag = "sign-in",
    responses((status = OK, description = "Done", body = TradeList))
)]
async fn list_trades() -> Answer {
    let texts = |text: &form::Text| {
        let Labels { en, ru, cs } = text.labels();
        LabelTexts { en, ru, cs }
    };
    let trades = trades::all()?.iter().map(|trade| TradeInfo {
        key: trade.key.to_owned(),
        name: texts(&trade.name),
        description: texts(&trade.description),
        icon: trade.icon.clone(),
    });
    Ok(Reply::ok(&TradeList { trades: trades.collect() })?)
}

/// All ready-made set-ups: what is in each, and whether it was added.
#[utoipa::path(
    get,
    path = "/setups",
    tag = "setups",
    responses((status = OK, description = "Done", body = SetupList))
)]
async fn list_setups(call: Call) -> Answer {
    let lang = call.caller.user.language;
    call.read(move |r| {
        permit(r)?;
        let added = trades::added(r.conn())?;
        let find = |trade: &Trade| added.iter().find(|one| one.key == trade.key);
        Reply::ok(&SetupList { setups: trades::all()?.iter().map(|trade| info(trade, find(trade), lang)).collect() })
    })
    .await
}

/// Add a set-up, all of it or nothing.
#[utoipa::path(
    post,
    path = "/setups/{key}",
    tag = "setups",
    params(("key" = String, Path, description = "The set-up's key, for example `beauty_salon`")),
    request_body = AddSetup,
    responses((status = CREATED, description = "Added", body = SetupInfo))
)]
async fn add_setup(call: Call, Pathed(key): Pathed<String>, body: Body<AddSetup>) -> Answer {
    let lang = call.caller.user.language;
    let AddSetup { sample, language } = body.value;
    let language = language.and_then(|language| Lang::parse(language.as_str()));
    let reply = call
        .write(&body.bytes, Lane::Schema, move |tx| {
            let added = trades::add(tx, &key, AddOptions { language, sample, first: false })?;
            Reply::created(&info(trades::find(&key)?, Some(&added), lang))
        })
        .await?;
    call.reload().await?;
    Ok(reply)
}

/// Remove a set-up. What the company has made its own is not lost: its deals go where they are told to.
#[utoipa::path(
    delete,
    path = "/setups/{key}",
    tag = "setups",
    params(("key" = String, Path, description = "The set-up's key, for example `beauty_salon`")),
    request_body = RemoveSetup,
    responses((status = OK, description = "Done", body = SetupRemoved))
)]
async fn remove_setup(call: Call, Pathed(key): Pathed<String>, body: Body<RemoveSetup>) -> Answer {
    let RemoveSetup { move_to, keep_pipelines, keep_fields } = body.value;
    let deals = match (move_to, keep_pipelines) {
        (Some(_), true) => return Err(Problem::invalid().field("move_to", "not_allowed")),
        (Some(id), false) => Deals::Move(id),
        (None, true) => Deals::Keep,
        (None, false) => Deals::Ask,
    };
    let fields = if keep_fields { Fields::Keep } else { Fields::Retire };
    let reply = call
        .write(&body.bytes, Lane::Schema, move |tx| {
            Reply::ok(&removed(trades::remove(tx, &key, RemoveOptions { deals, fields })?))
        })
        .await?;
    call.reload().await?;
    Ok(reply)
}

/// What removing a set-up would do.
#[utoipa::path(
    get,
    path = "/setups/{key}/removal",
    tag = "setups",
    params(("key" = String, Path, description = "The set-up's key, for example `beauty_salon`")),
    responses((status = OK, description = "Done", body = SetupRemoval))
)]
async fn preview_removal(call: Call, Pathed(key): Pathed<String>) -> Answer {
    let lang = call.caller.user.language;
    call.read(move |r| {
        let seen = trades::preview(r, &key)?;
        let fields = seen.fields.into_iter().map(|field| RemovalField {
            label: field.label.get(lang).to_owned(),
            object: field.object,
            key: field.key,
            filled: field.filled,
        });
        let pipelines =
            seen.pipelines.into_iter().map(|one| RemovalPipeline { id: one.id, name: one.name, deals: one.deals });
        Reply::ok(&SetupRemoval {
            pipelines: pipelines.collect(),
            fields: fields.collect(),
            views: seen.views,
            destroyed: seen.destroyed,
            binned: seen.binned,
            scripts: leave(seen.scripts),
            objections: leave(seen.objections),
            calculations: leave(seen.calculations),
        })
    })
    .await
}

/// Remove the sample records of a set-up; the rest of it stays. What somebody has worked with goes to the bin.
#[utoipa::path(
    delete,
    path = "/setups/{key}/sample",
    tag = "setups",
    params(("key" = String, Path, description = "The set-up's key, for example `beauty_salon`")),
    responses((status = OK, description = "Done", body = SetupRemoved))
)]
async fn remove_sample(call: Call, Pathed(key): Pathed<String>) -> Answer {
    call.write(&[], Lane::Bulk, move |tx| Reply::ok(&removed(trades::remove_sample(tx, &key)?))).await
}

fn permit(r: &Reader<'_>) -> kith_engine::Result<()> {
    if r.access.is_admin() { Ok(()) } else { Err(Error::forbidden("administer")) }
}

fn info(trade: &Trade, added: Option<&Added>, lang: Lang) -> SetupInfo {
    let samples = [
        ("product", trade.products.len()),
        ("price_list", trade.price_lists.len()),
        ("company", trade.companies.len()),
        ("contact", trade.contacts.len()),
        ("lead", trade.leads.len()),
        ("deal", trade.deals.len()),
        ("task", trade.tasks.len()),
    ];
    let field = |field: &form::Field| SetupField {
        object: field.object.clone(),
        key: field.key.clone(),
        label: field.label.get(lang).to_owned(),
    };
    let said = |text: &form::Text| text.get(lang).to_owned();
    let objection = |one: &form::Objection| SetupObjection {
        title: said(&one.title),
        answers: one.answers.iter().map(|answer| said(&answer.title)).collect(),
    };
    SetupInfo {
        key: trade.key.to_owned(),
        name: trade.name.get(lang).to_owned(),
        description: trade.description.get(lang).to_owned(),
        icon: trade.icon.clone(),
        pipelines: trade.pipelines.iter().map(|one| pipeline(one, lang)).collect(),
        fields: trade.fields.iter().map(field).collect(),
        views: trade.views.iter().map(|view| view.name.get(lang).to_owned()).collect(),
        scripts: trade.scripts.iter().map(|script| said(&script.name)).collect(),
        objections: trade.objections.iter().map(objection).collect(),
        calculations: trade.calculations.iter().map(|one| said(&one.name)).collect(),
        sample: samples.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| (key.to_owned(), n)).collect(),
        added: added.map(|added| SetupAdded {
            at: moment(added.at),
            language: language(Some(added.language.code())),
            sample: added.batch.is_some(),
            behind: added.behind,
        }),
    }
}

fn pipeline(form: &form::Pipeline, lang: Lang) -> SetupPipeline {
    let said = |text: &form::Text| text.get(lang).to_owned();
    SetupPipeline {
        name: said(&form.name),
        stages: form.stages.iter().map(|one| stage(one, lang)).collect(),
        lost: form.lost.reasons.iter().chain(&form.lost.other).map(said).collect(),
    }
}

fn stage(form: &form::Stage, lang: Lang) -> SetupStage {
    let (kind, usual) = match form.kind {
        kith_crm::pipeline::StageKind::Open => (StageKind::Open, ToneName::Gray),
        kith_crm::pipeline::StageKind::Won => (StageKind::Won, ToneName::Green),
        kith_crm::pipeline::StageKind::Lost => (StageKind::Lost, ToneName::Red),
    };
    SetupStage {
        name: form.name.get(lang).to_owned(),
        kind,
        tone: form.tone.as_deref().and_then(ToneName::parse).unwrap_or(usual),
        guidance: form.guidance.as_ref().map(|text| text.get(lang).to_owned()),
        checklist: form.checklist.iter().map(|item| item.text.get(lang).to_owned()).collect(),
        plan: form.plan.iter().map(|task| task.title.get(lang).to_owned()).collect(),
    }
}

fn leave(Leave { going, staying }: Leave) -> SetupLeave {
    SetupLeave { going, staying }
}

fn removed(done: Removed) -> SetupRemoved {
    SetupRemoved {
        pipelines: done.pipelines,
        pipelines_kept: done.pipelines_kept,
        deals_moved: done.deals_moved,
        fields: done.fields,
        fields_kept: done.fields_kept,
        views: done.views,
        destroyed: done.destroyed,
        binned: done.binned,
        scripts: leave(done.scripts),
        objections: leave(done.objections),
        calculations: leave(done.calculations),
    }
}
