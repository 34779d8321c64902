//! The small parts of an XLSX workbook: its sheets, its strings, its number formats.

use super::TableError;
use super::archive::Archive;
use super::number::NumberFormat;
use super::xml::{Node, Xml, attribute};
use std::collections::HashMap;

/// What the workbook says about itself.
#[derive(Debug, Default)]
pub(crate) struct Workbook {
    /// Sheets in their order: name, whether a person sees it, the part that holds it.
    pub(crate) sheets: Vec<Sheet>,
    /// Days are counted from 1904.
    pub(crate) epoch_1904: bool,
    /// The part with the strings.
    pub(crate) strings: Option<String>,
    /// The part with the styles.
    pub(crate) styles: Option<String>,
}

/// One sheet of a workbook.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) visible: bool,
    pub(crate) part: String,
}

/// Reads the workbook part and its relationships.
pub(crate) fn workbook(archive: &mut Archive<'_>) -> Result<Workbook, TableError> {
    let path = workbook_path(archive)?;
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
    let relations = relations(archive, &format!("{folder}/_rels/{file}.rels"))?;
    let mut book = Workbook::default();
    for relation in relations.values() {
        let part = Some(resolve(folder, &relation.target));
        if relation.kind.ends_with("/sharedStrings") {
            book.strings = part;
        } else if relation.kind.ends_with("/styles") {
            book.styles = part;
        }
    }
    let Some(part) = archive.part(&path)? else {
        return Err(TableError::damaged("its workbook part is missing"));
    };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "workbookPr" => {
                    book.epoch_1904 =
                        attribute(&start, "date1904").is_some_and(|value| value == "1" || value == "true");
                }
                "sheet" => {
                    let name = attribute(&start, "name").unwrap_or_default();
                    let visible = attribute(&start, "state").is_none_or(|s| s == "visible");
                    let relation = attribute(&start, "id").and_then(|id| relations.get(&id));
                    if let Some(relation) = relation.filter(|r| r.kind.ends_with("/worksheet")) {
                        let part = resolve(folder, &relation.target);
                        book.sheets.push(Sheet { name, visible, part });
                    }
                }
                _ => {}
            },
            Node::Done => break,
            _ => {}
        }
    }
    Ok(book)
}

fn workbook_path(archive: &mut Archive<'_>) -> Result<String, TableError> {
    let found = relations(archive, "_rels/.rels")?
        .into_values()
        .find(|relation| relation.kind.ends_with("/officeDocument"))
        .map(|relation| resolve("", &relation.target))
        .filter(|path| archive.has(path));
    Ok(found.unwrap_or_else(|| "xl/workbook.xml".to_owned()))
}

struct Relation {
    kind: String,
    target: String,
}

fn relations(archive: &mut Archive<'_>, path: &str) -> Result<HashMap<String, Relation>, TableError> {
    let mut found = HashMap::new();
    let Some(part) = archive.part(path)? else { return Ok(found) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Node::Start(start) if start.local_name().as_ref() == "Relationship" => {
                let field = |name| attribute(&start, name).unwrap_or_default();
                let relation = Relation { kind: field("Type"), target: field("Target") };
                found.insert(field("Id"), relation);
            }
            Node::Done => return Ok(found),
            _ => {}
        }
    }
}

fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for piece in target.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path.join("/")
}

/// The strings of a workbook, one after another in one buffer, so that a claim about their number
/// costs nothing.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Reads the part with the strings.
    pub(crate) fn read(archive: &mut Archive<'_>, path: Option<&str>) -> Result<Self, TableError> {
        let mut strings = Self::default();
        let Some(part) = archive.part(path.unwrap_or("xl/sharedStrings.xml"))? else {
            return Ok(strings);
        };
        let mut xml = Xml::new(part);
        let (mut in_text, mut phonetic) = (false, false);
        loop {
            match xml.next()? {
                Node::Start(start) => match start.local_name().as_ref() {
                    "t" => in_text = !phonetic,
                    "rPh" => phonetic = true,
                    _ => {}
                },
                Node::End(end) => match end.local_name().as_ref() {
                    "t" => in_text = false,
                    "rPh" => phonetic = false,
                    "si" => {
                        let end = u32::try_from(strings.text.len())
                            .map_err(|_| TableError::UnpacksTooLarge { limit: u32::MAX.into() })?;
                        strings.ends.push(end);
                    }
                    _ => {}
                },
                Node::Text(text) if in_text => strings.text.push_str(&text),
                Node::Done => return Ok(strings),
                _ => {}
            }
        }
    }

    /// The string with this number.
    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        self.text.get(start..end)
    }
}

/// Reads the number format behind each cell style.
pub(crate) fn formats(archive: &mut Archive<'_>, path: Option<&str>) -> Result<Vec<NumberFormat>, TableError> {
    let mut formats = Vec::new();
    let mut named: HashMap<u32, NumberFormat> = HashMap::new();
    let Some(part) = archive.part(path.unwrap_or("xl/styles.xml"))? else { return Ok(formats) };
    let mut xml = Xml::new(part);
    let mut in_cells = false;
    loop {
        match xml.next()? {
            Node::Start(start) => match start.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&start, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&start, "formatCode")) {
                        named.insert(id, NumberFormat::parse(&code));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = attribute(&start, "numFmtId").and_then(|id| id.parse().ok());
                    let id: u32 = id.unwrap_or(0);
                    formats.push(named.get(&id).copied().unwrap_or_else(|| NumberFormat::builtin(id)));
                }
                _ => {}
            },
            Node::End(end) if end.local_name().as_ref() == "cellXfs" => in_cells = false,
            Node::Done => return Ok(formats),
            _ => {}
        }
    }
}
