//! Any event on any state: there is always an answer, within WhatsApp's limits, and the stage can be left.
