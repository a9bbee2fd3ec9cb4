//! Work that goes on beside other work, until its result is asked for. Nobody who stops waits for it.

use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use super::Progress;
use crate::OpError;

/// Between two looks at whether the person has stopped it.
const LOOK: Duration = Duration::from_millis(20);

/// The result of a work that was begun.
pub(super) struct Beside<T>(Receiver<T>);

impl<T: Send + 'static> Beside<T> {
    /// Begins a work.
    pub(super) fn begin(work: impl FnOnce() -> T + Send + 'static) -> Self {
        let (done, end) = sync_channel(1);
        // Where nobody waits any more, what comes of it is of no use.
        std::thread::spawn(move || done.send(work()));
        Self(end)
    }

    /// A result that is there already.
    pub(super) fn ready(result: T) -> Self {
        let (done, end) = sync_channel(1);
        let _ = done.send(result);
        Self(end)
    }

    /// Waits for the result; it is given once.
    pub(super) fn end(&self, progress: &dyn Progress) -> Result<T, OpError> {
        loop {
            if progress.is_cancelled() {
                return Err(OpError::Cancelled);
            }
            match self.0.recv_timeout(LOOK) {
                Ok(result) => return Ok(result),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    let lost = std::io::Error::other("the disk gave no answer");
                    return Err(essaim_store::StoreError::from(lost).into());
                }
            }
        }
    }
}
