//! The tables, rows and queries of TPC-H, small and made here.
//!
//! Prices are whole cents, discounts and taxes whole hundredths, so that sums are exact on every engine;
//! SQLite has no exact numbers with fractions.

pub(crate) mod data;
pub(crate) mod queries;
pub(crate) mod schema;
