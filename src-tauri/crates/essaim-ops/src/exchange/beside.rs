//! Attachments on their way to the disk, beside other work. Nobody who stops waits for the disk.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use super::Progress;
use crate::OpError;
use crate::machine::FileSystem;

/// Between two looks at whether the person has stopped it.
const LOOK: Duration = Duration::from_millis(20);

/// Files that are being flushed.
pub(super) struct WritingOut(Receiver<std::io::Result<()>>);

impl WritingOut {
    /// Begins to flush these files.
    pub(super) fn begin(files: Arc<dyn FileSystem>, paths: Vec<PathBuf>) -> Self {
        let (done, end) = sync_channel(1);
        if paths.is_empty() {
            let _ = done.send(Ok(()));
        } else {
            // Where nobody waits any more, the files are gone, and what comes of it is of no use.
            std::thread::spawn(move || done.send(files.sync_all(&paths)));
        }
        Self(end)
    }

    /// Waits until they are on the disk.
    pub(super) fn end(self, progress: &dyn Progress) -> Result<(), OpError> {
        loop {
            if progress.is_cancelled() {
                return Err(OpError::Cancelled);
            }
            match self.0.recv_timeout(LOOK) {
                Ok(flushed) => return Ok(flushed.map_err(essaim_store::StoreError::from)?),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    let lost = std::io::Error::other("the disk gave no answer");
                    return Err(essaim_store::StoreError::from(lost).into());
                }
            }
        }
    }
}
