//! Files that were handed over, by double-click, argument, second start, drop or picker: one queue, which the page pulls.
//! The page knows them by tokens; paths stay here.

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};

use essaim_ipc::receive::Arrived;
use tauri::{AppHandle, Manager};

use crate::events;
use crate::state::Shell;

/// The files that wait, and those that the page is looking at.
#[derive(Debug, Default)]
pub(crate) struct OpenedFiles {
    given: u64,
    waiting: VecDeque<String>,
    files: HashMap<String, Arrived>,
}

impl OpenedFiles {
    /// Names a file, or a folder, for the page; one that it looks at already keeps its token.
    pub(crate) fn name(&mut self, path: PathBuf) -> String {
        self.name_part(path, None, None)
    }

    /// Names each of several bundles that a file carries.
    pub(crate) fn divide(&mut self, token: &str, count: usize) -> Vec<String> {
        let Some(whole) = self.files.get(token).cloned() else {
            return Vec::new();
        };
        let name = |part| self.name_part(whole.file.clone(), Some(part), whole.passphrase.clone());
        (0..count).map(name).collect()
    }

    fn name_part(
        &mut self,
        file: PathBuf,
        part: Option<usize>,
        passphrase: Option<String>,
    ) -> String {
        let same = |of: &Arrived| of.file == file && of.part == part;
        if let Some((token, _)) = self.files.iter().find(|(_, of)| same(of)) {
            return token.clone();
        }
        self.given += 1;
        let sort = if file.is_dir() { "folder" } else { "file" };
        let token = format!("{sort}-{}", self.given);
        let arrived = Arrived {
            file,
            part,
            passphrase,
        };
        self.files.insert(token.clone(), arrived);
        token
    }

    /// Keeps the passphrase of a file as long as the page looks at it. Tells whether it does.
    pub(crate) fn unlock(&mut self, token: &str, passphrase: String) -> bool {
        let file = self.files.get_mut(token);
        file.map(|file| file.passphrase = Some(passphrase))
            .is_some()
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
    pub(crate) fn arrived(&self, token: &str) -> Option<Arrived> {
        self.files.get(token).cloned()
    }

    /// The page is done with a file.
    pub(crate) fn forget(&mut self, token: &str) {
        self.files.remove(token);
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
        let second = files.arrived("file-2").unwrap();
        assert_eq!(second.file, PathBuf::from("b.essaim"));
        files.forget("file-2");
        assert_eq!(files.arrived("file-2"), None);
    }

    #[test]
    fn each_bundle_of_an_e_mail_is_named_and_opens_with_the_passphrase_of_the_whole() {
        let mut files = OpenedFiles::default();
        let token = files.name("lettre.eml".into());
        assert!(files.unlock(&token, "essaim".to_owned()));
        let parts = files.divide(&token, 2);
        assert_eq!(parts, ["file-2", "file-3"]);
        assert_eq!(files.divide(&token, 2), parts, "they keep their names");
        let second = files.arrived("file-3").unwrap();
        assert_eq!(
            (second.part, second.passphrase.as_deref()),
            (Some(1), Some("essaim"))
        );
        assert!(!files.unlock("file-9", String::new()));
    }

    #[test]
    fn arguments_are_files_of_the_folder_one_started_in_and_options_are_not() {
        let arguments = ["essaim", "--demo", "lettre.essaim", ""].map(str::to_owned);
        let files = of_start(arguments.to_vec(), Path::new("courrier"));
        assert_eq!(files, [Path::new("courrier").join("lettre.essaim")]);
    }
}
