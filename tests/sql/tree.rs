//! Trees as values: clones, equality, hashes.

use std::collections::HashSet;

use sqltree::prelude::*;

use crate::support::tables::{posts, users};

fn query() -> Select<(i64, String)> {
    let sub =
        select((posts::user_id, func::count().label("n"))).group_by(posts::user_id).subquery("s");
    select((users::id, users::name))
        .join(&sub, sub.col(posts::user_id).eq(users::id))
        .filter(users::id.is_in([1, 2]) & (users::name.like("a%") | !users::active))
        .filter(exists(select(posts::id).filter(posts::user_id.eq(users::id))))
        .order_by((sub.col("n").desc().nulls_last(), users::id))
        .limit(3)
}

#[test]
fn equal_trees_are_equal_and_hash_alike() {
    let (a, b) = (query(), query());
    assert!(a == b);
    assert!(a == a.clone());
    let set: HashSet<_> = [a, b].into_iter().collect();
    assert_eq!(set.len(), 1);
}

#[test]
fn every_difference_counts() {
    let base = query();
    let others = [
        base.clone().limit(4),
        base.clone().offset(1),
        base.clone().distinct(),
        base.clone().filter(users::id.eq(1)),
        base.clone().order_by(users::name),
        base.clone().group_by(users::id),
        base.clone().having(func::count().gt(1)),
        base.clone().from(users::table()),
        base.clone().cross_join(posts::table()),
    ];
    for other in &others {
        assert!(*other != base);
    }
    let set: HashSet<_> = others.into_iter().chain([base]).collect();
    assert_eq!(set.len(), 10);
    assert!(users::id.eq(1) != users::id.eq(2));
    assert!(users::id.eq(1) != users::id.ne(1));
    assert!(users::id.eq(1_i64) != users::id.eq(1_i32), "parameters of different types");
    assert!(users::score.eq(0.0) != users::score.eq(-0.0));
    assert!(users::score.eq(f64::NAN) == users::score.eq(f64::NAN));
}

#[test]
fn one_subquery_twice_is_not_two_subqueries() {
    let sub = || select(posts::id).subquery("s");
    let (one, other) = (sub(), sub());
    let shared = select((one.col(posts::id), one.col(posts::id)));
    let apart = select((one.col(posts::id), other.col(posts::id)));
    assert!(shared != apart);
    assert!(shared.compile(&Sqlite::default()).is_ok());
    assert_eq!(apart.compile(&Sqlite::default()).unwrap_err().kind(), ErrorKind::DuplicateName);
}

#[test]
fn a_clone_is_not_changed_by_what_is_added_to_the_other() {
    let base = select(users::id).filter(users::id.gt(0));
    let more = base.clone().filter(users::id.lt(9));
    let sqlite = Sqlite::default();
    assert_eq!(
        base.compile(&sqlite).unwrap().sql(),
        "SELECT users.id FROM users WHERE users.id > ?"
    );
    assert_eq!(
        more.compile(&sqlite).unwrap().sql(),
        "SELECT users.id FROM users WHERE users.id > ? AND users.id < ?"
    );
    let half = users::id.gt(0) & users::id.gt(1);
    let (left, right) = (half.clone() & users::id.gt(2), half.clone() & users::id.gt(3));
    assert!(left != right && left != half && right != half);
}

#[test]
fn trees_may_cross_threads() {
    fn check<T: Send + Sync + 'static>(_: &T) {}
    let query = query();
    check(&query);
    check(&users::id.eq(1));
    check(&users::table());
    let text = std::thread::spawn(move || query.compile(&Postgres::default()).unwrap().sql().len());
    assert!(text.join().unwrap() > 100);
}

#[test]
fn the_same_tree_gives_the_same_bytes() {
    let texts: HashSet<String> =
        (0..50).map(|_| query().compile(&MariaDb::default()).unwrap().into_parts().0).collect();
    assert_eq!(texts.len(), 1);
}

#[test]
fn kept_buffers_give_the_same_text() {
    let mut kept = Compiled::new();
    for dialect in sqltree::dialects::all() {
        query().compile_into(dialect, &mut kept).unwrap();
        let new = query().compile(dialect).unwrap();
        assert_eq!((kept.sql(), kept.params()), (new.sql(), new.params()));
    }
}

#[test]
fn result_columns_have_names_and_types() {
    let query = select((users::id, (users::age + 1).label("next"), func::count()));
    let columns = query.output_columns();
    let names: Vec<_> = columns.iter().map(|c| c.name().map(|n| n.as_str().to_owned())).collect();
    assert_eq!(names, [Some("id".into()), Some("next".into()), None]);
    assert_eq!(*columns[0].column_type(), Type::BigInt);
    assert_eq!(*columns[1].column_type(), Type::Integer);
    assert_eq!(*columns[2].column_type(), Type::BigInt);
    let nullable: Vec<bool> = columns.iter().map(|column| column.is_nullable()).collect();
    assert_eq!(nullable, [false, true, false]);
}
