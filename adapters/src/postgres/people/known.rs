//! Whom the marks of a sender point at, among the persons that have either of them. No table is touched here.
//!
//! The user id names an account and is never given to another; it is made anew when the account changes its number
//! (whatsapp.md 2.8). A phone number wanders: it may be hidden, change with its owner's SIM, or be sold to a stranger.
//! So a stranger with a known number is a stranger: nobody may see another's orders because of a SIM card.

use realserv_domain::ids::PersonId;
use realserv_domain::message::Sender;
use realserv_domain::phone::Phone;

/// A person's marks as the tables have them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub id: PersonId,
    pub phone: Option<String>,
    pub user_id: Option<String>,
    pub has_name: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Known, and nothing is to be noted.
    Known(PersonId),
    /// Known, with a mark or a name that the tables lack. A number that somebody else had is this person's now.
    Learned(PersonId),
    /// Known twice: once with the number hidden, once by the number alone, from before it had a user id.
    Twice { by_user_id: PersonId, by_phone: PersonId },
    /// Nobody that we know.
    Stranger,
    /// Nobody that we know, with a number that this person has had.
    NewOwner { of_phone_of: PersonId },
}

/// Persons that have a mark in common with a batch of senders. A handful; a batch has few and looking is cheap.
#[derive(Default)]
pub(super) struct Known(pub Vec<Row>);

impl Known {
    pub(super) fn who_is(&self, sender: &Sender) -> Who {
        let by_user_id = self.find(|row| is(&row.user_id, sender.user_id.as_deref()));
        let by_phone = self.find(|row| is(&row.phone, sender.phone.as_ref().map(Phone::reveal)));
        match (by_user_id, by_phone) {
            (Some(one), Some(other)) if one.id != other.id => {
                if one.phone.is_none() && other.user_id.is_none() {
                    Who::Twice { by_user_id: one.id, by_phone: other.id }
                } else {
                    Who::Learned(one.id)
                }
            }
            (Some(row), _) => row.said_by(sender),
            (None, Some(row)) => {
                let other_account = row.user_id.is_some() && sender.user_id.is_some();
                if other_account {
                    Who::NewOwner { of_phone_of: row.id }
                } else {
                    row.said_by(sender)
                }
            }
            (None, None) => Who::Stranger,
        }
    }

    fn find(&self, has: impl Fn(&Row) -> bool) -> Option<&Row> {
        self.0.iter().find(|row| has(row))
    }
}

impl Row {
    fn said_by(&self, sender: &Sender) -> Who {
        let phone = sender.phone.as_ref().map(Phone::reveal);
        let is_new = (phone.is_some() && self.phone.as_deref() != phone)
            || (sender.user_id.is_some() && self.user_id != sender.user_id)
            || (sender.name.is_some() && !self.has_name);
        if is_new { Who::Learned(self.id) } else { Who::Known(self.id) }
    }
}

fn is(mark: &Option<String>, wanted: Option<&str>) -> bool {
    wanted.is_some() && mark.as_deref() == wanted
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const P: &str = "919848000001";
    const Q: &str = "919848000002";

    fn id(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    fn row(number: u128, phone: Option<&str>, user_id: Option<&str>) -> Row {
        let (phone, user_id) = (phone.map(str::to_owned), user_id.map(str::to_owned));
        Row { id: id(number), phone, user_id, has_name: true }
    }

    fn sender(phone: Option<&str>, user_id: Option<&str>) -> Sender {
        let phone = phone.map(|digits| digits.parse().unwrap());
        Sender { phone, user_id: user_id.map(str::to_owned), name: None }
    }

    #[test]
    fn marks_point_at_whom_they_should() {
        let who = |rows: &[&Row], phone, user_id| {
            let rows = rows.iter().map(|row| (*row).clone()).collect();
            Known(rows).who_is(&sender(phone, user_id))
        };
        let both = row(1, Some(P), Some("A"));
        let bare = row(1, Some(P), None);
        let hidden = row(2, None, Some("A"));
        // Nothing new.
        assert_eq!(who(&[&both], Some(P), Some("A")), Who::Known(id(1)));
        assert_eq!(who(&[&both], None, Some("A")), Who::Known(id(1)));
        assert_eq!(who(&[&both], Some(P), None), Who::Known(id(1)));
        // A mark more.
        assert_eq!(who(&[&bare], Some(P), Some("A")), Who::Learned(id(1)));
        assert_eq!(who(&[&hidden], Some(P), Some("A")), Who::Learned(id(2)));
        // The account has another number now, whosever that was.
        assert_eq!(who(&[&both], Some(Q), Some("A")), Who::Learned(id(1)));
        let owner_of_q = row(3, Some(Q), Some("B"));
        assert_eq!(who(&[&both, &owner_of_q], Some(Q), Some("A")), Who::Learned(id(1)));
        // Twice the same person.
        let twice = Who::Twice { by_user_id: id(2), by_phone: id(1) };
        assert_eq!(who(&[&bare, &hidden], Some(P), Some("A")), twice);
        // The number was sold.
        let sold = Who::NewOwner { of_phone_of: id(1) };
        assert_eq!(who(&[&both], Some(P), Some("B")), sold);
        assert_eq!(who(&[&hidden], Some(P), Some("B")), Who::Stranger);
    }
}
