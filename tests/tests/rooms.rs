//! Keeps the rooms honest: what may not be written where, checked on the sources themselves.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use realserv::config::VARIABLES;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

/// Every Rust file under these folders, with its text.
fn sources(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder of ours");
            waiting.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a source of ours");
            found.push((path, text));
        }
    }
    assert!(!found.is_empty(), "nothing under {folders:?}");
    found
}

/// Lines of code that hold one of the words; comments do not count.
fn lines_with(folders: &[&str], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in sources(folders) {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    found
}

const ALL: [&str; 6] =
    ["domain/src", "templates/src", "adapters/src", "bot/src", "sandbox/src", "tests/src"];

#[test]
fn what_decides_does_no_io() {
    let forbidden = [
        "async fn",
        "tokio::",
        "sqlx",
        "reqwest",
        "std::env",
        "std::fs",
        "std::net",
        "SystemTime",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
        "rand::",
    ];
    let found = lines_with(&["domain/src", "bot/src/converse"], &forbidden);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_file_says_what_lives_in_it() {
    for (path, text) in sources(&ALL) {
        assert!(text.starts_with("//!"), "{} does not begin with //!", path.display());
    }
}

#[test]
fn no_file_has_outgrown_its_subject() {
    for (path, text) in sources(&ALL) {
        let lines = text.lines().count();
        assert!(lines <= 600, "{} has {lines} lines: split it", path.display());
    }
}

/// In the document a schema is known by its type's bare name: of two with one name only one would be written.
#[test]
fn every_schema_has_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    for (path, text) in sources(&["bot/src"]) {
        for of_a_schema in text.split("ToSchema)]").skip(1) {
            let declared = of_a_schema.lines().find_map(declared_type).expect("a type");
            assert!(names.insert(declared.clone()), "{}: another {declared}", path.display());
        }
    }
}

fn declared_type(line: &str) -> Option<String> {
    let line = line
        .split_once(") ")
        .filter(|(before, _)| before.starts_with("pub("))
        .map_or(line, |(_, rest)| rest);
    let rest = line.trim_start_matches("pub ");
    let rest = rest.strip_prefix("struct ").or_else(|| rest.strip_prefix("enum "))?;
    Some(rest.chars().take_while(|c| c.is_alphanumeric()).collect())
}

#[test]
fn transactions_begin_in_few_places() {
    let may = [
        "bot/src/receive/store.rs",
        "bot/src/receive/razorpay.rs",
        "bot/src/turn/mod.rs",
        // The first timer, which several nodes may want to set.
        "bot/src/turn/books.rs",
        "bot/src/deliver/whatsapp/mod.rs",
        "bot/src/deliver/razorpay.rs",
        "bot/src/deliver/media.rs",
        "bot/src/deliver/payouts.rs",
        "bot/src/deliver/notices.rs",
        "bot/src/receive/sms.rs",
        "bot/src/seed/mod.rs",
        "bot/src/cli/catalog.rs",
        "bot/src/api/",
    ];
    let found = lines_with(&["bot/src", "adapters/src"], &[".begin()"]);
    let elsewhere: Vec<&String> =
        found.iter().filter(|line| !may.iter().any(|place| line.contains(place))).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
}

#[test]
fn sql_lives_in_the_adapters_and_knows_no_clock() {
    let queries =
        lines_with(&["bot/src", "domain/src", "templates/src"], &["query!(", "query_scalar!("]);
    assert!(queries.is_empty(), "{queries:#?}");
    let clocks = lines_with(&["adapters/src/postgres"], &[" now()", "(now()", "current_timestamp"]);
    assert!(clocks.is_empty(), "business time is a parameter: {clocks:#?}");
}

#[test]
fn arrows_between_packages_run_one_way() {
    let arrows: [(&str, &[&str]); 5] = [
        ("domain", &[]),
        ("templates", &["realserv-domain"]),
        ("adapters", &["realserv-domain"]),
        ("sandbox", &[]),
        (
            "bot",
            &["realserv-domain", "realserv-templates", "realserv-adapters", "realserv-sandbox"],
        ),
    ];
    for (package, may) in arrows {
        let manifest =
            fs::read_to_string(root().join(package).join("Cargo.toml")).expect("a manifest");
        let after = manifest.split("[dependencies]").nth(1).unwrap_or_default();
        for line in after.lines().filter(|line| line.starts_with("realserv")) {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            assert!(may.contains(&name), "{package} may not depend on {name}");
        }
    }
}

#[test]
fn the_readme_lists_every_variable_with_its_default() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    for (name, default) in VARIABLES {
        let row = readme
            .lines()
            .find(|line| line.starts_with(&format!("| `{name}` |")))
            .unwrap_or_else(|| panic!("README.md has no row for {name}"));
        let shown = row.split('|').nth(2).unwrap_or_default().trim().trim_matches('`');
        assert_eq!(&shown, default, "README.md shows another default for {name}");
    }
    let rows = readme.lines().filter(|line| {
        [
            "REALSERV_",
            "WHATSAPP_",
            "RAZORPAY",
            "DATABASE_",
            "CLAMD_",
            "S3_",
            "AWS_",
            "SMTP_",
            "SMS_",
            "FCM_",
        ]
        .iter()
        .any(|prefix| line.starts_with(&format!("| `{prefix}")))
    });
    assert_eq!(rows.count(), VARIABLES.len(), "README.md lists a variable that nothing reads");
}

/// What stands between back-quotes or quotes and begins as our metrics do.
fn metrics_in(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_lowercase() || c == '_'));
    let others = ["realserv_adapters", "realserv_domain", "realserv_templates", "realserv_sandbox"];
    words
        .filter(|word| word.starts_with("realserv_") && *word != "realserv_")
        .filter(|word| !others.contains(word))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_metric_is_described() {
    let named = lines_with(&["bot/src"], &["\"realserv_"]);
    let named = metrics_in(&named.join("\n")).into_iter().filter(|name| name != "realserv_inbox");
    let text = fs::read_to_string(root().join("docs/observability.md")).expect("the page");
    assert_eq!(named.collect::<BTreeSet<_>>(), metrics_in(&text));
}
