//! The other end of the program's calls to Razorpay: makes links, and says that those are paid which somebody has paid.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::http::{Wire, find, reply, word_after};

struct Link {
    reference: String,
    paise: u64,
    is_paid: bool,
}

#[derive(Default)]
pub(super) struct Bank {
    links: RefCell<Vec<Link>>,
}

impl Bank {
    /// Somebody pays a link: what Razorpay posts about it.
    pub(super) fn pays(&self, number: u64) -> Option<String> {
        let mut links = self.links.borrow_mut();
        let link = links.get_mut(usize::try_from(number).ok()?)?;
        link.is_paid = true;
        let entity = link_entity(number, link);
        Some(format!(
            r#"{{"entity":"event","event":"payment_link.paid","payload":{{"payment_link":{{"entity":{entity}}}}}}}"#
        ))
    }

    fn answers(&self, line: &[u8], body: &[u8]) -> Option<String> {
        let path = std::str::from_utf8(line.split(|byte| *byte == b' ').nth(1)?).ok()?;
        if line.starts_with(b"POST ") && path == "/v1/payment_links" {
            let reference = word_after(body, br#""reference_id":""#)?;
            let link = Link {
                reference: String::from_utf8_lossy(reference).into_owned(),
                paise: number_after(body, br#""amount":"#)?,
                is_paid: false,
            };
            let mut links = self.links.borrow_mut();
            links.push(link);
            let number = links.len() - 1;
            return Some(link_entity(u64::try_from(number).ok()?, &links[number]));
        }
        let number: u64 = path
            .bytes()
            .filter(u8::is_ascii_digit)
            .skip(1)
            .fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        let links = self.links.borrow();
        let link = links.get(usize::try_from(number).ok()?)?;
        Some(if path.ends_with("/payments") {
            format!(
                r#"{{"entity":"collection","count":1,"items":[{{"id":"pay_{number:014}","entity":"payment","amount":{},"currency":"INR","status":"captured","order_id":"order_{number:014}","method":"upi","fee":100,"tax":18,"created_at":1767000100}}]}}"#,
                link.paise
            )
        } else {
            link_entity(number, link)
        })
    }
}

fn link_entity(number: u64, link: &Link) -> String {
    let Link { reference, paise, is_paid } = link;
    let (status, order) = match is_paid {
        true => ("paid", format!(r#""order_{number:014}""#)),
        false => ("created", "null".to_owned()),
    };
    format!(
        r#"{{"id":"plink_{number:014}","reference_id":"{reference}","amount":{paise},"amount_paid":{},"currency":"INR","status":"{status}","short_url":"https://rzp.io/rzp/{number}","order_id":{order},"payments":null,"notes":[]}}"#,
        if *is_paid { *paise } else { 0 }
    )
}

fn number_after(hay: &[u8], key: &[u8]) -> Option<u64> {
    let from = find(hay, key)? + key.len();
    let digits = hay[from..].iter().take_while(|byte| byte.is_ascii_digit());
    Some(digits.fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0')))
}

/// Takes calls until dropped.
pub(super) async fn serve(listener: TcpListener, bank: Rc<Bank>) {
    let mut callers = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let Ok(wire) = Wire::new(stream) else { continue };
        let bank = Rc::clone(&bank);
        callers.spawn_local(async move {
            // A caller that is gone is no trouble of ours.
            let _ = answer(wire, &bank).await;
        });
    }
}

async fn answer(mut wire: Wire, bank: &Bank) -> io::Result<()> {
    while let Some(call) = wire.read().await? {
        let reply = match bank.answers(call.line, call.body) {
            Some(body) => reply("200 OK", &body),
            None => reply("404 Not Found", "{}"),
        };
        wire.write(reply.as_bytes()).await?;
    }
    Ok(())
}
