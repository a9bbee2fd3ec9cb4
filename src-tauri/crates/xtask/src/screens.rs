//! `cargo xtask screens`: a picture of every screen named in `tests/e2e/screens.mjs`, in two sizes, light, dark, and
//! enlarged to 200 %, into `artefacts/screens`. To be looked at; it judges nothing.

use crate::failure::Outcome;
use crate::{place, rust, say, setup, tool, ui};

/// Builds, then takes the pictures.
pub(crate) fn screens() -> Outcome {
    setup::everything()?;
    ui::build()?;
    rust::programs()?;
    say::step("screens");
    let mut node = tool::node();
    node.arg(place::window_tests().join("screens.mjs"));
    node.env("ESSAIM_APP", rust::window()?)
        .env("ESSAIM_ARTEFACTS", place::artefacts()?);
    tool::run("screens", &mut node)
}
