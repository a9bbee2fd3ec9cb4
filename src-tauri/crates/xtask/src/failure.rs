//! What a command says when it cannot go on: the step's name and the reason. No codes: people read it.

use std::fmt;

/// The step that failed, and why.
#[derive(Debug)]
pub(crate) struct Failure {
    step: String,
    reason: String,
}

/// Done, or the step that failed.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.step, self.reason)
    }
}

impl Failure {
    /// A failure of `step`.
    pub(crate) fn new(step: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            step: step.into(),
            reason: reason.into(),
        }
    }
}

/// Ends the command with a failure of `step`.
pub(crate) fn because<T>(step: impl Into<String>, reason: impl Into<String>) -> Outcome<T> {
    Err(Failure::new(step, reason))
}

/// Names the step in which the system refused something.
pub(crate) trait InStep<T> {
    /// The same result, its error carrying the step's name.
    fn in_step(self, step: &str) -> Outcome<T>;
}

impl<T> InStep<T> for std::io::Result<T> {
    fn in_step(self, step: &str) -> Outcome<T> {
        self.map_err(|error| Failure::new(step, error.to_string()))
    }
}
