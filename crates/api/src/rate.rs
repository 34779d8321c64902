//! How often an address may ask at what is open to everybody.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// Questions of one address in a minute.
const MOST: u32 = 120;
/// Addresses that are remembered at once; when there are more, the whole minute is counted anew.
const ADDRESSES: usize = 10_000;
const MINUTE: i64 = 60_000;

/// Counts questions by address and minute.
#[derive(Debug, Default)]
pub struct Rate(Mutex<Counted>);

#[derive(Debug, Default)]
struct Counted {
    minute: i64,
    by_address: HashMap<String, u32>,
}

impl Rate {
    /// Counts a question: how many seconds to wait when there were too many, else nothing.
    pub fn wait(&self, address: &str, now: Timestamp) -> Option<u32> {
        let now = now.as_millisecond();
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.minute != now / MINUTE || counted.by_address.len() >= ADDRESSES {
            *counted = Counted { minute: now / MINUTE, by_address: HashMap::new() };
        }
        let count = counted.by_address.entry(address.to_owned()).or_default();
        *count += 1;
        (*count > MOST).then(|| u32::try_from((MINUTE - now.rem_euclid(MINUTE)) / 1_000 + 1).unwrap_or(60))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_asks_too_often_waits_for_the_next_minute_and_others_do_not() {
        let rate = Rate::default();
        let at = |seconds: i64| Timestamp::from_second(1_800_000_000 + seconds).unwrap();
        for _ in 0..MOST {
            assert_eq!(rate.wait("a", at(20)), None);
        }
        assert_eq!(rate.wait("a", at(20)), Some(41));
        assert_eq!(rate.wait("b", at(20)), None);
        assert_eq!(rate.wait("a", at(60)), None);
    }
}
