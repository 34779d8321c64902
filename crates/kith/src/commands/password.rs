//! Passwords given or made up on the console.

use std::io::Read;

use kith_api::auth::password;
use kith_engine::Workspace;

use crate::cli::Password;
use crate::failure::{Failure, Outcome};

/// A password and whether it was made up here.
pub struct Given {
    /// The password.
    pub text: String,
    /// It was made up, so it has to be shown.
    pub made_up: bool,
}

/// The password from standard input, or one that is made up.
pub fn given(ws: &Workspace, args: &Password) -> Outcome<Given> {
    if !args.password_stdin {
        return Ok(made_up(ws));
    }
    let mut text = String::new();
    let read = std::io::stdin().take(8_192).read_to_string(&mut text);
    read.map_err(|error| Failure::new("io", format!("standard input: {error}")))?;
    let text = text.trim_end_matches(['\r', '\n']).to_owned();
    check(&text)?;
    Ok(Given { text, made_up: false })
}

/// A password that nobody guesses, easy to copy by hand: no letters that look alike.
pub fn made_up(ws: &Workspace) -> Given {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let bytes: [u8; 20] = ws.randomness().bytes();
    let letters: Vec<String> = bytes
        .chunks(5)
        .map(|group| group.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
        .collect();
    Given { text: letters.join("-"), made_up: true }
}

/// Refuses passwords that are too short or too long.
pub fn check(text: &str) -> Outcome {
    match text.chars().count() {
        n if n < password::MIN => {
            Err(Failure::new("too_short", format!("the password is too short: at least {} characters", password::MIN)))
        }
        n if n > password::MAX => {
            Err(Failure::new("too_long", format!("the password is too long: at most {} characters", password::MAX)))
        }
        _ => Ok(()),
    }
}

/// What is kept of a password.
pub fn hash(ws: &Workspace, text: &str) -> Outcome<String> {
    let salt: [u8; 16] = ws.randomness().bytes();
    password::hash(text, &salt).map_err(|_| Failure::new("internal", "the password could not be hashed"))
}
