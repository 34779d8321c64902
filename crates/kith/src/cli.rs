//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A self-hosted CRM: one program, one folder of data.
#[derive(Debug, Parser)]
#[command(name = "kith", version, about, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    pub place: Place,
    /// Print results as JSON.
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

/// Where the workspace is.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// The folder with the workspace's data [default: ./kith-data]
    #[arg(long, global = true, env = "KITH_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The database: postgres://… or sqlite:PATH [default: SQLite in the data folder]
    #[arg(long, global = true, env = "KITH_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
    /// Settings in TOML [default: kith.toml in the data folder, if it is there]
    #[arg(long, global = true, env = "KITH_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the workspace to browsers and programs
    Serve(Serve),
    /// Fill an empty workspace with a sample company
    Demo(Demo),
    /// Turn files (CSV, XLSX, XLS, ODS) into records
    Import(Import),
    /// Write the records of an object as CSV or XLSX
    Export(Export),
    /// Save the whole workspace into one file, also while it is served
    Backup(Backup),
    /// Bring a saved workspace into an empty folder or database
    Restore(Restore),
    /// The people who work in the workspace
    User {
        #[command(subcommand)]
        command: User,
    },
    /// Check that everything fits together
    Doctor,
    /// Bring the database up to date, as serving does at its start
    Migrate,
    /// Measure the operations that people wait for
    Bench(Bench),
}

/// `kith serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// The address to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "KITH_LISTEN", value_name = "ADDR:PORT")]
    pub listen: Option<String>,
    /// The address by which people reach the workspace, such as https://crm.example.org
    #[arg(long, env = "KITH_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Believe the proxy in front about where requests come from
    #[arg(long, env = "KITH_TRUST_PROXY")]
    pub trust_proxy: bool,
    /// Serve /metrics
    #[arg(long, env = "KITH_METRICS")]
    pub metrics: bool,
}

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    En,
    Ru,
    Cs,
}

impl Language {
    /// As the catalogue has it.
    pub fn lang(self) -> kith_catalogue::Lang {
        match self {
            Self::En => kith_catalogue::Lang::En,
            Self::Ru => kith_catalogue::Lang::Ru,
            Self::Cs => kith_catalogue::Lang::Cs,
        }
    }
}

/// `kith demo`
#[derive(Debug, Args)]
pub struct Demo {
    /// The language of names, texts and the workspace
    #[arg(long, value_enum, default_value = "en")]
    pub language: Language,
    /// The ready-made set-up of a trade with its samples, such as furniture_maker, in place of the sample company
    #[arg(long, value_name = "NAME")]
    pub trade: Option<String>,
    /// Another number tells another story
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// The name of the administrator who is made
    #[arg(long, default_value = "Admin")]
    pub name: String,
    /// The e-mail address to sign in with
    #[arg(long, default_value = "admin@example.com")]
    pub email: String,
    /// The password to sign in with; one is made up and printed when it is left out
    #[arg(long, env = "KITH_PASSWORD", hide_env_values = true)]
    pub password: Option<String>,
}

/// What happens to records that exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Existing {
    /// They take on what the file says.
    Update,
    /// Only their empty fields are filled.
    Fill,
    /// They stay as they are.
    Skip,
}

/// What happens where something named does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Missing {
    /// It is made.
    Create,
    /// The row is rejected.
    Reject,
}

/// `kith import`
#[derive(Debug, Args)]
pub struct Import {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The object that the rows become: company, contact, deal, product, task, user, … [default: guessed]
    #[arg(long, value_name = "KEY")]
    pub object: Option<String>,
    /// A mapping of columns to fields, as JSON [default: guessed]
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Only say what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// On whose behalf: an e-mail address or a name [default: the first administrator]
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// What happens to records that exist
    #[arg(long, value_enum)]
    pub existing: Option<Existing>,
    /// What happens where a company, product, person or stage named by a row does not exist
    #[arg(long, value_enum)]
    pub missing: Option<Missing>,
    /// A value that means an existing record, for the whole file
    #[arg(long = "match", value_name = "FIELD:VALUE=RECORD")]
    pub matches: Vec<String>,
    /// Do not match names that differ in spaces and punctuation only
    #[arg(long)]
    pub exact: bool,
    /// The encoding, where the guess is wrong, such as windows-1251
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The separator of cells, where the guess is wrong
    #[arg(long, value_name = "CHAR")]
    pub separator: Option<char>,
    /// The sheet of a workbook
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Where rejected rows go, with the reasons, as CSV
    #[arg(long, value_name = "FILE")]
    pub rejected: Option<PathBuf>,
}

/// `kith export`
#[derive(Debug, Args)]
pub struct Export {
    /// The object: company, contact, deal, …
    #[arg(value_name = "OBJECT", required_unless_present = "object_option")]
    pub object: Option<String>,
    /// The same, as an option
    #[arg(long = "object", value_name = "KEY", conflicts_with = "object", hide = true)]
    pub object_option: Option<String>,
    /// The form of the file [default: by its name, else csv]
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Which records, as JSON: {"field": "amount", "op": "gte", "value": "1000"}
    #[arg(long, value_name = "JSON")]
    pub filter: Option<String>,
    /// In which order: -amount,name
    #[arg(long, value_name = "FIELDS", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// Which fields, in which order
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// The file [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Begin CSV with a byte order mark, which some spreadsheet programs need to read letters beyond ASCII
    #[arg(long)]
    pub mark: bool,
    /// The separator of cells in CSV [default: ,]
    #[arg(long, value_name = "CHAR")]
    pub separator: Option<char>,
    /// The language of headers [default: the person's]
    #[arg(long, value_enum)]
    pub language: Option<Language>,
    /// On whose behalf: an e-mail address or a name [default: the first administrator]
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Csv,
    Xlsx,
}

/// `kith backup`
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write; it must not exist
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// `kith restore`
#[derive(Debug, Args)]
pub struct Restore {
    /// The file that a backup has written
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// `kith user`
#[derive(Debug, Subcommand)]
pub enum User {
    /// Add a person
    Add(UserAdd),
    /// Everybody
    List,
    /// Give a person a new password; all his sessions end
    ResetPassword(UserPassword),
    /// Shut a person out at once
    Deactivate(UserName),
}

/// `kith user add`
#[derive(Debug, Args)]
pub struct UserAdd {
    /// What the person is called
    #[arg(long)]
    pub name: String,
    /// The address to sign in with
    #[arg(long)]
    pub email: String,
    /// administrator, head, manager, or the name of a role of your own
    #[arg(long, default_value = "manager")]
    pub role: String,
    /// The language of the person
    #[arg(long, value_enum)]
    pub language: Option<Language>,
    #[command(flatten)]
    pub password: Password,
}

/// How a password is given.
#[derive(Debug, Args)]
pub struct Password {
    /// Read the password from standard input; one is made up and printed when this is left out
    #[arg(long)]
    pub password_stdin: bool,
}

/// A person by address or name.
#[derive(Debug, Args)]
pub struct UserName {
    /// An e-mail address, a name or an id
    #[arg(value_name = "USER")]
    pub user: String,
}

/// `kith user reset-password`
#[derive(Debug, Args)]
pub struct UserPassword {
    /// An e-mail address, a name or an id
    #[arg(value_name = "USER")]
    pub user: String,
    #[command(flatten)]
    pub password: Password,
}

/// `kith bench`
#[derive(Debug, Args)]
pub struct Bench {
    /// The sizes to measure: s, l, xl
    #[arg(long = "size", value_name = "SIZE", value_delimiter = ',', default_values = ["s", "l"])]
    pub sizes: Vec<String>,
    /// Where the page goes [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Where the databases are made [default: a temporary folder]
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Only make a workspace of the first size in this folder and leave it there; sign in as bench@kith.example
    #[arg(long, value_name = "DIR")]
    pub load: Option<PathBuf>,
    /// Seconds for each operation and number of clients
    #[arg(long, default_value_t = 1.5)]
    pub seconds: f64,
    /// Seed of the generated data
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_of_the_place_stand_before_or_after_the_command() {
        let cli = Cli::try_parse_from(["kith", "--data", "a", "doctor"]).unwrap();
        assert_eq!(cli.place.data, Some("a".into()));
        let cli =
            Cli::try_parse_from(["kith", "import", "x.csv", "--object", "deal", "--data", "b", "--json"]).unwrap();
        assert!(cli.json && cli.place.data == Some("b".into()));
    }
}
