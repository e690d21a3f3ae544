//! Workers for a day, alone and with goods.
