//! Queries as values: of one row at most, for sure.

use sqltree::prelude::*;
use sqltree::schema::ConstraintDef;

use crate::assert_sql;
use crate::support::tables::{posts, users};

const SEVERAL: &str = "a query may give several rows (in SELECT), and is taken for one value; add \
                       `.limit(1)`, declare and equate a unique key, or say that you know it by \
                       `.scalar_unchecked()`";

/// What compile says of a query as a value, beside the rows of `users`.
fn told<T: sqltree::SqlValue>(value: Expr<T>) -> String {
    let query = select([value.dynamic()]).from(users::table());
    let all = sqltree::dialects::all().map(|dialect| match query.compile(dialect) {
        Ok(_) => "one row".to_owned(),
        Err(error) => crate::support::expect::messages(&error),
    });
    assert!(all.iter().all(|told| *told == all[0]), "all dialects say the same: {all:?}");
    all[0].clone()
}

fn ages() -> Select<Option<i32>> {
    select(users::age).from(users::table())
}

#[test]
fn several_rows_are_refused() {
    assert_sql!(select((users::id, select(posts::title).filter(posts::user_id.eq(users::id)).scalar())),
        sqlite | postgres | mysql | mariadb | ansi: error "a query may give several rows (in \
            SELECT), and is taken for one value; add `.limit(1)`, declare and equate a unique \
            key, or say that you know it by `.scalar_unchecked()`",
    );
    let other = users::table().alias("o");
    for several in [
        ages().from(&other).scalar(),
        ages().filter(users::id.gt(5)).scalar(),
        ages().filter(users::id.eq(5) | users::id.eq(6)).scalar(),
        ages().filter(users::name.eq("ann")).scalar(),
        ages().filter(users::id.eq(users::boss_id)).scalar(),
        ages().limit(2).scalar(),
        ages().distinct().scalar(),
        ages().group_by(users::age).scalar(),
        ages().filter(users::id.eq(1)).union(ages().filter(users::id.eq(2))).scalar(),
        values(["age"], [Some(1), Some(2)]).scalar(),
        ages().filter(users::id.eq(1)).join(&other, other.col(users::age).eq(users::age)).scalar(),
        ages()
            .filter(users::id.eq(1))
            .right_join(&other, other.col(users::id).eq(users::id))
            .scalar(),
        // Several 64-bit integers are equal to one number in floating point.
        ages()
            .filter(users::id.typed::<Option<f64>>().eq(1.5))
            .filter(users::id.dynamic().eq(1.5))
            .scalar(),
        ages().filter(users::id.eq(sql!("random()").typed::<i64>())).scalar(),
    ] {
        assert_eq!(told(several), SEVERAL);
    }
}

#[test]
fn an_aggregate_a_limit_or_a_key_gives_one() {
    let outer = select(users::id).order_by(users::id);
    assert_sql!(outer.filter(users::age.eq(select(func::max(posts::likes)).scalar().typed::<Option<i32>>())),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users WHERE users.age \
            = (SELECT MAX(posts.likes) FROM posts) ORDER BY users.id",
    );
    let boss = users::table().alias("boss");
    let name = select(boss.col(users::name)).filter(boss.col(users::id).eq(users::boss_id));
    assert_sql!(select((users::id, name.scalar().label("boss"))).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, (SELECT boss.name FROM \
            users AS boss WHERE boss.id = users.boss_id) AS boss FROM users ORDER BY users.id",
    );
    let best =
        select(posts::title).filter(posts::user_id.eq(users::id)).order_by(posts::id).limit(1);
    assert_sql!(select((users::id, best.scalar().label("best"))).order_by(users::id),
        sqlite | mysql | mariadb: "SELECT users.id, (SELECT posts.title FROM posts WHERE \
            posts.user_id = users.id ORDER BY posts.id LIMIT ?) AS best FROM users ORDER BY \
            users.id" [1_i64],
        postgres: "SELECT users.id, (SELECT posts.title FROM posts WHERE posts.user_id = \
            users.id ORDER BY posts.id LIMIT $1) AS best FROM users ORDER BY users.id" [1_i64],
        ansi: "SELECT users.id, (SELECT posts.title FROM posts WHERE posts.user_id = users.id \
            ORDER BY posts.id LIMIT :p1) AS best FROM users ORDER BY users.id" [1_i64],
    );
    // Through joins: the post is fixed, so its writer is, so the writer's boss is, if there is one.
    let of = select(boss.col(users::name))
        .from(posts::table())
        .join(users::table(), foreign_key())
        .left_join(&boss, boss.col(users::id).eq(users::boss_id))
        .filter(posts::id.eq(5));
    assert_sql!(select([of.scalar().dynamic()]),
        sqlite | mysql | mariadb: "SELECT (SELECT boss.name FROM posts JOIN users ON \
            posts.user_id = users.id LEFT JOIN users AS boss ON boss.id = users.boss_id WHERE \
            posts.id = ?)" [5],
        postgres: "SELECT (SELECT boss.name FROM posts JOIN users ON posts.user_id = users.id \
            LEFT JOIN users AS boss ON boss.id = users.boss_id WHERE posts.id = $1)" [5],
        ansi: "SELECT (SELECT boss.name FROM posts JOIN users ON posts.user_id = users.id LEFT \
            JOIN users AS boss ON boss.id = users.boss_id WHERE posts.id = :p1)" [5],
    );
}

#[test]
fn keys_of_all_kinds() {
    let one = "one row";
    let rates = Table::new("rates")
        .with(ColumnDef::new("day", Type::Date).not_null())
        .with(ColumnDef::new("code", Type::VarChar(3)).unique())
        .with(ColumnDef::new("rate", Type::Double))
        .with(ColumnDef::new("bank", Type::Integer))
        .constraint(ConstraintDef::Unique(vec!["bank".into(), "rate".into()].into()));
    let rate = || select([rates.col("rate")]).from(&rates).rows_as::<Option<f64>>();
    assert_eq!(told(rate().filter(rates.col("code").eq("EUR")).scalar()), one);
    assert_eq!(told(rate().filter(rates.col("bank").eq(7)).scalar()), SEVERAL);
    let both = rates.col("bank").eq(7) & rates.col("rate").eq(1.5);
    assert_eq!(told(rate().filter(both.clone()).scalar()), one);
    assert_eq!(told(rate().filter(!both).scalar()), SEVERAL);
    // The key of a query in FROM, of its groups, and of what it has once.
    let inner = select((users::id, users::age)).filter(users::active).subquery("s");
    let of = |id| select(inner.col(users::age)).filter(inner.col(users::id).eq(id)).scalar();
    assert_eq!(told(of(1)), one);
    let count = func::count().label("n");
    let grouped = select((posts::user_id, &count)).group_by(posts::user_id).subquery("g");
    let count = select(grouped.col(&count)).filter(grouped.col(posts::user_id).eq(users::id));
    assert_eq!(told(count.scalar()), one);
    let distinct = select(users::age).distinct().subquery("d");
    let age = select(distinct.col(users::age)).filter(distinct.col(users::age).eq(7));
    assert_eq!(told(age.scalar()), one);
    // A query of one row in FROM fixes what is compared with it.
    let last = func::max(posts::id).label("last");
    let newest = select(&last).subquery("newest");
    let title =
        select(posts::title).from(&newest).join(posts::table(), posts::id.eq(newest.col(&last)));
    assert_eq!(told(title.scalar()), one);
    // Groups whose keys are all fixed, no FROM, one row of VALUES, what is left of one row.
    let groups = select(func::count()).from(users::table()).filter(users::age.eq(3));
    assert_eq!(told(groups.group_by(users::age).scalar()), one);
    assert_eq!(told(select(literal(1)).no_from().scalar()), one);
    assert_eq!(told(values(["n"], [1]).scalar()), one);
    let first = || ages().filter(users::id.eq(1));
    assert_eq!(told(first().except(ages()).scalar()), one);
    assert_eq!(told(first().union(first()).limit(1).scalar()), one);
    assert_eq!(told(first().union(first()).scalar()), SEVERAL);
}

#[test]
fn the_program_may_know_better() {
    assert_sql!(select((users::id, select(users::id).from(users::table()).filter(users::name.eq("bob")).scalar_unchecked().label("bob"))).order_by(users::id),
        sqlite | mysql | mariadb: "SELECT users.id, (SELECT users.id FROM users WHERE users.name \
            = ?) AS bob FROM users ORDER BY users.id" ["bob"],
        postgres: "SELECT users.id, (SELECT users.id FROM users WHERE users.name = $1) AS bob \
            FROM users ORDER BY users.id" ["bob"],
        ansi: "SELECT users.id, (SELECT users.id FROM users WHERE users.name = :p1) AS bob FROM \
            users ORDER BY users.id" ["bob"],
    );
    assert_ne!(ages().scalar(), ages().scalar_unchecked());
    assert_eq!(ages().scalar_unchecked(), ages().scalar_unchecked());
}

#[test]
fn a_foreign_key_fixes_what_it_is_joined_by_alone() {
    let comments = Table::new("comments")
        .with(ColumnDef::new("id", Type::BigInt).primary_key())
        .with(ColumnDef::new("post_id", Type::BigInt).references(&posts::id));
    let by_key = || select(posts::title).from(&comments).filter(comments.col("id").eq(5_i64));
    assert_eq!(told(by_key().join(posts::table(), foreign_key()).scalar()), "one row");
    // The posts are those of a user; that a comment points to one comes later.
    let writer = users::table().alias("writer");
    let posts_of = select(posts::title)
        .from(&writer)
        .join(posts::table(), foreign_key())
        .join(&comments, comments.col("id").eq(5_i64))
        .filter(writer.col(users::id).eq(1));
    assert_eq!(told(posts_of.scalar()), SEVERAL);
}
