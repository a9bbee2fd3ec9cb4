//! Keys in a real keychain of the system: the Secret Service of a session of its own, which nobody else has.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::program;

/// Opens the keychain of a session, then becomes the program.
const UNLOCKED: &str = r#"printf 'mot de passe' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 && exec "$@""#;

/// A person of this machine, with a home and nothing in it.
struct Person(TempDir);

impl Person {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(home.path().join("run")).expect("a folder");
        Self(home)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn program(&self, before: &[&str], asked: &[&str]) -> Value {
        let mut words = before
            .iter()
            .copied()
            .map(Path::new)
            .chain([program().as_path()]);
        let mut command = Command::new(words.next().expect("at least the program"));
        command
            .args(words)
            .args(["--json", "--lang", "fr", "--workspace"])
            .arg(self.path("espace"))
            .args(asked)
            .env("HOME", self.0.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env("XDG_RUNTIME_DIR", self.path("run"))
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("ESSAIM_KEYSTORE");
        let done = command
            .output()
            .expect("the program, or dbus-run-session, starts");
        let said = String::from_utf8_lossy(&done.stderr);
        let answer = serde_json::from_slice::<Value>(&done.stdout);
        assert!(answer.is_ok(), "{asked:?} is answered, not: {said}");
        answer.expect("JSON")
    }

    /// In a session whose keychain is open.
    fn in_session(&self, asked: &[&str]) -> Value {
        self.program(
            &["dbus-run-session", "--", "sh", "-c", UNLOCKED, "sh"],
            asked,
        )
    }

    /// Where no keychain answers.
    fn alone(&self, asked: &[&str]) -> Value {
        self.program(&[], asked)
    }
}

/// The files in a folder: their names, and what is in them.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("the folder of keys");
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, std::fs::read(&path).expect("it can be read"))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn keys_lie_in_the_systems_keychain_and_nowhere_else() {
    let camille = Person::new();
    let made = camille.in_session(&["init", "--insee", "59512", "--person", "Camille Martin"]);
    assert_eq!(made["name"], "Roubaix", "{made}");
    let keys = files(&camille.path("data/Essaim-keys"));
    let kinds = ["secret-device-", "secret-numbers-", "secret-root-"];
    assert_eq!(keys.len(), kinds.len(), "{keys:?}");
    for ((name, content), kind) in keys.iter().zip(kinds) {
        assert!(
            name.starts_with(kind) && name.ends_with(".in-keychain"),
            "{name}"
        );
        assert_eq!(content, b"", "a mark, and no secret");
    }

    // In the next session the keychain gives them back: what is written is signed.
    let project = camille.path("projet.json");
    std::fs::write(&project, r#"{"id": "p", "title": "Jardin partagé"}"#).expect("written");
    let project = project.to_string_lossy();
    assert_eq!(
        camille.in_session(&["add", "project", &project])["ids"][0],
        "p"
    );
    assert_eq!(camille.in_session(&["check"])["ok"], true);

    // Without one, what is there is read; what needs a key says so, and takes nothing for lost.
    assert_eq!(camille.alone(&["show", "p"])["title"], "Jardin partagé");
    let set = camille.path("suite.json");
    std::fs::write(&set, r#"{"title": "Sans trousseau"}"#).expect("written");
    let refused = camille.alone(&["set", "p", &set.to_string_lossy()]);
    let told = refused["error"]["message"].as_str().unwrap_or_default();
    assert!(told.contains("trousseau"), "{refused}");
    assert_eq!(camille.alone(&["show", "p"])["title"], "Jardin partagé");
    assert_eq!(files(&camille.path("data/Essaim-keys")), keys);
}
