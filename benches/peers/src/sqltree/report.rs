//! W3: the best sellers of each region, and under them what was given back.

use sqltree::prelude::*;

use crate::library;
use crate::workload::Report;

sqltree::table! {
    products { id: i64, name: String }
    sales { id: i64, product_id: i64, region: String, cents: i32, month: i64 }
    refunds { id: i64, region: String, reason: Option<String>, cents: i32, month: i64 }
}

/// W3.
pub fn report(input: &Report) -> impl library::Statement {
    best_sellers(input)
        .union_all(given_back(input))
        .order_by((column("region"), column("place")))
        .limit(input.limit.into())
}

/// A row of both queries: region, product or reason, revenue, place, size.
type Line = (String, String, Option<i64>, i64, String);

fn best_sellers(input: &Report) -> Select<Line> {
    let revenue = func::sum(sales::cents);
    let best_first = window().partition_by(sales::region).order_by(revenue.desc());
    let ranked = select((
        sales::region,
        func::lower(products::name).label("product"),
        revenue.label("revenue"),
        func::row_number().over(best_first).label("place"),
    ))
    .from(sales::table())
    .join(products::table(), sales::product_id.eq(products::id))
    .filter(sales::month.ge(input.month))
    .group_by((sales::region, products::name))
    .having(func::count().ge(input.orders))
    .having(func::max(sales::cents).gt(input.cents))
    .subquery("ranked");

    let [large, medium, small] = &input.sizes;
    let size = case(ranked.col("revenue").ge(input.from[0]), large)
        .when(ranked.col("revenue").ge(input.from[1]), medium)
        .otherwise(small);
    let line = (
        ranked.col(sales::region),
        ranked.col("product"),
        ranked.col("revenue"),
        ranked.col("place"),
        size.label("size"),
    );
    select(line).filter(ranked.col("place").le(input.places)).rows_as()
}

fn given_back(input: &Report) -> Select<Line> {
    select((
        refunds::region,
        func::coalesce(refunds::reason, input.reason.as_str()),
        func::sum(refunds::cents),
        func::count(),
        val(input.refunds.as_str()),
    ))
    .filter(refunds::month.ge(input.month))
    .group_by((refunds::region, refunds::reason))
}
