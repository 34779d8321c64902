//! Records by how their next task stands: overdue, for today, planned, or none at all. The next task is the open one that is
//! due first, as far as the actor may see it; who may not see tasks sees all without one.

use std::sync::Arc;

use kith_catalogue::filter::{Cmp, Expr, Linked, Test};
use kith_catalogue::standard::task::{self, ABOUT, DONE_AT, DUE_AT};
use kith_catalogue::{Object, Part};
use kith_engine::{Error, Reader, Result};

use super::{Slot, TaskState, figures};

/// How a record's next task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextIs {
    /// There is one, and it stands so.
    Open(TaskState),
    /// There is none.
    None,
}

/// How many records there are of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaskCounts {
    /// Whose next task was due on a day that has passed.
    pub overdue: u64,
    /// Whose next task is due today.
    pub today: u64,
    /// Whose next task is due later, or at no stated time.
    pub planned: u64,
    /// Who have none.
    pub none: u64,
}

/// Records whose next task stands so.
pub(super) fn filter(reader: &Reader<'_>, next: NextIs) -> Result<Expr> {
    let Some(tasks) = OpenTasks::of(reader)? else {
        return Ok(if next == NextIs::None { Expr::True } else { Expr::False });
    };
    Ok(match next {
        NextIs::Open(TaskState::Overdue) => tasks.due_before(tasks.begins),
        NextIs::Open(TaskState::Today) => tasks.due_today().and(tasks.due_before(tasks.begins).negate()),
        NextIs::Open(TaskState::Planned) => tasks.any().and(tasks.due_before(tasks.ends).negate()),
        NextIs::None => tasks.any().negate(),
    })
}

/// How the next tasks of each column's records stand. The questions begin at the open tasks, of which there are few.
pub(super) fn count(
    reader: &mut Reader<'_>,
    object: &Object,
    slots: &[Slot],
    filter: &Expr,
) -> Result<Vec<TaskCounts>> {
    let all = figures::counts(reader, object, slots, filter)?;
    let Some(tasks) = OpenTasks::of(reader)? else {
        return Ok(all.into_iter().map(|none| TaskCounts { none, ..TaskCounts::default() }).collect());
    };
    let mut of = |narrow: Expr| figures::counts(reader, object, slots, &filter.clone().and(narrow));
    let open = of(tasks.any())?;
    let overdue = of(tasks.due_before(tasks.begins))?;
    let by_tonight = of(tasks.due_before(tasks.ends))?;
    let counts = (0..slots.len()).map(|at| TaskCounts {
        overdue: overdue[at],
        today: by_tonight[at].saturating_sub(overdue[at]),
        planned: open[at].saturating_sub(by_tonight[at]),
        none: all[at].saturating_sub(open[at]),
    });
    Ok(counts.collect())
}

/// Questions about the open tasks of a record.
struct OpenTasks {
    object: Arc<Object>,
    about: usize,
    done_at: usize,
    due_at: usize,
    /// When the actor's day begins and the next one does, in milliseconds.
    begins: i64,
    ends: i64,
}

impl OpenTasks {
    /// None for who may not see tasks, or not what is asked of them.
    fn of(reader: &Reader<'_>) -> Result<Option<Self>> {
        let object = match reader.object(task::KEY) {
            Ok(object) => object,
            Err(Error::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let [about, done_at, due_at] = [ABOUT, DONE_AT, DUE_AT].map(|key| object.must(key));
        let access = reader.access.object(&object);
        if ![about, done_at, due_at].iter().all(|&field| access.may_read(field)) {
            return Ok(None);
        }
        let zone = reader.zone();
        let today = reader.ctx.now.to_zoned(zone.clone()).date();
        let starts = |day: jiff::civil::Date| {
            day.to_zoned(zone.clone()).map_or(i64::MAX, |zoned| zoned.timestamp().as_millisecond())
        };
        let (begins, ends) = (starts(today), starts(today.saturating_add(jiff::Span::new().days(1))));
        Ok(Some(Self { object, about, done_at, due_at, begins, ends }))
    }

    fn linked(&self, due: Option<Test>) -> Expr {
        let open = Expr::term(self.done_at, Test::Filled).negate();
        let filter = due.into_iter().fold(open, |all, test| all.and(Expr::term(self.due_at, test)));
        Expr::Linked(Box::new(Linked { object: Arc::clone(&self.object.key), field: self.about, filter }))
    }

    fn any(&self) -> Expr {
        self.linked(None)
    }

    fn due_before(&self, moment: i64) -> Expr {
        self.linked(Some(Test::Compare { part: Part::Value, cmp: Cmp::Lt, to: moment }))
    }

    fn due_today(&self) -> Expr {
        self.linked(Some(Test::Between { part: Part::Value, from: self.begins, to: self.ends - 1 }))
    }
}
