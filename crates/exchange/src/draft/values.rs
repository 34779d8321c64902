//! One cell to the wire form of one kind of field.

use kith_catalogue::text::fold;
use kith_catalogue::{Choice, Kind, Problem};
use serde_json::{Value as Json, json};

use crate::export::without_neutral;
use crate::human::{boolean, date, number};
use crate::table::{Cell, date_from_serial};

/// How doubtful cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Reading {
    pub(super) style: number::Style,
    pub(super) order: date::Order,
    pub(super) epoch_1904: bool,
}

/// The wire form of a cell that is not blank, for kinds that one cell fills.
pub(super) fn single(kind: &Kind, cell: &Cell, reading: Reading) -> Result<Json, Problem> {
    let text = cell.text();
    match kind {
        Kind::Text | Kind::LongText => Ok(Json::String(clean(&text))),
        Kind::Number { .. } => number_of(cell, &text, reading).map(|parsed| Json::String(parsed.plain)),
        Kind::Money => {
            let parsed = number_of(cell, &text, reading)?;
            Ok(match parsed.currency {
                Some(currency) => json!({ "amount": parsed.plain, "currency": currency }),
                None => json!({ "amount": parsed.plain }),
            })
        }
        Kind::Boolean => match cell {
            Cell::Bool(value) => Ok(Json::Bool(*value)),
            _ => boolean::parse(&text).map(Json::Bool).ok_or_else(|| format_problem("yes")),
        },
        Kind::Date => day(cell, &text, reading).map(|day| Json::String(day.to_string())),
        Kind::DateTime => moment(cell, &text, reading).map(Json::String),
        Kind::OneOf { options } => option(options, &text).map(Json::String),
        Kind::ManyOf { options, open } => {
            let parts = text.split([',', ';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty());
            let keys = parts.map(|part| match option(options, part) {
                Err(_) if *open => Ok(Json::String(clean(part))),
                known => known.map(Json::String),
            });
            keys.collect::<Result<Vec<_>, _>>().map(Json::Array)
        }
        Kind::Link { .. }
        | Kind::User
        | Kind::Users
        | Kind::Pipeline
        | Kind::Stage
        | Kind::Phones
        | Kind::Emails
        | Kind::Address
        | Kind::ExternalIds => Ok(Json::String(clean(&text))),
    }
}

/// The text without characters that no field may hold, and without the apostrophe of a neutralised export.
pub(super) fn clean(text: &str) -> String {
    without_neutral(text).chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

fn format_problem(expected: &'static str) -> Problem {
    Problem::new("wrong_format").with("expected", expected)
}

fn number_of(cell: &Cell, text: &str, reading: Reading) -> Result<number::Parsed, Problem> {
    if let Cell::Number(plain) = cell
        && !plain.contains('e')
    {
        return Ok(number::Parsed { plain: plain.clone(), currency: None, percent: false });
    }
    number::parse(text, reading.style).ok_or_else(|| format_problem("1250.00"))
}

fn written(cell: &Cell, text: &str, reading: Reading) -> Result<date::Parsed, Problem> {
    let whole = |at: jiff::civil::DateTime| date::Parsed { date: at.date(), time: Some(at.time()), offset: None };
    match cell {
        Cell::Date(day) => Ok(date::Parsed { date: *day, time: None, offset: None }),
        Cell::DateTime(at) => Ok(whole(*at)),
        Cell::Number(plain) => {
            // A date that lost its format: days since the epoch of the workbook, within 1950 to 2100.
            let serial = plain.parse::<f64>().ok().filter(|serial| (16_000.0..75_000.0).contains(serial));
            let at = serial.and_then(|serial| date_from_serial(serial, reading.epoch_1904));
            at.map(whole).ok_or_else(|| format_problem("2017-12-31"))
        }
        _ => date::parse(text, reading.order).ok_or_else(|| format_problem("2017-12-31")),
    }
}

fn day(cell: &Cell, text: &str, reading: Reading) -> Result<jiff::civil::Date, Problem> {
    Ok(written(cell, text, reading)?.date)
}

/// A bare date stays one; a time without a distance from UTC is left to the workspace's zone.
fn moment(cell: &Cell, text: &str, reading: Reading) -> Result<String, Problem> {
    let parsed = written(cell, text, reading)?;
    if parsed.time.is_none() || (matches!(cell, Cell::Number(_)) && parsed.datetime().time().hour() == 0) {
        return Ok(parsed.date.to_string());
    }
    let local = parsed.datetime().strftime("%Y-%m-%dT%H:%M:%S").to_string();
    Ok(match parsed.offset {
        None => local,
        Some(0) => format!("{local}Z"),
        Some(seconds) => {
            let (sign, seconds) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
            format!("{local}{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
        }
    })
}

/// The option that a text names by key or by label in any language.
fn option(options: &[Choice], text: &str) -> Result<String, Problem> {
    let wanted = fold(text);
    let named = |choice: &&Choice| {
        fold(&choice.key) == wanted || choice.label.any(|label| !label.is_empty() && fold(label) == wanted)
    };
    let found = options.iter().find(|choice| choice.key == text.trim()).or_else(|| options.iter().find(named));
    found.map(|choice| choice.key.clone()).ok_or_else(|| Problem::new("unknown_option"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};
    use kith_catalogue::Labels;

    use super::*;

    fn read(kind: &Kind, text: &str) -> Result<Json, &'static str> {
        let reading = Reading { style: number::Style::Comma, ..Reading::default() };
        single(kind, &Cell::Text(text.to_owned()), reading).map_err(|problem| problem.code)
    }

    #[test]
    fn cells_become_the_wire_form_of_their_kind() {
        assert_eq!(read(&Kind::Number { scale: 2 }, "1 234,56"), Ok(json!("1234.56")));
        assert_eq!(read(&Kind::Money, "1 234,50 Kč"), Ok(json!({"amount": "1234.50", "currency": "CZK"})));
        assert_eq!(read(&Kind::Money, "99"), Ok(json!({"amount": "99"})));
        assert_eq!(read(&Kind::Boolean, "Ano"), Ok(json!(true)));
        assert_eq!(read(&Kind::Date, "31.12.2017 10:30"), Ok(json!("2017-12-31")));
        assert_eq!(read(&Kind::DateTime, "31.12.2017"), Ok(json!("2017-12-31")));
        assert_eq!(read(&Kind::DateTime, "31.12.2017 10:30"), Ok(json!("2017-12-31T10:30:00")));
        assert_eq!(read(&Kind::DateTime, "2024-07-01T11:54:49+03:00"), Ok(json!("2024-07-01T11:54:49+03:00")));
        assert_eq!(read(&Kind::Text, "a\u{0}b"), Ok(json!("ab")));
        assert_eq!(read(&Kind::Number { scale: 0 }, "many"), Err("wrong_format"));
    }

    #[test]
    fn options_are_known_by_key_and_by_label_in_any_language() {
        let options = vec![Choice::new("high", Labels::new("High", "Высокая", "Vysoká"))];
        let one = Kind::OneOf { options: options.clone() };
        for text in ["high", "HIGH", "высокая", "Vysoka"] {
            assert_eq!(read(&one, text), Ok(json!("high")));
        }
        assert_eq!(read(&one, "huge"), Err("unknown_option"));
        let tags = Kind::ManyOf { options: vec![], open: true };
        assert_eq!(read(&tags, "influencer, developer"), Ok(json!(["influencer", "developer"])));
    }

    #[test]
    fn typed_cells_need_no_guessing() {
        let at = |cell: Cell, kind: &Kind| single(kind, &cell, Reading::default()).map_err(|problem| problem.code);
        assert_eq!(at(Cell::Number("1.234".to_owned()), &Kind::Number { scale: 3 }), Ok(json!("1.234")));
        assert_eq!(at(Cell::Date(date(2016, 10, 20)), &Kind::DateTime), Ok(json!("2016-10-20")));
        assert_eq!(at(Cell::DateTime(datetime(2016, 10, 20, 9, 0, 0, 0)), &Kind::Date), Ok(json!("2016-10-20")));
        assert_eq!(at(Cell::Number("42663".to_owned()), &Kind::Date), Ok(json!("2016-10-20")));
        assert_eq!(at(Cell::Number("7".to_owned()), &Kind::Date), Err("wrong_format"));
        assert_eq!(at(Cell::Number("79123456789".to_owned()), &Kind::Text), Ok(json!("79123456789")));
    }
}
