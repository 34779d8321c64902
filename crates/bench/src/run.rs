//! The measurement as a whole: for each size a fresh workspace, loaded, measured and thrown away.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use kith_catalogue::Catalogue;
use kith_engine::Workspace;
use rusqlite::params;
use serde_json::json;

use crate::bare::Bare;
use crate::data::{Generator, Ids, Size};
use crate::http::Client;
use crate::import;
use crate::load::{self, Loaded};
use crate::measure::{self, Span, Timing};
use crate::process::Server;
use crate::replay::{self, Extent};
use crate::report::{Chapter, Figure, Setting, page};
use crate::scenario::{Operation, Scene};

/// What to measure.
#[derive(Clone, Debug)]
pub struct Options {
    /// Sizes by letter: `s`, `l`, `xl`.
    pub sizes: Vec<String>,
    /// Where the page goes; standard output when none.
    pub out: Option<PathBuf>,
    /// Where the databases are made; a temporary folder when none.
    pub folder: Option<PathBuf>,
    /// Only make the workspace of the first size, in this folder, and leave it there to be served.
    pub load: Option<PathBuf>,
    /// Seconds for each operation and number of clients.
    pub seconds: f64,
    /// Seed of the generated data.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { sizes: vec!["s".to_owned(), "l".to_owned()], out: None, folder: None, load: None, seconds: 1.5, seed: 1 }
    }
}

/// Opens the workspace of a data folder.
pub type Open = dyn Fn(&Path) -> Result<Workspace, Box<dyn Error>>;

/// How the program opens a workspace on a data folder, and where its database then is.
pub struct Host<'a> {
    /// Opens the workspace.
    pub open: &'a Open,
    /// The database's file in a data folder.
    pub database: &'a dyn Fn(&Path) -> PathBuf,
}

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Measures and writes the page. Words about progress go to standard error.
///
/// # Errors
/// When anything on the way fails: a measurement with holes would mislead.
pub fn run(options: &Options, host: &Host<'_>) -> Outcome<()> {
    let sizes: Vec<Size> = options
        .sizes
        .iter()
        .map(|name| Size::named(name).ok_or_else(|| format!("there is no size {name}: s, l or xl").into()))
        .collect::<Outcome<_>>()?;
    if let Some(folder) = &options.load {
        let size = *sizes.first().ok_or("no size was named")?;
        return make(options, host, size, folder).map(drop);
    }
    let base =
        options.folder.clone().unwrap_or_else(std::env::temp_dir).join(format!("kith-bench-{}", std::process::id()));
    let mut chapters = Vec::new();
    for size in sizes {
        let folder = base.join(size.name);
        fs::create_dir_all(&folder)?;
        let chapter = measure_size(options, host, size, &folder);
        fs::remove_dir_all(&folder)?;
        chapters.push(chapter?);
    }
    fs::remove_dir_all(&base)?;
    chapters.sort_by_key(|chapter| chapter.rows[0]);
    let remarks = options.out.as_deref().map(kept_remarks).unwrap_or_default();
    let text = page(&setting()?, &chapters, &remarks);
    match &options.out {
        Some(file) => {
            fs::write(file, text)?;
            eprintln!("wrote {}", file.display());
        }
        None => println!("{text}"),
    }
    Ok(())
}

/// A workspace that has been filled.
struct Made {
    token: String,
    generator: Generator,
    loaded: Loaded,
    cat: std::sync::Arc<Catalogue>,
    database: PathBuf,
}

fn make(options: &Options, host: &Host<'_>, size: Size, data: &Path) -> Outcome<Made> {
    eprintln!("{}: {} contacts, {} companies, {} deals", size.name, size.contacts, size.companies, size.deals);
    let (token, ids) = set_up(data)?;
    let workspace = (host.open)(data)?;
    let generator = Generator::new(size, options.seed, workspace.clock().now(), "RUB");
    let loaded = load::load(&workspace, &generator, ids, &progress)?;
    let cat = workspace.catalogue();
    drop(workspace);
    let database = (host.database)(data);
    empty_log(&database)?;
    Ok(Made { token, generator, loaded, cat, database })
}

fn measure_size(options: &Options, host: &Host<'_>, size: Size, folder: &Path) -> Outcome<Chapter> {
    let data = folder.join("data");
    let Made { token, generator, loaded, cat, database } = make(options, host, size, &data)?;
    let copy = folder.join("copy.db");
    fs::copy(&database, &copy)?;
    // On the disk before anything is timed, so that nobody's commit waits for it.
    fs::File::open(&copy)?.sync_all()?;
    fs::File::open(&database)?.sync_all()?;

    let server = Server::start(&data, None)?;
    let idle = server.memory();
    let mut scene = Scene { generator: &generator, ids: &loaded.ids, cursors: Vec::new(), open_deals: Vec::new() };
    let mut client = Client::new(server.address, &token);
    scene.collect_cursors(&mut client)?;
    scene.collect_open_deals(&mut client)?;
    settle(&server);
    let mut figures = Vec::new();
    for operation in Operation::ALL {
        let figure = if operation.writes() {
            writing(options, operation, &scene, &server, &token, &cat, &database, &copy)?
        } else {
            reading(options, operation, &scene, &server, &token, &cat, &database)?
        };
        eprintln!(
            "  {:<34} {:>9.3} ms  {:>9.3} ms of processor",
            operation.title(),
            ms(figure.one.median),
            ms(figure.one.cpu)
        );
        figures.push(figure);
    }
    let rows = if size.contacts >= 100_000 { 100_000 } else { 10_000 };
    let contact = cat.object("contact").ok_or("no contacts")?;
    let import = import::measure(&server, &mut client, &generator, contact, &database, &copy, rows)?;
    eprintln!(
        "  {:<34} {:>9.1} s, bare {:.1} s",
        format!("import of {rows} contacts"),
        import.import.as_secs_f64(),
        import.bare.as_secs_f64()
    );
    Ok(chapter(size, &loaded, &database, &server, idle, figures, import))
}

/// Brings everything from the write-ahead log into the file. The store that loaded it may still be closing on a thread of
/// its own, and a file copied meanwhile is torn.
fn empty_log(database: &Path) -> Outcome<()> {
    let conn = rusqlite::Connection::open(database)?;
    conn.busy_timeout(Duration::from_secs(60))?;
    while conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))? != 0 {
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Waits until the server rests: a while after its start SQLite empties its log and looks at its statistics.
fn settle(server: &Server) {
    const AT_MOST: Duration = Duration::from_secs(60);
    const REST: Duration = Duration::from_secs(8);
    let begun = Instant::now();
    loop {
        let before = server.cpu();
        std::thread::sleep(REST);
        let used = server.cpu().saturating_sub(before);
        if used < REST / 50 || begun.elapsed() > AT_MOST {
            return;
        }
    }
}

fn chapter(
    size: Size,
    loaded: &Loaded,
    database: &Path,
    server: &Server,
    idle: (u64, u64),
    figures: Vec<Figure>,
    import: crate::report::ImportFigure,
) -> Chapter {
    Chapter {
        size: size.name,
        rows: [size.contacts, size.companies, size.deals, size.tasks + size.notes],
        load_rate: loaded.rows as f64 / loaded.time.as_secs_f64().max(1e-9),
        disk: fs::metadata(database).map_or(0, |file| file.len()),
        cold_start: server.cold_start,
        idle,
        busy: server.memory(),
        figures,
        import: Some(import),
    }
}

/// Sets a new workspace up through the API, as its first administrator does; answers a token and the pipeline's stages.
fn set_up(data: &Path) -> Outcome<(String, Ids)> {
    let server = Server::start(data, None)?;
    let mut client = Client::new(server.address, "");
    let first = client.post(
        "/api/v1/setup",
        &json!({"name": "Bench", "email": "bench@kith.example", "password": "measure twice, cut once", "language": "ru",
                "currency": "RUB", "country": "RU", "time_zone": "Europe/Moscow"}),
    )?;
    first.json()?;
    client.keep(first.cookie);
    let token = client.post("/api/v1/tokens", &json!({"name": "bench"}))?.json()?;
    let token = token["token"].as_str().ok_or("no token")?.to_owned();
    let pipelines = client.get("/api/v1/pipelines")?.json()?;
    let pipelines = pipelines.as_array().or_else(|| pipelines["pipelines"].as_array()).ok_or("no pipelines")?;
    let pipeline = pipelines.first().ok_or("no pipeline")?;
    let id = |value: &serde_json::Value| value["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default();
    let mut ids = Ids { pipeline: id(pipeline), ..Ids::default() };
    for stage in pipeline["stages"].as_array().ok_or("no stages")? {
        match stage["kind"].as_str() {
            Some("won") => ids.won_stage = id(stage),
            Some("lost") => ids.lost_stage = id(stage),
            _ => ids.open_stages.push(id(stage)),
        }
    }
    Ok((token, ids))
}

fn span(options: &Options) -> Span {
    Span { time: Duration::from_secs_f64(options.seconds), count: 20_000 }
}

fn reading(
    options: &Options,
    operation: Operation,
    scene: &Scene<'_>,
    server: &Server,
    token: &str,
    cat: &Catalogue,
    database: &Path,
) -> Outcome<Figure> {
    let request = |client: &mut Client, number: usize| scene.request(operation, client, number);
    let one = measure::over_http(server, token, 1, 0, span(options), &request)?;
    let eight = measure::over_http(server, token, 8, one.count, span(options), &request)?;
    let bare = Bare::open(database, cat, scene)?;
    let known = bare.answer(operation, scene, 0)?;
    let timing = measure::in_process(span(options), |number| bare.answer(operation, scene, number).map(drop))?;
    Ok(Figure { operation, one, eight, bare: known.then_some(timing) })
}

/// Writes are measured a fixed number of times, so that the rows they leave can be written again as bare statements.
#[expect(clippy::too_many_arguments, reason = "the parts of one measurement")]
fn writing(
    options: &Options,
    operation: Operation,
    scene: &Scene<'_>,
    server: &Server,
    token: &str,
    cat: &Catalogue,
    database: &Path,
    copy: &Path,
) -> Outcome<Figure> {
    let request = |client: &mut Client, number: usize| scene.request(operation, client, number);
    let object = cat.object(if operation == Operation::Move { "deal" } else { "contact" }).ok_or("no such object")?;
    let reader = rusqlite::Connection::open(database)?;
    let mark = replay::mark(&reader, object)?;
    let one = measure::over_http(server, token, 1, 0, span(options), &request)?;
    let extent = if operation == Operation::Create { Extent::WithSearch } else { Extent::Rows };
    let added = replay::added_since(&reader, object, mark, extent)?;
    let writer = replay::open(copy)?;
    let stage = scene.ids.open_stages[0];
    let bare = replay::write(&writer, &added, one.count + 3, |conn, number| match operation {
        Operation::Update => {
            let sql = format!(
                "UPDATE {} SET position = ?1, position__f = ?1, version = version + 1, updated_at = ?2 WHERE id = ?3",
                object.table
            );
            conn.prepare_cached(&sql)?
                .execute(params![format!("{number}"), number as i64, scene.contact(number).as_bytes()])
                .map(drop)
        }
        Operation::Move => {
            let sql =
                format!("UPDATE {} SET stage = ?1, version = version + 1, updated_at = ?2 WHERE id = ?3", object.table);
            let deal = scene.open_deals[number % scene.open_deals.len()].0;
            conn.prepare_cached(&sql)?.execute(params![stage.as_bytes(), number as i64, deal.as_bytes()])?;
            let left = "UPDATE stage_stay SET left_at = ?1 WHERE record = ?2 AND left_at IS NULL";
            conn.prepare_cached(left)?.execute(params![number as i64, deal.as_bytes()]).map(drop)
        }
        _ => Ok(()),
    })?;
    let eight = measure::over_http(server, token, 8, one.count + 3, span(options), &request)?;
    Ok(Figure { operation, one, eight, bare: Some(Timing { count: one.count, ..bare }) })
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn progress(what: &str, done: usize, of: usize) {
    if done == of || done.is_multiple_of(20_000) {
        eprintln!("  loaded {done} of {of} {what}");
    }
}

/// What was measured in the browser (`make bench-ui`) and what a person has written stays when this is measured anew.
fn kept_remarks(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let kept = ["\n## In the browser", "\n## Remarks"].iter().filter_map(|title| text.find(title)).min();
    kept.map(|at| text[at..].to_owned()).unwrap_or_default()
}

fn setting() -> Outcome<Setting> {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or("unknown")
        .trim_start_matches([' ', '\t', ':']);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let gib =
        memory.lines().next().and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or_default()
            / (1024 * 1024);
    let say = |command: &str, args: &[&str]| {
        let output = Command::new(command).args(args).output().ok();
        output.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned()).unwrap_or_default()
    };
    let dirty = !say("git", &["status", "--porcelain", "--untracked-files=no"]).is_empty();
    let commit = say("git", &["rev-parse", "--short=12", "HEAD"]);
    Ok(Setting {
        machine: format!("{cores} cores of {model}, {gib} GiB"),
        system: say("uname", &["-srm"]),
        commit: format!("{commit}{}", if dirty { " with uncommitted changes" } else { "" }),
        database: "SQLite, write-ahead log, synchronous=FULL",
        binary: fs::metadata(std::env::current_exe()?)?.len(),
        day: say("date", &["+%Y-%m-%d"]),
    })
}
