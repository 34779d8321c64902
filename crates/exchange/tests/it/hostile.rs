//! Files made to hurt: claims of a billion rows, loops, bombs, bytes at random. None may abort the
//! process, take memory for what it only claims, or come through unnoticed.

use kith_exchange::table::{Limits, ReadOptions, TableError, load};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn workbook(strings: &str, sheet: &str) -> Vec<u8> {
    let ns = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
              xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    archive(&[
        (
            "xl/workbook.xml",
            format!("<workbook {ns}><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships><Relationship Id=\"r1\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        ("xl/sharedStrings.xml", strings.to_owned()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {ns}>{sheet}</worksheet>")),
    ])
}

fn spreadsheet(table: &str) -> Vec<u8> {
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        (
            "content.xml",
            format!(
                "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet><table:table table:name=\"S\">{table}</table:table></office:spreadsheet></office:body></office:document-content>"
            ),
        ),
    ])
}

fn refusal(bytes: &[u8]) -> TableError {
    load(bytes, &ReadOptions::default(), Vec::new()).expect_err("the file must be refused")
}

#[test]
fn a_workbook_that_claims_a_billion_rows_costs_what_it_holds() {
    let strings = "<sst uniqueCount=\"4000000000\" count=\"4000000000\"><si><t>name</t></si><si><t>Ann</t></si></sst>";
    let sheet = "<dimension ref=\"A1:XFD1048576\"/><sheetData>\
        <row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>\
        <row r=\"999999999999\"><c r=\"A1048576\" t=\"s\"><v>1</v></c></row></sheetData>";
    let (summary, _) = load(&workbook(strings, sheet), &ReadOptions::default(), Vec::new()).unwrap();
    assert_eq!(summary.rows, 1);
    let far = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>1</v></c></row></sheetData>";
    assert_eq!(refusal(&workbook("", far)), TableError::TooManyColumns { row: 1, limit: 500 });
    let back = "<sheetData><row r=\"5\"><c><v>1</v></c></row><row r=\"2\"><c><v>1</v></c></row></sheetData>";
    assert!(matches!(refusal(&workbook("", back)), TableError::Damaged { .. }));
}

#[test]
fn repeated_rows_and_cells_stop_at_the_limits() {
    let cell = "<table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let rows = format!(
        "<table:table-row>{cell}</table:table-row><table:table-row table:number-rows-repeated=\"1000000000\">{cell}</table:table-row>"
    );
    assert_eq!(refusal(&spreadsheet(&rows)), TableError::TooManyRows { limit: 1_000_000 });
    let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"2000000000\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_eq!(refusal(&spreadsheet(wide)), TableError::TooManyColumns { row: 1, limit: 500 });
    let blank = format!(
        "<table:table-row table:number-rows-repeated=\"18446744073709551615\"><table:table-cell table:number-columns-repeated=\"18446744073709551615\"/></table:table-row><table:table-row>{cell}</table:table-row>"
    );
    assert_eq!(refusal(&spreadsheet(&blank)), TableError::NoRows);
}

#[test]
fn a_small_archive_that_unpacks_to_much_is_refused() {
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let sheet = format!("<sheetData>{}</sheetData>", " ".repeat(4 << 20));
    let bytes = workbook("", &sheet);
    assert!(bytes.len() < 20_000);
    let error = load(&bytes, &options, Vec::new()).unwrap_err();
    assert_eq!(error, TableError::UnpacksTooLarge { limit: 1 << 20 });
    // One long text shown in many cells grows the spool, not the archive.
    let text = "y".repeat(90_000);
    let cells = "<row><c t=\"s\"><v>0</v></c></row>".repeat(200);
    let bytes = workbook(&format!("<sst><si><t>{text}</t></si></sst>"), &format!("<sheetData>{cells}</sheetData>"));
    let error = load(&bytes, &options, Vec::new()).unwrap_err();
    assert!(matches!(error, TableError::UnpacksTooLarge { .. }));
}

#[test]
fn entities_of_the_files_own_making_are_not_followed() {
    let strings = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>\
        <sst><si><t>h</t></si><si><t>&b;&c;</t></si></sst>";
    let sheet = "<sheetData><row><c t=\"s\"><v>0</v></c></row><row><c t=\"s\"><v>1</v></c></row></sheetData>";
    let (summary, _) = load(&workbook(strings, sheet), &ReadOptions::default(), Vec::new()).unwrap();
    assert_eq!(summary.columns[0].profile.samples, ["&b;&c;"]);
}

#[test]
fn elements_nested_a_hundred_thousand_deep_do_no_harm() {
    let deep = format!("<sheetData><row>{}<c><v>1</v></c></row></sheetData>", "<x>".repeat(100_000));
    let _ = load(&workbook("", &deep), &ReadOptions::default(), Vec::new());
    let deep = "<table:table-row>".repeat(50_000) + &"<table:table>".repeat(50_000);
    let _ = load(&spreadsheet(&deep), &ReadOptions::default(), Vec::new());
}

fn sound() -> Vec<Vec<u8>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (name, sum)) in [("name", "sum"), ("Zoë", "1,5"), ("Žůž", "x")].iter().enumerate() {
        sheet.write_string(row as u32, 0, *name).unwrap();
        sheet.write_string(row as u32, 1, *sum).unwrap();
    }
    let cell = "<table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    vec![
        book.save_to_buffer().unwrap(),
        spreadsheet(&format!("<table:table-row>{cell}{cell}</table:table-row>").repeat(3)),
        "name;sum\n\"Zoë\";1,5\n\"a\nb\";2\n".as_bytes().to_vec(),
        "имя;город\nАнна;Тверь\n".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        old_workbook(),
    ]
}

/// A workbook of Excel 97 with one sheet, made by hand: `name`/`Ann`, `sum`/`1.5`.
fn old_workbook() -> Vec<u8> {
    fn record(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
        out.extend(kind.to_le_bytes());
        out.extend((data.len() as u16).to_le_bytes());
        out.extend(data);
    }
    fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
        let mut data: Vec<u8> =
            [row, column, 0, text.len() as u16].iter().flat_map(|word| word.to_le_bytes()).collect();
        data.push(0);
        data.extend(text.as_bytes());
        data
    }
    let begin = [0x00, 0x06, 0x05, 0, 0, 0, 0, 0];
    let mut stream = Vec::new();
    record(&mut stream, 0x0809, &begin);
    let sheet_at = (stream.len() + 4 + 9 + 4) as u32;
    let mut bound = sheet_at.to_le_bytes().to_vec();
    bound.extend([0, 0, 1, 0, b'S']);
    record(&mut stream, 0x0085, &bound);
    record(&mut stream, 0x000A, &[]);
    assert_eq!(stream.len(), sheet_at as usize);
    record(&mut stream, 0x0809, &begin);
    for (row, column, text) in [(0, 0, "name"), (0, 1, "sum"), (1, 0, "Ann")] {
        record(&mut stream, 0x0204, &label(row, column, text));
    }
    let mut number = vec![1, 0, 1, 0, 0, 0];
    number.extend(1.5_f64.to_le_bytes());
    record(&mut stream, 0x0203, &number);
    record(&mut stream, 0x000A, &[]);
    stream.resize(4096, 0);
    // Sector 0 holds the allocation table, sector 1 the directory, 2 to 9 the stream.
    let mut file = vec![0_u8; 512];
    file[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    file[30] = 9;
    file[32] = 6;
    file[44] = 1;
    file[48] = 1;
    file[60..64].copy_from_slice(&u32::MAX.wrapping_sub(1).to_le_bytes());
    file[68..72].copy_from_slice(&u32::MAX.wrapping_sub(1).to_le_bytes());
    file[76..512].fill(0xFF);
    file[76..80].copy_from_slice(&0_u32.to_le_bytes());
    let mut table = vec![0xFFFF_FFFD_u32, 0xFFFF_FFFE];
    table.extend((2..10_u32).map(|sector| if sector == 9 { 0xFFFF_FFFE } else { sector + 1 }));
    table.resize(128, u32::MAX);
    file.extend(table.iter().flat_map(|word| word.to_le_bytes()));
    for (name, start, length) in [("Root Entry", u32::MAX - 1, 0_u32), ("Workbook", 2, 4096), ("", 0, 0), ("", 0, 0)] {
        let mut entry = vec![0_u8; 128];
        for (at, unit) in name.encode_utf16().enumerate() {
            entry[at * 2..at * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        entry[64] = (name.len() as u8 + 1) * 2;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&length.to_le_bytes());
        file.extend(entry);
    }
    file.extend(stream);
    file
}

#[test]
fn every_sound_sample_is_read_whatever_it_is_called() {
    for bytes in sound() {
        let (summary, _) = load(&bytes, &ReadOptions::default(), Vec::new()).unwrap();
        assert_eq!(summary.columns.len(), 2);
    }
    let (summary, _) = load(&old_workbook(), &ReadOptions::default(), Vec::new()).unwrap();
    assert_eq!((summary.rows, summary.columns[1].profile.samples[0].as_str()), (1, "1.5"));
}

#[test]
fn a_loop_in_the_sectors_of_an_old_workbook_is_noticed() {
    let mut bytes = old_workbook();
    bytes[512 + 9 * 4..512 + 10 * 4].copy_from_slice(&2_u32.to_le_bytes());
    bytes[1024 + 128 + 120..1024 + 128 + 124].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(matches!(refusal(&bytes), TableError::Damaged { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_read_or_refused_but_never_abort(
        which in 0_usize..5,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = sound().swap_remove(which);
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        let limits = Limits { unpacked: 4 << 20, ..Limits::default() };
        let _ = load(&bytes, &ReadOptions { limits, ..ReadOptions::default() }, Vec::new());
    }

    #[test]
    fn bytes_at_random_are_read_or_refused_but_never_abort(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = load(&bytes, &ReadOptions::default(), Vec::new());
    }

    #[test]
    fn what_a_csv_writer_writes_comes_back(
        cells in prop::collection::vec(prop::collection::vec("[a-zA-Zžя0-9 ,;\"\n|\t.-]{0,12}", 3..4), 1..8),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["alpha", "beta", "gamma"]).unwrap();
        for row in &cells {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let options = ReadOptions { separator: Some(','), header: Some(true), ..ReadOptions::default() };
        let Ok((_, spool)) = load(&bytes, &options, Vec::new()) else { return Ok(()) };
        let mut reader = kith_exchange::table::spool::Reader::new(Cursor::new(spool)).unwrap();
        for row in cells.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())) {
            let read = reader.next_row().unwrap().unwrap();
            for (cell, expected) in read.cells.iter().zip(row) {
                let text = cell.text();
                prop_assert_eq!(text.as_ref(), expected.trim());
            }
        }
    }
}
