//! Queries 1 to 7.

use sqltree::compile::AnyStatement;
use sqltree::expr::func::Part;
use sqltree::prelude::*;

use super::super::schema::{customer, lineitem, nation, orders, part, partsupp, region, supplier};
use super::{day, revenue};

pub(super) fn pricing_summary() -> AnyStatement {
    let charge = revenue() * (literal(100_i64) + lineitem::l_tax);
    select((
        lineitem::l_returnflag,
        lineitem::l_linestatus,
        func::sum(lineitem::l_quantity).label("sum_qty"),
        func::sum(lineitem::l_extendedprice).label("sum_base_price"),
        func::sum(revenue()).label("sum_disc_price"),
        func::sum(charge).label("sum_charge"),
        func::avg(lineitem::l_quantity).label("avg_qty"),
        func::avg(lineitem::l_extendedprice).label("avg_price"),
        func::avg(lineitem::l_discount).label("avg_disc"),
        func::count().label("count_order"),
    ))
    .filter(lineitem::l_shipdate.le(day(1998, 12, 1).plus_days(-90)))
    .group_by((lineitem::l_returnflag, lineitem::l_linestatus))
    .order_by((lineitem::l_returnflag, lineitem::l_linestatus))
    .to_any()
}

pub(super) fn minimum_cost_supplier() -> AnyStatement {
    let in_europe = region::r_name.eq("EUROPE");
    let cheapest = select(func::min(partsupp::ps_supplycost))
        .from(partsupp::table())
        .join(supplier::table(), foreign_key())
        .join(nation::table(), foreign_key())
        .join(region::table(), foreign_key())
        .filter(partsupp::ps_partkey.eq(part::p_partkey))
        .filter(&in_europe);
    select((
        supplier::s_acctbal,
        supplier::s_name,
        nation::n_name,
        part::p_partkey,
        part::p_mfgr,
        supplier::s_address,
        supplier::s_phone,
        supplier::s_comment,
    ))
    .from(part::table())
    .join(partsupp::table(), foreign_key())
    .join(supplier::table(), partsupp::ps_suppkey.eq(supplier::s_suppkey))
    .join(nation::table(), foreign_key())
    .join(region::table(), foreign_key())
    .filter(part::p_size.le(8) & part::p_type.like("%BRASS") & in_europe)
    .filter(partsupp::ps_supplycost.eq(cheapest.scalar()))
    .order_by((supplier::s_acctbal.desc(), nation::n_name, supplier::s_name, part::p_partkey))
    .limit(100)
    .to_any()
}

pub(super) fn shipping_priority() -> AnyStatement {
    let total = func::sum(revenue()).label("revenue");
    select((lineitem::l_orderkey, &total, orders::o_orderdate, orders::o_shippriority))
        .filter(customer::c_mktsegment.eq("BUILDING"))
        .filter(customer::c_custkey.eq(orders::o_custkey))
        .filter(lineitem::l_orderkey.eq(orders::o_orderkey))
        .filter(orders::o_orderdate.lt(day(1995, 3, 15)))
        .filter(lineitem::l_shipdate.gt(day(1995, 3, 15)))
        .group_by((lineitem::l_orderkey, orders::o_orderdate, orders::o_shippriority))
        .order_by((total.desc(), orders::o_orderdate, lineitem::l_orderkey))
        .limit(10)
        .to_any()
}

pub(super) fn order_priority_checking() -> AnyStatement {
    let late = select(lineitem::l_linenumber)
        .filter(lineitem::l_orderkey.eq(orders::o_orderkey))
        .filter(lineitem::l_commitdate.lt(lineitem::l_receiptdate));
    select((orders::o_orderpriority, func::count().label("order_count")))
        .filter(orders::o_orderdate.ge(day(1993, 7, 1)))
        .filter(orders::o_orderdate.lt(day(1993, 7, 1).plus_months(3)))
        .filter(exists(late))
        .group_by(orders::o_orderpriority)
        .order_by(orders::o_orderpriority)
        .to_any()
}

pub(super) fn local_supplier_volume() -> AnyStatement {
    let total = func::sum(revenue()).label("revenue");
    select((nation::n_name, &total))
        .from(customer::table())
        .join(orders::table(), foreign_key())
        .join(lineitem::table(), foreign_key())
        .join(
            supplier::table(),
            lineitem::l_suppkey.eq(supplier::s_suppkey)
                & customer::c_nationkey.eq(supplier::s_nationkey),
        )
        .join(nation::table(), supplier::s_nationkey.eq(nation::n_nationkey))
        .join(region::table(), foreign_key())
        .filter(region::r_name.eq("ASIA"))
        .filter(orders::o_orderdate.ge(day(1994, 1, 1)))
        .filter(orders::o_orderdate.lt(day(1994, 1, 1).plus_months(12)))
        .group_by(nation::n_name)
        .order_by((total.desc(), nation::n_name))
        .to_any()
}

pub(super) fn forecasting_revenue_change() -> AnyStatement {
    select(func::sum(lineitem::l_extendedprice * lineitem::l_discount).label("revenue"))
        .filter(lineitem::l_shipdate.ge(day(1994, 1, 1)))
        .filter(lineitem::l_shipdate.lt(day(1994, 1, 1).plus_months(12)))
        .filter(lineitem::l_discount.between(5, 7) & lineitem::l_quantity.lt(24))
        .to_any()
}

pub(super) fn volume_shipping() -> AnyStatement {
    let (n1, n2) = (nation::alias("n1"), nation::alias("n2"));
    let (from, to) = (n1.col(nation::n_name), n2.col(nation::n_name));
    let supp_nation = from.label("supp_nation");
    let cust_nation = to.label("cust_nation");
    let year = func::extract(Part::Year, lineitem::l_shipdate).label("l_year");
    let volume = revenue().label("volume");
    let shipping = select((&supp_nation, &cust_nation, &year, &volume))
        .from(supplier::table())
        .join(lineitem::table(), foreign_key())
        .join(orders::table(), foreign_key())
        .join(customer::table(), foreign_key())
        .join(&n1, supplier::s_nationkey.eq(n1.col(nation::n_nationkey)))
        .join(&n2, customer::c_nationkey.eq(n2.col(nation::n_nationkey)))
        .filter((from.eq("FRANCE") & to.eq("GERMANY")) | (from.eq("GERMANY") & to.eq("FRANCE")))
        .filter(lineitem::l_shipdate.between(day(1995, 1, 1), day(1996, 12, 31)))
        .subquery("shipping");
    let keys = (shipping.col(&supp_nation), shipping.col(&cust_nation), shipping.col(&year));
    select((
        shipping.col(&supp_nation),
        shipping.col(&cust_nation),
        shipping.col(&year),
        func::sum(shipping.col(&volume)).label("revenue"),
    ))
    .group_by(keys.clone())
    .order_by(keys)
    .to_any()
}
