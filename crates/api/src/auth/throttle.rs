//! Guessing passwords is slowed down, and nobody can be locked out by it.
//!
//! Failures are counted by account and by address. After a few of them the next attempt has to wait, longer each time.
//! Who waits for nothing is told when to come back; but an account's owner at an address from which he has signed in
//! before is let through to the check of his password, one attempt at a time and after a pause, so that others who guess
//! his password elsewhere cannot keep him out.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kith_engine::{Conn, Result, Sql, Tx};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Failures older than this are forgotten, in milliseconds.
const WINDOW: i64 = 15 * 60 * 1_000;
/// Failures of one account that cost nothing.
const FREE_ACCOUNT: u32 = 5;
/// Failures of one address that cost nothing: behind one address may sit a whole office.
const FREE_ADDRESS: u32 = 20;
/// The longest wait, in milliseconds.
const LONGEST: i64 = 30_000;
/// How long an address is remembered as good for an account, in milliseconds.
const REMEMBERED: i64 = 90 * 24 * 60 * 60 * 1_000;
/// The pause before a throttled attempt is looked at.
pub const PAUSE: Duration = Duration::from_millis(400);
/// How many throttled attempts may wait at once.
const LANES: usize = 64;

/// Throttled attempts under way: one for each account and address, a few in all.
#[derive(Debug)]
pub struct Throttle {
    lanes: Mutex<HashMap<String, Arc<Semaphore>>>,
    room: Arc<Semaphore>,
}

impl Default for Throttle {
    fn default() -> Self {
        Self { lanes: Mutex::default(), room: Arc::new(Semaphore::new(LANES)) }
    }
}

/// The right to make one throttled attempt.
pub struct Turn {
    _lane: OwnedSemaphorePermit,
    _room: OwnedSemaphorePermit,
}

impl Throttle {
    /// A turn for a throttled attempt, unless one is under way for the same account and address, or too many are.
    pub fn turn(&self, who: &Attempt) -> Option<Turn> {
        let room = Arc::clone(&self.room).try_acquire_owned().ok()?;
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        lanes.retain(|_, lane| lane.available_permits() == 0);
        let lane = lanes.entry(who.known_key()).or_insert_with(|| Arc::new(Semaphore::new(1)));
        let lane = Arc::clone(lane).try_acquire_owned().ok()?;
        Some(Turn { _lane: lane, _room: room })
    }
}

/// One attempt to sign in.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// The e-mail address as compared.
    pub account: String,
    /// The client's address as counted.
    pub address: String,
}

/// How an attempt stands before it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How long it has to wait, in milliseconds; 0 when it may go ahead.
    pub wait: i64,
    /// Whether somebody has signed in to this account from this address before.
    pub known: bool,
}

impl Attempt {
    fn account_key(&self) -> String {
        format!("account:{}", self.account)
    }

    fn address_key(&self) -> String {
        format!("address:{}", self.address)
    }

    fn known_key(&self) -> String {
        format!("known:{}|{}", self.address, self.account)
    }

    /// How the attempt stands now.
    pub fn standing(&self, conn: &mut Conn, now: i64) -> Result<Standing> {
        let account = wait(conn, &self.account_key(), FREE_ACCOUNT, now)?;
        let address = wait(conn, &self.address_key(), FREE_ADDRESS, now)?;
        let sql = Sql::new("SELECT 1 FROM login_attempt WHERE key = ")
            .bind(self.known_key())
            .push(" AND at > ")
            .bind(now - REMEMBERED)
            .push(" LIMIT 1");
        Ok(Standing { wait: account.max(address), known: conn.one(&sql)?.is_some() })
    }

    /// Writes down a failure.
    pub fn failed(&self, tx: &mut Tx<'_>) -> Result<()> {
        let now = tx.ctx.now.as_millisecond();
        note(tx, &self.account_key(), false, now)?;
        note(tx, &self.address_key(), false, now)?;
        if tx.workspace().randomness().bytes::<1>()[0] < 4 {
            forget(tx, now)?;
        }
        Ok(())
    }

    /// Writes down a success: the address is good for the account, and the account's failures are forgotten.
    pub fn succeeded(&self, tx: &mut Tx<'_>) -> Result<()> {
        let now = tx.ctx.now.as_millisecond();
        let (known, account) = (self.known_key(), self.account_key());
        tx.sql().exec(&Sql::new("DELETE FROM login_attempt WHERE key = ").bind(&known))?;
        tx.sql().exec(&Sql::new("DELETE FROM login_attempt WHERE key = ").bind(&account))?;
        note(tx, &known, true, now)?;
        forget(tx, now)
    }
}

fn note(tx: &mut Tx<'_>, key: &str, ok: bool, now: i64) -> Result<()> {
    let sql = Sql::new("INSERT INTO login_attempt (key, at, ok) VALUES (")
        .bind(key)
        .push(", ")
        .bind(now)
        .push(", ")
        .bind(ok)
        .push(")");
    tx.sql().exec(&sql)?;
    Ok(())
}

fn forget(tx: &mut Tx<'_>, now: i64) -> Result<()> {
    let failures = Sql::new("DELETE FROM login_attempt WHERE ok = 0 AND at < ").bind(now - WINDOW);
    tx.sql().exec(&failures)?;
    tx.sql().exec(&Sql::new("DELETE FROM login_attempt WHERE at < ").bind(now - REMEMBERED))?;
    Ok(())
}

fn wait(conn: &mut Conn, key: &str, free: u32, now: i64) -> Result<i64> {
    let sql = Sql::new("SELECT count(*), max(at) FROM login_attempt WHERE key = ")
        .bind(key)
        .push(" AND ok = 0 AND at > ")
        .bind(now - WINDOW);
    let Some(row) = conn.one(&sql)? else { return Ok(0) };
    let failures = u32::try_from(row.int(0)?).unwrap_or(u32::MAX);
    let last = row.opt_int(1)?.unwrap_or(0);
    Ok((last + delay(failures, free) - now).max(0))
}

/// The wait after so many failures: a second after the free ones, doubled each time, half a minute at most.
fn delay(failures: u32, free: u32) -> i64 {
    match failures.checked_sub(free) {
        None => 0,
        Some(beyond) => (1_000_i64 << beyond.min(10)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_and_end_at_half_a_minute() {
        assert_eq!(delay(FREE_ACCOUNT - 1, FREE_ACCOUNT), 0);
        assert_eq!(delay(FREE_ACCOUNT, FREE_ACCOUNT), 1_000);
        assert_eq!(delay(FREE_ACCOUNT + 1, FREE_ACCOUNT), 2_000);
        assert_eq!(delay(FREE_ACCOUNT + 4, FREE_ACCOUNT), 16_000);
        assert_eq!(delay(u32::MAX, FREE_ACCOUNT), LONGEST);
    }

    #[test]
    fn one_throttled_attempt_at_a_time_for_an_account_and_address() {
        let throttle = Throttle::default();
        let attempt = |address: &str| Attempt { account: "a@b.c".into(), address: address.into() };
        let first = throttle.turn(&attempt("1"));
        assert!(first.is_some());
        assert!(throttle.turn(&attempt("1")).is_none());
        assert!(throttle.turn(&attempt("2")).is_some());
        drop(first);
        assert!(throttle.turn(&attempt("1")).is_some());
    }
}
