//! FROM items of whatever kind.

use super::Source;

/// What FROM and JOIN take: tables, aliases, subqueries, common table expressions.
///
/// A type of a program's own can be one too, by giving what it stands for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in FROM",
    note = "give a table (`users::table()`), an alias or a subquery (`query.subquery(\"name\")`)"
)]
pub trait IntoSource {
    /// The item, of whatever kind.
    fn into_source(self) -> FromItem;
}

impl<S: IntoSource + Clone> IntoSource for &S {
    fn into_source(self) -> FromItem {
        self.clone().into_source()
    }
}

/// A FROM item of whatever kind, for programs that build queries at run time.
///
/// Made by [`into_source`](IntoSource::into_source).
///
/// ```
/// use sqltree::prelude::*;
/// use sqltree::select::{FromItem, IntoSource};
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let items: Vec<FromItem> = vec![
///     users::table().into_source(),
///     users::alias("others").into_source(),
///     select(users::id).subquery("ids").into_source(),
/// ];
/// let firsts = items.iter().map(|item| item.column_at(0)).collect::<Vec<_>>();
/// let query = items.iter().fold(select(firsts), |query, item| query.from(item));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT users.id, others.id, ids.id \
///      FROM users, users AS others, (SELECT users.id FROM users) AS ids");
/// ```
#[derive(Clone)]
#[must_use]
pub struct FromItem {
    pub(crate) source: Source,
}
