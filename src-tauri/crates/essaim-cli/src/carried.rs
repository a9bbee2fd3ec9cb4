//! Files that carry bundles: the passphrase that opens one, and each of several bundles in turn.

use std::path::Path;

use essaim_ops::OpError;
use essaim_ops::exchange::carrier::Arrival;

use crate::arguments::Secret;

/// The variable that holds the passphrase, where no file does.
const VARIABLE: &str = "ESSAIM_PASSPHRASE";

impl Secret {
    /// The passphrase, if one was given. A file whose first line is empty holds an empty one: it must not be taken for none.
    pub(crate) fn passphrase(&self) -> Result<Option<String>, OpError> {
        let Some(file) = &self.passphrase_file else {
            return Ok(std::env::var(VARIABLE).ok().filter(|text| !text.is_empty()));
        };
        let text = std::fs::read_to_string(file).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => OpError::NoFile(file.display().to_string()),
            _ => OpError::file(file, error),
        })?;
        Ok(Some(text.lines().next().unwrap_or_default().to_owned()))
    }
}

/// Does work on the bundle that a file carries, or on each where it carries several.
pub(crate) fn each<T>(
    file: &Path,
    passphrase: Option<&str>,
    mut work: impl FnMut(Arrival<'_>) -> Result<T, OpError>,
) -> Result<Vec<T>, OpError> {
    let arrival = |part| Arrival {
        file,
        part,
        passphrase,
    };
    match work(arrival(None)) {
        Err(OpError::SeveralBundles(names)) => (0..names.len())
            .map(|part| work(arrival(Some(part))))
            .collect(),
        one => Ok(vec![one?]),
    }
}
