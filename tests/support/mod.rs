//! What the tests share: servers, tables, and the one way to say what SQL is expected.

pub mod expect;
pub mod fake;
pub mod live;
pub mod servers;
pub mod tables;
