//! Settings: the command line and its variables before the TOML file, the TOML file before the defaults.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::cli::Place;
use crate::failure::{Failure, Outcome};

/// The TOML file. Unknown keys are errors, so that a misspelt one is not silently ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    data: Option<PathBuf>,
    database: Option<String>,
    /// The address to listen on.
    pub listen: Option<String>,
    /// The address by which people reach the workspace.
    pub public_url: Option<String>,
    /// Believe the proxy in front.
    pub trust_proxy: Option<bool>,
    /// Serve `/metrics`.
    pub metrics: Option<bool>,
    /// What is logged, as in `RUST_LOG`.
    pub log: Option<String>,
}

/// Where the workspace is, decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The data folder.
    pub data: PathBuf,
    /// The database, when it is not the one in the data folder.
    pub database: Option<String>,
    /// The rest of the TOML file.
    pub file: File,
}

const DEFAULT_DATA: &str = "./kith-data";
const FILE_NAME: &str = "kith.toml";

impl Settings {
    /// Reads what the command line, the variables and the TOML file say.
    pub fn read(place: &Place) -> Outcome<Self> {
        let file = match &place.config {
            Some(path) => read(path)?,
            None => {
                let beside = place.data.as_deref().unwrap_or(Path::new(DEFAULT_DATA)).join(FILE_NAME);
                if beside.is_file() { read(&beside)? } else { File::default() }
            }
        };
        let named = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        Ok(Self {
            data: place.data.clone().or_else(|| file.data.clone()).unwrap_or_else(|| DEFAULT_DATA.into()),
            database: named(&place.database).or_else(|| named(&file.database)),
            file,
        })
    }
}

fn read(path: &Path) -> Outcome<File> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io("the settings in", path, &error))?;
    parse(&text).map_err(|words| Failure::usage(format!("{}: {words}", path.display())))
}

fn parse(text: &str) -> Result<File, String> {
    toml::from_str(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_comes_before_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        std::fs::write(&path, "data = \"/a\"\nlisten = \"0.0.0.0:80\"\ndatabase = \"postgres://x\"\n").unwrap();
        let place = Place { data: Some("/b".into()), database: None, config: Some(path.clone()) };
        let settings = Settings::read(&place).unwrap();
        assert_eq!(settings.data, PathBuf::from("/b"));
        assert_eq!(settings.database.as_deref(), Some("postgres://x"));
        assert_eq!(settings.file.listen.as_deref(), Some("0.0.0.0:80"));
        let place = Place { data: None, ..place };
        assert_eq!(Settings::read(&place).unwrap().data, PathBuf::from("/a"));
    }

    #[test]
    fn a_misspelt_key_is_named() {
        assert!(parse("lisen = \"x\"").unwrap_err().contains("lisen"));
    }
}
