//! The 22 queries, each by its number, with its name in the benchmark.

mod first;
mod last;
mod middle;

use sqltree::Date;
use sqltree::compile::AnyStatement;
use sqltree::prelude::*;

use super::schema::lineitem;

/// All of them, in order.
pub(crate) fn all() -> Vec<(&'static str, AnyStatement)> {
    vec![
        ("1 pricing summary", first::pricing_summary()),
        ("2 minimum cost supplier", first::minimum_cost_supplier()),
        ("3 shipping priority", first::shipping_priority()),
        ("4 order priority checking", first::order_priority_checking()),
        ("5 local supplier volume", first::local_supplier_volume()),
        ("6 forecasting revenue change", first::forecasting_revenue_change()),
        ("7 volume shipping", first::volume_shipping()),
        ("8 national market share", middle::national_market_share()),
        ("9 product type profit", middle::product_type_profit()),
        ("10 returned items", middle::returned_items()),
        ("11 important stock", middle::important_stock()),
        ("12 shipping modes", middle::shipping_modes()),
        ("13 customer distribution", middle::customer_distribution()),
        ("14 promotion effect", middle::promotion_effect()),
        ("15 top supplier", last::top_supplier()),
        ("16 parts and suppliers", last::parts_and_suppliers()),
        ("17 small quantity order revenue", last::small_quantity_revenue()),
        ("18 large volume customer", last::large_volume_customer()),
        ("19 discounted revenue", last::discounted_revenue()),
        ("20 potential promotion", last::potential_promotion()),
        ("21 suppliers who kept orders waiting", last::waiting_orders()),
        ("22 global sales opportunity", last::sales_opportunity()),
    ]
}

/// A day, as it is in the text of the benchmark.
fn day(year: i32, month: u8, day: u8) -> Expr<Date> {
    val(Date::new(year, month, day).expect("a day of the calendar"))
}

/// What is paid for a line, in hundredths of a cent: `l_extendedprice * (1 - l_discount)`.
fn revenue() -> Expr<i64> {
    lineitem::l_extendedprice * (literal(100_i64) - lineitem::l_discount)
}
