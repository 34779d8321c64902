//! The store: connections on threads of their own, and the doors to them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::sync::{broadcast, oneshot, watch};

use crate::config::{Location, StoreConfig};
use crate::conn::Conn;
use crate::error::StoreError;
use crate::postgres::PostgresStore;
use crate::queue::{Lane, Queue, WriteJob};
use crate::readers::{ReadJob, Readers};
use crate::signal::{Signal, Signals};
use crate::sql::Dialect;
use crate::sqlite::SqliteStore;
use crate::wake::{Pulse, Wake};

/// What the threads of one store share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) wake: Wake,
    pub(crate) signals: Signals,
    pub(crate) anchors: crate::query::Anchors,
    pub(crate) rarity: crate::search::Rarity,
    /// How many urgent writes wait.
    pub(crate) urgent: Arc<AtomicUsize>,
    /// PostgreSQL: the table by which a transaction that keeps colliding locks out the others is there.
    pub(crate) gate: AtomicBool,
    /// What places in lists are sealed with.
    pub(crate) seal: OnceLock<crate::seal::Seal>,
}

impl Shared {
    pub(crate) fn new() -> Self {
        Self {
            wake: Wake::new(),
            signals: Signals::new(),
            anchors: crate::query::Anchors::default(),
            rarity: crate::search::Rarity::default(),
            urgent: Arc::default(),
            gate: AtomicBool::new(false),
            seal: OnceLock::new(),
        }
    }
}

/// A database, open. Cheap to clone; the last clone that goes away stops the threads and waits for them.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    config: StoreConfig,
    queue: Arc<Queue>,
    readers: Readers,
    slow: Readers,
    shared: Arc<Shared>,
    driver: Driver,
}

enum Driver {
    Sqlite(SqliteStore),
    Postgres(PostgresStore),
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.queue.close();
        self.readers.close();
        self.slow.close();
        match &mut self.driver {
            Driver::Sqlite(driver) => driver.stop(),
            Driver::Postgres(driver) => driver.stop(),
        }
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("dialect", &self.dialect()).finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the database and starts the threads. Tables are not touched: see [`crate::migrations::run`].
    pub fn open(config: StoreConfig) -> Result<Self, StoreError> {
        let shared = Arc::new(Shared::new());
        let readers = Readers::new();
        let slow = Readers::new();
        let (queue, driver) = match &config.location {
            Location::Sqlite(path) => {
                let queue = Arc::new(Queue::new(1, Arc::clone(&shared.urgent)));
                let sqlite = config.sqlite_settings(path);
                let driver = SqliteStore::start(&sqlite, &queue, &readers, &slow, &shared)?;
                (queue, Driver::Sqlite(driver))
            }
            Location::Postgres(url) => {
                let queue = Arc::new(Queue::new(config.writers.max(2) - 1, Arc::clone(&shared.urgent)));
                let driver = PostgresStore::start(&config, url, &queue, &readers, &slow, &shared)?;
                (queue, Driver::Postgres(driver))
            }
        };
        Ok(Self(Arc::new(Inner { config, queue, readers, slow, shared, driver })))
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match self.0.driver {
            Driver::Sqlite(_) => Dialect::Sqlite,
            Driver::Postgres(_) => Dialect::Postgres,
        }
    }

    /// The file of an embedded database.
    pub fn path(&self) -> Option<&Path> {
        match &self.0.config.location {
            Location::Sqlite(path) => Some(path),
            Location::Postgres(_) => None,
        }
    }

    /// Wakes whoever waits after each commit, here or in another process (there within about a second).
    pub fn changed(&self) -> watch::Receiver<Pulse> {
        self.0.shared.wake.subscribe()
    }

    /// Hears the words that are said from now on, here and in other processes: see [`Conn::signal`].
    pub fn signals(&self) -> broadcast::Receiver<Signal> {
        self.0.shared.signals.subscribe()
    }

    /// Says a word to all processes at once.
    pub async fn signal(&self, signal: Signal) -> Result<(), StoreError> {
        match self.0.driver {
            Driver::Sqlite(_) => {
                self.0.shared.signals.tell(signal);
                Ok(())
            }
            Driver::Postgres(_) => self.write(Lane::Interactive, move |conn| conn.signal(&signal)).await,
        }
    }

    /// Reads in one snapshot. SQLite answers what is short on the thread that asks; all else is the matter of a reader
    /// thread, which begins anew, so that the closure may run twice and must not have effects elsewhere.
    pub async fn read<T, E, F>(&self, mut work: F) -> Result<T, E>
    where
        F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        if let Driver::Sqlite(sqlite) = &self.0.driver
            && let Some(result) = sqlite.at_hand.read(|conn| caught(AssertUnwindSafe(|| work(conn))))
        {
            return result;
        }
        wait(|reply, gone| self.0.readers.push(read_job(work, reply, Some(self.0.config.read_limit), gone))).await
    }

    /// Like [`Store::read`], on a reader thread and for threads that may block.
    pub fn read_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        block(|reply| self.0.readers.push(read_job(work, reply, Some(self.0.config.read_limit), None)))
    }

    /// Reads in one snapshot on a thread kept for long work (reports, exports), for at most `limit`.
    ///
    /// Exports should come page by page: a snapshot held for minutes makes the write-ahead log grow.
    pub async fn read_slow<T, E, F>(&self, limit: Duration, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        wait(|reply, gone| self.0.slow.push(read_job(work, reply, Some(limit), gone))).await
    }

    /// Like [`Store::read_slow`], for threads that may block.
    pub fn read_slow_blocking<T, E, F>(&self, limit: Duration, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        block(|reply| self.0.slow.push(read_job(work, reply, Some(limit), None)))
    }

    /// Writes in a transaction. The answer comes after the commit; an error rolls back what the closure did.
    ///
    /// The closure may run several times (PostgreSQL asks for that when transactions collide), so it must not have
    /// effects elsewhere.
    pub async fn write<T, E, F>(&self, lane: Lane, work: F) -> Result<T, E>
    where
        F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        wait(|reply, gone| self.0.queue.push(lane, Box::new(Write { work, result: None, reply: Some(reply), gone })))
            .await
    }

    /// Like [`Store::write`], for threads that may block.
    pub fn write_blocking<T, E, F>(&self, lane: Lane, work: F) -> Result<T, E>
    where
        F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        block(|reply| self.0.queue.push(lane, Box::new(Write { work, result: None, reply: Some(reply), gone: None })))
    }

    /// Brings the schema up to date: the numbers of the steps that were applied now. See [`crate::migrations`].
    ///
    /// # Errors
    /// [`StoreError::Schema`] when the database is newer than this program.
    pub fn migrate(&self) -> Result<Vec<i64>, StoreError> {
        crate::migrations::run(self)
    }

    /// The tables are there: from now on writers of PostgreSQL use the gate.
    pub(crate) fn schema_is_ready(&self) {
        self.0.shared.gate.store(true, Ordering::Relaxed);
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.0.shared
    }

    /// Where and how it was opened.
    pub fn config(&self) -> &StoreConfig {
        &self.0.config
    }
}

/// Settings of the SQLite driver.
#[derive(Debug, Clone)]
pub(crate) struct SqliteConfig {
    pub(crate) path: PathBuf,
    pub(crate) readers: usize,
    pub(crate) at_hand: usize,
    pub(crate) mmap_bytes: u64,
    pub(crate) cache_kib: u32,
    pub(crate) full_sync: bool,
}

type Reply<T, E> = Box<dyn FnOnce(Result<T, E>) + Send>;

/// Becomes true when the caller's future is dropped.
struct Gone(Arc<AtomicBool>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

async fn wait<T, E>(push: impl FnOnce(Reply<T, E>, Option<Arc<AtomicBool>>)) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (sender, receiver) = oneshot::channel();
    let gone = Gone(Arc::new(AtomicBool::new(false)));
    push(
        Box::new(move |result| {
            let _ = sender.send(result);
        }),
        Some(Arc::clone(&gone.0)),
    );
    receiver.await.unwrap_or_else(|_| Err(StoreError::Busy("the store is closed".to_owned()).into()))
}

fn block<T, E>(push: impl FnOnce(Reply<T, E>)) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (sender, receiver) = crossbeam_channel::bounded(1);
    push(Box::new(move |result| {
        let _ = sender.send(result);
    }));
    receiver.recv().unwrap_or_else(|_| Err(StoreError::Busy("the store is closed".to_owned()).into()))
}

fn read_job<T, E, F>(work: F, reply: Reply<T, E>, limit: Option<Duration>, gone: Option<Arc<AtomicBool>>) -> ReadJob
where
    F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    ReadJob {
        run: Box::new(move |conn| match conn {
            Ok(conn) => reply(caught(AssertUnwindSafe(|| work(conn)))),
            Err(e) => reply(Err(e.into())),
        }),
        limit,
        gone,
    }
}

struct Write<T, E, F> {
    work: F,
    result: Option<Result<T, E>>,
    reply: Option<Reply<T, E>>,
    gone: Option<Arc<AtomicBool>>,
}

impl<T, E, F> WriteJob for Write<T, E, F>
where
    F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    fn run(&mut self, conn: &mut Conn) -> bool {
        let mut result = caught(AssertUnwindSafe(|| (self.work)(conn)));
        if result.is_ok() && conn.tx.failed.is_some() {
            result = Err(crate::conn::swallowed(conn.tx.failed.take()).into());
        }
        let fine = result.is_ok();
        self.result = Some(result);
        fine
    }

    fn finish(mut self: Box<Self>, outcome: Result<(), StoreError>) {
        let result = match (outcome, self.result.take()) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(StoreError::Busy("the work was not run".to_owned()).into()),
            (Err(e), _) => Err(e.into()),
        };
        if let Some(reply) = self.reply.take() {
            reply(result);
        }
    }

    fn is_abandoned(&self) -> bool {
        self.gone.as_ref().is_some_and(|gone| gone.load(Ordering::Relaxed))
    }
}

fn caught<T, E: From<StoreError>>(work: AssertUnwindSafe<impl FnOnce() -> Result<T, E>>) -> Result<T, E> {
    catch_unwind(work).unwrap_or_else(|panic| {
        let text = panic
            .downcast_ref::<&str>()
            .map(|s| (*s).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "unknown".to_owned());
        tracing::error!(%text, "a closure on a database thread panicked");
        Err(StoreError::Panic(text).into())
    })
}
