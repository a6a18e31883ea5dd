//! What is to be done with each row, and what must come before what.

use std::collections::HashMap;
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::expr::Expr;
use crate::value::Value;

use super::super::key::{Key, Raw};
use super::super::mapping::Mapping;
use super::super::rows::State;
use super::super::store::{Pending, Store, Wait};
use super::edges::{hold_on, pointers, sets, values};

/// A change of one row.
pub(in super::super) struct Op {
    pub(super) raw: Raw,
    pub(super) verb: Verb,
    pub(super) number: u64,
    /// The row as the database has it; nothing of a new one.
    pub(super) before: Option<Arc<[Value]>>,
    /// The row as it is to be; `None` if that is what the fields say.
    pub(super) now: Option<Arc<[Value]>>,
    /// The columns that are sent.
    pub(super) columns: Arc<[usize]>,
    /// Few have more.
    pub(super) more: Option<Box<Besides>>,
}

/// What a change has besides values.
#[derive(Default)]
pub(super) struct Besides {
    /// Columns that are NULL for now, since what they point to is not there yet.
    pub(super) nulls: Vec<usize>,
    pub(super) waits: Vec<Wait>,
    pub(super) given: Vec<(usize, Expr)>,
}

impl Op {
    pub(super) fn before(&self) -> &[Value] {
        self.before.as_deref().unwrap_or_default()
    }

    /// A value of the row as it is to be.
    pub(super) fn now(&self, store: &Store, column: usize) -> Value {
        match &self.now {
            Some(now) => now[column].clone(),
            None => store.table(self.raw.table).value(self.raw.slot, column),
        }
    }

    /// All of them.
    pub(super) fn all_now(&self, store: &Store) -> Arc<[Value]> {
        self.now.clone().unwrap_or_else(|| store.values(self.raw))
    }

    pub(super) fn key_now(&self, store: &Store, columns: &[usize]) -> Key {
        Key::of(columns.iter().map(|&i| self.now(store, i)))
    }

    pub(super) fn nulls(&self) -> &[usize] {
        self.more.as_ref().map_or(&[], |more| &more.nulls)
    }

    pub(super) fn waits(&self) -> &[Wait] {
        self.more.as_ref().map_or(&[], |more| &more.waits)
    }

    pub(super) fn given(&self) -> &[(usize, Expr)] {
        self.more.as_ref().map_or(&[], |more| &more.given)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Verb {
    /// Sets columns to NULL, so that another row can go on.
    Free,
    Delete,
    Update,
    Insert,
    /// Sets columns that had to be NULL at first.
    Fill,
}

/// What must come before what.
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) why: Why,
}

#[derive(Clone)]
pub(super) enum Why {
    /// `to` points to the row of `from` by these columns.
    Parent(Vec<usize>),
    /// The row of `from` points by these columns to that of `to`, which goes.
    Child(Vec<usize>),
    /// `from` gives up a unique value of these columns that `to` takes.
    Unique(Vec<usize>),
    /// It was made so.
    Fixed,
}

pub(super) struct Plan {
    pub(super) ops: Vec<Op>,
    pub(super) edges: Vec<Edge>,
}

impl Plan {
    pub(super) fn of(store: &Store) -> Result<Plan> {
        let mut pending: Vec<(&Raw, &Pending)> = store.pending.iter().collect();
        pending.sort_by_key(|(_, pending)| pending.number);
        let mut ops = Vec::with_capacity(pending.len());
        for (&raw, pending) in pending {
            ops.extend(op(store, raw, pending)?);
        }
        let sets = sets(store);
        let (mut takes, mut frees) = values(store, &ops, &sets)?;
        if hold_on(store, &sets, &mut ops, (&takes, &frees)) {
            (takes, frees) = values(store, &ops, &sets)?;
        }
        let mut edges = Vec::new();
        for (value, &taker) in &takes {
            if let Some(&freer) = frees.get(value).filter(|freer| **freer != taker) {
                let columns = sets[usize::from(value.0)][value.1].clone();
                edges.push(Edge { from: freer, to: taker, why: Why::Unique(columns) });
            }
        }
        let waits = ops.iter().any(|op| !op.waits().is_empty());
        let inserts: HashMap<Raw, usize> = (ops.iter().enumerate())
            .filter(|(_, op)| waits && op.verb == Verb::Insert)
            .map(|(i, op)| (op.raw, i))
            .collect();
        for (i, op) in ops.iter().enumerate() {
            pointers(store, &sets, op, i, (&takes, &frees), &mut edges);
            for wait in op.waits() {
                match inserts.get(&wait.parent) {
                    Some(&parent) => {
                        let why = Why::Parent(wait.own.clone());
                        edges.push(Edge { from: parent, to: i, why });
                    }
                    None if store.meta(wait.parent).state == State::Saved => {}
                    None => return Err(lost_parent(&store.mapping(op.raw.table), &wait.own)),
                }
            }
        }
        // Maps have no order of their own.
        edges.sort_by_key(|edge| (edge.from, edge.to));
        Ok(Plan { ops, edges })
    }
}

fn lost_parent(mapping: &Mapping, own: &[usize]) -> Error {
    let names: Vec<String> = own.iter().map(|&i| format!("`{}`", mapping.def(i).name())).collect();
    let message = format!(
        "an object of `{}` was linked by {} to one that was deleted since; link it to another",
        mapping.name(),
        names.join(", ")
    );
    Error::new(ErrorKind::Gone, message)
}

/// What is to be done with an object, if anything.
fn op(store: &Store, raw: Raw, pending: &Pending) -> Result<Option<Op>> {
    let mapping = store.table(raw.table).mapping();
    let before = pending.before.clone();
    let mut now = None;
    let (verb, columns) = match store.meta(raw).state {
        State::Gone => return Ok(None),
        State::Deleted => (Verb::Delete, Arc::default()),
        State::New => {
            let has_object = store.table(raw.table).has_object(raw.slot);
            if !has_object {
                now = pending.placed.clone();
            }
            (Verb::Insert, inserted(mapping, pending, has_object)?)
        }
        State::Saved => {
            let before = before.as_deref().unwrap_or_default();
            let now = now.insert(store.values(raw));
            let waits = |i: usize| pending.more().waits.iter().any(|wait| wait.own.contains(&i));
            let given = |i: usize| pending.more().given.iter().any(|(column, _)| *column == i);
            let differs = |i: &usize| {
                !mapping.is_computed(*i) && (before[*i] != now[*i] || waits(*i) || given(*i))
            };
            let mut columns: Vec<usize> = (0..now.len()).filter(differs).collect();
            if columns.is_empty() && !pending.touched {
                return Ok(None);
            }
            if let Some(version) = mapping.version
                && let Some(old) = before[version].as_i64()
            {
                // The version is the mapper's, whatever was written into the field.
                Arc::make_mut(now)[version] = Value::I64(old.wrapping_add(1));
                if !columns.contains(&version) {
                    columns.push(version);
                    columns.sort_unstable();
                }
            }
            if columns.is_empty() {
                return Ok(None);
            }
            (Verb::Update, columns.into())
        }
    };
    // What is deleted points to nothing any more.
    let waits = if verb == Verb::Delete { Vec::new() } else { pending.more().waits.clone() };
    let given = pending.more().given.clone();
    let plain = waits.is_empty() && given.is_empty();
    let more = (!plain).then(|| Box::new(Besides { nulls: Vec::new(), waits, given }));
    Ok(Some(Op { raw, verb, number: pending.number, before, now, columns, more }))
}

/// The columns that an INSERT sends.
fn inserted(mapping: &Mapping, pending: &Pending, has_object: bool) -> Result<Arc<[usize]>> {
    if has_object {
        return Ok(mapping.inserted.clone());
    }
    let mut missing = Vec::new();
    for &column in &pending.more().unset {
        let waits = pending.more().waits.iter().any(|wait| wait.own.contains(&column));
        if !waits && !mapping.is_computed(column) && !mapping.def(column).may_be_left_out() {
            missing.push(format!("`{}`", mapping.def(column).name()));
        }
    }
    if !missing.is_empty() {
        let message = format!(
            "a new object of `{}` has no value for {}, and the database has no default; set it, or \
             link the object it points to",
            mapping.name(),
            missing.join(", ")
        );
        return Err(Error::new(ErrorKind::Incomplete, message));
    }
    let sent = |i: &usize| !pending.more().unset.contains(i) && !mapping.is_computed(*i);
    Ok((0..mapping.columns.len()).filter(sent).collect())
}

/// What a foreign key points to, if that is mapped: a table and its columns.
pub(super) fn target(
    store: &Store,
    foreign: &super::super::mapping::Foreign,
) -> Option<(u16, Vec<usize>)> {
    let number = *store.by_name.get(&foreign.table)?;
    let mapping = store.mapping(number);
    let places = foreign.target.iter().map(|name| mapping.place(name));
    Some((number, places.collect::<Option<_>>()?))
}

pub(super) fn by(values: &[Value], columns: &[usize]) -> Key {
    Key::of(columns.iter().map(|&i| values[i].clone()))
}
