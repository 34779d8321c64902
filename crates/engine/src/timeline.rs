//! What happened to a record and around it, newest first: a question to the event log under the actor's rights.

use std::collections::{BTreeMap, HashMap, HashSet};

use kith_catalogue::{Kind, ParseCx};
use kith_store::events::{self, EventRow, Position};
use kith_store::query;
use serde::Serialize;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::wire::Mentions;
use crate::{Error, Reader, Result, undo};

/// A field's value before and after.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeEntry {
    /// The field's key.
    pub field: String,
    /// Its wire form before; null when it was empty.
    pub before: Json,
    /// Its wire form after.
    pub after: Json,
}

/// The record that an entry is about.
#[derive(Debug, Clone, Serialize)]
pub struct Subject {
    /// The object's key.
    pub object: String,
    /// The record.
    pub id: Uuid,
    /// Its title.
    pub label: String,
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// The event.
    pub id: Uuid,
    /// `change`, `note`, `task` or `file`.
    pub kind: &'static str,
    /// The event's name.
    pub name: String,
    /// When, RFC 3339.
    pub at: String,
    /// Who; none when it was the program itself.
    pub by: Option<Uuid>,
    /// Through which door.
    pub origin: String,
    /// What it happened to.
    pub record: Subject,
    /// The batch that it was part of.
    pub batch: Option<Uuid>,
    /// The fields that it changed, as far as the actor may read them.
    pub changes: Vec<ChangeEntry>,
    /// Why the record was given to whom it was given; for those who may read whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Json>,
    /// The talk by a script that it tells of: the run, the script's name, its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub talk: Option<Json>,
    /// The note that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Uuid>,
    /// The file that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Uuid>,
    /// The note's text as it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Whether the actor may ask to take it back.
    pub can_undo: bool,
}

/// A page of what happened.
#[derive(Debug)]
pub struct Timeline {
    /// Newest first.
    pub entries: Vec<Entry>,
    /// Labels of what the entries mention.
    pub refs: Json,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// The field of a `*.noted` event that holds the note's id.
pub const NOTE_FIELD: &str = "note";
/// What an event tells besides fields when the rules have given a record to somebody: why.
pub const WHY_FIELD: &str = "why";
/// The field of a `*.talked` event that tells of the talk.
pub const TALK_FIELD: &str = "talk";
/// The field of a `file.*` event that holds the file's id.
pub const FILE_FIELD: &str = "file";

/// A page of a record's timeline.
///
/// Events about records that the actor may not see are left out, and so are changes of fields that he may not read;
/// the page is filled up from what follows, so that nothing secret shapes it.
///
/// # Errors
/// [`Error::NotFound`] when he may not see the record, [`Error::BadRequest`] for a bad cursor.
pub fn page(reader: &mut Reader<'_>, object: &str, id: Uuid, cursor: Option<&str>, limit: usize) -> Result<Timeline> {
    let mut seen = HashMap::new();
    see(reader, object, &[id], &mut seen)?;
    if seen.is_empty() {
        return Err(Error::NotFound);
    }
    let mut from = cursor.map(|text| Position::of_cursor(reader.conn(), object, id, text)).transpose()?;
    let mut entries = Vec::new();
    let mut mentions = Mentions::default();
    let mut next = None;
    while entries.len() < limit {
        let rows = events::timeline(reader.conn(), object, id, from, limit + 1)?;
        let more = rows.len() > limit;
        let labels = visible(reader, &rows, &seen)?;
        for row in rows.iter().take(limit) {
            from = Some(row.position);
            let Some(label) = labels.get(&row.record) else { continue };
            if let Some(entry) = entry(reader, row, label, &mut mentions)? {
                entries.push(entry);
            }
            if entries.len() == limit {
                break;
            }
        }
        let read_to_end = rows.last().is_none_or(|last| Some(last.position) == from) && !more;
        if read_to_end {
            from = None;
            break;
        }
    }
    if let Some(from) = from.filter(|_| entries.len() == limit) {
        next = Some(from.cursor(reader.conn(), object, id)?);
    }
    Ok(Timeline { entries, refs: mentions.resolve(reader)?, next })
}

/// Titles of the records that the actor may see, the bin included: who may see a record may see that it was deleted.
fn visible(reader: &mut Reader<'_>, rows: &[EventRow], known: &HashMap<Uuid, String>) -> Result<HashMap<Uuid, String>> {
    let mut wanted: BTreeMap<&str, HashSet<Uuid>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !known.contains_key(&row.record)) {
        wanted.entry(&row.object).or_default().insert(row.record);
    }
    let mut seen = known.clone();
    for (object, ids) in wanted {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        match see(reader, object, &ids, &mut seen) {
            Ok(()) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(seen)
}

/// Adds the titles of those records that the actor may see.
fn see(reader: &mut Reader<'_>, object: &str, ids: &[Uuid], seen: &mut HashMap<Uuid, String>) -> Result<()> {
    let object = reader.object(object)?;
    seen.extend(query::titles(reader.conn, &reader.cat, &reader.access, &object, ids)?);
    Ok(())
}

fn entry(reader: &mut Reader<'_>, row: &EventRow, label: &str, mentions: &mut Mentions) -> Result<Option<Entry>> {
    let Some(object) = reader.cat.object(&row.object).cloned() else { return Ok(None) };
    if [".mentioned", ".note_withdrawn", ".note_returned"].iter().any(|about| row.name.ends_with(about)) {
        // About a note that stands here already: who else is called by it, that it is gone and here again.
        return Ok(None);
    }
    let mut changes = Vec::new();
    let (mut note, mut file, mut why, mut talk) = (None, None, None, None);
    let is_file = row.name.starts_with("file.");
    for change in &row.changes {
        if change.field == NOTE_FIELD && row.name.ends_with(".noted") {
            note = change.after.as_ref().and_then(Json::as_str).and_then(|id| Uuid::parse_str(id).ok());
            continue;
        }
        if change.field == TALK_FIELD && row.name.ends_with(".talked") {
            talk.clone_from(&change.after);
            continue;
        }
        if change.field == WHY_FIELD {
            let reads = object.owner.is_some_and(|owner| reader.access.object(&object).may_read(owner));
            why = change.after.clone().filter(|_| reads);
            let user = why.as_ref().and_then(|why| why.get("user")?.as_str()).and_then(|id| Uuid::parse_str(id).ok());
            user.into_iter().for_each(|user| mentions.add("user", user));
            continue;
        }
        if is_file {
            if change.field == FILE_FIELD {
                let id = change.after.as_ref().or(change.before.as_ref());
                file = id.and_then(Json::as_str).and_then(|id| Uuid::parse_str(id).ok());
            } else {
                changes.push(shown(change));
            }
            continue;
        }
        let Some(ix) = object.field(&change.field) else { continue };
        if !reader.access.object(&object).may_read(ix) {
            continue;
        }
        mention(reader, &object.fields[ix].kind, change, mentions);
        changes.push(shown(change));
    }
    let tells = !changes.is_empty() || note.is_some() || file.is_some() || talk.is_some();
    if !tells && !row.changes.is_empty() && row.version > 1 {
        return Ok(None);
    }
    if let Some(actor) = row.actor {
        mentions.add("user", actor);
    }
    Ok(Some(Entry {
        id: row.id,
        kind: kind_of(row),
        name: row.name.clone(),
        at: moment(row.at),
        by: row.actor,
        origin: row.origin.clone(),
        record: Subject { object: row.object.clone(), id: row.record, label: label.to_owned() },
        batch: row.batch,
        changes,
        why,
        talk,
        note,
        file,
        text: None,
        can_undo: undo::is_reversible(&row.name),
    }))
}

fn shown(change: &events::FieldChange) -> ChangeEntry {
    ChangeEntry {
        field: change.field.clone(),
        before: change.before.clone().unwrap_or(Json::Null),
        after: change.after.clone().unwrap_or(Json::Null),
    }
}

fn kind_of(row: &EventRow) -> &'static str {
    if row.name.ends_with(".noted") {
        "note"
    } else if row.name.starts_with("file.") {
        "file"
    } else if row.object == "task" {
        "task"
    } else {
        "change"
    }
}

fn mention(reader: &Reader<'_>, kind: &Kind, change: &events::FieldChange, mentions: &mut Mentions) {
    if !matches!(kind, Kind::Link { .. } | Kind::User | Kind::Users | Kind::Stage | Kind::Pipeline) {
        return;
    }
    let cx = ParseCx { country: &reader.cat.country, currency: reader.cat.currency, zone: &reader.cat.zone };
    for json in [&change.before, &change.after].into_iter().flatten() {
        if let Ok(value) = kind.parse(json, &cx) {
            mentions.add_value(kind, &value);
        }
    }
}

fn moment(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map_or_else(|_| String::new(), |at| at.to_string())
}
