//! The API as its users meet it: what compiles, and what they read when it does not.

mod compile_fail;
mod derive;
mod embedded;
mod examples;
mod prepared;
mod printed;
mod signatures;
