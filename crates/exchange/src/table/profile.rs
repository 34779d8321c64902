//! What the cells of a column have in common: the evidence for the guess of the mapping and for reading
//! doubtful numbers and dates.

use super::Cell;
use super::header::{is_email, is_phone};
use crate::human::{boolean, date, number};
use serde::{Deserialize, Serialize};

const SAMPLES: usize = 3;
const DISTINCT: usize = 40;
/// After so many filled cells only what one cell can overturn is still looked at.
const ENOUGH: u64 = 5_000;

/// A column's profile.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Cells that hold something.
    pub filled: u64,
    /// The first different values.
    pub samples: Vec<String>,
    /// Different values, while there are few.
    pub distinct: Vec<String>,
    /// There are more different values than were kept.
    pub is_varied: bool,
    /// The length of the longest cell, in characters.
    pub longest: usize,
    /// Numbers, and how they are written.
    pub numbers: number::Evidence,
    /// Dates, and how they are written.
    pub dates: date::Evidence,
    /// Cells looked at for what follows.
    pub looked: u64,
    /// E-mail addresses.
    pub emails: u64,
    /// Telephone numbers.
    pub phones: u64,
    /// Web addresses.
    pub urls: u64,
    /// Words for yes and no.
    pub booleans: u64,
}

impl Profile {
    /// Takes one more cell into account.
    pub(crate) fn observe(&mut self, cell: &Cell) {
        if cell.is_blank() {
            return;
        }
        self.filled += 1;
        let text = cell.text();
        let is_text = match cell {
            Cell::Number(_) => {
                self.numbers.numbers += 1;
                false
            }
            Cell::Date(_) => {
                self.dates.dates += 1;
                false
            }
            Cell::DateTime(_) => {
                self.dates.dates += 1;
                self.dates.times += 1;
                false
            }
            _ => {
                if self.looked < ENOUGH || self.dates.dates > 0 {
                    self.dates.observe(&text);
                }
                if self.looked < ENOUGH || self.numbers.numbers > 0 {
                    self.numbers.observe(&text);
                }
                true
            }
        };
        if self.looked >= ENOUGH {
            return;
        }
        self.looked += 1;
        self.longest = self.longest.max(text.chars().count());
        if self.samples.len() < SAMPLES && !self.samples.iter().any(|s| *s == text) {
            self.samples.push(text.chars().take(200).collect());
        }
        if !self.is_varied && !self.distinct.iter().any(|s| *s == text) {
            self.is_varied = self.distinct.len() >= DISTINCT || text.len() > 100;
            if !self.is_varied {
                self.distinct.push(text.clone().into_owned());
            }
        }
        self.booleans += u64::from(matches!(cell, Cell::Bool(_)) || boolean::parse(&text).is_some());
        if is_text {
            let each_is = |is: fn(&str) -> bool| text.split(';').all(|one| is(one.trim()));
            self.emails += u64::from(each_is(is_email));
            self.phones += u64::from(each_is(is_phone));
            self.urls += u64::from(is_url(&text));
        }
    }

    /// The part of the looked-at cells that `count` is.
    pub fn share(&self, count: u64) -> f64 {
        if self.looked == 0 { 0.0 } else { count as f64 / self.looked as f64 }
    }

    /// Whether nearly every cell is a date.
    pub fn is_dates(&self) -> bool {
        self.filled > 0 && self.dates.dates * 10 >= self.filled.min(ENOUGH) * 9
    }

    /// Whether nearly every cell is a number.
    pub fn is_numbers(&self) -> bool {
        self.filled > 0 && self.numbers.numbers * 10 >= self.filled.min(ENOUGH) * 9
    }
}

fn is_url(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www."))
        && !lower.contains(char::is_whitespace)
}
