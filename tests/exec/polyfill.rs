//! Functions that SQLite lacks: what sqltree works out is what other engines give.

use sqltree::Expr;
use sqltree::engine::{Connection, Engine};
use sqltree::prelude::*;

use crate::support::live::{Live, run};
use crate::support::tables::{SCRIPT, posts, users};

fn polyfilled() -> Connection {
    let engine = Engine::open("sqlite://?polyfill").expect("a URL");
    let mut conn = engine.connect().expect("a database");
    conn.run_script(SCRIPT).expect("the tests' tables");
    conn
}

/// The query gives on the polyfilled connection what it gives on the servers.
#[track_caller]
fn assert_same<S: Statement>(statement: &S) {
    assert!(statement.compile(&Sqlite::new()).is_err(), "it needs no polyfill");
    let ours = run(&mut polyfilled(), statement).expect("SQLite runs it");
    for live in [Live::Postgres, Live::MariaDb] {
        let theirs = live.with(|conn| run(conn, statement)).expect("a server runs it");
        assert_eq!(ours, theirs, "SQLite (left) and {live} (right) differ");
    }
}

type Number = Expr<Option<f64>>;

/// No driver binds infinity to SQLite, and PostgreSQL works none out.
fn number(conn: &Connection, x: Option<f64>) -> Number {
    match x {
        Some(x) if x.is_infinite() && conn.dialect().spec().name == "SQLite" => {
            val(Some(x.signum() * 1e308)) * 10.0
        }
        _ => val(x),
    }
}

fn given(conn: &mut Connection, expr: Number) -> sqltree::Result<Option<f64>> {
    let compiled = select(expr.label("v")).compile(conn.dialect())?;
    conn.query_sql(compiled.sql(), compiled.params())?[0].at(0)
}

type One = fn(Number) -> Number;
type Two = fn(Number, Number) -> Number;

const ONE: [(&str, One); 10] = [
    ("acos", func::acos),
    ("asin", func::asin),
    ("atan", func::atan),
    ("cos", func::cos),
    ("exp", func::exp),
    ("ln", func::ln),
    ("log10", func::log10),
    ("sin", func::sin),
    ("sqrt", func::sqrt),
    ("tan", func::tan),
];
const TWO: [(&str, Two); 2] = [("atan2", func::atan2), ("power", func::power)];

const VALUES: [f64; 34] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    2.0,
    -2.0,
    3.0,
    -3.0,
    1.0 / 3.0,
    -1.5,
    10.0,
    100.0,
    0.001,
    1e-10,
    -1e-10,
    1e15,
    -1e15,
    1e22,
    1e100,
    -1e100,
    1e308,
    1e-300,
    f64::MAX,
    f64::MIN,
    f64::MIN_POSITIVE,
    f64::EPSILON,
    1.0 + f64::EPSILON,
    709.78,
    709.79,
    -745.1,
    -745.2,
    std::f64::consts::PI,
];

/// PostgreSQL has an error for what is too small, which is 0 elsewhere.
fn differ(
    what: &str,
    ours: &sqltree::Result<Option<f64>>,
    theirs: &sqltree::Result<Option<f64>>,
    live: Live,
) -> Option<String> {
    let agree = match (ours, theirs) {
        (Ok(Some(a)), Ok(Some(b))) => a == b || (a - b).abs() <= 1e-15 * a.abs(),
        (Ok(None), Ok(None)) | (Err(_), Err(_)) => true,
        (Ok(Some(a)), Err(_)) => live == Live::Postgres && a.abs() < f64::MIN_POSITIVE,
        _ => false,
    };
    (!agree).then(|| format!("{what} is {ours:?}, and {theirs:?} on {live}"))
}

#[test]
fn numbers_are_those_of_the_servers() {
    let mut conn = polyfilled();
    let mut differing = Vec::new();
    let mut inputs: Vec<Option<f64>> = VALUES.into_iter().map(Some).collect();
    inputs.extend([Some(f64::INFINITY), Some(f64::NEG_INFINITY), None]);
    for live in [Live::Postgres, Live::MariaDb] {
        let mut server = live.connect();
        // MariaDB has no infinity.
        let has = |x: &Option<f64>| live == Live::Postgres || x.is_none_or(f64::is_finite);
        for &x in inputs.iter().filter(|x| has(x)) {
            for (name, function) in ONE {
                let [ours, theirs] = [&mut conn, &mut server].map(|conn| {
                    let x = number(conn, x);
                    given(conn, function(x))
                });
                differing.extend(differ(&format!("{name}({x:?})"), &ours, &theirs, live));
            }
            for &y in inputs.iter().filter(|y| has(y)) {
                for (name, function) in TWO {
                    let [ours, theirs] = [&mut conn, &mut server].map(|conn| {
                        let (x, y) = (number(conn, x), number(conn, y));
                        given(conn, function(x, y))
                    });
                    differing.extend(differ(
                        &format!("{name}({x:?}, {y:?})"),
                        &ours,
                        &theirs,
                        live,
                    ));
                }
            }
        }
    }
    assert!(differing.is_empty(), "{differing:#?}");
}

#[test]
fn functions_stand_in_all_clauses() {
    assert_same(
        &select((
            users::id,
            func::sqrt(users::score).label("root"),
            func::ln(users::age).label("ln"),
            func::sin(users::age).label("sin"),
            func::atan2(users::score, -1).label("atan2"),
            func::power(func::coalesce(users::age, 2) % 5, users::id).label("power"),
            func::reverse(users::name.concat("!")).label("back"),
        ))
        .filter(func::acos(users::score).is_null() | func::exp(users::id).gt(20))
        .order_by((func::cos(users::id), users::id)),
    );
    assert_same(
        &select((func::log10(posts::likes + 10).label("ten"), func::count().label("n")))
            .group_by(func::log10(posts::likes + 10))
            .having(func::sum(func::tan(posts::likes)).lt(100))
            .order_by(func::min(posts::id)),
    );
    assert_same(
        &update(users::table())
            .set(users::name, func::reverse(users::name))
            .set(users::score, func::coalesce(func::sqrt(users::score), -1.0))
            .filter(func::asin(users::score / 10).is_not_null()),
    );
    let inner = select(posts::user_id).filter(func::power(posts::likes, 2).gt(8));
    assert_same(&select(users::id).filter(users::id.is_in(inner)).order_by(users::id));
}

#[test]
fn texts_are_those_of_the_servers() {
    for text in ["", ",", "a,b,,d", ",a", "a,", "a😀é", "ñ,e\u{301},ß", "ab", "\n,\t"] {
        for part in [1, 2, 3, 4, 5, u32::MAX >> 1] {
            assert_same(&select((
                func::split_part(text, ',', part).label("part"),
                func::split_part(text, '😀', part).label("other"),
                func::reverse(text).label("back"),
            )));
        }
    }
    assert_same(
        &select((
            posts::id,
            func::split_part(posts::title, 'l', 2).label("two"),
            func::split_part(posts::body, ' ', 1).label("one"),
            func::reverse(posts::body).label("back"),
        ))
        .order_by(posts::id),
    );
}

#[test]
fn regular_expressions_that_all_engines_know_give_the_same() {
    assert_same(
        &select((
            posts::id,
            posts::title.regexp_match("^h").label("lower"),
            posts::title.regexp_match_ignore_case("^h").label("any"),
            (!posts::title.regexp_match("x|^h")).label("not"),
            posts::body.regexp_match("[a-c]_?b$").label("class"),
            posts::title.regexp_match(None::<&str>).label("none"),
        ))
        .filter(posts::title.regexp_match("."))
        .order_by(posts::id),
    );
    // Each row has a pattern of its own.
    assert_same(
        &select((posts::id, posts::body.regexp_match(posts::title).label("column")))
            .filter(posts::id.lt(6_i64))
            .order_by(posts::id),
    );
    assert_same(
        &select((
            users::id,
            users::name.regexp_replace("[aA]n*", "").label("gone"),
            users::name.regexp_replace("n", "N").regexp_match("N").label("there"),
            users::name.regexp_replace("a", None::<&str>).label("none"),
        ))
        .order_by(users::id),
    );
}

#[test]
fn the_syntax_is_that_of_the_crate_regex() {
    let mut conn = polyfilled();
    let mut text = |expr: Expr<Option<String>>| -> String {
        let compiled = select(expr.label("v")).compile(conn.dialect()).expect("it is there");
        conn.query_sql(compiled.sql(), compiled.params()).expect("it runs")[0].at(0).expect("text")
    };
    assert_eq!(text(val("ann bob").regexp_replace(r"(\w+) (?P<b>\w+)", "$b ${1}x$$")), "bob annx$");
    assert_eq!(text(val("ÄÖ").regexp_replace(r"\p{Lu}", "$0.")), "Ä.Ö.");
    // One prepared statement, one pattern after the other.
    let mut found = |pattern: &str| -> bool {
        let query = select(val("abc").regexp_match(pattern).label("v"));
        let compiled = query.compile(conn.dialect()).expect("it is there");
        conn.query_sql(compiled.sql(), compiled.params()).expect("it runs")[0].at(0).expect("truth")
    };
    assert_eq!(["^a", "^b", "c$", "a$"].map(&mut found), [true, false, true, false]);
}

#[test]
fn what_cannot_be_worked_out_is_an_error_that_quotes_no_value() {
    let mut conn = polyfilled();
    conn.run_script("CREATE TABLE loose (x)").expect("a table");
    for (value, call, words) in [
        ("'hunter2'", "sqrt(x)", "sqltree_sqrt takes numbers"),
        ("'4'", "sin(x)", "sqltree_sin takes numbers"),
        ("9e999", "sin(x)", "sqltree_sin takes an angle"),
        ("710", "exp(x)", "sqltree_exp gives what is too large"),
        ("1e200", "power(x, 2)", "sqltree_power gives what is too large"),
        ("4", "reverse(x)", "sqltree_reverse takes texts"),
        ("CAST(X'ff' AS TEXT)", "reverse(x)", "that is not UTF-8"),
        ("0", "split_part('a', ',', x)", "counts parts from 1"),
        ("'(hunter2'", "regexp_match('a', x)", "the crate `regex`"),
        ("'a{9999}{9999}'", "regexp_replace('a', x, '')", "the crate `regex`"),
    ] {
        conn.run_script(&format!("DELETE FROM loose; INSERT INTO loose VALUES ({value})")).unwrap();
        let sql = format!("SELECT sqltree_{call} FROM loose");
        let error = conn.query_sql(&sql, &[]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Database, "{error}");
        assert!(error.to_string().contains(words), "{error}");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
}

#[test]
fn what_is_replaced_never_takes_more_memory_than_a_text_may() {
    let mut conn = polyfilled();
    let [long, groups] = ["x".repeat(100_000), "$0".repeat(100_000)];
    let query = select(val(long).regexp_replace("x+", groups).label("v"));
    let compiled = query.compile(conn.dialect()).expect("it is there");
    let error = conn.query_sql(compiled.sql(), compiled.params()).unwrap_err();
    assert!(error.to_string().contains("gives what is too long"), "{error}");
}

#[test]
fn only_a_url_that_asks_for_it_has_it() {
    let query = select(func::sqrt(val(4)));
    for (url, has) in [
        ("sqlite://", false),
        ("sqlite://?polyfill", true),
        ("sqlite:?polyfill", true),
        ("sqlite::memory:?polyfill", true),
        ("sqlite:///:memory:?polyfill", true),
    ] {
        let conn = Engine::open(url).expect("a URL").connect().expect("a database");
        assert_eq!(query.compile(conn.dialect()).is_ok(), has, "{url}");
    }
    for url in
        ["sqlite://?x", "sqlite://?polyfill&x", "sqlite:///a?polyfill?", "sqlite://h?polyfill"]
    {
        assert_eq!(Engine::open(url).unwrap_err().kind(), ErrorKind::Url, "{url}");
    }
    for version in [24, 33, 40, 50] {
        let dialect = Sqlite::version(3, version);
        assert!(query.compile(&dialect).is_err());
        assert!(query.compile(&dialect.polyfilled()).is_ok());
    }
}

#[test]
fn a_zero_of_atan2_has_no_sign() {
    let minus_zero = || func::ceil(users::score * 0 - 0.5);
    assert_same(&select((
        func::atan2(minus_zero(), users::score - users::score - 1),
        func::atan2(users::score * 0, minus_zero()),
    )));
}
