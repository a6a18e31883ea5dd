//! Queries as one value that holds all of their rows.

use sqltree::engine::{FromRow, Row, RowRef};
use sqltree::prelude::*;
use sqltree::{Multiset, Result};

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

fn own() -> Select<(i64, String, Option<String>)> {
    select((posts::id, posts::title, posts::body)).filter(posts::user_id.eq(users::id))
}

#[test]
fn each_row_comes_with_the_rows_that_belong_to_it() {
    assert_sql!(select((users::name, multiset(own().order_by((posts::likes.desc(), posts::id)))))
            .from(users::table())
            .order_by(users::id),
        sqlite: "SELECT users.name, (SELECT JSON_ARRAY(JSON_ARRAY('iid', 'ttitle', 'tbody'), JSON_GROUP_ARRAY(JSON_ARRAY(posts.id, posts.title, posts.body) ORDER BY posts.likes DESC, posts.id)) FROM posts WHERE posts.user_id = users.id) FROM users ORDER BY users.id",
        postgres: "SELECT users.name, (SELECT JSONB_BUILD_ARRAY(JSONB_BUILD_ARRAY('iid', 'ttitle', 'tbody'), COALESCE(JSONB_AGG(JSONB_BUILD_ARRAY(posts.id, posts.title, posts.body) ORDER BY posts.likes DESC, posts.id), '[]')) FROM posts WHERE posts.user_id = users.id) FROM users ORDER BY users.id",
        mysql | mariadb: "SELECT users.name, (SELECT JSON_ARRAY(JSON_ARRAY('iid', 'ttitle', 'tbody'), JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(JSON_ARRAY(posts.id, posts.title, posts.body) ORDER BY posts.likes DESC, posts.id SEPARATOR ', '), ''), ']'), '$')) FROM posts WHERE posts.user_id = users.id) FROM users ORDER BY users.id",
        ansi: error "ANSI SQL 2023.0 has no function like `json_array` (in SELECT)",
    );
}

#[test]
fn limits_and_groups_stand_in_from() {
    let last = own().order_by((posts::likes.desc(), posts::id)).limit(1);
    assert_sql!(select((users::id, multiset(last))).from(users::table()).order_by(users::id),
        sqlite: "SELECT users.id, (SELECT JSON_ARRAY(JSON_ARRAY('iid', 'ttitle', 'tbody'), JSON_GROUP_ARRAY(JSON_ARRAY(listed.id, listed.title, listed.body) ORDER BY listed.k1 DESC, listed.id)) FROM (SELECT posts.id, posts.title, posts.body, posts.likes AS k1 FROM posts WHERE posts.user_id = users.id ORDER BY posts.likes DESC, posts.id LIMIT ?) AS listed) FROM users ORDER BY users.id" [1i64],
        postgres: "SELECT users.id, (SELECT JSONB_BUILD_ARRAY(JSONB_BUILD_ARRAY('iid', 'ttitle', 'tbody'), COALESCE(JSONB_AGG(JSONB_BUILD_ARRAY(listed.id, listed.title, listed.body) ORDER BY listed.k1 DESC, listed.id), '[]')) FROM (SELECT posts.id, posts.title, posts.body, posts.likes AS k1 FROM posts WHERE posts.user_id = users.id ORDER BY posts.likes DESC, posts.id LIMIT $1) AS listed) FROM users ORDER BY users.id" [1i64],
        mysql: "SELECT users.id, (SELECT JSON_ARRAY(JSON_ARRAY('iid', 'ttitle', 'tbody'), JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(JSON_ARRAY(listed.id, listed.title, listed.body) ORDER BY listed.k1 DESC, listed.id SEPARATOR ', '), ''), ']'), '$')) FROM (SELECT posts.id, posts.title, posts.body, posts.likes AS k1 FROM posts WHERE posts.user_id = users.id ORDER BY posts.likes DESC, posts.id LIMIT ?) AS listed) FROM users ORDER BY users.id" [1i64],
        mariadb: error "MariaDB 11.4 has no columns of enclosing queries inside of queries in FROM (in WHERE); compare with values, or join",
        ansi: error "ANSI SQL 2023.0 has no function like `json_array` (in SELECT)",
    );
}

#[test]
fn of_a_query_alone_every_engine_has_groups_limits_and_sets() {
    let best = select((posts::user_id, func::sum(posts::likes)))
        .group_by(posts::user_id)
        .order_by((func::count().desc(), posts::user_id))
        .limit(3);
    assert_sql!(select(multiset(best)),
        sqlite: "SELECT (SELECT JSON_ARRAY(JSON_ARRAY('iuser_id', 'ic2'), JSON_GROUP_ARRAY(JSON_ARRAY(listed.user_id, listed.c2) ORDER BY listed.k1 DESC, listed.user_id)) FROM (SELECT posts.user_id, SUM(posts.likes) AS c2, COUNT(*) AS k1 FROM posts GROUP BY posts.user_id ORDER BY COUNT(*) DESC, posts.user_id LIMIT ?) AS listed)" [3i64],
        postgres: "SELECT (SELECT JSONB_BUILD_ARRAY(JSONB_BUILD_ARRAY('iuser_id', 'ic2'), COALESCE(JSONB_AGG(JSONB_BUILD_ARRAY(listed.user_id, listed.c2) ORDER BY listed.k1 DESC, listed.user_id), '[]')) FROM (SELECT posts.user_id, SUM(posts.likes) AS c2, COUNT(*) AS k1 FROM posts GROUP BY posts.user_id ORDER BY COUNT(*) DESC, posts.user_id LIMIT $1) AS listed)" [3i64],
        mysql | mariadb: "SELECT (SELECT JSON_ARRAY(JSON_ARRAY('iuser_id', 'ic2'), JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(JSON_ARRAY(listed.user_id, listed.c2) ORDER BY listed.k1 DESC, listed.user_id SEPARATOR ', '), ''), ']'), '$')) FROM (SELECT posts.user_id, SUM(posts.likes) AS c2, COUNT(*) AS k1 FROM posts GROUP BY posts.user_id ORDER BY COUNT(*) DESC, posts.user_id LIMIT ?) AS listed)" [3i64],
        ansi: error "ANSI SQL 2023.0 has no function like `json_array` (in SELECT)",
    );
    let all = select(users::id).union(select(posts::user_id)).order_by(users::id);
    assert_sql!(select(multiset(all)),
        sqlite: "SELECT (SELECT JSON_ARRAY(JSON_ARRAY('iid'), JSON_GROUP_ARRAY(JSON_ARRAY(listed.id) ORDER BY listed.id)) FROM (SELECT users.id FROM users UNION SELECT posts.user_id FROM posts ORDER BY 1) AS listed)",
        postgres: "SELECT (SELECT JSONB_BUILD_ARRAY(JSONB_BUILD_ARRAY('iid'), COALESCE(JSONB_AGG(JSONB_BUILD_ARRAY(listed.id) ORDER BY listed.id), '[]')) FROM (SELECT users.id FROM users UNION SELECT posts.user_id FROM posts ORDER BY 1) AS listed)",
        mysql | mariadb: "SELECT (SELECT JSON_ARRAY(JSON_ARRAY('iid'), JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(JSON_ARRAY(listed.id) ORDER BY listed.id SEPARATOR ', '), ''), ']'), '$')) FROM (SELECT users.id FROM users UNION SELECT posts.user_id FROM posts ORDER BY 1) AS listed)",
        ansi: error "ANSI SQL 2023.0 has no function like `json_array` (in SELECT)",
    );
    let different = select(users::age).distinct().filter(users::age.is_not_null());
    let different = different.order_by(users::age.desc());
    assert_sql!(select(multiset(different)),
        sqlite: "SELECT (SELECT JSON_ARRAY(JSON_ARRAY('iage'), JSON_GROUP_ARRAY(JSON_ARRAY(listed.age) ORDER BY listed.age DESC)) FROM (SELECT DISTINCT users.age FROM users WHERE users.age IS NOT NULL ORDER BY users.age DESC) AS listed)",
        postgres: "SELECT (SELECT JSONB_BUILD_ARRAY(JSONB_BUILD_ARRAY('iage'), COALESCE(JSONB_AGG(JSONB_BUILD_ARRAY(listed.age) ORDER BY listed.age DESC), '[]')) FROM (SELECT DISTINCT users.age FROM users WHERE users.age IS NOT NULL ORDER BY users.age DESC) AS listed)",
        mysql: "SELECT (SELECT JSON_ARRAY(JSON_ARRAY('iage'), JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(JSON_ARRAY(listed.age) ORDER BY listed.age DESC SEPARATOR ', '), ''), ']'), '$')) FROM (SELECT DISTINCT users.age FROM users WHERE users.age IS NOT NULL ORDER BY users.age DESC) AS listed)",
        mariadb: "SELECT (SELECT JSON_ARRAY(JSON_ARRAY('iage'), JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(JSON_ARRAY(listed.age) ORDER BY listed.age IS NULL, listed.age DESC SEPARATOR ', '), ''), ']'), '$')) FROM (SELECT DISTINCT users.age FROM users WHERE users.age IS NOT NULL ORDER BY users.age DESC) AS listed)",
        ansi: error "ANSI SQL 2023.0 has no function like `json_array` (in SELECT)",
    );
    assert_sql!(select(multiset(select(users::age).distinct().order_by(users::id))),
        sqlite | postgres | mysql | mariadb | ansi: error "a multiset of different rows, or of a set operation, is ordered by what is no column of it; order by its columns",
    );
}

#[test]
fn columns_of_no_known_type_are_refused() {
    assert_sql!(select(multiset(select((users::id, column("x"))))),
        sqlite | postgres | mysql | mariadb | ansi: error "the type of a value `x` in a JSON document is not known; say it by `.typed::<T>()`, or convert with `.cast::<T>()`",
    );
}

#[derive(Debug, PartialEq)]
struct Post {
    title: String,
    likes: i32,
}

impl FromRow for Post {
    const WIDTH: Option<usize> = Some(2);
    fn from_row(row: &RowRef<'_>) -> Result<Self> {
        Ok(Post { title: row.get("title")?, likes: row.get(posts::likes)? })
    }
}

#[test]
fn rows_inside_decode_as_those_of_the_query() {
    let lines = select((posts::title, posts::likes))
        .filter(posts::user_id.eq(users::id))
        .order_by(posts::id)
        .rows_as::<Post>();
    let query = select((users::id, multiset(lines))).from(users::table()).order_by(users::id);
    for live in Live::ALL {
        let rows: Vec<(i64, Multiset<Post>)> =
            live.with(|conn| conn.fetch_all(&query).expect("rows"));
        assert_eq!(rows.len(), 6, "{live}");
        assert_eq!(rows[0].1[1], Post { title: "hello".into(), likes: 0 }, "{live}");
        assert!(rows[2].1.is_empty(), "{live}");
        let dynamic = select(multiset(select(vec![posts::id, posts::user_id]).order_by(posts::id)));
        let rows: Vec<Multiset<Row>> = live.with(|conn| conn.fetch_all(&dynamic).expect("rows"));
        assert_eq!(rows[0][5].get::<i64>("user_id").unwrap(), 5, "{live}");
    }
}

#[test]
fn rows_inside_of_rows_inside() {
    let team = users::alias("team");
    let titles =
        select(posts::title).filter(posts::user_id.eq(team.col(users::id))).order_by(posts::id);
    let members = select((team.col(users::name), multiset(titles)))
        .from(&team)
        .filter(team.col(users::boss_id).eq(users::id))
        .order_by(team.col(users::id));
    let query = select((users::id, multiset(members))).from(users::table()).order_by(users::id);
    for live in Live::ALL {
        let rows = live.with(|conn| conn.fetch_all(&query).expect("rows"));
        let (name, titles) = &rows[0].1[0];
        assert_eq!(
            (name.as_str(), titles.to_vec()),
            ("bob", vec!["100% pure".to_owned()]),
            "{live}"
        );
        assert_eq!(rows[1].1.len(), 2, "{live}");
        assert!(rows[3].1.is_empty(), "{live}");
    }
}

#[test]
fn rows_of_other_types_are_told() {
    let query = select((users::id, multiset(select(posts::id)))).filter(users::id.eq(1));
    let query = query.rows_as::<(i64, Multiset<(i64, i64)>)>();
    let error = Live::Sqlite.with(|conn| conn.fetch_all(&query).unwrap_err());
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("rows of a query that are others"), "{error}");
}

/// MariaDB 10.11 takes a lone EXISTS beside a text for a text there.
/// A place, and what it has.
type Placed = (i64, Vec<(bool, String)>);

#[test]
fn conditions_beside_texts_and_functions_over_windows() {
    let few = select((users::id, users::age)).order_by(users::id).limit(2).subquery("few");
    let any = exists(select(users::id).filter(users::age.gt(0)));
    let inside = select((any, posts::title)).filter(posts::id.lt(3)).order_by(posts::id);
    let place = func::row_number().over(window().order_by(few.col(users::id)));
    let query = select((place, multiset(inside))).from(&few).order_by(few.col(users::id));
    let [sqlite, _, mysql, mariadb, _] = crate::support::expect::texts(&query);
    assert!(sqlite.contains("JSON_ARRAY((EXISTS (SELECT"), "{sqlite}");
    for text in [mysql, mariadb] {
        assert!(text.contains("WHERE users.age > ?)) + 0, posts.title)"), "{text}");
    }
    let given = Live::ALL.map(|live| {
        live.with(|connection| {
            let rows: Vec<(i64, Multiset<(bool, String)>)> = connection.fetch_all(&query).unwrap();
            rows.into_iter().map(|(place, rows)| (place, rows.into_iter().collect())).collect()
        })
    });
    let [sqlite, postgres, mariadb]: [Vec<Placed>; 3] = given;
    assert_eq!(sqlite.len(), 2);
    assert!(sqlite.iter().all(|(_, rows)| rows.len() == 2 && rows.iter().all(|row| row.0)));
    assert_eq!((&sqlite, &sqlite), (&postgres, &mariadb));
}
