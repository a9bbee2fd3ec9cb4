//! What a running parser takes of memory and processor, looked at from outside: Windows lets no program bind itself.

use std::process::Child;

use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

/// A process that is looked at.
pub(super) struct Taking {
    /// None where the system does not tell.
    system: Option<System>,
    process: Pid,
}

impl Taking {
    pub(super) fn of(child: &Child) -> Self {
        Self {
            system: System::new().ok(),
            process: Pid::from_u32(child.id()),
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
            process.virtual_memory() > memory
                || process.accumulated_cpu_time() > processor.saturating_mul(1000)
        })
    }
}
