//! Starts and stops the threads of the PostgreSQL driver.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use super::{Connector, PgConn, listen, readers, writer};
use crate::config::StoreConfig;
use crate::conn::{Conn, Inner};
use crate::error::{Result, StoreError};
use crate::queue::Queue;
use crate::readers::Readers;
use crate::store::Shared;
use crate::threads::{join_all, spawn};

pub(crate) struct PostgresStore {
    threads: Vec<JoinHandle<()>>,
    stop: Arc<AtomicBool>,
}

impl PostgresStore {
    pub(crate) fn start(
        config: &StoreConfig,
        url: &str,
        queue: &Arc<Queue>,
        fast: &Readers,
        slow: &Readers,
        shared: &Arc<Shared>,
    ) -> Result<Self> {
        let connector = Connector::new(url)?;
        check(&connector, shared)?;
        let stop = Arc::new(AtomicBool::new(false));
        let mut threads = Vec::new();
        let inner = || Inner::Postgres(PgConn::new(connector.clone()));
        for i in 0..config.writers.max(2) {
            let (conn, queue) = (Conn::writer(inner(), Arc::clone(shared)), Arc::clone(queue));
            threads.push(spawn(&format!("kith-writer-{i}"), move || writer::run(conn, &queue))?);
        }
        for i in 0..config.readers.max(1) {
            let (conn, jobs) = (Conn::reader(inner(), Arc::clone(shared)), fast.receiver());
            threads.push(spawn(&format!("kith-reader-{i}"), move || readers::run(conn, &jobs))?);
        }
        let (conn, jobs) = (Conn::reader(inner(), Arc::clone(shared)), slow.receiver());
        threads.push(spawn("kith-reports", move || readers::run(conn, &jobs))?);
        let (shared, stopped) = (Arc::clone(shared), Arc::clone(&stop));
        threads.push(spawn("kith-listen", move || listen::run(&connector, &shared, &stopped))?);
        Ok(Self { threads, stop })
    }

    pub(crate) fn stop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        join_all(&mut self.threads);
    }
}

/// Connects once, so that a wrong address or password is told at the start, and looks at the server.
fn check(connector: &Connector, shared: &Shared) -> Result<()> {
    let mut client = connector.patiently()?;
    let row = client
        .query_one(
            "SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), \
             to_regclass('write_gate') IS NOT NULL",
            &[],
        )
        .map_err(|e| super::error(&e))?;
    let (version, encoding): (i32, String) = (row.get(0), row.get(1));
    if version < 130_000 {
        return Err(StoreError::Schema(format!("PostgreSQL 13 or newer is needed, this is {}", version / 10_000)));
    }
    if encoding != "UTF8" {
        return Err(StoreError::Schema(format!("the database must be encoded in UTF8, this one is in {encoding}")));
    }
    shared.gate.store(row.get(2), Ordering::Relaxed);
    Ok(())
}
