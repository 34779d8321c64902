//! Starting the private server: once for all test processes.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use postgres::{Client, NoTls};

/// Where the server listens, on the loopback address only.
const PORT: u16 = 54_391;

/// The address of the server, which runs when this returns.
pub(crate) fn url() -> String {
    let folder = std::env::temp_dir().join("kith-pgtest");
    fs::create_dir_all(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let lock = File::create(folder.join("lock")).unwrap_or_else(|e| panic!("the lock of the test server: {e}"));
    lock.lock().unwrap_or_else(|e| panic!("the lock of the test server: {e}"));
    let _ = fs::write(folder.join("used"), "");
    let url = format!("postgres://postgres@127.0.0.1:{PORT}/postgres?connect_timeout=5");
    if Client::connect(&url, NoTls).is_err() {
        start(&folder, &url);
    }
    url
}

fn start(folder: &Path, url: &str) {
    let bin = binaries();
    let owner = owner();
    let data = folder.join("data");
    let log = folder.join("server.log");
    let _ = fs::remove_dir_all(&data);
    let _ = fs::remove_file(&log);
    if let Some(user) = &owner {
        run(Command::new("chown").arg(user).arg(folder));
    }
    run(as_owner(owner.as_deref(), &bin.join("initdb"))
        .args(["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "-D"])
        .arg(&data));
    let settings = [
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_connections=400",
        "shared_buffers=64MB",
        "listen_addresses=127.0.0.1",
        "autovacuum=off",
        "wal_level=minimal",
        "max_wal_senders=0",
        "unix_socket_directories=",
    ];
    let options: String = settings.iter().map(|setting| format!(" -c {setting}")).collect();
    // The shell waits for the server and stops it when nobody has asked for a database for ten minutes.
    let script = format!(
        "\"{postgres}\" -D \"{data}\" -p {PORT}{options} >>\"{log}\" 2>&1 & server=$!; \
         while kill -0 $server 2>/dev/null; do sleep 20; \
         [ -n \"$(find \"{used}\" -mmin -10 2>/dev/null)\" ] || kill -INT $server; done",
        postgres = bin.join("postgres").display(),
        data = data.display(),
        log = log.display(),
        used = folder.join("used").display(),
    );
    let mut keeper = as_owner(owner.as_deref(), Path::new("sh"));
    keeper.arg("-c").arg(script).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    keeper.current_dir(folder);
    if let Err(error) = keeper.spawn() {
        panic!("the test server could not be started: {error}");
    }
    for _ in 0..300 {
        if Client::connect(url, NoTls).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let words = fs::read_to_string(&log).unwrap_or_default();
    panic!("the test server did not start within 30 seconds: {words}");
}

/// PostgreSQL refuses to run as root; then it runs as `postgres`, the user that its package makes.
fn owner() -> Option<String> {
    let id = Command::new("id").arg("-u").output().ok()?;
    (String::from_utf8_lossy(&id.stdout).trim() == "0").then(|| "postgres".to_owned())
}

fn as_owner(owner: Option<&str>, program: &Path) -> Command {
    match owner {
        Some(user) => {
            let mut command = Command::new("setsid");
            command.args(["runuser", "-u", user, "--"]).arg(program);
            command
        }
        None => {
            let mut command = Command::new("setsid");
            command.arg(program);
            command
        }
    }
}

fn run(command: &mut Command) {
    match command.stdin(Stdio::null()).current_dir(std::env::temp_dir()).output() {
        Ok(output) if output.status.success() => {}
        Ok(output) => panic!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => panic!("{command:?} could not be run: {error}"),
    }
}

/// The folder with `initdb` and `postgres`: in the search path, or where Debian keeps them, the newest version first.
fn binaries() -> PathBuf {
    let in_path = std::env::var_os("PATH")
        .map(|path| std::env::split_paths(&path).collect::<Vec<_>>())
        .unwrap_or_default()
        .into_iter()
        .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists());
    let packaged = || {
        let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
            .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
            .unwrap_or_default();
        versions.retain(|folder| folder.join("initdb").exists());
        versions.sort();
        versions.pop()
    };
    in_path.or_else(packaged).unwrap_or_else(|| {
        panic!("PostgreSQL is not installed: `apt-get install postgresql-15`, or set KITH_TEST_POSTGRES to a server")
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_database_is_empty_and_apart() {
        let (one, two) = (crate::database(), crate::database());
        let mut first = postgres::Client::connect(&one.url(), postgres::NoTls).unwrap();
        first.batch_execute("CREATE TABLE only_here (n int)").unwrap();
        let mut second = postgres::Client::connect(&two.url(), postgres::NoTls).unwrap();
        assert!(second.batch_execute("SELECT * FROM only_here").is_err());
    }
}
