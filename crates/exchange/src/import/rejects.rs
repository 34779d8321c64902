//! The file of rejected rows: their numbers, the reasons in words, and the cells as they were, to be corrected and
//! imported again.

use std::io::Write;

use kith_catalogue::Lang;
use kith_engine::{Ctx, Error, Result, Workspace};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{find, ledger, words};
use crate::export::neutral;

const PAGE: usize = 500;

/// The rejected rows of an import as CSV, the reasons in a language of choice.
///
/// # Errors
/// As for finding the import.
pub fn rejected_csv(ws: &Workspace, ctx: &Ctx, id: Uuid, lang: Lang) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    write_rejected(ws, ctx, id, lang, &mut out)?;
    Ok(out)
}

/// Writes the rejected rows of an import as CSV, in UTF-8 with a mark so that spreadsheet programs read it right.
///
/// # Errors
/// As for finding the import; [`Error::Internal`] when `out` fails.
pub fn write_rejected(ws: &Workspace, ctx: &Ctx, id: Uuid, lang: Lang, mut out: impl Write) -> Result<()> {
    let run = find(ws, ctx, id)?;
    out.write_all("\u{FEFF}".as_bytes()).map_err(Error::internal)?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(out);
    let (row, reason) = words::headers(lang);
    let mut header = vec![row.to_owned(), reason.to_owned()];
    if let Some(shape) = &run.shape {
        let width = shape.summary.columns.iter().map(|column| column.index + 1).max().unwrap_or(0);
        let mut names = vec![String::new(); width];
        for column in &shape.summary.columns {
            names[column.index] = neutral(&column.name).into_owned();
        }
        header.extend(names);
    }
    writer.write_record(&header).map_err(Error::internal)?;
    let mut after = 0;
    loop {
        let page = ws.read_blocking(ctx.clone(), move |reader| ledger::rejects(reader.conn(), id, after, PAGE))?;
        for rejected in &page {
            let mut record = vec![rejected.line.to_string(), reasons(&rejected.problems, lang)];
            record.extend(rejected.cells.iter().map(|cell| neutral(cell).into_owned()));
            writer.write_record(&record).map_err(Error::internal)?;
            after = rejected.line;
        }
        if page.len() < PAGE {
            break;
        }
    }
    writer.flush().map_err(Error::internal)
}

/// The first rejected rows of an import: their numbers and the reasons in words.
///
/// # Errors
/// As for finding the import.
pub fn first_rejected(ws: &Workspace, ctx: &Ctx, id: Uuid, lang: Lang, count: usize) -> Result<Vec<(u64, String)>> {
    find(ws, ctx, id)?;
    let page = ws.read_blocking(ctx.clone(), move |reader| ledger::rejects(reader.conn(), id, 0, count))?;
    Ok(page.into_iter().map(|rejected| (rejected.line, reasons(&rejected.problems, lang))).collect())
}

/// All reasons of a row in words.
fn reasons(problems: &Json, lang: Lang) -> String {
    let problems = problems.as_array().map(Vec::as_slice).unwrap_or_default();
    let reasons: Vec<String> = problems
        .iter()
        .map(|problem| {
            let text = |key: &str| problem.get(key).and_then(Json::as_str);
            let params = problem.get("params").and_then(Json::as_object).cloned().unwrap_or_default();
            words::in_words(text("code").unwrap_or_default(), text("field"), &params, lang)
        })
        .collect();
    reasons.join("; ")
}
