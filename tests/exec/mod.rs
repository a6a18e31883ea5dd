//! Connections: what is sent and what comes back, on the live engines.

mod batch;
mod copy;
mod counts;
mod distinct;
mod division;
mod drivers;
mod engine;
mod errors;
mod lacks;
mod losses;
mod many;
mod model;
mod names;
mod natives;
mod others;
mod own_types;
mod parts;
mod past_domain;
#[cfg(feature = "polyfill")]
mod polyfill;
mod returning;
mod round_trip;
mod rows;
mod runs;
mod tpch;
mod transactions;
mod upsert;
mod values;
