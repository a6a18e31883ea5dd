//! Data changes: INSERT, UPDATE, DELETE, with RETURNING.
//!
//! Statements are immutable values like queries. What is missing (no columns, nothing to set, no
//! condition) is an error from compile, never a statement that does more than was said.

mod body;
mod delete;
mod insert;
mod rare;
mod row;
mod shared;
mod update;

pub(crate) use body::{Cells, ChangeBody, ChangeClause, Verb};
pub use delete::{Delete, delete};
pub use insert::{Insert, insert};
pub(crate) use rare::{Overriding, RareHead, RareParts};
pub use row::{InsertColumns, InsertRow, RuntimeColumns};
pub use update::{Update, update};
