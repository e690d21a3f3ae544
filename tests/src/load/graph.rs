//! The other end of the program's calls: takes messages and says under which id.

use std::cell::Cell;
use std::io;
use std::rc::Rc;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::crowd::Shared;
use super::http::Wire;

/// With fewer, a thousand connections at once cost two seconds in SYN retries.
const BACKLOG: u32 = 4096;

pub(super) fn listen() -> io::Result<TcpListener> {
    let socket = tokio::net::TcpSocket::new_v4()?;
    socket.bind(([127, 0, 0, 1], 0).into())?;
    socket.listen(BACKLOG)
}

/// Takes calls until dropped, and counts the messages among them.
pub(super) async fn serve(listener: TcpListener, crowd: Shared, calls: Rc<Cell<u64>>) {
    let mut callers = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let Ok(wire) = Wire::new(stream) else { continue };
        let (crowd, calls) = (crowd.clone(), Rc::clone(&calls));
        callers.spawn_local(async move {
            // A caller that is gone is no trouble of ours.
            let _ = answer(wire, crowd, &calls).await;
        });
    }
}

async fn answer(mut wire: Wire, crowd: Shared, calls: &Cell<u64>) -> io::Result<()> {
    while let Some(call) = wire.read().await? {
        let reply = if call.line.starts_with(b"POST ") && call.line.ends_with(b"/messages HTTP/1.1")
        {
            calls.set(calls.get() + 1);
            let wamid = crowd.with(|crowd| crowd.hears(call.body));
            let body = format!(
                r#"{{"messaging_product":"whatsapp","contacts":[],"messages":[{{"id":"{wamid}"}}]}}"#
            );
            ok(&body)
        } else {
            ok(r#"{"data":[],"success":true}"#)
        };
        wire.write(reply.as_bytes()).await?;
    }
    Ok(())
}

fn ok(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}
