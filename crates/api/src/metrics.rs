//! Counts and durations of requests, in Prometheus form when switched on.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds of the durations counted, in seconds.
const BOUNDS: [f64; 9] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0];

/// What was counted since the start.
#[derive(Default)]
pub struct Metrics(Mutex<BTreeMap<Key, Figures>>);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    route: String,
    method: String,
    status: u16,
}

#[derive(Default)]
struct Figures {
    count: u64,
    seconds: f64,
    below: [u64; BOUNDS.len()],
}

impl Metrics {
    /// Counts one answer. `route` is the route's pattern, so that addresses do not multiply the counts.
    pub fn count(&self, route: &str, method: &str, status: u16, took: Duration) {
        let key = Key { route: route.to_owned(), method: method.to_owned(), status };
        let seconds = took.as_secs_f64();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let figures = all.entry(key).or_default();
        figures.count += 1;
        figures.seconds += seconds;
        for (below, bound) in figures.below.iter_mut().zip(BOUNDS) {
            *below += u64::from(seconds <= bound);
        }
    }

    /// All counts in Prometheus' text form.
    pub fn text(&self) -> String {
        let mut text = String::from(
            "# HELP kith_http_request_seconds Time taken by requests.\n# TYPE kith_http_request_seconds histogram\n",
        );
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, figures) in all.iter() {
            let labels = format!("route=\"{}\",method=\"{}\",status=\"{}\"", key.route, key.method, key.status);
            for (below, bound) in figures.below.iter().zip(BOUNDS) {
                let _ = writeln!(text, "kith_http_request_seconds_bucket{{{labels},le=\"{bound}\"}} {below}");
            }
            let _ = writeln!(text, "kith_http_request_seconds_bucket{{{labels},le=\"+Inf\"}} {}", figures.count);
            let _ = writeln!(text, "kith_http_request_seconds_sum{{{labels}}} {}", figures.seconds);
            let _ = writeln!(text, "kith_http_request_seconds_count{{{labels}}} {}", figures.count);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_fall_into_every_bucket_above_them() {
        let metrics = Metrics::default();
        metrics.count("/api/v1/search", "GET", 200, Duration::from_millis(7));
        let text = metrics.text();
        assert!(text.contains("status=\"200\",le=\"0.005\"} 0"), "{text}");
        assert!(text.contains("status=\"200\",le=\"0.01\"} 1"), "{text}");
        assert!(text.contains("_count{route=\"/api/v1/search\",method=\"GET\",status=\"200\"} 1"), "{text}");
    }
}
