//! `kith serve`

use std::net::{SocketAddr, ToSocketAddrs};

use kith_api::ServeOptions;
use kith_engine::{Workspace, reactor, setup, worker};
use kith_exchange::import::ImportJob;
use tokio::net::TcpListener;

use crate::cli::Serve;
use crate::failure::{Failure, Outcome};
use crate::house;
use crate::lock::Lock;
use crate::output::Output;
use crate::settings::Settings;

const DEFAULT_LISTEN: &str = "127.0.0.1:8080";

/// Serves the workspace until it is told to stop.
pub fn run(settings: &Settings, args: &Serve, output: &Output) -> Outcome {
    let listen = args.listen.clone().or_else(|| settings.file.listen.clone());
    let listen = listen.unwrap_or_else(|| DEFAULT_LISTEN.to_owned());
    let options = ServeOptions {
        public_url: public_url(args, settings)?,
        trust_proxy: args.trust_proxy || settings.file.trust_proxy.unwrap_or(false),
        metrics: args.metrics || settings.file.metrics.unwrap_or(false),
        ..ServeOptions::default()
    };
    let addresses = addresses(&listen)?;
    house::ensure_folder(settings)?;
    // Several processes may share a PostgreSQL database; a folder is served by one.
    let _lock = if house::is_embedded(settings) { Some(Lock::take(&settings.data)?) } else { None };
    let ws = house::open_on(house::open_store(settings)?)?;
    ImportJob::recover(&ws)?;
    let fresh = ws.read_blocking(ws.system_ctx(), |reader| setup::is_needed(reader.conn()))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_name("kith")
        .build()
        .map_err(|error| Failure::new("internal", format!("threads cannot be started: {error}")))?;
    runtime.block_on(async {
        let listener = bind(&listen, &addresses).await?;
        let address = listener.local_addr().map_err(|error| Failure::new("io", error.to_string()))?;
        let url = options.public_url.clone().unwrap_or_else(|| format!("http://{address}/"));
        let worker = tokio::spawn(worker::work(ws.clone(), house::jobs()));
        let reactors = tokio::spawn(reactor::run(ws.clone(), house::reactors()));
        announce(output, settings, &url, fresh)?;
        let served = kith_api::serve(listener, ws.clone(), options, stopped(*output)).await;
        worker.abort();
        reactors.abort();
        served.map_err(|error| Failure::new("io", format!("serving {address}: {error}")))
    })?;
    // A job under way finishes its transaction and is taken up again at the next start.
    runtime.shutdown_timeout(std::time::Duration::from_secs(10));
    close(ws);
    output.say("Kith has stopped; everything is saved.");
    Ok(())
}

/// The last handle closes the database.
fn close(ws: Workspace) {
    drop(ws);
}

fn public_url(args: &Serve, settings: &Settings) -> Outcome<Option<String>> {
    let Some(url) = args.public_url.clone().or_else(|| settings.file.public_url.clone()) else { return Ok(None) };
    if url.starts_with("http://") || url.starts_with("https://") {
        Ok(Some(url))
    } else {
        Err(Failure::usage(format!("--public-url {url}: expected http://… or https://…")))
    }
}

fn addresses(listen: &str) -> Outcome<Vec<SocketAddr>> {
    let found: Vec<_> = listen.to_socket_addrs().map(Iterator::collect).unwrap_or_default();
    if found.is_empty() {
        let words = format!("--listen {listen}: expected an address and a port, such as 127.0.0.1:8080");
        return Err(Failure::usage(words));
    }
    Ok(found)
}

async fn bind(listen: &str, addresses: &[SocketAddr]) -> Outcome<TcpListener> {
    TcpListener::bind(addresses).await.map_err(|error| {
        use std::io::ErrorKind;
        let words = match error.kind() {
            ErrorKind::AddrInUse => format!(
                "{listen}: address already in use; another program has this port. Choose another one: --listen 127.0.0.1:8081"
            ),
            ErrorKind::PermissionDenied => format!("{listen}: no permission for this port; choose one above 1023"),
            ErrorKind::AddrNotAvailable => format!("{listen}: this machine does not have that address"),
            _ => format!("{listen}: {error}"),
        };
        Failure::new("listen", words)
    })
}

/// Says where to open the workspace.
fn announce(output: &Output, settings: &Settings, url: &str, fresh: bool) -> Outcome {
    if output.is_json() {
        output.print(&serde_json::json!({ "url": url, "needs_setup": fresh }).to_string())?;
    }
    let place = match &settings.database {
        None => settings.data.display().to_string(),
        Some(database) => house::without_password(database),
    };
    output.say(format!("Kith serves the workspace in {place}."));
    output.say(if fresh {
        format!("Open {url} in a browser to set it up. Ctrl+C stops.")
    } else {
        format!("Open {url} in a browser. Ctrl+C stops.")
    });
    Ok(())
}

/// Completes when the program is told to stop.
async fn stopped(output: Output) {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
    output.say("Stopping: finishing what is under way …");
}
