//! Search: words and typos, filters, orders, and pages that nothing moves.

use super::*;

fn found(words: &str) -> String {
    let catalog = shelf();
    let found = search(&catalog, &Search { words: words.to_owned(), ..Search::default() });
    codes(&found, &catalog)
}

#[test]
fn words_are_found_as_a_buyer_means_them() {
    for (words, skus) in [
        ("opc 53", "MAHA53 UT53"),
        ("ultratek 53", "UT53"),
        ("OPC53 Maha", "MAHA53"),
        ("ut53", "UT53"),
        ("అల్ట్రాటెక్ ppc", "UTPPC"),
        ("doddu isuka", "COARSE"),
        ("रेत", "COARSE FILL FINE MSAND MSBAG WASHED"),
        ("kankar 20 mm", "MM20"),
        ("washed", "WASHED"),
        ("renacon", "REN6"),
        ("mestri", "MASON"),
        ("100%", ""),
        ("zebra", ""),
        ("opc zebra", ""),
    ] {
        assert_eq!(found(words), skus, "{words}");
    }
    assert_eq!(found(" ").split(' ').count(), shelf().everything().count());
}

#[test]
fn filters_narrow_and_orders_order() {
    let priced = |n: usize, sku: &Sku| Sku {
        from_price: (n % 5 != 4).then(|| Paise::rupees(i64::try_from(n % 7).unwrap() * 100)),
        made_at: jiff::Timestamp::from_second(i64::try_from(n * 37 % 11).unwrap()).unwrap(),
        ..sku.clone()
    };
    let skus: Vec<Sku> = shelf().iter().enumerate().map(|(n, sku)| priced(n, sku)).collect();
    let off = skus.iter().take(3).map(|sku| Sku {
        id: SkuId(Uuid::from_u128(sku.id.0.as_u128() + 1000)),
        code: format!("{}OFF", sku.code),
        ..sku.clone()
    });
    let catalog = Catalog::new(skus.clone(), 1).with_off_sale(off.collect());
    let find = |search: &Search| -> Vec<&Sku> {
        let found = super::super::search(&catalog, search);
        found.into_iter().map(|id| catalog.any(id).unwrap()).collect()
    };

    let cement = Search { kind: Some(Kind::Cement), ..Search::default() };
    assert!(find(&cement).iter().all(|sku| sku.kind == Kind::Cement));
    let on = find(&Search { active: Some(true), ..cement.clone() });
    let off = find(&Search { active: Some(false), ..cement.clone() });
    assert_eq!((on.len(), off.len(), find(&cement).len()), (5, 3, 8));

    let grade = ("grade".to_owned(), "opc53".to_owned());
    let graded = find(&Search { attributes: vec![grade], ..Search::default() });
    assert!(graded.len() >= 2 && graded.iter().all(|sku| sku.attrs["grade"] == "OPC53"));

    let (from, to) = (Some(Paise::rupees(200)), Some(Paise::rupees(400)));
    let between = find(&Search { from_price: from, to_price: to, ..Search::default() });
    assert!(!between.is_empty());
    assert!(between.iter().all(|sku| sku.from_price >= from && sku.from_price <= to));

    for sort in Sort::ALL {
        let all = find(&Search { sort, ..Search::default() });
        assert_eq!(all.len(), skus.len() + 3);
        let mut keys: Vec<Key> = all.iter().map(|sku| key(sku, sort)).collect();
        assert!(keys.is_sorted(), "{sort:?}");
        // Page by page is the same as at once, whatever the page.
        let mut paged: Vec<&Sku> = Vec::new();
        while paged.len() < all.len() {
            let after = paged.last().map(|sku| key(sku, sort));
            let page = find(&Search { sort, after, ..Search::default() });
            paged.extend(page.into_iter().take(4));
        }
        let paged: Vec<Key> = paged.iter().map(|sku| key(sku, sort)).collect();
        assert_eq!(paged, keys);
        keys.dedup();
        assert_eq!(keys.len(), all.len(), "no two stand at one place");
    }
    let dearest = find(&Search { sort: Sort::Price, ..Search::default() });
    assert!(dearest.last().unwrap().from_price.is_none(), "what nobody sells comes last");
}
