//! Rows as Rust values: typed, by name, by handle; and what does not fit.

use std::ops::ControlFlow;

use sqltree::Row;
use sqltree::prelude::*;

use crate::support::expect::messages;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

#[test]
fn a_column_is_found_by_name_by_handle_and_by_place() {
    for live in Live::ALL {
        live.with(|conn| {
            let boss = users::alias("boss");
            let query = select([users::name.dynamic(), boss.col(users::name).dynamic()])
                .join(&boss, users::boss_id.eq(boss.col(users::id)))
                .filter(users::id.eq(2));
            let row: Row = conn.fetch_one(&query).expect("a row");
            assert_eq!(row.get(users::name).expect("a text"), "bob");
            assert_eq!(row.get(boss.col(users::name)).expect("a text"), "Ann");
            assert_eq!(row.at::<String>(1).expect("a text"), "Ann");
            let twice = row.get::<String>("name").unwrap_err();
            assert_eq!(twice.kind(), ErrorKind::DuplicateName);
            let error = row.get(users::id).unwrap_err();
            assert_eq!(messages(&error), "the row has no column `users.id`; it has `name`, `name`");
        });
    }
}

#[test]
fn one_row_or_none() {
    Live::Sqlite.with(|conn| {
        let query = |id: i64| select(users::name).filter(users::id.ge(id));
        assert_eq!(conn.fetch_one(&query(6)).expect("one"), "");
        assert_eq!(conn.fetch_optional(&query(7)).expect("none"), None);
        assert_eq!(conn.fetch_one(&query(7)).unwrap_err().kind(), ErrorKind::NoRows);
        assert_eq!(conn.fetch_one(&query(5)).unwrap_err().kind(), ErrorKind::TooManyRows);
    });
}

#[test]
fn a_null_that_the_shape_brings_is_refused_before_anything_is_sent() {
    for live in Live::ALL {
        live.with(|conn| {
            let outer = select((users::id, posts::title)).left_join(posts::table(), foreign_key());
            let error = conn.fetch_all(&outer).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::NullableColumn);
            assert_eq!(
                messages(&error),
                "column 2 (`title`) can be NULL, since `posts` is on the outer side of a join, but \
                 its Rust type has no place for NULL; use `.nullable()` on it"
            );
            let fine = select((users::id, posts::title.nullable()))
                .left_join(posts::table(), foreign_key());
            assert_eq!(conn.fetch_all(&fine).expect("rows").len(), 8);
            let counted = select((users::id, func::count_of(posts::id)))
                .left_join(posts::table(), foreign_key())
                .group_by(users::id);
            assert_eq!(conn.fetch_all(&counted).expect("rows").len(), 6);
            let right = select(users::name)
                .from(users::table())
                .right_join(posts::table(), users::id.eq(posts::id) & posts::likes.gt(100));
            assert_eq!(conn.fetch_all(&right).unwrap_err().kind(), ErrorKind::NullableColumn);
            let inside = select((users::id, posts::id.label("post")))
                .left_join(posts::table(), foreign_key())
                .subquery("q");
            let through = select(inside.col("post").typed::<i64>());
            assert_eq!(conn.fetch_all(&through).unwrap_err().kind(), ErrorKind::NullableColumn);
        });
    }
}

#[test]
fn values_of_another_type_are_errors_that_name_the_column() {
    for live in Live::ALL {
        live.with(|conn| {
            let query = select(users::name).filter(users::id.eq(1)).rows_as::<i64>();
            let error = conn.fetch_all(&query).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert_eq!(messages(&error), "column 1 (`name`) holds text, which is no i64");
            let query = select(users::age).filter(users::id.eq(3)).rows_as::<i32>();
            let error = conn.fetch_all(&query).unwrap_err();
            assert_eq!(
                messages(&error),
                "column 1 (`age`) holds NULL, which is no i32; read it as Option<i32>"
            );
            let query = select((users::id, users::name)).rows_as::<(i64, String, i64)>();
            let error = conn.fetch_all(&query).unwrap_err();
            assert_eq!(messages(&error), "the rows have 2 columns, and their Rust type takes 3");
        });
    }
}

#[test]
fn a_stream_stops_when_it_is_told_and_the_connection_goes_on() {
    for live in Live::ALL {
        live.with(|conn| {
            let mut seen = Vec::new();
            conn.for_each(&select(users::id).order_by(users::id), |id| {
                seen.push(id);
                Ok(if id == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            })
            .expect("a stream");
            assert_eq!(seen, [1, 2], "{live:?}");
            assert_eq!(
                conn.fetch_one(&select(func::count()).from(users::table())).expect("a row"),
                6
            );
        });
    }
}

#[test]
fn an_insert_tells_its_key_where_the_engine_does() {
    for live in Live::ALL {
        let mut conn = live.connect();
        let key = match live {
            Live::Sqlite => "INTEGER PRIMARY KEY",
            Live::Postgres => "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
            Live::MariaDb => "BIGINT AUTO_INCREMENT PRIMARY KEY",
        };
        conn.run_script(&format!("CREATE TEMPORARY TABLE k (id {key}, n INTEGER)"))
            .expect("a table");
        let k = Table::new("k").column("id", Type::BigInt).column("n", Type::Integer);
        conn.execute(&insert(k.clone()).set(k.col("n"), 5)).expect("a row");
        conn.execute(&insert(k.clone()).set(k.col("n"), 6)).expect("a row");
        let expected = if live == Live::Postgres { None } else { Some(2) };
        assert_eq!(conn.last_insert_id(), expected, "{live:?}");
        let changed = conn.execute(&update(k.clone()).set(k.col("n"), 5).all_rows());
        assert_eq!(changed.expect("an update"), 2, "{live:?} counts rows that stay the same");
    }
}
