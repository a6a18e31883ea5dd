//! Connections: what is sent and what comes back, on the live engines.

mod errors;
mod rows;
mod transactions;
mod values;
