//! All tests, in one binary: it links once, and its servers are found once.

mod sql;
mod support;
