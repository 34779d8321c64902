use super::*;
use crate::table::spool::Reader;
use std::io::Cursor;

fn table(bytes: &[u8]) -> Result<(Summary, Vec<Row>), TableError> {
    let (summary, spool) = load(bytes, &ReadOptions::default(), Vec::new())?;
    let mut reader = Reader::new(Cursor::new(spool))?;
    let mut rows = Vec::new();
    while let Some(row) = reader.next_row()? {
        rows.push(row);
    }
    Ok((summary, rows))
}

fn error(bytes: &[u8]) -> TableError {
    table(bytes).expect_err("the file must be refused")
}

#[test]
fn ragged_rows_are_kept_apart_with_their_numbers() {
    let (summary, rows) = table(b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n\n4,5,6\n").unwrap();
    assert_eq!((summary.rows, summary.ragged), (5, 2));
    assert_eq!(rows[1].number, 3);
    assert_eq!(rows[1].fault, Some(RowFault::TooFewCells { found: 2, expected: 3 }));
    assert_eq!(rows[2].fault, Some(RowFault::TooManyCells { found: 4, expected: 3 }));
    assert_eq!(rows[3].fault, None);
    assert_eq!(rows[4].number, 7);
}

#[test]
fn a_file_cut_in_the_middle_is_refused_with_the_line() {
    let text = "id,name,note\n1,Ann,x\n2,Bob,y\n3,Cy,z\n";
    for cut in 1..text.len() {
        let piece = &text[..cut];
        let whole = piece.ends_with('\n') || piece.lines().last().unwrap().matches(',').count() == 2;
        match table(piece.as_bytes()) {
            Ok(_) => assert!(whole, "{piece:?}"),
            Err(TableError::Truncated { line }) => {
                assert_eq!(line, piece.lines().count() as u64);
                assert!(!whole, "{piece:?}");
            }
            // A piece of the header alone is a table without rows.
            Err(TableError::NoRows) => assert_eq!(piece.lines().count(), 1),
            Err(other) => panic!("{piece:?}: {other}"),
        }
    }
}

#[test]
fn nothing_in_it_is_said_to_be_empty() {
    assert_eq!(error(b""), TableError::Empty);
    assert_eq!(error(b"\n\n  \n"), TableError::Empty);
    assert_eq!(error(b"\xEF\xBB\xBF"), TableError::Empty);
    assert_eq!(error(b"name,phone\n"), TableError::NoRows);
}

#[test]
fn other_kinds_of_file_are_named_in_words() {
    let what = |bytes: &[u8]| match error(bytes) {
        TableError::Unsupported { what } => what,
        other => panic!("{other}"),
    };
    assert_eq!(what(b"%PDF-1.7\n..."), "a PDF document");
    assert_eq!(what(b"\x89PNG\r\n\x1a\n...."), "a picture");
    assert_eq!(what(b"<!DOCTYPE html><html></html>"), "a web page");
    assert_eq!(what("\u{FEFF}  <TABLE><tr></tr>".as_bytes()), "a web page");
    assert_eq!(what(b"BEGIN:VCARD\nEND:VCARD\n"), "a vCard address book");
}

#[test]
fn rows_beyond_the_limit_are_refused() {
    let limits = Limits { rows: 2, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let result = load(b"a,b\n1,2\n1,2\n1,2\n", &options, Vec::new());
    assert_eq!(result.err(), Some(TableError::TooManyRows { limit: 2 }));
}

#[test]
fn columns_without_a_name_or_a_value_are_left_out() {
    let (summary, _) = table(b"name,,city,\nAnn,x,Brno,\n").unwrap();
    let names: Vec<_> = summary.columns.iter().map(|c| (c.index, c.name.as_str())).collect();
    assert_eq!(names, [(0, "name"), (1, "Column 2"), (2, "city")]);
}

#[test]
fn profiles_carry_the_evidence_of_the_whole_column() {
    let text = "when;sum;mail;done\n01/02/2017;1,5;a@b.cz;yes\n12/31/2017;1 234,50;c@d.ru;no\n";
    let (summary, _) = table(text.as_bytes()).unwrap();
    let profile = |name: &str| &summary.column(name).unwrap().profile;
    assert!(profile("when").is_dates());
    assert_eq!(profile("when").dates.order(), Some(crate::human::date::Order::Mdy));
    assert_eq!(profile("sum").numbers.style(), Some(crate::human::number::Style::Comma));
    assert_eq!(profile("mail").emails, 2);
    assert_eq!(profile("done").booleans, 2);
}
