//! Records as people's writes: stamps, version vectors and their join; signed envelopes; root and device keys, certificates,
//! successions and revocations.
//!
//! Pure but for the cryptography: time, identifiers and randomness are handed in. It reads what others signed, so every
//! function that takes bytes expects hostile ones.

pub mod body;
pub mod certificate;
pub mod clock;
pub mod envelope;
pub mod keys;
pub mod question;
pub mod revocation;
pub mod state;
pub mod succession;
pub mod vouched;
pub mod words;

pub use body::Body;
pub use certificate::{Certificate, CertificateEnvelope, Keyring};
pub use clock::Clock;
pub use envelope::{Envelope, Refusal, Revision, Signature};
pub use keys::{DeviceKey, PublicKey, RootKey};
pub use revocation::Revocation;
pub use state::{Conflict, Stamp, StampedValue, State, Write};
pub use succession::{Line, Roots, Succession, SuccessionEnvelope};
pub use vouched::Vouched;
