//! Finding the header among the first rows and giving every column a name of its own.

use super::{Cell, RawRow};
use crate::human::{date, number};
use std::collections::HashSet;

/// How many rows are looked at.
pub(crate) const LOOK: usize = 20;

/// The place of the header among the first rows; nothing when the table starts with data.
pub(crate) fn find(rows: &[RawRow]) -> Option<usize> {
    let width = rows.iter().map(filled).max().unwrap_or(0);
    // Titles above a table fill one or two cells; the header fills most of the width.
    let at = rows.iter().position(|row| filled(row) * 2 >= width).unwrap_or(0);
    let row = rows.get(at)?;
    if looks_like_data(row) { None } else { Some(at) }
}

fn filled(row: &RawRow) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank()).count()
}

fn looks_like_data(row: &RawRow) -> bool {
    let cells: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    let numbers = cells
        .iter()
        .filter(|cell| match cell {
            Cell::Number(_) | Cell::Bool(_) => true,
            other => number::parse(&other.text(), number::Style::Point).is_some(),
        })
        .count();
    let telling = cells.iter().any(|cell| match cell {
        Cell::Date(_) | Cell::DateTime(_) => true,
        other => {
            let text = other.text();
            is_email(&text) || date::is_date(&text) || is_phone(&text)
        }
    });
    telling || (numbers * 2 > cells.len())
}

/// Whether a text is an e-mail address on the face of it.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>'))
}

/// Whether a text is a telephone number on the face of it.
pub(crate) fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let signs =
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-' | '.' | ' ' | '\u{A0}' | '/'));
    signs
        && (7..=15).contains(&digits)
        && (text.starts_with('+') || text.starts_with('(') || text.contains(['-', '(', ' ']) || digits >= 9)
        && !date::is_date(text)
}

/// Names for the columns: empty names are counted, repeated ones are numbered.
pub(crate) fn names(header: Option<&RawRow>, width: usize) -> Vec<String> {
    let mut taken = HashSet::new();
    (0..width)
        .map(|index| {
            let cell = header.and_then(|row| row.cells.get(index));
            let text = cell.map(|cell| tidy(&cell.text())).unwrap_or_default();
            let base = if text.is_empty() { format!("Column {}", index + 1) } else { text };
            let mut name = base.clone();
            let mut copy = 2;
            while !taken.insert(name.clone()) {
                name = format!("{base} ({copy})");
                copy += 1;
            }
            name
        })
        .collect()
}

fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> RawRow {
        let cells =
            cells.iter().map(|c| if c.is_empty() { Cell::Empty } else { Cell::Text((*c).to_owned()) }).collect();
        RawRow { number: 1, line: 1, cells, open_end: false, sparse: false }
    }

    #[test]
    fn a_title_above_the_header_is_passed_over() {
        let rows = [row(&["Sales report"]), row(&["Name", "City", "Phone"]), row(&["a", "b", "c"])];
        assert_eq!(find(&rows), Some(1));
    }

    #[test]
    fn rows_of_values_are_not_a_header() {
        assert_eq!(find(&[row(&["Ann", "ann@example.com"])]), None);
        assert_eq!(find(&[row(&["Ann", "+420 601 123 456"])]), None);
        assert_eq!(find(&[row(&["Ann", "31.12.2017"])]), None);
        assert_eq!(find(&[row(&["1", "2", "3"])]), None);
        assert_eq!(find(&[row(&["Name", "2016", "2017", "Total", "Note"])]), Some(0));
    }

    #[test]
    fn empty_and_repeated_names_become_distinct() {
        let header = row(&["name", "", "name", "name "]);
        assert_eq!(names(Some(&header), 4), ["name", "Column 2", "name (2)", "name (3)"]);
    }
}
