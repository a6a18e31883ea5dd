//! The workloads with sea-query, as its documentation writes them.
//!
//! Default features, names as `&'static str`, one `and_where` a predicate.

use sea_query::{Expr, ExprTrait, Order, PostgresQueryBuilder, Query, SelectStatement, Values};

use crate::library::{Library, Rendered, Statement};
use crate::workload::{
    Filter, FilterValue, INT_COLUMNS, Joined, Minus, Names, Nested, Op, Point, Report, TEXT_COLUMNS,
};

mod deep;
mod report;

/// sea-query.
pub struct SeaQuery;

impl Library for SeaQuery {
    const NAME: &'static str = "sea-query";

    fn point(input: &Point) -> impl Statement {
        Query::select()
            .columns([
                ("users", "id"),
                ("users", "email"),
                ("users", "name"),
                ("users", "created_at"),
            ])
            .from("users")
            .and_where(Expr::col(("users", "id")).eq(input.id))
            .limit(input.limit.into())
            .take()
    }

    fn joined(input: &Joined) -> impl Statement {
        joined(input, &Names::PLAIN)
    }

    fn filtered(input: &[Filter]) -> impl Statement {
        let mut select = Query::select();
        select.column(("items", "id")).from("items");
        for filter in input {
            select.and_where(match &filter.value {
                FilterValue::Int(value) => compare(INT_COLUMNS[filter.column], filter.op, *value),
                FilterValue::Text(value) => {
                    compare(TEXT_COLUMNS[filter.column], filter.op, value.as_str())
                }
            });
        }
        select
    }

    fn quoted(input: &Joined) -> Option<impl Statement> {
        Some(joined(input, &Names::QUOTED))
    }

    fn report(input: &Report) -> Option<impl Statement> {
        Some(report::report(input))
    }

    fn nested(input: &Nested) -> Option<impl Statement> {
        deep::nested(input)
    }

    fn minus(input: &Minus) -> Option<impl Statement> {
        deep::minus(input)
    }
}

/// W2.
fn joined(input: &Joined, names: &Names) -> SelectStatement {
    let Names { posts, users, teams, comments, .. } = *names;
    let mut select = Query::select();
    select
        .columns([(posts, "id"), (posts, "title"), (posts, "body"), (posts, names.created_at)])
        .columns([(users, "id"), (users, "name"), (users, "email")])
        .columns([(teams, "id"), (teams, "name")])
        .columns([(comments, "id"), (comments, "body"), (comments, names.created_at)])
        .from(posts)
        .inner_join(users, Expr::col((posts, names.author_id)).equals((users, "id")))
        .inner_join(teams, Expr::col((users, names.team_id)).equals((teams, "id")))
        .left_join(comments, Expr::col((comments, names.post_id)).equals((posts, "id")))
        .and_where(Expr::col((posts, "published")).eq(input.published))
        .and_where(
            Expr::col((posts, names.score))
                .gt(input.score)
                .or(Expr::col((users, "karma")).gte(input.karma)),
        )
        .and_where(Expr::col((teams, "name")).ne(input.team.as_str()))
        .and_where(
            Expr::col((users, "name"))
                .like(input.name.as_str())
                .or(Expr::col((teams, "id")).is_in(input.teams.iter().copied())),
        )
        .order_by((posts, names.created_at), Order::Desc)
        .order_by((posts, "id"), Order::Asc)
        .limit(input.limit.into())
        .offset(input.offset.into());
    select
}

fn compare(column: &'static str, op: Op, value: impl Into<Expr>) -> Expr {
    let column = Expr::col(("items", column));
    match op {
        Op::Eq => column.eq(value),
        Op::Ne => column.ne(value),
        Op::Lt => column.lt(value),
        Op::Gt => column.gt(value),
        Op::Le => column.lte(value),
        Op::Ge => column.gte(value),
    }
}

impl Statement for SelectStatement {
    type Rendered = (String, Values);

    fn render(&self) -> Self::Rendered {
        self.build(PostgresQueryBuilder)
    }
}

impl Rendered for (String, Values) {
    fn sql(&self) -> &str {
        &self.0
    }

    fn params(&self) -> usize {
        self.1.0.len()
    }
}
