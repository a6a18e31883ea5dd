//! COLLATE: where a text may have a collation, and where it may not.

use sqltree::ErrorKind;
use sqltree::compile::AnyStatement;
use sqltree::expr::row;
use sqltree::prelude::*;

use crate::support::expect::texts;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

/// Without regard to case, by the name that the live engine has for it.
fn no_case(live: Live) -> &'static str {
    match live {
        Live::Sqlite => "NOCASE",
        Live::Postgres => "sqltree_no_case",
        Live::MariaDb => "utf8mb4_general_ci",
    }
}

const POSTGRES_NO_CASE: &str = "CREATE COLLATION IF NOT EXISTS sqltree_no_case \
    (provider = icu, locale = 'und-u-ks-level2', deterministic = false)";

#[test]
fn the_name_is_a_name() {
    let name = users::name;
    let query = select((users::id, name.collate("NOCASE").eq("ANN")))
        .filter(name.concat("x").collate("de-x-icu").lt(name.concat("y")))
        .order_by(name.collate("utf8mb4_bin").desc());
    assert_eq!(
        texts(&query),
        [
            "SELECT users.id, users.name COLLATE \"NOCASE\" = ? FROM users WHERE (users.name || ?) COLLATE \
         \"de-x-icu\" < users.name || ? ORDER BY users.name COLLATE utf8mb4_bin DESC",
            "SELECT users.id, users.name COLLATE \"NOCASE\" = $1 FROM users WHERE (users.name || $2) COLLATE \
         \"de-x-icu\" < users.name || $3 ORDER BY users.name COLLATE utf8mb4_bin DESC",
            "SELECT users.id, users.name COLLATE `NOCASE` = ? FROM users WHERE CONCAT(users.name, ?) COLLATE \
         `de-x-icu` < CONCAT(users.name, ?) ORDER BY users.name COLLATE utf8mb4_bin DESC",
            "SELECT users.id, users.name COLLATE `NOCASE` = ? FROM users WHERE CONCAT(users.name, ?) COLLATE \
         `de-x-icu` < CONCAT(users.name, ?) ORDER BY users.name COLLATE utf8mb4_bin DESC",
            "SELECT users.id, users.name COLLATE \"NOCASE\" = :p1 FROM users WHERE (users.name || :p2) COLLATE \
         \"de-x-icu\" < users.name || :p3 ORDER BY users.name COLLATE utf8mb4_bin DESC",
        ]
    );
    for hostile in ["", "a\0b"] {
        let error = select(name.collate(hostile)).compile(&Postgres::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidName, "{error}");
    }
}

/// Does something with the name of users, compared without regard to case, on each engine.
fn each(work: impl Fn(&mut sqltree::engine::Connection, Expr<String>, Live)) {
    for live in Live::ALL {
        live.with(|connection| {
            if live == Live::Postgres {
                connection.run_script(POSTGRES_NO_CASE).unwrap();
            }
            work(connection, users::name.collate(no_case(live)), live);
        });
    }
}

#[test]
fn it_stands_in_comparisons() {
    type Condition = fn(&Expr<String>) -> Expr<bool>;
    let conditions: [(Condition, &[i64]); 8] = [
        (|name| name.eq("ANN"), &[1, 4]),
        (|name| val("ANN").eq(name), &[1, 4]),
        (|name| name.ne("ANN"), &[2, 3, 5, 6]),
        (|name| name.is_in(["ANN", "BOB"]), &[1, 2, 4]),
        (|name| name.is_in(select(val("ANN"))), &[1, 4]),
        (|name| name.not_in(["ANN", "BOB"]), &[3, 5, 6]),
        (|name| name.between("ANN", "BOB").typed(), &[1, 2, 4]),
        (|name| name.is_not_distinct_from("ANN"), &[1, 4]),
    ];
    each(|connection, name, live| {
        for (i, (condition, ids)) in conditions.iter().enumerate() {
            let query = select(users::id).filter(condition(&name)).order_by(users::id);
            assert_eq!(connection.fetch_all(&query).unwrap(), *ids, "{live}, {i}");
        }
    });
}

#[test]
fn it_orders_groups_and_stands_in_windows() {
    each(|connection, name, live| {
        let order = select(users::id).filter(users::id.ne(3)).order_by((name.desc(), users::id));
        assert_eq!(connection.fetch_all(&order).unwrap(), [5, 2, 1, 4, 6], "{live}");
        let number = func::row_number().over(window().partition_by(&name).order_by(users::id));
        let numbers = select((users::id, number)).order_by(users::id);
        let numbers: Vec<(i64, i64)> = connection.fetch_all(&numbers).unwrap();
        assert_eq!(numbers, [(1, 1), (2, 1), (3, 1), (4, 2), (5, 1), (6, 1)], "{live}");
        let groups = select((func::count(), func::max(users::id))).group_by(&name);
        let groups = groups.having(func::count().gt(1));
        let groups: Vec<(i64, Option<i64>)> = connection.fetch_all(&groups).unwrap();
        assert_eq!(groups, [(2, Some(4))], "{live}");
        let different = select(func::count_of(&name).distinct());
        assert_eq!(connection.fetch_one(&different).unwrap(), 5, "{live}");
        let ends = select((func::min(&name), func::max(&name))).filter(users::id.is_in([2, 5]));
        let ends: (Option<String>, Option<String>) = connection.fetch_one(&ends).unwrap();
        assert_eq!(ends, (Some("bob".into()), Some("Dan%".into())), "{live}");
        let rows = select(&name).filter(users::id.is_in([1, 2, 4])).distinct();
        assert_eq!(connection.fetch_all(&rows).unwrap().len(), 2, "{live}");
    });
}

#[test]
fn elsewhere_it_is_refused() {
    let name = || users::name.collate("NOCASE");
    let other = || users::name.collate("BINARY");
    let ids = |filter: Expr<Option<bool>>| select(users::id).filter(filter).to_any();
    let has = |what: &str| format!("`{what}` has a text with the collation `NOCASE` in it");
    let given = "a query inside of another gives on a text with the collation `NOCASE`".to_owned();
    let two = "a comparison has the collations `NOCASE` and `BINARY`".to_owned();
    let refused: Vec<(AnyStatement, String)> = vec![
        (select(name().concat("x")).to_any(), has("||")),
        (select(func::upper(name())).to_any(), has("upper")),
        (select(name().cast::<Vec<u8>>()).to_any(), has("CAST")),
        (select(name().collate("BINARY")).to_any(), has("COLLATE")),
        (select(case(users::active, name()).otherwise("a")).to_any(), has("CASE")),
        (select(func::coalesce(name(), "a")).to_any(), has("coalesce")),
        (select(row((name(), users::id)).eq(("a", 1_i64))).to_any(), has("=")),
        (ids(name().like("a%").typed()), has("LIKE")),
        (ids(name().eq_binary("a").typed()), has("eq_binary")),
        (ids(users::name.between(name(), "b").typed()), has("BETWEEN")),
        (ids(users::name.is_in([name(), name()]).typed()), has("IN")),
        (ids(name().eq(other()).typed()), two.clone()),
        (select(func::max(name()).eq(func::min(other()))).to_any(), two),
        (
            select(posts::id)
                .filter(posts::title.is_in(select(name()).from(users::table())))
                .to_any(),
            given.clone(),
        ),
        (select(name()).union_all(select(posts::title)).to_any(), given.clone()),
        (select(posts::title).union(select(name())).to_any(), given.clone()),
        (select(select(name().label("n")).subquery("q").col("n")).to_any(), given.clone()),
        (select(select(name()).limit(1).scalar()).to_any(), given),
    ];
    for (statement, words) in refused {
        for text in texts(&statement) {
            let rest = text.strip_prefix(&words).unwrap_or_else(|| panic!("{text}\nnot {words}"));
            let way_out = "; put `collate` round what is compared or ordered in the end";
            assert!(rest.starts_with(" (in ") && rest.ends_with(way_out), "{text}");
        }
    }
}

#[test]
fn a_query_around_would_lose_it() {
    let sets = select((folded(), func::count())).group_by_rollup(folded());
    let no_sets = "has texts with collations; compute its columns, and collate in a query around";
    let picked = select(users::id).distinct_on(folded()).order_by(folded());
    let no_picks = "a query around that picks rows keeps no collations; collate in one around that";
    let own_sets = "SELECT users.name COLLATE \"NOCASE\", COUNT(*) FROM users \
                    GROUP BY ROLLUP (users.name COLLATE \"NOCASE\")";
    let own_picks = "SELECT DISTINCT ON (users.name COLLATE \"NOCASE\") users.id FROM users \
                     ORDER BY users.name COLLATE \"NOCASE\"";
    for (texts, refusal, own) in
        [(texts(&sets), no_sets, own_sets), (texts(&picked), no_picks, own_picks)]
    {
        let [sqlite, postgres, mysql, mariadb, ansi] = texts;
        assert_eq!([postgres, ansi], [own, own]);
        for text in [sqlite, mysql, mariadb] {
            assert!(text.contains(refusal), "{text}");
        }
    }
}

fn folded() -> Expr<String> {
    users::name.collate("NOCASE")
}

#[test]
fn a_parameter_with_a_collation_is_a_text() {
    let given = [(Live::Sqlite, "BINARY"), (Live::Postgres, "C"), (Live::MariaDb, "utf8mb4_bin")];
    for (live, binary) in given {
        let text = || val("a").collate(binary);
        let query = select((
            text().is_distinct_from(literal(None::<String>)),
            text().is_null(),
            func::min(text()),
            text(),
        ));
        live.with(|connection| {
            let rows: Vec<(bool, bool, Option<String>, String)> =
                connection.fetch_all(&query).unwrap();
            assert_eq!(rows, [(true, false, Some("a".into()), "a".into())], "{live}");
        });
    }
    let [_, postgres, ..] = texts(&select(val("a").collate("C")));
    assert_eq!(postgres, "SELECT CAST($1 AS TEXT) COLLATE \"C\"");
}
