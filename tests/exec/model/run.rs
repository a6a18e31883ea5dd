//! The statement of each change.

use sqltree::dialects::mysql::MySqlInsert as _;
use sqltree::dialects::sqlite::SqliteInsert as _;
use sqltree::engine::Connection;
use sqltree::prelude::*;

use super::change::{Change, Given, Set, Way};
use super::terms::Test;
use super::{Rows, given, kept};

impl Change {
    /// Makes the change on an engine.
    pub fn run(&self, connection: &mut Connection) -> sqltree::Result<()> {
        match self {
            Change::Insert(rows, way) => insert_by(connection, rows, *way, |insert| insert),
            Change::InsertOther(rows, way) => insert_by(connection, rows, *way, |insert| {
                insert.on_conflict(kept::id).do_nothing()
            }),
            Change::Upsert(rows, way, set, test) => {
                upsert(connection, rows, *way, set, test.as_ref())
            }
            Change::Ignore(rows) => {
                let rows = into().rows(rows.iter().cloned());
                let rows = match connection.dialect().spec().name {
                    "SQLite" => return connection.execute(&rows.or_ignore()).map(drop),
                    "MariaDB" => return connection.execute(&rows.ignore()).map(drop),
                    _ => rows.on_any_conflict().do_nothing(),
                };
                connection.execute(&rows).map(drop)
            }
            Change::Replace(rows) => replace(connection, rows),
            Change::ByParameters(rows) => {
                let change = update(kept::table())
                    .set(kept::a, param::<i32>("a"))
                    .set(kept::b, param::<i32>("b"))
                    .filter(kept::id.eq(param::<i64>("id")));
                let values = rows.iter().map(|(id, row)| {
                    [("id", Value::from(*id)), ("a", row.a.into()), ("b", row.b.into())]
                });
                connection.execute_many(&change, values).map(drop)
            }
            Change::SetRow(test) => {
                let met = || given::id.eq(kept::id);
                let row = select((given::a, given::b)).from(given::table()).filter(met());
                let there = exists(select(given::id).from(given::table()).filter(met()));
                let change = update(kept::table()).set_row((kept::a, kept::b), row);
                connection.execute(&change.filter(there & test.sql())).map(drop)
            }
            Change::InsertCopies(test, by) => {
                let query =
                    select((kept::id + *by, kept::a, kept::b, kept::word)).filter(test.sql());
                connection.execute(&into().from_select(query)).map(drop)
            }
            Change::Update(set, test) => {
                connection.execute(&setting(set).filter(test.sql())).map(drop)
            }
            Change::UpdateByQuery(test) => {
                let other = kept::alias("other");
                let before = other.col(kept::id).lt(kept::id);
                let largest = select(func::max(other.col(kept::a))).from(&other).filter(before);
                let change = update(kept::table()).set(kept::b, largest.scalar());
                connection.execute(&change.filter(test.sql())).map(drop)
            }
            Change::UpdateFrom(test) => {
                let change = update(kept::table())
                    .set(kept::a, given::a + kept::a)
                    .set(kept::b, given::b)
                    .from(given::table())
                    .filter(given::id.eq(kept::id))
                    .filter(test.sql());
                connection.execute(&change).map(drop)
            }
            Change::UpdateLast(set, rows) => {
                let change = setting(set).all_rows().order_by(kept::id.desc()).limit(*rows);
                connection.execute(&change).map(drop)
            }
            Change::Delete(test) => {
                connection.execute(&delete(kept::table()).filter(test.sql())).map(drop)
            }
            Change::DeleteLast(rows) => {
                let change =
                    delete(kept::table()).all_rows().order_by(kept::id.desc()).limit(*rows);
                connection.execute(&change).map(drop)
            }
            Change::DeleteBefore => {
                let other = kept::alias("other");
                let next = select(other.col(kept::id))
                    .from(&other)
                    .filter(other.col(kept::id).eq(kept::id + 1));
                connection.execute(&delete(kept::table()).filter(exists(next))).map(drop)
            }
            Change::DeleteUsing => {
                let change =
                    delete(kept::table()).using(given::table()).filter(given::id.eq(kept::id));
                connection.execute(&change).map(drop)
            }
            Change::Give(rows) => {
                connection.execute(&delete(given::table()).all_rows())?;
                let columns = (given::id, given::a, given::b, given::word);
                let rows = rows.iter().map(|(id, row)| (*id, row.a, row.b, row.word.clone()));
                connection.insert_many(&insert(given::table()).columns(columns), rows).map(drop)
            }
            Change::Merge { deletes } => merge_given(connection, deletes.as_ref()),
        }
    }
}

fn into() -> sqltree::dml::Insert<(i64, i32, Option<i32>, String)> {
    insert(kept::table()).columns((kept::id, kept::a, kept::b, kept::word))
}

/// Inserts rows by one of the ways, with what is said about those that are there.
fn insert_by(
    connection: &mut Connection,
    rows: &[Given],
    way: Way,
    met: impl Fn(sqltree::dml::Insert<Given>) -> sqltree::dml::Insert<Given>,
) -> sqltree::Result<()> {
    match way {
        Way::Values => connection.execute(&met(into().rows(rows.iter().cloned()))).map(drop),
        Way::Many => connection.insert_many(&met(into()), rows.iter().cloned()).map(drop),
        Way::Query => {
            let rows = values(["id", "a", "b", "word"], rows.iter().cloned());
            connection.execute(&met(into().from_select(rows))).map(drop)
        }
    }
}

fn replace(connection: &mut Connection, rows: &Rows) -> sqltree::Result<()> {
    let rows = into().rows(rows.iter().map(|(id, row)| (*id, row.a, row.b, row.word.clone())));
    match connection.dialect().spec().name {
        "SQLite" => connection.execute(&rows.or_replace()),
        "MariaDB" => connection.execute(&rows.replace()),
        _ => {
            let met = rows.on_conflict(kept::id).do_update();
            connection.execute(&met.set_incoming((kept::a, kept::b, kept::word)))
        }
    }
    .map(drop)
}

fn upsert(
    connection: &mut Connection,
    rows: &Rows,
    way: Way,
    Set(a, b): &Set,
    test: Option<&Test>,
) -> sqltree::Result<()> {
    let rows: Vec<Given> =
        rows.iter().map(|(id, row)| (*id, row.a, row.b, row.word.clone())).collect();
    let met = |insert: sqltree::dml::Insert<Given>| {
        let new = || (incoming(kept::a), incoming(kept::b));
        let mut change = insert.on_conflict(kept::id).do_update();
        if let Some(a) = a {
            change = change.set(kept::a, a.sql(new().0, new().1));
        }
        if let Some(b) = b {
            change = change.set(kept::b, b.sql(new().0, new().1));
        }
        match test {
            Some(test) => change.filter(test.sql()),
            None => change,
        }
    };
    match way {
        Way::Values => connection.execute(&met(into().rows(rows))).map(drop),
        Way::Many => connection.insert_many(&met(into()), rows).map(drop),
        Way::Query => {
            let rows = values(["id", "a", "b", "word"], rows);
            connection.execute(&met(into().from_select(rows))).map(drop)
        }
    }
}

fn setting(Set(a, b): &Set) -> sqltree::dml::Update {
    let mut change = update(kept::table());
    if let Some(a) = a {
        change = change.set(kept::a, a.sql(kept::a, kept::b));
    }
    if let Some(b) = b {
        change = change.set(kept::b, b.sql(kept::a, kept::b));
    }
    change
}

fn merge_given(connection: &mut Connection, deletes: Option<&Test>) -> sqltree::Result<()> {
    let mut change = merge(kept::table()).using(given::table(), given::id.eq(kept::id));
    if let Some(test) = deletes {
        change = change.when_matched().filter(test.sql()).delete();
    }
    let change = change
        .when_matched()
        .update()
        .set(kept::a, kept::a + given::a)
        .when_not_matched()
        .insert()
        .set(kept::id, given::id)
        .set(kept::a, given::a)
        .set(kept::b, given::b)
        .set(kept::word, given::word);
    connection.execute(&change).map(drop)
}
