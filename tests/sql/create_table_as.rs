//! CREATE TABLE AS.

use sqltree::ddl::create_table_as;
use sqltree::prelude::*;

use crate::support::live::Live;
use crate::support::tables::{posts, users};

fn copy() -> Table {
    Table::new("sqltree_copy")
}

#[test]
fn a_table_of_the_rows_of_a_query() {
    let top = select(posts::user_id).filter(posts::likes.gt(0)).cte("top");
    let query = select((users::id, users::name, (users::age + 1).label("next")))
        .filter(users::id.is_in(select(top.col(posts::user_id)).from(&top)) & users::id.lt(5));
    let create = create_table_as(copy(), &query).temporary();
    assert_eq!(
        create.compile(&Postgres::default()).unwrap().sql(),
        "CREATE TEMPORARY TABLE sqltree_copy AS WITH top AS (SELECT posts.user_id FROM posts WHERE \
         posts.likes > $1) SELECT users.id, users.name, users.age + $2 AS next FROM users WHERE users.id \
         IN (SELECT top.user_id FROM top) AND users.id < $3"
    );
    let table = copy().column("id", Type::BigInt).column("next", Type::Integer);
    let read = select((table.col("id"), table.col("next"))).order_by(table.col("id"));
    for live in Live::ALL {
        live.with(|connection| {
            connection.execute(&create).unwrap_or_else(|error| panic!("{live}: {error}"));
            let rows = connection.fetch_all(&read.clone().rows_as::<(i64, Option<i32>)>()).unwrap();
            assert_eq!(rows, [(1, Some(43)), (2, Some(18)), (4, Some(31))], "{live}");
            let temporary = if live == Live::MariaDb { "TEMPORARY " } else { "" };
            connection.run_script(&format!("DROP {temporary}TABLE sqltree_copy")).unwrap();
        });
    }
}

#[test]
fn set_operations_and_values_too() {
    let both = select(users::id).filter(users::id.lt(3)).union(select(posts::id));
    let create = create_table_as(copy().column("id", Type::BigInt), both).temporary();
    assert_eq!(
        create.compile(&Sqlite::default()).unwrap().sql(),
        "CREATE TEMPORARY TABLE sqltree_copy AS SELECT users.id FROM users WHERE users.id < ? UNION \
         SELECT posts.id FROM posts"
    );
    assert_eq!(create.statement().tables().len(), 3);
}

#[test]
fn columns_need_names_of_their_own() {
    let refused = |create: ddl::CreateTableAs, message: &str| {
        for dialect in sqltree::dialects::all() {
            let error = create.compile(dialect).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    };
    use sqltree::ddl;
    refused(
        create_table_as(copy(), select(users::id + 1)),
        "column 1 of its query has no name; label it",
    );
    refused(
        create_table_as(
            copy(),
            select((users::id, posts::id)).filter(users::id.eq(posts::user_id)),
        ),
        "its query has two columns `id`; label one",
    );
    refused(
        create_table_as(copy().column("no", Type::BigInt), select(users::id)),
        "the columns that it declares are not those of its query",
    );
}
