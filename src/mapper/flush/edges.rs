//! What must come before what: by foreign keys and by unique values.

use std::collections::HashMap;

use crate::error::{Error, ErrorKind, Result};

use super::super::key::Key;
use super::super::mapping::Mapping;
use super::super::store::Store;
use super::plan::{Edge, Op, Verb, Why, by, target};

/// Columns of a table by which rows are told apart or pointed to.
pub(super) type Sets = Vec<Vec<Vec<usize>>>;

/// Which change takes or gives up which value: by table, set of columns and value.
pub(super) type Values = HashMap<(u16, usize, Key), usize>;

/// For each table its unique keys, the primary one first, and what foreign keys point to.
pub(super) fn sets(store: &Store) -> Sets {
    let mut sets: Sets = store.tables.iter().map(|table| table.mapping().uniques.clone()).collect();
    for table in &store.tables {
        for foreign in &table.mapping().foreign {
            let Some((number, target)) = target(store, foreign) else { continue };
            let own = &mut sets[usize::from(number)];
            if !own.contains(&target) {
                own.push(target);
            }
        }
    }
    sets
}

/// Which values are taken and which are given up.
pub(super) fn values(store: &Store, ops: &[Op], sets: &Sets) -> Result<(Values, Values)> {
    let (mut takes, mut frees) = (Values::new(), Values::new());
    for (i, op) in ops.iter().enumerate() {
        for (set, columns) in sets[usize::from(op.raw.table)].iter().enumerate() {
            let sent = |column: &usize| op.columns.contains(column);
            let waits = columns.iter().any(|column| {
                op.waits().iter().any(|wait| wait.own.contains(column))
                    || op.given().iter().any(|(given, _)| given == column)
            });
            let changed = op.verb == Verb::Update && columns.iter().any(sent);
            let known = columns.iter().all(|c| op.verb != Verb::Insert || sent(c)) && !waits;
            if (op.verb == Verb::Insert || changed) && known {
                let key = op.key_now(store, columns);
                if !key.has_null() {
                    let key = (op.raw.table, set, key.folded());
                    if let Some(other) = takes.insert(key, i)
                        && set == 0
                        && ops[other].key_now(store, columns) == op.key_now(store, columns)
                    {
                        return Err(twice(&store.mapping(op.raw.table)));
                    }
                }
            }
            if op.verb == Verb::Delete || changed {
                let key = by(op.before(), columns);
                if !key.has_null() {
                    frees.insert((op.raw.table, set, key.folded()), i);
                }
            }
        }
    }
    Ok((takes, frees))
}

fn twice(mapping: &Mapping) -> Error {
    let message = format!(
        "two objects of `{}` would have one primary key; change one of them, or delete it",
        mapping.name()
    );
    Error::new(ErrorKind::DuplicateName, message)
}

/// Edges by the foreign keys of a change.
pub(super) fn pointers(
    store: &Store,
    sets: &Sets,
    op: &Op,
    index: usize,
    (takes, frees): (&Values, &Values),
    edges: &mut Vec<Edge>,
) {
    for foreign in &store.table(op.raw.table).mapping().foreign {
        let Some((number, columns)) = target(store, foreign) else { continue };
        let own_sets = &sets[usize::from(number)];
        let Some(set) = own_sets.iter().position(|set| *set == columns) else { continue };
        let waits = op.waits().iter().any(|wait| wait.own == foreign.own);
        let changed = op.verb == Verb::Update
            && (waits || foreign.own.iter().any(|i| op.columns.contains(i)));
        let find = |values: &Values, key: Key| {
            let found = values.get(&(number, set, key.folded())).copied();
            found.filter(|found| *found != index && !key.has_null())
        };
        if (op.verb == Verb::Insert || changed)
            && !waits
            && let Some(parent) = find(takes, op.key_now(store, &foreign.own))
        {
            let why = Why::Parent(foreign.own.clone());
            edges.push(Edge { from: parent, to: index, why });
        }
        if (op.verb == Verb::Delete || changed)
            && let Some(parent) = find(frees, by(op.before(), &foreign.own))
        {
            let why = Why::Child(foreign.own.clone());
            edges.push(Edge { from: index, to: parent, why });
        }
        // MariaDB neither deletes a row that points to itself nor gives it another key: it lets go of
        // itself first.
        if matches!(op.verb, Verb::Delete | Verb::Update)
            && frees.get(&(number, set, by(op.before(), &foreign.own).folded())) == Some(&index)
            && !store.table(op.raw.table).mapping().clearable(&foreign.own).is_empty()
        {
            let why = Why::Child(foreign.own.clone());
            edges.push(Edge { from: index, to: index, why });
        }
    }
}

/// Rows that point to one that is deleted and whose key a new one gets, and are edited but not in that:
/// they let go of the old one first. True if there are any.
pub(super) fn hold_on(
    store: &Store,
    sets: &Sets,
    ops: &mut Vec<Op>,
    (takes, frees): (&Values, &Values),
) -> bool {
    let is_reborn = |ops: &[Op], value: &(u16, usize, Key)| {
        let verb = |values: &Values| values.get(value).map(|&i| ops[i].verb);
        verb(takes) == Some(Verb::Insert) && verb(frees) == Some(Verb::Delete)
    };
    if !takes.keys().any(|value| is_reborn(ops, value)) {
        return false;
    }
    let mut held = Vec::new();
    for (&raw, pending) in &store.pending {
        let Some(before) = pending.before.as_ref().filter(|_| store.is_alive(raw)) else {
            continue;
        };
        let now = store.values(raw);
        for foreign in &store.table(raw.table).mapping().foreign {
            let Some((number, columns)) = target(store, foreign) else { continue };
            let set = sets[usize::from(number)].iter().position(|set| *set == columns);
            let key = by(before, &foreign.own);
            let value = set.map(|set| (number, set, key.folded()));
            if key == by(&now, &foreign.own) && value.is_some_and(|value| is_reborn(ops, &value)) {
                held.push((raw, pending, foreign.own.clone()));
            }
        }
    }
    for (raw, pending, own) in &held {
        let place = ops.iter().position(|op| op.raw == *raw).unwrap_or(ops.len());
        if place == ops.len() {
            ops.push(Op {
                raw: *raw,
                verb: Verb::Update,
                number: pending.number,
                before: pending.before.clone(),
                now: None,
                columns: std::sync::Arc::default(),
                more: None,
            });
        }
        let mut columns = ops[place].columns.to_vec();
        columns.extend(own);
        columns.sort_unstable();
        columns.dedup();
        ops[place].columns = columns.into();
    }
    !held.is_empty()
}
