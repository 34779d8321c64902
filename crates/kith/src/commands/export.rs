//! `kith export`

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use kith_catalogue::filter::{Filter, Path as FieldPath};
use kith_catalogue::sort::Sort;
use kith_engine::{Ctx, Origin, Workspace};
use kith_exchange::export::{CsvExport, ExportQuery, xlsx};
use serde_json::json;

use crate::cli::{Export, Format, Language};
use crate::failure::{Failure, Outcome};
use crate::house;
use crate::output::Output;
use crate::settings::Settings;

/// Writes records to a file or to standard output.
pub fn run(settings: &Settings, args: &Export, output: &Output) -> Outcome {
    let ws = house::open_existing(settings)?;
    let ctx = house::context(&ws, args.user.as_deref(), Origin::Cli)?;
    let key = args.object.as_deref().or(args.object_option.as_deref()).unwrap_or_default();
    let query = query(&ws, &ctx, key, args)?;
    let named = args.output.as_deref().and_then(Path::extension);
    let by_name = named.filter(|ending| ending.eq_ignore_ascii_case("xlsx")).map(|_| Format::Xlsx);
    let format = args.format.or(by_name).unwrap_or(Format::Csv);
    match &args.output {
        Some(path) => {
            let mut file = BufWriter::new(File::create(path).map_err(|error| Failure::io("the file", path, &error))?);
            let rows = write(&ws, &ctx, &query, format, &mut file)?;
            file.flush().map_err(|error| Failure::io("the file", path, &error))?;
            output.result(&json!({ "file": path, "rows": rows }), || format!("{rows} rows in {}", path.display()))
        }
        None => {
            let rows = write(&ws, &ctx, &query, format, &mut std::io::stdout().lock())?;
            output.say(format!("{rows} rows"));
            Ok(())
        }
    }
}

fn write(ws: &Workspace, ctx: &Ctx, query: &ExportQuery, format: Format, out: &mut dyn Write) -> Outcome<u64> {
    let put = |out: &mut dyn Write, bytes: &[u8]| match out.write_all(bytes) {
        // Whoever read has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Failure::new("io", format!("the export could not be written: {error}"))),
        Ok(()) => Ok(true),
    };
    match format {
        Format::Csv => {
            let mut export = CsvExport::new(ws, ctx, query)?;
            while let Some(piece) = export.next_piece()? {
                if !put(out, &piece)? {
                    break;
                }
            }
            Ok(export.rows())
        }
        Format::Xlsx => {
            let (bytes, rows) = xlsx(ws, ctx, query)?;
            put(out, &bytes)?;
            Ok(rows)
        }
    }
}

fn query(ws: &Workspace, ctx: &Ctx, key: &str, args: &Export) -> Outcome<ExportQuery> {
    let catalogue = ws.catalogue();
    let object = house::object(ws, key)?;
    let person = ctx.actor.user();
    let language = args.language.map(Language::lang).or(person.map(|user| user.language)).unwrap_or(catalogue.language);
    let mut query = ExportQuery::new(key, language);
    query.mark = args.mark;
    query.separator = args.separator.and_then(|c| u8::try_from(c).ok()).unwrap_or(b',');
    if let Some(text) = &args.filter {
        let json = serde_json::from_str(text).map_err(|error| Failure::usage(format!("--filter: {error}")))?;
        let cx = ctx.filter_cx(&catalogue.zone);
        query.filter = Filter::parse(&json, &catalogue, &object, &cx).map_err(|problems| {
            let words: Vec<String> = problems.iter().map(ToString::to_string).collect();
            Failure::usage(format!("--filter: {}", words.join("; ")))
        })?;
    }
    if let Some(text) = &args.sort {
        query.sort = Sort::parse(text, &catalogue, &object)
            .map_err(|problems| Failure::usage(format!("--sort: {problems:?}")))?;
    }
    if !args.fields.is_empty() {
        let mut fields = Vec::new();
        for name in &args.fields {
            let path = FieldPath::parse(name.trim(), &catalogue, &object);
            fields.push(path.map_err(|_| Failure::usage(format!("--fields: {key} has no field \"{name}\"")))?);
        }
        query.fields = Some(fields);
    }
    Ok(query)
}
