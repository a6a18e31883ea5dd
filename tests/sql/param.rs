//! Parameters that get their values after compiling.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::messages;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

fn query() -> Select<(i64,)> {
    let least = || param::<i32>("least");
    select((users::id,))
        .filter(users::age.ge(least()) | users::age.is_null() & least().gt(0))
        .filter(users::name.ne(param::<String>("but")))
        .order_by(users::id)
}

#[test]
fn a_name_is_a_placeholder_with_a_type() {
    assert_sql!(query(),
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE (users.age >= ? OR users.age IS \
            NULL AND ? > ?) AND users.name <> ? ORDER BY users.id"
            [Value::Null, Value::Null, 0, Value::Null],
        postgres: "SELECT users.id FROM users WHERE (users.age >= $1 OR users.age IS NULL AND \
            CAST($2 AS INTEGER) > CAST($3 AS INTEGER)) AND users.name <> $4 ORDER BY users.id"
            [Value::Null, Value::Null, 0, Value::Null],
        ansi: "SELECT users.id FROM users WHERE (users.age >= :p1 OR users.age IS NULL AND :p2 > :p3) \
            AND users.name <> :p4 ORDER BY users.id"
            [Value::Null, Value::Null, 0, Value::Null],
    );
}

#[test]
fn one_text_serves_many_values() {
    for live in Live::ALL {
        live.with(|connection| {
            let mut compiled = query().compile(connection.dialect()).unwrap();
            for least in [0, 20, 35, 1000] {
                compiled.bind("least", least).unwrap();
                compiled.bind("but", "bob").unwrap();
                assert_eq!(compiled.unbound().count(), 0);
                let rows = connection.query_sql(compiled.sql(), compiled.params()).unwrap();
                let late: Vec<i64> = rows.iter().map(|row| row.get("id").unwrap()).collect();
                let built = select(users::id)
                    .filter(users::age.ge(least) | users::age.is_null() & val(least).gt(0))
                    .filter(users::name.ne("bob"))
                    .order_by(users::id);
                assert_eq!(late, connection.fetch_all(&built).unwrap(), "{least}");
            }
        });
    }
}

#[test]
fn it_keeps_its_places_at_any_depth() {
    let mut query = select(users::id).from(users::table()).filter(users::age.gt(param::<i32>("a")));
    for _ in 0..120 {
        query = select(users::id)
            .from(users::table())
            .filter(users::id.is_in(query))
            .filter(users::age.lt(param::<i32>("b")) & users::id.gt(5_i64));
    }
    let bound = |dialect: &dyn sqltree::dialect::Dialect| {
        let mut compiled = query.compile(dialect).unwrap();
        compiled.bind("a", 1).unwrap();
        compiled.bind("b", 2).unwrap();
        assert!(compiled.param_types().iter().all(|ty| *ty != Type::Unknown));
        compiled.params().to_vec()
    };
    let (one, two, five) = (Value::I32(1), Value::I32(2), Value::I64(5));
    let pairs = [two, five].into_iter().cycle().take(240);
    let all: Vec<Value> = std::iter::once(one).chain(pairs).collect();
    assert_eq!(bound(&Sqlite::default()), all);
    assert_eq!(bound(&Postgres::default()), all);
}

#[test]
fn one_name_stands_where_engines_find_different_types() {
    sqltree::table! { notes { id: i64 => primary_key, title: String } }
    let word = || param::<String>("word");
    let inner = func::coalesce(notes::title.nullable(), word());
    let query = select(func::replace(word(), word(), inner)).filter(notes::title.ne(word()));
    let mut compiled = query.compile(&Postgres::default()).unwrap();
    assert_eq!(
        compiled.sql(),
        "SELECT REPLACE($1, $2, COALESCE(notes.title, $3)) FROM notes WHERE notes.title <> $4"
    );
    compiled.bind("word", "a").unwrap();
    assert_eq!(compiled.params(), vec![Value::from("a"); 4]);
    Live::Postgres.with(|connection| {
        connection
            .run_script("CREATE TEMPORARY TABLE notes (id BIGINT, title VARCHAR(80))")
            .unwrap();
        connection.query_sql(compiled.sql(), compiled.params()).unwrap();
        connection.run_script("DROP TABLE notes").unwrap();
    });
}

#[test]
fn a_key_with_a_parameter_is_one_expression() {
    let rest = || users::id % param::<i64>("by");
    let query = select((rest().label("rest"), func::count())).group_by(rest());
    for live in [Live::Sqlite, Live::Postgres] {
        live.with(|connection| {
            let mut compiled = query.compile(connection.dialect()).unwrap();
            compiled.bind("by", 2_i64).unwrap();
            let rows = connection.query_sql(compiled.sql(), compiled.params()).unwrap();
            assert_eq!(rows.len(), 2);
        });
    }
    assert_eq!(
        query.compile(&Postgres::default()).unwrap().sql(),
        "SELECT users.id % NULLIF($1, 0) AS rest, COUNT(*) FROM users \
         GROUP BY users.id % NULLIF($1, 0)"
    );
}

#[test]
fn it_stands_wherever_a_value_may() {
    let low = || param::<i64>("low");
    let title = || param::<String>("title");
    let row = insert(posts::table()).set(posts::id, low()).set(posts::title, func::upper(title()));
    let compiled = row.compile(&Postgres::default()).unwrap();
    assert_eq!(
        compiled.sql(),
        "INSERT INTO posts (id, title) VALUES (CAST($1 AS BIGINT), UPPER(CAST($2 AS TEXT)))"
    );
    assert_eq!(compiled.param_types(), [Type::BigInt, Type::Text]);
    let change = update(posts::table())
        .set(posts::likes, param::<i32>("likes"))
        .filter(posts::id.between(low(), low() + 9) & posts::title.like(title()));
    let compiled = change.compile(&Sqlite::default()).unwrap_err();
    assert!(messages(&compiled).contains("LIKE"), "{}", messages(&compiled));
    let listed = select((param::<f64>("x").label("x"), users::id)).filter(users::id.is_in([low()]));
    assert_eq!(
        listed.compile(&Postgres::default()).unwrap().sql(),
        "SELECT CAST($1 AS DOUBLE PRECISION) AS x, users.id FROM users WHERE users.id IN ($2)"
    );
    assert_sql!(select(users::id).order_by(param::<i64>("n")),
        sqlite | postgres | mysql | mariadb | ansi: error "a constant in ORDER BY would mean the \
            column of that number, or nothing; give the column itself",
    );
}

#[test]
fn what_would_be_wrong_is_refused() {
    assert_sql!(select(users::id).filter(users::age.gt(param::<i32>("a"))).filter(users::name.eq(param::<String>("a"))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "the parameter `a` (in WHERE) has two types; use one, or two names",
    );
    let mut compiled = query().compile(&Postgres::default()).unwrap();
    let mut told = |name: &str, value: Value| messages(&compiled.bind(name, value).unwrap_err());
    assert_eq!(
        told("lest", 1.into()),
        "the statement has no parameter `lest`; did you mean `least`?"
    );
    assert_eq!(told("least", "x".into()), "the parameter `least` takes a Number, not a Text");
    assert_eq!(
        told("but", Value::Null),
        "the parameter `but` cannot be NULL, which conditions say by IS NULL; build another \
         statement for it"
    );
    assert_eq!(
        told("but", "a\0b".into()),
        "a text with a NUL (in parameter `but`) cannot be stored by PostgreSQL; send it as bytes"
    );
    let unbound: Vec<String> = compiled.unbound().map(|name| name.to_string()).collect();
    assert_eq!(unbound, ["least", "but"]);
    for live in Live::ALL {
        let mut connection = live.connect();
        let refused = messages(&connection.fetch_all(&query()).unwrap_err());
        assert!(refused.starts_with("the parameter `least` has no value; "), "{refused}");
    }
}

#[test]
fn what_the_text_leaves_out_takes_a_value_all_the_same() {
    let n = || param::<i64>("n");
    let ordered = select(posts::id).order_by((n() * 2, posts::id));
    assert_sql!(ordered.clone(),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT posts.id FROM posts ORDER BY posts.id",
    );
    let of_none = select(posts::id).filter((posts::id + n()).not_in(Vec::<i64>::new()));
    let picked = select((posts::id, posts::title))
        .distinct_on(posts::title)
        .order_by((posts::title, n() + 1));
    let ranked = select(func::row_number().over(window().order_by((n() + 1, posts::id))));
    let inside = select(users::id).filter(users::id.is_in(ordered.clone()));
    let common = ordered.clone().cte("c");
    let with = select(common.col(posts::id)).from(&common);
    let listed = select(posts::id)
        .filter(posts::id.gt(n()))
        .order_by((val(1_i64).is_in(param_list::<i64>("list")), posts::id));
    for dialect in sqltree::dialects::all() {
        let all = [
            ordered.to_any(),
            of_none.to_any(),
            picked.to_any(),
            ranked.to_any(),
            inside.to_any(),
            with.to_any(),
            listed.to_any(),
        ];
        for statement in all {
            let mut compiled = statement.compile(dialect).unwrap();
            let before = compiled.sql().to_owned();
            compiled.bind("n", 3_i64).unwrap();
            assert_eq!(compiled.sql(), before);
            let told = messages(&compiled.bind("n", "x").unwrap_err());
            assert_eq!(told, "the parameter `n` takes a Number, not a Text");
            let told = messages(&compiled.bind("m", 1_i64).unwrap_err());
            assert_eq!(told, "the statement has no parameter `m`; did you mean `n`?");
            assert!(compiled.bind("n", Value::Null).is_err());
            assert!(compiled.bind_list("n", [1_i64]).is_err());
        }
    }
}

#[test]
fn what_the_text_leaves_out_has_the_type_of_its_name() {
    let query = select(users::id).filter(users::age.gt(param::<i32>("n")));
    assert_sql!(query.order_by((param::<String>("n").concat("x"), users::id)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "the parameter `n` has two types; use one, or two names",
    );
}

#[test]
fn equal_parameters_are_equal() {
    assert_eq!(query(), query());
    assert_ne!(param::<i32>("a"), param::<i32>("b"));
    assert_ne!(param::<i32>("a").dynamic(), param::<i64>("a").dynamic());
    assert_eq!(param::<i32>("a").sql_type(), Type::Integer);
    assert!(!param::<i32>("a").is_nullable());
}
