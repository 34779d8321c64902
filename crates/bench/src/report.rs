//! What was measured, as a page.

use std::fmt::Write;
use std::time::Duration;

use crate::measure::Timing;
use crate::scenario::Operation;

/// The figures of one operation.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Which operation.
    pub operation: Operation,
    /// Through HTTP, one client.
    pub one: Timing,
    /// Through HTTP, eight clients.
    pub eight: Timing,
    /// The bare statements, in process, the same database.
    pub bare: Option<Timing>,
}

/// The figures of loading through the import and of the bare INSERTs.
#[derive(Clone, Copy, Debug)]
pub struct ImportFigure {
    /// Rows of the file.
    pub rows: usize,
    /// Time of the import, from the upload to the last row.
    pub import: Duration,
    /// Processor time of the server for it.
    pub cpu: Duration,
    /// Time of the bare INSERTs of the same rows and events.
    pub bare: Duration,
    /// Time of the bare INSERTs with the search and look-up rows too.
    pub bare_with_search: Duration,
}

/// The figures of one size.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The letter.
    pub size: &'static str,
    /// Rows of contacts, companies, deals, activities.
    pub rows: [usize; 4],
    /// Rows a second when loading through the engine's bulk path.
    pub load_rate: f64,
    /// Size of the database on disk.
    pub disk: u64,
    /// Time from starting the process to the first good answer.
    pub cold_start: Duration,
    /// Resident memory after the first answer, all and anonymous.
    pub idle: (u64, u64),
    /// Resident memory after the measurement, all and anonymous.
    pub busy: (u64, u64),
    /// Operations.
    pub figures: Vec<Figure>,
    /// The import, when it was measured.
    pub import: Option<ImportFigure>,
}

/// What the figures were measured on.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Processor and number of cores.
    pub machine: String,
    /// Operating system's kernel.
    pub system: String,
    /// Commit, with a mark when the tree had changes.
    pub commit: String,
    /// Database.
    pub database: &'static str,
    /// Size of the binary.
    pub binary: u64,
    /// Day.
    pub day: String,
}

impl Chapter {
    fn figure(&self, operation: Operation) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.operation == operation)
    }

    fn empty(&self) -> Timing {
        self.figure(Operation::Empty).map(|figure| figure.one).unwrap_or_default()
    }

    /// How many times the bare statement's time an answer takes beyond an empty request.
    fn ratio(&self, figure: &Figure) -> Option<f64> {
        let bare = figure.bare?.median.as_secs_f64();
        let requests = if figure.operation == Operation::Record { 2 } else { 1 };
        let own = figure.one.median.saturating_sub(self.empty().median * requests).as_secs_f64();
        (bare > 0.0).then_some(own / bare)
    }

    /// The same in processor time.
    fn cpu_ratio(&self, figure: &Figure) -> Option<f64> {
        let bare = figure.bare?.cpu.as_secs_f64();
        let requests = if figure.operation == Operation::Record { 2 } else { 1 };
        let own = figure.one.cpu.saturating_sub(self.empty().cpu * requests).as_secs_f64();
        (bare > 0.0).then_some(own / bare)
    }
}

/// The whole page.
pub fn page(setting: &Setting, chapters: &[Chapter], remarks: &str) -> String {
    let mut out = String::new();
    let mib = |bytes: u64| format!("{:.1}", bytes as f64 / (1024.0 * 1024.0));
    let _ = write!(
        out,
        "# Measured\n\nWritten by `make bench`; every figure is of one run on one machine, so read the ratios first.\n\n\
         | | |\n|---|---|\n| machine | {} |\n| system | {} |\n| commit | {} |\n| day | {} |\n| database | {} |\n| binary | {} MiB |\n\n\
         \"Bare\" is the SQL that answers the same question, run in process by prepared statements on the same file in the same run. \
         \"Times bare\" takes an empty signed-in request off the answer's median first. Processor time is of the server's process, all threads.\n",
        setting.machine,
        setting.system,
        setting.commit,
        setting.day,
        setting.database,
        mib(setting.binary)
    );
    for chapter in chapters {
        chapter_text(&mut out, chapter);
    }
    goals(&mut out, setting, chapters);
    if !remarks.trim().is_empty() {
        let _ = write!(out, "\n{}\n", remarks.trim());
    }
    out
}

fn chapter_text(out: &mut String, chapter: &Chapter) {
    let [contacts, companies, deals, activities] = chapter.rows;
    let mib = |bytes: u64| bytes as f64 / (1024.0 * 1024.0);
    let _ = write!(
        out,
        "\n## {}: {} contacts, {} companies, {} deals, {} activities\n\n\
         Loaded through the engine at {} records a second (rights, validation, duplicate keys, search and events included); \
         {:.0} MiB on disk. Cold start {} to the first good answer; memory idle {:.1} MiB ({:.1} anonymous), after the run {:.1} MiB ({:.1} anonymous).\n\n\
         | operation | p50, 1 client | p99 | server CPU | 8 clients, per second | p99 | bare p50 | times bare | CPU times bare |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
        chapter.size,
        grouped(contacts),
        grouped(companies),
        grouped(deals),
        grouped(activities),
        grouped(chapter.load_rate as usize),
        mib(chapter.disk),
        time(chapter.cold_start),
        mib(chapter.idle.0),
        mib(chapter.idle.1),
        mib(chapter.busy.0),
        mib(chapter.busy.1),
    );
    for figure in &chapter.figures {
        let dash = || "–".to_owned();
        let times = |ratio: Option<f64>| ratio.map_or_else(dash, |r| format!("{r:.1}×"));
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            figure.operation.title(),
            time(figure.one.median),
            time(figure.one.worst),
            time(figure.one.cpu),
            grouped(figure.eight.rate as usize),
            time(figure.eight.worst),
            figure.bare.map_or_else(dash, |bare| time(bare.median)),
            times(chapter.ratio(figure)),
            times(chapter.cpu_ratio(figure)),
        );
    }
    if let Some(import) = &chapter.import {
        let per_second = import.rows as f64 / import.import.as_secs_f64().max(1e-9);
        let _ = write!(
            out,
            "\nImport of a CSV file of {} contacts through the API: {} ({} rows a second, {} of processor time). \
             Bare INSERTs of the same rows and events under the same indexes: {}, so {:.1} times; \
             with the rows of search and look-up as well: {}, so {:.1} times.\n",
            grouped(import.rows),
            time(import.import),
            grouped(per_second as usize),
            time(import.cpu),
            time(import.bare),
            import.import.as_secs_f64() / import.bare.as_secs_f64().max(1e-9),
            time(import.bare_with_search),
            import.import.as_secs_f64() / import.bare_with_search.as_secs_f64().max(1e-9),
        );
    }
}

/// Which of the goals are met, at the largest size measured.
fn goals(out: &mut String, setting: &Setting, chapters: &[Chapter]) {
    let (Some(small), Some(large)) = (chapters.first(), chapters.last()) else { return };
    let _ = write!(out, "\n## Against the goals\n\n| goal | reached | met |\n|---|---|---|\n");
    let mut line = |goal: String, reached: String, met: bool| {
        let _ = writeln!(out, "| {goal} | {reached} | {} |", if met { "yes" } else { "**no**" });
    };
    for operation in [Operation::List, Operation::Filtered, Operation::Scroll, Operation::Record, Operation::Board] {
        if let Some((figure, ratio)) = large.figure(operation).and_then(|f| Some((f, large.ratio(f)?))) {
            let reached = format!("{ratio:.1} times bare, {}", time(figure.one.median));
            line(
                format!("{} at {} within 3 times bare and an empty request", operation.title(), large.size),
                reached,
                ratio <= 3.0,
            );
        }
    }
    if small.size != large.size {
        for operation in [Operation::List, Operation::Board, Operation::Record] {
            if let (Some(a), Some(b)) = (small.figure(operation), large.figure(operation)) {
                let growth = b.one.median.as_secs_f64() / a.one.median.as_secs_f64().max(1e-9);
                let goal = format!("{} at {} within 2 times of {}", operation.title(), large.size, small.size);
                line(goal, format!("{growth:.1} times"), growth <= 2.0);
            }
        }
    }
    if let Some(jump) = large.figure(Operation::Jump) {
        let met = jump.one.median <= Duration::from_millis(20);
        line(format!("jump to the middle at {} within 20 ms", large.size), time(jump.one.median), met);
    }
    line(
        format!("cold start at {} under 300 ms", large.size),
        time(large.cold_start),
        large.cold_start < Duration::from_millis(300),
    );
    let idle = large.idle.0 as f64 / (1024.0 * 1024.0);
    line("idle memory under 64 MiB".to_owned(), format!("{idle:.1} MiB"), idle < 64.0);
    let binary = setting.binary as f64 / (1024.0 * 1024.0);
    line("binary with the UI under 40 MiB".to_owned(), format!("{binary:.1} MiB"), binary < 40.0);
    for chapter in chapters {
        if let Some(import) = &chapter.import {
            let rows = grouped(import.rows);
            let mut import_line = |of: &str, bare: Duration| {
                let ratio = import.import.as_secs_f64() / bare.as_secs_f64().max(1e-9);
                let goal = format!("import of {rows} contacts within 2.5 times the bare INSERTs of {of}");
                line(goal, format!("{ratio:.1} times"), ratio <= 2.5);
            };
            import_line("rows, events, look-up and search", import.bare_with_search);
            import_line("rows and events alone", import.bare);
        }
    }
    if let Some(chapter) = chapters.iter().find(|chapter| chapter.size == "L") {
        for figure in &chapter.figures {
            let Some(peer) = figure.operation.best_peer() else { continue };
            let share = if figure.operation.writes() { 30.0 } else { 100.0 };
            let own = figure.one.cpu.as_secs_f64() * 1000.0;
            let goal = format!(
                "{} at L: a {share:.0}th of the best peer's {peer:.0} ms of processor time",
                figure.operation.title()
            );
            line(goal, format!("{own:.2} ms, a {:.0}th", peer / own.max(1e-6)), own * share <= peer);
        }
    }
}

fn time(duration: Duration) -> String {
    let micros = duration.as_secs_f64() * 1e6;
    match micros {
        m if m < 1_000.0 => format!("{m:.0} µs"),
        m if m < 10_000.0 => format!("{:.2} ms", m / 1e3),
        m if m < 1_000_000.0 => format!("{:.0} ms", m / 1e3),
        m => format!("{:.1} s", m / 1e6),
    }
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_times_read_well() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(12), "12");
        assert_eq!(time(Duration::from_micros(312)), "312 µs");
        assert_eq!(time(Duration::from_micros(4_321)), "4.32 ms");
        assert_eq!(time(Duration::from_millis(12_300)), "12.3 s");
    }
}
