//! Whether a tree means something: types, groups, what is joined to what.
//!
//! A tree can be written without being right: engines refuse what clashes, or guess what was meant,
//! each in its own way. What is wrong is refused here first, on every dialect alike. Nothing is
//! written here and nothing changed; the compiler asks when it comes to a query, and only for what
//! the flags of the query ([`Sort`](crate::types::Sort)) say may be wrong.

#![deny(clippy::wildcard_enum_match_arm)]

mod casts;
pub(crate) mod collations;
mod constants;
mod documents;
mod fixed;
mod glance;
mod groups;
mod one_row;
mod pages;
mod product;
mod stored;
mod types;
mod unique;

pub(crate) use casts::impossible_cast;
pub(crate) use collations::{AROUND, given_on, have_collations};
pub(crate) use constants::{has_constants, has_constants_of_groups};
pub(crate) use documents::{WAY_OUT as WITHOUT_DOCUMENTS, compared_rows, comparing_clauses};
pub(crate) use fixed::{equation, is_integer};
pub(crate) use glance::{Glance, is_of_rows};
pub(crate) use groups::{Groups, Items, Loose, foreign, is_aggregate, nested};
pub(crate) use one_row::may_give_several;
pub(crate) use pages::wrong_pages;
pub(crate) use product::{conjuncts, unjoined};
pub(crate) use stored::{Holds, bound, stored, stored_column};
pub(crate) use types::{Clash, ONE_TYPE, clashes, clashing_columns, widened};
