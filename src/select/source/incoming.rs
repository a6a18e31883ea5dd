//! Rows while they change: the one that an INSERT would have inserted, and those before and after.

use std::sync::Arc;

use super::{Item, ItemBody, Moment, Source};
use crate::error::{ErrorKind, Problem};
use crate::expr::Column;
use crate::expr::column_ref::ColumnRef;
use crate::types::SqlValue;

impl Source {
    /// The row that an INSERT into the table would have inserted.
    pub(crate) fn incoming(&self) -> Source {
        self.row(Moment::Incoming)
    }

    /// A row of the table while it changes.
    fn row(&self, moment: Moment) -> Source {
        let table = match self {
            Source::Item(item) => match &item.body {
                ItemBody::Alias(of) | ItemBody::Row(of, _) | ItemBody::Sampled(of, _) => of,
                ItemBody::Query(_)
                | ItemBody::Lateral(_)
                | ItemBody::Cte(_)
                | ItemBody::This
                | ItemBody::Rows { .. }
                | ItemBody::Changed(_) => self,
            },
            Source::Static(_) | Source::Shared(_) => self,
        };
        Source::Item(Arc::new(Item::row(table.clone(), moment)))
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
    of_row(column, Moment::Incoming, "incoming")
}

/// The value that a column had before the change, in RETURNING: `old.column`, of PostgreSQL 18. Of a row
/// that is inserted it is NULL.
///
/// ```
/// use sqltree::dml::{new, old};
/// use sqltree::prelude::*;
/// sqltree::table! { pub hits { page: String => primary_key, n: i64 } }
/// let query = update(hits::table())
///     .set(hits::n, hits::n + 1)
///     .filter(hits::page.eq("/"))
///     .returning((old(hits::n), new(hits::n)));
/// assert_eq!(query.compile(&Postgres::version(18)).unwrap().sql(),
///     "UPDATE hits SET n = hits.n + $1 WHERE hits.page = $2 RETURNING old.n, new.n");
/// assert!(query.compile(&Postgres::version(17)).is_err());
/// ```
pub fn old<T: SqlValue>(column: Column<T>) -> Column<Option<T::NonNull>> {
    of_row(column, Moment::Old, "old").nullable()
}

/// The value that a column has after the change, in RETURNING: `new.column`, of PostgreSQL 18. Of a row
/// that is deleted it is NULL.
pub fn new<T: SqlValue>(column: Column<T>) -> Column<Option<T::NonNull>> {
    of_row(column, Moment::New, "new").nullable()
}

fn of_row<T>(column: Column<T>, moment: Moment, function: &str) -> Column<T> {
    match (column.column.source(), column.column.index()) {
        (Some(source), Some(index)) => Column::of(ColumnRef::new(&source.row(moment), index)),
        _ if column.column.mistake().is_some() => column,
        _ => {
            let message = format!(
                "`{function}` takes a column of a table, and `{}` is a name alone",
                column.column.shown()
            );
            Column::mistake(Problem::new(ErrorKind::UnknownColumn, message))
        }
    }
}
