//! Statements out of bytes, and the laws that hold for every one of them.
//!
//! The targets in `fuzz_targets/` run the laws under libFuzzer, `replay` runs them on a stable
//! compiler, and the tests of the package above run them as properties.

mod alike;
pub mod bytes;
mod ctes;
pub mod generate;
pub mod laws;
pub mod tables;
mod windows;
