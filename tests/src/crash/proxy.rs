//! Stands on PostgreSQL's socket: passes every message on and tells the trap of it first.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinSet;

use super::trap::{Fate, Trap};
use super::wire::Frontend;

/// The name that PostgreSQL's clients look for in the folder that is called the host.
pub(super) const SOCKET: &str = ".s.PGSQL.5432";

const CHUNK: usize = 16 * 1024;

/// Carries connections from a socket in `folder` to PostgreSQL's own until dropped.
pub(super) fn open(folder: &Path, server: &Path, trap: Arc<Trap>) -> io::Result<JoinSet<()>> {
    let listener = UnixListener::bind(folder.join(SOCKET))?;
    let server = server.join(SOCKET);
    let mut tasks = JoinSet::new();
    tasks.spawn(accept(listener, server, trap));
    Ok(tasks)
}

async fn accept(listener: UnixListener, server: PathBuf, trap: Arc<Trap>) {
    let mut connections = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        let (server, trap) = (server.clone(), Arc::clone(&trap));
        connections.spawn(async move {
            // A connection that breaks is what this is for.
            let _ = carry(client, &server, &trap).await;
        });
        while connections.try_join_next().is_some() {}
    }
}

async fn carry(client: UnixStream, server: &Path, trap: &Trap) -> io::Result<()> {
    let life = trap.life();
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = UnixStream::connect(server).await?.into_split();
    tokio::select! {
        done = forth(from_client, to_server, (trap, life)) => done,
        done = back(from_server, to_client, (trap, life)) => done,
    }
}

async fn forth(
    mut client: OwnedReadHalf,
    mut server: OwnedWriteHalf,
    (trap, life): (&Trap, u64),
) -> io::Result<()> {
    let mut frontend = Frontend::default();
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = client.read(&mut chunk).await?;
        if read == 0 {
            return Ok(());
        }
        frontend.push(&chunk[..read]);
        while let Some(message) = frontend.next() {
            match trap.message(life, &message) {
                Fate::Passes => server.write_all(&message.bytes).await?,
                Fate::IsLost => {}
                Fate::IsLast => {
                    server.write_all(&message.bytes).await?;
                    trap.last_has_passed(&message.name);
                }
            }
        }
    }
}

async fn back(
    mut server: OwnedReadHalf,
    mut client: OwnedWriteHalf,
    (trap, life): (&Trap, u64),
) -> io::Result<()> {
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = server.read(&mut chunk).await?;
        if read == 0 {
            return Ok(());
        }
        // What PostgreSQL says to the dead reaches nobody.
        if trap.life() == life {
            client.write_all(&chunk[..read]).await?;
        }
    }
}
