//! The objects of a struct, seen without the struct: columns by number, values by `Value`.

use std::any::{Any, TypeId};
use std::sync::Arc;

use crate::dml::{Insert, RuntimeColumns, Update};
use crate::engine::Connection;
use crate::error::Result;
use crate::expr::Expr;
use crate::value::Value;

use super::key::Key;
use super::mapping::Mapping;
use super::relation::Rule;
use super::rows::Meta;

/// A row to be inserted.
pub(super) enum NewRow {
    /// The fields of an object.
    Fields(u32),
    Values(Vec<Value>),
}

/// [`Rows`](super::rows::Rows) of whatever struct.
pub(super) trait AnyRows: Any + Send {
    fn as_any(&self) -> &dyn Any;
    fn as_any_mut(&mut self) -> &mut dyn Any;
    /// The struct.
    fn of(&self) -> TypeId;
    fn relations(&self) -> Vec<Rule>;
    fn mapping(&self) -> &Arc<Mapping>;
    fn len(&self) -> u32;
    fn meta(&self, slot: u32) -> Meta;
    fn meta_mut(&mut self, slot: u32) -> &mut Meta;
    /// True if the object has fields; one that is made by `insert` has none before it is flushed.
    fn has_object(&self, slot: u32) -> bool;
    fn value(&self, slot: u32, column: usize) -> Value;
    fn set(&mut self, slot: u32, column: usize, value: &Value) -> Result<()>;
    fn find(&self, key: &Key) -> Option<u32>;
    /// Puts an object in the index under a key that its fields need not have.
    fn enter(&mut self, slot: u32, key: Key);
    /// Takes an object out of the index.
    fn leave(&mut self, slot: u32) -> Option<Key>;
    /// Holds on to the key of an object that is about to be edited.
    fn pin(&mut self, slot: u32);
    /// The key under which the object is in the index.
    fn indexed(&self, slot: u32) -> Key;
    fn copy(&self, slot: u32) -> Box<dyn Any + Send>;
    fn put_back(&mut self, slot: u32, copy: Box<dyn Any + Send>);
    fn drop_object(&mut self, slot: u32);
    /// Inserts, with all columns given back as [`fresh_value`](Self::fresh_value)s.
    fn insert(&mut self, conn: &mut Connection, insert: Insert<RuntimeColumns>) -> Result<usize>;
    /// The same of many rows of these columns, in their order; false if one was left out.
    fn insert_many(
        &mut self,
        conn: &mut Connection,
        into: Insert<RuntimeColumns>,
        columns: &[usize],
        rows: &mut dyn ExactSizeIterator<Item = NewRow>,
    ) -> Result<bool>;
    fn update(&mut self, conn: &mut Connection, update: Update) -> Result<usize>;
    fn select(&mut self, conn: &mut Connection, condition: Expr<Option<bool>>) -> Result<usize>;
    fn fresh_value(&self, index: usize, column: usize) -> Value;
    /// Gives fresh rows to new objects, as (row, object), at an epoch and a level; gives what these were.
    fn take_inserted(&mut self, pairs: &[(usize, u32)], at: (u32, u8)) -> Box<dyn Any + Send>;
    fn undo_inserted(&mut self, objects: Box<dyn Any + Send>);
    /// Leaves of such objects those of which the level around has no copy, and gives their places.
    fn hand_on(&mut self, objects: &mut (dyn Any + Send), outer: u8) -> Vec<u32>;
    /// Gives fresh rows to objects, as (row, object).
    fn take_fresh(&mut self, pairs: &[(usize, u32)], epoch: u32);
}
