//! Starts and stops the threads of the SQLite driver.

use std::sync::Arc;
use std::thread::JoinHandle;

use super::checkpoint::{Checkpointer, Wal};
use super::{AtHand, SqliteConn, readers, writer};
use crate::conn::{Conn, Inner};
use crate::error::Result;
use crate::queue::Queue;
use crate::readers::Readers;
use crate::store::{Shared, SqliteConfig};
use crate::threads::{join_all, spawn};

pub(crate) struct SqliteStore {
    threads: Vec<JoinHandle<()>>,
    checkpointer: Option<Checkpointer>,
    pub(crate) at_hand: AtHand,
}

impl SqliteStore {
    pub(crate) fn start(
        config: &SqliteConfig,
        queue: &Arc<Queue>,
        fast: &Readers,
        slow: &Readers,
        shared: &Arc<Shared>,
    ) -> Result<Self> {
        let wal = Arc::new(Wal::default());
        // The writer first: it creates the file and turns the write-ahead log on.
        let mut conn = SqliteConn::writer(config)?;
        wal.watch(&mut conn)?;
        let mut threads = Vec::new();
        let at_hand = (0..config.at_hand)
            .map(|_| Ok(Conn::reader(Inner::Sqlite(SqliteConn::reader(config)?), Arc::clone(shared))))
            .collect::<Result<_>>()?;
        let writer = Conn::writer(Inner::Sqlite(conn), Arc::clone(shared));
        let queue = Arc::clone(queue);
        let seen = Arc::clone(&wal);
        threads.push(spawn("kith-writer", move || writer::run(writer, &queue, &seen))?);
        for i in 0..config.readers {
            let conn = Conn::reader(Inner::Sqlite(SqliteConn::reader(config)?), Arc::clone(shared));
            let jobs = fast.receiver();
            threads.push(spawn(&format!("kith-reader-{i}"), move || readers::run(conn, &jobs))?);
        }
        let conn = Conn::reader(Inner::Sqlite(SqliteConn::reader(config)?), Arc::clone(shared));
        let jobs = slow.receiver();
        threads.push(spawn("kith-reports", move || readers::run(conn, &jobs))?);
        let checkpointer = Checkpointer::start(config, wal, Arc::clone(shared))?;
        Ok(Self { threads, checkpointer: Some(checkpointer), at_hand: AtHand::new(at_hand) })
    }

    pub(crate) fn stop(&mut self) {
        self.at_hand.close();
        join_all(&mut self.threads);
        if let Some(checkpointer) = self.checkpointer.take() {
            checkpointer.stop();
        }
    }
}
