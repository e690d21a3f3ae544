//! What the HTTP handlers share.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::app::App;
use crate::receive::Intake;

/// Cloned several times for each request, so it is one pointer.
#[derive(Clone)]
pub struct Web(Arc<Shared>);

pub struct Shared {
    pub app: Arc<App>,
    pub intake: Intake,
    /// False from the moment somebody asks us to stop.
    pub ready: Arc<AtomicBool>,
}

impl Web {
    #[must_use]
    pub fn new(app: Arc<App>, intake: Intake, ready: Arc<AtomicBool>) -> Self {
        Self(Arc::new(Shared { app, intake, ready }))
    }
}

impl Deref for Web {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
