//! What the handlers share.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use kith_engine::Workspace;
use tokio::sync::{Semaphore, watch};

use crate::auth::password::Hasher;
use crate::auth::throttle::Throttle;
use crate::metrics::Metrics;
use crate::rate::Rate;

/// How the interface is served.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The address by which people reach the workspace, such as `https://crm.example.org`. Its origin is accepted for
    /// changes, and with `https` cookies are marked secure.
    pub public_url: Option<String>,
    /// Whether a proxy in front is trusted to say where a request comes from (`X-Forwarded-For`, `X-Forwarded-Proto`).
    pub trust_proxy: bool,
    /// Whether `/metrics` is served.
    pub metrics: bool,
    /// How long one request may take; streams aside.
    pub request_timeout: Duration,
    /// How long a file may take to come in or go out.
    pub transfer_timeout: Duration,
    /// How long a client may take to send the head of a request, and to take in what is sent to it.
    pub stall_timeout: Duration,
    /// How many requests are worked on at once; more are answered 503.
    pub max_requests: usize,
    /// How many connections are held open at once; more wait.
    pub max_connections: usize,
    /// How many live streams are open at once; more are answered 503.
    pub max_streams: usize,
    /// The largest body in bytes; files aside.
    pub max_body: usize,
    /// The largest file in bytes.
    pub max_upload: usize,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self {
            public_url: None,
            trust_proxy: false,
            metrics: false,
            request_timeout: Duration::from_secs(30),
            transfer_timeout: Duration::from_secs(300),
            stall_timeout: Duration::from_secs(30),
            max_requests: 512,
            max_connections: 4_096,
            max_streams: 1_024,
            max_body: 1024 * 1024,
            max_upload: 64 * 1024 * 1024,
        }
    }
}

/// What the handlers share. Cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<App>);

/// What the handlers share.
pub struct App {
    /// The workspace.
    pub ws: Workspace,
    /// How it is served.
    pub options: ServeOptions,
    /// Passwords are hashed here, few at a time.
    pub hasher: Hasher,
    /// Slows down guessing.
    pub throttle: Throttle,
    /// Counts of requests.
    pub metrics: Metrics,
    /// Room for requests.
    pub requests: Arc<Semaphore>,
    /// Room for live streams.
    pub streams: Arc<Semaphore>,
    /// How often calendars are read.
    pub feeds: Rate,
    /// Pictures are unpacked here, one at a time.
    pub pictures: Semaphore,
    closing: watch::Receiver<bool>,
    close: watch::Sender<bool>,
}

impl AppState {
    /// State for serving a workspace.
    pub fn new(ws: Workspace, options: ServeOptions) -> Self {
        let (close, closing) = watch::channel(false);
        Self(Arc::new(App {
            hasher: Hasher::default(),
            throttle: Throttle::default(),
            metrics: Metrics::default(),
            requests: Arc::new(Semaphore::new(options.max_requests)),
            streams: Arc::new(Semaphore::new(options.max_streams)),
            feeds: Rate::default(),
            pictures: Semaphore::new(1),
            ws,
            options,
            closing,
            close,
        }))
    }
}

impl App {
    /// Ends what does not end by itself: the live streams.
    pub fn close(&self) {
        let _ = self.close.send(true);
    }

    /// Completes when the program is about to stop.
    pub async fn closed(&self) {
        let mut closing = self.closing.clone();
        // The sender lives as long as `self`, so waiting cannot fail.
        let _ = closing.wait_for(|closing| *closing).await;
    }

    /// `N` random bytes as lower-case hexadecimal digits.
    pub fn random_hex<const N: usize>(&self) -> String {
        hex(&self.ws.randomness().bytes::<N>())
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl Deref for AppState {
    type Target = App;

    fn deref(&self) -> &App {
        &self.0
    }
}
