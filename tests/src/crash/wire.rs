//! What the program says to PostgreSQL, taken apart into the protocol's messages, each with a name that a person can read.

use std::collections::HashMap;

/// A kind byte and the length behind it.
const HEAD: usize = 5;

/// So much of a statement tells it from the others.
const WORDS: usize = 9;

/// One connection's side of the conversation, as far as it has come.
#[derive(Default)]
pub(super) struct Frontend {
    buffer: Vec<u8>,
    has_started: bool,
    /// Statements by the names that the driver has given them.
    statements: HashMap<Vec<u8>, String>,
    /// What was bound last.
    bound: String,
}

/// One message, to be passed on as it is.
pub(super) struct Message {
    pub bytes: Vec<u8>,
    pub name: String,
    /// Whether PostgreSQL does something lasting when it gets this: what stands before a sync is undone without it.
    pub ends_a_step: bool,
}

impl Frontend {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// The next message, if all of it is there.
    pub(super) fn next(&mut self) -> Option<Message> {
        // The first message of a connection has no kind.
        let head = if self.has_started { HEAD } else { HEAD - 1 };
        let length = self.buffer.get(head - 4..head)?;
        let length = u32::from_be_bytes(length.try_into().ok()?);
        let end = head - 4 + usize::try_from(length).ok()?;
        if self.buffer.len() < end {
            return None;
        }
        let bytes: Vec<u8> = self.buffer.drain(..end).collect();
        let name = if self.has_started { self.name(&bytes) } else { "startup".to_owned() };
        let ends_a_step = self.has_started && matches!(bytes[0], b'Q' | b'S');
        self.has_started = true;
        Some(Message { bytes, name, ends_a_step })
    }

    fn name(&mut self, bytes: &[u8]) -> String {
        let body = &bytes[HEAD..];
        let words = body.split(|byte| *byte == 0);
        let mut words = words.map(<[u8]>::to_vec);
        let mut word = || words.next().unwrap_or_default();
        let kind = match bytes[0] {
            b'Q' => return format!("query: {}", short(&word())),
            b'P' => {
                let name = word();
                self.bound = short(&word());
                self.statements.insert(name, self.bound.clone());
                "parse"
            }
            b'B' => {
                let _portal = word();
                self.bound = self.statements.get(&word()).cloned().unwrap_or_default();
                "bind"
            }
            b'D' => "describe",
            b'E' => "execute",
            b'S' => "sync",
            b'C' => "close",
            b'X' => return "terminate".to_owned(),
            other => return format!("message {:?}", char::from(other)),
        };
        format!("{kind}: {}", self.bound)
    }
}

/// The first words of a statement.
fn short(statement: &[u8]) -> String {
    let text = String::from_utf8_lossy(statement);
    let mut words: Vec<&str> = text.split_whitespace().take(WORDS + 1).collect();
    if words.len() > WORDS {
        words[WORDS] = "…";
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(kind: u8, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len() + 4).unwrap();
        [&[kind][..], &length.to_be_bytes(), body].concat()
    }

    #[test]
    fn messages_come_out_whole_and_with_their_statement() {
        let mut frontend = Frontend::default();
        let all = [
            &message(b'x', b"\0\x03\0\0user\0me\0\0")[1..],
            &message(b'P', b"s1\0select 1\0\0\0"),
            &message(b'B', b"\0s1\0\0\0\0\0\0\0"),
            &message(b'E', b"\0\0\0\0\0"),
            &message(b'S', b""),
            &message(b'Q', b"COMMIT\0"),
        ]
        .concat();
        let mut names = Vec::new();
        let mut passed = Vec::new();
        let mut steps = 0;
        for byte in &all {
            frontend.push(&[*byte]);
            while let Some(message) = frontend.next() {
                names.push(message.name);
                steps += usize::from(message.ends_a_step);
                passed.extend(message.bytes);
            }
        }
        let wanted = [
            "startup",
            "parse: select 1",
            "bind: select 1",
            "execute: select 1",
            "sync: select 1",
            "query: COMMIT",
        ];
        assert_eq!(names, wanted);
        assert_eq!((passed, steps), (all, 2));
    }
}
