//! `kith serve`: the workspace for browsers and programs, with the worker for jobs in the same process.

use std::future::Future;

use kith_api::ServeOptions;
use kith_engine::worker::{self, Jobs};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::cli::Serve;
use crate::config::{self, File, Place};
use crate::house;
use crate::output::{Failure, Outcome, say};

/// Serves until SIGTERM or Ctrl+C, then finishes what is under way.
pub fn run(place: &Place, file: &File, options: &Serve) -> Outcome {
    logging();
    let _lock = house::lock(place)?;
    let ws = house::open(place)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::new)?;
    let address = config::listen(options, file);
    runtime.block_on(async {
        let listener = TcpListener::bind(&address).await.map_err(|error| {
            Failure::new(format!("cannot listen on {address}: {error}. Choose another address with --listen"))
        })?;
        let local = listener.local_addr().map_err(Failure::new)?;
        let serving = ServeOptions {
            public_url: options.public_url.clone().or_else(|| file.public_url.clone()),
            trust_proxy: options.trust_proxy || file.trust_proxy,
            metrics: options.metrics || file.metrics,
            ..ServeOptions::default()
        };
        let place_words = match &place.database {
            Some(_) => "PostgreSQL".to_owned(),
            None => place.data.display().to_string(),
        };
        let worker = tokio::spawn(worker::work(ws.clone(), jobs()));
        say(&format!("Kith {} serves {place_words}", env!("CARGO_PKG_VERSION")));
        let open = serving.public_url.clone().unwrap_or_else(|| format!("http://{local}"));
        say(&format!("Open {open} in a browser. Ctrl+C stops."));
        let served = kith_api::serve(listener, ws, serving, stopped()?).await;
        worker.abort();
        served.map_err(Failure::new)
    })?;
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    say("Stopped.");
    Ok(())
}

/// Every kind of job that this program does.
pub fn jobs() -> Jobs {
    kith_crm::with_jobs(Jobs::default())
}

fn stopped() -> Outcome<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::new)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Failure::new)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

fn logging() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("KITH_LOG").unwrap_or_else(|_| "warn".into());
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
