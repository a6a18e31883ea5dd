//! All tests, in one binary: it links once, and its servers are found once.

#![allow(unreachable_pub, missing_docs)]

mod api;
mod exec;
mod judge;
mod laws;
#[cfg(feature = "mapper")]
mod mapper;
mod sql;
mod support;
