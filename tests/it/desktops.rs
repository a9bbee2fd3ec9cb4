//! Several desktops of one commune: joining by request and answer, and keeping in step through a folder, whatever the
//! engine that moves it does to the files.

mod altered;
mod commune;
mod engine;
mod erased;
mod joining;
mod keys;
mod later;
mod step;
mod stick;
// Its tools are those of this system's packages.
#[cfg(target_os = "linux")]
mod syncthing;
// The errors that are injected are those of Unix.
#[cfg(unix)]
mod unwritable;
