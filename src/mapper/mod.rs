//! Objects with identity: a thin layer over the core, behind the feature `mapper`.
//!
//! A [`Session`] owns objects, which are rows of tables, and gives out [`Ref`]s, keys that are `Copy`.
//! Structs become objects by `#[derive(Table, Mapped)]`; relationships are constants on them
//! ([`BelongsTo`], [`HasOne`], [`HasMany`], [`ManyToMany`]), loaded for many objects at once, and never
//! behind one's back. [`Session::flush`] writes what was changed.
//!
//! Everything here is made of the public core, which knows nothing of it. The guide is
//! [`docs/mapper.md`](https://docs.rs/crate/sqltree/latest/source/docs/mapper.md).

mod any_rows;
mod changes;
mod conditions;
mod failure;
mod find;
mod flush;
mod fresh;
mod index;
mod inserted;
mod keep;
mod key;
mod links;
mod lists;
mod load;
mod mapped;
mod mapping;
mod new;
mod pairs;
mod part;
mod related;
mod relation;
mod resolve;
mod rows;
mod session;
mod sql;
mod store;
mod transaction;
mod undo;

pub use conditions::EndOf;
pub use find::{Find, FindBeside};
#[doc(hidden)]
pub use key::Raw;
pub use key::Ref;
pub use mapped::{Beside, Mapped, Tail, With};
pub use new::New;
pub use pairs::{End, FindPairs, Pair};
pub use part::Part;
pub use relation::{
    BelongsTo, HasMany, HasOne, ManyToMany, OnDelete, Path, Relation, Then, ToMany, ToOne,
};
#[doc(hidden)]
pub use relation::{Definition, Rule};
pub use session::Session;
pub use sqltree_derive::Mapped;

use crate::engine::Field;
use crate::error::Result;
use crate::value::ValueRef;

/// A value as the type of the field called `name`: for those who implement [`Mapped`] by hand.
///
/// # Errors
///
/// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if it is not of the type.
pub fn value_of<T: Field>(value: ValueRef<'_>, name: &str) -> Result<T> {
    T::from_value(value, name)
}

/// What counts the changes of a row: an integer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot count the changes of a row",
    label = "a version is an i16, i32 or i64: times lose digits on the way"
)]
#[doc(hidden)]
pub trait Version {}

impl Version for i16 {}
impl Version for i32 {}
impl Version for i64 {}

/// The place of a version column. Used by the derive.
#[doc(hidden)]
#[must_use]
pub const fn version_column<T: Version>(column: usize) -> usize {
    column
}

const _: () = {
    const fn is_send<T: Send>() {}
    is_send::<Session<'static>>();
    is_send::<Ref<std::rc::Rc<u8>>>();
};
