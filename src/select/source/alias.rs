//! FROM items under another name.

use std::sync::Arc;

use super::{Item, ItemBody, Source};
use crate::name::Name;

/// A table under another name, with the table's columns and their types.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String, boss_id: Option<i64> } }
/// let boss = users::alias("boss");
/// let query = select((users::name, boss.col(users::name)))
///     .join(&boss, users::boss_id.eq(boss.col(users::id)));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT users.name, boss.name FROM users JOIN users AS boss ON users.boss_id = boss.id");
/// ```
#[derive(Clone)]
#[must_use]
pub struct Alias {
    pub(crate) source: Source,
}

impl Alias {
    /// An alias of an alias is one of what is behind it.
    pub(crate) fn new(of: Source, name: Name) -> Self {
        let behind = match &of {
            Source::Item(item) => match &item.body {
                ItemBody::Alias(behind) => Some(behind.clone()),
                ItemBody::Query(_)
                | ItemBody::Lateral(_)
                | ItemBody::Cte(_)
                | ItemBody::This
                | ItemBody::Rows { .. }
                | ItemBody::Changed(_)
                | ItemBody::Sampled(..)
                | ItemBody::Row(..) => None,
            },
            Source::Static(_) | Source::Shared(_) => None,
        };
        let of = behind.unwrap_or(of);
        Alias { source: Source::Item(Arc::new(Item::alias(name, of))) }
    }
}
