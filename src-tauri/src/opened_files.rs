//! Files that were handed over, by double-click, argument, second start, drop or picker: one queue, which the page pulls.
//! The page knows them by tokens; paths stay here.

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager};

use crate::events;
use crate::state::Shell;

/// The files that wait, and those that the page is looking at.
#[derive(Debug, Default)]
pub(crate) struct OpenedFiles {
    given: u64,
    waiting: VecDeque<String>,
    paths: HashMap<String, PathBuf>,
}

impl OpenedFiles {
    /// Names a file for the page; one that it looks at already keeps its token.
    pub(crate) fn name(&mut self, path: PathBuf) -> String {
        let known = self.paths.iter().find(|(_, of)| **of == path);
        if let Some((token, _)) = known {
            return token.clone();
        }
        self.given += 1;
        let token = format!("file-{}", self.given);
        self.paths.insert(token.clone(), path);
        token
    }

    /// Puts files in the queue.
    fn queue(&mut self, paths: Vec<PathBuf>) {
        for path in paths {
            let token = self.name(path);
            if !self.waiting.contains(&token) {
                self.waiting.push_back(token);
            }
        }
    }

    /// The tokens of all that wait; they wait no longer.
    pub(crate) fn pull(&mut self) -> Vec<String> {
        self.waiting.drain(..).collect()
    }

    /// The file of a token.
    pub(crate) fn path(&self, token: &str) -> Option<PathBuf> {
        self.paths.get(token).cloned()
    }

    /// The page is done with a file.
    pub(crate) fn forget(&mut self, token: &str) {
        self.paths.remove(token);
        self.waiting.retain(|waiting| waiting != token);
    }
}

/// Takes files in and tells the page to pull them.
pub(crate) fn take_in(app: &AppHandle, paths: Vec<PathBuf>) {
    if paths.is_empty() {
        return;
    }
    app.state::<Shell>().opened_files().queue(paths);
    events::opened_files(app);
}

/// The files among the arguments of this start.
pub(crate) fn of_this_start() -> Vec<PathBuf> {
    let directory = std::env::current_dir().unwrap_or_default();
    let arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    of_start(arguments.collect(), &directory)
}

/// The files among the arguments of a start; the first argument is the program.
pub(crate) fn of_start(arguments: Vec<String>, directory: &Path) -> Vec<PathBuf> {
    let files = arguments.into_iter().skip(1);
    files
        .filter(|argument| !argument.is_empty() && !argument.starts_with('-'))
        .map(|file| directory.join(file))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_out_once_in_their_order_and_keep_their_names() {
        let mut files = OpenedFiles::default();
        files.queue(vec!["a.essaim".into(), "b.essaim".into()]);
        files.queue(vec!["a.essaim".into()]);
        assert_eq!(files.pull(), ["file-1", "file-2"]);
        assert!(files.pull().is_empty(), "what was pulled waits no longer");
        assert_eq!(files.path("file-2"), Some(PathBuf::from("b.essaim")));
        files.forget("file-2");
        assert_eq!(files.path("file-2"), None);
    }

    #[test]
    fn arguments_are_files_of_the_folder_one_started_in_and_options_are_not() {
        let arguments = ["essaim", "--demo", "lettre.essaim", ""].map(str::to_owned);
        let files = of_start(arguments.to_vec(), Path::new("courrier"));
        assert_eq!(files, [Path::new("courrier").join("lettre.essaim")]);
    }
}
