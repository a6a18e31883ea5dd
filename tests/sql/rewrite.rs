//! Trees read and rewritten.

use sqltree::prelude::*;
use sqltree::view::{NodeRef, View};

use crate::assert_sql;
use crate::support::tables::{posts, users};

/// All nodes below one, itself first.
fn walk<'a>(start: NodeRef<'a>, mut visit: impl FnMut(NodeRef<'a>)) {
    let mut waiting = vec![start];
    while let Some(node) = waiting.pop() {
        visit(node);
        waiting.extend(node.children());
    }
}

#[test]
fn a_view_shows_each_form_as_what_it_means() {
    let t = Table::new("t").column("a", Type::Integer).column("b", Type::Text);
    // The first of each pair is fused in memory, the second is not.
    let pairs = [
        (t.col("a").eq(1), (t.col("a") + 0).eq(1)),
        (t.col("a").lt(t.col("a")), t.col("a").lt(t.col("a") + 0)),
        (t.col("b").like("x%"), t.col("b").concat("").like("x%")),
        (t.col("a").is_in([1, 2]), (t.col("a") + 0).is_in([1, 2])),
    ];
    for (fused, plain) in pairs {
        let words = |view: View<'_>| match view {
            View::Operator { function, operands } => (function.name(), operands.len()),
            View::Like { negated: false, ignore_case: false, escape: '\\', .. } => ("LIKE", 2),
            View::In { items, negated: false, .. } => ("IN", 1 + items.len()),
            _ => ("", 0),
        };
        let (fused, plain) = (fused.view(), plain.view());
        assert_eq!(words(fused.view()), words(plain.view()));
        assert_eq!(fused.children().len(), plain.children().len());
        assert!(words(fused.view()).1 == fused.children().len());
        assert_eq!(fused.sql_type(), Type::Boolean);
    }
}

#[test]
fn a_walk_sees_every_parameter_and_column() {
    let condition = users::age.between(1, 2)
        & users::id.is_in([3, 4, 5])
        & case(users::active, 6).otherwise(7).gt(users::age)
        & exists(select(posts::id).filter(posts::user_id.eq(users::id) & posts::likes.gt(8)));
    let (mut parameters, mut columns) = (Vec::new(), 0);
    walk(condition.view(), |node| match node.view() {
        View::Parameter(Value::I32(number)) => parameters.push(*number),
        View::ColumnReference(column) => {
            assert!(column.source().is_some() && column.definition().is_some());
            columns += 1;
        }
        _ => {}
    });
    parameters.sort_unstable();
    assert_eq!(parameters, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(columns, 8);
}

#[test]
fn parts_are_replaced_in_queries_inside_too() {
    let inner = select(posts::user_id).filter(posts::likes.gt(5));
    let query = select((users::id, (users::id + 1_i64).label("next")))
        .filter(users::id.is_in(inner) | users::age.is_in([1, 2]))
        .order_by((users::age.desc(), users::id))
        .limit(9);
    let literals = query.rewrite(|part| match part.view().view() {
        View::Parameter(value) => Some(literal(value.clone())),
        _ => None,
    });
    assert_sql!(literals,
        sqlite | mysql | mariadb | ansi:
            "SELECT users.id, users.id + 1 AS next FROM users WHERE users.id IN \
            (SELECT posts.user_id FROM posts WHERE posts.likes > 5) OR users.age IN (1, 2) \
            ORDER BY users.age DESC, users.id LIMIT 9",
        postgres: "SELECT users.id, users.id + CAST('1' AS BIGINT) AS next FROM users \
            WHERE users.id IN (SELECT posts.user_id FROM posts WHERE posts.likes > 5) \
            OR users.age IN (1, 2) \
            ORDER BY users.age DESC, users.id LIMIT CAST('9' AS BIGINT)",
    );
}

#[test]
fn what_is_rebuilt_has_its_canonical_form() {
    let t = Table::new("t").column("a", Type::Integer).column("b", Type::Integer);
    let condition = (t.col("a") + 0).eq(5) & t.col("a").eq(t.col("b")) & t.col("a").is_in([1]);
    let rewritten = condition.rewrite(|part| match part.view().view() {
        View::Operator { function, operands } if function.name() == "+" => {
            operands.get(0).map(NodeRef::to_expr)
        }
        View::Parameter(Value::I32(5)) => Some(null()),
        View::Parameter(Value::I32(1)) => Some(t.col("b").expr()),
        _ => None,
    });
    let expected =
        t.col("a").is_null() & t.col("a").eq(t.col("b")) & t.col("a").is_in([t.col("b").expr()]);
    assert_eq!(rewritten.dynamic(), expected.dynamic());
}

#[test]
fn what_is_not_changed_stays() {
    let query = select((users::name, func::count().label("n")))
        .group_by(users::name)
        .having(func::count().gt(1))
        .union(select((posts::title, val(1_i64).label("n"))))
        .order_by(column("n"))
        .limit(3);
    assert_eq!(query.clone().rewrite(|_| None), query);
    assert_eq!(query.clone().rewrite(|part| Some(part.clone())), query);
}
