//! How those who follow the log wait for the next commit.

use std::time::Duration;

use kith_store::Pulse;
use tokio::sync::watch::Receiver;

/// In case no word of a commit comes.
const AT_LATEST: Duration = Duration::from_secs(1);

/// Waits until something was committed, here or elsewhere, and then for `together`, so that one look serves all that is
/// committed meanwhile. False when the store is closed.
pub(crate) async fn woken(changed: &mut Receiver<Pulse>, together: Duration) -> bool {
    if matches!(tokio::time::timeout(AT_LATEST, changed.changed()).await, Ok(Err(_))) {
        return false;
    }
    tokio::time::sleep(together).await;
    drop(changed.borrow_and_update());
    true
}
