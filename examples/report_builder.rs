//! A report as a tool builds it: what to join, to show and to compare is known only at run time, and
//! the finished text is sent again and again with other values.
//!
//! `cargo run --example report_builder --features rusqlite`

use sqltree::Result;
use sqltree::compile::AnyStatement;
use sqltree::engine::{Connection, Engine};
use sqltree::prelude::*;
use sqltree::select::{AnyQuery, FromItem, IntoSource};

sqltree::table! {
    pub regions { id: i64 => primary_key, name: String }
    pub sales { id: i64 => primary_key, region_id: i64 => references(regions::id), amount: i64 }
}

fn main() -> Result<()> {
    let mut conn = Engine::open("sqlite://")?.connect()?;
    for statement in setup() {
        conn.execute(&statement)?;
    }

    // The items that somebody clicked together, of whatever kind.
    let totals = select((sales::region_id, func::sum(sales::amount).label("total")))
        .group_by(sales::region_id)
        .subquery("totals");
    let items: Vec<FromItem> = vec![regions::table().into_source(), totals.into_source()];
    let report = report(&items, &["regions.name", "totals.total"]);
    println!("{report:#}\n");

    let mut compiled = report.compile(conn.dialect())?;
    for least in [0, 100, 1000] {
        compiled.bind("least", least)?;
        show(&mut conn, least, compiled.sql(), compiled.params())?;
    }
    match compiled.bind("most", 5) {
        Ok(()) => println!("never here"),
        Err(error) => println!("{error}"),
    }
    Ok(())
}

/// Tables and rows: statements of several kinds in one list.
fn setup() -> Vec<AnyStatement> {
    let rows = [(1, 1, 70), (2, 1, 60), (3, 2, 40), (4, 3, 900), (5, 3, 400)];
    vec![
        create_table(regions::table()).to_any(),
        create_table(sales::table()).to_any(),
        insert(regions::table())
            .columns((regions::id, regions::name))
            .rows([(1, "north"), (2, "south"), (3, "east")])
            .to_any(),
        insert(sales::table())
            .columns((sales::id, sales::region_id, sales::amount))
            .rows(rows)
            .to_any(),
    ]
}

/// The columns called `shown` of items that go together by region, from some total on.
fn report(items: &[FromItem], shown: &[&str]) -> AnyQuery {
    let columns: Vec<Column> = shown
        .iter()
        .filter_map(|path| path.split_once('.'))
        .map(|(item, name)| column((item, name)))
        .collect();
    let query = items.iter().fold(select(columns), |query, item| query.from(item));
    query
        .filter(column(("regions", "id")).eq(column(("totals", "region_id"))))
        .filter(column(("totals", "total")).ge(param::<i64>("least")))
        .order_by(column(("regions", "name")))
        .into_query()
}

fn show(conn: &mut Connection, least: i64, sql: &str, params: &[Value]) -> Result<()> {
    println!("from {least}:");
    for row in conn.query_sql(sql, params)? {
        println!("  {:?}", row.values());
    }
    Ok(())
}
