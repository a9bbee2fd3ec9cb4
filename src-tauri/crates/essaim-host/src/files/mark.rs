//! The mark that systems put on files from elsewhere: Windows in a stream beside the content, macOS in an attribute. Linux
//! has none.

use std::path::Path;

/// Zone 3 is the internet: Windows asks before it runs such a file, and Office opens it without its macros.
#[cfg(windows)]
pub(super) fn from_elsewhere(file: &Path) -> std::io::Result<()> {
    let mut stream = file.as_os_str().to_owned();
    stream.push(":Zone.Identifier");
    std::fs::write(stream, "[ZoneTransfer]\r\nZoneId=3\r\n")
}

/// Flags, time, program: the system asks at the first opening, and checks what would run.
#[cfg(target_os = "macos")]
pub(super) fn from_elsewhere(file: &Path) -> std::io::Result<()> {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let value = format!("0081;{:08x};Essaim;", now.map_or(0, |time| time.as_secs()));
    rustix::fs::setxattr(
        file,
        "com.apple.quarantine",
        value.as_bytes(),
        rustix::fs::XattrFlags::empty(),
    )?;
    Ok(())
}

#[cfg(not(any(windows, target_os = "macos")))]
pub(super) fn from_elsewhere(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, windows))]
mod tests {
    #[test]
    fn a_marked_file_says_that_it_came_from_elsewhere() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("plan.pdf");
        std::fs::write(&file, "%PDF")?;
        super::from_elsewhere(&file)?;
        let mut stream = file.as_os_str().to_owned();
        stream.push(":Zone.Identifier");
        assert!(std::fs::read_to_string(stream)?.contains("ZoneId=3"));
        assert_eq!(std::fs::read_to_string(&file)?, "%PDF");
        Ok(())
    }
}
