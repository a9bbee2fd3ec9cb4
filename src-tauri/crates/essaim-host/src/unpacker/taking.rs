//! What a running parser takes of memory, looked at from outside: Windows lets no program bind itself.

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

    /// Whether it holds more memory than that, in bytes.
    pub(super) fn is_over(&mut self, memory: u64) -> bool {
        let Some(system) = &mut self.system else {
            return false;
        };
        let (this, asked) = ([self.process], ProcessRefreshKind::nothing().with_memory());
        system.refresh_processes_specifics(ProcessesToUpdate::Some(&this), true, asked);
        let process = system.process(self.process);
        process.is_some_and(|process| process.memory() > memory)
    }
}

#[cfg(test)]
mod tests {
    use super::Taking;

    #[test]
    fn the_memory_of_a_process_is_seen_from_outside() {
        let mut this = Taking::of(std::process::id());
        let held = vec![7_u8; 96 << 20];
        assert!(this.is_over(64 << 20));
        assert!(!this.is_over(64 << 30));
        assert!(
            held.iter().all(|byte| *byte == 7),
            "it was held all the while"
        );
    }
}
