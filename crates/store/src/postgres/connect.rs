//! Opens connections, again and again where that is called for, but not for ever.

use std::sync::Arc;
use std::time::{Duration, Instant};

use postgres::config::SslMode;
use postgres::{Client, Config, NoTls};
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{error, is_lost};
use crate::error::{Result, StoreError};

/// How long a lost server is waited for before the caller is told that the database is busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// Knows how to connect.
#[derive(Clone)]
pub(crate) struct Connector {
    config: Config,
    tls: Option<MakeRustlsConnect>,
}

impl Connector {
    /// Reads the URL. `sslmode`: `disable` (also when it is left out), `prefer`, `require`, `verify-ca`,
    /// `verify-full`; from `prefer` on certificates are checked against the public roots, or those in `sslrootcert`.
    pub(crate) fn new(url: &str) -> Result<Self> {
        let (url, mode, roots) = split_tls(url);
        let mut config: Config =
            url.parse().map_err(|e: postgres::Error| StoreError::invalid("bad_database_url", e.to_string()))?;
        let mode = match mode.as_deref() {
            None | Some("disable" | "allow") => SslMode::Disable,
            Some("prefer") => SslMode::Prefer,
            Some("require" | "verify-ca" | "verify-full") => SslMode::Require,
            Some(other) => return Err(StoreError::invalid("bad_database_url", format!("sslmode={other}"))),
        };
        config.ssl_mode(mode).application_name("kith").keepalives_idle(Duration::from_secs(60));
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(5));
        }
        let tls = match mode {
            SslMode::Disable => None,
            _ => Some(MakeRustlsConnect::new(tls_config(roots.as_deref())?)),
        };
        Ok(Self { config, tls })
    }

    /// Connects once.
    pub(crate) fn once(&self) -> Result<Client, postgres::Error> {
        let mut client = match &self.tls {
            None => self.config.connect(NoTls)?,
            Some(tls) => self.config.connect(tls.clone())?,
        };
        client.batch_execute(
            "SET client_encoding = 'UTF8'; SET timezone = 'UTC'; SET jit = off; SET client_min_messages = warning",
        )?;
        Ok(client)
    }

    /// Connects, waiting a while for a server that restarts.
    pub(crate) fn patiently(&self) -> Result<Client> {
        let start = Instant::now();
        let mut pause = Duration::from_millis(50);
        loop {
            match self.once() {
                Ok(client) => return Ok(client),
                Err(e) if is_lost(&e) || e.code().is_none() || e.code().is_some_and(|c| c.code().starts_with("53")) => {
                    if start.elapsed() + pause > PATIENCE {
                        return Err(StoreError::Busy(format!("PostgreSQL cannot be reached: {}", error(&e))));
                    }
                }
                // A wrong password or name does not get better by waiting.
                Err(e) => return Err(error(&e)),
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_secs(1));
        }
    }
}

/// Takes `sslmode` and `sslrootcert` out of the URL: the driver knows only some of their values.
fn split_tls(url: &str) -> (String, Option<String>, Option<String>) {
    let Some((base, query)) = url.split_once('?') else {
        return (url.to_owned(), None, None);
    };
    let (mut mode, mut roots, mut rest) = (None, None, Vec::new());
    for pair in query.split('&').filter(|p| !p.is_empty()) {
        match pair.split_once('=') {
            Some(("sslmode", value)) => mode = Some(value.to_owned()),
            Some(("sslrootcert", value)) => roots = Some(value.replace("%2F", "/").replace("%2f", "/")),
            _ => rest.push(pair),
        }
    }
    let url = if rest.is_empty() { base.to_owned() } else { format!("{base}?{}", rest.join("&")) };
    (url, mode, roots)
}

fn tls_config(roots: Option<&str>) -> Result<ClientConfig> {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;

    let bad = |e: String| StoreError::invalid("bad_database_url", e);
    let mut store = RootCertStore::empty();
    match roots {
        None => store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(path) => {
            let certificates =
                CertificateDer::pem_file_iter(path).map_err(|e| bad(format!("sslrootcert {path}: {e}")))?;
            for certificate in certificates {
                let certificate = certificate.map_err(|e| bad(format!("sslrootcert {path}: {e}")))?;
                store.add(certificate).map_err(|e| bad(format!("sslrootcert {path}: {e}")))?;
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| bad(e.to_string()))?
        .with_root_certificates(store)
        .with_no_client_auth();
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tls_options_leave_the_url() {
        let (url, mode, roots) =
            split_tls("postgres://a@h/db?sslmode=verify-full&connect_timeout=3&sslrootcert=/etc/ca.pem");
        assert_eq!(url, "postgres://a@h/db?connect_timeout=3");
        assert_eq!(mode.as_deref(), Some("verify-full"));
        assert_eq!(roots.as_deref(), Some("/etc/ca.pem"));
    }

    #[test]
    fn a_tls_url_is_understood() {
        assert!(Connector::new("postgres://a@h/db?sslmode=require").is_ok());
        assert!(Connector::new("postgres://a@h/db?sslmode=nonsense").is_err());
    }
}
