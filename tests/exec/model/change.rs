//! Changes, and what each makes of the model.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use sqltree::{Error, ErrorKind};

use super::terms::{Maybe, Number, Test, maybe, number, test};
use super::{Model, Row, Rows};
use crate::support::live::Live;

/// A row of a statement: its key and what it has beside it.
pub type Given = (i64, i32, Option<i32>, String);

#[derive(Clone, Debug)]
pub enum Change {
    /// Rows into `kept`, of which some may be there.
    Insert(Vec<Given>, Way),
    /// What is there is left as it is.
    InsertOther(Vec<Given>, Way),
    /// What is there is changed, under a condition or without one; keys differ.
    Upsert(Rows, Way, Set, Option<Test>),
    /// The same by the words of one engine, where it has its own.
    Ignore(Vec<Given>),
    /// Rows in the place of those that are there, by the words of one engine where it has its own.
    Replace(Rows),
    /// What is there gets other values, one statement for all of them; some keys are not there.
    ByParameters(Rows),
    /// Rows get what the row of `given` with the same key has, by one query.
    SetRow(Test),
    /// Copies of rows under other keys, some of which may be there.
    InsertCopies(Test, i64),
    Update(Set, Test),
    /// `b` is the largest `a` of the rows with smaller keys.
    UpdateByQuery(Test),
    /// From the row of `given` with the same key.
    UpdateFrom(Test),
    /// The last rows by their keys.
    UpdateLast(Set, u64),
    Delete(Test),
    DeleteLast(u64),
    /// Rows before one that is there.
    DeleteBefore,
    /// Rows with a key that is in `given`.
    DeleteUsing,
    /// Other rows in `given`.
    Give(Rows),
    /// Rows of `given` that are not there are inserted, the others change `a`, or what they find is deleted.
    Merge {
        deletes: Option<Test>,
    },
}

/// How rows are given to INSERT.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    Values,
    Many,
    Query,
}

/// New values of `a` and `b`, worked out from the old ones.
#[derive(Clone, Debug)]
pub struct Set(pub Option<Number>, pub Option<Maybe>);

fn set() -> impl Strategy<Value = Set> {
    prop_oneof![
        number().prop_map(|a| Set(Some(a), None)),
        maybe().prop_map(|b| Set(None, Some(b))),
        (number(), maybe()).prop_map(|(a, b)| Set(Some(a), Some(b))),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    let word = prop_oneof![Just(""), Just("ann"), Just("o'b\\"), Just("☃")];
    (-9..9, proptest::option::of(-9..9), word).prop_map(|(a, b, word)| Row {
        a,
        b,
        word: word.into(),
    })
}

fn given_rows() -> impl Strategy<Value = Vec<Given>> {
    vec((0_i64..12, row()).prop_map(|(id, row)| (id, row.a, row.b, row.word)), 1..5)
}

fn way() -> impl Strategy<Value = Way> {
    prop_oneof![Just(Way::Values), Just(Way::Many), Just(Way::Query)]
}

pub fn change() -> impl Strategy<Value = Change> {
    let rows = || btree_map(0_i64..12, row(), 1..6);
    prop_oneof![
        3 => (given_rows(), way()).prop_map(|(rows, way)| Change::Insert(rows, way)),
        3 => (given_rows(), way()).prop_map(|(rows, way)| Change::InsertOther(rows, way)),
        3 => (rows(), way(), set(), proptest::option::of(test()))
            .prop_map(|(rows, way, set, test)| Change::Upsert(rows, way, set, test)),
        1 => given_rows().prop_map(Change::Ignore),
        1 => rows().prop_map(Change::Replace),
        1 => rows().prop_map(Change::ByParameters),
        1 => test().prop_map(Change::SetRow),
        1 => (test(), 1_i64..20).prop_map(|(test, by)| Change::InsertCopies(test, by)),
        3 => (set(), test()).prop_map(|(set, test)| Change::Update(set, test)),
        1 => test().prop_map(Change::UpdateByQuery),
        1 => test().prop_map(Change::UpdateFrom),
        1 => (set(), 0_u64..4).prop_map(|(set, rows)| Change::UpdateLast(set, rows)),
        1 => test().prop_map(Change::Delete),
        1 => (0_u64..3).prop_map(Change::DeleteLast),
        1 => Just(Change::DeleteBefore),
        1 => Just(Change::DeleteUsing),
        2 => rows().prop_map(Change::Give),
        2 => proptest::option::of(test()).prop_map(|deletes| Change::Merge { deletes }),
    ]
}

impl Set {
    fn apply(&self, row: &mut Row) {
        let old = row.clone();
        if let Some(a) = &self.0 {
            row.a = a.of(&old);
        }
        if let Some(b) = &self.1 {
            row.b = b.of(&old);
        }
    }
}

/// The row of a key of `given`.
fn split((id, a, b, word): &Given) -> (i64, Row) {
    (*id, Row { a: *a, b: *b, word: word.clone() })
}

impl Change {
    /// Makes the change in the model; false if it is refused because of a key that is there.
    pub fn model(&self, model: &mut Model) -> bool {
        let Model { kept, given } = model;
        match self {
            Change::Insert(rows, _) => return insert_all(kept, rows.iter().map(split)),
            Change::InsertOther(rows, _) | Change::Ignore(rows) => {
                for (id, row) in rows.iter().map(split) {
                    kept.entry(id).or_insert(row);
                }
            }
            Change::Upsert(rows, _, set, test) => upsert_all(kept, rows, set, test.as_ref()),
            Change::Replace(rows) => kept.extend(rows.clone()),
            Change::ByParameters(rows) => {
                for (id, new) in rows {
                    if let Some(old) = kept.get_mut(id) {
                        (old.a, old.b) = (new.a, new.b);
                    }
                }
            }
            Change::SetRow(test) => {
                for (id, row) in kept.iter_mut().filter(|(_, row)| test.holds(row)) {
                    if let Some(new) = given.get(id) {
                        (row.a, row.b) = (new.a, new.b);
                    }
                }
            }
            Change::InsertCopies(test, by) => {
                let rows: Vec<_> = kept.iter().filter(|(_, row)| test.holds(row)).collect();
                let copies: Vec<_> =
                    rows.iter().map(|(id, row)| (**id + by, (*row).clone())).collect();
                return insert_all(kept, copies.into_iter());
            }
            Change::Update(set, test) => {
                kept.values_mut().filter(|row| test.holds(row)).for_each(|row| set.apply(row));
            }
            Change::UpdateByQuery(test) => {
                let old = kept.clone();
                for (id, row) in kept.iter_mut().filter(|(_, row)| test.holds(row)) {
                    row.b = old.range(..id).map(|(_, row)| row.a).max();
                }
            }
            Change::UpdateFrom(test) => {
                for (id, row) in kept.iter_mut().filter(|(_, row)| test.holds(row)) {
                    if let Some(new) = given.get(id) {
                        (row.a, row.b) = (new.a + row.a, new.b);
                    }
                }
            }
            Change::UpdateLast(set, rows) => {
                let last = usize::try_from(*rows).unwrap();
                kept.values_mut().rev().take(last).for_each(|row| set.apply(row));
            }
            Change::Delete(test) => kept.retain(|_, row| !test.holds(row)),
            Change::DeleteLast(rows) => (0..*rows).for_each(|_| _ = kept.pop_last()),
            Change::DeleteBefore => {
                let old = kept.clone();
                kept.retain(|id, _| !old.contains_key(&(id + 1)));
            }
            Change::DeleteUsing => kept.retain(|id, _| !given.contains_key(id)),
            Change::Give(rows) => *given = rows.clone(),
            Change::Merge { deletes } => {
                for (id, new) in given.iter() {
                    match kept.get_mut(id) {
                        Some(old) if deletes.as_ref().is_some_and(|test| test.holds(old)) => {
                            kept.remove(id);
                        }
                        Some(old) => old.a += new.a,
                        None => _ = kept.insert(*id, new.clone()),
                    }
                }
            }
        }
        true
    }

    /// True if an engine may say that it has no such statement.
    pub fn may_be_refused(&self, live: Live, error: &Error) -> bool {
        let unsupported = matches!(error.kind(), ErrorKind::Unsupported(_));
        unsupported && live != Live::Postgres && matches!(self, Change::Merge { deletes: Some(_) })
    }
}

fn insert_all(kept: &mut Rows, rows: impl Iterator<Item = (i64, Row)>) -> bool {
    let mut all = kept.clone();
    for (id, row) in rows {
        if all.insert(id, row).is_some() {
            return false;
        }
    }
    *kept = all;
    true
}

/// What is set is worked out from the row to be inserted.
fn upsert_all(kept: &mut Rows, rows: &Rows, set: &Set, test: Option<&Test>) {
    for (id, row) in rows {
        match kept.get_mut(id) {
            Some(old) if test.is_none_or(|test| test.holds(old)) => {
                let mut new = row.clone();
                set.apply(&mut new);
                (old.a, old.b) = (
                    if set.0.is_some() { new.a } else { old.a },
                    if set.1.is_some() { new.b } else { old.b },
                );
            }
            Some(_) => {}
            None => _ = kept.insert(*id, row.clone()),
        }
    }
}
