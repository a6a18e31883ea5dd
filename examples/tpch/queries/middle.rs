//! Queries 8 to 14.

use sqltree::compile::AnyStatement;
use sqltree::expr::func::Part;
use sqltree::prelude::*;

use super::super::schema::{customer, lineitem, nation, orders, part, partsupp, region, supplier};
use super::{day, revenue};

pub(super) fn national_market_share() -> AnyStatement {
    let (n1, n2) = (nation::alias("n1"), nation::alias("n2"));
    let year = func::extract(Part::Year, orders::o_orderdate).label("o_year");
    let volume = revenue().label("volume");
    let nation_name = n2.col(nation::n_name).label("nation");
    let all_nations = select((&year, &volume, &nation_name))
        .from(part::table())
        .join(lineitem::table(), foreign_key())
        .join(supplier::table(), lineitem::l_suppkey.eq(supplier::s_suppkey))
        .join(orders::table(), foreign_key())
        .join(customer::table(), foreign_key())
        .join(&n1, customer::c_nationkey.eq(n1.col(nation::n_nationkey)))
        .join(region::table(), n1.col(nation::n_regionkey).eq(region::r_regionkey))
        .join(&n2, supplier::s_nationkey.eq(n2.col(nation::n_nationkey)))
        .filter(region::r_name.eq("AMERICA"))
        .filter(orders::o_orderdate.between(day(1995, 1, 1), day(1996, 12, 31)))
        .filter(part::p_type.eq("ECONOMY ANODIZED STEEL"))
        .subquery("all_nations");
    let (year, volume) = (all_nations.col(&year), all_nations.col(&volume));
    let of_brazil = case(all_nations.col(&nation_name).eq("BRAZIL"), &volume).otherwise(0_i64);
    let share = func::sum(of_brazil).div(func::sum(&volume));
    select((&year, share.label("mkt_share"))).group_by(&year).order_by(&year).to_any()
}

pub(super) fn product_type_profit() -> AnyStatement {
    let year = func::extract(Part::Year, orders::o_orderdate).label("o_year");
    let cost = partsupp::ps_supplycost * lineitem::l_quantity * literal(100_i64);
    let amount = (revenue() - cost).label("amount");
    let profit = select((nation::n_name.label("nation"), &year, &amount))
        .from(part::table())
        .join(lineitem::table(), foreign_key())
        .join(supplier::table(), lineitem::l_suppkey.eq(supplier::s_suppkey))
        .join(
            partsupp::table(),
            partsupp::ps_suppkey.eq(lineitem::l_suppkey)
                & partsupp::ps_partkey.eq(lineitem::l_partkey),
        )
        .join(orders::table(), foreign_key())
        .join(nation::table(), supplier::s_nationkey.eq(nation::n_nationkey))
        .filter(part::p_name.like("%green%"))
        .subquery("profit");
    let (nation, year) = (profit.col(nation::n_name), profit.col(&year));
    select((&nation, &year, func::sum(profit.col(&amount)).label("sum_profit")))
        .group_by((&nation, &year))
        .order_by((nation.asc(), year.desc()))
        .to_any()
}

pub(super) fn returned_items() -> AnyStatement {
    let total = func::sum(revenue()).label("revenue");
    // The key of the customer fixes all else of it, and of its nation.
    select((
        customer::c_custkey,
        customer::c_name,
        &total,
        customer::c_acctbal,
        nation::n_name,
        customer::c_address,
        customer::c_phone,
    ))
    .from(customer::table())
    .join(orders::table(), foreign_key())
    .join(lineitem::table(), foreign_key())
    .join(nation::table(), customer::c_nationkey.eq(nation::n_nationkey))
    .filter(orders::o_orderdate.ge(day(1993, 10, 1)))
    .filter(orders::o_orderdate.lt(day(1993, 10, 1).plus_months(3)))
    .filter(lineitem::l_returnflag.eq("R"))
    .group_by(customer::c_custkey)
    .order_by((total.desc(), customer::c_custkey))
    .limit(20)
    .to_any()
}

pub(super) fn important_stock() -> AnyStatement {
    let value = func::sum(partsupp::ps_supplycost * partsupp::ps_availqty);
    let of_germany = |query: Select<Option<i64>>| {
        query
            .from(partsupp::table())
            .join(supplier::table(), foreign_key())
            .join(nation::table(), foreign_key())
            .filter(nation::n_name.eq("GERMANY"))
    };
    let all = of_germany(select(&value));
    select((partsupp::ps_partkey, value.label("value")))
        .from(partsupp::table())
        .join(supplier::table(), foreign_key())
        .join(nation::table(), foreign_key())
        .filter(nation::n_name.eq("GERMANY"))
        .group_by(partsupp::ps_partkey)
        .having(value.gt(all.scalar() * 0.02))
        .order_by((value.desc(), partsupp::ps_partkey))
        .to_any()
}

pub(super) fn shipping_modes() -> AnyStatement {
    let urgent = orders::o_orderpriority.is_in(["1-URGENT", "2-HIGH"]);
    let others = orders::o_orderpriority.not_in(["1-URGENT", "2-HIGH"]);
    let lines = |which| func::sum(case(which, 1_i64).otherwise(0_i64));
    select((
        lineitem::l_shipmode,
        lines(urgent).label("high_line_count"),
        lines(others).label("low_line_count"),
    ))
    .from(orders::table())
    .join(lineitem::table(), foreign_key())
    .filter(lineitem::l_shipmode.is_in(["MAIL", "SHIP"]))
    .filter(lineitem::l_commitdate.lt(lineitem::l_receiptdate))
    .filter(lineitem::l_shipdate.lt(lineitem::l_commitdate))
    .filter(lineitem::l_receiptdate.ge(day(1994, 1, 1)))
    .filter(lineitem::l_receiptdate.lt(day(1994, 1, 1).plus_months(12)))
    .group_by(lineitem::l_shipmode)
    .order_by(lineitem::l_shipmode)
    .to_any()
}

pub(super) fn customer_distribution() -> AnyStatement {
    let count = func::count_of(orders::o_orderkey).label("c_count");
    let c_orders = select((customer::c_custkey, &count))
        .from(customer::table())
        .left_join(
            orders::table(),
            customer::c_custkey.eq(orders::o_custkey)
                & orders::o_comment.not_like("%special%requests%"),
        )
        .group_by(customer::c_custkey)
        .subquery("c_orders");
    let count = c_orders.col(&count);
    let customers = func::count().label("custdist");
    select((&count, &customers))
        .group_by(&count)
        .order_by((customers.desc(), count.desc()))
        .to_any()
}

pub(super) fn promotion_effect() -> AnyStatement {
    let promoted = case(part::p_type.like("PROMO%"), revenue()).otherwise(0_i64);
    let share = (func::sum(promoted) * 100).div(func::sum(revenue()));
    select(share.label("promo_revenue"))
        .from(lineitem::table())
        .join(part::table(), foreign_key())
        .filter(lineitem::l_shipdate.ge(day(1995, 9, 1)))
        .filter(lineitem::l_shipdate.lt(day(1995, 9, 1).plus_months(1)))
        .to_any()
}
