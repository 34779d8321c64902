//! Numbers and dates as workbooks store them.

use super::Cell;
use jiff::civil::{Date, DateTime, Time, date};
use jiff::{Span, ToSpan};

/// A binary floating point number in plain decimal notation with the fifteen digits a workbook has,
/// so that 0.1 + 0.2 reads `0.3`.
pub fn plain_number(value: f64) -> Option<String> {
    if !value.is_finite() {
        return None;
    }
    if value == 0.0 {
        return Some("0".to_owned());
    }
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
        return Some(format!("{}", value as i64));
    }
    let scientific = format!("{value:.14e}");
    let (mantissa, exponent) = scientific.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    if !(-30..=30).contains(&exponent) {
        return Some(format!("{value:e}"));
    }
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let digits = digits.trim_end_matches('0');
    let point = exponent + 1;
    let body = if point <= 0 {
        format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize))
    } else if digits.len() <= point as usize {
        format!("{digits}{}", "0".repeat(point as usize - digits.len()))
    } else {
        format!("{}.{}", &digits[..point as usize], &digits[point as usize..])
    };
    Some(format!("{sign}{body}"))
}

/// The day and time behind a serial number: days from 1899-12-30 (with the 29 February 1900 that never
/// was) or from 1904-01-01. Nothing for numbers no calendar has.
pub fn date_from_serial(serial: f64, epoch_1904: bool) -> Option<DateTime> {
    if !serial.is_finite() || !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let mut days = serial.floor() as i64;
    // Workbooks keep about a microsecond; what they show is rounded to the second.
    let mut seconds = ((serial - serial.floor()) * 86_400.0).round() as i64;
    if seconds == 86_400 {
        days += 1;
        seconds = 0;
    }
    let epoch: Date = if epoch_1904 {
        date(1904, 1, 1)
    } else if days < 60 {
        date(1899, 12, 31)
    } else {
        date(1899, 12, 30)
    };
    let day = epoch.checked_add(Span::new().try_days(days).ok()?).ok()?;
    let time = Time::midnight().checked_add(seconds.seconds()).ok()?;
    Some(day.to_datetime(time))
}

/// How the number format of a cell wants its number to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum NumberFormat {
    /// A number.
    #[default]
    Plain,
    /// A date, or a date with a time.
    Date,
    /// A time of day.
    Time,
    /// Hours and minutes that may exceed a day.
    Duration,
}

impl NumberFormat {
    /// The formats that workbooks know by number.
    pub(crate) fn builtin(id: u32) -> Self {
        match id {
            14..=17 | 22 | 27..=31 | 34..=36 | 50..=58 => Self::Date,
            18..=21 | 32 | 33 | 45 | 47 => Self::Time,
            46 => Self::Duration,
            _ => Self::Plain,
        }
    }

    /// Reads a format code such as `dd.mm.yyyy hh:mm`.
    pub(crate) fn parse(code: &str) -> Self {
        let mut chars = code.chars();
        let (mut day_or_year, mut month_or_minute, mut hour_or_second) = (false, false, false);
        while let Some(c) = chars.next() {
            match c {
                ';' => break,
                '"' => {
                    for quoted in chars.by_ref() {
                        if quoted == '"' {
                            break;
                        }
                    }
                }
                '\\' | '_' | '*' => {
                    chars.next();
                }
                '[' => {
                    let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    let inner = inner.to_ascii_lowercase();
                    if !inner.is_empty()
                        && (inner.chars().all(|c| c == 'h')
                            || inner.chars().all(|c| c == 'm')
                            || inner.chars().all(|c| c == 's'))
                    {
                        return Self::Duration;
                    }
                }
                'd' | 'D' | 'y' | 'Y' => day_or_year = true,
                'm' | 'M' => month_or_minute = true,
                'h' | 'H' | 's' | 'S' => hour_or_second = true,
                // A digit place means a number, whatever letters stand beside it.
                '#' | '?' => return Self::Plain,
                '0' if !hour_or_second && !month_or_minute => return Self::Plain,
                'G' | 'g' if !day_or_year && !hour_or_second => return Self::Plain,
                _ => {}
            }
        }
        if day_or_year || (month_or_minute && !hour_or_second) {
            Self::Date
        } else if hour_or_second {
            Self::Time
        } else {
            Self::Plain
        }
    }

    /// The cell for a number under this format.
    pub(crate) fn cell(self, value: f64, epoch_1904: bool) -> Cell {
        let plain = || plain_number(value).map_or(Cell::Empty, Cell::Number);
        match self {
            Self::Plain => plain(),
            Self::Date => match date_from_serial(value, epoch_1904) {
                Some(at) if at.time() == Time::midnight() => Cell::Date(at.date()),
                Some(at) => Cell::DateTime(at),
                None => plain(),
            },
            Self::Time => match date_from_serial(value, epoch_1904) {
                Some(at) if value < 1.0 => Cell::Text(at.time().strftime("%H:%M:%S").to_string()),
                Some(at) => Cell::DateTime(at),
                None => plain(),
            },
            Self::Duration => {
                let seconds = (value.abs() * 86_400.0).round();
                if seconds < 1e12 {
                    let seconds = seconds as u64;
                    let sign = if value < 0.0 { "-" } else { "" };
                    Cell::Text(format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60))
                } else {
                    plain()
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    #[test]
    fn numbers_lose_the_noise_of_binary_fractions() {
        let cases = [
            (0.1 + 0.2, "0.3"),
            (1100.04, "1100.04"),
            (-2.5, "-2.5"),
            (1e-7, "0.0000001"),
            (79_123_456_789.0, "79123456789"),
            (4.35 * 100.0, "435"),
            (1234567.891, "1234567.891"),
            (-0.0, "0"),
        ];
        for (value, text) in cases {
            assert_eq!(plain_number(value).as_deref(), Some(text));
        }
        assert_eq!(plain_number(f64::NAN), None);
    }

    #[test]
    fn serial_numbers_become_days_in_both_epochs() {
        assert_eq!(date_from_serial(42663.0, false), Some(datetime(2016, 10, 20, 0, 0, 0, 0)));
        assert_eq!(date_from_serial(41201.0, true), Some(datetime(2016, 10, 20, 0, 0, 0, 0)));
        assert_eq!(date_from_serial(1.0, false), Some(datetime(1900, 1, 1, 0, 0, 0, 0)));
        assert_eq!(date_from_serial(42663.5, false), Some(datetime(2016, 10, 20, 12, 0, 0, 0)));
        assert_eq!(date_from_serial(42_663.999_999_99, false), Some(datetime(2016, 10, 21, 0, 0, 0, 0)));
        assert_eq!(date_from_serial(-1.0, false), None);
        assert_eq!(date_from_serial(1e12, false), None);
    }

    #[test]
    fn format_codes_are_told_apart() {
        use NumberFormat::*;
        let cases = [
            ("General", Plain),
            ("0.00E+00", Plain),
            ("#,##0.00\\ \"Kč\"", Plain),
            ("#,##0 [$₽-419]", Plain),
            ("[Red]0.00", Plain),
            ("dd.mm.yyyy", Date),
            ("yyyy-mm-dd hh:mm", Date),
            ("[$-405]d. mmmm yyyy", Date),
            ("mmm", Date),
            ("hh:mm:ss", Time),
            ("h:mm AM/PM", Time),
            ("[h]:mm:ss", Duration),
            ("@", Plain),
        ];
        for (code, expected) in cases {
            assert_eq!(NumberFormat::parse(code), expected, "{code}");
        }
    }
}
