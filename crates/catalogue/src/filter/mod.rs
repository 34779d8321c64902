//! The filter language: one JSON form for views, the API, rights, rules and reports, checked against the catalogue once
//! and then evaluated in SQL (by the store) or in memory ([`Expr::matches`]) **with the same answer**.
//!
//! # Semantics
//!
//! Everything is two-valued: a filter says yes or no, never "unknown".
//!
//! * Every [`Test`] is *positive*: where the column it reads is NULL, the answer is **no**.
//! * [`Expr::Not`] is plain negation: yes becomes no and no becomes yes. `ne`, `not_in`, `empty` and the like are the
//!   negation of a positive test, so a record without a value *is* `ne "x"`, `not_in […]` and `empty`, and is neither
//!   `lt` nor `gte` anything.
//! * [`Expr::And`] of nothing is yes, [`Expr::Or`] of nothing is no; an empty `in` list is therefore no.
//!
//! SQL may compute positive tests, AND and OR in its three-valued way, since "unknown" never turns into yes there; only
//! NOT has to close the gap: `NOT e` is `(e) IS NOT TRUE`. For a test on a column `c` of the record itself these shorter
//! forms are equal and can use an index: not [`Test::Filled`] is `c IS NULL`; not [`Test::Eq`] is `c IS DISTINCT FROM x`
//! (SQLite: `c IS NOT x`).
//!
//! # Which column a test reads
//!
//! | test | reads | is yes when |
//! |---|---|---|
//! | `Filled` | `Part::Value` | the column is not NULL |
//! | `Eq {part, cell}` | the part named | equal to the cell, which is never `Null` |
//! | `In {part, cells}` | the part named | equal to one of the cells, which are not empty and of one type |
//! | `Compare {part, cmp, to}` | the part named, an integer column | less, greater … |
//! | `Between {part, from, to}` | the part named, an integer column | `from <= c AND c <= to` |
//! | `Contains {part, text}` | the part named, a text column | the text occurs in it, letter for letter (no wildcards, case counts) |
//! | `Starts {part, text}` | the part named, a text column | it begins with the text, letter for letter |
//! | `Has {option}` | `Part::Value` of many-of | <code>&#124;option&#124;</code> occurs in it, letter for letter |
//! | `Lookup {keys}` | the `lookup` rows of this record and field | one of the keys is there |
//! | `Stayed {end, stages, from, to}` | the stays of this record in stages | one in such a stage began (ended) then |
//! | [`Expr::Id`] | the record's own `id` | it is one of the list, which may be empty |
//!
//! Cells are in stored form already: folded text, scaled numbers, minor units, milliseconds, yyyymmdd. Letter for letter
//! means `instr(c, x) > 0` / `strpos(c, x) > 0`, or LIKE with the wildcards escaped where the column is folded (LIKE in
//! SQLite is blind to ASCII case, which `Has` must not be). Equality of text is by bytes.
//!
//! How operators become tests, kind by kind, is said in each kind's file: text `eq`/`in` compare `Part::Fold`,
//! `contains`/`starts` search `Part::Fold`; money without a currency compares `Part::Base`, with a currency it is
//! `And[Eq{Currency}, Compare{Value}]`; phones, e-mails and external ids `eq`/`in` are `Lookup`; a bare date against a
//! date-time is `Between` over that day in the zone; everything else compares `Part::Value`.
//!
//! # Whole records that are linked
//!
//! `{"linked": {"object", "by", "filter"}}` is yes when some live record of another object that the asker may see links here by
//! that field (of one target, or of several) and passes the filter; `{"through": {"field", "filter"}}` when the live record that a link with one
//! target leads to may be seen and passes it. Both are positive tests, and only a database answers them: in memory they are
//! always no, so whoever evaluates filters there refuses them ([`Expr::asks_others`]).
//!
//! # Paths
//!
//! A path is a field of the object, or one step further through a field that refers to something:
//!
//! * [`Step::Record`] (a link with one target): the column of the linked record. Where the link is empty, or the linked
//!   record is in the bin or not visible to the asker, the column **is NULL**. So a positive test is
//!   `EXISTS (SELECT 1 FROM target t WHERE t.id = link AND t.deleted_at IS NULL AND <row rule> AND <test on t>)` and its
//!   negation the negation of that. `Lookup` joins on the target's `rid`, with the target's object and field.
//! * [`Step::User`]: a column of `user_account`, whoever asks and whether or not the user is active: `name` (Value, Fold =
//!   `name_f`, Sort = `name_s`), `email` (kept in lower case; Value and Fold are both the column `email`, Sort too),
//!   `team`, `manager`, `office` (UUIDs), `active` (0/1).
//! * [`Step::Stage`]: a column of `stage`: `name` (Value, Fold = `name_f`, Sort = `name_s`), `kind`, `probability`,
//!   `position`; [`Step::Pipeline`]: `name` of `pipeline` likewise.

mod build;
mod eval;
mod parse;
mod path;
mod times;

use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

pub use eval::{Candidate, ValueRow};
pub use path::{Leaf, Path, PipelineField, StageField, Step, UserField};

use crate::{Catalogue, Cell, Object, Part, Problem};
pub(crate) use build::TestCx;

/// How deep a filter may nest.
pub const MAX_DEPTH: usize = 16;
/// How many terms a filter may have.
pub const MAX_TERMS: usize = 200;
/// How many values an `in` list may have.
pub const MAX_LIST: usize = 1_000;
/// How many values a filter may have in all: databases take only so many parameters.
pub const MAX_VALUES: usize = 5_000;

/// A checked filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// Every record.
    True,
    /// No record.
    False,
    /// All of these.
    And(Vec<Expr>),
    /// Any of these.
    Or(Vec<Expr>),
    /// Not this.
    Not(Box<Expr>),
    /// A test on a field.
    Term(Term),
    /// The record's own id is one of these.
    Id(Vec<Uuid>),
    /// Another record links here.
    Linked(Box<Linked>),
    /// A link leads to a record that is so.
    Through(Box<Through>),
}

/// The live record of another object that a link with one target leads to, which the asker may see, is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Through {
    /// The link.
    pub field: crate::FieldIx,
    /// The object that it leads to.
    pub object: std::sync::Arc<str>,
    /// What its record is.
    pub filter: Expr,
}

/// Some live record of another object that the asker may see links to the record, and is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The object that links here.
    pub object: std::sync::Arc<str>,
    /// Its field that does.
    pub field: crate::FieldIx,
    /// Which of its records.
    pub filter: Expr,
}

/// A test on a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Where.
    pub path: Path,
    /// What.
    pub test: Test,
}

/// A positive test: no when the column is NULL. See the module's description for what each reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Not NULL.
    Filled,
    /// Equal.
    Eq {
        /// The column.
        part: Part,
        /// What it equals.
        cell: Cell,
    },
    /// Equal to one of several.
    In {
        /// The column.
        part: Part,
        /// At least one, all of one type, none NULL.
        cells: Vec<Cell>,
    },
    /// Less, greater.
    Compare {
        /// The column.
        part: Part,
        /// How.
        cmp: Cmp,
        /// With what.
        to: i64,
    },
    /// Within bounds, both included.
    Between {
        /// The column.
        part: Part,
        /// Lower bound.
        from: i64,
        /// Upper bound.
        to: i64,
    },
    /// The text occurs in it.
    Contains {
        /// The column.
        part: Part,
        /// Not empty; folded where the column is.
        text: String,
    },
    /// It begins with the text.
    Starts {
        /// The column.
        part: Part,
        /// Not empty; folded where the column is.
        text: String,
    },
    /// A many-of value has the option.
    Has {
        /// The option's key.
        option: String,
    },
    /// One of the keys is among the record's look-up rows for the field.
    Lookup {
        /// At least one.
        keys: Vec<String>,
    },
    /// The record has at some time been in one of these stages: a question for its history, not for where it stands. A
    /// database answers it; in memory it is always no.
    Stayed {
        /// Whether the stay began or ended within the bounds.
        end: StayEnd,
        /// At least one.
        stages: Vec<Uuid>,
        /// From when on, in milliseconds UTC.
        from: Option<i64>,
        /// Until when, included.
        to: Option<i64>,
    },
}

/// Which end of a stay a test is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StayEnd {
    /// When it began.
    Entered,
    /// When it ended; a stay that goes on has not.
    Left,
}

/// An order comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cmp {
    /// `<`
    Lt,
    /// `<=`
    Lte,
    /// `>`
    Gt,
    /// `>=`
    Gte,
}

impl Cmp {
    /// The SQL sign.
    pub const fn sign(self) -> &'static str {
        match self {
            Cmp::Lt => "<",
            Cmp::Lte => "<=",
            Cmp::Gt => ">",
            Cmp::Gte => ">=",
        }
    }
}

/// An operator of the language. Which ones a field has is a matter of its kind: [`crate::Kind::operators`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Op {
    Eq,
    Ne,
    Lt,
    Lte,
    Gt,
    Gte,
    In,
    NotIn,
    Contains,
    Starts,
    Empty,
    NotEmpty,
    Between,
    Within,
    Entered,
    Left,
}

impl Op {
    /// All of them.
    pub const ALL: [Op; 16] = [
        Op::Eq,
        Op::Ne,
        Op::Lt,
        Op::Lte,
        Op::Gt,
        Op::Gte,
        Op::In,
        Op::NotIn,
        Op::Contains,
        Op::Starts,
        Op::Empty,
        Op::NotEmpty,
        Op::Between,
        Op::Within,
        Op::Entered,
        Op::Left,
    ];

    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Op::Eq => "eq",
            Op::Ne => "ne",
            Op::Lt => "lt",
            Op::Lte => "lte",
            Op::Gt => "gt",
            Op::Gte => "gte",
            Op::In => "in",
            Op::NotIn => "not_in",
            Op::Contains => "contains",
            Op::Starts => "starts",
            Op::Empty => "empty",
            Op::NotEmpty => "not_empty",
            Op::Between => "between",
            Op::Within => "within",
            Op::Entered => "entered",
            Op::Left => "left",
        }
    }

    /// By its name on the wire.
    pub fn parse(name: &str) -> Option<Op> {
        Op::ALL.into_iter().find(|op| op.name() == name)
    }
}

/// Who asks, and when: what `"@me"`, `"@my_team"`, `"@now"`, `"@today"` and `within` mean.
#[derive(Debug, Clone, Copy)]
pub struct FilterCx<'a> {
    /// The person asking, if it is one.
    pub me: Option<Uuid>,
    /// His team.
    pub my_team: Option<Uuid>,
    /// The users of his team and of those below it, himself included.
    pub team: &'a [Uuid],
    /// Now.
    pub now: Timestamp,
    /// The zone that days are counted in.
    pub zone: &'a TimeZone,
}

/// The filter language's way in.
pub struct Filter;

impl Filter {
    /// Reads a filter. JSON `null` and `{}` are every record.
    ///
    /// # Errors
    /// All problems found, each naming its place (`and[1].value`) and the field or operator that is wrong.
    pub fn parse(
        json: &serde_json::Value,
        catalogue: &Catalogue,
        object: &Object,
        cx: &FilterCx<'_>,
    ) -> Result<Expr, Vec<Problem>> {
        parse::parse(json, catalogue, object, cx)
    }
}

impl Expr {
    /// All of these; nothing asked is yes.
    pub fn all(parts: impl IntoIterator<Item = Expr>) -> Expr {
        let mut list = Vec::new();
        for part in parts {
            match part {
                Expr::True => {}
                Expr::False => return Expr::False,
                Expr::And(inner) => list.extend(inner),
                other => list.push(other),
            }
        }
        match list.len() {
            0 => Expr::True,
            1 => list.remove(0),
            _ => Expr::And(list),
        }
    }

    /// Any of these; nothing asked is no.
    pub fn any(parts: impl IntoIterator<Item = Expr>) -> Expr {
        let mut list = Vec::new();
        for part in parts {
            match part {
                Expr::False => {}
                Expr::True => return Expr::True,
                Expr::Or(inner) => list.extend(inner),
                other => list.push(other),
            }
        }
        match list.len() {
            0 => Expr::False,
            1 => list.remove(0),
            _ => Expr::Or(list),
        }
    }

    /// Not this.
    #[must_use]
    pub fn negate(self) -> Expr {
        match self {
            Expr::True => Expr::False,
            Expr::False => Expr::True,
            Expr::Not(inner) => *inner,
            other => Expr::Not(Box::new(other)),
        }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Expr) -> Expr {
        Expr::all([self, other])
    }

    /// A test on a field of the object itself.
    pub fn term(field: crate::FieldIx, test: Test) -> Expr {
        Expr::Term(Term { path: Path::field(field), test })
    }

    /// A field of the object itself equals a stored value (which must not be NULL).
    pub fn eq(field: crate::FieldIx, part: Part, cell: impl Into<Cell>) -> Expr {
        Expr::term(field, Test::Eq { part, cell: cell.into() })
    }

    /// Every path that the filter reads, so that the policy can be asked about each.
    pub fn paths(&self) -> Vec<&Path> {
        let mut found = Vec::new();
        self.visit(&mut |term| found.push(&term.path));
        found
    }

    /// Whether only a database can answer it, since it asks about other records as a whole or where the record has been.
    pub fn asks_others(&self) -> bool {
        match self {
            Expr::Linked(_) | Expr::Through(_) => true,
            Expr::True | Expr::False | Expr::Id(_) => false,
            Expr::Term(term) => matches!(term.test, Test::Stayed { .. }),
            Expr::And(parts) | Expr::Or(parts) => parts.iter().any(Expr::asks_others),
            Expr::Not(inner) => inner.asks_others(),
        }
    }

    /// Shows every term about the record itself to a function.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a Term)) {
        match self {
            Expr::True | Expr::False | Expr::Id(_) | Expr::Linked(_) | Expr::Through(_) => {}
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| part.visit(see)),
            Expr::Not(inner) => inner.visit(see),
            Expr::Term(term) => see(term),
        }
    }
}
