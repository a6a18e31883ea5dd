//! Engines: connections that run statements.

pub use crate::row::Row;
