//! Raw SQL with holes.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

#[test]
fn holes_take_columns_and_values() {
    let query = select(users::id)
        .filter(sql!("{} + {} > {}", users::id, 1, users::boss_id))
        .order_by(users::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.id + ? > users.boss_id \
            ORDER BY users.id" [1],
        postgres: "SELECT users.id FROM users WHERE users.id + CAST($1 AS INTEGER) > users.boss_id \
            ORDER BY users.id" [1],
        ansi: "SELECT users.id FROM users WHERE users.id + :p1 > users.boss_id \
            ORDER BY users.id" [1],
    );
}

#[test]
fn a_fragment_is_one_operand_and_so_is_what_fills_a_hole() {
    let either = sql!("{} OR {}", users::id.eq(1), users::id.eq(2) & users::active);
    let query = select(users::id).filter(users::active & either).order_by(users::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.active AND \
            ((users.id = ?) OR (users.id = ? AND users.active)) ORDER BY users.id" [1, 2],
        postgres: "SELECT users.id FROM users WHERE users.active AND \
            ((users.id = $1) OR (users.id = $2 AND users.active)) ORDER BY users.id" [1, 2],
        ansi: "SELECT users.id FROM users WHERE users.active AND \
            ((users.id = :p1) OR (users.id = :p2 AND users.active)) ORDER BY users.id" [1, 2],
    );
}

#[test]
fn a_placeholder_in_the_text_is_refused_where_it_is_one() {
    let compile = |fragment: Expr, dialect: &dyn sqltree::dialect::Dialect| {
        select(fragment).compile(dialect).map(|c| c.into_parts().0)
    };
    let (sqlite, postgres) = (Sqlite::default(), Postgres::default());
    let error = compile(sql!("a ? 'b'"), &sqlite).unwrap_err();
    assert_eq!(
        crate::support::expect::messages(&error),
        "raw SQL (in SELECT) has the placeholder `?`; write {} and give the value as an argument \
         of sql!"
    );
    assert_eq!(compile(sql!("a ? 'b'"), &postgres).unwrap(), "SELECT a ? 'b'");
    assert!(compile(sql!("a = $1"), &postgres).is_err());
    assert_eq!(compile(sql!("a = $1"), &sqlite).unwrap(), "SELECT a = $1");
    assert_eq!(compile(sql!("$x$ $1 $x$"), &postgres).unwrap(), "SELECT $x$ $1 $x$");
    assert_eq!(compile(sql!("'?' -- ?\n"), &sqlite).unwrap(), "SELECT '?' -- ?\n");
    assert_eq!(compile(sql!("'it''s ?' /* ? */"), &sqlite).unwrap(), "SELECT 'it''s ?' /* ? */");
    assert!(compile(sql!("a = :name"), &Ansi).is_err());
    assert_eq!(compile(sql!("a::int"), &Ansi).unwrap(), "SELECT a::int");
}

#[test]
fn a_fragment_cannot_leave_its_place() {
    let fault = |fragment: Expr, dialect: &dyn sqltree::dialect::Dialect| {
        let error = select(fragment).from(users::table()).compile(dialect).unwrap_err();
        crate::support::expect::messages(&error)
    };
    let (sqlite, mysql) = (Sqlite::default(), MySql::default());
    assert_eq!(
        fault(sql!("1 -- x"), &sqlite),
        "raw SQL (in SELECT) has a line comment without an end"
    );
    assert_eq!(fault(sql!("1 /* x"), &sqlite), "raw SQL (in SELECT) has a comment without an end");
    assert_eq!(fault(sql!("'x"), &sqlite), "raw SQL (in SELECT) has a quote without an end");
    assert_eq!(
        fault(sql!("1) OR (1"), &sqlite),
        "raw SQL (in SELECT) closes a parenthesis that it did not open"
    );
    assert_eq!(
        fault(sql!("f(1"), &sqlite),
        "raw SQL (in SELECT) opens a parenthesis and does not close it"
    );
    assert_eq!(
        fault(sql!("1; DROP TABLE users"), &sqlite),
        "raw SQL (in SELECT) ends the statement by `;`; run statements one by one"
    );
    assert_eq!(fault(sql!(r"'\'"), &mysql), "raw SQL (in SELECT) has a quote without an end");
    assert!(select(sql!(r"'\'")).compile(&sqlite).is_ok());
}

#[test]
fn braces_are_doubled() {
    let text = select(sql!("'{{}}'")).compile(&Sqlite::default()).unwrap();
    assert_eq!(text.sql(), "SELECT '{}'");
}
