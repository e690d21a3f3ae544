//! ClamAV itself looks through what people send, with one signature of ours. Where `clamd` is not installed there is nothing to test,
//! but where `REALSERV_CLAMD` says that it must be (`scripts/test` installs it).

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use realserv_adapters::clamd::{Address, NotScanned, Scanner, Verdict};
use realserv_sandbox::Media;
use realserv_tests::town::Options;
use realserv_tests::{Done, Town, Trouble};
use tempfile::TempDir;

const MARK: &[u8] = b"REALSERV-TEST-MARKER";

/// The daemon, in a folder of its own, until it is dropped.
struct Daemon {
    process: Child,
    folder: TempDir,
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Daemon {
    /// None where it is not installed and need not be.
    async fn start() -> Result<Option<Self>, Trouble> {
        let Some(program) = program() else {
            let wanted = std::env::var_os("REALSERV_CLAMD").is_some();
            return if wanted {
                Err("clamd is missing: install clamav-daemon".into())
            } else {
                Ok(None)
            };
        };
        let folder = tempfile::tempdir()?;
        let at = folder.path();
        fs::create_dir(at.join("db"))?;
        fs::write(
            at.join("db/own.ndb"),
            format!("RealServ.Test:0:*:{}\n", hex::encode_upper(MARK)),
        )?;
        // Without `User`, so that it stays who we are, root too; 2 MB are more than it looks through.
        let place = at.display();
        fs::write(
            at.join("clamd.conf"),
            format!(
                "Foreground yes\nDatabaseDirectory {place}/db\nLocalSocket {place}/socket\n\
                 TemporaryDirectory {place}\nStreamMaxLength 1M\n"
            ),
        )?;
        let process = Command::new(program)
            .arg(format!("--config-file={place}/clamd.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let daemon = Self { process, folder };
        daemon.answers().await?;
        Ok(Some(daemon))
    }

    async fn answers(&self) -> Done {
        let mut looks = tokio::time::interval(Duration::from_millis(20));
        let answers = async {
            while self.scanner().version().await.is_err() {
                looks.tick().await;
            }
        };
        Ok(tokio::time::timeout(Duration::from_secs(30), answers).await?)
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("socket")
    }

    fn scanner(&self) -> Scanner {
        Scanner::new(Address::Socket(self.socket()))
    }
}

fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    places.map(|place| place.join("clamd")).find(|path| path.is_file())
}

fn paper(content: &[u8]) -> Media {
    Media::Document {
        bytes: [b"%PDF-1.4\n".as_slice(), content, b"\n%%EOF\n"].concat(),
        mime: "application/pdf".to_owned(),
        filename: "list.pdf".to_owned(),
        caption: None,
    }
}

#[tokio::test]
async fn clamav_says_what_is_clean_infected_or_too_long() -> Done {
    let Some(daemon) = Daemon::start().await? else { return Ok(()) };
    let scanner = daemon.scanner();
    assert!(scanner.version().await?.starts_with("ClamAV"));
    assert_eq!(scanner.scan(b"").await?, Verdict::Clean);
    assert_eq!(scanner.scan(b"50 bags OPC 53").await?, Verdict::Clean);
    let found = scanner.scan(&[b"50 bags ", MARK].concat()).await?;
    assert_eq!(found, Verdict::Infected("RealServ.Test.UNOFFICIAL".to_owned()));
    assert_eq!(scanner.scan(&vec![b'x'; 2_000_000]).await?, Verdict::TooLong);
    drop(daemon);
    let gone = scanner.scan(b"50 bags").await;
    assert!(matches!(gone, Err(NotScanned::Unreachable { .. })), "{gone:?}");
    Ok(())
}

#[tokio::test]
async fn what_clamav_finds_is_not_kept_and_what_it_does_not_is() -> Done {
    let Some(daemon) = Daemon::start().await? else { return Ok(()) };
    let socket = daemon.socket().display().to_string();
    let variables = vec![("CLAMD_ADDR", socket)];
    let town = Town::with(Options { variables, ..Options::default() }).await?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.sends(paper(b"50 bags")).await?;
    assert_eq!(town.count("select count(*) from media where state = 'kept'").await?, 1);
    asha.sends(paper(MARK)).await?;
    asha.heard("our virus check stopped it")?;
    let infected = "select count(*) from media where refused_because = 'infected'";
    assert_eq!(town.count(infected).await?, 1);
    drop(daemon);
    asha.sends(paper(b"60 bags")).await?;
    town.forward(jiff::SignedDuration::from_mins(31)).await;
    asha.heard("We cannot check photos and files")?;
    assert_eq!(town.count("select count(*) from media where state = 'kept'").await?, 1);
    town.ends_well().await?;
    town.close().await;
    Ok(())
}
