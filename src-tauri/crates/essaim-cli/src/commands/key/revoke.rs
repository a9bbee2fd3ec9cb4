//! Revokes a desktop.

use essaim_ops::OpError;
use serde_json::json;

use super::super::Outcome;
use crate::answer::Answer;
use crate::arguments::Revoke;
use crate::session::Session;

/// What it writes from a number on does not count.
pub(super) fn revoke(asked: &Revoke, session: &Session<'_>) -> Outcome {
    let unknown = |_| OpError::NoDesktop(asked.device.clone());
    let device = asked.device.parse().map_err(unknown)?;
    let revoked = session.open()?.revoke_device(device, asked.from)?.value;
    let words = session.words;
    let said = words.pick("révoqué à partir du n°", "revoked from no.");
    let count = words.count(
        revoked.kept_apart,
        ["version mise à part", "versions mises à part"],
        ["version set apart", "versions set apart"],
    );
    Ok(Answer::new(
        json!({"device": device.to_string(), "from": revoked.from, "kept_apart": revoked.kept_apart}),
        format!("{device} {said} {} ({count}).", revoked.from),
    ))
}
