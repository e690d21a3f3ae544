//! A data folder belongs to one demo, or to a service and those who help it; never to both, and never to two demos.

use std::io::{Read, Write};
use std::net::TcpStream;

use realserv_tests::{Done, Trouble};

use super::{Home, Running, run, signal};

/// The status of the program whose address stands in this line.
fn readiness(line: &str) -> Result<String, Trouble> {
    let address = line.split("http://").nth(1).and_then(|rest| rest.split_whitespace().next());
    let mut door = TcpStream::connect(address.ok_or("an address")?)?;
    door.write_all(b"GET /health/ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    door.read_to_string(&mut answer)?;
    Ok(answer.lines().next().unwrap_or_default().to_owned())
}

#[test]
fn a_second_demo_on_the_same_folder_is_refused_and_harms_nothing() -> Done {
    let home = Home::new()?;
    let mut first = Running::start(home.demo(&[]))?;
    let address = first.until("The program: http://");
    first.until("End with Ctrl-C");
    for more in [&["--exit"][..], &["--exit", "--fresh"]] {
        let second = run(home.demo(more))?;
        assert_eq!(second.status.code(), Some(2), "{}", second.said);
        let folder = home.data().display().to_string();
        let who = format!("`realserv demo` (process {})", first.pid());
        for words in [&folder, &who, "--data-dir"] {
            assert!(second.said.contains(words), "{words} is missing from:\n{}", second.said);
        }
    }
    assert_eq!(readiness(&address)?, "HTTP/1.1 200 OK", "its database is where it was");
    signal("TERM", first.pid());
    assert!(first.end().status.success());

    let later = run(home.demo(&["--exit", "--fresh"]))?;
    assert!(later.status.success(), "{}", later.said);
    Ok(())
}

#[test]
fn a_killed_demo_locks_nothing() -> Done {
    let home = Home::new()?;
    let mut first = Running::start(home.demo(&[]))?;
    first.until("One order");
    first.kill()?;
    assert!(home.runs("postgres"), "its server is left, and adopted");
    let next = run(home.demo(&["--exit"]))?;
    assert!(next.status.success(), "{}", next.said);
    home.is_put_away(&next.said);
    Ok(())
}

#[test]
fn a_service_is_helped_by_seed_and_shares_with_no_demo() -> Done {
    let home = Home::new()?;
    let command = |words: &[&str]| {
        let mut command = home.program();
        command.args(words).env("REALSERV_LISTEN", "127.0.0.1:0");
        command.env("REALSERV_DRAIN_SECONDS", "0");
        command
    };
    let mut serve = Running::start(command(&["serve"]))?;
    serve.until("serving");
    for words in [&["seed"][..], &["migrate", "status"]] {
        let helper = run(command(words))?;
        assert!(helper.status.success(), "{words:?}: {}", helper.said);
    }
    let demo = run(home.demo(&["--exit"]))?;
    assert_eq!(demo.status.code(), Some(2), "{}", demo.said);
    assert!(demo.said.contains("`realserv serve`"), "{}", demo.said);
    signal("TERM", serve.pid());
    assert!(serve.end().status.success());
    Ok(())
}

/// A login of its own has a temporary folder of its own, and a server that was left behind has its door in another.
#[test]
fn who_adopts_a_server_leaves_no_empty_socket_folder() -> Done {
    let home = Home::new()?;
    let mut first = Running::start(home.demo(&[]))?;
    first.until("End with Ctrl-C");
    first.kill()?;
    let other = home.data().with_file_name("other");
    std::fs::create_dir(&other)?;
    let mut second = home.demo(&["--exit"]);
    second.env("TMPDIR", &other);
    let ended = run(second)?;
    assert!(ended.status.success(), "{}", ended.said);
    home.is_put_away(&ended.said);
    let left: Vec<_> = std::fs::read_dir(&other)?.flatten().map(|entry| entry.path()).collect();
    assert!(left.is_empty(), "{left:?}");
    Ok(())
}
