//! Who comes in, and what every answer has: nobody without a key learns anything, not even which addresses exist.

use realserv_tests::{Done, Town, town};
use reqwest::Method;

use super::{NOBODY, Office};

const METHODS: [Method; 7] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::OPTIONS,
];

#[tokio::test]
async fn without_a_key_every_address_and_method_is_401() -> Done {
    let town = Town::open().await?;
    let stranger = Office::with(&town, None)?;
    let document = stranger.get("/api/v1/openapi.json").await?.ok()?;
    let known = document["paths"]
        .as_object()
        .expect("paths")
        .keys()
        .map(|path| path.replace("{id}", NOBODY).replace("{person_id}", NOBODY));
    let strange =
        ["/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v1/orders/%00/%ff", "/api/v1/docs"];
    let paths: Vec<String> = known.chain(strange.map(str::to_owned)).collect();
    assert!(paths.len() > 25, "{paths:?}");
    for path in &paths {
        for method in METHODS {
            let reply = stranger.send(method.clone(), path, &[], b"{nonsense".to_vec()).await?;
            let public =
                path == "/api/v1/openapi.json" && [Method::GET, Method::HEAD].contains(&method);
            assert_eq!(reply.status.as_u16(), if public { 200 } else { 401 }, "{method} {path}");
            if !public && method != Method::HEAD {
                assert!(reply.refused(401).is_empty());
                assert_eq!(reply.headers["www-authenticate"], "ApiKey");
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_key_is_no_key() -> Done {
    let town = Town::open().await?;
    let almost = format!("{}x", town::ADMIN_KEY);
    for key in ["", "x", &almost, &town::ADMIN_KEY.to_uppercase(), "\u{e9}"] {
        Office::with(&town, Some(key))?.get("/api/v1/orders").await?.refused(401);
    }
    Ok(())
}

#[tokio::test]
async fn an_installation_without_a_key_lets_nobody_in() -> Done {
    let variables = vec![("REALSERV_ADMIN_API_KEY", String::new())];
    let town = Town::with(town::Options { variables, ..town::Options::default() }).await?;
    for key in [None, Some(""), Some(town::ADMIN_KEY)] {
        let reply = Office::with(&town, key)?.get("/api/v1/orders").await?;
        reply.refused(401);
        assert!(reply.body["detail"].as_str().unwrap().contains("REALSERV_ADMIN_API_KEY"));
    }
    Ok(())
}

#[tokio::test]
async fn with_a_key_what_is_not_there_is_404_and_what_is_not_taken_405() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    for path in
        ["/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v1/orders/", "/api/v1/orders/a/b/c"]
    {
        office.get(path).await?.refused(404);
    }
    let reply = office.send(Method::DELETE, "/api/v1/orders", &[], Vec::new()).await?;
    reply.refused(405);
    assert_eq!(reply.headers["allow"], "GET,HEAD");
    Ok(())
}

#[tokio::test]
async fn every_answer_carries_a_correlation_id() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let ask = async |headers: &[(&str, &str)]| {
        let reply = office.send(Method::GET, "/api/v1/zones", headers, Vec::new()).await?;
        let id = reply.headers["x-correlation-id"].to_str()?.to_owned();
        Ok::<_, super::Trouble>(id)
    };
    assert_eq!(ask(&[("X-Correlation-ID", "office-42.a:b")]).await?, "office-42.a:b");
    let trace = [("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")];
    assert_eq!(ask(&trace).await?, "4bf92f3577b34da6a3ce929d0e0e4736");
    let (first, second) = (ask(&[]).await?, ask(&[]).await?);
    assert!(first.len() == 32 && first != second, "{first} {second}");
    let long = "x".repeat(65);
    for insane in ["a b", "a\"b", "<script>", &long] {
        assert_ne!(ask(&[("X-Correlation-ID", insane)]).await?, insane);
    }
    Ok(())
}

#[tokio::test]
async fn the_docs_are_public_and_load_nothing_from_elsewhere() -> Done {
    let town = Town::open().await?;
    let client =
        realserv_adapters::http::client("http://x", realserv_adapters::http::Timeouts::default())?;
    for (path, kind) in [
        ("/docs", "text/html; charset=utf-8"),
        ("/docs/page.js", "text/javascript; charset=utf-8"),
        ("/docs/page.css", "text/css; charset=utf-8"),
    ] {
        let response = client.get(town.url(path)).send().await?;
        assert_eq!(response.status().as_u16(), 200);
        let headers = response.headers().clone();
        assert_eq!(headers["content-type"], kind);
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["referrer-policy"], "no-referrer");
        let policy = headers["content-security-policy"].to_str()?;
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        let text = response.text().await?;
        assert!(
            !text.contains("https://") && !text.contains("http://"),
            "{path} names another place"
        );
    }
    Ok(())
}
