//! `kith import`

use std::path::Path;
use std::time::Duration;

use kith_engine::worker::{self, Jobs};
use kith_engine::{Ctx, Origin, Workspace};
use kith_exchange::import::{self, ImportJob, ImportRun, Preview, Status};
use kith_exchange::mapping::{self, Mapping};
use kith_exchange::table::ReadOptions;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::cli::{Existing, Import, Missing};
use crate::failure::{Failure, Outcome};
use crate::house;
use crate::output::Output;
use crate::progress::Progress;
use crate::settings::Settings;

/// How many rejected rows and unmatched names are shown.
const SHOWN: usize = 10;

/// Imports files one after another; stops at the first that is refused.
pub fn run(settings: &Settings, args: &Import, output: &Output) -> Outcome {
    let wanted = args.mapping.as_deref().map(read_mapping).transpose()?;
    let matches = args.matches.iter().map(|text| parse_match(text)).collect::<Outcome<Vec<_>>>()?;
    if args.rejected.is_some() && args.files.len() > 1 {
        return Err(Failure::usage("--rejected is for one file at a time"));
    }
    let ws = house::open_existing(settings)?;
    let ctx = house::context(&ws, args.user.as_deref(), Origin::Cli)?;
    if let Some(object) = args.object.as_deref().filter(|key| *key != mapping::USER) {
        house::object(&ws, object)?;
    }
    let mut results = Vec::new();
    let mut words = Vec::new();
    for path in &args.files {
        let name = path.file_name().map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned());
        let done = one(&ws, &ctx, path, &name, args, wanted.as_ref(), &matches, output)
            .map_err(|failure| Failure { words: format!("{}: {}", path.display(), failure.words), ..failure });
        match done {
            Ok((json, text)) => {
                results.push(json);
                words.push(text);
            }
            Err(failure) => {
                // What was imported before stays, and is told.
                if !results.is_empty() {
                    output.result(&results, || words.join("\n"))?;
                }
                return Err(failure);
            }
        }
    }
    output.result(&results, || words.join("\n"))
}

#[expect(clippy::too_many_arguments, reason = "all of them are the command line")]
fn one(
    ws: &Workspace,
    ctx: &Ctx,
    path: &Path,
    name: &str,
    args: &Import,
    wanted: Option<&Mapping>,
    matches: &[(String, String, String)],
    output: &Output,
) -> Outcome<(Json, String)> {
    let bytes = std::fs::read(path).map_err(|error| Failure::io("the file", path, &error))?;
    let options = ReadOptions {
        encoding: args.encoding.clone(),
        separator: args.separator,
        sheet: args.sheet.clone(),
        ..ReadOptions::default()
    };
    let object = args.object.as_deref().or(wanted.map(|mapping| mapping.object.as_str()));
    let uploaded = import::upload(ws, ctx, name, &bytes, &options, object)?;
    drop(bytes);
    let mut mapping = match wanted {
        Some(mapping) => mapping.clone(),
        None => uploaded.guess.mapping.clone(),
    };
    if let Some(object) = &args.object {
        mapping.object.clone_from(object);
    }
    adjust(&mut mapping, args, matches);
    let carried = carry_out(ws, ctx, uploaded.id, &mut mapping, name, args, output);
    if args.dry_run || carried.is_err() {
        import::discard(ws, ctx, uploaded.id)?;
    }
    carried
}

fn carry_out(
    ws: &Workspace,
    ctx: &Ctx,
    id: Uuid,
    mapping: &mut Mapping,
    name: &str,
    args: &Import,
    output: &Output,
) -> Outcome<(Json, String)> {
    let matched = if args.exact { Vec::new() } else { match_certain(ws, ctx, id, mapping)? };
    for (column, value, label, rows) in &matched {
        output.say(format!("{name}: {column} \"{value}\" is taken for \"{label}\" ({rows} rows)"));
    }
    if args.dry_run {
        let preview = import::preview(ws, ctx, id, mapping)?;
        say_unmatched(&preview, name, output);
        return Ok(told_preview(name, mapping, &preview));
    }
    import::start(ws, ctx, id, mapping)?;
    let run = finish(ws, ctx, id, name)?;
    if run.status == Status::Failed {
        let error = run.error.unwrap_or_default();
        let code = error.get("code").and_then(Json::as_str).unwrap_or("failed").to_owned();
        return Err(Failure {
            problems: Box::new(error),
            ..Failure::new(&code, format!("the import stopped: {code}"))
        });
    }
    if run.counts.rejected > 0 {
        tell_rejected(ws, ctx, &run, name, args, output)?;
    }
    let said = told_run(ws, name, &run);
    Ok((run.to_json(), said))
}

/// Matches names that differ from existing ones in spaces and punctuation only.
fn match_certain(
    ws: &Workspace,
    ctx: &Ctx,
    id: Uuid,
    mapping: &mut Mapping,
) -> Outcome<Vec<(String, String, String, u64)>> {
    if mapping.object == mapping::USER || !import::names_others(ws, mapping) {
        return Ok(Vec::new());
    }
    let preview = import::preview(ws, ctx, id, mapping)?;
    let mut matched = Vec::new();
    for name in preview.unmatched {
        let Some(found) = name.suggestions.into_iter().find(|one| one.certain) else { continue };
        mapping.matches.entry(name.field).or_default().insert(name.value.clone(), found.id.to_string());
        matched.push((name.column, name.value, found.label, name.rows));
    }
    Ok(matched)
}

/// Works until the run is done, or waits while a server works on it.
fn finish(ws: &Workspace, ctx: &Ctx, id: Uuid, name: &str) -> Outcome<ImportRun> {
    let jobs = Jobs::default().with(ImportJob);
    let mut progress = Progress::new(name);
    let (sender, receiver) = std::sync::mpsc::channel::<()>();
    let worker = std::thread::spawn({
        let ws = ws.clone();
        move || loop {
            match worker::run_one(&ws, &jobs) {
                Ok(true) => {}
                Ok(false) | Err(_) => {
                    if !matches!(
                        receiver.recv_timeout(Duration::from_millis(200)),
                        Err(std::sync::mpsc::RecvTimeoutError::Timeout)
                    ) {
                        return;
                    }
                }
            }
        }
    });
    let outcome = loop {
        match import::find(ws, ctx, id) {
            Ok(run) if run.status == Status::Running => {
                progress.at(run.done, run.total);
                std::thread::sleep(Duration::from_millis(50));
            }
            Ok(run) => break Ok(run),
            Err(error) => break Err(error.into()),
        }
    };
    drop(sender);
    let _ = worker.join();
    outcome
}

fn read_mapping(path: &Path) -> Outcome<Mapping> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io("the mapping", path, &error))?;
    serde_json::from_str(&text).map_err(|error| Failure::usage(format!("{}: {error}", path.display())))
}

fn parse_match(text: &str) -> Outcome<(String, String, String)> {
    let parts = text.split_once(':').and_then(|(field, rest)| {
        let (value, record) = rest.split_once('=')?;
        Some((field.to_owned(), value.to_owned(), record.to_owned()))
    });
    parts.ok_or_else(|| Failure::usage(format!("--match {text}: expected FIELD:VALUE=RECORD")))
}

fn adjust(mapping: &mut Mapping, args: &Import, matches: &[(String, String, String)]) {
    if let Some(existing) = args.existing {
        mapping.existing = match existing {
            Existing::Update => mapping::Existing::Update,
            Existing::Fill => mapping::Existing::Fill,
            Existing::Skip => mapping::Existing::Skip,
        };
    }
    if let Some(missing) = args.missing {
        mapping.missing = match missing {
            Missing::Create => mapping::Missing::Create,
            Missing::Reject => mapping::Missing::Reject,
        };
    }
    for (field, value, record) in matches {
        mapping.matches.entry(field.clone()).or_default().insert(value.clone(), record.clone());
    }
}

fn say_unmatched(preview: &Preview, name: &str, output: &Output) {
    for one in preview.unmatched.iter().take(SHOWN) {
        let near = one.suggestions.first();
        let near = near.map(|near| format!("; did you mean \"{}\"?", near.label)).unwrap_or_default();
        output.say(format!("{name}: {} \"{}\" does not exist yet ({} rows){near}", one.column, one.value, one.rows));
    }
}

fn told_preview(name: &str, mapping: &Mapping, preview: &Preview) -> (Json, String) {
    let counts = preview.counts;
    let mut words = format!(
        "{name}: would create {}, update {}, leave {} unchanged, skip {}, reject {} (as {})",
        counts.create, counts.update, counts.unchanged, counts.skip, counts.reject, mapping.object
    );
    for row in preview.rows.iter().filter(|row| !row.problems.is_empty()).take(SHOWN) {
        let reasons: Vec<String> =
            row.problems.iter().map(|problem| import::reason(problem, kith_catalogue::Lang::En)).collect();
        words.push_str(&format!("\n  row {}: {}", row.row, reasons.join("; ")));
    }
    for broken in preview.tried.iter().flat_map(|tried| &tried.violations).take(SHOWN) {
        let examples: Vec<String> = broken.examples.iter().map(u64::to_string).collect();
        let (field, stage) = (broken.field.as_deref().unwrap_or_default(), broken.params.get("stage"));
        let stage = stage.and_then(Json::as_str).map(|stage| format!(" ({stage})")).unwrap_or_default();
        words.push_str(&format!(
            "\n  {} rows: {field} {}{stage}, as row {}",
            broken.rows,
            broken.code,
            examples.join(", ")
        ));
    }
    for share in preview.tried.iter().flat_map(|tried| &tried.owners) {
        let name = share.name.as_deref().unwrap_or("nobody");
        words.push_str(&format!("\n  {} for {name} ({})", share.rows, share.by));
    }
    (json!({ "filename": name, "dry_run": true, "mapping": mapping, "preview": preview }), words)
}

/// So many of an object, in words.
fn so_many(ws: &Workspace, count: u64, key: &str) -> String {
    let one = count == 1;
    let word = match key {
        mapping::USER => if one { "person" } else { "people" }.to_owned(),
        "team" => if one { "team" } else { "teams" }.to_owned(),
        "stage" => if one { "stage" } else { "stages" }.to_owned(),
        key => match ws.catalogue().object(key) {
            Some(object) if one => object.label.en.to_lowercase(),
            Some(object) => object.label_plural.en.to_lowercase(),
            None => key.to_owned(),
        },
    };
    format!("{count} {word}")
}

fn told_run(ws: &Workspace, name: &str, run: &ImportRun) -> String {
    let counts = &run.counts;
    let mut words = format!(
        "{name}: {} created, {} updated, {} unchanged, {} skipped, {} rejected",
        so_many(ws, counts.created, run.object.as_deref().unwrap_or_default()),
        counts.updated,
        counts.unchanged,
        counts.skipped,
        counts.rejected
    );
    if !counts.also.is_empty() {
        let also: Vec<String> = counts.also.iter().map(|(what, count)| so_many(ws, *count, what)).collect();
        words.push_str(&format!("; also created: {}", also.join(", ")));
    }
    if counts.incomplete > 0 {
        words.push_str(&format!("; {} without a link that could not be set", counts.incomplete));
    }
    words
}

fn tell_rejected(ws: &Workspace, ctx: &Ctx, run: &ImportRun, name: &str, args: &Import, output: &Output) -> Outcome {
    let lang = ctx.actor.user().map_or(kith_catalogue::Lang::En, |user| user.language);
    match &args.rejected {
        Some(path) => {
            let file = std::fs::File::create(path).map_err(|error| Failure::io("the rejected rows", path, &error))?;
            import::write_rejected(ws, ctx, run.id, lang, std::io::BufWriter::new(file))?;
            output.say(format!("{name}: the {} rejected rows are in {}", run.counts.rejected, path.display()));
        }
        None => {
            for (row, reason) in import::first_rejected(ws, ctx, run.id, lang, SHOWN)? {
                output.say(format!("{name}: row {row} rejected: {reason}"));
            }
            if run.counts.rejected > SHOWN as u64 {
                output.say(format!("{name}: … and more; --rejected FILE writes them all"));
            }
        }
    }
    Ok(())
}
