//! W3: the best sellers of each region, and under them what was given back.

use sea_query::{
    Asterisk, CaseStatement, Expr, ExprTrait, Func, Order, Query, SelectStatement, UnionType,
    WindowStatement,
};

use crate::workload::Report;

/// W3.
pub fn report(input: &Report) -> SelectStatement {
    best_sellers(input)
        .union(UnionType::All, given_back(input))
        .order_by_expr(Expr::cust("1"), Order::Asc)
        .order_by_expr(Expr::cust("4"), Order::Asc)
        .limit(input.limit.into())
        .take()
}

fn best_sellers(input: &Report) -> SelectStatement {
    let revenue = || Expr::col(("ranked", "revenue"));
    let text = |size: &String| Expr::val(size.as_str()).cast_as("TEXT");
    let [large, medium, small] = &input.sizes;
    let size = CaseStatement::new()
        .case(revenue().gte(input.from[0]), text(large))
        .case(revenue().gte(input.from[1]), text(medium))
        .finally(text(small));
    Query::select()
        .columns([
            ("ranked", "region"),
            ("ranked", "product"),
            ("ranked", "revenue"),
            ("ranked", "place"),
        ])
        .expr_as(size, "size")
        .from_subquery(ranked(input), "ranked")
        .and_where(Expr::col(("ranked", "place")).lte(input.places))
        .take()
}

fn ranked(input: &Report) -> SelectStatement {
    let cents = || Expr::col(("sales", "cents"));
    let best_first = WindowStatement::partition_by(("sales", "region"))
        .order_by_expr(cents().sum(), Order::Desc)
        .take();
    Query::select()
        .column(("sales", "region"))
        .expr_as(Func::lower(Expr::col(("products", "name"))), "product")
        .expr_as(cents().sum(), "revenue")
        .expr_window_as(Func::cust("ROW_NUMBER"), best_first, "place")
        .from("sales")
        .inner_join("products", Expr::col(("sales", "product_id")).equals(("products", "id")))
        .and_where(Expr::col(("sales", "month")).gte(input.month))
        .group_by_columns([("sales", "region"), ("products", "name")])
        .and_having(Expr::col(Asterisk).count().gte(input.orders))
        .and_having(cents().max().gt(input.cents))
        .take()
}

fn given_back(input: &Report) -> SelectStatement {
    let reason =
        Func::coalesce([Expr::col(("refunds", "reason")), Expr::val(input.reason.as_str())]);
    Query::select()
        .column(("refunds", "region"))
        .expr(reason)
        .expr(Expr::col(("refunds", "cents")).sum())
        .expr(Expr::col(Asterisk).count())
        .expr(Expr::val(input.refunds.as_str()).cast_as("TEXT"))
        .from("refunds")
        .and_where(Expr::col(("refunds", "month")).gte(input.month))
        .group_by_columns([("refunds", "region"), ("refunds", "reason")])
        .take()
}
