//! A list of at most ten rows, page by page: which items stand on a page, and whether rows for back and more stand
//! with them. Tables that answer only one page cut it by the same rule.

/// A page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    pub number: u16,
    pub first: usize,
    pub count: usize,
    pub more: bool,
}

/// The first page has ten items or nine and "More…"; later ones keep a row for going back. A page that is not there any
/// more, because the list has shrunk, is the first one again.
#[must_use]
pub fn page(items: usize, number: u16) -> Page {
    if number > 0 {
        let first = 9 + (usize::from(number) - 1) * 8;
        let left = items.saturating_sub(first);
        let more = left > 9;
        let count = if more { 8 } else { left };
        if count > 0 {
            return Page { number, first, count, more };
        }
    }
    let more = items > 10;
    Page { number: 0, first: 0, count: if more { 9 } else { items }, more }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_on_exactly_one_page_and_no_page_has_more_than_ten_rows() {
        for items in 0..60_usize {
            let mut seen = 0;
            for number in 0.. {
                let page = page(items, number);
                assert_eq!((page.number, page.first), (number, seen));
                seen += page.count;
                let rows = page.count + usize::from(page.more) + usize::from(number > 0);
                assert!(rows <= 10, "{items} items, page {number}");
                if !page.more {
                    break;
                }
            }
            assert_eq!(seen, items);
        }
    }

    #[test]
    fn a_page_that_is_gone_is_the_first_one_again() {
        assert_eq!(page(11, 5), page(11, 0));
        assert_eq!(page(0, 1), page(0, 0));
    }
}
