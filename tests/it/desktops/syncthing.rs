//! The folder moved by a real synchroniser: two Syncthing processes on this machine's loopback, and nothing beyond it.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use essaim_ops::desktop::Take;
use essaim_testkit::roubaix;
use serde_json::json;
use tempfile::TempDir;

use super::commune::{join, project, round, seen, write};

/// How long the two may take: the machine may be busy with much else.
const PATIENCE: Duration = Duration::from_secs(240);

/// One synchroniser, with the folder that it keeps like the other's. It ends with this.
struct Synchroniser {
    home: TempDir,
    folder: PathBuf,
    id: String,
    port: u16,
    running: Option<Child>,
}

impl Drop for Synchroniser {
    fn drop(&mut self) {
        if let Some(mut running) = self.running.take() {
            drop(running.kill());
            drop(running.wait());
        }
    }
}

fn syncthing(home: &Path) -> Command {
    let mut command = Command::new("syncthing");
    command
        .env("STNOUPGRADE", "1")
        .env("STNORESTART", "1")
        .env("HOME", home)
        .arg(format!("--home={}", home.display()))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// A port of the loopback that nobody listens on.
fn port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address").port()
}

impl Synchroniser {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("partage");
        std::fs::create_dir(&folder).expect("a folder");
        let place = home.path().join("home");
        let mut generate = syncthing(&place);
        let made = generate
            .arg(format!("--generate={}", place.display()))
            .status();
        let made =
            made.expect("the package syncthing is installed (cargo xtask test does it on Debian)");
        assert!(made.success(), "syncthing makes its key");
        let told = syncthing(&place)
            .arg("--device-id")
            .stdout(Stdio::piped())
            .output()
            .expect("it starts");
        let id = String::from_utf8_lossy(&told.stdout).trim().to_owned();
        assert_eq!(id.len(), 63, "a device id: {id}");
        Self {
            home,
            folder,
            id,
            port: port(),
            running: None,
        }
    }

    /// Starts it: it speaks to the other over the loopback, announces itself to nobody and reports to nobody.
    fn start(&mut self, other: &Synchroniser) {
        let place = self.home.path().join("home");
        let device = |one: &Synchroniser| {
            format!(
                r#"<device id="{}" compression="never"><address>tcp://127.0.0.1:{}</address></device>"#,
                one.id, one.port
            )
        };
        let config = format!(
            r#"<configuration version="35">
  <folder id="essaim" path="{folder}" type="sendreceive" rescanIntervalS="1" fsWatcherEnabled="true" fsWatcherDelayS="1">
    <device id="{ours}"/><device id="{theirs}"/>
  </folder>
  {us}{them}
  <gui enabled="true" tls="false"><address>127.0.0.1:{gui}</address><apikey>essaim</apikey></gui>
  <options>
    <listenAddress>tcp://127.0.0.1:{port}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <stunKeepaliveStartS>0</stunKeepaliveStartS>
    <urAccepted>-1</urAccepted>
    <crashReportingEnabled>false</crashReportingEnabled>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <announceLANAddresses>false</announceLANAddresses>
    <startBrowser>false</startBrowser>
    <reconnectionIntervalS>1</reconnectionIntervalS>
  </options>
</configuration>"#,
            folder = self.folder.display(),
            ours = self.id,
            theirs = other.id,
            us = device(self),
            them = device(other),
            gui = port(),
            port = self.port,
        );
        std::fs::write(place.join("config.xml"), config).expect("written");
        let running = syncthing(&place)
            .args(["--no-browser", "--no-restart"])
            .spawn();
        self.running = Some(running.expect("it starts"));
    }
}

#[test]
fn two_desktops_keep_in_step_through_a_real_synchroniser() {
    let first = roubaix().expect("a desktop");
    let second = join(&first, "Baptiste Leroy", 21, Take::Few);
    let (mut one, mut other) = (Synchroniser::new(), Synchroniser::new());
    one.start(&other);
    other.start(&one);
    first.follow(Some(&one.folder)).expect("it is followed");
    second.follow(Some(&other.folder)).expect("it is followed");
    let file = first.file("plan.txt", vec![b'x'; 300_000]).expect("a file");
    let document = json!({"title": "Jardin partagé", "attachments": [{"path": file}]});
    let id = first.new_record("project", &document).expect("a project");
    for at in 0..20 {
        project(&second, &format!("Projet {at}"));
    }
    let begun = Instant::now();
    let mut answered = false;
    loop {
        for desk in [&*first, &*second] {
            round(desk).expect("a round");
        }
        if !answered && second.show(&id).is_ok() {
            write(&second, &id, "description", "Vu au second poste");
            answered = true;
            continue;
        }
        if answered && seen(first.folder()) == seen(second.folder()) {
            break;
        }
        assert!(
            begun.elapsed() < PATIENCE,
            "the two are not in step: {:?}",
            round(&second)
        );
        std::thread::sleep(Duration::from_millis(300));
    }
    let fields = first.show(&id).expect("the project").fields;
    assert_eq!(fields["description"], "Vu au second poste");
    let item = second.show(&id).expect("the project").fields["attachments"][0]["id"].clone();
    let file = second
        .attachment(&id, item.as_str().expect("an id"))
        .expect("the file");
    assert_eq!(file.size, 300_000, "its attachment has arrived too");
}
