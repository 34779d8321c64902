//! Results to standard output, words to standard error.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;
use serde_json::json;

use crate::failure::{Failure, Outcome};

/// How results are printed.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    json: bool,
}

impl Output {
    /// For people, or for machines.
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether machines read.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Prints a result: as JSON for machines, in words for people.
    pub fn result(&self, json: &impl Serialize, words: impl FnOnce() -> String) -> Outcome {
        let text = if self.json {
            serde_json::to_string(json).map_err(|error| Failure::new("internal", error.to_string()))?
        } else {
            words()
        };
        self.print(&text)
    }

    /// Prints a line. Nobody reading on is no failure.
    pub fn print(&self, text: &str) -> Outcome {
        let mut out = std::io::stdout().lock();
        match writeln!(out, "{text}").and_then(|()| out.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Failure::new("io", format!("standard output: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// Says something to the person at the console.
    pub fn say(&self, words: impl AsRef<str>) {
        let _ = writeln!(std::io::stderr().lock(), "{}", words.as_ref());
    }

    /// Tells why a command failed and gives its exit status.
    pub fn failure(&self, failure: &Failure) -> ExitCode {
        if self.json {
            let error =
                json!({ "error": { "code": failure.code, "message": failure.words, "problems": failure.problems } });
            let _ = self.print(&error.to_string());
        }
        self.say(format!("kith: {}", failure.words));
        ExitCode::from(failure.status)
    }
}
