//! The kinds of fields: a closed set, one file each. Every file answers the same questions (the [`Behaviour`] trait), and
//! [`dispatch`] is the one exhaustive `match` that finds the answer.

mod address;
mod boolean;
mod date;
mod date_time;
mod emails;
mod external_ids;
mod link;
mod list;
mod long_text;
mod many_of;
mod money;
mod number;
mod one_of;
mod phones;
mod reference;
mod text;
mod users;
mod write;

use std::sync::Arc;

use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::filter::{Expr, Leaf, Op, TestCx};
use crate::sort::SortBy;
use crate::text::Collator;
use crate::{Cell, CellRef, Choice, Column, ColumnType, Currency, Lang, Part, Problem, Stored, Value};

/// How large values may be.
pub mod limits {
    /// Characters of a text.
    pub const TEXT: usize = 1_000;
    /// Characters of a long text.
    pub const LONG_TEXT: usize = 100_000;
    /// Entries of a list (phones, e-mails, addresses, options, tags, external ids).
    pub const LIST: usize = 100;
    /// Characters of a short part: a tag, a source's name, a part of an address.
    pub const PART: usize = 200;
    /// The greatest number, in units of its last digit: fifteen digits, which every JSON reader keeps exactly.
    pub const NUMBER: i64 = 999_999_999_999_999;
    /// The greatest amount, in minor units: sums of some ninety of them still fit 64 bits.
    pub const MONEY: i64 = 99_999_999_999_999_999;
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// One line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// A decimal with a fixed number of digits after the point.
    Number {
        /// Digits after the point, 0 to 6.
        scale: u8,
    },
    /// An amount with its currency.
    Money,
    /// Yes or no.
    Boolean,
    /// A day.
    Date,
    /// A moment, to the millisecond.
    DateTime,
    /// One of several options.
    OneOf {
        /// The options.
        options: Vec<Choice>,
    },
    /// Any of several options.
    ManyOf {
        /// The options.
        options: Vec<Choice>,
        /// May values be given that are not among the options (tags)?
        open: bool,
    },
    /// A record of another object.
    Link {
        /// The keys of the objects it may point to; at least one.
        targets: Vec<Arc<str>>,
    },
    /// A user.
    User,
    /// Several users.
    Users,
    /// A pipeline.
    Pipeline,
    /// A stage of a pipeline.
    Stage,
    /// Telephone numbers.
    Phones,
    /// E-mail addresses.
    Emails,
    /// Postal addresses.
    Address,
    /// Ids in other systems, by source.
    ExternalIds,
}

/// What reading a value from JSON needs to know.
#[derive(Debug, Clone, Copy)]
pub struct ParseCx<'a> {
    /// The country that telephone numbers without a prefix are of, as two capital letters.
    pub country: &'a str,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// The zone of times that name none.
    pub zone: &'a TimeZone,
}

/// What making cells of a value needs to know.
#[derive(Clone, Copy)]
pub struct CellCx<'a> {
    /// Makes the keys that text is ordered by.
    pub collator: &'a Collator,
    /// The workspace's currency.
    pub currency: Currency,
    /// How much of the workspace's currency one unit of another is worth; nothing where that is not known.
    pub rate: &'a dyn Fn(Currency) -> Option<Decimal>,
}

/// The questions that every kind answers. Values are never [`Value::Null`] here and the first cell never NULL: [`Kind`]
/// deals with "nothing" once for all.
pub(crate) trait Behaviour {
    /// The columns: their meaning and type. The value's own come first.
    fn parts(&self) -> &'static [(Part, ColumnType)];
    /// How many of the first columns are needed to read the value back.
    fn width(&self) -> usize {
        1
    }
    /// Reads the JSON form, normalising. `Value::Null` when what came amounts to nothing (an empty text or list).
    fn parse(&self, json: &Json, cx: &ParseCx<'_>) -> Result<Value, Problem>;
    /// One column of a value.
    fn cell(&self, value: &Value, part: Part, cx: &CellCx<'_>) -> Cell;
    /// The value from its first columns.
    fn value(&self, cells: &[CellRef<'_>]) -> Value;
    /// The JSON form, straight from the first columns.
    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>);
    /// The JSON form.
    fn to_json(&self, value: &Value) -> Json;
    /// The form for people and exports.
    fn text(&self, value: &Value, lang: Lang) -> String;
    /// The operators that filters may use.
    fn operators(&self) -> &'static [Op];
    /// One term of a filter.
    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem>;
    /// What orders it.
    fn sort_by(&self) -> Option<SortBy> {
        None
    }
    /// May reports be grouped by it?
    fn is_groupable(&self) -> bool {
        false
    }
    /// Have its values exact keys to be looked up by?
    fn has_lookup_keys(&self) -> bool {
        false
    }
    /// What it is looked up by, exactly.
    fn lookup_keys(&self, _value: &Value) -> Vec<String> {
        Vec::new()
    }
    /// What the search finds it by: folded words.
    fn search_text(&self, _value: &Value) -> String {
        String::new()
    }
}

macro_rules! dispatch {
    ($kind:expr, $it:ident => $answer:expr) => {
        match $kind {
            Kind::Text => {
                let $it = &text::Text;
                $answer
            }
            Kind::LongText => {
                let $it = &long_text::LongText;
                $answer
            }
            Kind::Number { scale } => {
                let $it = &number::Number { scale: *scale };
                $answer
            }
            Kind::Money => {
                let $it = &money::MoneyKind;
                $answer
            }
            Kind::Boolean => {
                let $it = &boolean::Boolean;
                $answer
            }
            Kind::Date => {
                let $it = &date::DateKind;
                $answer
            }
            Kind::DateTime => {
                let $it = &date_time::DateTime;
                $answer
            }
            Kind::OneOf { options } => {
                let $it = &one_of::OneOf { options };
                $answer
            }
            Kind::ManyOf { options, open } => {
                let $it = &many_of::ManyOf { options, open: *open };
                $answer
            }
            Kind::Link { targets } => {
                let $it = &link::Link { targets };
                $answer
            }
            Kind::User => {
                let $it = &reference::Reference::User;
                $answer
            }
            Kind::Users => {
                let $it = &users::Users;
                $answer
            }
            Kind::Pipeline => {
                let $it = &reference::Reference::Pipeline;
                $answer
            }
            Kind::Stage => {
                let $it = &reference::Reference::Stage;
                $answer
            }
            Kind::Phones => {
                let $it = &phones::Phones;
                $answer
            }
            Kind::Emails => {
                let $it = &emails::Emails;
                $answer
            }
            Kind::Address => {
                let $it = &address::AddressKind;
                $answer
            }
            Kind::ExternalIds => {
                let $it = &external_ids::ExternalIds;
                $answer
            }
        }
    };
}

impl Kind {
    /// Its name on the wire.
    pub const fn name(&self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::LongText => "long_text",
            Kind::Number { .. } => "number",
            Kind::Money => "money",
            Kind::Boolean => "boolean",
            Kind::Date => "date",
            Kind::DateTime => "date_time",
            Kind::OneOf { .. } => "one_of",
            Kind::ManyOf { .. } => "many_of",
            Kind::Link { .. } => "link",
            Kind::User => "user",
            Kind::Users => "users",
            Kind::Pipeline => "pipeline",
            Kind::Stage => "stage",
            Kind::Phones => "phones",
            Kind::Emails => "emails",
            Kind::Address => "address",
            Kind::ExternalIds => "external_ids",
        }
    }

    /// The options of a one-of or many-of field.
    pub fn options(&self) -> &[Choice] {
        match self {
            Kind::OneOf { options } | Kind::ManyOf { options, .. } => options,
            _ => &[],
        }
    }

    /// The objects that a link may point to.
    pub fn targets(&self) -> &[Arc<str>] {
        match self {
            Kind::Link { targets } => targets,
            _ => &[],
        }
    }

    /// The meaning and type of each column, the value's own first.
    pub fn parts(&self) -> &'static [(Part, ColumnType)] {
        dispatch!(self, kind => kind.parts())
    }

    /// The physical columns of a field of this kind whose column is `base`.
    pub fn columns(&self, base: &str) -> Vec<Column> {
        self.parts()
            .iter()
            .map(|(part, ty)| Column { name: format!("{base}{}", part.suffix()), ty: *ty, part: *part })
            .collect()
    }

    /// How many of the first columns [`Kind::value`] and [`Kind::write_json`] need. Reading more does no harm; the others
    /// are for comparing and ordering only.
    pub fn read_width(&self) -> usize {
        dispatch!(self, kind => kind.width())
    }

    /// Reads the JSON form of the wire. JSON null, empty texts and empty lists are [`Value::Null`].
    ///
    /// # Errors
    /// What is wrong; the caller adds the field's key.
    pub fn parse(&self, json: &Json, cx: &ParseCx<'_>) -> Result<Value, Problem> {
        if json.is_null() {
            return Ok(Value::Null);
        }
        dispatch!(self, kind => kind.parse(json, cx))
    }

    /// All columns of a value, in the order of [`Kind::columns`].
    pub fn cells(&self, value: &Value, cx: &CellCx<'_>) -> Vec<Cell> {
        let mut out = Vec::with_capacity(3);
        self.write_cells(value, cx, &mut out);
        out
    }

    /// Appends all columns of a value.
    pub fn write_cells(&self, value: &Value, cx: &CellCx<'_>, out: &mut Vec<Cell>) {
        for (part, _) in self.parts() {
            out.push(self.cell(value, *part, cx));
        }
    }

    /// One column of a value; NULL for a part that the kind does not have.
    pub fn cell(&self, value: &Value, part: Part, cx: &CellCx<'_>) -> Cell {
        if value.is_null() {
            return Cell::Null;
        }
        dispatch!(self, kind => kind.cell(value, part, cx))
    }

    /// The value of the first [`Kind::read_width`] columns.
    pub fn value<S: Stored>(&self, cells: &[S]) -> Value {
        let pair = first_two(cells);
        if matches!(pair[0], CellRef::Null) {
            return Value::Null;
        }
        dispatch!(self, kind => kind.value(&pair))
    }

    /// Writes the JSON form straight from the first [`Kind::read_width`] columns.
    pub fn write_json<S: Stored>(&self, cells: &[S], out: &mut Vec<u8>) {
        let pair = first_two(cells);
        if matches!(pair[0], CellRef::Null) {
            out.extend_from_slice(b"null");
            return;
        }
        dispatch!(self, kind => kind.write_json(&pair, out));
    }

    /// The JSON form.
    pub fn to_json(&self, value: &Value) -> Json {
        if value.is_null() {
            return Json::Null;
        }
        dispatch!(self, kind => kind.to_json(value))
    }

    /// The text form, for export and labels: options by their label, yes and no in words, lists separated by `; `.
    pub fn text(&self, value: &Value, lang: Lang) -> String {
        if value.is_null() {
            return String::new();
        }
        dispatch!(self, kind => kind.text(value, lang))
    }

    /// The operators that filters may use.
    pub fn operators(&self) -> &'static [Op] {
        dispatch!(self, kind => kind.operators())
    }

    /// What orders it.
    pub fn sort_by(&self) -> Option<SortBy> {
        dispatch!(self, kind => kind.sort_by())
    }

    /// Can lists be ordered by it?
    pub fn is_sortable(&self) -> bool {
        self.sort_by().is_some()
    }

    /// Can reports be grouped by it?
    pub fn is_groupable(&self) -> bool {
        dispatch!(self, kind => kind.is_groupable())
    }

    /// Have its values exact keys to be looked up by?
    pub fn has_lookup_keys(&self) -> bool {
        dispatch!(self, kind => kind.has_lookup_keys())
    }

    /// What it is looked up by, exactly: E.164 and digits of telephone numbers, e-mail addresses in lower case,
    /// `source:id` of external ids.
    pub fn lookup_keys(&self, value: &Value) -> Vec<String> {
        if value.is_null() {
            return Vec::new();
        }
        dispatch!(self, kind => kind.lookup_keys(value))
    }

    /// What the search finds it by: folded words.
    pub fn search_text(&self, value: &Value) -> String {
        if value.is_null() {
            return String::new();
        }
        dispatch!(self, kind => kind.search_text(value))
    }
}

/// One term of a filter on what a path ends at.
pub(crate) fn test(leaf: Leaf<'_>, cx: &TestCx<'_>) -> Result<Expr, Problem> {
    match leaf {
        Leaf::Kind(kind) => dispatch!(kind, kind => kind.test(cx)),
        Leaf::Team => reference::Reference::Team.test(cx),
    }
}

/// The operators of what a path ends at.
pub(crate) fn operators(leaf: Leaf<'_>) -> &'static [Op] {
    match leaf {
        Leaf::Kind(kind) => kind.operators(),
        Leaf::Team => reference::Reference::Team.operators(),
    }
}

pub(crate) use text::clean_line;

fn first_two<S: Stored>(cells: &[S]) -> [CellRef<'_>; 2] {
    [cells.first().map_or(CellRef::Null, Stored::cell), cells.get(1).map_or(CellRef::Null, Stored::cell)]
}

/// A value of another kind came to a kind's file. It cannot happen through [`Kind`]'s own `parse` and `value`; where a
/// program mixes kinds up it is stored as nothing rather than as something wrong.
#[track_caller]
fn mixed_up(kind: &str, value: &Value) -> Cell {
    debug_assert!(false, "{kind} was given {value:?}");
    Cell::Null
}
