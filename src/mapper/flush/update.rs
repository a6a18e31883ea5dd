//! Writing changed columns.

use std::collections::HashMap;

use crate::dml::{Update, update};
use crate::error::Result;
use crate::expr::{Case, Expr, IntoExpr, all_of, any_of, case};
use crate::feature::Feature;
use crate::types::Any;
use crate::value::Value;

use super::super::key::Key;
use super::super::mapping::Mapping;
use super::super::session::Session;
use super::super::sql::{is, most_keys, one_of};
use super::Stop;
use super::plan::{Op, Verb, by};
use super::send::pick;

/// So many rows go into one UPDATE: the database looks through as many branches for each.
const MOST_BRANCHES: usize = 50;

/// Rows that have NULL in the same columns, with their values.
type Alike<'o> = Vec<(&'o Op, Vec<Value>)>;

impl Session<'_> {
    pub(super) fn update_all(
        &mut self,
        table: u16,
        group: &[&Op],
        batches: bool,
    ) -> Result<(), Stop> {
        let mapping = self.store.mapping(table);
        let first = group[0];
        let moves = first.columns.iter().any(|column| mapping.key.contains(column));
        if group.len() == 1
            || !batches
            || moves
            || !first.given().is_empty()
            || first.verb == Verb::Free
        {
            return self.update_each(table, group);
        }
        let width = 2 * first.columns.len() + 2;
        let most = self.conn.dialect().spec().max_parameters / width / mapping.key.len();
        for alike in self.by_nulls(group)? {
            for chunk in alike.chunks(most.clamp(1, MOST_BRANCHES)) {
                self.update_many(table, &mapping, chunk)?;
            }
        }
        Ok(())
    }

    /// Rows with their values, and together those that have NULL in the same columns: a NULL among the
    /// branches of CASE has no type.
    fn by_nulls<'o>(&mut self, ops: &[&'o Op]) -> Result<Vec<Alike<'o>>> {
        let mut groups: Vec<Alike<'o>> = Vec::new();
        let mut places: HashMap<Vec<bool>, usize> = HashMap::new();
        for op in ops {
            let values = self.resolve(op)?;
            let nulls = values.iter().map(|value| *value == Value::Null).collect();
            let place = *places.entry(nulls).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[place].push((*op, values));
        }
        Ok(groups)
    }

    /// Several rows in one statement: each column is set to a CASE of the key.
    fn update_many(
        &mut self,
        table: u16,
        mapping: &Mapping,
        rows: &[(&Op, Vec<Value>)],
    ) -> Result<(), Stop> {
        let key = pick(mapping, &mapping.key);
        let ops: Vec<&Op> = rows.iter().map(|(op, _)| *op).collect();
        let keys: Vec<Key> = ops.iter().map(|op| self.key_before(mapping, op)).collect();
        let mut update = update(mapping.table.clone());
        for (i, &column) in ops[0].columns.iter().enumerate() {
            let target = &mapping.columns[column];
            let all = &rows[0].1[i];
            if rows.iter().all(|(_, values)| values[i] == *all) {
                update = update.set(target.clone(), all.clone());
                continue;
            }
            let mut rows = keys.iter().zip(rows);
            let branch = |(own, (_, values)): (&Key, &(&Op, Vec<Value>))| {
                (is(&key, own), values[i].clone().into_expr().dynamic())
            };
            let Some((condition, value)) = rows.next().map(branch) else { return Ok(()) };
            let mut cases: Case<bool, Option<Any>> = case(condition, value);
            for (condition, value) in rows.map(branch) {
                cases = cases.when(condition, value);
            }
            update = update.set(target.clone(), cases.otherwise(target.clone()));
        }
        let checked = |(op, own): (&&Op, &Key)| match version(mapping, op) {
            Some(same) if op.verb == Verb::Update => all_of([is(&key, own), same]),
            _ => is(&key, own),
        };
        let plain = mapping.version.is_none() || ops[0].verb != Verb::Update;
        update = match plain {
            true => update.filter(one_of(&key, &keys)),
            false => update.filter(any_of(ops.iter().zip(&keys).map(checked))),
        };
        let returning = self.conn.dialect().features().has(Feature::UpdateReturning);
        let count = if returning {
            self.store.table_mut(table).update(self.conn, update)?
        } else {
            usize::try_from(self.conn.execute(&update)?).unwrap_or(usize::MAX)
        };
        if count != ops.len() {
            // One by one it shows which.
            return Err(Stop::Unpaired);
        }
        if returning {
            self.take_by_key(table, &ops, count);
            return Ok(());
        }
        self.read_back(table, &ops)
    }

    /// The key that a row has in the database before its change.
    fn key_before(&self, mapping: &Mapping, op: &Op) -> Key {
        match op.verb {
            // A row that was new in this flush has its key by now.
            Verb::Fill => self.store.key_by(op.raw, &mapping.key),
            _ => by(op.before(), &mapping.key),
        }
    }

    fn update_each(&mut self, table: u16, group: &[&Op]) -> Result<(), Stop> {
        let returning = self.conn.dialect().features().has(Feature::UpdateReturning);
        let mut sent: Vec<&Op> = Vec::new();
        for op in group {
            let (update, old) = self.update_of(op)?;
            let free = op.verb == Verb::Free;
            let count = if returning && !free {
                self.store.table_mut(table).update(self.conn, update)?
            } else {
                usize::try_from(self.conn.execute(&update)?).unwrap_or(usize::MAX)
            };
            if count == 0 {
                return Err(self.stale(op, &old)?.into());
            }
            match (free, returning) {
                (true, _) => {}
                (false, true) => self.take(table, &[(0, op.raw.slot)]),
                (false, false) => sent.push(op),
            }
        }
        self.read_back(table, &sent)
    }

    /// The statement for one row, and the key that the row has before it.
    fn update_of(&mut self, op: &Op) -> Result<(Update, Key)> {
        let mapping = self.store.mapping(op.raw.table);
        let values = self.resolve(op)?;
        let old = self.key_before(&mapping, op);
        let mut update = update(mapping.table.clone());
        for (&column, value) in op.columns.iter().zip(values) {
            let given = op.given().iter().find(|(given, _)| *given == column);
            let target = mapping.columns[column].clone();
            update = match given {
                Some((_, expr)) => update.set(target, expr.clone()),
                None => update.set(target, value),
            };
        }
        update = update.filter(is(&pick(&mapping, &mapping.key), &old));
        if op.verb == Verb::Update
            && let Some(same) = version(&mapping, op)
        {
            update = update.filter(same);
        }
        Ok((update, old))
    }

    /// What the database made of rows, where UPDATE does not give it back.
    fn read_back(&mut self, table: u16, ops: &[&Op]) -> Result<(), Stop> {
        let mapping = self.store.mapping(table);
        let key = pick(&mapping, &mapping.key);
        for ops in ops.chunks(most_keys(self.conn, key.len())) {
            let keys: Vec<Key> =
                ops.iter().map(|op| self.store.key_by(op.raw, &mapping.key)).collect();
            let count = self.store.table_mut(table).select(self.conn, one_of(&key, &keys))?;
            self.take_by_key(table, ops, count);
        }
        Ok(())
    }

    /// Gives rows that came back to the objects that have their keys.
    fn take_by_key(&mut self, table: u16, ops: &[&Op], count: usize) {
        let mapping = self.store.mapping(table);
        let mut slots: HashMap<Key, u32> = (ops.iter())
            .map(|op| (self.store.key_by(op.raw, &mapping.key).folded(), op.raw.slot))
            .collect();
        let fresh = self.store.table(table);
        let own = |i: usize| Key::of(mapping.key.iter().map(|&c| fresh.fresh_value(i, c)));
        let pairs: Vec<(usize, u32)> =
            (0..count).filter_map(|i| Some((i, slots.remove(&own(i).folded())?))).collect();
        self.take(table, &pairs);
    }
}

/// The row is as it was read: its version is.
fn version(mapping: &Mapping, op: &Op) -> Option<Expr<Option<bool>>> {
    let version = mapping.version?;
    Some(all_of([mapping.columns[version].eq(op.before()[version].clone())]))
}
