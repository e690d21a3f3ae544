//! A proxy that follows `/health/ready`: new connections go to the nodes that are ready, in turn; a connection that stands
//! stays where it is. It knows nothing of HTTP but its question to the nodes.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::process::says_ready;

/// How often each node is asked.
const ASKED_EVERY: Duration = Duration::from_millis(200);

/// A node that needs longer to say that it is ready is not.
const PATIENCE: Duration = Duration::from_secs(2);

/// Which nodes there are, and who of them takes new connections.
#[derive(Clone)]
pub(super) struct Nodes(Rc<RefCell<Vec<Node>>>);

struct Node {
    address: SocketAddr,
    is_ready: bool,
}

impl Nodes {
    pub(super) fn new(addresses: &[SocketAddr]) -> Self {
        let node = |address: &SocketAddr| Node { address: *address, is_ready: true };
        Self(Rc::new(RefCell::new(addresses.iter().map(node).collect())))
    }

    pub(super) fn is_ready(&self, address: SocketAddr) -> bool {
        self.0.borrow().iter().any(|node| node.address == address && node.is_ready)
    }

    fn addresses(&self) -> Vec<SocketAddr> {
        self.0.borrow().iter().map(|node| node.address).collect()
    }

    fn note(&self, address: SocketAddr, is_ready: bool) {
        for node in self.0.borrow_mut().iter_mut().filter(|node| node.address == address) {
            node.is_ready = is_ready;
        }
    }

    /// Those that are ready, each once, beginning with another every time.
    fn in_turn(&self, turn: usize) -> Vec<SocketAddr> {
        let mut ready: Vec<SocketAddr> =
            self.0.borrow().iter().filter(|node| node.is_ready).map(|node| node.address).collect();
        let first = turn % ready.len().max(1);
        ready.rotate_left(first);
        ready
    }
}

/// Asks every node until dropped.
pub(super) async fn follow(nodes: Nodes) {
    let mut asking = JoinSet::new();
    for address in nodes.addresses() {
        let nodes = nodes.clone();
        asking.spawn_local(async move {
            loop {
                let asked = tokio::time::timeout(PATIENCE, says_ready(address)).await;
                nodes.note(address, matches!(asked, Ok(Ok(true))));
                tokio::time::sleep(ASKED_EVERY).await;
            }
        });
    }
    while asking.join_next().await.is_some() {}
}

/// Passes connections on until dropped.
pub(super) async fn pass(listener: TcpListener, nodes: Nodes) {
    let mut passing = JoinSet::new();
    let mut turn = 0_usize;
    while let Ok((mut client, _)) = listener.accept().await {
        turn = turn.wrapping_add(1);
        let ready = nodes.in_turn(turn);
        passing.spawn_local(async move {
            let Some(mut node) = reach(&ready).await else { return };
            let _ = (client.set_nodelay(true), node.set_nodelay(true));
            // Either side may go whenever it likes.
            let _ = copy_bidirectional(&mut client, &mut node).await;
        });
        while passing.try_join_next().is_some() {}
    }
}

async fn reach(ready: &[SocketAddr]) -> Option<TcpStream> {
    for address in ready {
        if let Ok(node) = TcpStream::connect(address).await {
            return Some(node);
        }
    }
    None
}
