//! Settings: the command line before the environment before the file before what is usual.

use std::path::PathBuf;

use figment::Figment;
use figment::providers::{Format, Toml};
use serde::Deserialize;

use crate::cli::{Common, Serve};
use crate::output::{Failure, Outcome};

/// What the settings file may say.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// Folder of the data.
    pub data: Option<PathBuf>,
    /// Database URL.
    pub database: Option<String>,
    /// Address and port.
    pub listen: Option<String>,
    /// Address for people.
    pub public_url: Option<String>,
    /// Whether to believe a proxy.
    pub trust_proxy: bool,
    /// Whether to serve metrics.
    pub metrics: bool,
}

/// Where the workspace is.
#[derive(Debug, Clone)]
pub struct Place {
    /// Folder of the data.
    pub data: PathBuf,
    /// Database URL; SQLite in the folder when none.
    pub database: Option<String>,
}

/// Reads the settings file, if one is named.
pub fn file(common: &Common) -> Outcome<File> {
    let Some(path) = &common.config else { return Ok(File::default()) };
    if !path.is_file() {
        return Err(Failure::usage(format!("{}: there is no such settings file", path.display())));
    }
    Figment::from(Toml::file_exact(path))
        .extract()
        .map_err(|error| Failure::usage(format!("{}: {error}", path.display())))
}

/// Where the workspace is, by the command line, the environment and the file.
pub fn place(common: &Common, file: &File) -> Place {
    let data = common.data.clone().or_else(|| file.data.clone()).unwrap_or_else(|| PathBuf::from("kith-data"));
    let database = common.database.clone().or_else(|| file.database.clone()).filter(|url| !url.trim().is_empty());
    Place { data, database }
}

/// The address to listen on.
pub fn listen(serve: &Serve, file: &File) -> String {
    serve.listen.clone().or_else(|| file.listen.clone()).unwrap_or_else(|| "127.0.0.1:8080".to_owned())
}
