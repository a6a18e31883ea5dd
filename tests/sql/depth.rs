//! Trees of any depth, on a small stack.

use std::hash::{DefaultHasher, Hash, Hasher};

use sqltree::dialect::Dialect;
use sqltree::prelude::*;
use sqltree::select::ChangedRows;

use crate::support::tables::{posts, users};

/// A million levels.
const DEEP: usize = 1_000_000;

/// Runs `work` on a stack of 256 KiB.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(work);
    thread.expect("a thread").join().expect("no panic and no overflow");
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Builds twice, clones, compares, hashes, compiles and drops.
fn survives<T: Send + 'static>(build: impl Fn() -> Expr<T> + Send + 'static) {
    on_a_small_stack(move || {
        let (one, other) = (build(), build());
        let clone = one.clone();
        assert!(one == other, "equal");
        assert_eq!(hash(&one), hash(&other));
        drop(one);
        let query = select(clone.dynamic());
        let compiled = query.compile(&Ansi).expect("it compiles");
        assert!(compiled.sql().len() > DEEP);
        assert_eq!(compiled.params().len(), compiled.sql().matches(":p").count());
        assert!(format!("{other:?}").len() > DEEP);
    });
}

#[test]
fn and_chains() {
    survives(|| (0..DEEP).fold(users::id.gt(0), |all, _| all & users::id.gt(1)));
    survives(|| (0..DEEP).fold(users::id.gt(0), |all, _| users::id.gt(1) & all));
}

#[test]
fn or_in_and() {
    survives(|| {
        (0..DEEP).fold(users::id.gt(0), |all, i| {
            if i % 2 == 0 { all | users::id.gt(1) } else { all & users::id.gt(2) }
        })
    });
}

#[test]
fn sums_and_differences() {
    survives(|| {
        (0..DEEP).fold(users::id + 1, |sum, i| if i % 2 == 0 { sum - users::id } else { sum + 2 })
    });
    survives(|| (0..DEEP).fold(users::id + 1, |sum, _| users::id - sum));
}

#[test]
fn not_not() {
    survives(|| (0..DEEP).fold(users::id.gt(0), |condition, _| !condition));
}

#[test]
fn nested_functions() {
    survives(|| (0..DEEP).fold(func::lower("x").dynamic(), |text, _| func::call("f", (text, 1))));
}

#[test]
fn nested_aggregates() {
    on_a_small_stack(|| {
        let build = || (0..DEEP).fold(users::age.expr(), |x, _| func::max(x).filter(users::active));
        let (one, other) = (build(), build());
        assert!(one == other && hash(&one) == hash(&other), "equal");
        let error = select(one).compile(&Ansi).expect_err("no aggregate is inside of another");
        assert_eq!(error.kind(), ErrorKind::Conflict);
        assert!(format!("{other:?}").len() > 80, "shown, or the mistake");
    });
}

#[test]
fn nested_case() {
    survives(|| {
        (0..DEEP).fold(users::id.expr(), |value, _| case(users::active, value).otherwise(0_i64))
    });
}

#[test]
fn nested_scalar_subqueries() {
    survives(|| {
        (0..DEEP).fold(users::id.nullable().expr(), |value, i| {
            let (column, table) =
                if i % 2 == 0 { (posts::id, posts::table()) } else { (users::id, users::table()) };
            select(column + value).from(table).limit(1).scalar()
        })
    });
}

#[test]
fn nested_from_subqueries() {
    on_a_small_stack(|| {
        let build = || {
            let first = select([users::id.dynamic()]);
            (0..DEEP).fold(first, |query, _| {
                let inner = query.subquery("q");
                select([inner.col("id")])
            })
        };
        let (one, other) = (build(), build());
        assert!(one == other);
        assert_eq!(hash(&one), hash(&other));
        let compiled = one.compile(&Postgres::default()).expect("it compiles");
        assert_eq!(compiled.sql().matches("SELECT").count(), DEEP + 1);
    });
}

#[test]
fn chained_ctes() {
    on_a_small_stack(|| {
        // A tenth, as each level is two: a query and its name in a list without doubles.
        let deep = DEEP / 10;
        let build = || {
            (0..deep).fold(select([users::id.dynamic()]), |query, i| {
                select([query.cte(format!("q{i}")).col("id")])
            })
        };
        let (one, other) = (build(), build());
        assert!(one == other);
        assert_eq!(hash(&one), hash(&other));
        let compiled = one.compile(&Postgres::default()).expect("it compiles");
        assert_eq!(compiled.sql().matches(" AS (SELECT").count(), deep);
    });
}

#[test]
fn chained_changes_in_with() {
    let keys = |rows: Option<&ChangedRows<i64>>| match rows {
        Some(rows) => select(rows.column_at(0).typed::<i64>()).from(rows),
        None => select(posts::id).from(posts::table()),
    };
    let gone = move |name, rows: Option<&_>| {
        let change = delete(posts::table()).filter(posts::id.is_in(keys(rows)));
        change.returning(posts::id).cte(name)
    };
    let used = |name, rows: Option<&ChangedRows<i64>>| {
        let change = delete(posts::table()).filter(posts::id.gt(literal(0_i64)));
        let change = rows.into_iter().fold(change, |change, rows| {
            change.using(rows).filter(posts::id.eq(rows.col(posts::id)))
        });
        change.returning(posts::id).cte(name)
    };
    let made = move |name, rows: Option<&_>| {
        let change = insert(users::table()).columns(users::id).from_select(keys(rows));
        change.returning(users::id).cte(name)
    };
    let set = move |name, rows: Option<&_>| {
        let any = exists(keys(rows));
        let change = update(users::table()).filter(users::active).set(users::active, any);
        change.returning(users::id).cte(name)
    };
    chain_of_changes(gone);
    chain_of_changes(used);
    chain_of_changes(made);
    chain_of_changes(set);
}

/// A change that reads the rows of another one, and so on.
fn chain_of_changes(
    next: impl Fn(String, Option<&ChangedRows<i64>>) -> ChangedRows<i64> + Send + Copy + 'static,
) {
    on_a_small_stack(move || {
        // A tenth and less, as each level is a statement.
        let deep = if cfg!(debug_assertions) { DEEP / 40 } else { DEEP / 10 };
        let first = next("c".into(), None);
        let last = (0..deep).fold(first, |rows, i| next(format!("c{i}"), Some(&rows)));
        let query = select(func::count()).from(&last);
        assert!(query == query.clone());
        assert_eq!(hash(&query), hash(&query.clone()));
        assert!(!query.statement().is_query());
        drop(last);
        let compiled = query.compile(&Postgres::default()).expect("it compiles");
        assert_eq!(compiled.sql().matches(" RETURNING ").count(), deep + 1);
    });
}

#[test]
fn nested_set_operations() {
    on_a_small_stack(|| {
        let one = || select(val(1_i64));
        // A tenth, as each level is three: two queries and a value.
        let deep = if cfg!(debug_assertions) { DEEP / 10 } else { DEEP };
        let left = || (0..deep).fold(one().union(one()), |all, _| all.union(one()));
        let right = || {
            (0..deep).fold(one().union(one()), |all, i| {
                if i % 2 == 0 { one().union(all) } else { one().except(all) }
            })
        };
        for build in [&left as &dyn Fn() -> Compound<i64>, &right] {
            let (query, other) = (build(), build());
            assert!(query == other);
            assert_eq!(hash(&query), hash(&other));
            drop(other);
            let compiled = query.compile(&Ansi).expect("it compiles");
            assert_eq!(compiled.params().len(), deep + 2);
        }
    });
}

/// What a query says below so many others.
fn said_below(levels: usize, query: &Select<i64>, dialect: &dyn Dialect) -> (String, Vec<Value>) {
    let innermost = select(literal(1)).filter(exists(query.clone()));
    let all =
        (1..levels).fold(innermost, |inner, _| select(literal(1)).no_from().filter(exists(inner)));
    let (sql, params) = all.compile(dialect).expect("it compiles").into_parts();
    (sql.replace("SELECT 1 WHERE EXISTS (", "").trim_end_matches(')').to_owned(), params)
}

#[test]
fn keys_of_groups_are_the_same_at_any_depth() {
    let odd = || users::age % 2;
    let thick = |levels: usize| {
        (0..levels).fold(odd(), |key, i| case(users::active, key).otherwise(i32::try_from(i).ok()))
    };
    let count = |key: Expr<Option<i32>>| {
        let columns = select(func::count()).from(users::table()).group_by((odd(), key.clone()));
        let both = (key.clone() + 1).gt(func::count()) | key.clone().lt(odd());
        columns.having(both).order_by((key + 3, odd()))
    };
    for dialect in [
        &Sqlite::default() as &dyn Dialect,
        &Postgres::default(),
        &MySql::default(),
        &MariaDb::default(),
        &Ansi,
    ] {
        for query in [1, 5, 30, 200].map(|levels| count(thick(levels))) {
            let one = said_below(1, &query, dialect);
            assert_eq!(one, said_below(60, &query, dialect), "{}", dialect.spec().name);
            let largest = match dialect.spec().name {
                "MySQL" => 5,
                "MariaDB" => 3,
                _ => 0,
            };
            assert_eq!(one.0.matches("MAX(").count(), largest, "{}", one.0);
        }
    }
}
