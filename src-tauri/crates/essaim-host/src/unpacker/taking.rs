//! What a running parser takes of memory and processor, looked at from outside: Windows lets no program bind itself.

use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

/// A process that is looked at.
pub(super) struct Taking {
    /// None where the system does not tell.
    system: Option<System>,
    process: Pid,
}

impl Taking {
    pub(super) fn of(process: u32) -> Self {
        Self {
            system: System::new().ok(),
            process: Pid::from_u32(process),
        }
    }

    /// Whether it has taken more of memory, in bytes, or of a processor, in seconds.
    pub(super) fn is_over(&mut self, memory: u64, processor: u64) -> bool {
        let Some(system) = &mut self.system else {
            return false;
        };
        let asked = ProcessRefreshKind::nothing().with_memory().with_cpu();
        let this = [self.process];
        system.refresh_processes_specifics(ProcessesToUpdate::Some(&this), true, asked);
        system.process(self.process).is_some_and(|process| {
            process.memory() > memory
                || process.accumulated_cpu_time() > processor.saturating_mul(1000)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Taking;

    #[test]
    fn what_a_process_takes_is_seen_from_outside() {
        let mut this = Taking::of(std::process::id());
        let held = vec![7_u8; 96 << 20];
        assert!(!this.is_over(u64::MAX, u64::MAX));
        assert!(this.is_over(64 << 20, u64::MAX), "memory");
        // It works until it has taken a second of a processor, however long that takes.
        let mut sum = 0_u64;
        while !this.is_over(u64::MAX, 1) {
            sum = held
                .iter()
                .fold(sum, |sum, byte| sum.wrapping_add(u64::from(*byte)));
        }
        assert!(sum > 0);
    }
}
