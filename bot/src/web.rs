//! What the HTTP handlers share.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::app::App;
use crate::receive::Intake;

#[derive(Clone)]
pub struct Web {
    pub app: Arc<App>,
    pub intake: Intake,
    /// False from the moment somebody asks us to stop.
    pub ready: Arc<AtomicBool>,
}
