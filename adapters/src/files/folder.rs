//! Files in a folder of this machine, for who runs one node and has no store. Never inside what is served as it is.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tokio::fs::File;
use tokio_util::io::ReaderStream;

use super::{Key, StoreTrouble};

/// The bytes of a file, piece by piece, and how many there are.
pub struct Stream {
    pub bytes: u64,
    pub pieces: ReaderStream<File>,
}

#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(super) const fn new(root: PathBuf) -> Self {
        Self { root }
    }

    pub(super) fn place(&self) -> String {
        format!("the folder {}", self.root.display())
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.root.join(key.as_str())
    }

    /// Written beside, and moved to its place when all of it is on the disk: what stands there is whole. Who dies on the way
    /// leaves a piece under a name of its own, which the next one writes over.
    pub(super) async fn put(&self, key: &Key, content: Vec<u8>) -> Result<(), StoreTrouble> {
        let path = self.path(key);
        let written = tokio::task::spawn_blocking(move || write_whole(&path, &content)).await;
        let result = written.unwrap_or_else(|panic| Err(io::Error::other(panic)));
        result.map_err(|source| StoreTrouble::Folder { what: "cannot write a file", source })
    }

    pub(super) async fn open(&self, key: &Key) -> Result<Option<Stream>, StoreTrouble> {
        let failed = |source| StoreTrouble::Folder { what: "cannot read a file", source };
        let file = match File::open(self.path(key)).await {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let bytes = file.metadata().await.map_err(failed)?.len();
        Ok(Some(Stream { bytes, pieces: ReaderStream::new(file) }))
    }

    pub(super) async fn remove(&self, key: &Key) -> Result<(), StoreTrouble> {
        match tokio::fs::remove_file(self.path(key)).await {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                Err(StoreTrouble::Folder { what: "cannot remove a file", source })
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    pub(super) async fn check(&self) -> Result<(), StoreTrouble> {
        let probe = self.root.join("media/.probe");
        let written = tokio::task::spawn_blocking(move || {
            write_whole(&probe, b"")?;
            fs::remove_file(&probe)
        });
        let result = written.await.unwrap_or_else(|panic| Err(io::Error::other(panic)));
        result.map_err(|source| StoreTrouble::Folder { what: "cannot be written to", source })
    }
}

fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    // One name for each content and process: two who keep the same content at once do not write into each other.
    let beside = path.with_extension(format!("{}.part", std::process::id()));
    let mut file = open_own(&beside)?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    if let Err(error) = written.and_then(|()| fs::rename(&beside, path)) {
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    // The new name is safe only with its folder.
    fs::File::open(folder)?.sync_all()
}

#[cfg(unix)]
fn open_own(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    // Nobody else's to read, and never to be run.
    fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn open_own(path: &Path) -> io::Result<fs::File> {
    fs::File::create(path)
}

#[cfg(unix)]
fn make_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}
