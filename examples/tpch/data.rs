//! Rows for the tables: few, the same each time, and such that each query finds some.

use sqltree::Date;
use sqltree::Result;
use sqltree::engine::Connection;
use sqltree::prelude::*;

use super::schema::{customer, lineitem, nation, orders, part, partsupp, region, supplier};

const REGIONS: [&str; 5] = ["AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"];
const NATIONS: [(&str, i64); 10] = [
    ("ALGERIA", 0),
    ("BRAZIL", 1),
    ("CANADA", 1),
    ("CHINA", 2),
    ("FRANCE", 3),
    ("GERMANY", 3),
    ("INDIA", 2),
    ("JAPAN", 2),
    ("SAUDI ARABIA", 4),
    ("RUSSIA", 3),
];
const SUPPLIERS: i64 = 20;
const PARTS: i64 = 40;
const CUSTOMERS: i64 = 60;
const ORDERS: i64 = 300;

/// Numbers that look like chance.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: i64) -> i64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 40).unwrap_or(0) % end
    }

    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(high - low + 1)
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        let place = self.below(i64::try_from(words.len()).unwrap_or(1));
        words[usize::try_from(place).unwrap_or(0)]
    }
}

/// Makes the tables and fills them.
pub(crate) fn fill(conn: &mut Connection) -> Result<()> {
    for table in [
        region::table(),
        nation::table(),
        supplier::table(),
        part::table(),
        partsupp::table(),
        customer::table(),
        orders::table(),
        lineitem::table(),
    ] {
        conn.execute(&create_table(table))?;
    }
    let dice = &mut Dice(42);
    let regions = (0..).zip(REGIONS);
    conn.insert_many(
        &insert(region::table()).columns((region::r_regionkey, region::r_name)),
        regions,
    )?;
    let into =
        insert(nation::table()).columns((nation::n_nationkey, nation::n_name, nation::n_regionkey));
    conn.insert_many(&into, (0..).zip(NATIONS).map(|(key, (name, region))| (key, name, region)))?;
    suppliers(conn, dice)?;
    parts(conn, dice)?;
    customers(conn, dice)?;
    sales(conn, dice)
}

fn phone(nation: i64, dice: &mut Dice) -> String {
    format!("{}-{}-{}", nation + 10, dice.between(100, 999), dice.between(1000, 9999))
}

fn suppliers(conn: &mut Connection, dice: &mut Dice) -> Result<()> {
    let into = insert(supplier::table()).columns((
        supplier::s_suppkey,
        supplier::s_name,
        supplier::s_address,
        supplier::s_nationkey,
        supplier::s_phone,
        supplier::s_acctbal,
        supplier::s_comment,
    ));
    let mut rows = Vec::new();
    for key in 1..=SUPPLIERS {
        let nation = key % 10;
        let comment = dice.pick(&["slow Customer of many Complaints", "quick", "asks Customers"]);
        rows.push((
            key,
            format!("Supplier#{key:09}"),
            format!("{} Dock Road", dice.between(1, 99)),
            nation,
            phone(nation, dice),
            dice.between(-99_999, 999_999),
            comment,
        ));
    }
    conn.insert_many(&into, rows).map(drop)
}

fn parts(conn: &mut Connection, dice: &mut Dice) -> Result<()> {
    let into = insert(part::table()).columns((
        part::p_partkey,
        part::p_name,
        part::p_mfgr,
        part::p_brand,
        part::p_type,
        part::p_size,
        part::p_container,
    ));
    let of = insert(partsupp::table()).columns((
        partsupp::ps_partkey,
        partsupp::ps_suppkey,
        partsupp::ps_availqty,
        partsupp::ps_supplycost,
    ));
    let (mut rows, mut supplied) = (Vec::new(), Vec::new());
    for key in 1..=PARTS {
        let color = dice.pick(&["green", "forest", "navy"]);
        let maker = dice.between(1, 2);
        rows.push((
            key,
            format!("{color} {}", dice.pick(&["lace", "ivory", "puff"])),
            format!("Manufacturer#{maker}"),
            format!("Brand#{maker}{}", dice.between(2, 3)),
            format!(
                "{} {}",
                dice.pick(&["PROMO BURNISHED", "ECONOMY ANODIZED", "MEDIUM POLISHED"]),
                dice.pick(&["BRASS", "STEEL"])
            ),
            i32::try_from(dice.between(1, 15)).unwrap_or(1),
            dice.pick(&["SM CASE", "MED BOX", "MED BAG", "LG PACK"]),
        ));
        for place in 0..4 {
            let quantity = i32::try_from(dice.between(1, 999)).unwrap_or(1);
            supplied.push((key, supplier_of(key, place), quantity, dice.between(100, 99_999)));
        }
    }
    conn.insert_many(&into, rows)?;
    conn.insert_many(&of, supplied).map(drop)
}

/// One of the four suppliers of a part.
fn supplier_of(part: i64, place: i64) -> i64 {
    (part + place * (SUPPLIERS / 4 + (part - 1) / SUPPLIERS)) % SUPPLIERS + 1
}

fn customers(conn: &mut Connection, dice: &mut Dice) -> Result<()> {
    let into = insert(customer::table()).columns((
        customer::c_custkey,
        customer::c_name,
        customer::c_address,
        customer::c_nationkey,
        customer::c_phone,
        customer::c_acctbal,
        customer::c_mktsegment,
    ));
    let mut rows = Vec::new();
    for key in 1..=CUSTOMERS {
        let nation = dice.below(10);
        rows.push((
            key,
            format!("Customer#{key:09}"),
            format!("{} High Street", dice.between(1, 99)),
            nation,
            phone(nation, dice),
            dice.between(-99_999, 999_999),
            dice.pick(&["BUILDING", "AUTOMOBILE", "MACHINERY"]),
        ));
    }
    conn.insert_many(&into, rows).map(drop)
}

/// So many days after the first of January 1992.
fn day(days: i64) -> Date {
    let start = Date::new(1992, 1, 1).map_or(0, Date::days_from_2000);
    let days = start.saturating_add(i32::try_from(days).unwrap_or(0));
    Date::from_days_from_2000(days).expect("a day of these years")
}

fn sales(conn: &mut Connection, dice: &mut Dice) -> Result<()> {
    let into = insert(orders::table()).columns((
        orders::o_orderkey,
        orders::o_custkey,
        orders::o_orderstatus,
        orders::o_orderdate,
        orders::o_orderpriority,
        orders::o_shippriority,
        orders::o_comment,
    ));
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for key in 1..=ORDERS {
        let ordered = dice.below(2_400);
        let status = if ordered < 1_300 { "F" } else { "O" };
        let comment = dice.pick(&["special packages of requests", "as usual", "special wishes"]);
        rows.push((
            key,
            // A third of the customers order nothing.
            dice.below(CUSTOMERS / 3 * 2) + 1,
            status,
            day(ordered),
            dice.pick(&["1-URGENT", "2-HIGH", "3-MEDIUM", "5-LOW"]),
            0,
            comment,
        ));
        for number in 1..=dice.between(1, 5) {
            lines.push(line(key, number, ordered, dice));
        }
    }
    conn.insert_many(&into, rows)?;
    let into = insert(lineitem::table()).columns((
        lineitem::l_orderkey,
        lineitem::l_linenumber,
        lineitem::l_partkey,
        lineitem::l_suppkey,
        lineitem::l_quantity,
        lineitem::l_extendedprice,
        lineitem::l_discount,
        lineitem::l_tax,
        lineitem::l_returnflag,
        lineitem::l_linestatus,
        lineitem::l_shipdate,
        lineitem::l_commitdate,
        lineitem::l_receiptdate,
        lineitem::l_shipinstruct,
        lineitem::l_shipmode,
    ));
    conn.insert_many(&into, lines).map(drop)
}

type Line = (
    i64,
    i64,
    i64,
    i64,
    i64,
    i64,
    i64,
    i64,
    &'static str,
    &'static str,
    Date,
    Date,
    Date,
    &'static str,
    &'static str,
);

fn line(order: i64, number: i64, ordered: i64, dice: &mut Dice) -> Line {
    let part = dice.between(1, PARTS);
    let quantity = dice.between(1, 50);
    let shipped = ordered + dice.between(1, 121);
    let received = shipped + dice.between(1, 30);
    let returned = if received > 1_300 { "N" } else { dice.pick(&["R", "A"]) };
    (
        order,
        number,
        part,
        supplier_of(part, dice.below(4)),
        quantity,
        quantity * (90_000 + part * 100),
        dice.between(0, 10),
        dice.between(0, 8),
        returned,
        if shipped > 1_300 { "O" } else { "F" },
        day(shipped),
        day(ordered + dice.between(30, 90)),
        day(received),
        dice.pick(&["DELIVER IN PERSON", "COLLECT COD", "NONE"]),
        dice.pick(&["AIR", "AIR REG", "MAIL", "SHIP", "TRUCK"]),
    )
}
