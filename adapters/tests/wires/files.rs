//! The folder of files: whole or not at all, and nobody else's to read.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use realserv_adapters::files::{Digest, Handed, Key, Shown, Store};

fn folder(name: &str) -> PathBuf {
    let root = std::env::temp_dir().join(format!("realserv-files-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    root
}

fn all(root: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(root) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { all(&path) } else { vec![path] }).collect()
}

const SHOWN: Shown<'_> = Shown { mime: "image/jpeg", disposition: "inline" };

async fn bytes(store: &Store, key: &Key) -> Option<u64> {
    match store.hand(key, &SHOWN, Duration::from_secs(1)).await.unwrap()? {
        Handed::Stream(stream) => Some(stream.bytes),
        Handed::Link(_) => panic!("a folder has no links"),
    }
}

#[tokio::test]
async fn a_file_is_kept_once_under_its_hash_and_for_nobody_else() {
    let root = folder("kept");
    let store = Store::folder(root.clone());
    store.check().await.unwrap();
    let key = Key::of(Digest::of(b"a list"));
    assert_eq!(bytes(&store, &key).await, None);
    for _ in 0..2 {
        store.put(&key, "image/jpeg", b"a list".to_vec()).await.unwrap();
    }
    assert_eq!(bytes(&store, &key).await, Some(6));
    let path = root.join(key.as_str());
    assert_eq!(all(&root), std::slice::from_ref(&path));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let folder = fs::metadata(path.parent().unwrap()).unwrap();
    assert_eq!(folder.permissions().mode() & 0o777, 0o700);
    for _ in 0..2 {
        store.remove(&key).await.unwrap();
    }
    assert!(all(&root).is_empty());
    fs::remove_dir_all(&root).unwrap();
}

#[tokio::test]
async fn what_cannot_be_written_leaves_nothing() {
    let root = folder("blocked");
    fs::create_dir_all(&root).unwrap();
    // A file where the folder should be.
    fs::write(root.join("media"), b"").unwrap();
    let store = Store::folder(root.clone());
    store.check().await.unwrap_err();
    let key = Key::of(Digest::of(b"a list"));
    store.put(&key, "image/jpeg", b"a list".to_vec()).await.unwrap_err();
    assert_eq!(all(&root), [root.join("media")]);
    fs::remove_dir_all(&root).unwrap();
}
