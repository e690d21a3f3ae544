//! What the tests play with: a town with people, a clock, the program, a real PostgreSQL, and the sandbox on the wire.

/// Program, sandbox and clock of one test.
pub mod town;

/// How the wires are on every day of a run.
mod wires;

/// Somebody with a phone.
pub mod person;

/// What many chats begin with: a cart, a review, an order; and what a vendor does until it is delivered.
pub mod ways;

/// What no phone shows, and what only the office can do.
pub mod behind;

/// The form that asks for a site.
pub mod forms;

/// What the office sets for them.
pub mod office;

/// Many people at once against the running program.
pub mod load;

/// The program killed at every step of a story.
pub mod crash;

/// A chat as a snapshot reads it.
pub mod transcript;

pub use person::Someone;
pub use town::Town;

/// Whatever went wrong.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// A test says what went wrong and ends.
pub type Done = Result<(), Trouble>;
