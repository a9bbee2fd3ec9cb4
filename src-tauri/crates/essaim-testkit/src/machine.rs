//! A machine for tests: time passes only as told, randomness comes from a seed, keys lie in a temporary folder.

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use essaim_host::{FolderKeystore, SystemDrives, SystemFiles};
use essaim_ops::exchange::carrier::serve;
use essaim_ops::machine::{Machine, Randomness, UnpackError, Unpacker, WallClock};

/// The first instant of every test: 2026-11-23T09:00:00Z.
const MORNING: u64 = 1_795_424_400_000;

/// A clock that moves by a fixed step each time it is read, and by what it is told.
#[derive(Debug)]
pub struct SteadyClock {
    now: AtomicU64,
    step: u64,
}

impl SteadyClock {
    /// A clock that stands still until it is told to move.
    pub fn standing() -> Self {
        Self {
            now: AtomicU64::new(MORNING),
            step: 0,
        }
    }

    /// A clock that moves by a millisecond at each look, so that no two writes have one time.
    pub fn ticking() -> Self {
        Self {
            now: AtomicU64::new(MORNING),
            step: 1,
        }
    }

    /// Lets so many milliseconds pass.
    pub fn pass(&self, milliseconds: u64) {
        self.now.fetch_add(milliseconds, Ordering::SeqCst);
    }
}

impl WallClock for SteadyClock {
    fn now_ms(&self) -> u64 {
        self.now.fetch_add(self.step, Ordering::SeqCst)
    }

    fn today(&self) -> String {
        let days = (self.now.load(Ordering::SeqCst) - MORNING) / 86_400_000;
        format!("2026-11-{:02}", (23 + days).min(30))
    }
}

/// Randomness that is the same for the same seed (splitmix64). Keys made with it protect nothing.
#[derive(Debug)]
pub struct SeededRandomness(AtomicU64);

impl SeededRandomness {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Randomness for SeededRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        for piece in bytes.chunks_mut(8) {
            let mut mixed = self.0.fetch_add(STEP, Ordering::SeqCst).wrapping_add(STEP);
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            piece.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..piece.len()]);
        }
    }
}

/// Opens carriers in this process, without limits: tests of what is in them need no other. That parsers run apart is tested
/// with the real program.
#[derive(Debug)]
pub struct UnpacksHere;

impl Unpacker for UnpacksHere {
    fn unpack(
        &self,
        mut carrier: &File,
        mut out: &File,
        _: &dyn Fn() -> bool,
    ) -> Result<(), UnpackError> {
        carrier.seek(SeekFrom::Start(0))?;
        out.seek(SeekFrom::Start(0))?;
        Ok(serve(&mut carrier, &mut out)?)
    }
}

/// A machine and the clock to move it by.
#[derive(Clone)]
pub struct TestMachine {
    /// The machine, as the use cases see it.
    pub machine: Machine,
    /// Its clock.
    pub clock: Arc<SteadyClock>,
}

impl TestMachine {
    /// A machine with a ticking clock, seeded randomness, and keys in that folder.
    pub fn new(seed: u64, keys: &Path) -> Self {
        let clock = Arc::new(SteadyClock::ticking());
        let machine = Machine {
            keystore: Arc::new(FolderKeystore::new(keys.to_owned())),
            clock: clock.clone(),
            random: Arc::new(SeededRandomness::new(seed)),
            files: Arc::new(SystemFiles),
            unpacker: Arc::new(UnpacksHere),
            drives: Arc::new(SystemDrives),
        };
        Self { machine, clock }
    }
}
