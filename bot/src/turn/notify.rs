//! What was just said goes out by other ways too: which, stands with the person's contact; their rows leave with the turn.

use jiff::Timestamp;
use realserv_adapters::postgres::contacts::{self, Reach};
use realserv_adapters::postgres::inbox::Envelope;
use realserv_adapters::postgres::notices::NewNotice;
use realserv_adapters::postgres::outbox::{Channel, NewEffect};
use realserv_domain::ids::{DeviceId, EffectId, Minter, NoticeId, PersonId};
use realserv_domain::notice::{Fallback, Notice, NoticeAbout, Way};
use sqlx::PgConnection;

use super::TurnError;
use super::work::document;
use crate::app::App;

/// A notice by each way that this person has and wants; `said` is the message of WhatsApp that says the same.
pub(super) async fn notify(
    app: &App,
    db: &mut PgConnection,
    row: &Envelope,
    (said, notice): (EffectId, &Notice),
) -> Result<Vec<(NewNotice, NewEffect)>, TurnError> {
    if !app.carriers.are_there() {
        return Ok(Vec::new());
    }
    let (now, person) = (app.clock.now(), PersonId(row.key_id));
    let reach = contacts::reach(db, now, person).await?;
    let body = document("notice", row.key_id, notice)?;
    // Of its own, drawn from the message's: a replay draws what the turn draws for itself.
    let millis = u64::try_from(row.received_at.as_millisecond()).unwrap_or(0);
    let mut mint = Minter::new(app.secret, said.0, millis);
    let ways = ways(&reach, notice).into_iter().filter(|(way, _)| app.carriers.has(*way));
    let one = |(way, device): (Way, Option<DeviceId>)| {
        let id: NoticeId = mint.id();
        let (not_before, due_at) = times(app, now, way, &notice.about);
        let new = NewNotice {
            id,
            person,
            way,
            about: notice.about.as_str(),
            device,
            order: notice.about.order(),
            offer: match notice.about {
                NoticeAbout::Offer { offer, .. } => Some(offer),
                NoticeAbout::Paper { .. } => None,
            },
            instead_of: (way == Way::Sms).then_some(said.0),
            not_before,
            phone_number_id: row.phone_number_id.clone(),
            correlation_id: row.correlation_id.clone(),
        };
        let effect = NewEffect {
            id: id.0,
            channel: match way {
                Way::Email => Channel::Email,
                Way::Push => Channel::Push,
                Way::Sms => Channel::Sms,
            },
            // Of its own: nothing waits for it, and it for nothing.
            lane: id.0,
            phone_number_id: row.phone_number_id.clone(),
            body: body.clone(),
            due_at,
            correlation_id: row.correlation_id.clone(),
            to: None,
        };
        (new, effect)
    };
    Ok(ways.map(one).collect())
}

fn ways(reach: &Reach, notice: &Notice) -> Vec<(Way, Option<DeviceId>)> {
    let wants = |way| reach.preference.wants(&notice.about, way);
    let mut ways = Vec::new();
    if reach.has_email && wants(Way::Email) {
        ways.push((Way::Email, None));
    }
    if wants(Way::Push) {
        ways.extend(reach.devices.iter().map(|device| (Way::Push, Some(*device))));
    }
    if reach.has_phone && notice.sms.is_some() && wants(Way::Sms) {
        ways.push((Way::Sms, None));
    }
    ways
}

/// From when it may ring, and when it goes out.
fn times(app: &App, now: Timestamp, way: Way, about: &NoticeAbout) -> (Timestamp, Timestamp) {
    match (way, about) {
        (Way::Sms, NoticeAbout::Offer { counts_from, ends_at, .. }) => {
            let minutes = app.settings.snapshot().alert_fallback_minutes;
            let fallback = Fallback::of((*counts_from, *ends_at), now, minutes);
            (fallback.not_before, fallback.due_at)
        }
        (Way::Sms | Way::Email | Way::Push, _) => (now, now),
    }
}

#[cfg(test)]
mod tests {
    use realserv_domain::ids::{InvoiceId, OfferId, OrderId};
    use realserv_domain::language::Language;
    use realserv_domain::message::Paper;
    use realserv_domain::notice::{Preference, SmsCall};
    use uuid::Uuid;

    use super::*;

    fn notice(about: NoticeAbout) -> Notice {
        let sms = matches!(about, NoticeAbout::Offer { .. }).then(|| SmsCall {
            template: "offer".to_owned(),
            language: Language::En,
            variables: Vec::new(),
        });
        let text = String::new;
        Notice { about, title: text(), text: text(), brief: text(), sms }
    }

    fn offer() -> Notice {
        let (order, offer) = (OrderId(Uuid::from_u128(1)), OfferId(Uuid::from_u128(2)));
        let (counts_from, ends_at) = (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
        notice(NoticeAbout::Offer { order, offer, counts_from, ends_at })
    }

    fn paper() -> Notice {
        notice(NoticeAbout::Paper {
            order: Some(OrderId(Uuid::from_u128(1))),
            paper: Paper::Invoice(InvoiceId(Uuid::from_u128(3))),
            file_name: "I.pdf".to_owned(),
        })
    }

    #[test]
    fn a_way_is_taken_when_it_is_there_and_wanted() {
        let phone = DeviceId(Uuid::from_u128(7));
        let all = Reach {
            has_email: true,
            has_phone: true,
            devices: vec![phone],
            preference: Preference::default(),
        };
        let every = [(Way::Email, None), (Way::Push, Some(phone)), (Way::Sms, None)];
        assert_eq!(ways(&all, &offer()), every);
        assert_eq!(ways(&all, &paper()), [(Way::Email, None)]);
        let preference = Preference { alerts: vec![Way::Sms], papers: Vec::new() };
        let few = Reach { preference, ..all };
        assert_eq!(ways(&few, &offer()), [(Way::Sms, None)]);
        assert_eq!(ways(&few, &paper()), []);
        assert_eq!(ways(&Reach::default(), &offer()), []);
    }
}
