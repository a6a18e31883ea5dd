//! The row that an INSERT would have inserted, had it not met one that is there.

use std::sync::Arc;

use super::{Item, ItemBody, Source};
use crate::error::{ErrorKind, Problem};
use crate::expr::Column;
use crate::expr::column_ref::ColumnRef;
use crate::name::Name;

/// What engines call the row, where they have a name for it.
const NAME: &str = "excluded";

impl Source {
    /// The row that an INSERT into the table would have inserted.
    pub(crate) fn incoming(&self) -> Source {
        let table = match self {
            Source::Item(item) => match &item.body {
                ItemBody::Alias(of) | ItemBody::Incoming(of) => of,
                ItemBody::Query(_) | ItemBody::Lateral(_) | ItemBody::Cte(_) | ItemBody::This => {
                    self
                }
            },
            Source::Static(_) | Source::Shared(_) => self,
        };
        Source::Item(Arc::new(Item::incoming(Name::new(NAME), table.clone())))
    }
}

/// The value that an INSERT would have given to a column of the row that it meets: for
/// [`do_update`](crate::dml::OnConflict::do_update), where the column itself is the old value.
///
/// It is `excluded.column` on PostgreSQL and SQLite, `VALUES(column)` on MariaDB and older MySQL, and
/// a column of the row's alias on MySQL from 8.0.19 on.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub hits { page: String => primary_key, n: i64 } }
/// let query = insert(hits::table())
///     .columns((hits::page, hits::n))
///     .values(("/", 1))
///     .on_conflict(hits::page)
///     .do_update()
///     .set(hits::n, hits::n + incoming(hits::n));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "INSERT INTO hits (page, n) VALUES ($1, $2) \
///      ON CONFLICT (page) DO UPDATE SET n = hits.n + excluded.n");
/// assert_eq!(query.compile(&MariaDb::default()).unwrap().sql(),
///     "INSERT INTO hits (page, n) VALUES (?, ?) \
///      ON DUPLICATE KEY UPDATE n = hits.n + VALUES(n)");
/// ```
pub fn incoming<T>(column: Column<T>) -> Column<T> {
    match (column.column.source(), column.column.index()) {
        (Some(source), Some(index)) => Column::of(ColumnRef::new(&source.incoming(), index)),
        _ if column.column.mistake().is_some() => column,
        _ => {
            let message = format!(
                "`incoming` takes a column of a table, and `{}` is a name alone",
                column.column.shown()
            );
            Column::mistake(Problem::new(ErrorKind::UnknownColumn, message))
        }
    }
}
