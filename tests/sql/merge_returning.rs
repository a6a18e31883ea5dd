//! MERGE that gives rows back, and one that changes rows which no source goes with: PostgreSQL 17.

use sqltree::dialect::{Dialect, Feature};
use sqltree::dialects;
use sqltree::dml::Merge;
use sqltree::engine::Connection;
use sqltree::prelude::*;

use crate::support::expect::messages;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

/// Takes the likes of the posts for the ages of users, and makes users of the other posts.
fn merged() -> Merge {
    merge(users::table())
        .using(posts::table(), posts::id.eq(users::id + 3))
        .when_matched()
        .update()
        .set(users::age, posts::likes)
        .when_not_matched()
        .insert()
        .set(users::id, posts::id + 20)
        .set(users::name, posts::title)
        .set(users::active, true)
        .set(users::score, 0.5)
}

#[track_caller]
fn refused(statement: &impl Statement, dialect: &dyn Dialect) -> String {
    match statement.compile(dialect) {
        Ok(compiled) => panic!("it is written as {}", compiled.sql()),
        Err(error) => messages(&error),
    }
}

/// Does the work on a live server that has all of it.
fn on_postgres_17(work: impl FnOnce(&mut Connection)) {
    Live::Postgres.with(|connection| {
        if connection.dialect().features().has(Feature::MergeReturning) {
            connection.run_script("BEGIN").expect("a transaction starts");
            work(connection);
            connection.run_script("ROLLBACK").expect("a transaction ends");
        }
    });
}

#[test]
fn what_was_done_to_each_row() {
    let query = merged().when_not_matched_by_source().filter(users::id.gt(4)).delete();
    let query = query.returning((users::id, func::merge_action(), posts::likes.nullable()));
    assert_eq!(
        query.compile(&Postgres::version(17)).unwrap().sql(),
        "MERGE INTO users USING posts ON posts.id = users.id + $1 \
         WHEN MATCHED THEN UPDATE SET age = posts.likes \
         WHEN NOT MATCHED THEN INSERT (id, name, active, score) \
         VALUES (posts.id + $2, posts.title, $3, $4) \
         WHEN NOT MATCHED BY SOURCE AND users.id > $5 THEN DELETE \
         RETURNING users.id, MERGE_ACTION(), posts.likes"
    );
    on_postgres_17(|connection| {
        let mut rows = connection.fetch_all(&query).expect("rows");
        rows.sort();
        let done = |id, what: &str, likes| (id, what.to_owned(), likes);
        let expected = vec![
            done(1, "UPDATE", Some(7)),
            done(2, "UPDATE", Some(1)),
            done(3, "UPDATE", Some(-4)),
            done(5, "DELETE", None),
            done(6, "DELETE", None),
            done(21, "INSERT", Some(3)),
            done(22, "INSERT", Some(0)),
            done(23, "INSERT", Some(7)),
        ];
        assert_eq!(rows, expected);
    });
}

#[test]
fn what_was_done_is_not_known_elsewhere() {
    let upsert = merge(users::table())
        .using(posts::table(), posts::id.eq(users::id))
        .when_matched()
        .update()
        .set(users::age, 1)
        .when_not_matched()
        .insert()
        .set(users::id, posts::id)
        .set(users::name, posts::title)
        .set(users::active, true)
        .set(users::score, 0.5)
        .returning((users::id, func::merge_action()));
    let way_out = "; select the keys that are there before, in one transaction";
    assert_eq!(
        refused(&upsert, &Sqlite::default()),
        format!("SQLite 3.54 has no MERGE_ACTION() (in RETURNING){way_out}")
    );
    assert_eq!(
        refused(&upsert, &MariaDb::default()),
        format!("MariaDB 11.4 has no MERGE_ACTION() (in RETURNING){way_out}")
    );
    assert!(refused(&upsert, &MySql::default()).contains("MySQL 8.4 has no INSERT … RETURNING"));
    assert_eq!(
        refused(&upsert, &Postgres::version(16)),
        "PostgreSQL 16.0 has no MERGE … RETURNING (in MERGE); 17 has it; select the rows after"
    );
    assert!(upsert.compile(&Postgres::version(17)).is_ok());
    assert!(upsert.compile(&Ansi).is_ok());
}

#[test]
fn what_was_done_stands_in_returning_of_merge_alone() {
    let postgres = Postgres::version(17);
    let action = func::merge_action;
    let elsewhere = "stands only in RETURNING of MERGE, outside of subqueries";
    let said = |clause| format!("`merge_action` (in {clause}) {elsewhere}");
    assert_eq!(refused(&select(action()), &postgres), said("SELECT"));
    let inserted = insert(users::table()).set(users::id, 7).returning(action());
    assert_eq!(refused(&inserted, &postgres), said("RETURNING"));
    let inside = merged().returning(select(action()).scalar());
    assert_eq!(refused(&inside, &postgres), said("SELECT"));
    let set = merged().when_matched().filter(action().eq("UPDATE")).delete();
    assert!(refused(&set, &postgres).contains(&said("WHEN")));
    let shown = merged().returning(action().concat("D"));
    let shown = shown.compile(&postgres).unwrap();
    assert!(shown.sql().ends_with(" RETURNING MERGE_ACTION() || $5"), "{}", shown.sql());
    let select = select(action());
    for dialect in dialects::all() {
        assert!(select.compile(dialect).is_err(), "{}", dialect.spec().name);
    }
}

#[test]
fn columns_of_a_source_that_may_be_missing_have_room_for_null() {
    let query = merged().when_not_matched_by_source().delete();
    let postgres = Postgres::version(17);
    let null = "a column of `posts` can be NULL (in RETURNING), where no row of it goes with one; use \
                `.nullable()` on it";
    assert_eq!(refused(&query.clone().returning(posts::likes), &postgres), null);
    assert_eq!(refused(&query.clone().returning(posts::likes + 1), &postgres), null);
    let likes =
        query.clone().returning((posts::likes.nullable(), posts::likes.nullable().coalesce(0)));
    assert!(likes.compile(&postgres).is_ok());
    // Nothing is given back of a row that stays as it is.
    let kept = merged().when_not_matched_by_source().do_nothing().returning(posts::likes);
    assert!(kept.compile(&postgres).is_ok());

    // So have those of a change in WITH.
    let done = query.returning((posts::likes.nullable(), users::id)).cte("done");
    assert!(done.col(posts::likes).is_nullable() && !done.col(users::id).is_nullable());
    let wrong = select(done.col(posts::likes)).from(&done);
    let right = select((done.col(posts::likes).nullable(), done.col(users::id))).from(&done);
    assert!(right.compile(&postgres).is_ok());
    on_postgres_17(|connection| {
        let error = connection.fetch_all(&wrong).unwrap_err();
        assert!(error.to_string().contains("column 1 (`likes`) can be NULL"), "{error}");
        let rows = connection.fetch_all(&right).expect("rows");
        assert_eq!(rows.iter().filter(|(likes, _)| likes.is_none()).count(), 3);
    });
}

#[test]
fn what_goes_with_nothing_on_both_sides_is_a_full_join() {
    let with = |condition: Expr<bool>| {
        merge(users::table())
            .using(posts::table(), condition)
            .when_not_matched()
            .insert()
            .set(users::id, posts::id + 20)
            .set(users::name, posts::title)
            .set(users::active, true)
            .set(users::score, 0.5)
    };
    let postgres = Postgres::version(17);
    let below = || posts::likes.lt(users::score);
    let both = with(below()).when_not_matched_by_source().delete();
    assert_eq!(
        refused(&both, &postgres),
        "PostgreSQL has no MERGE with INSERT and WHEN NOT MATCHED BY SOURCE (in ON) by a condition that \
         does not equate the table with the source; add an equation, or merge twice"
    );
    on_postgres_17(|connection| {
        let refused = connection.run_script(
            "MERGE INTO users USING posts ON posts.likes < users.score \
             WHEN NOT MATCHED THEN INSERT VALUES (50) WHEN NOT MATCHED BY SOURCE THEN DELETE",
        );
        assert!(refused.is_err());
    });
    assert!(with(below()).compile(&postgres).is_ok());
    let one_side = with(below()).when_not_matched_by_source().do_nothing();
    assert!(one_side.compile(&postgres).is_ok());
    let equated = below() & posts::id.eq(users::id);
    let both = with(equated).when_not_matched_by_source().delete();
    assert!(both.compile(&postgres).is_ok());
    on_postgres_17(|connection| {
        connection.execute(&both).expect("it is taken");
    });
}
