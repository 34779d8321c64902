//! The totals that are kept are those of the records.

use kith_catalogue::Object;

use super::Report;
use crate::conn::Conn;
use crate::error::Result;
use crate::tally;

const ADVICE: &str = "stop the program, drop that table and start again: everything is counted anew";

pub(super) fn check(conn: &mut Conn, object: &Object, report: &mut Report) -> Result<()> {
    let Some(kept) = &object.tally else { return Ok(()) };
    let (counted, known) = (tally::of_records(conn, object, kept)?, tally::grouped(conn, object, kept)?);
    let is_kept = |group, figures: &tally::Figures| known.get(group).is_some_and(|other| other.equals(figures));
    let wrong = counted.iter().filter(|(group, figures)| !is_kept(*group, figures)).count();
    let more = known.keys().filter(|group| !counted.contains_key(*group)).count();
    if wrong + more > 0 {
        let what = format!("{} groups of {} have other totals than their records", wrong + more, object.key);
        report.error("totals", format!("{}: {what}", tally::table_of(object)), ADVICE);
    }
    Ok(())
}
