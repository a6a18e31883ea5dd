//! TPC-H's 22 queries over rows made here: on SQLite, or on the server of a URL.
//!
//! `cargo run --example tpch --features rusqlite [-- URL]`
//!
//! On a server the tables are made in the database of the URL, which should be empty.

#[path = "tpch.rs"]
mod tpch;

use sqltree::Result;
use sqltree::engine::Engine;
use sqltree::prelude::*;

fn main() -> Result<()> {
    let url = std::env::args().nth(1).unwrap_or_else(|| "sqlite://".into());
    let mut conn = Engine::open(&url)?.connect()?;
    tpch::data::fill(&mut conn)?;
    for (name, query) in tpch::queries::all() {
        let compiled = query.compile(conn.dialect())?;
        let rows = conn.fetch_all(&query)?;
        println!("-- {name}: {} rows\n{}\n", rows.len(), compiled.sql());
    }
    Ok(())
}
