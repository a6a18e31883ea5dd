//! What holds for whole trees: equality, hashing, dropping and rewriting, at any depth.
//!
//! Nothing here recurses: every walk keeps its own stack on the heap. All but dropping read nodes by
//! their [views](crate::expr::view), so that fused forms are known in few places.

#![deny(clippy::wildcard_enum_match_arm)]

mod ctes;
mod drop;
mod equal;
mod explain;
mod hash;
mod head;
mod items;
mod names;
mod pure;
mod raw;
mod rewrite;
mod statement;
mod statement_head;

pub(crate) use ctes::{Uses, uses};
pub(crate) use equal::same;
pub use explain::Explain;
pub(crate) use items::items_of;
pub(crate) use names::ItemNames;
pub(crate) use pure::{is_pure, is_steady, volatile};
pub(crate) use statement::StatementKind;
pub use statement::{AnyStatement, StatementRef};
