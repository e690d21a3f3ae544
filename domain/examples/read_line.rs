//! Reads lines from standard input and says what they mean, one JSON document each.
#![expect(clippy::print_stdout, reason = "it speaks on the command line")]
#![expect(
    clippy::expect_used,
    reason = "a constant that cannot be read should fail where it stands"
)]

use std::io::BufRead;

fn main() {
    let today = "2026-11-23".parse().expect("a day");
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let reading = realserv_domain::interpret::interpret(&line, today);
        println!("{line}\n  {}", serde_json::to_string(&reading).expect("plain data"));
    }
}
