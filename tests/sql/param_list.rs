//! Lists that get their values after compiling.

use sqltree::dialect::Dialect;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::messages;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

fn ids() -> sqltree::expr::ParamList<i64> {
    param_list("ids")
}

fn query() -> Select<i64> {
    select(users::id)
        .filter(
            users::id.is_in(ids())
                | users::boss_id.not_in(ids()) & users::age.gt(param::<i32>("least")),
        )
        .filter(users::name.ne("bob") & users::boss_id.not_in(param_list::<i64>("bosses")))
        .order_by(users::id)
        .limit(9)
}

/// The statement with its values in place, and what was there before they came.
fn bound(dialect: &dyn Dialect, options: Options, values: [&[i64]; 2]) -> Compiled {
    let mut compiled = query().compile_with(dialect, options).unwrap();
    let unbound: Vec<String> = compiled.unbound().map(|name| name.to_string()).collect();
    assert_eq!(unbound, ["least", "ids", "bosses"]);
    compiled.bind_list("ids", [5_i64; 40]).unwrap();
    compiled.bind_list("bosses", values[1].iter().copied()).unwrap();
    compiled.bind("least", 18).unwrap();
    compiled.bind_list("ids", values[0].iter().copied()).unwrap();
    assert_eq!(compiled.unbound().count(), 0);
    assert_eq!(compiled.params().len(), compiled.param_types().len());
    compiled
}

#[test]
fn a_list_has_as_many_placeholders_as_values() {
    let made = |dialect: &dyn Dialect| bound(dialect, Options::new(), [&[1, 2, 3], &[4]]);
    let postgres = made(&Postgres::default());
    assert_eq!(
        postgres.sql(),
        "SELECT users.id FROM users WHERE (users.id IN ($4, $5, $6) OR users.boss_id NOT IN \
         ($4, $5, $6) AND users.age > $1) AND users.name <> $2 AND users.boss_id NOT IN ($7) \
         ORDER BY users.id LIMIT $3"
    );
    let all = [18.into(), "bob".into(), 9_i64.into()].into_iter();
    let lists = [1_i64, 2, 3, 4].map(Value::from);
    assert_eq!(postgres.params(), all.chain(lists).collect::<Vec<Value>>());
    assert_eq!(
        postgres.param_types(),
        [
            Type::Integer,
            Type::Text,
            Type::BigInt,
            Type::BigInt,
            Type::BigInt,
            Type::BigInt,
            Type::BigInt
        ]
    );
    let sqlite = made(&Sqlite::default());
    assert_eq!(
        sqlite.sql(),
        "SELECT users.id FROM users WHERE (users.id IN (?, ?, ?) OR users.boss_id NOT IN \
         (?, ?, ?) AND users.age > ?) AND users.name <> ? AND users.boss_id NOT IN (?) \
         ORDER BY users.id LIMIT ?"
    );
    let ids = [1_i64, 2, 3, 1, 2, 3].map(Value::from).into_iter();
    let rest = [18.into(), "bob".into(), 4_i64.into(), 9_i64.into()];
    assert_eq!(sqlite.params(), ids.chain(rest).collect::<Vec<Value>>());
    assert_eq!(sqlite.param_types()[6..8], [Type::Integer, Type::Text]);
    assert_eq!(made(&MySql::default()).sql(), sqlite.sql());
    assert_eq!(made(&MariaDb::default()).sql(), sqlite.sql());
    assert_eq!(made(&Ansi).sql(), postgres.sql().replace('$', ":p"));
}

#[test]
fn before_its_values_come_it_shows_one_placeholder() {
    assert_eq!(
        query().compile(&Postgres::default()).unwrap().sql(),
        "SELECT users.id FROM users WHERE (users.id IN ($4) OR users.boss_id NOT IN ($4) AND \
         users.age > $1) AND users.name <> $2 AND users.boss_id NOT IN ($5) ORDER BY users.id \
         LIMIT $3"
    );
    for live in Live::ALL {
        live.with(|connection| {
            let refused = connection.fetch_all(&select(users::id).filter(users::id.is_in(ids())));
            let refused = refused.unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::Incomplete);
            assert!(messages(&refused).starts_with("the parameter `ids` has no value; "));
        });
    }
}

#[test]
fn lines_keep_their_lists() {
    for dialect in sqltree::dialects::all() {
        for values in [[&[1_i64, 2, 3][..], &[][..]], [&[], &[4, 5]]] {
            let plain = bound(dialect, Options::new(), values);
            let lines = bound(dialect, Options::new().pretty(), values);
            assert_eq!(lines.sql().lines().count(), 5);
            assert_eq!(lines.sql().replace('\n', " "), plain.sql());
            assert_eq!(lines.params(), plain.params());
        }
    }
}

#[test]
fn one_compiled_statement_serves_lists_of_any_length() {
    let lists: [&[i64]; 5] = [&[], &[1], &[2, 3], &[1, 2, 3, 4, 5, 6], &[99]];
    for live in Live::ALL {
        live.with(|connection| {
            let mut compiled = query().compile(connection.dialect()).unwrap();
            compiled.bind("least", 18).unwrap();
            for (ids, bosses) in lists.iter().flat_map(|ids| lists.iter().map(move |b| (*ids, *b)))
            {
                compiled.bind_list("ids", ids.iter().copied()).unwrap();
                compiled.bind_list("bosses", bosses.iter().copied()).unwrap();
                let rows = connection.query_sql(compiled.sql(), compiled.params()).unwrap();
                let late: Vec<i64> = rows.iter().map(|row| row.get("id").unwrap()).collect();
                let (ids, bosses) = (ids.to_vec(), bosses.to_vec());
                let built = select(users::id)
                    .filter(
                        users::id.is_in(ids.clone())
                            | users::boss_id.not_in(ids.clone()) & users::age.gt(18),
                    )
                    .filter(users::name.ne("bob") & users::boss_id.not_in(bosses.clone()))
                    .order_by(users::id)
                    .limit(9);
                let built = connection.fetch_all(&built).unwrap();
                assert_eq!(late, built, "{live:?} {ids:?} {bosses:?}");
            }
        });
    }
}

#[test]
fn nothing_is_in_an_empty_list() {
    let values = [
        ("column", users::boss_id.is_in(ids()).dynamic(), users::boss_id.not_in(ids()).dynamic()),
        ("text", users::name.is_in(texts()).dynamic(), users::name.not_in(texts()).dynamic()),
        ("value", val(None::<i64>).is_in(ids()).dynamic(), (users::id + 1).not_in(ids()).dynamic()),
        ("number", users::score.is_in(ids()).dynamic(), users::age.not_in(ids()).dynamic()),
        (
            "truth",
            users::active.is_in(truths()).dynamic(),
            users::active.not_in(truths()).dynamic(),
        ),
    ];
    for live in Live::ALL {
        live.with(|connection| {
            for (what, within, without) in &values {
                let query =
                    select(users::id).filter(!within.typed::<bool>() & without.typed::<bool>());
                let mut compiled = query.compile(connection.dialect()).unwrap();
                for name in ["ids", "texts", "truths"] {
                    _ = compiled.bind_list(name, Vec::<Value>::new());
                }
                assert_eq!(compiled.unbound().count(), 0);
                let rows = connection.query_sql(compiled.sql(), compiled.params()).unwrap();
                assert_eq!(rows.len(), 6, "{live:?}: {what}");
            }
        });
    }
    let mut compiled =
        select(users::id).filter(users::name.is_in(texts())).compile(&Postgres::default()).unwrap();
    compiled.bind_list("texts", Vec::<String>::new()).unwrap();
    assert_eq!(
        compiled.sql(),
        "SELECT users.id FROM users WHERE users.name IN (SELECT CAST(NULL AS TEXT) FROM \
         (SELECT 1 AS n) AS no_rows WHERE 1 = 0)"
    );
}

fn texts() -> sqltree::expr::ParamList<String> {
    param_list("texts")
}

fn truths() -> sqltree::expr::ParamList<bool> {
    param_list("truths")
}

#[test]
fn it_keeps_its_places_at_any_depth_and_behind_with() {
    let some = select((users::id, users::name)).filter(users::id.is_in(ids())).cte("some");
    let mut query = select(some.col(users::id)).filter(some.col(users::name).is_in(texts()));
    for _ in 0..80 {
        query = select(users::id)
            .from(users::table())
            .filter(users::id.is_in(query))
            .filter(users::id.is_in(ids()) & users::age.ne(200_i64));
    }
    for live in Live::ALL {
        live.with(|connection| {
            let mut compiled = query.compile(connection.dialect()).unwrap();
            compiled.bind_list("texts", ["Ann", "bob"]).unwrap();
            compiled.bind_list("ids", [1_i64, 2, 3]).unwrap();
            let Ok(rows) = connection.query_sql(compiled.sql(), compiled.params()) else {
                // The parser of SQLite and the planner of MariaDB have an end.
                return assert!(live != Live::Postgres);
            };
            assert_eq!(rows.len(), 2);
        });
    }
    let mut compiled = query.compile(&Sqlite::default()).unwrap();
    compiled.bind_list("texts", ["Ann"]).unwrap();
    compiled.bind_list("ids", [1_i64, 2]).unwrap();
    assert_eq!(compiled.sql().matches('?').count(), compiled.params().len());
    assert_eq!(compiled.params().len(), 2 + 1 + 80 * 3);
    assert_eq!(compiled.params()[..4], [1_i64.into(), 2_i64.into(), "Ann".into(), 1_i64.into()]);
}

#[test]
fn a_key_with_a_list_is_one_expression() {
    let within = || users::id.is_in(ids());
    let query = select((within().label("within"), func::count().label("n"))).group_by(within());
    for live in Live::ALL {
        live.with(|connection| {
            let mut compiled = query.compile(connection.dialect()).unwrap();
            for (ids, groups) in [(vec![], 1), (vec![1_i64], 2), (vec![1, 2, 3, 4, 5, 6], 1)] {
                compiled.bind_list("ids", ids).unwrap();
                let rows = connection.query_sql(compiled.sql(), compiled.params()).unwrap();
                assert_eq!(rows.len(), groups, "{live:?}");
            }
        });
    }
}

#[test]
fn it_stands_in_data_changes() {
    let change = || {
        update(posts::table())
            .set(posts::likes, posts::likes + 1)
            .filter(posts::id.is_in(ids()))
            .filter(posts::title.ne("x"))
    };
    for live in Live::ALL {
        live.with(|connection| {
            let mut compiled = change().compile(connection.dialect()).unwrap();
            for (ids, changed) in [(vec![], 0), (vec![1_i64, 2, 4], 2)] {
                compiled.bind_list("ids", ids).unwrap();
                connection.run_script("BEGIN").unwrap();
                let done = connection.execute_sql(compiled.sql(), compiled.params());
                connection.run_script("ROLLBACK").unwrap();
                assert_eq!(done.unwrap(), changed);
            }
        });
    }
}

#[test]
fn what_would_be_wrong_is_refused() {
    let both = select(users::id).filter(users::id.is_in(ids()) & users::id.gt(param::<i64>("ids")));
    assert_sql!(both,
        sqlite | postgres | mysql | mariadb | ansi: error
            "the parameter `ids` (in WHERE) has two types; use one, or two names",
    );
    assert_sql!(select(users::id).filter(users::id.is_in(ids()) & users::name.is_in(param_list::<String>("ids"))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the parameter `ids` (in WHERE) has two types; use one, or two names",
    );
    let mut compiled = query().compile(&Sqlite::default()).unwrap();
    compiled.bind_list("ids", [1_i64]).unwrap();
    let before = compiled.sql().to_owned();
    let mut told =
        |name: &str, values: Vec<Value>| messages(&compiled.bind_list(name, values).unwrap_err());
    assert_eq!(told("id", vec![]), "the statement has no parameter `id`; did you mean `ids`?");
    assert_eq!(told("least", vec![]), "the parameter `least` is no list; use `bind`");
    assert_eq!(
        told("ids", vec![1.into(), Value::Null]),
        "the parameter `ids` cannot hold a NULL, which IN never finds; leave it out, or add `.is_null()`"
    );
    assert_eq!(told("ids", vec!["x".into()]), "the parameter `ids` takes a Number, not a Text");
    assert_eq!(
        told("ids", vec![u64::MAX.into()]),
        "an integer past 9223372036854775807 (in parameter `ids`) does not fit in SQLite"
    );
    assert_eq!(
        told("ids", vec![1.into(); 20_000]),
        "SQLite takes 32766 parameters in a statement, and this one has 40004; split it"
    );
    assert_eq!(compiled.sql(), before);
    let error = compiled.bind("ids", 1).unwrap_err();
    assert_eq!(messages(&error), "the parameter `ids` is a list; use `bind_list`");
    let untyped = select(column("a")).filter(column("a").is_in(param_list::<sqltree::Any>("any")));
    let mut compiled = untyped.from(users::table()).compile(&Postgres::default()).unwrap();
    let error = compiled.bind_list("any", Vec::<i64>::new()).unwrap_err();
    assert_eq!(
        messages(&error),
        "the list `any` is empty, and its type is not known; give the type, as in \
         `param_list::<i64>(…)`"
    );
    compiled.bind_list("any", [1]).unwrap();
}

#[test]
fn equal_lists_are_equal_and_rewritten() {
    assert_eq!(query(), query());
    let one = |name: &str| users::id.is_in(param_list::<i64>(name));
    assert_ne!(one("a"), one("b"));
    assert_ne!(one("a"), users::id.not_in(param_list::<i64>("a")));
    assert_ne!(one("a").dynamic(), users::id.is_in(param_list::<i32>("a")).dynamic());
    let other = one("a").rewrite(|part| match part.view().view() {
        sqltree::view::View::ColumnReference(_) => Some(users::boss_id.dynamic().expr()),
        _ => None,
    });
    assert_eq!(other.dynamic(), users::boss_id.is_in(param_list::<i64>("a")).dynamic());
}
