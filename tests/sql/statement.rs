//! Statements of all kinds as trees: equality, hashing, display, and the place of each clause.

use std::collections::HashSet;

use sqltree::Problem;
use sqltree::dml::{Delete, Insert, Update};
use sqltree::prelude::*;
use sqltree::schema::ConstraintDef;

use crate::assert_sql;
use crate::support::tables::{posts, users};

fn insertion() -> Insert<impl Sized, impl Sized> {
    insert(posts::table())
        .columns((posts::id, posts::title))
        .values((1, "a"))
        .values((2, "b"))
        .returning(posts::id)
}

fn updating(age: i32) -> Update {
    update(users::table())
        .set(users::age, age)
        .set(users::name, func::upper(users::name))
        .filter(users::id.eq(1))
}

fn deletion() -> Delete {
    delete(users::table()).filter(users::id.is_in(select(posts::user_id)))
}

#[test]
fn equal_statements_are_equal_and_others_are_not() {
    assert_eq!(insertion(), insertion());
    assert_eq!(updating(1), updating(1));
    assert_ne!(updating(1), updating(2));
    assert_ne!(updating(1), updating(1).filter(users::age.gt(3)));
    assert_ne!(updating(1), update(users::table()).filter(users::id.eq(1)));
    assert_eq!(deletion(), deletion());
    assert_ne!(deletion(), delete(users::table()).all_rows());
    assert_ne!(delete(users::table()).all_rows(), delete(posts::table()).all_rows());
    assert_ne!(delete(users::table()).all_rows(), delete(users::table()));
    assert_ne!(insert(users::table()).set(users::id, 1), insert(users::table()).set(users::age, 1));

    // The same cells in rows of another width.
    let cells = [Value::from(1), Value::from(2), Value::from(3), Value::from(4)];
    let table = users::table();
    let wide = insert(users::table())
        .columns([table.col("id"), table.col("age"), table.col("name"), table.col("score")])
        .values(cells.clone());
    let narrow = insert(users::table())
        .columns([table.col("id"), table.col("age")])
        .values([cells[0].clone(), cells[1].clone()])
        .values([cells[2].clone(), cells[3].clone()]);
    assert_ne!(wide, narrow);

    let unique = ConstraintDef::Unique(vec!["a".into()].into());
    let table = || Table::new("t").column("a", Type::Integer);
    assert_eq!(create_table(table()), create_table(table()));
    assert_ne!(create_table(table()), create_table(table()).if_not_exists());
    assert_ne!(create_table(table()), create_table(Table::new("t").column("a", Type::BigInt)));
    assert_ne!(create_table(table()), create_table(table().column("b", Type::Integer)));
    assert_ne!(create_table(table()), create_table(table().constraint(unique)));
    assert_eq!(drop_table(table()), drop_table(table()));
    assert_ne!(drop_table(table()), drop_table(Table::new(("s", "t"))));
}

#[test]
fn equal_statements_hash_alike() {
    let ages: HashSet<Update> = [1, 2, 1, 2, 1].map(updating).into();
    assert_eq!(ages.len(), 2);
    let tables = ["t", "u", "t"].map(|name| create_table(Table::new(name)));
    assert_eq!(HashSet::from(tables).len(), 2);
}

#[test]
fn children_are_the_nodes_below() {
    assert_eq!(deletion().children().len(), 2);
    assert_eq!(updating(1).children().len(), 6);
    assert_eq!(insertion().children().len(), 1 + 2 + 4 + 1);
    assert!(drop_table(users::table()).children().is_empty());
}

#[test]
fn display_is_standard_sql_in_a_line_or_in_lines() {
    assert_eq!(
        updating(1).to_string(),
        "UPDATE users SET age = :p1, name = UPPER(users.name) WHERE users.id = :p2"
    );
    assert_eq!(
        format!("{:#}", updating(1)),
        "UPDATE users\nSET age = :p1, name = UPPER(users.name)\nWHERE users.id = :p2"
    );
    assert_eq!(
        format!("{:#}", insertion()),
        "INSERT INTO posts (id, title)\nVALUES (:p1, :p2), (:p3, :p4)\nRETURNING posts.id"
    );
    assert_eq!(
        format!("{:#}", deletion()),
        "DELETE FROM users\nWHERE users.id IN (SELECT posts.user_id\n    FROM posts)"
    );
    assert_eq!(drop_table(users::table()).to_string(), "DROP TABLE users");
    assert_eq!(format!("{:?}", drop_table(users::table())), "DROP TABLE users");
    let hopeless = delete(users::table());
    assert!(hopeless.to_string().starts_with("<DELETE FROM users has no condition"));
}

#[test]
fn lines_follow_clauses_and_queries_inside() {
    let inner = select((posts::user_id, func::count().label("n")))
        .filter(posts::title.ne(" FROM \n WHERE "))
        .group_by(posts::user_id)
        .having(func::count().gt(1))
        .subquery("counted");
    let n = inner.col("n").typed::<i64>();
    let query = select((users::name, n))
        .from(users::table())
        .left_join(&inner, inner.col(posts::user_id).eq(users::id))
        .filter(exists(select(posts::id).filter(posts::user_id.eq(users::id))))
        .order_by(users::name)
        .limit(5);
    assert_eq!(
        format!("{query:#}"),
        "SELECT users.name, counted.n\n\
         FROM users\n\
         LEFT JOIN (SELECT posts.user_id, COUNT(*) AS n\n\
         \u{20}   FROM posts\n\
         \u{20}   WHERE posts.title <> :p1\n\
         \u{20}   GROUP BY posts.user_id\n\
         \u{20}   HAVING COUNT(*) > :p2) AS counted ON counted.user_id = users.id\n\
         WHERE EXISTS (SELECT posts.id\n\
         \u{20}   FROM posts\n\
         \u{20}   WHERE posts.user_id = users.id)\n\
         ORDER BY users.name\n\
         LIMIT :p3"
    );
}

#[test]
fn lines_are_the_same_text_at_any_depth() {
    let mut query = select(users::id).filter(users::age.gt(1)).from(users::table());
    for _ in 0..200 {
        query = select(users::id)
            .from(users::table())
            .filter(users::id.is_in(query))
            .order_by(users::id);
    }
    let lines = format!("{query:#}");
    let text: Vec<&str> = lines.lines().map(str::trim_start).collect();
    assert_eq!(text.join(" "), query.to_string());
    let deepest = lines.lines().map(|line| line.len() - line.trim_start().len()).max();
    assert_eq!(deepest, Some(32 * 4));
    // Names and texts are never broken.
    let odd = select(literal(" FROM \n").label(" WHERE ")).filter(sql!("' ORDER BY ' = ' '"));
    assert_eq!(format!("{odd:#}").replace("\nWHERE '", " WHERE '"), odd.to_string());
}

#[test]
fn lines_of_set_operations_and_common_table_expressions() {
    let adults = select(users::id).filter(users::age.ge(18)).cte("adults");
    let query = select(adults.col(users::id)).union(select(posts::user_id)).limit(3);
    assert_eq!(
        format!("{query:#}"),
        "WITH adults AS (SELECT users.id\n\
         \u{20}   FROM users\n\
         \u{20}   WHERE users.age >= :p1)\n\
         SELECT adults.id\n\
         FROM adults\n\
         UNION\n\
         SELECT posts.user_id\n\
         FROM posts\n\
         LIMIT :p2"
    );
}

fn problem(statement: &impl Statement) -> Problem {
    statement.compile(&Postgres::default()).unwrap_err().problems().next().cloned().unwrap()
}

#[test]
fn a_mistake_names_the_line_of_its_clause() {
    let ours = line!();
    let wrong = update(users::table()) // ours + 1
        .set(users::age, 1)
        .filter(posts::id.eq(1))
        .returning(users::id);
    let told = problem(&wrong);
    assert_eq!(told.location().map(|at| at.line()), Some(ours + 3));
    assert!(told.message().contains("(in WHERE)"), "{}", told.message());

    let wrong = delete(users::table())
        .filter(users::id.eq(1)) //
        .returning(posts::id);
    let told = problem(&wrong);
    assert_eq!(told.location().map(|at| at.line()), Some(ours + 11));
    assert!(told.message().contains("(in RETURNING)"), "{}", told.message());

    let wrong = insert(users::table())
        .columns(users::age) //
        .values((posts::likes,));
    let told = problem(&wrong);
    assert_eq!(told.location().map(|at| at.line()), Some(ours + 18));
    assert!(told.message().contains("(in VALUES)"), "{}", told.message());
}

#[test]
fn what_was_given_before_is_never_dropped() {
    assert_sql!(insert(users::table()).set(users::id, 1).columns((users::id, users::name)).values((2, "x")),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT has both `set` and rows (`columns` \
            and `values`); use one of them\nINSERT has both `set` and rows (`columns` and \
            `values`); use one of them",
    );
    assert_sql!(delete(users::table()).filter(users::id.eq(1)).returning(users::id).returning(users::name),
        sqlite | postgres | mariadb | ansi: error
            "RETURNING is given twice; give all columns in one call",
        mysql: error "RETURNING is given twice; give all columns in one call\nMySQL 8.4 has no \
            DELETE … RETURNING (in DELETE); select the rows before the delete, in one transaction",
    );
}

#[test]
fn lines_of_a_very_deep_query_are_no_longer_than_the_query() {
    let mut query = select(users::id).filter(users::age.gt(1));
    for _ in 0..20_000 {
        query = select(users::id).filter(users::id.is_in(query));
    }
    let (line, lines) = (query.to_string(), format!("{query:#}"));
    assert!(lines.len() < line.len() * 8, "{} for {}", lines.len(), line.len());
}
