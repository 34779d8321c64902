//! XLSX: numbers and dates as such, so that they can be computed with. Rows go to a temporary file as they come, so that
//! a long export takes little memory.

use kith_catalogue::Problem;
use kith_engine::{Ctx, Error, Result, Workspace};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::shape::{Out, Pages};
use super::{ExportQuery, neutral};

/// Rows that a sheet holds below its header.
const MAX_ROWS: u32 = 1_048_575;
/// Characters that a cell holds.
const MAX_CELL: usize = 32_767;

/// The whole workbook and the number of its rows.
///
/// # Errors
/// [`Error::Forbidden`] without the right to export, [`Error::NotFound`] for an object that the actor may not see,
/// [`Error::Invalid`] for more rows than a sheet holds.
pub fn xlsx(ws: &Workspace, ctx: &Ctx, query: &ExportQuery) -> Result<(Vec<u8>, u64)> {
    let mut pages = Pages::new(ws, ctx, query)?;
    let mut book = Workbook::new();
    let formats = Formats {
        header: Format::new().set_bold(),
        date: Format::new().set_num_format("yyyy-mm-dd"),
        moment: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
    };
    let sheet = book.add_worksheet_with_constant_memory().map_err(Error::internal)?;
    sheet.set_freeze_panes(1, 0).map_err(Error::internal)?;
    for (column, header) in pages.headers().iter().enumerate() {
        put(sheet, 0, column as u16, Out::Text(header.clone()), &formats, true).map_err(Error::internal)?;
    }
    let mut row = 0_u32;
    while let Some(rows) = pages.next()? {
        for cells in rows {
            row += 1;
            if row > MAX_ROWS {
                let problem = Problem::new("too_many").with("max", MAX_ROWS).at("rows");
                return Err(Error::Invalid(vec![problem]));
            }
            for (column, cell) in cells.into_iter().enumerate() {
                put(sheet, row, column as u16, cell, &formats, false).map_err(Error::internal)?;
            }
        }
    }
    let bytes = book.save_to_buffer().map_err(Error::internal)?;
    Ok((bytes, u64::from(row)))
}

struct Formats {
    header: Format,
    date: Format,
    moment: Format,
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: Out,
    formats: &Formats,
    is_header: bool,
) -> std::result::Result<(), XlsxError> {
    match cell {
        Out::Nothing => {}
        Out::Text(text) => {
            let text: String = neutral(&text).chars().take(MAX_CELL).collect();
            if is_header {
                sheet.write_string_with_format(row, column, text, &formats.header)?;
            } else {
                sheet.write_string(row, column, text)?;
            }
        }
        // A sheet keeps fifteen digits; what has more stays text and stays exact.
        Out::Number(number) => match number.parse::<f64>() {
            Ok(value) if number.bytes().filter(u8::is_ascii_digit).count() <= 15 => {
                sheet.write_number(row, column, value)?;
            }
            _ => {
                sheet.write_string(row, column, number)?;
            }
        },
        Out::Date(date) if date.year() >= 1900 => {
            let at = ExcelDateTime::from_ymd(date.year() as u16, date.month() as u8, date.day() as u8)?;
            sheet.write_datetime_with_format(row, column, at, &formats.date)?;
        }
        Out::DateTime(at) if at.year() >= 1900 => {
            let day = ExcelDateTime::from_ymd(at.year() as u16, at.month() as u8, at.day() as u8)?;
            let at = day.and_hms(at.hour() as u16, at.minute() as u8, f64::from(at.second()))?;
            sheet.write_datetime_with_format(row, column, at, &formats.moment)?;
        }
        Out::Date(date) => {
            sheet.write_string(row, column, date.to_string())?;
        }
        Out::DateTime(at) => {
            sheet.write_string(row, column, at.to_string())?;
        }
    }
    Ok(())
}
