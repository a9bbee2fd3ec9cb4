//! Records, stamps, join, signed envelopes, device keys and certificates. Pure but for the crypto.
