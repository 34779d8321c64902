//! Objections that were met, as they stand at the notes in which they were written down.

use std::collections::HashMap;

use kith_catalogue::filter::Test;
use kith_catalogue::standard::objection_met::{self, ABOUT, ANSWER, NOTE, OBJECTION, WORDS, WORKED};
use kith_catalogue::standard::{answer, objection};
use kith_catalogue::{Cell, Expr, Part};
use kith_engine::query::ListQuery;
use kith_engine::timeline::Entry;
use kith_engine::{CreateOptions, Fields, Reader, Record, Result, Tx, wire};
use uuid::Uuid;

use crate::notes::Note;

/// At most so many stand at one note, and are made with one.
pub const MOST: usize = 50;

/// An objection that was met in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// The record of it.
    pub id: Uuid,
    /// What the library calls the objection; empty where the actor may not see it.
    pub objection: String,
    /// What the library calls the answer that was given.
    pub answer: Option<String>,
    /// Whether it helped.
    pub worked: Option<String>,
    /// What the customer said.
    pub words: Option<String>,
}

/// Marks what was met in a note that has just been written.
///
/// # Errors
/// As those of creating such a record.
pub fn mark(tx: &mut Tx<'_>, note: &Note, met: &[Fields]) -> Result<()> {
    for given in met {
        let mut given = given.clone();
        given.insert(ABOUT.to_owned(), note.record.to_string().into());
        given.insert(NOTE.to_owned(), note.id.to_string().into());
        tx.create(objection_met::KEY, &given, CreateOptions::default())?;
    }
    Ok(())
}

/// What was met in the notes that entries of a timeline tell of, as far as the actor may see it.
///
/// # Errors
/// When the store fails.
pub fn of_entries(reader: &mut Reader<'_>, entries: &[Entry]) -> Result<HashMap<Uuid, Vec<Met>>> {
    let notes: Vec<Uuid> = entries.iter().filter(|entry| entry.text.is_some()).filter_map(|entry| entry.note).collect();
    of_notes(reader, &notes)
}

/// What was met in notes, by note; in the order in which it was marked.
///
/// # Errors
/// When the store fails.
pub fn of_notes(reader: &mut Reader<'_>, notes: &[Uuid]) -> Result<HashMap<Uuid, Vec<Met>>> {
    let object = reader.object(objection_met::KEY)?;
    if notes.is_empty() || !reader.access.object(&object).may_read(object.must(NOTE)) {
        return Ok(HashMap::new());
    }
    let cells = notes.iter().map(|note| Cell::Text(note.to_string())).collect();
    let mut query = ListQuery::new(objection_met::KEY);
    query.filter = Expr::term(object.must(NOTE), Test::In { part: Part::Fold, cells });
    query.limit = MOST * notes.len();
    let rows = reader.list(&query)?.rows;
    let found: Vec<Record> = rows.into_iter().map(|raw| wire::record(&object, raw)).collect();
    let ids = |key: &str| found.iter().filter_map(|met| met.reference(key)).collect::<Vec<Uuid>>();
    let (objections, answers) = (ids(OBJECTION), ids(ANSWER));
    let objections = reader.titles(objection::KEY, &objections)?;
    let answers = reader.titles(answer::KEY, &answers)?;
    let mut by_note: HashMap<Uuid, Vec<Met>> = HashMap::new();
    for met in found {
        let Some(note) = met.value(NOTE).as_text().and_then(|id| Uuid::parse_str(id).ok()) else { continue };
        let text = |key: &str| met.value(key).as_text().map(str::to_owned);
        by_note.entry(note).or_default().push(Met {
            id: met.id,
            objection: met.reference(OBJECTION).and_then(|id| objections.get(&id).cloned()).unwrap_or_default(),
            answer: met.reference(ANSWER).and_then(|id| answers.get(&id).cloned()),
            worked: text(WORKED),
            words: text(WORDS),
        });
    }
    Ok(by_note)
}
