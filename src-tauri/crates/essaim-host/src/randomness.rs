//! Randomness for keys and identifiers, from the system's generator.

use essaim_ops::machine::Randomness;

/// The system's generator of random bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect(
            "the random generator of every supported system answers; a key made without it would be no key",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ_and_fill_every_byte() {
        let (mut first, mut second) = ([0; 64], [0; 64]);
        SystemRandomness.fill(&mut first);
        SystemRandomness.fill(&mut second);
        assert_ne!(first, second, "the same key twice would be one key");
        assert_ne!(first[32..], [0; 32], "the whole buffer is filled");
    }
}
