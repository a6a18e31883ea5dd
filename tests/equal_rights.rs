//! A dialect of a stranger's has the rights of a built-in one: the folder `dialects/` is compiled
//! here as a foreign crate, and writes the same SQL. One that touched anything private would not
//! compile.

#![allow(unreachable_pub, missing_docs)]

// Drivers and constants that only the crate itself uses stay unused here.
#[allow(dead_code, unused_imports)]
#[path = "../dialects/mod.rs"]
mod dialects;

use sqltree::dialect::Dialect;
use sqltree::prelude::*;

sqltree::table! {
    pub users {
        id: i64 => primary_key, generated,
        name: String => sql_type(VarChar(99)),
        age: Option<i32>,
        boss_id: Option<i64> => references(users::id),
    }
}

type Compile = Box<dyn Fn(&dyn Dialect) -> sqltree::Result<Compiled>>;

fn statements() -> Vec<Compile> {
    let boss = users::alias("boss");
    let query = select((users::id, boss.col(users::name).nullable().label("Boss")))
        .left_join(&boss, users::boss_id.eq(boss.col(users::id)))
        .filter(users::name.like("a%") | users::name.ilike("%b_"))
        .filter(users::age.is_distinct_from(5) & (users::age / 2).gt(1.5))
        .order_by(users::age.desc().nulls_first())
        .offset(3);
    let full = select(func::count()).from(users::table()).full_join(&boss, users::id.gt(1));
    let add = insert(users::table()).set(users::name, "x").returning(users::id);
    let change = update(users::table()).set(users::age, users::age % 2).filter(users::id.eq(1));
    let remove = delete(users::table()).all_rows().returning(users::id);
    let create = create_table(users::table());
    vec![
        Box::new(move |dialect| query.compile(dialect)),
        Box::new(move |dialect| full.compile(dialect)),
        Box::new(move |dialect| add.compile(dialect)),
        Box::new(move |dialect| change.compile(dialect)),
        Box::new(move |dialect| remove.compile(dialect)),
        Box::new(move |dialect| create.compile(dialect)),
    ]
}

#[test]
fn a_foreign_copy_of_every_dialect_writes_the_same() {
    let pairs: [(&dyn Dialect, &dyn Dialect); 6] = [
        (&Sqlite::new(), &dialects::Sqlite::new()),
        (&Sqlite::version(3, 24), &dialects::Sqlite::version(3, 24)),
        (&Postgres::version(13), &dialects::Postgres::version(13)),
        (&MySql::version(5, 7), &dialects::MySql::version(5, 7)),
        (&MySql::new(), &dialects::MySql::new()),
        (&MariaDb::version(10, 11), &dialects::MariaDb::version(10, 11)),
    ];
    let mut compared = 0;
    for (ours, foreign) in pairs {
        for statement in statements() {
            match (statement(ours), statement(foreign)) {
                (Ok(a), Ok(b)) => assert_eq!((a.sql(), a.params()), (b.sql(), b.params())),
                (Err(a), Err(b)) => assert_eq!(a.to_string(), b.to_string()),
                (a, b) => panic!("{:?} differs: {a:?} and {b:?}", ours.spec().name),
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 36);
}
