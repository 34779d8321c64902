//! The workspace: the one value that everything hangs off.

use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use kith_catalogue::{Catalogue, Currency, Lang, Settings};
use kith_policy::Access;
use kith_store::{Conn, Lane, Store, shape};

use crate::actors::ActorCache;
use crate::clock::{Clock, Randomness};
use crate::live::Live;
use crate::presence::Presence;
use crate::rates::Rates;
use crate::settings::{self, WorkspaceSettings, keys};
use crate::{Ctx, Domain, Error, Reader, Result, Tx};

/// How long a report or a page of an export may take.
const SLOW_LIMIT: std::time::Duration = std::time::Duration::from_secs(60);

/// One customer's workspace: his database, catalogue, clock and rules. Cheap to clone.
#[derive(Clone)]
pub struct Workspace(Arc<Inner>);

struct Inner {
    store: Store,
    state: ArcSwap<State>,
    reloading: Mutex<()>,
    clock: Arc<dyn Clock>,
    randomness: Randomness,
    domain: Arc<dyn Domain>,
    actors: ActorCache,
    live: Live,
    presence: Presence,
}

/// What is read from the settings and swapped as a whole.
struct State {
    catalogue: Arc<Catalogue>,
    settings: WorkspaceSettings,
    rates: Rates,
}

impl Workspace {
    /// Opens a workspace on a store: brings the schema up to date and reads the catalogue in force.
    ///
    /// # Errors
    /// When the database is newer than the program, contradicts the catalogue, or cannot be read.
    pub fn open(store: Store, clock: Arc<dyn Clock>, randomness: Randomness, domain: Arc<dyn Domain>) -> Result<Self> {
        let today = clock.now();
        kith_store::migrations::run(&store)?;
        let fresh = randomness.bytes::<32>();
        let (state, seal) = store.write_blocking(Lane::Schema, move |conn: &mut Conn| -> Result<_> {
            let state = State::load(conn, today)?;
            shape::ensure(conn, &state.catalogue)?;
            Ok((state, settings::seal_key(conn, fresh)?))
        })?;
        store.seal_with(&seal)?;
        let live = Live::new(&store)?;
        let inner = Inner {
            store,
            state: ArcSwap::from_pointee(state),
            reloading: Mutex::new(()),
            clock,
            randomness,
            domain,
            actors: ActorCache::default(),
            live,
            presence: Presence::default(),
        };
        Ok(Self(Arc::new(inner)))
    }

    /// The catalogue in force.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.0.state.load().catalogue)
    }

    /// The workspace's settings.
    pub fn settings(&self) -> WorkspaceSettings {
        self.0.state.load().settings.clone()
    }

    /// The exchange rates in force.
    pub fn rates(&self) -> Rates {
        self.0.state.load().rates.clone()
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }

    /// The source of randomness.
    pub fn randomness(&self) -> &Randomness {
        &self.0.randomness
    }

    /// The rules of the business.
    pub fn domain(&self) -> Arc<dyn Domain> {
        Arc::clone(&self.0.domain)
    }

    /// The store, for backup and doctor.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// People and what they may do, as last read.
    pub fn actors(&self) -> &ActorCache {
        &self.0.actors
    }

    /// What changes, as it changes.
    pub fn live(&self) -> &Live {
        &self.0.live
    }

    /// Who is at which record.
    pub fn presence(&self) -> &Presence {
        &self.0.presence
    }

    /// A context of the program itself, now.
    pub fn system_ctx(&self) -> Ctx {
        Ctx::system(self.clock().now())
    }

    /// Answers a question from one snapshot. `f` may run twice: see [`Store::read`].
    ///
    /// # Errors
    /// What `f` refuses, or [`Error::Busy`].
    pub async fn read<T, F>(&self, ctx: Ctx, mut f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Reader<'_>) -> Result<T> + Send + 'static,
    {
        let ws = self.clone();
        self.0.store.read(move |conn: &mut Conn| f(&mut ws.reader(conn, ctx.clone()))).await
    }

    /// As [`Workspace::read`], on the slow lane: reports and exports that must not hold up the others.
    ///
    /// # Errors
    /// As [`Workspace::read`].
    pub async fn read_slow<T, F>(&self, ctx: Ctx, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Reader<'_>) -> Result<T> + Send + 'static,
    {
        let ws = self.clone();
        self.0.store.read_slow(SLOW_LIMIT, move |conn: &mut Conn| f(&mut ws.reader(conn, ctx))).await
    }

    /// As [`Workspace::read`], for threads that may wait.
    ///
    /// # Errors
    /// As [`Workspace::read`].
    pub fn read_blocking<T, F>(&self, ctx: Ctx, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Reader<'_>) -> Result<T> + Send + 'static,
    {
        let ws = self.clone();
        self.0.store.read_blocking(move |conn: &mut Conn| f(&mut ws.reader(conn, ctx)))
    }

    /// Executes a command in one transaction. `f` may run more than once (after a serialisation failure), each time
    /// from the start; when it refuses, nothing is written.
    ///
    /// # Errors
    /// What `f` refuses, or [`Error::Busy`].
    pub async fn write<T, F>(&self, ctx: Ctx, lane: Lane, mut f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        let ws = self.clone();
        self.0.store.write(lane, move |conn: &mut Conn| ws.run(conn, ctx.clone(), &mut f)).await
    }

    /// As [`Workspace::write`], for threads that may wait.
    ///
    /// # Errors
    /// As [`Workspace::write`].
    pub fn write_blocking<T, F>(&self, ctx: Ctx, lane: Lane, mut f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        let ws = self.clone();
        self.0.store.write_blocking(lane, move |conn: &mut Conn| ws.run(conn, ctx.clone(), &mut f))
    }

    fn run<T>(&self, conn: &mut Conn, ctx: Ctx, f: &mut dyn FnMut(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let mut tx = Tx::new(self.reader(conn, ctx), self);
        let done = f(&mut tx)?;
        tx.settle()?;
        Ok(done)
    }

    fn reader<'c>(&self, conn: &'c mut Conn, ctx: Ctx) -> Reader<'c> {
        let cat = self.catalogue();
        let access = Arc::new(Access::of(&ctx.actor, &cat));
        Reader::new(conn, cat, access, ctx)
    }

    /// Reads settings, overlay and rates anew, and swaps the catalogue when any has changed.
    ///
    /// # Errors
    /// When the store fails.
    pub fn reload(&self) -> Result<()> {
        let _one_at_a_time = self.0.reloading.lock().unwrap_or_else(PoisonError::into_inner);
        let today = self.clock().now();
        let state = self.0.store.read_blocking(move |conn: &mut Conn| State::load(conn, today))?;
        self.0.state.store(Arc::new(state));
        Ok(())
    }

    /// Reads the catalogue anew when another process has changed it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn reload_if_changed(&self) -> Result<bool> {
        let version = self.0.store.read_blocking(move |conn: &mut Conn| catalogue_version(conn))?;
        if version == self.catalogue().version {
            return Ok(false);
        }
        self.reload()?;
        Ok(true)
    }
}

fn catalogue_version(conn: &mut Conn) -> Result<u64> {
    Ok(settings::get::<u64>(conn, keys::CATALOGUE_VERSION)?.unwrap_or(0))
}

impl State {
    fn load(conn: &mut Conn, now: jiff::Timestamp) -> Result<Self> {
        let settings: WorkspaceSettings = settings::get(conn, keys::WORKSPACE)?.unwrap_or_default();
        let overlay = settings::overlay(conn)?;
        let version = catalogue_version(conn)?;
        let frame = catalogue_settings(&settings)?;
        let zone = frame.zone.clone();
        let currency = frame.currency;
        let catalogue = Catalogue::build(&overlay, &frame, version).map_err(Error::internal)?;
        let today = now.to_zoned(zone).date();
        let day = i64::from(today.year()) * 10_000 + i64::from(today.month()) * 100 + i64::from(today.day());
        let rates = Rates::load(conn, currency, day)?;
        Ok(Self { catalogue: Arc::new(catalogue), settings, rates })
    }
}

/// The part of the settings that shapes the catalogue.
///
/// # Errors
/// [`Error::Invalid`] naming the setting that does not hold.
pub fn catalogue_settings(settings: &WorkspaceSettings) -> Result<Settings> {
    let currency = Currency::parse(&settings.currency).ok_or_else(|| Error::field("currency", "unknown_currency"))?;
    let zone =
        jiff::tz::TimeZone::get(&settings.time_zone).map_err(|_| Error::field("time_zone", "unknown_time_zone"))?;
    let language = Lang::parse(&settings.language).ok_or_else(|| Error::field("language", "unknown_language"))?;
    Ok(Settings { currency, country: settings.country.clone(), zone, language })
}
