//! The eight tables, with the names of the benchmark.

use sqltree::Date;

sqltree::table! {
    pub region { r_regionkey: i64 => primary_key, r_name: String => sql_type(VarChar(25)) }
    pub nation {
        n_nationkey: i64 => primary_key,
        n_name: String => sql_type(VarChar(25)),
        n_regionkey: i64 => references(region::r_regionkey),
    }
    pub supplier {
        s_suppkey: i64 => primary_key,
        s_name: String => sql_type(VarChar(25)),
        s_address: String => sql_type(VarChar(40)),
        s_nationkey: i64 => references(nation::n_nationkey),
        s_phone: String => sql_type(VarChar(15)),
        s_acctbal: i64,
        s_comment: String => sql_type(VarChar(101)),
    }
    pub part {
        p_partkey: i64 => primary_key,
        p_name: String => sql_type(VarChar(55)),
        p_mfgr: String => sql_type(VarChar(25)),
        p_brand: String => sql_type(VarChar(10)),
        p_type: String => sql_type(VarChar(25)),
        p_size: i32,
        p_container: String => sql_type(VarChar(10)),
    }
    pub partsupp {
        ps_partkey: i64 => primary_key, references(part::p_partkey),
        ps_suppkey: i64 => primary_key, references(supplier::s_suppkey),
        ps_availqty: i32,
        ps_supplycost: i64,
    }
    pub customer {
        c_custkey: i64 => primary_key,
        c_name: String => sql_type(VarChar(25)),
        c_address: String => sql_type(VarChar(40)),
        c_nationkey: i64 => references(nation::n_nationkey),
        c_phone: String => sql_type(VarChar(15)),
        c_acctbal: i64,
        c_mktsegment: String => sql_type(VarChar(10)),
    }
    pub orders {
        o_orderkey: i64 => primary_key,
        o_custkey: i64 => references(customer::c_custkey),
        o_orderstatus: String => sql_type(VarChar(1)),
        o_orderdate: Date,
        o_orderpriority: String => sql_type(VarChar(15)),
        o_shippriority: i32,
        o_comment: String => sql_type(VarChar(79)),
    }
    pub lineitem {
        l_orderkey: i64 => primary_key, references(orders::o_orderkey),
        l_linenumber: i32 => primary_key,
        l_partkey: i64 => references(part::p_partkey),
        l_suppkey: i64 => references(supplier::s_suppkey),
        l_quantity: i64,
        l_extendedprice: i64,
        l_discount: i64,
        l_tax: i64,
        l_returnflag: String => sql_type(VarChar(1)),
        l_linestatus: String => sql_type(VarChar(1)),
        l_shipdate: Date,
        l_commitdate: Date,
        l_receiptdate: Date,
        l_shipinstruct: String => sql_type(VarChar(25)),
        l_shipmode: String => sql_type(VarChar(10)),
    }
}
