//! Working time: when people work. The workspace has weekly hours and days that differ; a team may have its own; people
//! are away now and then. What is due "in two working hours" and how long an answer took is counted by these.

mod absences;
mod calendar;
mod due;
mod hours;
mod kept;

pub(crate) use absences::days_of_all;
pub use absences::{Absence, NewAbsence, absences, add_absence, remove_absence};
pub use calendar::Calendar;
pub(crate) use due::after;
pub use hours::{Span, SpecialDay, Week};
pub use kept::{Hours, HoursChange, WorkingTime, forget_team, load, set_team, set_workspace};
pub(crate) use kept::{LONGEST, calendar_of};
