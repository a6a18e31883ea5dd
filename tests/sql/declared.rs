//! Functions and operators that a program declares.

use sqltree::function::{Arg, Class, Function, Powers, Rule};
use sqltree::prelude::*;
use sqltree::{Tag, template};

use crate::assert_sql;
use crate::support::tables::{posts, users};

/// The same name everywhere, and no template.
static SIGN: Function = Function::scalar("sign", &[Arg::Number], Rule::Fixed(Tag::Integer));

/// An operator that binds like `*`.
static REST: Function = Function::operator(
    "rest",
    &[Arg::Integer, Arg::Integer],
    Rule::Widen,
    template!("{0} % {1}", Powers::ANSI.multiply, Powers::ANSI.multiply + 1),
);

/// A condition with text of its own round its operands.
static SAME_LETTERS: Function = Function::operator(
    "same_letters",
    &[Arg::Text, Arg::Text],
    Rule::Fixed(Tag::Boolean),
    template!("LOWER({0}) = LOWER({1})", Powers::ANSI.predicate, 0),
);

/// An aggregate, which takes what aggregates take.
static TOTAL: Function = Function::aggregate("sum", &[Arg::Number], Rule::SameAs(0))
    .written(template!("SUM({distinct}{0} + 0)", Powers::PRIMARY, Powers::ANSI.add));

static PLACE: Function = Function::window("row_number", &[], Rule::Fixed(Tag::BigInt));

#[test]
fn a_function_by_its_name() {
    let sign = SIGN.call((users::score,));
    assert_eq!(sign.sql_type(), Type::Integer);
    assert!(!sign.is_nullable() && SIGN.call((users::age,)).is_nullable());
    assert_sql!(
        select((users::id, sign)).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, sign(users.score) FROM users ORDER BY users.id",
    );
}

#[test]
fn an_operator_has_parentheses_where_its_power_wants_them() {
    let rest = REST.call((users::id + 1_i64, users::id * 2_i64));
    assert_eq!(rest.sql_type(), Type::BigInt);
    let query = select((users::id, rest.clone() + 1_i64, rest * 2_i64)).order_by(users::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id, (users.id + ?) % (users.id * ?) + ?, \
            (users.id + ?) % (users.id * ?) * ? FROM users ORDER BY users.id" [1_i64, 2_i64, 1_i64, 1_i64, 2_i64, 2_i64],
        postgres: "SELECT users.id, (users.id + $1) % (users.id * $2) + $3, \
            (users.id + $4) % (users.id * $5) * $6 FROM users ORDER BY users.id" [1_i64, 2_i64, 1_i64, 1_i64, 2_i64, 2_i64],
        ansi: "SELECT users.id, (users.id + :p1) % (users.id * :p2) + :p3, \
            (users.id + :p4) % (users.id * :p5) * :p6 FROM users ORDER BY users.id" [1_i64, 2_i64, 1_i64, 1_i64, 2_i64, 2_i64],
    );
}

#[test]
fn a_condition_of_ones_own_is_a_condition() {
    let same = SAME_LETTERS.call((users::name, posts::title));
    let query = select(func::count())
        .from(users::table())
        .join(posts::table(), posts::user_id.eq(users::id))
        .filter(!same.clone() & (same | users::active));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT COUNT(*) FROM users JOIN posts ON posts.user_id = users.id \
            WHERE NOT (LOWER(users.name) = LOWER(posts.title)) \
            AND (LOWER(users.name) = LOWER(posts.title) OR users.active)",
    );
}

#[test]
fn an_aggregate_takes_what_aggregates_take() {
    let total = TOTAL.call((posts::likes,)).distinct().filter(posts::id.gt(literal(1)));
    assert_sql!(select(total),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT SUM(DISTINCT CASE WHEN posts.id > 1 THEN posts.likes END + 0) FROM posts",
    );
    let over = TOTAL.call((posts::likes,)).over(window().partition_by(posts::user_id));
    assert_sql!(select((posts::id, over)).order_by(posts::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT posts.id, SUM(posts.likes + 0) OVER (PARTITION BY posts.user_id) FROM posts \
            ORDER BY posts.id",
    );
}

#[test]
fn a_function_over_windows_needs_one() {
    let place = PLACE.call(()).over(window().order_by(users::id));
    assert_sql!(select((users::id, place)).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, row_number() OVER (ORDER BY users.id) FROM users ORDER BY users.id",
    );
    assert_sql!(select((users::id, PLACE.call(()))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`row_number` (in SELECT) stands only over a window; use `.over(window())`",
    );
    assert_sql!(select((users::id, SIGN.call((users::id,)).over(window()))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "OVER (in SELECT) comes after something that is no aggregate and no window function",
    );
}

#[test]
fn wrong_calls_are_explained() {
    assert_sql!(select((REST.call((users::id,)), SIGN.call((1, 2)))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`rest` takes 2 arguments, not 1\n`sign` takes 1 argument, not 2",
    );
    assert_sql!(select(sqltree::function::ADD.call((1, 2))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`+` is not called like a function; use the operator or method for it",
    );
    assert_sql!(select(sqltree::function::COALESCE.call(())),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`coalesce` takes at least 1 argument, not 0",
    );
}

#[test]
fn the_built_in_ones_can_be_called_too() {
    let called = sqltree::function::LOWER.call((users::name,));
    assert_eq!(called, func::lower(users::name).dynamic());
    assert_eq!(sqltree::function::LOWER.class(), Class::Scalar);
    assert_ne!(TOTAL.call((users::age,)), func::sum(users::age).dynamic());
}
