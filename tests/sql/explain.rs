//! EXPLAIN: plans, which are each engine's own.

use sqltree::dialect::Dialect;
use sqltree::prelude::*;
use sqltree::select::rows_of;

use crate::support::live::Live;
use crate::support::tables::{posts, users};

/// What each dialect makes of a statement, a line each.
fn texts(statement: &impl Statement) -> Vec<String> {
    let text = |dialect: &dyn Dialect| match statement.compile(dialect) {
        Ok(compiled) => compiled.sql().to_owned(),
        Err(error) => crate::support::expect::messages(&error),
    };
    sqltree::dialects::all().into_iter().map(text).collect()
}

/// Every engine that has a text for it tells a plan.
fn run(statement: &impl Statement<Row = sqltree::Row>) -> usize {
    let mut told = 0;
    for live in Live::ALL {
        live.with(|connection| {
            if statement.compile(connection.dialect()).is_ok() {
                connection.run_script("BEGIN").expect("a transaction");
                let rows = connection.fetch_all(statement);
                connection.run_script("ROLLBACK").expect("the end of it");
                assert!(
                    !rows.unwrap_or_else(|error| panic!("{live}: {error}")).is_empty(),
                    "{live}"
                );
                told += 1;
            }
        });
    }
    told
}

#[test]
fn the_plan_of_a_query_with_parameters_and_with() {
    let few = select(posts::user_id).filter(posts::likes.gt(2)).cte("few");
    let query = select(users::name)
        .filter(users::id.is_in(select(few.col(posts::user_id)).from(&few)) & users::age.gt(3));
    let body = "WITH few AS (SELECT posts.user_id FROM posts WHERE posts.likes > ?) SELECT users.name \
                FROM users WHERE users.id IN (SELECT few.user_id FROM few) AND users.age > ?";
    let texts = texts(&query.explain());
    assert_eq!(texts[0], format!("EXPLAIN QUERY PLAN {body}"));
    assert_eq!(texts[1], format!("EXPLAIN {}", body.replacen('?', "$1", 1).replacen('?', "$2", 1)));
    assert_eq!(texts[2], format!("EXPLAIN {body}"));
    assert_eq!(texts[3], texts[2]);
    assert_eq!(run(&query.explain()), 3);
}

#[test]
fn a_statement_that_is_run_for_it() {
    let query = select(users::id).filter(users::age.gt(3));
    let made = texts(&query.explain().analyze());
    let body = "SELECT users.id FROM users WHERE users.age > ?";
    assert_eq!(made[0], "SQLite 3.54 has no EXPLAIN of a query that is run for it (in EXPLAIN)");
    assert_eq!(made[1], format!("EXPLAIN ANALYZE {}", body.replace('?', "$1")));
    assert_eq!(made[2], format!("EXPLAIN ANALYZE {body}"));
    assert_eq!(made[3], format!("ANALYZE {body}"));
    assert_eq!(run(&query.explain().analyze()), 2);
    let change = update(users::table()).set(users::age, 3).filter(users::id.eq(1));
    let made = texts(&change.explain().analyze());
    assert!(
        made[2].starts_with("MySQL 8.4 has no EXPLAIN of a change that is made for it"),
        "{made:?}"
    );
    assert_eq!(run(&change.explain().analyze()), 2);
    assert_eq!(run(&change.explain()), 3);
}

#[test]
fn changes_that_are_written_as_others() {
    let swapped = update(users::table())
        .set(users::age, users::boss_id.cast::<Option<i32>>())
        .set(users::boss_id, users::age.cast::<Option<i64>>());
    let swapped = swapped.filter(users::id.eq(1));
    let made = texts(&swapped.explain());
    assert!(made[3].contains("FOR EXPLAIN UPDATE"), "{made:?}");
    assert_eq!(run(&swapped.explain()), 3);
    let some = delete(posts::table()).filter(posts::likes.gt(1)).order_by(posts::id).limit(1);
    let made = texts(&some.explain());
    assert!(made[1].starts_with("EXPLAIN DELETE FROM posts WHERE posts.id IN (SELECT"), "{made:?}");
    assert_eq!(run(&some.explain()), 3);
    assert_eq!(some.explain(), some.explain());
    assert_ne!(some.explain(), some.explain().analyze());
}

#[test]
fn what_makes_tables_has_no_plan() {
    let made = texts(&drop_table(users::table()).explain());
    let refused = "EXPLAIN tells the plan of queries and of statements that change rows; what makes or drops \
                   a table has none";
    assert!(made.iter().all(|text| text == refused), "{made:?}");
    let numbers = rows_of(sql!("(SELECT 1 AS id)"), Table::new("n").column("id", Type::BigInt));
    assert!(select(numbers.col("id")).explain().statement().is_query());
}
