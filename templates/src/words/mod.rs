//! The messages: `Words` renders them, each topic's file declares its own as typed functions.
#![expect(clippy::too_many_arguments, reason = "a message has the variables that it has")]

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use realserv_domain::language::Language;

use crate::values;

/// Declares a topic's messages, once per file. The Fluent id is the function's name with `-` for `_`, variables keep the
/// arguments' names:
///
/// ```text
/// words! {
///     /// Asks for the language; the first thing a new person sees.
///     fn menu_ask_language(name: &str);
/// }
/// ```
macro_rules! words {
    () => {
        #[cfg(test)]
        pub(crate) const PROBES: &[crate::checks::Probe] = &[];
    };
    ($($(#[$doc:meta])* fn $name:ident($($arg:ident: $type:ty),* $(,)?);)+) => {
        use crate::values::prelude::*;

        /// A topic whose messages take nothing uses the import too.
        const _: Option<Amount> = None;

        impl super::Words {$(
            $(#[$doc])*
            #[must_use]
            pub fn $name(&self $(, $arg: $type)*) -> String {
                let args = super::args([$((stringify!($arg), Value::value($arg, self))),*]);
                self.render(id!($name), &args)
            }
        )+}

        #[cfg(test)]
        pub(crate) const PROBES: &[crate::checks::Probe] = &[$(crate::checks::Probe {
            id: id!($name),
            args: &[$((stringify!($arg), stringify!($type))),*],
            render: |words, samples| {
                $(let $arg: $type = samples.of(stringify!($arg));)*
                let args = super::args([$((stringify!($arg), Value::value($arg, words))),*]);
                samples.render(words, id!($name), &args)
            },
        }),+];
    };
}

/// A function's name as a Fluent id, made while compiling.
macro_rules! id {
    ($name:ident) => {{
        const BYTES: [u8; stringify!($name).len()] = super::kebab(stringify!($name));
        const ID: &str = match std::str::from_utf8(&BYTES) {
            Ok(id) => id,
            Err(_) => stringify!($name),
        };
        ID
    }};
}

// The topics, in the order in which a buyer and then a vendor meets them.

mod common;

mod menu;

mod browse;

mod cart;

mod address;

mod form;

mod schedule;

mod review;

mod pay;

mod orders;

mod less;

mod claims;

mod invoices;

mod follow;

mod lists;

mod help;

mod media;

mod ticket;

mod desk;

mod money;

mod apply;

mod wages;

mod offer;

mod fulfil;

mod notice;

/// The texts of every topic, embedded: the program needs no files beside it.
macro_rules! topics {
    ($($topic:ident)*) => {
        pub(crate) fn sources(language: Language) -> Vec<(&'static str, &'static str)> {
            match language {
                Language::En => vec![$(topics!("en", $topic)),*],
                Language::Hi => vec![$(topics!("hi", $topic)),*],
                Language::Te => vec![$(topics!("te", $topic)),*],
            }
        }

        #[cfg(test)]
        pub(crate) const TOPICS: &[(&str, &[crate::checks::Probe])] =
            &[$((stringify!($topic), $topic::PROBES)),*];
    };
    ($language:literal, $topic:ident) => {
        (
            stringify!($topic),
            include_str!(concat!("../../", $language, "/", stringify!($topic), ".ftl")),
        )
    };
}

topics! { common menu browse cart address form schedule review pay orders less claims invoices follow lists help media ticket desk apply money wages offer fulfil notice }

/// Every message in one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of a language; the bundles are built once, at the first call.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        static EN: LazyLock<Words> = LazyLock::new(|| Words::load(Language::En));
        static HI: LazyLock<Words> = LazyLock::new(|| Words::load(Language::Hi));
        static TE: LazyLock<Words> = LazyLock::new(|| Words::load(Language::Te));
        match language {
            Language::En => &EN,
            Language::Hi => &HI,
            Language::Te => &TE,
        }
    }

    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Broken texts are found by this package's tests; a running program keeps what can be read of them.
    fn load(language: Language) -> Self {
        let locale = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // WhatsApp shows the marks that isolate a variable's direction as boxes on some phones; we have no
        // right-to-left script.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(values::number));
        for (_, source) in sources(language) {
            let resource = FluentResource::try_new(source.to_owned());
            bundle.add_resource_overriding(resource.unwrap_or_else(|(readable, _)| readable));
        }
        Self { language, bundle }
    }

    /// What is missing in a language is said in English: a person is never met with an error.
    fn render(&self, id: &str, args: &FluentArgs<'_>) -> String {
        match self.render_strictly(id, args) {
            Ok(text) => text,
            Err(_) if self.language != Language::En => Self::of(Language::En).render(id, args),
            Err(partial) => partial.text,
        }
    }

    pub(crate) fn render_strictly(
        &self,
        id: &str,
        args: &FluentArgs<'_>,
    ) -> Result<String, Flawed> {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return Err(Flawed { text: id.to_owned(), why: format!("{id}: no such message") });
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(Flawed { text, why: format!("{id}: {error}") }),
        }
    }
}

/// A text that could not be rendered wholly.
pub(crate) struct Flawed {
    /// As much of it as there is.
    text: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "what a failing test prints"))]
    pub(crate) why: String,
}

fn args<'a, const N: usize>(values: [(&'static str, FluentValue<'a>); N]) -> FluentArgs<'a> {
    values.into_iter().collect()
}

const fn kebab<const N: usize>(name: &str) -> [u8; N] {
    let mut bytes = [0; N];
    let mut at = 0;
    while at < N {
        let byte = name.as_bytes()[at];
        bytes[at] = if byte == b'_' { b'-' } else { byte };
        at += 1;
    }
    bytes
}
