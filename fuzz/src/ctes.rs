//! Queries under common table expressions, recursive ones too.

use sqltree::Row;
use sqltree::prelude::*;

use super::bytes::Bytes;
use super::generate::{condition, name, query};
use super::tables::posts;

/// A query that may use common table expressions.
pub fn with_ctes(b: &mut Bytes<'_>) -> Select<Row> {
    let mut inner = query(b);
    for _ in 0..b.pick(3) {
        let cte = inner.cte(name(b));
        let columns = cte.columns();
        inner = match b.pick(3) {
            0 => select(columns).from(&cte).cross_join(posts::table()),
            1 => select(columns).from(&cte).join(cte.alias(name(b)), condition(b)),
            _ => query(b).cross_join(&cte),
        };
    }
    match b.pick(3) {
        0 => recursive(inner, b),
        _ => inner,
    }
}

fn recursive(start: Select<Row>, b: &mut Bytes<'_>) -> Select<Row> {
    let tree = start.recursive(name(b), |above| select(above.columns()).filter(condition(b)));
    let tree = match b.pick(5) {
        0 => tree.materialized(),
        1 => tree.not_materialized(),
        2 => tree.search_depth_first([name(b)], name(b)),
        3 => tree.cycle([name(b)], "mark", "path"),
        _ => tree,
    };
    select(tree.columns()).from(&tree)
}
