//! Queries 15 to 22.

use sqltree::compile::AnyStatement;
use sqltree::prelude::*;

use super::super::schema::{customer, lineitem, nation, orders, part, partsupp, supplier};
use super::{day, revenue};

pub(super) fn top_supplier() -> AnyStatement {
    let total = func::sum(revenue()).label("total_revenue");
    let revenue = select((lineitem::l_suppkey, &total))
        .filter(lineitem::l_shipdate.ge(day(1996, 1, 1)))
        .filter(lineitem::l_shipdate.lt(day(1996, 1, 1).plus_months(3)))
        .group_by(lineitem::l_suppkey)
        .cte("revenue");
    let most = select(func::max(revenue.col(&total))).from(&revenue);
    select((
        supplier::s_suppkey,
        supplier::s_name,
        supplier::s_address,
        supplier::s_phone,
        revenue.col(&total),
    ))
    .from(supplier::table())
    .join(&revenue, supplier::s_suppkey.eq(revenue.col(lineitem::l_suppkey)))
    .filter(revenue.col(&total).eq(most.scalar()))
    .order_by(supplier::s_suppkey)
    .to_any()
}

pub(super) fn parts_and_suppliers() -> AnyStatement {
    let complained =
        select(supplier::s_suppkey).filter(supplier::s_comment.like("%Customer%Complaints%"));
    let suppliers = func::count_distinct(partsupp::ps_suppkey).label("supplier_cnt");
    let keys = (part::p_brand, part::p_type, part::p_size);
    select((part::p_brand, part::p_type, part::p_size, &suppliers))
        .filter(part::p_partkey.eq(partsupp::ps_partkey))
        .filter(part::p_brand.ne("Brand#12") & part::p_type.not_like("MEDIUM POLISHED%"))
        .filter(part::p_size.is_in([1, 3, 5, 7, 9, 11, 13, 15]))
        .filter(partsupp::ps_suppkey.not_in(complained))
        .group_by(keys.clone())
        .order_by((suppliers.desc(), part::p_brand, part::p_type, part::p_size))
        .to_any()
}

pub(super) fn small_quantity_revenue() -> AnyStatement {
    // The inner lines hide the outer ones; the part is that of the query around.
    let usual = select(func::avg(lineitem::l_quantity) * 0.4)
        .from(lineitem::table())
        .filter(lineitem::l_partkey.eq(part::p_partkey));
    select(func::sum(lineitem::l_extendedprice).div(7).label("avg_yearly"))
        .from(lineitem::table())
        .join(part::table(), foreign_key())
        .filter(part::p_brand.eq("Brand#23") & part::p_container.eq("MED BOX"))
        .filter(lineitem::l_quantity.lt(usual.scalar()))
        .to_any()
}

pub(super) fn large_volume_customer() -> AnyStatement {
    let large = select(lineitem::l_orderkey)
        .from(lineitem::table())
        .group_by(lineitem::l_orderkey)
        .having(func::sum(lineitem::l_quantity).gt(150));
    // The keys of customer and order fix their other columns.
    select((
        customer::c_name,
        customer::c_custkey,
        orders::o_orderkey,
        orders::o_orderdate,
        func::sum(lineitem::l_quantity).label("quantity"),
    ))
    .from(customer::table())
    .join(orders::table(), foreign_key())
    .join(lineitem::table(), foreign_key())
    .filter(orders::o_orderkey.is_in(large))
    .group_by((customer::c_custkey, orders::o_orderkey))
    .order_by((func::sum(lineitem::l_quantity).desc(), orders::o_orderdate, orders::o_orderkey))
    .limit(100)
    .to_any()
}

pub(super) fn discounted_revenue() -> AnyStatement {
    let kind = |brand: &str, container: [&str; 2], least: i64, size: i32| {
        part::p_brand.eq(brand)
            & part::p_container.is_in(container)
            & lineitem::l_quantity.between(least, least + 20)
            & part::p_size.between(1, size)
    };
    select(func::sum(revenue()).label("revenue"))
        .from(lineitem::table())
        .join(part::table(), foreign_key())
        .filter(any_of([
            kind("Brand#12", ["SM CASE", "SM BOX"], 1, 5),
            kind("Brand#23", ["MED BAG", "MED BOX"], 10, 10),
            kind("Brand#22", ["LG CASE", "LG PACK"], 20, 15),
        ]))
        .filter(lineitem::l_shipmode.is_in(["AIR", "AIR REG"]))
        .filter(lineitem::l_shipinstruct.eq("DELIVER IN PERSON"))
        .to_any()
}

pub(super) fn potential_promotion() -> AnyStatement {
    let sold = select(func::sum(lineitem::l_quantity) * 0.5)
        .filter(lineitem::l_partkey.eq(partsupp::ps_partkey))
        .filter(lineitem::l_suppkey.eq(partsupp::ps_suppkey))
        .filter(lineitem::l_shipdate.ge(day(1994, 1, 1)))
        .filter(lineitem::l_shipdate.lt(day(1994, 1, 1).plus_months(12)));
    let forest = select(part::p_partkey).filter(part::p_name.like("forest%"));
    let stocked = select(partsupp::ps_suppkey)
        .filter(partsupp::ps_partkey.is_in(forest))
        .filter(partsupp::ps_availqty.gt(sold.scalar()));
    select((supplier::s_name, supplier::s_address))
        .from(supplier::table())
        .join(nation::table(), foreign_key())
        .filter(supplier::s_suppkey.is_in(stocked))
        .filter(nation::n_name.is_in(["CANADA", "FRANCE"]))
        .order_by(supplier::s_name)
        .to_any()
}

pub(super) fn waiting_orders() -> AnyStatement {
    let (l1, l2, l3) = (lineitem::alias("l1"), lineitem::alias("l2"), lineitem::alias("l3"));
    let (order, supp) = (l1.col(lineitem::l_orderkey), l1.col(lineitem::l_suppkey));
    let late = |l: &sqltree::select::Alias| {
        l.col(lineitem::l_receiptdate).gt(l.col(lineitem::l_commitdate))
    };
    let of_others = |l: &sqltree::select::Alias| {
        l.col(lineitem::l_orderkey).eq(&order) & l.col(lineitem::l_suppkey).ne(&supp)
    };
    let another = select(l2.col(lineitem::l_linenumber)).filter(of_others(&l2));
    let another_late = select(l3.col(lineitem::l_linenumber)).filter(of_others(&l3) & late(&l3));
    let waiting = func::count().label("numwait");
    select((supplier::s_name, &waiting))
        .from(supplier::table())
        .join(&l1, supplier::s_suppkey.eq(&supp))
        .join(orders::table(), orders::o_orderkey.eq(&order))
        .join(nation::table(), supplier::s_nationkey.eq(nation::n_nationkey))
        .filter(orders::o_orderstatus.eq("F") & late(&l1))
        .filter(exists(another))
        .filter(not_exists(another_late))
        .filter(nation::n_name.eq("SAUDI ARABIA"))
        .group_by(supplier::s_name)
        .order_by((waiting.desc(), supplier::s_name))
        .limit(100)
        .to_any()
}

pub(super) fn sales_opportunity() -> AnyStatement {
    let code = func::substring(customer::c_phone, 1, 2);
    let codes = ["13", "11", "15", "18", "12", "19"];
    let usual = select(func::avg(customer::c_acctbal))
        .from(customer::table())
        .filter(customer::c_acctbal.gt(0_i64) & code.is_in(codes));
    let ordered = select(orders::o_orderkey).filter(orders::o_custkey.eq(customer::c_custkey));
    let code = code.label("cntrycode");
    let custsale = select((&code, customer::c_acctbal))
        .from(customer::table())
        .filter(code.is_in(codes))
        .filter(customer::c_acctbal.gt(usual.scalar()))
        .filter(not_exists(ordered))
        .subquery("custsale");
    let code = custsale.col(&code);
    select((
        &code,
        func::count().label("numcust"),
        func::sum(custsale.col(customer::c_acctbal)).label("totacctbal"),
    ))
    .group_by(&code)
    .order_by(&code)
    .to_any()
}
