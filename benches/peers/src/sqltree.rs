//! The workloads with sqltree, as its guide writes them.
//!
//! Typed columns, one `filter` a predicate. The text must be that of [`crate::hand`], byte for byte.

use sqltree::prelude::*;

use crate::library::{self, Library, Rendered};
use crate::workload::{Filter, FilterValue, Joined, Minus, Nested, Op, Point, Report};

/// W2, over the tables that are in scope.
macro_rules! joined {
    ($input:expr) => {{
        select((
            posts::id,
            posts::title,
            posts::body,
            posts::created_at,
            users::id,
            users::name,
            users::email,
            teams::id,
            teams::name,
            comments::id.nullable(),
            comments::body.nullable(),
            comments::created_at.nullable(),
        ))
        .from(posts::table())
        .join(users::table(), posts::author_id.eq(users::id))
        .join(teams::table(), users::team_id.eq(teams::id))
        .left_join(comments::table(), comments::post_id.eq(posts::id))
        .filter(posts::published.eq($input.published))
        .filter(posts::score.gt($input.score) | users::karma.ge($input.karma))
        .filter(teams::name.ne($input.team.as_str()))
        .filter(
            users::name.like($input.name.as_str()) | teams::id.is_in($input.teams.iter().copied()),
        )
        .order_by((posts::created_at.desc(), posts::id))
        .limit($input.limit.into())
        .offset($input.offset.into())
    }};
}

mod deep;
mod quoted;
mod report;

sqltree::table! {
    users { id: i64, email: String, name: String, created_at: String, karma: i64, team_id: i64 }
}
sqltree::table! {
    teams { id: i64, name: String }
}
sqltree::table! {
    posts {
        id: i64, author_id: i64, title: String, body: String, created_at: String, published: bool,
        score: i64,
    }
}
sqltree::table! {
    comments { id: i64, post_id: i64, body: String, created_at: String }
}
sqltree::table! {
    items {
        id: i64, c0: i64, c1: i64, c2: i64, c3: i64, c4: i64, c5: i64, c6: i64, c7: i64, c8: i64,
        c9: i64, c10: String, c11: String, c12: String, c13: String, c14: String, c15: String,
        c16: String, c17: String, c18: String, c19: String,
    }
}

static INTS: [Column<i64>; 10] = [
    items::c0,
    items::c1,
    items::c2,
    items::c3,
    items::c4,
    items::c5,
    items::c6,
    items::c7,
    items::c8,
    items::c9,
];

static TEXTS: [Column<String>; 10] = [
    items::c10,
    items::c11,
    items::c12,
    items::c13,
    items::c14,
    items::c15,
    items::c16,
    items::c17,
    items::c18,
    items::c19,
];

/// As a program has it: made once, or read off the connection.
static POSTGRES: Postgres = Postgres::new();

/// sqltree.
pub struct Sqltree;

impl Library for Sqltree {
    const NAME: &'static str = crate::report::LIMITED;

    fn point(input: &Point) -> impl library::Statement {
        select((users::id, users::email, users::name, users::created_at))
            .filter(users::id.eq(input.id))
            .limit(input.limit.into())
    }

    fn joined(input: &Joined) -> impl library::Statement {
        joined!(input)
    }

    fn filtered(input: &[Filter]) -> impl library::Statement {
        let mut query = select(items::id);
        for filter in input {
            query = query.filter(predicate(filter));
        }
        query
    }

    fn quoted(input: &Joined) -> Option<impl library::Statement> {
        Some(quoted::joined(input))
    }

    fn report(input: &Report) -> Option<impl library::Statement> {
        Some(report::report(input))
    }

    fn nested(input: &Nested) -> Option<impl library::Statement> {
        deep::nested(input)
    }

    fn minus(input: &Minus) -> Option<impl library::Statement> {
        deep::minus(input)
    }
}

/// One comparison of W6.
macro_rules! compare {
    ($column:expr, $op:expr, $value:expr) => {
        match $op {
            Op::Eq => $column.eq($value),
            Op::Ne => $column.ne($value),
            Op::Lt => $column.lt($value),
            Op::Gt => $column.gt($value),
            Op::Le => $column.le($value),
            Op::Ge => $column.ge($value),
        }
    };
}

fn predicate(filter: &Filter) -> Expr<bool> {
    match &filter.value {
        FilterValue::Int(value) => compare!(INTS[filter.column], filter.op, *value),
        FilterValue::Text(value) => compare!(TEXTS[filter.column], filter.op, value.as_str()),
    }
}

impl<T> library::Statement for Select<T> {
    type Rendered = Compiled;

    fn render(&self) -> Compiled {
        self.compile(&POSTGRES).expect("sqltree compiles the workload")
    }
}

impl<T> library::Statement for Compound<T> {
    type Rendered = Compiled;

    fn render(&self) -> Compiled {
        self.compile(&POSTGRES).expect("sqltree compiles the workload")
    }
}

impl Rendered for Compiled {
    fn sql(&self) -> &str {
        self.sql()
    }

    fn params(&self) -> usize {
        self.params().len()
    }
}
