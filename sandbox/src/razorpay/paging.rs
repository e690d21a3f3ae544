//! `count`, `skip`, `from`, `to`: how Razorpay cuts its lists.

use serde_json::{Value, json};

use super::errors::{Answer, RazorpayError};

/// The range of instants that Razorpay accepts.
const INSTANTS: std::ops::RangeInclusive<i64> = 946_684_800..=4_765_046_400;

pub(super) struct Page {
    count: usize,
    skip: usize,
    from: Option<i64>,
    to: Option<i64>,
}

impl Page {
    pub(super) fn read(query: &[(String, String)]) -> Answer<Self> {
        let number = |key: &str| -> Answer<Option<i64>> {
            let Some((_, text)) = query.iter().find(|(name, _)| name == key) else {
                return Ok(None);
            };
            let number = text.parse().map_err(|_| {
                RazorpayError::bad(format!("The {key} must be an integer.")).field(key)
            })?;
            Ok(Some(number))
        };
        let count = number("count")?.unwrap_or(10);
        if count > 100 {
            return Err(RazorpayError::bad("The count may not be greater than 100.").field("count"));
        }
        if count < 1 {
            return Err(RazorpayError::bad("The count must be at least 1.").field("count"));
        }
        let skip = number("skip")?.unwrap_or(0);
        let instant = |key: &str| -> Answer<Option<i64>> {
            match number(key)? {
                Some(at) if !INSTANTS.contains(&at) => {
                    let text = format!(
                        "{key} must be between {} and {}",
                        INSTANTS.start(),
                        INSTANTS.end()
                    );
                    Err(RazorpayError::bad(text).field(key))
                }
                other => Ok(other),
            }
        };
        Ok(Self {
            count: usize::try_from(count).unwrap_or(10),
            skip: usize::try_from(skip)
                .map_err(|_| RazorpayError::bad("The skip must be at least 0.").field("skip"))?,
            from: instant("from")?,
            to: instant("to")?,
        })
    }

    /// The page of a list that is newest first.
    pub(super) fn cut<T>(
        &self,
        all: impl Iterator<Item = T>,
        at: impl Fn(&T) -> i64,
    ) -> impl Iterator<Item = T> {
        let (from, to) = (self.from, self.to);
        let within = move |item: &T| {
            from.is_none_or(|from| at(item) >= from) && to.is_none_or(|to| at(item) <= to)
        };
        all.filter(within).skip(self.skip).take(self.count)
    }
}

/// Every list but that of payment links.
pub(super) fn collection(items: Vec<Value>) -> Value {
    json!({"entity": "collection", "count": items.len(), "items": items})
}
