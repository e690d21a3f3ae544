//! Files that people sent, fetched: two calls, of which the second may be too late, too long, or bring something else.

use realserv_adapters::secret::Secret;
use realserv_adapters::whatsapp::{Client, FetchFailure, Next};

use crate::server::{Reply, Server, ok, patient};

/// Of something else.
const HASH: &str = "00000000000000000000000000000000000000000000000000000000000000ff";

fn hash(content: &str) -> String {
    use realserv_adapters::files::Digest;
    Digest::of(content.as_bytes()).to_string()
}

fn place(url: &str, hash: &str, size: &str) -> Reply {
    ok(&format!(
        r#"{{"messaging_product":"whatsapp","url":"{url}","mime_type":"application/pdf","sha256":"{hash}","file_size":{size},"id":"51"}}"#
    ))
}

fn client(graph: &Server) -> Client {
    Client::new(patient(&graph.url), &graph.url, "2", Secret::new("token"))
}

async fn fetched(graph: Vec<Reply>, most: u64) -> (Result<Vec<u8>, FetchFailure>, Server) {
    let graph = Server::answering(graph).await;
    let content = client(&graph).fetch_media("51", most, "c").await;
    (content, graph)
}

#[tokio::test]
async fn a_file_is_two_calls_with_the_token() {
    let bytes = Server::answering(vec![ok("a list")]).await;
    let url = format!("{}/attachments/?mid=51", bytes.url);
    let (content, graph) = fetched(vec![place(&url, &hash("a list"), r#""6""#)], 6).await;
    assert_eq!(content.unwrap(), b"a list");
    assert_eq!(graph.asked()[0].line(), "GET /v25.0/51 HTTP/1.1");
    assert_eq!(bytes.asked()[0].line(), "GET /attachments/?mid=51 HTTP/1.1");
    for asked in [&graph.asked()[0], &bytes.asked()[0]] {
        let head = asked.head.to_ascii_lowercase();
        assert!(head.contains("authorization: bearer token"), "{head}");
        assert!(head.contains("user-agent: realserv/"), "{head}");
    }
}

#[tokio::test]
async fn an_address_that_has_died_is_asked_for_anew() {
    let gone = || Reply::Answer(404, "", String::new());
    let bytes = Server::answering(vec![gone(), ok("a list")]).await;
    let again = || place(&bytes.url, &hash("a list"), "6");
    let (content, _) = fetched(vec![again(), again()], 100).await;
    assert_eq!(content.unwrap(), b"a list");

    let bytes = Server::answering(vec![gone(), gone(), gone()]).await;
    let again = || place(&bytes.url, &hash("a list"), "6");
    let (content, _) = fetched(vec![again(), again(), again()], 100).await;
    let Err(FetchFailure::Failed(failure)) = content else { panic!("{content:?}") };
    assert_eq!(failure.next, Next::Again { after: None });
}

#[tokio::test]
async fn too_many_bytes_are_not_read_to_their_end() {
    // It is said before: nothing is called.
    let (content, graph) = fetched(vec![place("http://127.0.0.1:1", HASH, "7")], 6).await;
    assert!(matches!(content, Err(FetchFailure::TooBig { most: 6 })), "{content:?}");
    assert_eq!(graph.asked().len(), 1);
    // It is said wrongly, and never ends.
    let bytes = Server::answering(vec![Reply::Flood]).await;
    let (content, _) = fetched(vec![place(&bytes.url, HASH, r#""6""#)], 1000).await;
    assert!(matches!(content, Err(FetchFailure::TooBig { most: 1000 })), "{content:?}");
}

#[tokio::test]
async fn what_does_not_fit_its_hash_is_not_the_file() {
    let bytes = Server::answering(vec![ok("another list")]).await;
    let (content, _) = fetched(vec![place(&bytes.url, &hash("a list"), "6")], 100).await;
    assert!(matches!(content, Err(FetchFailure::Broken)), "{content:?}");
}

#[tokio::test]
async fn what_meta_does_not_have_is_gone() {
    for code in [100, 33] {
        let refusal = format!(r#"{{"error":{{"message":"Unsupported","code":{code}}}}}"#);
        let (content, _) = fetched(vec![Reply::Answer(400, "", refusal)], 100).await;
        assert!(matches!(content, Err(FetchFailure::Gone)), "{content:?}");
    }
    for id in ["", "../1", "5/1", "5?x"] {
        let graph = Server::answering(Vec::new()).await;
        let content = client(&graph).fetch_media(id, 100, "c").await;
        assert!(matches!(content, Err(FetchFailure::Gone)), "{id}: {content:?}");
    }
}

#[tokio::test]
async fn a_token_that_is_refused_stops_everything_and_silence_is_silence() {
    let bytes = Server::answering(vec![Reply::Answer(401, "", String::new())]).await;
    let (content, _) = fetched(vec![place(&bytes.url, HASH, "6")], 100).await;
    let Err(FetchFailure::Failed(failure)) = content else { panic!("{content:?}") };
    assert_eq!(failure.next, Next::PauseAll);
    let bytes = Server::answering(vec![Reply::HangUp]).await;
    let (content, _) = fetched(vec![place(&bytes.url, HASH, "6")], 100).await;
    let Err(FetchFailure::Failed(failure)) = content else { panic!("{content:?}") };
    assert_eq!(failure.next, Next::Unknown);
}
