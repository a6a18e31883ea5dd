//! Texts that attack, in every position where a text can stand: what goes in comes back, and nothing
//! else happens.

use sqltree::dialect::{Dialect, Placeholder, Restyled};
use sqltree::prelude::*;
use sqltree::{ErrorKind, Row, sql};

use crate::support::live::Live;
use crate::support::tables::users;

const ATTACKS: &[&str] = &[
    "'; DROP TABLE users; --",
    "' OR '1'='1",
    "\\'; DROP TABLE users; #",
    "\\",
    "\\\\'",
    "*/ DROP TABLE users; /*",
    "/*!50000 DROP TABLE users */",
    "-- x\n; DROP TABLE users",
    "\"; DROP TABLE users; --",
    "`; DROP TABLE users; --",
    "$$; DROP TABLE users; $$",
    "$1 ? ?1 :p1 @p1 %s %% %",
    "{} {0} {{}}",
    "\u{bf}\u{27}",
    "\u{2019}\u{ff07}\u{2bc}",
    "E'\\x27'",
    "\r\n\t\u{8}\u{1a}\u{7f}",
    "x') UNION SELECT name FROM users --",
    "_utf8mb4 X'27'",
    "1; SELECT pg_sleep(9)",
];

/// How many users there are, so that nothing has happened to them.
fn unharmed(conn: &mut sqltree::engine::Connection) {
    assert_eq!(conn.fetch_one(&select(func::count()).from(users::table())).expect("a count"), 6);
}

#[test]
fn as_values_patterns_and_in_raw_sql() {
    for live in Live::ALL {
        live.with(|conn| {
            for attack in ATTACKS {
                let raw = sql!("coalesce({}, {})", literal(*attack), *attack);
                let query = select((
                    val(*attack),
                    literal(*attack),
                    raw.typed::<String>(),
                    literal(*attack).eq(*attack),
                    func::coalesce(literal(*attack), "x").concat(literal(*attack)),
                ))
                .filter(literal(*attack).contains(attack) & literal(*attack).is_in([*attack]));
                let rows =
                    conn.fetch_all(&query.rows_as::<(String, String, String, bool, String)>());
                let rows = rows.unwrap_or_else(|e| panic!("{live}, {attack:?}: {e}"));
                let twice = format!("{attack}{attack}");
                let text = || (*attack).to_owned();
                assert_eq!(rows, [(text(), text(), text(), true, twice)], "{live}, {attack:?}");
            }
            unharmed(conn);
        });
    }
}

#[test]
fn as_names_of_all_kinds() {
    for live in Live::ALL {
        live.with(|conn| {
            for attack in ATTACKS {
                let query = select(val(1).label(*attack));
                let Ok(_) = query.compile(conn.dialect()) else { continue };
                let row: Row = conn.fetch_one(&query.rows_as::<Row>()).expect("a row");
                assert_eq!(row.names()[0].as_str(), *attack, "{live}");
                let inner = select(users::id.label(*attack)).cte(*attack);
                let other = inner.alias(format!("{attack}x"));
                let around = select([other.col(*attack)]).order_by(other.col(*attack)).limit(1);
                let Ok(_) = around.compile(conn.dialect()) else { continue };
                assert_eq!(conn.fetch_all(&around).expect("rows").len(), 1, "{live}");
            }
            unharmed(conn);
        });
    }
}

#[test]
fn as_functions_types_and_parameters() {
    for dialect in sqltree::dialects::all() {
        for attack in ATTACKS {
            let ty = select(val("x").cast_as(Type::Native((*attack).into()))).compile(dialect);
            assert_eq!(ty.unwrap_err().kind(), ErrorKind::InvalidName, "{attack:?}");
            // A name in quotes, or none.
            if let Ok(call) = select(func::call(*attack, [val(1)])).compile(dialect) {
                let (open, close) = dialect.spec().quotes;
                let name = attack.replace(close, &format!("{close}{close}"));
                assert!(
                    call.sql().starts_with(&format!("SELECT {open}{name}{close}(")),
                    "{}",
                    call.sql()
                );
            }
            let mut late = select(param::<i32>(*attack)).compile(dialect).expect("a name of ours");
            late.bind(attack, 5).expect("its value");
            assert!(!late.sql().contains("DROP"), "{}", late.sql());
        }
    }
}

#[test]
fn as_names_in_documents() {
    for live in Live::ALL {
        live.with(|conn| {
            for attack in ATTACKS {
                let object = func::json_object((val(7).label(*attack), val(*attack).label("z")));
                let both = object.json_field("z").json_text();
                let query = select((object.json_field(*attack).json_integer(), both));
                let Ok(_) = query.compile(conn.dialect()) else {
                    assert!(live == Live::MariaDb && attack.starts_with('-'), "{live}, {attack:?}");
                    continue;
                };
                let row =
                    conn.fetch_one(&query).unwrap_or_else(|e| panic!("{live}, {attack:?}: {e}"));
                assert_eq!(row, (Some(7), Some((*attack).to_owned())), "{live}, {attack:?}");
            }
            unharmed(conn);
        });
    }
}

/// A label of an enumeration is a text within a type of the engine's own: it is one label, or refused.
#[test]
fn as_labels_of_enumerations() {
    let mut stored = 0;
    Live::MariaDb.with(|conn| {
        for attack in ATTACKS {
            // Blanks at an end are no part of a label.
            let label = attack.trim_end();
            let written = label.replace('\\', "\\\\").replace('\'', "''");
            let ty = Type::Native(format!("ENUM('a', '{written}')").into());
            let t = Table::new("labels").column("v", ty);
            conn.run_script("DROP TABLE IF EXISTS labels").expect("no table");
            let Ok(_) = create_table(t.clone()).compile(conn.dialect()) else { continue };
            conn.execute(&create_table(t.clone())).unwrap_or_else(|e| panic!("{attack:?}: {e}"));
            conn.execute(&insert(t.clone()).set(t.col("v"), label)).expect("the label");
            let query = select(t.col("v").typed::<String>()).filter(t.col("v").eq(label));
            assert_eq!(conn.fetch_all(&query).expect("a row"), [label], "{attack:?}");
            stored += 1;
        }
        conn.run_script("DROP TABLE IF EXISTS labels").expect("no table");
        unharmed(conn);
    });
    assert!(stored > ATTACKS.len() / 2, "{stored} labels are stored");
}

/// A type, its collation among it, that is more than a type is refused; so are names of constraints that
/// are none, by the server.
#[test]
fn as_collations_and_constraints() {
    for attack in ATTACKS {
        for text in [format!("TEXT COLLATE {attack}"), format!("TEXT COLLATE \"{attack}\"")] {
            let t = Table::new("t").column("v", Type::Native(text.into()));
            for dialect in sqltree::dialects::all() {
                let error = create_table(t.clone()).compile(dialect).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::InvalidName, "{attack:?}");
            }
        }
    }
    Live::Postgres.with(|conn| {
        for attack in ATTACKS {
            let row = insert(users::table())
                .set(users::id, 1)
                .set(users::name, "x")
                .set(users::active, true)
                .set(users::score, 1.0);
            let row = row.on_constraint(*attack).do_nothing();
            let Ok(made) = row.compile(conn.dialect()) else { continue };
            assert!(made.sql().contains(&format!("\"{}\"", attack.replace('"', "\"\""))));
            let error = conn.transaction(|tx| tx.execute(&row)).unwrap_err().to_string();
            assert!(error.contains("does not exist"), "{error}");
        }
        unharmed(conn);
    });
}

#[test]
fn as_comments() {
    for live in Live::ALL {
        live.with(|conn| {
            for attack in ATTACKS {
                let mut made = select(val(7)).compile(conn.dialect()).expect("a statement");
                let plain = made.sql().to_owned();
                made.tag([(*attack, *attack)]);
                let comment = made.sql().strip_prefix(&plain).expect("behind it");
                let inside = comment.strip_prefix(" /*").and_then(|c| c.strip_suffix("*/"));
                let fine = |c: char| c.is_ascii_alphanumeric() || "-_.~%='".contains(c);
                assert!(inside.is_some_and(|inside| inside.chars().all(fine)), "{comment}");
                let row = conn.query_sql(made.sql(), made.params()).expect("a row").remove(0);
                assert_eq!(row.at::<i32>(0).expect("a number"), 7, "{live}");
                made.tag([]);
                assert_eq!(made.sql(), plain);
            }
            unharmed(conn);
        });
    }
}

#[test]
fn under_other_placeholders() {
    let query = select(users::id).filter(
        users::name.like(literal("50%_?:p1@p1")) & users::id.is_in(param_list::<i64>("ids")),
    );
    let dialect = Restyled::new(&MariaDb::default(), Placeholder::Percent);
    let mut made = query.compile(&dialect).unwrap();
    made.tag([("a", "%s")]);
    made.bind_list("ids", [1, 2]).unwrap();
    assert_eq!(
        made.sql(),
        "SELECT users.id FROM users WHERE users.name LIKE '50%%_?:p1@p1' COLLATE utf8mb4_bin \
         AND users.id IN (%s, %s) /*a='%%25s'*/"
    );
    assert_eq!(made.params(), [Value::from(1), Value::from(2)]);
    for (style, raw) in [
        (Placeholder::Question, "a ? b"),
        (Placeholder::QuestionNumber, "a ?1"),
        (Placeholder::At, "@p1"),
        (Placeholder::Named, ":p1"),
        (Placeholder::Dollar, "$1"),
    ] {
        let dialect = Restyled::new(&Sqlite::default(), style);
        let error = select(sqltree::expr::fragment(raw, ())).compile(&dialect).unwrap_err();
        assert!(error.to_string().contains("has the placeholder"), "{error}");
    }
    let same = select((param::<i32>("a"), param::<i32>("a")));
    let text = |style| {
        let dialect = Restyled::new(&Sqlite::default(), style);
        same.compile(&dialect as &dyn Dialect).unwrap().sql().to_owned()
    };
    assert_eq!(text(Placeholder::At), "SELECT @p1, @p2");
    assert_eq!(text(Placeholder::QuestionNumber), "SELECT ?1, ?2");
    assert_eq!(text(Placeholder::Percent), "SELECT %s, %s");
}
