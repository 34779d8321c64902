//! Search over names, telephones, e-mail addresses, numbers, notes and files: parts of words, blind to case and diacritics,
//! with the same answer on both databases.
//!
//! Each object has a table `search_<key>` of its folded text. It only proposes candidates (SQLite: an FTS5 index of
//! trigrams without the text itself; PostgreSQL: a GIN index of trigrams where the extension can be had, else a scan);
//! what counts is the check against those columns of the record that the asker may read, under his row rule, in the same
//! statement and before its limit. So nothing that he may not see shapes the answer.

mod ask;
mod beside;
mod excerpt;
mod find;
mod fit;
mod noted;
mod rare;
mod spelling;
mod tables;

pub use beside::Beside;
pub use find::{Found, Hit, find};
pub use fit::Fit;
pub(crate) use rare::{Rarity, narrow};
pub use tables::rebuild;
pub(crate) use tables::{add, add_many, ensure, key, refresh, remove, searchable, table_of, text_of};
