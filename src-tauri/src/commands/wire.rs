//! Makes a Tauri command of each command of the contract; the compiler checks that the feature's function agrees with it.

use essaim_ipc::{
    Answer, Mutation, asking, choice, desktop, each_command, feedback, folder, history, home,
    keeping, key, list, place, post, receive, record, schema, search, sender, share, source, start,
    undo, write,
};
use tauri::{AppHandle, Wry};

/// The functions behind the commands, under the names of the contract.
mod features {
    pub(super) use super::super::choices::*;
    pub(super) use super::super::desktops::*;
    pub(super) use super::super::feedback::*;
    pub(super) use super::super::folder::*;
    pub(super) use super::super::keeping::*;
    pub(super) use super::super::post::*;
    pub(super) use super::super::receive::*;
    pub(super) use super::super::records::*;
    pub(super) use super::super::search::*;
    pub(super) use super::super::senders::*;
    pub(super) use super::super::settings::*;
    pub(super) use super::super::share::*;
    pub(super) use super::super::start::*;
    pub(super) use super::super::undo::*;
}

macro_rules! commands {
    ($($name:ident($($argument:ident: $ty:ty),*) -> $answer:ty;)*) => {
        $(
            #[tauri::command]
            async fn $name(app: AppHandle $(, $argument: $ty)*) -> Answer<$answer> {
                features::$name(app $(, $argument)*).await
            }
        )*

        /// Answers the page's calls.
        pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke<Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name),*]
        }
    };
}
each_command!(commands);

#[cfg(test)]
mod tests {
    #[test]
    fn what_the_page_may_call_is_what_the_contract_declares() {
        let listed: Vec<&str> = include_str!("../../commands.txt")
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        assert_eq!(listed, essaim_ipc::contract::NAMES);
    }
}
