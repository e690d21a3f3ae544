//! Names of variables that look like ours and are not: a slip of the finger must not leave a default standing in silence.

use super::VARIABLES;
use super::mistake::Mistake;

/// Whatever begins so is meant for this program.
const OURS: [&str; 3] = ["REALSERV_", "WHATSAPP_", "RAZORPAY_"];

/// Below this two names have nothing to do with each other; 1 is the same name.
const ALIKE: f64 = 0.5;

/// Names so close to the best are as likely.
const NEARLY: f64 = 0.05;

/// What is wrong with this name, if anything.
pub(super) fn unknown(name: &str, value: &str) -> Option<Mistake> {
    let prefix = OURS.into_iter().find(|prefix| name.starts_with(prefix))?;
    let plain = name.strip_suffix("_FILE").unwrap_or(name);
    let is_known = VARIABLES.iter().any(|(known, _)| *known == plain);
    if is_known || is_of_kubernetes(name, value) {
        return None;
    }
    let end = &name[plain.len()..];
    let meant: Vec<String> =
        likely(plain, prefix).into_iter().map(|known| format!("{known}{end}")).collect();
    let what = if meant.is_empty() {
        "is not known: the README lists every variable".to_owned()
    } else {
        format!("is not known: did you mean {}?", meant.join(" or "))
    };
    Some(Mistake { variable: name.to_owned(), what })
}

/// The names that are most alike; `WHATSAPP_TOKEN` can be one of two.
fn likely(name: &str, prefix: &str) -> Vec<&'static str> {
    let alike = |known: &str| {
        let rest = known.strip_prefix(prefix)?;
        Some(strsim::sorensen_dice(&name[prefix.len()..], rest)).filter(|alike| *alike >= ALIKE)
    };
    let best = VARIABLES.iter().filter_map(|(known, _)| alike(known)).fold(0.0, f64::max);
    let near = |known: &&str| alike(known).is_some_and(|alike| alike >= best - NEARLY);
    VARIABLES.iter().map(|(known, _)| *known).filter(near).collect()
}

/// A service called `realserv` puts these into every pod of its namespace, whether anybody wants them or not
/// (https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables).
fn is_of_kubernetes(name: &str, value: &str) -> bool {
    let is_port =
        |text: &str| text.starts_with("_SERVICE_HOST") || text.starts_with("_SERVICE_PORT");
    let at = |mark: &str| name.find(mark).is_some_and(|place| is_port(&name[place..]));
    let link = ["tcp://", "udp://", "sctp://"].iter().any(|scheme| value.starts_with(scheme));
    let of_link = name
        .split_once("_PORT_")
        .is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()));
    at("_SERVICE_") || of_link || (link && name.ends_with("_PORT"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str, value: &str) -> Option<String> {
        unknown(name, value).map(|mistake| mistake.to_string())
    }

    #[test]
    fn a_slip_of_the_finger_is_named_with_what_was_meant() {
        for (slip, meant) in [
            ("REALSERV_LISTN", "REALSERV_LISTEN"),
            ("REALSERV_QUOTE_MINS", "REALSERV_QUOTE_MINUTES"),
            ("REALSERV_DATADIR", "REALSERV_DATA_DIR"),
            ("WHATSAPP_TOKEN", "WHATSAPP_ACCESS_TOKEN or WHATSAPP_VERIFY_TOKEN"),
            ("WHATSAPP_PHONE_ID", "WHATSAPP_PHONE_NUMBER_ID"),
            ("RAZORPAY_SECRET", "RAZORPAY_KEY_SECRET"),
            ("RAZORPAY_WEBHOOK_SECRETS_FILE", "RAZORPAY_WEBHOOK_SECRET_FILE"),
        ] {
            let said = said(slip, "x").expect(slip);
            assert!(said.ends_with(&format!("did you mean {meant}?")), "{said}");
        }
        assert!(said("REALSERV_XYZ", "1").expect("unknown").contains("README"));
    }

    #[test]
    fn what_is_known_or_not_ours_is_let_be() {
        for (name, _) in VARIABLES {
            assert_eq!(said(name, "x"), None);
            assert_eq!(said(&format!("{name}_FILE"), "x"), None);
        }
        for (name, value) in [
            ("PATH", "/bin"),
            ("REALSERV_SERVICE_HOST", "10.0.0.1"),
            ("REALSERV_SERVICE_PORT_HTTP", "80"),
            ("REALSERV_PORT", "tcp://10.0.0.1:80"),
            ("REALSERV_WEB_PORT_80_TCP_ADDR", "10.0.0.1"),
        ] {
            assert_eq!(said(name, value), None, "{name}");
        }
        assert!(said("REALSERV_PORT", "9000").is_some());
    }
}
