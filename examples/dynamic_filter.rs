//! A search as a web service has it: optional terms, a whitelist of sortable columns, paging, over
//! a table that is known only at run time.
//!
//! `cargo run --example dynamic_filter --features rusqlite`

use std::collections::HashMap;

use sqltree::engine::{Connection, Engine, Row};
use sqltree::prelude::*;
use sqltree::{Error, Result};

/// The columns that a caller may sort by. Anything else is refused, never pasted into the SQL.
const SORTABLE: [&str; 3] = ["title", "year", "rating"];

fn main() -> Result<()> {
    let films = films();
    let mut conn = Engine::open("sqlite://")?.connect()?;
    fill(&mut conn, &films)?;

    for request in [
        "",
        "title=the&min_rating=7",
        "year=1999,2001&sort=-rating",
        "unrated=yes&sort=title&page=1",
        "sort=rating;drop table films",
        "title=100%25 '; --",
    ] {
        println!("\nGET /films?{request}");
        match search(&mut conn, &films, request) {
            Ok(rows) => rows.iter().for_each(|row| println!("  {:?}", row.values())),
            Err(error) => println!("  400 {error}"),
        }
    }
    Ok(())
}

/// The table, as a configuration or the database itself would give it.
fn films() -> Table {
    Table::new("films")
        .with(ColumnDef::new("id", Type::BigInt).primary_key())
        .with(ColumnDef::new("title", Type::VarChar(100)).not_null())
        .with(ColumnDef::new("year", Type::Integer).not_null())
        .with(ColumnDef::new("rating", Type::Double))
}

fn fill(conn: &mut Connection, films: &Table) -> Result<()> {
    conn.execute(&create_table(films.clone()))?;
    let columns = [films.col("id"), films.col("title"), films.col("year"), films.col("rating")];
    let rows = [
        ("The Iron Giant", 1999, Some(8.1)),
        ("The Mummy", 1999, Some(7.1)),
        ("Spirited Away", 2001, Some(8.6)),
        ("Monsters, Inc.", 2001, Some(8.1)),
        ("Home Movie", 2010, None),
        ("100% Wolf", 2020, Some(5.7)),
    ];
    let rows = rows.iter().enumerate().map(|(i, (title, year, rating))| {
        [Value::from(i as i64 + 1), (*title).into(), (*year).into(), (*rating).into()]
    });
    conn.execute(&insert(films.clone()).columns(columns).rows(rows))?;
    Ok(())
}

/// Runs the search of a query string.
fn search(conn: &mut Connection, films: &Table, request: &str) -> Result<Vec<Row>> {
    let terms = parse(request);
    let term = |name: &str| terms.get(name).map(String::as_str);

    let years: Option<Vec<i32>> =
        term("year").map(|list| list.split(',').filter_map(|year| year.parse().ok()).collect());
    let minimum: Option<f64> = term("min_rating").and_then(|text| text.parse().ok());
    let pattern = term("title").map(|text| format!("%{}%", escaped(text)));

    let query = select([films.col("title"), films.col("year"), films.col("rating")])
        // Every term is bound as a value, whatever is in it; a missing one adds nothing.
        .filter_if(pattern.map(|pattern| films.col("title").ilike(pattern)))
        .filter_if(years.map(|years| films.col("year").is_in(years)))
        .filter_if(minimum.map(|minimum| films.col("rating").ge(minimum)))
        .filter_if(term("unrated").map(|_| films.col("rating").is_null()))
        .order_by(vec![sort(films, term("sort").unwrap_or("title"))?, films.col("id").asc()])
        .limit(3)
        .offset(3 * term("page").and_then(|page| page.parse().ok()).unwrap_or(0));

    println!("  {:?}", query.compile(conn.dialect())?);
    conn.fetch_all(&query)
}

/// `rating` or `-rating`: a column of the whitelist, NULLs last in both directions.
fn sort(films: &Table, wanted: &str) -> Result<sqltree::expr::Order> {
    let (name, descending) = match wanted.strip_prefix('-') {
        Some(name) => (name, true),
        None => (wanted, false),
    };
    if !SORTABLE.contains(&name) {
        let message = format!("cannot sort by `{name}`; use one of {}", SORTABLE.join(", "));
        return Err(Error::new(ErrorKind::UnknownColumn, message));
    }
    let column = films.col(name);
    Ok(if descending { column.desc() } else { column.asc() }.nulls_last())
}

/// What is special in a LIKE pattern, made plain.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn parse(request: &str) -> HashMap<String, String> {
    let pairs = request.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.replace("%25", "%"))).collect()
}
