//! The server under measure as a process of its own: started, watched from outside, stopped.

use std::fs;
use std::io::{self, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::http::Client;

/// A running `kith serve`.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// Time from starting the process to the first good answer.
    pub cold_start: Duration,
}

impl Server {
    /// Starts this very program as a server on a data folder (and a PostgreSQL address, when given).
    ///
    /// # Errors
    /// When it cannot be started, ends early, or does not answer within a minute.
    pub fn start(data: &Path, database: Option<&str>) -> io::Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let begun = Instant::now();
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args(["serve", "--listen", &address.to_string(), "--data"])
            .arg(data)
            .env_remove("KITH_DATABASE_URL")
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        if let Some(url) = database {
            command.args(["--database", url]);
        }
        let mut server = Self { child: command.spawn()?, address, cold_start: Duration::ZERO };
        let mut client = Client::new(address, "");
        loop {
            if client.get("/healthz").is_ok_and(|answer| answer.status == 200) {
                server.cold_start = begun.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                let mut words = String::new();
                if let Some(stderr) = &mut server.child.stderr {
                    stderr.read_to_string(&mut words)?;
                }
                return Err(io::Error::other(format!("the server ended with {status}: {words}")));
            }
            if begun.elapsed() > Duration::from_secs(60) {
                return Err(io::Error::other("the server did not answer within a minute"));
            }
            sleep(Duration::from_millis(2));
        }
    }

    /// Processor time that the server has used so far, all threads together.
    pub fn cpu(&self) -> Duration {
        processor_time(self.child.id()).unwrap_or_default()
    }

    /// Resident memory in bytes: all of it, and the part that no file backs.
    pub fn memory(&self) -> (u64, u64) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let kib = |key: &str| {
            status
                .lines()
                .find_map(|line| line.strip_prefix(key))
                .and_then(|rest| rest.trim_start_matches(':').trim().split(' ').next())
                .and_then(|number| number.parse::<u64>().ok())
                .unwrap_or_default()
        };
        (kib("VmRSS") * 1024, kib("RssAnon") * 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked politely first; the checkpoint at the end belongs to nobody's figures.
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        let deadline = Instant::now() + Duration::from_secs(20);
        while asked.is_ok() && Instant::now() < deadline {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            sleep(Duration::from_millis(10));
        }
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// User and system time of a process, ended threads included. The kernel scales its ticks to the exact run time.
fn processor_time(pid: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks: u64 = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

/// Processor time that this process (all its threads) has used so far.
pub fn own_cpu() -> Duration {
    processor_time(std::process::id()).unwrap_or_default()
}
