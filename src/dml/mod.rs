//! Data changes: INSERT, UPDATE, DELETE, MERGE, with RETURNING.
//!
//! Statements are immutable values like queries. What is missing (no columns, nothing to set, no
//! condition) is an error from compile, never a statement that does more than was said.

mod body;
mod children;
mod conflict;
mod delete;
mod filled;
mod form;
mod in_with;
mod insert;
mod maps;
mod merge;
mod parts;
mod rare;
mod row;
mod shared;
mod target;
mod update;

pub(crate) use body::{Cells, ChangeBody, ChangeClause, Verb};
pub(crate) use conflict::{Conflict, ConflictTarget};
pub use conflict::{OnAnyConflict, OnConflict, Upsert};
pub use delete::{Delete, delete};
pub use form::{ChangeModifier, InsertForm};
pub use insert::{Insert, insert};
pub use maps::Missing;
pub(crate) use merge::{Action, Branch, When};
pub use merge::{Merge, WhenMatched, WhenNotMatched, merge};
pub(crate) use rare::{Overriding, RareHead, RareParts};
#[doc(hidden)]
pub use row::BatchBody;
pub use row::{Batch, InsertColumns, InsertRow, RuntimeColumns};
pub use target::ChangeTarget;
#[doc(hidden)]
pub use target::Target;
pub use update::{Update, update};

pub use crate::select::{incoming, new, old};
