//! Files that people send and that are not kept: why, and what to do.

use realserv_domain::media::{Refusal, most_bytes};
use realserv_domain::message::MediaKind;

words! {
    /// More bytes than we keep. $most: megabytes.
    fn media_too_big(most: usize);
    /// A program that is called a PDF.
    fn media_not_what_it_says();
    /// A kind of file that we do not open.
    fn media_kind_not_taken();
    /// The virus scanner knows it.
    fn media_infected();
    /// It could not be fetched whole.
    fn media_gone();
    /// The virus scanner is not there.
    fn media_unchecked();
    /// A vendor's photo of what he handed over.
    fn media_proof_kept(number: &OrderNumber);
}

impl super::Words {
    /// Why what they sent is not kept, and what to do.
    #[must_use]
    pub fn media_refused(&self, kind: MediaKind, because: Refusal) -> String {
        match because {
            Refusal::TooBig => {
                let megabytes = most_bytes(kind) / (1024 * 1024);
                self.media_too_big(usize::try_from(megabytes).unwrap_or_default())
            }
            Refusal::NotWhatItSays => self.media_not_what_it_says(),
            Refusal::KindNotTaken => self.media_kind_not_taken(),
            Refusal::Infected => self.media_infected(),
            Refusal::Gone => self.media_gone(),
            Refusal::Unchecked => self.media_unchecked(),
        }
    }
}
