//! Words and hints in data changes that only MySQL and MariaDB have, under their native names.

use sqltree::dml::{ChangeModifier, Delete, Insert, Update};

/// What stands in INSERT, UPDATE and DELETE on MySQL and MariaDB only; on other engines it is an error from
/// compile.
///
/// ```
/// use sqltree::dialects::mysql::{MySqlChange, MySqlUpdate};
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, email: String => unique, visits: i32 } }
/// let query = update(users::table()).set(users::visits, 0).all_rows().low_priority().ignore();
/// assert_eq!(query.compile(&MariaDb::default()).unwrap().sql(),
///     "UPDATE LOW_PRIORITY IGNORE users SET visits = ?");
///
/// let query = delete(users::table()).filter(users::id.eq(7)).optimizer_hint("MAX_EXECUTION_TIME(1000)");
/// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
///     "DELETE /*+ MAX_EXECUTION_TIME(1000) */ FROM users WHERE users.id = ?");
/// assert!(query.compile(&Postgres::default()).is_err());
/// ```
pub trait MySqlChange: Sized {
    /// Waits until nobody reads the table: `LOW_PRIORITY`. It means something for tables that are locked as a
    /// whole, such as MyISAM's.
    #[must_use]
    fn low_priority(self) -> Self;

    /// A hint for the optimizer: `/*+ text */` behind the first word. Calls add hints.
    ///
    /// The text is letters, digits and ``_@(),.='"`-+$``; anything else is an error from compile. MariaDB has
    /// hints from 12.0 on.
    #[must_use]
    fn optimizer_hint(self, text: &str) -> Self;
}

/// What UPDATE and DELETE can be on MySQL and MariaDB only.
pub trait MySqlUpdate: Sized {
    /// `IGNORE`: leaves rows as they are that a key or a foreign key forbids to change, and stores 0, an empty
    /// or a shortened text for values that a column cannot hold.
    #[must_use]
    fn ignore(self) -> Self;
}

/// What DELETE can be on MySQL and MariaDB only.
pub trait MySqlDelete: Sized {
    /// Leaves the leaves of indexes as they are, for tables of MyISAM: `QUICK`.
    #[must_use]
    fn quick(self) -> Self;
}

macro_rules! changes {
    ($($type:ident < $($generic:ident),* >),*) => { $(
        impl<$($generic),*> MySqlChange for $type<$($generic),*> {
            #[track_caller]
            fn low_priority(self) -> Self {
                self.modifier(ChangeModifier::LowPriority)
            }

            #[track_caller]
            fn optimizer_hint(self, text: &str) -> Self {
                self.modifier(ChangeModifier::Hint(text.to_owned()))
            }
        }
    )* };
}

changes!(Insert<C, R>, Update<R>, Delete<R>);

impl<R> MySqlUpdate for Update<R> {
    #[track_caller]
    fn ignore(self) -> Self {
        self.modifier(ChangeModifier::Ignore)
    }
}

impl<R> MySqlUpdate for Delete<R> {
    #[track_caller]
    fn ignore(self) -> Self {
        self.modifier(ChangeModifier::Ignore)
    }
}

impl<R> MySqlDelete for Delete<R> {
    #[track_caller]
    fn quick(self) -> Self {
        self.modifier(ChangeModifier::Quick)
    }
}
