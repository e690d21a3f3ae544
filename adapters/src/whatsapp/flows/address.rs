//! The address form on the wire: its fields, its labels, and what it returns. `templates/whatsapp/flows/address.json` has the
//! screen itself, with a place for each label.

use realserv_domain::form::{FormToken, SiteForm};
use realserv_domain::phone::Phone;
use realserv_domain::place::Pin;
use realserv_domain::vehicles::Lane;
use serde_json::{Value, json};

use crate::lenient::Object;

/// The only screen.
pub const ADDRESS_SCREEN: &str = "ADDRESS";

// What each field may hold: as the screen says, and less than a driver's bubble takes in all.
const MOST_STREET: usize = 120;
const MOST_LANDMARK: usize = 100;
const MOST_NAME: usize = 40;

/// What stands on the screen, in somebody's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    pub intro: String,
    pub pin: String,
    pub street: String,
    pub landmark: String,
    pub name: String,
    pub phone: String,
    pub phone_help: String,
    pub lane: String,
    pub wide: String,
    pub narrow: String,
    pub send: String,
}

impl Labels {
    /// The data of the screen, as its schema names them; with words of what is wrong with what was sent.
    #[must_use]
    pub fn data(&self, wrong: Option<&str>) -> Value {
        let mut data = json!({
            "intro": self.intro,
            "pin_label": self.pin,
            "street_label": self.street,
            "landmark_label": self.landmark,
            "name_label": self.name,
            "phone_label": self.phone,
            "phone_help": self.phone_help,
            "lane_label": self.lane,
            "lanes": [
                {"id": Lane::Wide.as_str(), "title": self.wide},
                {"id": Lane::Narrow.as_str(), "title": self.narrow},
            ],
            "send_label": self.send,
        });
        if let Some(wrong) = wrong {
            data["error_message"] = json!(wrong);
        }
        data
    }
}

/// Which field cannot be as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Pin,
    Street,
    Phone,
}

/// Reads what the screen sent. Letters that do not fit are cut: the screen takes no more itself.
///
/// # Errors
/// With the first field that has to be put right.
pub fn read_typed(fields: &str, token: FormToken) -> Result<SiteForm, Wrong> {
    let fields = Object::read(fields).unwrap_or_default();
    let form = read(&fields, Some(token))?;
    if form.street.is_empty() { Err(Wrong::Street) } else { Ok(form) }
}

/// What the form hands back to us through the chat when it is finished.
#[must_use]
pub fn returned(form: &SiteForm) -> Value {
    let mut returns = json!({
        "form": FORM,
        "pin": form.pin,
        "street": form.street,
        "landmark": form.landmark,
        "name": form.name,
    });
    if let Some(token) = &form.token {
        returns["flow_token"] = json!(token.reveal());
    }
    if let Some(phone) = &form.phone {
        returns["phone"] = json!(phone.reveal());
    }
    if let Some(lane) = form.lane {
        returns["lane"] = json!(lane.as_str());
    }
    returns
}

/// Tells our address form from any other that an account may have.
const FORM: &str = "site_address";

/// Reads what came back as a message: of our form, or of WhatsApp's own for Indian addresses. It went through somebody's phone, so
/// it is read as strictly as if it had never been seen. None: it is no address.
#[must_use]
pub fn read_address(name: &str, response: &str) -> Option<SiteForm> {
    let response = Object::read(response).ok()?;
    if name == "address_message" {
        return read_native(&response.object("values")?);
    }
    if response.word("form").as_deref() != Some(FORM) {
        return None;
    }
    let token = response.word("flow_token").map(|token| FormToken::read(&token).ok_or(()));
    // A token that is none of ours names no question.
    let token = token.transpose().ok()?;
    read(&response, token).ok().filter(|form| !form.street.is_empty())
}

fn read(fields: &Object<'_>, token: Option<FormToken>) -> Result<SiteForm, Wrong> {
    let pin: Pin = fields.word("pin").and_then(|pin| pin.trim().parse().ok()).ok_or(Wrong::Pin)?;
    let phone = match fields.text("phone").map(|phone| phone.trim().to_owned()) {
        Some(phone) if !phone.is_empty() => Some(mobile(&phone).ok_or(Wrong::Phone)?),
        Some(_) | None => None,
    };
    Ok(SiteForm {
        token,
        pin,
        street: line(fields.text("street"), MOST_STREET),
        landmark: line(fields.text("landmark"), MOST_LANDMARK),
        name: line(fields.text("name"), MOST_NAME),
        phone,
        lane: fields.word("lane").and_then(|lane| lane.parse().ok()),
    })
}

/// whatsapp.md 6.1; a site's house number may be all that it has.
fn read_native(values: &Object<'_>) -> Option<SiteForm> {
    let parts = ["house_number", "floor_number", "tower_number", "building_name", "address"];
    let street: Vec<String> = parts.iter().filter_map(|key| values.word(key)).collect();
    let phone = values.word("phone_number");
    let form = SiteForm {
        token: None,
        pin: values.word("in_pin_code")?.trim().parse().ok()?,
        street: line(Some(street.join(", ")), MOST_STREET),
        landmark: line(values.text("landmark_area"), MOST_LANDMARK),
        name: line(values.text("name"), MOST_NAME),
        phone: phone.and_then(|phone| mobile(&phone)),
        lane: None,
    };
    (!form.street.is_empty()).then_some(form)
}

/// An Indian mobile and nothing beside it.
fn mobile(text: &str) -> Option<Phone> {
    let plain = text.chars().all(|c| c.is_numeric() || matches!(c, ' ' | '-' | '+' | '(' | ')'));
    Phone::find_in(text).filter(|_| plain)
}

/// One line without what turns or hides letters.
fn line(text: Option<String>, most: usize) -> String {
    let visible: String =
        text.unwrap_or_default().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let one = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    one.chars().take(most).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token() -> FormToken {
        FormToken::read(&format!("{}.{}", "1".repeat(32), "a".repeat(32))).unwrap()
    }

    fn filled() -> Value {
        json!({"pin": "500 049", "street": " Plot 14,\nHMT  Swarnapuri", "landmark": "opp. temple",
               "name": "Ravi", "phone": "98480 12345", "lane": "narrow"})
    }

    #[test]
    fn what_the_screen_sends_comes_back_as_it_was() {
        let form = read_typed(&filled().to_string(), token()).unwrap();
        assert_eq!(form.street, "Plot 14, HMT Swarnapuri");
        assert_eq!((form.pin.as_str(), form.lane), ("500049", Some(Lane::Narrow)));
        assert_eq!(form.phone.as_ref().map(Phone::reveal), Some("919848012345"));
        let back = returned(&form).to_string();
        assert_eq!(read_address("flow", &back), Some(form));
    }

    #[test]
    fn what_has_to_be_put_right_is_named() {
        let with = |key: &str, value: Value| {
            let mut fields = filled();
            fields[key] = value;
            read_typed(&fields.to_string(), token())
        };
        for pin in [json!(""), json!("50004"), json!("Miyapur"), json!(null), json!(["500049"])] {
            assert_eq!(with("pin", pin.clone()), Err(Wrong::Pin), "{pin}");
        }
        assert!(with("pin", json!(500_049)).is_ok());
        assert_eq!(with("street", json!(" ")), Err(Wrong::Street));
        for phone in ["12345", "9848012345 Ravi", "call me"] {
            assert_eq!(with("phone", json!(phone)), Err(Wrong::Phone), "{phone}");
        }
        assert_eq!(with("phone", json!("")).unwrap().phone, None);
        assert_eq!(with("lane", json!("flying")).unwrap().lane, None);
        assert_eq!(read_typed("[]", token()), Err(Wrong::Pin));
        let long = with("street", json!("x".repeat(5000))).unwrap();
        assert_eq!(long.street.len(), MOST_STREET);
    }

    #[test]
    fn only_an_address_is_read_as_one() {
        let of = |change: fn(&mut Value)| {
            let mut response = returned(&read_typed(&filled().to_string(), token()).unwrap());
            change(&mut response);
            read_address("flow", &response.to_string())
        };
        assert!(of(|_| ()).is_some());
        assert_eq!(of(|r| r["flow_token"] = json!(null)).unwrap().token, None);
        assert_eq!(of(|r| r["flow_token"] = json!("of somebody else's")), None);
        assert_eq!(of(|r| r["form"] = json!("gstin")), None);
        assert_eq!(of(|r| r["pin"] = json!("0")), None);
        assert_eq!(of(|r| r["street"] = json!("")), None);
        assert_eq!(read_address("flow", "not json"), None);
    }

    #[test]
    fn whatsapps_own_form_is_read_too() {
        let values = json!({"name": "Ravi", "phone_number": "+919848012345", "in_pin_code": "500049",
                            "house_number": "14", "address": "HMT Swarnapuri", "landmark_area": "Miyapur"});
        let form = read_address("address_message", &json!({"values": values}).to_string()).unwrap();
        assert_eq!(form.words(), "14, HMT Swarnapuri, Miyapur, Ravi");
        assert_eq!(read_address("address_message", r#"{"saved_address_id":"a1"}"#), None);
    }
}
