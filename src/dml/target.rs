//! The table that a data change is about.

use crate::error::{ErrorKind, Problem};
use crate::schema::Table;
use crate::select::{Alias, ItemBody, Source};

/// What can be changed: a table, or a table under another name.
///
/// An alias of a query is an error from compile.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a table that can be changed",
    note = "give a table (`users::table()`) or an alias of one (`users::alias(\"u\")`)"
)]
pub trait ChangeTarget {
    #[doc(hidden)]
    fn into_target(self) -> Target;
}

/// The FROM item behind a [`ChangeTarget`].
#[doc(hidden)]
pub struct Target {
    pub(super) source: Source,
    pub(super) problem: Option<Problem>,
}

impl ChangeTarget for Table {
    fn into_target(self) -> Target {
        Target { source: self.source, problem: None }
    }
}

impl ChangeTarget for Alias {
    fn into_target(self) -> Target {
        let of_query = match &self.source {
            Source::Item(item) => match &item.body {
                ItemBody::Alias(of) => of.table().is_none(),
                ItemBody::Query(_)
                | ItemBody::Lateral(_)
                | ItemBody::Cte(_)
                | ItemBody::This
                | ItemBody::Rows { .. }
                | ItemBody::Changed(_)
                | ItemBody::Sampled(..)
                | ItemBody::Row(..) => true,
            },
            Source::Static(_) | Source::Shared(_) => false,
        };
        let problem = of_query.then(|| {
            let message = format!("`{}` is a query, which cannot be changed", self.source.name());
            Problem::new(ErrorKind::Conflict, message)
        });
        Target { source: self.source, problem }
    }
}

impl<T: ChangeTarget + Clone> ChangeTarget for &T {
    fn into_target(self) -> Target {
        self.clone().into_target()
    }
}
