//! Writing one level: what can be done at once, in as few statements as it takes.

use std::collections::VecDeque;

use crate::dml::{delete, insert};
use crate::error::{Error, ErrorKind, Result};
use crate::expr::{Column, Expr, IntoExpr, default};
use crate::feature::Feature;
use crate::types::Any;
use crate::value::Value;

use super::super::any_rows::NewRow;
use super::super::failure::{self, Lost};
use super::super::key::{Key, Raw};
use super::super::mapping::Mapping;
use super::super::rows::State;
use super::super::session::Session;
use super::super::sql::{is, most_keys, one_of};
use super::super::store::Store;
use super::Stop;
use super::group::groups;
use super::plan::{Op, Verb, by};

pub(super) fn pick(mapping: &Mapping, places: &[usize]) -> Vec<Column<Any>> {
    places.iter().map(|&i| mapping.columns[i].clone()).collect()
}

impl Session<'_> {
    pub(super) fn send(&mut self, ops: &[Op], level: &[usize], batches: bool) -> Result<(), Stop> {
        for group in groups(ops, level, &self.store) {
            let (verb, table) = (group[0].verb, group[0].raw.table);
            match verb {
                Verb::Insert => self.insert_all(table, &group)?,
                Verb::Delete => self.delete_all(table, &group)?,
                Verb::Update | Verb::Free | Verb::Fill => {
                    self.update_all(table, &group, batches)?;
                }
            }
        }
        Ok(())
    }

    /// The values of the columns that are sent, with the keys of parents that are there by now.
    pub(super) fn resolve(&mut self, op: &Op) -> Result<Vec<Value>> {
        let mut now = op.all_now(&self.store).to_vec();
        for wait in op.waits() {
            for (&own, &target) in wait.own.iter().zip(&wait.target) {
                let value = self.store.table(wait.parent.table).value(wait.parent.slot, target);
                self.store.record(op.raw);
                self.store.set_value(op.raw, own, &value)?;
                now[own] = value;
            }
        }
        Ok(sent(op, |i| std::mem::replace(&mut now[i], Value::Null)))
    }

    fn insert_all(&mut self, table: u16, group: &[&Op]) -> Result<(), Stop> {
        let returning = self.conn.dialect().features().has(Feature::InsertReturning);
        let columns = &group[0].columns;
        if !returning || !group[0].given().is_empty() || columns.is_empty() {
            for op in group {
                let values = self.resolve(op)?;
                self.insert_one(table, op, op.raw, values, returning)?;
            }
            return Ok(());
        }
        let mapping = self.store.mapping(table);
        let into = insert(mapping.table.clone()).columns(pick(&mapping, columns));
        let has_fields = |op: &&&Op| op.now.is_none() && op.more.is_none();
        // Keys of parents are known only now.
        let mut resolved = VecDeque::new();
        for op in group.iter().filter(|op| !has_fields(op)) {
            resolved.push_back(self.resolve(op)?);
        }
        let mut rows = group.iter().map(|op| match has_fields(&op) {
            true => NewRow::Fields(op.raw.slot),
            false => NewRow::Values(resolved.pop_front().unwrap_or_default()),
        });
        if !self.store.table_mut(table).insert_many(self.conn, into, columns, &mut rows)? {
            return Err(not_inserted(&mapping).into());
        }
        self.take_new(table, group);
        Ok(())
    }

    /// Gives rows that came back to new objects: at once to those that nothing else of the flush changes.
    fn take_new(&mut self, table: u16, group: &[&Op]) {
        let level = self.store.levels.len() as u8;
        let is_alone = |op: &Op| op.more.is_none() && self.store.meta(op.raw).level != level;
        let (mut alone, mut others) = (Vec::with_capacity(group.len()), Vec::new());
        for (i, op) in group.iter().enumerate() {
            if is_alone(op) { &mut alone } else { &mut others }.push((i, op.raw.slot));
        }
        self.store.take_inserted(table, &alone);
        self.take(table, &others);
    }

    /// Inserts one row, with expressions and defaults if it has such.
    fn insert_one(
        &mut self,
        table: u16,
        op: &Op,
        raw: Raw,
        values: Vec<Value>,
        returning: bool,
    ) -> Result<(), Stop> {
        let mapping = self.store.mapping(table);
        let given = |column: &usize| op.given().iter().find(|(given, _)| given == column);
        let mut columns = op.columns.to_vec();
        let mut cells: Vec<Expr> = (columns.iter().zip(values))
            .map(|(column, value)| match given(column) {
                Some((_, expr)) => expr.clone(),
                None => value.into_expr().dynamic(),
            })
            .collect();
        if columns.is_empty() {
            columns.push(mapping.key[0]);
            cells.push(default().dynamic());
        }
        let into = insert(mapping.table.clone()).columns(pick(&mapping, &columns)).values(cells);
        let count = if returning {
            self.store.table_mut(table).insert(self.conn, into)?
        } else {
            self.conn.execute(&into)?;
            let key = self.new_key(&mapping, op)?;
            let condition = is(&pick(&mapping, &mapping.key), &key);
            self.store.table_mut(table).select(self.conn, condition)?
        };
        if count != 1 {
            return Err(not_inserted(&mapping).into());
        }
        self.take(table, &[(0, raw.slot)]);
        Ok(())
    }

    /// The key of the row that was inserted last, where the database does not give it back.
    fn new_key(&self, mapping: &Mapping, op: &Op) -> Result<Key> {
        let given = |i: &usize| op.columns.contains(i);
        if mapping.key.iter().all(given) && op.given().iter().all(|(i, _)| !mapping.key.contains(i))
        {
            return Ok(by(&self.store.values(op.raw), &mapping.key));
        }
        match (self.conn.last_insert_id(), &mapping.key[..]) {
            (Some(id), [_]) => Ok(Key::one(Value::I64(id))),
            _ => {
                let message = format!(
                    "the database does not tell the key of the new row of `{}`; give the key \
                     yourself",
                    mapping.name()
                );
                Err(Error::new(ErrorKind::Unsupported(Feature::InsertReturning), message))
            }
        }
    }

    /// Gives rows that came back to their objects, which are written now.
    pub(super) fn take(&mut self, table: u16, pairs: &[(usize, u32)]) {
        let epoch = self.store.epoch;
        for &(_, slot) in pairs {
            let raw = Raw { table, slot };
            self.store.record(raw);
            self.store.unindex(raw);
        }
        self.store.table_mut(table).take_fresh(pairs, epoch);
        for &(_, slot) in pairs {
            self.store.settled(Raw { table, slot });
        }
    }

    fn delete_all(&mut self, table: u16, group: &[&Op]) -> Result<(), Stop> {
        let mapping = self.store.mapping(table);
        let key = pick(&mapping, &mapping.key);
        let keys: Vec<Key> = group.iter().map(|op| by(op.before(), &mapping.key)).collect();
        if let Some(version) = mapping.version {
            for (op, own) in group.iter().zip(&keys) {
                let same = mapping.columns[version].eq(op.before()[version].clone());
                let delete = delete(mapping.table.clone()).filter(is(&key, own)).filter(same);
                if self.conn.execute(&delete)? == 0 {
                    return Err(self.stale(op, own)?.into());
                }
            }
        } else {
            for keys in keys.chunks(most_keys(self.conn, key.len())) {
                let delete = delete(mapping.table.clone()).filter(one_of(&key, keys));
                self.conn.execute(&delete)?;
            }
        }
        for op in group {
            self.store.written(op.raw);
        }
        Ok(())
    }

    /// The error of a row that was not there as it was read.
    pub(super) fn stale(&mut self, op: &Op, key: &Key) -> Result<Error> {
        let mapping = self.store.mapping(op.raw.table);
        let condition = is(&pick(&mapping, &mapping.key), key);
        let there = self.store.table_mut(op.raw.table).select(self.conn, condition)?;
        let why = if there > 0 { Lost::Changed } else { Lost::Gone };
        let of = self.store.table(op.raw.table).of();
        Ok(failure::stale(&mapping, why, self.store.session, op.raw.slot, of))
    }
}

impl Store {
    /// Takes an object out of the index, before it gets another key.
    pub(super) fn unindex(&mut self, raw: Raw) {
        let table = self.table_mut(raw.table);
        let key = table.indexed(raw.slot);
        if table.find(&key) == Some(raw.slot) {
            table.leave(raw.slot);
        }
    }

    /// The changes of an object are in the database.
    pub(super) fn written(&mut self, raw: Raw) {
        self.record(raw);
        self.unindex(raw);
        self.settled(raw);
    }

    /// The same for an object that is recorded, and not in the index.
    fn settled(&mut self, raw: Raw) {
        self.pending.remove(&raw);
        self.rekeyed.remove(&raw);
        let mapping = self.mapping(raw.table);
        let state = self.meta(raw).state;
        let meta = self.table_mut(raw.table).meta_mut(raw.slot);
        meta.edited = false;
        meta.state = match state {
            State::New | State::Saved => State::Saved,
            State::Deleted | State::Gone => State::Gone,
        };
        if meta.state == State::Saved {
            let key = self.key_by(raw, &mapping.key);
            self.table_mut(raw.table).enter(raw.slot, key);
        } else {
            self.table_mut(raw.table).drop_object(raw.slot);
        }
    }
}

/// The values of the columns that are sent.
fn sent(op: &Op, mut value: impl FnMut(usize) -> Value) -> Vec<Value> {
    let value = |&i: &usize| if op.nulls().contains(&i) { Value::Null } else { value(i) };
    op.columns.iter().map(value).collect()
}

#[cold]
fn not_inserted(mapping: &Mapping) -> Error {
    let message = format!("the database did not insert the row of `{}`", mapping.name());
    Error::new(ErrorKind::Database, message)
}
