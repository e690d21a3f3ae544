//! A report as JSON or as a sheet: by `format`, or else by what the caller accepts.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use utoipa::IntoParams;

use crate::api::input::Fields;
use crate::sheet::written;

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the value is in `Format`")]
pub(super) struct FormatParameters {
    /// json or csv; left out: csv for who accepts `text/csv`, else json. Sums of a sheet are paise, too.
    format: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Csv,
    AsAccepted,
}

impl Format {
    pub(super) fn read(fields: &mut Fields) -> Self {
        let format = fields.take("format", |given| match given.text(1, 10)?.as_str() {
            "json" => Ok(Self::Json),
            "csv" => Ok(Self::Csv),
            _ => Err("must be json or csv".to_owned()),
        });
        format.unwrap_or(Self::AsAccepted)
    }

    pub(super) fn is_csv(self, headers: &HeaderMap) -> bool {
        match self {
            Self::Json => false,
            Self::Csv => true,
            Self::AsAccepted => {
                let accepted =
                    headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
                let kinds = accepted.flat_map(|value| value.split(','));
                let kind =
                    |kind: &str| kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
                kinds.map(kind).find(|kind| kind == "text/csv" || kind == "application/json")
                    == Some("text/csv".to_owned())
            }
        }
    }
}

/// Cells that a spreadsheet would take for a formula have an apostrophe in front (`docs/sheets.md`).
pub(super) fn csv(name: &str, columns: &[&str], rows: Vec<Vec<String>>) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
    ];
    (headers, written(columns, rows)).into_response()
}

/// An empty cell is nothing.
pub(super) fn or_empty<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A share in per cent with one decimal; none of nothing.
pub(super) fn percent(part: i64, whole: i64) -> Option<String> {
    if whole <= 0 {
        return None;
    }
    // Half up, in tenths.
    let tenths = part.saturating_mul(2000).saturating_add(whole) / whole.saturating_mul(2);
    Some(format!("{}.{}", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_names_no_format_gets_what_he_accepts_first() {
        let accepts = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, text.parse().unwrap());
            Format::AsAccepted.is_csv(&headers)
        };
        assert!(accepts("text/csv") && accepts("text/html, TEXT/CSV;q=0.9, */*"));
        assert!(!accepts("application/json, text/csv") && !accepts("*/*"));
        assert!(Format::Csv.is_csv(&HeaderMap::new()) && !Format::Json.is_csv(&HeaderMap::new()));
    }

    #[test]
    fn shares_are_rounded_half_up() {
        let of = |part, whole| percent(part, whole).unwrap();
        assert_eq!([of(1, 3), of(2, 3), of(1, 1), of(0, 7)], ["33.3", "66.7", "100.0", "0.0"]);
        assert_eq!(percent(0, 0), None);
    }
}
