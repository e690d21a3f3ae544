//! Where configuration comes from, and the reader that collects mistakes instead of stopping at the first.

use std::collections::HashMap;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use realserv_adapters::secret::Secret;

use super::mistake::Mistake;
use super::names::unknown;

/// Named values. The environment wins over a `.env` file in the working folder.
#[derive(Clone, Default)]
pub struct Source {
    values: HashMap<String, String>,
    mistakes: Vec<Mistake>,
}

impl Source {
    /// The process's environment, a `.env` file for what it does not set, and the files that `…_FILE` names.
    #[must_use]
    pub fn environment() -> Self {
        let mut values: HashMap<String, String> = std::fs::read_to_string(".env")
            .map(|text| text.lines().filter_map(dotenv_line).collect())
            .unwrap_or_default();
        values.extend(std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        }));
        Self { values, mistakes: Vec::new() }.with_files()
    }

    /// Exactly these, for the demo and for tests.
    #[must_use]
    pub fn of(pairs: &[(&str, &str)]) -> Self {
        let values = pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Self { values, mistakes: Vec::new() }.with_files()
    }

    fn with_files(mut self) -> Self {
        for (name, _) in super::VARIABLES {
            let Some(path) = self.values.get(&format!("{name}_FILE")).cloned() else { continue };
            match std::fs::read_to_string(&path) {
                Ok(text) => {
                    self.values.insert((*name).to_owned(), text.trim_end().to_owned());
                }
                Err(error) => self.mistakes.push(Mistake {
                    variable: format!("{name}_FILE"),
                    what: format!("names a file that cannot be read: {error}"),
                }),
            }
        }
        self
    }

    /// Every name that is set, in order.
    fn names(&self) -> Vec<(&str, &str)> {
        let mut names: Vec<(&str, &str)> =
            self.values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        names.sort_unstable();
        names
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|value| !value.trim().is_empty())
    }
}

/// `NAME=value`, with or without quotes; `#` begins a comment line.
fn dotenv_line(line: &str) -> Option<(String, String)> {
    let line = line.trim();
    let (name, value) = line.strip_prefix("export ").unwrap_or(line).split_once('=')?;
    let value = value.trim().trim_matches(['"', '\'']);
    (!name.starts_with('#')).then(|| (name.trim().to_owned(), value.to_owned()))
}

/// Reads variables and goes on after a mistake.
pub(super) struct Reader<'a> {
    source: &'a Source,
    mistakes: Vec<Mistake>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        let unknown = source.names().into_iter().filter_map(|(name, value)| unknown(name, value));
        let mistakes = source.mistakes.iter().cloned().chain(unknown).collect();
        Self { source, mistakes }
    }

    pub(super) fn mistake(&mut self, variable: &str, what: impl Into<String>) {
        self.mistakes.push(Mistake { variable: variable.to_owned(), what: what.into() });
    }

    pub(super) fn text(&self, name: &str, default: &str) -> String {
        self.source.get(name).unwrap_or(default).to_owned()
    }

    pub(super) fn secret(&self, name: &str) -> Option<Secret> {
        self.source.get(name).map(Secret::new)
    }

    /// The parsed value, or the default's after a mistake, so that the reading can go on.
    pub(super) fn parsed<T: FromStr>(&mut self, name: &str, default: &str) -> T
    where
        T::Err: fmt::Display,
    {
        if let Some(text) = self.source.get(name) {
            match text.trim().parse() {
                Ok(value) => return value,
                Err(error) => self.mistake(name, format!("cannot be {text:?}: {error}")),
            }
        }
        match default.parse() {
            Ok(value) => value,
            Err(_) => unreachable!("the default of {name} is written in this program"),
        }
    }

    /// A number within bounds; the default after a mistake.
    pub(super) fn whole(
        &mut self,
        name: &str,
        default: u32,
        (bounds, why): (RangeInclusive<u32>, &str),
    ) -> u32 {
        let Some(text) = self.source.get(name) else { return default };
        // Wider than any bound, so that what is far too large is told the bounds as well.
        match text.trim().parse::<i64>().map(u32::try_from) {
            Ok(Ok(number)) if bounds.contains(&number) => return number,
            Ok(_) => {
                let (least, most) = (bounds.start(), bounds.end());
                self.mistake(name, format!("must be from {least} to {most}: {why}"));
            }
            Err(error) => self.mistake(name, format!("cannot be {text:?}: {error}")),
        }
        default
    }

    /// One or more, separated by commas while they rotate.
    pub(super) fn secrets(&mut self, name: &str) -> Vec<Secret> {
        let secrets = Secret::list(&self.text(name, ""));
        if secrets.is_empty() && self.source.get(name).is_some() {
            self.mistake(name, "holds nothing between its commas: an empty secret signs nothing");
        }
        secrets
    }

    pub(super) fn optional<T: FromStr>(&mut self, name: &str) -> Option<T>
    where
        T::Err: fmt::Display,
    {
        let text = self.source.get(name)?;
        text.trim()
            .parse()
            .map_err(|error: T::Err| self.mistake(name, format!("cannot be {text:?}: {error}")))
            .ok()
    }

    /// An address that can be put in front of a path.
    pub(super) fn url(&mut self, name: &str, default: &str) -> String {
        let text = self.text(name, default);
        if !text.starts_with("http://") && !text.starts_with("https://") {
            self.mistake(
                name,
                format!("cannot be {text:?}: it must begin with http:// or https://"),
            );
        } else if let Err(error) = reqwest::Url::parse(&text) {
            self.mistake(name, format!("cannot be {text:?}: {error}"));
        }
        text.trim_end_matches('/').to_owned()
    }

    /// Whether all are set. Some set and some not is a mistake for each that is missing.
    pub(super) fn all_or_none(&mut self, part: &str, names: &[&str]) -> bool {
        let missing: Vec<&str> =
            names.iter().copied().filter(|name| self.source.get(name).is_none()).collect();
        if missing.is_empty() {
            return true;
        }
        if missing.len() < names.len() {
            for name in missing {
                self.mistake(name, format!("is missing: {part} needs all of {}", names.join(", ")));
            }
        }
        false
    }

    pub(super) fn finish<T>(self, value: T) -> Result<T, Vec<Mistake>> {
        if self.mistakes.is_empty() { Ok(value) } else { Err(self.mistakes) }
    }
}
