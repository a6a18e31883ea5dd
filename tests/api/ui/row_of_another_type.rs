use sqltree::prelude::*;

sqltree::table! {
    pub users { id: i64 => primary_key, name: String, score: f64 }
}

fn names(conn: &mut sqltree::engine::Connection) -> sqltree::Result<Vec<(i64, i64)>> {
    let rows: Vec<(i64, i64)> = conn.fetch_all(&select((users::id, users::name)))?;
    Ok(rows)
}

fn main() {}
