//! Scripts of calls and meetings, and talks by them.

use kith_crm::scripts as kept;
use kith_engine::{Reader, Record, Result as Outcome, wire};
use kith_policy::Permission;

use super::prelude::*;
use crate::model::scripts::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_scripts, create_script))
        .routes(routes!(update_script, delete_script))
        .routes(routes!(start_talk))
        .routes(routes!(read_talk, save_talk, drop_talk))
        .routes(routes!(finish_talk))
}

/// Scripts: those that fit a record, or all of them, for those who keep pipelines.
#[utoipa::path(
    get,
    path = "/scripts",
    tag = "scripts",
    params(ScriptParams),
    responses((status = OK, description = "Done", body = ScriptList))
)]
async fn list_scripts(call: Call, Params(params): Params<ScriptParams>) -> Answer {
    call.read(move |r| match (&params.object, params.record) {
        (Some(object), Some(record)) => {
            let offered = kept::offered(r, object, record)?.into_iter().map(|one| {
                let steps = one.run.as_ref().map_or(0, |run| run.path.len() as u64);
                let kind = same(&one.script.kind)?;
                let run = one.run.map(|run| run.id);
                Ok(OfferedScript { id: one.script.id, name: one.script.name, kind, run, steps })
            });
            Reply::ok(&ScriptList { scripts: Vec::new(), offered: offered.collect::<Outcome<_>>()? })
        }
        (None, None) => {
            // Steps tell of fields that not everybody may know.
            if !r.access.may(Permission::ManagePipelines) {
                return Err(Error::forbidden("manage_pipelines"));
            }
            let scripts = kept::list(r.conn())?.iter().map(shown).collect::<Outcome<_>>()?;
            Reply::ok(&ScriptList { scripts, offered: Vec::new() })
        }
        (object, _) => Err(Error::field(if object.is_some() { "record" } else { "object" }, "required")),
    })
    .await
}

/// Make a script.
#[utoipa::path(
    post,
    path = "/scripts",
    tag = "scripts",
    request_body = NewScript,
    responses((status = CREATED, description = "Made", body = Script))
)]
async fn create_script(call: Call, body: Body<NewScript>) -> Answer {
    let NewScript { name, kind, active, script } = body.value;
    let new = kept::NewScript { name, kind: same(&kind)?, active: active.unwrap_or(true), definition: same(&script)? };
    call.write(&body.bytes, Lane::Interactive, move |tx| Reply::created(&shown(&kept::create(tx, &new)?)?)).await
}

/// Change a script, or move it. Talks under way go on with the script as it was.
#[utoipa::path(
    patch,
    path = "/scripts/{id}",
    tag = "scripts",
    params(("id" = Uuid, Path, description = "The script's id")),
    request_body = UpdateScript,
    responses((status = OK, description = "Done", body = Script))
)]
async fn update_script(call: Call, Pathed(id): Ident, body: Body<UpdateScript>) -> Answer {
    let UpdateScript { name, kind, active, position, script, version } = body.value;
    let change = kept::ScriptChange {
        name,
        kind: kind.map(|kind| same(&kind)).transpose()?,
        active,
        position: position.map(|position| position as usize),
        definition: script.map(|script| same(&script)).transpose()?,
        version,
    };
    call.write(&body.bytes, Lane::Interactive, move |tx| Reply::ok(&shown(&kept::change(tx, id, &change)?)?)).await
}

/// Remove a script. What was talked by it stays.
#[utoipa::path(
    delete,
    path = "/scripts/{id}",
    tag = "scripts",
    params(("id" = Uuid, Path, description = "The script's id")),
    responses((status = NO_CONTENT, description = "Removed"))
)]
async fn delete_script(call: Call, Pathed(id): Ident) -> Answer {
    call.write(&[], Lane::Interactive, move |tx| {
        kept::delete(tx, id)?;
        Ok(Reply::done())
    })
    .await
}

/// Begin a talk about a record by a script, or take up the one that was begun.
#[utoipa::path(
    post,
    path = "/scripts/{id}/runs",
    tag = "scripts",
    params(("id" = Uuid, Path, description = "The script's id")),
    request_body = StartTalk,
    responses((status = OK, description = "Done", body = Talk))
)]
async fn start_talk(call: Call, Pathed(id): Ident, body: Body<StartTalk>) -> Answer {
    let StartTalk { object, record, task } = body.value;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let (run, record) = kept::start(tx, id, &object, record, task)?;
        Reply::ok(&talk(tx, &run, &record)?)
    })
    .await
}

/// A talk, for those who may see its record.
#[utoipa::path(
    get,
    path = "/scripts/runs/{id}",
    tag = "scripts",
    params(("id" = Uuid, Path, description = "The talk's id")),
    responses((status = OK, description = "Done", body = Talk))
)]
async fn read_talk(call: Call, Pathed(id): Ident) -> Answer {
    call.read(move |r| {
        let (run, record) = kept::run(r, id)?;
        Reply::ok(&talk(r, &run, &record)?)
    })
    .await
}

/// Keep the steps of one's own talk taken so far.
#[utoipa::path(
    patch,
    path = "/scripts/runs/{id}",
    tag = "scripts",
    params(("id" = Uuid, Path, description = "The talk's id")),
    request_body = SaveTalk,
    responses((status = OK, description = "Done", body = Talk))
)]
async fn save_talk(call: Call, Pathed(id): Ident, body: Body<SaveTalk>) -> Answer {
    let path: Vec<kept::Step> = same(&body.value.path)?;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let (run, record) = kept::save(tx, id, &path)?;
        Reply::ok(&talk(tx, &run, &record)?)
    })
    .await
}

/// Drop one's own talk that was not finished.
#[utoipa::path(
    delete,
    path = "/scripts/runs/{id}",
    tag = "scripts",
    params(("id" = Uuid, Path, description = "The talk's id")),
    responses((status = NO_CONTENT, description = "Dropped"))
)]
async fn drop_talk(call: Call, Pathed(id): Ident) -> Answer {
    call.write(&[], Lane::Interactive, move |tx| {
        kept::abandon(tx, id)?;
        Ok(Reply::done())
    })
    .await
}

/// End a talk: its answers go into the record in one batch, and the timeline tells of it.
#[utoipa::path(
    post,
    path = "/scripts/runs/{id}/finish",
    tag = "scripts",
    params(("id" = Uuid, Path, description = "The talk's id")),
    request_body = FinishTalk,
    responses((status = OK, description = "Done", body = TalkEnd))
)]
async fn finish_talk(call: Call, Pathed(id): Ident, body: Body<FinishTalk>) -> Answer {
    let FinishTalk { version, leave } = body.value;
    let how = kept::Finish { version, leave };
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let done = kept::finish(tx, id, &how)?;
        let end = TalkEnd {
            talk: talk(tx, &done.run, &done.record)?,
            record: same(&wire::one(tx, &done.record)?)?,
            written: done.written,
            left: done.left,
        };
        Ok(Reply::ok(&end)?.with_event_of(tx))
    })
    .await
}

fn shown(script: &kept::Script) -> Outcome<Script> {
    Ok(Script {
        id: script.id,
        name: script.name.clone(),
        kind: same(&script.kind)?,
        position: script.position,
        active: script.active,
        definition: same(&script.definition)?,
        version: script.version,
    })
}

fn talk(reader: &mut Reader<'_>, run: &kept::Run, record: &Record) -> Outcome<Talk> {
    let goes_on = run.finished_at.is_none() && run.author == reader.ctx.user_id();
    let nodes = if goes_on { kept::told(reader, run, record)? } else { Vec::new() };
    let node = |node: kept::Told| {
        let (object, field) = node.target.filter(|_| node.field.is_some()).unzip();
        Ok(TalkNode {
            id: node.id,
            kind: same(&node.kind)?,
            text: node.text,
            next: node.next,
            answers: node.answers.into_iter().map(|a| TalkAnswer { label: a.label, next: a.next }).collect(),
            object,
            field,
            required: node.required,
        })
    };
    let story = kept::walked(reader, run, record)?;
    Ok(Talk {
        id: run.id,
        script: run.script,
        name: run.name.clone(),
        kind: same(&run.kind)?,
        object: run.object.clone(),
        record: run.record,
        task: run.task,
        author: run.author,
        started_at: moment(run.started_at),
        finished_at: run.finished_at.map(moment),
        start: run.definition.start.clone(),
        nodes: nodes.into_iter().map(node).collect::<Outcome<_>>()?,
        path: if goes_on { same(&run.path)? } else { Vec::new() },
        story: story.into_iter().map(|step| TalkLine { text: step.text, answer: step.answer }).collect(),
    })
}
