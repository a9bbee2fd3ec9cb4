//! Progress of long work, on the standard error, for a person who watches it.

use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use essaim_ops::exchange::Progress;

/// Shows each per cent once.
pub(crate) struct Watch<'s, 't> {
    errors: &'s Mutex<&'t mut (dyn Write + Send)>,
    watched: bool,
    shown: AtomicU64,
}

impl<'s, 't> Watch<'s, 't> {
    /// Watches on that stream, or not at all.
    pub(crate) fn new(errors: &'s Mutex<&'t mut (dyn Write + Send)>, watched: bool) -> Self {
        Self {
            errors,
            watched,
            shown: AtomicU64::new(u64::MAX),
        }
    }

    fn say(&self, text: &str) {
        if let Ok(mut errors) = self.errors.lock() {
            drop(
                errors
                    .write_all(text.as_bytes())
                    .and_then(|()| errors.flush()),
            );
        }
    }
}

impl Progress for Watch<'_, '_> {
    fn report(&self, done: u64, total: u64) {
        let percent = done.saturating_mul(100).checked_div(total).unwrap_or(100);
        if self.watched && self.shown.swap(percent, Ordering::Relaxed) != percent {
            self.say(&format!("\r{percent:>3} %"));
        }
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

impl Drop for Watch<'_, '_> {
    fn drop(&mut self) {
        if self.shown.load(Ordering::Relaxed) != u64::MAX {
            self.say("\r      \r");
        }
    }
}
