//! Query strings of the requests that providers make to us.

/// Decoded pairs in their order, names kept as they are. A string that is no query has no pairs.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    // The host is only there because a URL needs one.
    let Ok(mut url) = reqwest::Url::parse("http://localhost/") else { return Vec::new() };
    url.set_query(Some(query));
    url.query_pairs().into_owned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_dots_stay_whole() {
        let pairs = pairs("hub.mode=subscribe&hub.challenge=1%20%2B&empty=");
        assert_eq!(pairs[0], ("hub.mode".to_owned(), "subscribe".to_owned()));
        assert_eq!(pairs[1].1, "1 +");
        assert_eq!(pairs[2].1, "");
    }
}
