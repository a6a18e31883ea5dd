//! Types of a program's own, with functions round their values and round their columns.

use sqltree::expr::{Expr, IntoExpr, bound};
use sqltree::function::{Arg, Function, Rule};
use sqltree::prelude::*;

use sqltree::{FromValue, Mismatch, NotNull, SqlValue, Tag, UserType, ValueRef, family, template};

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::SCRIPT;

static STORE: Function = Function::scalar("store", &[Arg::Text], Rule::Fixed(Tag::Text))
    .written(template!("REPLACE({0}, 'L', 'l')"));
static SHOW: Function = Function::scalar("show", &[Arg::Text], Rule::Fixed(Tag::Text))
    .written(template!("REPLACE({0}, 'l', 'L')"));
static LOUD: UserType = UserType::new(Type::VarChar(200)).bind(&STORE).read(&SHOW);

/// A text that is stored without an L, and shown without an l.
#[derive(Clone, Debug, PartialEq)]
struct Loud(String);

impl SqlValue for Loud {
    type Family = family::Text;
    const TYPE: Type = Type::User(&LOUD);
    type NonNull = Loud;
    type Null = NotNull;
    type Output = Loud;
}

impl From<Loud> for Value {
    fn from(loud: Loud) -> Value {
        loud.0.into()
    }
}

impl IntoExpr for Loud {
    type Sql = Loud;
    fn into_expr(self) -> Expr<Loud> {
        bound(self.into())
    }
}

impl FromValue for Loud {
    const NAME: &'static str = "Loud";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        String::from_value(value).map(Loud)
    }
}

sqltree::table! {
    pub posts {
        id: i64 => primary_key,
        user_id: i64,
        title: Loud,
        body: Option<Loud>,
        likes: i32,
    }
}

fn x() -> Loud {
    Loud("x".into())
}

fn hello() -> Loud {
    Loud("heLLo".into())
}

#[test]
fn round_a_column_that_is_given_out_and_round_a_value() {
    let query = select((posts::id, posts::title, posts::body.label("b")))
        .filter(posts::title.eq(x()) | posts::title.is_in([x(), Loud("Trees".into())]))
        .filter(posts::likes.ne(0))
        .order_by(posts::id);
    assert_sql!(query,
        sqlite | mysql | mariadb:
            "SELECT posts.id, REPLACE(posts.title, 'l', 'L') AS title, REPLACE(posts.body, 'l', \
             'L') AS b FROM posts WHERE (posts.title = REPLACE(?, 'L', 'l') OR posts.title IN \
             (REPLACE(?, 'L', 'l'), REPLACE(?, 'L', 'l'))) AND posts.likes <> ? ORDER BY \
             posts.id" ["x", "x", "Trees", 0],
        postgres:
            "SELECT posts.id, REPLACE(posts.title, 'l', 'L') AS title, REPLACE(posts.body, 'l', \
             'L') AS b FROM posts WHERE (posts.title = REPLACE(CAST($1 AS TEXT), 'L', 'l') OR \
             posts.title IN (REPLACE(CAST($2 AS TEXT), 'L', 'l'), REPLACE(CAST($3 AS TEXT), \
             'L', 'l'))) AND posts.likes <> $4 ORDER BY posts.id" ["x", "x", "Trees", 0],
        ansi:
            "SELECT posts.id, REPLACE(posts.title, 'l', 'L') AS title, REPLACE(posts.body, 'l', \
             'L') AS b FROM posts WHERE (posts.title = REPLACE(:p1, 'L', 'l') OR posts.title IN \
             (REPLACE(:p2, 'L', 'l'), REPLACE(:p3, 'L', 'l'))) AND posts.likes <> :p4 ORDER BY \
             posts.id" ["x", "x", "Trees", 0],
    );
}

#[test]
fn neither_round_comparisons_of_columns_nor_inside_of_subqueries() {
    let inner =
        select((posts::id, posts::title)).filter(posts::title.ne(posts::body)).subquery("q");
    let query = select((inner.col(posts::title), func::max(inner.col(posts::title)).label("m")))
        .from(&inner)
        .group_by((inner.col(posts::id), inner.col(posts::title)))
        .order_by(inner.col(posts::id));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT REPLACE(q.title, 'l', 'L') AS title, REPLACE(MAX(q.title), 'l', 'L') AS m \
             FROM (SELECT posts.id, posts.title FROM posts WHERE posts.title <> posts.body) AS \
             q GROUP BY q.id, q.title ORDER BY q.id",
    );
}

#[test]
fn once_round_what_one_value_is() {
    let other = posts::alias("p");
    let first = select(other.col(posts::title)).order_by(other.col(posts::id)).limit(1).scalar();
    let query = select((first.label("a"), func::coalesce(posts::body, hello()).label("b")))
        .from(posts::table())
        .order_by(posts::id);
    assert_sql!(query,
        sqlite | mysql | mariadb:
            "SELECT (SELECT p.title FROM posts AS p ORDER BY p.id LIMIT ?) AS a, \
             REPLACE(COALESCE(posts.body, REPLACE(?, 'L', 'l')), 'l', 'L') AS b FROM posts \
             ORDER BY posts.id" [1_i64, "heLLo"],
        postgres:
            "SELECT (SELECT p.title FROM posts AS p ORDER BY p.id LIMIT $1) AS a, \
             REPLACE(COALESCE(posts.body, REPLACE(CAST($2 AS TEXT), 'L', 'l')), 'l', 'L') AS b \
             FROM posts ORDER BY posts.id" [1_i64, "heLLo"],
        ansi:
            "SELECT (SELECT p.title FROM posts AS p ORDER BY p.id LIMIT :p1) AS a, \
             REPLACE(COALESCE(posts.body, REPLACE(:p2, 'L', 'l')), 'l', 'L') AS b FROM posts \
             ORDER BY posts.id" [1_i64, "heLLo"],
    );
}

#[test]
fn round_the_values_of_changes() {
    let change = insert(posts::table())
        .columns((posts::id, posts::user_id, posts::title, posts::body, posts::likes))
        .values((50_i64, 1_i64, hello(), None::<Loud>, 0));
    assert_sql!(change,
        sqlite | mysql | mariadb:
            "INSERT INTO posts (id, user_id, title, body, likes) VALUES (?, ?, REPLACE(?, 'L', \
             'l'), ?, ?)" [50_i64, 1_i64, "heLLo", None::<i32>, 0],
        postgres:
            "INSERT INTO posts (id, user_id, title, body, likes) VALUES ($1, $2, \
             REPLACE(CAST($3 AS TEXT), 'L', 'l'), $4, $5)" [50_i64, 1_i64, "heLLo", None::<i32>, 0],
        ansi:
            "INSERT INTO posts (id, user_id, title, body, likes) VALUES (:p1, :p2, REPLACE(:p3, \
             'L', 'l'), :p4, :p5)" [50_i64, 1_i64, "heLLo", None::<i32>, 0],
    );
    let change = update(posts::table()).set(posts::body, hello()).filter(posts::id.eq(1_i64));
    assert_sql!(change,
        sqlite | mysql | mariadb:
            "UPDATE posts SET body = REPLACE(?, 'L', 'l') WHERE posts.id = ?" ["heLLo", 1_i64],
        postgres:
            "UPDATE posts SET body = REPLACE(CAST($1 AS TEXT), 'L', 'l') WHERE posts.id = $2" ["heLLo", 1_i64],
        ansi:
            "UPDATE posts SET body = REPLACE(:p1, 'L', 'l') WHERE posts.id = :p2" ["heLLo", 1_i64],
    );
    let bare =
        insert(posts::table()).columns([posts::table().col("id"), posts::table().col("title")]);
    let bare = bare.values([Value::from(51_i64), Value::from("LL")]);
    assert_eq!(
        bare.compile(&Postgres::default()).unwrap().sql(),
        "INSERT INTO posts (id, title) VALUES ($1, REPLACE(CAST($2 AS TEXT), 'L', 'l'))"
    );
}

#[test]
fn what_comes_late_stands_in_the_function_too() {
    let query = select(posts::id).filter(posts::title.eq(param::<Loud>("title")));
    assert_eq!(
        query.compile(&Sqlite::default()).unwrap().sql(),
        "SELECT posts.id FROM posts WHERE posts.title = REPLACE(?, 'L', 'l')"
    );
}

#[test]
fn lists_that_would_give_what_is_stored_are_refused() {
    assert_sql!(select(star()).from(posts::table()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`*` (in SELECT) gives a column as it is stored, whose type says how it is \
             read; name the columns",
    );
    assert_sql!(select(posts::title).union_all(select(posts::title)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a set operation or VALUES gives a column as it is stored, whose type says how \
             it is read; select from it as a subquery",
    );
}

#[test]
fn values_come_back_as_they_went() {
    for live in Live::ALL {
        let mut conn = live.connect();
        conn.run_script(SCRIPT).expect("tables");
        let change = insert(posts::table())
            .columns((posts::id, posts::user_id, posts::title, posts::likes))
            .values((77_i64, 1_i64, hello(), 0))
            .returning((posts::title, posts::title.concat("l")));
        let given = conn.fetch_one(&change).expect("a row");
        assert_eq!(given, (hello(), "hellol".to_owned()), "{live}");
        let query = select(posts::title).filter(posts::title.eq(hello()) & posts::id.eq(77_i64));
        assert_eq!(conn.fetch_one(&query).expect("the row"), hello(), "{live}");
    }
}

#[test]
fn round_a_column_of_rows_that_are_picked_or_of_sets_of_keys() {
    let last = select((posts::user_id, posts::title))
        .distinct_on(posts::user_id)
        .order_by((posts::user_id, posts::id.desc()));
    assert_sql!(last,
        sqlite | mysql | mariadb:
            "SELECT c_1 AS user_id, REPLACE(c_2, 'l', 'L') AS title FROM (SELECT \
                posts.user_id AS c_1, posts.title AS c_2, ROW_NUMBER() OVER (PARTITION BY \
                posts.user_id ORDER BY posts.user_id, posts.id DESC) AS n_1, posts.user_id AS \
                o_1, posts.id AS o_2 FROM posts) AS q WHERE n_1 = 1 ORDER BY o_1, o_2 DESC",
        postgres | ansi:
            "SELECT DISTINCT ON (posts.user_id) posts.user_id, REPLACE(posts.title, 'l', \
                'L') AS title FROM posts ORDER BY posts.user_id, posts.id DESC",
    );
    let titles = select(posts::title.nullable())
        .filter(posts::likes.gt(2))
        .group_by_rollup(posts::title)
        .order_by(posts::title.asc().nulls_first());
    assert_sql!(titles,
        sqlite | mysql | mariadb:
            "SELECT REPLACE(c_1, 'l', 'L') AS title FROM (SELECT posts.title AS c_1, \
                posts.title AS o_1, COUNT(*) AS n_1 FROM posts WHERE posts.likes > ? GROUP BY \
                posts.title UNION ALL SELECT NULL AS c_1, NULL AS o_1, COUNT(*) AS n_1 FROM \
                posts WHERE posts.likes > ?) AS q ORDER BY o_1" [2, 2],
        postgres:
            "SELECT REPLACE(posts.title, 'l', 'L') AS title FROM posts WHERE posts.likes > \
                $1 GROUP BY ROLLUP (posts.title) ORDER BY posts.title NULLS FIRST" [2],
        ansi:
            "SELECT REPLACE(posts.title, 'l', 'L') AS title FROM posts WHERE posts.likes > \
                :p1 GROUP BY ROLLUP (posts.title) ORDER BY posts.title NULLS FIRST" [2],
    );
}
