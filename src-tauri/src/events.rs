//! What the shell tells the page without being asked.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use essaim_ipc::Tag;
use essaim_ipc::contract::{OPENED_FILES, PROGRESS, ProgressNote, STORE_CHANGED, StoreChanged};
use essaim_ipc::work::Progress;
use tauri::{AppHandle, Emitter};

/// Work that ends before this shows no progress.
const QUIET: Duration = Duration::from_millis(200);
/// The page draws no faster than this.
const BETWEEN: Duration = Duration::from_millis(100);

/// Files wait to be pulled.
pub(crate) fn opened_files(app: &AppHandle) {
    tell(app, OPENED_FILES, ());
}

/// What the page holds is old, for a reason that is not its own.
pub(crate) fn store_changed(app: &AppHandle, tags: Vec<Tag>) {
    tell(app, STORE_CHANGED, StoreChanged { tags });
}

/// A page that is not there any more needs no telling.
fn tell<P: essaim_ipc::work::Payload>(app: &AppHandle, event: &str, payload: P) {
    let _ = app.emit(event, payload);
}

/// Follows one piece of long work.
pub(crate) struct Reporter {
    app: AppHandle,
    task: String,
    cancelled: Arc<AtomicBool>,
    next: Mutex<Instant>,
    /// The last total told; 0 while nothing was told.
    told: AtomicU64,
}

impl Reporter {
    /// Follows the work of that name.
    pub(crate) fn new(app: AppHandle, task: String, cancelled: Arc<AtomicBool>) -> Self {
        Self {
            app,
            task,
            cancelled,
            next: Mutex::new(Instant::now() + QUIET),
            told: AtomicU64::new(0),
        }
    }

    fn note(&self, done: u64, total: u64) {
        let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let note = ProgressNote {
            task: self.task.clone(),
            done: count(done),
            total: count(total),
        };
        tell(&self.app, PROGRESS, note);
    }
}

impl Progress for Reporter {
    fn report(&self, done: u64, total: u64) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if now >= *next && done < total {
            *next = now + BETWEEN;
            self.told.store(total, Ordering::Relaxed);
            self.note(done, total);
        }
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl Drop for Reporter {
    /// Work that showed progress says when it is over, however it ended.
    fn drop(&mut self) {
        let total = self.told.load(Ordering::Relaxed);
        if total > 0 {
            self.note(total, total);
        }
    }
}
