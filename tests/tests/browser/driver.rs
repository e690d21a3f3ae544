//! A Chromium that is steered over WebDriver (<https://www.w3.org/TR/webdriver2/>): plain HTTP and JSON to `chromedriver`,
//! which is started on a free port and ended by its own id. Waits are for a state, with a limit; nothing sleeps.

use std::process::Stdio;
use std::time::Duration;

use realserv_adapters::http::{self, Timeouts};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

pub(crate) type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// What has not come by then does not come.
const LIMIT: Duration = Duration::from_secs(20);
/// Between two looks at something that cannot tell by itself, such as a window that opens.
const LOOK: Duration = Duration::from_millis(20);
/// The key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// What the page's console says when a script or a request failed.
const SEVERE: &str = "SEVERE";

const FLAGS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--window-size=1400,900",
    // What still moves cannot be clicked for certain.
    "--force-prefers-reduced-motion",
    // Chromium ends with the pipe, so that none stays behind when chromedriver is killed.
    "--remote-debugging-pipe",
];

/// Waits in the page for an element with a text, and answers the last one: the newest in a chat.
const SEEN: &str = "
    const [css, text, done] = arguments;
    const look = () => {
        const fits = (node) => node.checkVisibility() && node.textContent.includes(text);
        const node = [...document.querySelectorAll(css)].filter(fits).at(-1);
        if (node) { watch.disconnect(); done(node); }
    };
    const watch = new MutationObserver(look);
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    look();";

/// Waits in the page until an expression is true.
const BECOMES: &str = "
    const [condition, done] = arguments;
    const holds = new Function(`return (${condition})`);
    const look = () => { if (holds()) { watch.disconnect(); done(true); } };
    const watch = new MutationObserver(look);
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    look();";

pub(crate) struct Browser {
    http: reqwest::Client,
    /// The address under which all commands of this session go.
    session: String,
    driver: Child,
}

/// Something on the page.
pub(crate) struct Element<'a> {
    browser: &'a Browser,
    id: String,
}

impl Browser {
    pub(crate) async fn start() -> Result<Self, Trouble> {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|why| {
                format!("chromedriver does not start (Debian's chromium-driver): {why}")
            })?;
        let port = tokio::time::timeout(LIMIT, port_of(&mut driver)).await??;
        let base = format!("http://127.0.0.1:{port}");
        let http = http::client(&base, Timeouts { total: LIMIT * 2, ..Timeouts::default() })?;
        let wishes = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "timeouts": {"script": u64::try_from(LIMIT.as_millis())?},
            "goog:chromeOptions": {"args": FLAGS},
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        let begun = answer(http.post(format!("{base}/session")).json(&wishes)).await?;
        let id = begun["sessionId"].as_str().ok_or("a session without an id")?;
        Ok(Self { http, session: format!("{base}/session/{id}"), driver })
    }

    /// Ends Chromium, then chromedriver.
    pub(crate) async fn close(mut self) -> Result<(), Trouble> {
        answer(self.http.delete(&self.session)).await?;
        self.driver.kill().await?;
        Ok(())
    }

    async fn get(&self, path: &str) -> Result<Value, Trouble> {
        answer(self.http.get(format!("{}/{path}", self.session))).await
    }

    async fn post(&self, path: &str, body: Value) -> Result<Value, Trouble> {
        answer(self.http.post(format!("{}/{path}", self.session)).json(&body)).await
    }

    pub(crate) async fn open(&self, url: &str) -> Result<(), Trouble> {
        self.post("url", json!({"url": url})).await?;
        Ok(())
    }

    async fn address(&self) -> Result<String, Trouble> {
        Ok(self.get("url").await?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the window is at an address that begins so. Asked from outside: a script that waits in the page
    /// that is being left never answers.
    pub(crate) async fn arrives_at(&self, start: &str) -> Result<(), Trouble> {
        let arrived = async {
            let mut looks = tokio::time::interval(LOOK);
            while !self.address().await?.starts_with(start) {
                looks.tick().await;
            }
            Ok::<(), Trouble>(())
        };
        let arrived = tokio::time::timeout(LIMIT, arrived).await;
        arrived.map_err(|_| format!("the window never came to {start}"))?
    }

    /// Runs a script in the page at once.
    pub(crate) async fn run(&self, script: &str, arguments: Value) -> Result<Value, Trouble> {
        self.post("execute/sync", json!({"script": script, "args": arguments})).await
    }

    /// The last visible element that fits and has that text; waits for it.
    pub(crate) async fn sees(&self, css: &str, text: &str) -> Result<Element<'_>, Trouble> {
        let found = self.post("execute/async", json!({"script": SEEN, "args": [css, text]})).await;
        let node = found.map_err(|why| format!("no {css} with {text:?} came: {why}"))?;
        let id = node[ELEMENT].as_str().ok_or("an element without an id")?.to_owned();
        Ok(Element { browser: self, id })
    }

    /// Waits until a JavaScript expression is true.
    pub(crate) async fn becomes(&self, condition: &str) -> Result<(), Trouble> {
        let held =
            self.post("execute/async", json!({"script": BECOMES, "args": [condition]})).await;
        held.map_err(|why| format!("it never came to {condition}: {why}"))?;
        Ok(())
    }

    pub(crate) async fn clicks(&self, css: &str) -> Result<(), Trouble> {
        self.sees(css, "").await?.click().await
    }

    /// Goes to the window that opens besides the ones that are there; answers the one before.
    pub(crate) async fn goes_to_new_window(&self) -> Result<String, Trouble> {
        let before = self.get("window").await?.as_str().unwrap_or_default().to_owned();
        let opened = async {
            let mut looks = tokio::time::interval(LOOK);
            loop {
                looks.tick().await;
                let windows = self.get("window/handles").await?;
                let windows = windows.as_array().cloned().unwrap_or_default();
                if let Some(new) = windows.into_iter().find(|window| *window != json!(before)) {
                    return Ok::<Value, Trouble>(new);
                }
            }
        };
        let new = tokio::time::timeout(LIMIT, opened).await.map_err(|_| "no window opened")??;
        self.post("window", json!({"handle": new})).await?;
        Ok(before)
    }

    /// Closes this window and goes back to that one.
    pub(crate) async fn comes_back_to(&self, window: &str) -> Result<(), Trouble> {
        answer(self.http.delete(format!("{}/window", self.session))).await?;
        self.post("window", json!({"handle": window})).await?;
        Ok(())
    }

    /// What can be seen now, as PNG.
    pub(crate) async fn picture(&self) -> Result<Vec<u8>, Trouble> {
        let picture = self.get("screenshot").await?;
        picture.as_str().and_then(from_base64).ok_or_else(|| "no picture came".into())
    }

    /// Errors that the page's console has shown since the last call.
    pub(crate) async fn complaints(&self) -> Result<Vec<String>, Trouble> {
        let lines = self.post("se/log", json!({"type": "browser"})).await?;
        let lines = lines.as_array().cloned().unwrap_or_default();
        let severe = lines.iter().filter(|line| line["level"] == SEVERE);
        let severe = severe.map(|line| line["message"].as_str().unwrap_or_default().to_owned());
        // Chromium asks every host for an icon by itself; neither the pay page nor the way back has one.
        Ok(severe.filter(|message| !message.contains("/favicon.ico")).collect())
    }
}

impl Element<'_> {
    async fn post(&self, act: &str, body: Value) -> Result<(), Trouble> {
        self.browser.post(&format!("element/{}/{act}", self.id), body).await?;
        Ok(())
    }

    /// As a person does: scrolled into view, and refused when something lies over it.
    pub(crate) async fn click(&self) -> Result<(), Trouble> {
        self.post("click", json!({})).await
    }

    pub(crate) async fn types(&self, text: &str) -> Result<(), Trouble> {
        self.post("value", json!({"text": text})).await
    }

    /// The text as it can be seen.
    pub(crate) async fn text(&self) -> Result<String, Trouble> {
        let text = self.browser.get(&format!("element/{}/text", self.id)).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    pub(crate) async fn attribute(&self, name: &str) -> Result<String, Trouble> {
        let value = self.browser.get(&format!("element/{}/attribute/{name}", self.id)).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }
}

/// Chromedriver says on which port it listens, once it does.
async fn port_of(driver: &mut Child) -> Result<u16, Trouble> {
    let output = driver.stdout.take().ok_or("chromedriver has no output")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return Ok(port.trim_end_matches('.').parse()?);
        }
    }
    Err("chromedriver ended before it listened".into())
}

/// Every answer is `{"value": …}`, an error one with `error` and `message` in it.
async fn answer(request: reqwest::RequestBuilder) -> Result<Value, Trouble> {
    let response = request.send().await?;
    let failed = !response.status().is_success();
    let mut body: Value = response.json().await?;
    let value = body["value"].take();
    if failed {
        let words = value["message"].as_str().unwrap_or_default();
        return Err(
            format!("{}: {}", value["error"], words.lines().next().unwrap_or_default()).into()
        );
    }
    Ok(value)
}

/// The pictures are the only base64 that these tests meet.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for letter in four {
            let value = LETTERS.iter().position(|known| known == letter)?;
            bits = bits << 6 | u32::try_from(value).ok()?;
        }
        // One letter fewer is one byte fewer.
        bits <<= 6 * (4 - four.len());
        bytes.extend_from_slice(&bits.to_be_bytes()[1..four.len()]);
    }
    Some(bytes)
}
