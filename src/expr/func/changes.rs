//! What a change says of the rows that it gives back.

use super::apply;
use crate::expr::Expr;
use crate::function;

/// What a MERGE did to the row that it gives back, `INSERT`, `UPDATE` or `DELETE`: `MERGE_ACTION()`, of
/// PostgreSQL 17.
///
/// It stands in RETURNING of MERGE alone, and is an error from compile elsewhere. Engines without it have no
/// MERGE that says what it did: select the keys that are there before, in one transaction.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub stock { id: i64 => primary_key, n: i32 } }
/// sqltree::table! { pub delivery { id: i64 => primary_key, n: i32 } }
/// let done = merge(stock::table())
///     .using(delivery::table(), delivery::id.eq(stock::id))
///     .when_matched().update().set(stock::n, stock::n + delivery::n)
///     .when_not_matched().insert().set(stock::id, delivery::id).set(stock::n, delivery::n)
///     .returning((stock::id, func::merge_action()));
/// assert_eq!(done.compile(&Postgres::version(17)).unwrap().sql(),
///     "MERGE INTO stock USING delivery ON delivery.id = stock.id \
///      WHEN MATCHED THEN UPDATE SET n = stock.n + delivery.n \
///      WHEN NOT MATCHED THEN INSERT (id, n) VALUES (delivery.id, delivery.n) \
///      RETURNING stock.id, MERGE_ACTION()");
/// assert!(done.compile(&Postgres::version(16)).is_err());
/// ```
pub fn merge_action() -> Expr<String> {
    apply(&function::MERGE_ACTION, Vec::new())
}
