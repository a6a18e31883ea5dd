//! Data changes: INSERT, UPDATE, DELETE, with RETURNING.
//!
//! Statements are immutable values like queries. What is missing (no columns, nothing to set, no
//! condition) is an error from compile, never a statement that does more than was said.

mod delete;
mod insert;
mod update;

pub(crate) use delete::DeleteBody;
pub use delete::{Delete, delete};
pub(crate) use insert::{Cells, InsertBody};
pub use insert::{Insert, InsertColumns, InsertRow, RuntimeColumns, insert};
pub(crate) use update::UpdateBody;
pub use update::{Update, update};
