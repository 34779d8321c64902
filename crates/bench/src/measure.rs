//! Timing: one client or eight at once, for a while, with the server's processor time beside the clock's.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::http::{Answer, Client};
use crate::process::{self, Server};

/// What came of a measurement.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timing {
    /// Operations done.
    pub count: usize,
    /// Median time of one.
    pub median: Duration,
    /// 99th percentile.
    pub worst: Duration,
    /// Operations a second.
    pub rate: f64,
    /// Processor time of one operation in the process that answers.
    pub cpu: Duration,
}

/// How long to measure.
#[derive(Clone, Copy)]
pub struct Span {
    /// For at most this long.
    pub time: Duration,
    /// And at most this many operations.
    pub count: usize,
}

/// One operation: given a client and its number, send the request.
pub type Request<'a> = dyn Fn(&mut Client, usize) -> io::Result<Answer> + Sync + 'a;

/// Runs an operation with this many clients at once; its numbers begin with `first`.
///
/// # Errors
/// When an answer is missing or no success.
pub fn over_http(
    server: &Server,
    token: &str,
    clients: usize,
    first: usize,
    span: Span,
    request: &Request<'_>,
) -> io::Result<Timing> {
    let next = AtomicUsize::new(first);
    let mut warm = Client::new(server.address, token);
    for _ in 0..3 {
        request(&mut warm, next.fetch_add(1, Ordering::Relaxed))?.json()?;
    }
    let (cpu, begun) = (server.cpu(), Instant::now());
    let parts: Vec<io::Result<Vec<Duration>>> = thread::scope(|scope| {
        let started: Vec<_> = (0..clients)
            .map(|_| {
                scope.spawn(|| {
                    let mut client = Client::new(server.address, token);
                    let mut times = Vec::with_capacity(4096);
                    while begun.elapsed() < span.time {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= first + span.count + 3 {
                            break;
                        }
                        let sent = Instant::now();
                        let answer = request(&mut client, number)?;
                        times.push(sent.elapsed());
                        if !(200..300).contains(&answer.status) {
                            answer.json()?;
                        }
                    }
                    Ok(times)
                })
            })
            .collect();
        started.into_iter().map(|t| t.join().unwrap_or_else(|_| Err(io::Error::other("a client panicked")))).collect()
    });
    let (elapsed, cpu) = (begun.elapsed(), server.cpu().saturating_sub(cpu));
    let mut times = Vec::new();
    for part in parts {
        times.extend(part?);
    }
    Ok(summary(times, elapsed, cpu))
}

/// Runs a bare statement in this process, three times to warm up and then measured.
///
/// # Errors
/// Whatever the statement says.
pub fn in_process<E>(span: Span, mut statement: impl FnMut(usize) -> Result<(), E>) -> Result<Timing, E> {
    for number in 0..3 {
        statement(number)?;
    }
    in_process_from(3, span, statement)
}

/// As [`in_process`], without warming up and with numbers from `first`.
///
/// # Errors
/// Whatever the statement says.
pub fn in_process_from<E>(
    first: usize,
    span: Span,
    mut statement: impl FnMut(usize) -> Result<(), E>,
) -> Result<Timing, E> {
    let (cpu, begun) = (process::own_cpu(), Instant::now());
    let mut times = Vec::with_capacity(span.count.min(100_000));
    while begun.elapsed() < span.time && times.len() < span.count {
        let sent = Instant::now();
        statement(first + times.len())?;
        times.push(sent.elapsed());
    }
    Ok(summary(times, begun.elapsed(), process::own_cpu().saturating_sub(cpu)))
}

fn summary(mut times: Vec<Duration>, elapsed: Duration, cpu: Duration) -> Timing {
    if times.is_empty() {
        return Timing::default();
    }
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    Timing {
        count: times.len(),
        median: at(0.5),
        worst: at(0.99),
        rate: times.len() as f64 / elapsed.as_secs_f64().max(1e-9),
        cpu: cpu / times.len() as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_names_the_middle_and_the_worst() {
        let times = (1..=100).map(Duration::from_millis).collect();
        let timing = summary(times, Duration::from_secs(10), Duration::from_millis(500));
        assert_eq!(timing.median, Duration::from_millis(50));
        assert_eq!(timing.worst, Duration::from_millis(99));
        assert_eq!(timing.cpu, Duration::from_millis(5));
        assert!((timing.rate - 10.0).abs() < 1e-9);
    }
}
