use super::*;

#[derive(Default)]
struct Rows(Vec<RawRow>);

impl Sink for Rows {
    fn row(&mut self, row: RawRow) -> Result<(), TableError> {
        self.0.push(row);
        Ok(())
    }
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut sink = Rows::default();
    read(text.as_bytes(), &ReadOptions::default(), &mut sink).unwrap();
    sink.0.iter().map(|row| row.cells.iter().map(|c| c.text().into_owned()).collect()).collect()
}

fn separator(text: &str) -> char {
    read(text.as_bytes(), &ReadOptions::default(), &mut Rows::default()).unwrap().separator.unwrap()
}

#[test]
fn separators_are_found_even_beside_decimal_commas_and_quoted_text() {
    assert_eq!(separator("a,b\n1,2\n"), ',');
    assert_eq!(separator("name;price\nChair;1,5\nTable;2,75\n"), ';');
    assert_eq!(separator("name\tprice\nChair\t1,5\n"), '\t');
    assert_eq!(separator("name|price\nChair|1,5\n"), '|');
    assert_eq!(separator("name,note\n\"a\",\"x; y; z\"\n\"b\",\"p; q; r\"\n"), ',');
    assert_eq!(separator("sep=;\na,b;c\n1;2\n"), ';');
    assert_eq!(separator("only\none\n"), ',');
}

#[test]
fn quoted_cells_keep_separators_line_breaks_and_quotes() {
    let text = "name,note\r\n\"Zoë, Smith\",\"first\r\nsecond \"\"x\"\"\"\r\n";
    assert_eq!(rows(text)[1], ["Zoë, Smith", "first\nsecond \"x\""]);
    assert_eq!(rows("a,b\n1, \"x, y\"\n")[1], ["1", "x, y"]);
    assert_eq!(rows("a,b\n5\" pipe,2\n")[1], ["5\" pipe", "2"]);
}

#[test]
fn lines_and_rows_are_counted_as_people_see_them() {
    let mut sink = Rows::default();
    let text = "a,b\n\n\"x\ny\",2\n3,4\n";
    read(text.as_bytes(), &ReadOptions::default(), &mut sink).unwrap();
    let places: Vec<_> = sink.0.iter().map(|row| (row.number, row.line)).collect();
    assert_eq!(places, [(1, 1), (3, 3), (4, 5)]);
}

#[test]
fn every_kind_of_line_break_ends_a_row() {
    assert_eq!(rows("a,b\r1,2\r3,4\r").len(), 3);
    assert_eq!(rows("a,b\r\n1,2\n3,4").len(), 3);
}

#[test]
fn a_quote_that_is_never_closed_names_the_line_it_opened_on() {
    let error = read(b"a,b\n1,\"two\n3,4\n5,6\n", &ReadOptions::default(), &mut Rows::default());
    assert_eq!(error.err(), Some(TableError::UnterminatedQuote { line: 2 }));
}

#[test]
fn limits_name_the_cell() {
    let limits = Limits { cell: 10, columns: 3, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let long = read(b"a,b\n1,12345678901\n", &options, &mut Rows::default());
    assert_eq!(long.err(), Some(TableError::CellTooLong { row: 2, column: 2, limit: 10 }));
    let wide = read(b"a,b,c,d\n", &options, &mut Rows::default());
    assert_eq!(wide.err(), Some(TableError::TooManyColumns { row: 1, limit: 3 }));
    assert!(read(b"a,b,c,,,,\n", &options, &mut Rows::default()).is_ok());
}
