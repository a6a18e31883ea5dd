//! SELECT: queries as immutable values, built clause by clause.
//!
//! A [`Select`] is a handle on a shared record; each method takes it by value, so a query can be
//! kept, cloned (one count) and refined in several directions. FROM is inferred from the columns
//! used, unless [`from`](Select::from) says it.

mod after;
mod any_query;
mod body;
mod by_name;
mod children;
mod column_lists;
mod compound;
mod exists;
mod from;
mod grouping;
mod hint;
mod join;
mod joined;
mod lock;
mod multiset;
mod outer;
mod percent;
mod picks;
mod query;
mod reset;
mod row_lock;
mod rows;
mod set;
mod sets;
mod source;
mod star;
mod table_labels;
mod unnamed;
mod values;
mod with_here;
mod words;

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

pub use any_query::{AnyQuery, Query};
pub(crate) use body::{Clause, Distinct, RareClauses, SelectBody};
pub(crate) use by_name::equals_by_name;
pub use column_lists::RowWith;
pub use compound::Compound;
pub(crate) use compound::compound;
pub use exists::{exists, not_exists};
#[cfg(feature = "random")]
pub(crate) use from::JoinOn;
pub use from::{ForeignKeyOn, IntoOn, UsingOn, foreign_key, natural, using};
pub(crate) use grouping::Grouping;
pub use hint::Hint;
pub(crate) use hint::{HintKind, hint_mistake};
pub(crate) use join::{Join, JoinKind, On, heads};
pub use joined::{IntoJoined, Joined};
pub use lock::Lock;
pub use multiset::multiset;
pub(crate) use outer::{check_row, may_be_null, may_fill, sort_without};
pub use percent::Percent;
pub(crate) use query::count;
pub(crate) use row_lock::{LockStrength, LockWait, RowLock};
pub(crate) use rows::Rows;
pub(crate) use set::{Set, SetOp};
pub use sets::SetList;
pub use source::{
    Alias, ChangedRows, ColumnKey, Cte, FromItem, IntoSource, RowsOf, Sample, Sampled, Subquery,
    incoming, new, old, rows_of,
};
pub(crate) use source::{
    CteBody, Cycle, Item, ItemBody, Moment, Output, Search, Source, SourceRef, output_name,
};

pub(crate) use star::expanded;
pub use star::{Star, star};
pub use values::{Values, ValuesRow, values};
pub(crate) use words::{Words, WordsHead, WordsPlace};

use crate::expr::{Columns, Condition, ExprList, IntoExpr};
use crate::types::SqlValue;

/// A query whose rows decode to `R`.
///
/// Made by [`select`]. Nothing is sent until it is given to a connection; see
/// [`Statement::compile`](crate::compile::Statement::compile) for its text.
#[must_use]
pub struct Select<R = crate::row::Row> {
    pub(crate) body: Arc<SelectBody>,
    row: PhantomData<fn() -> R>,
}

/// `SELECT columns`; the columns' types make the type of the rows.
///
/// One expression gives its values, a tuple of up to 16 gives tuples, an array or a `Vec` of
/// run-time columns gives [`Row`](crate::row::Row)s, and so does [`star`].
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let query = select((users::id, users::name))
///     .filter(users::name.ne("root"))
///     .order_by(users::id.desc())
///     .limit(10);
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT users.id, users.name FROM users WHERE users.name <> $1 \
///      ORDER BY users.id DESC LIMIT $2");
/// ```
#[track_caller]
#[inline]
pub fn select<C: Columns>(columns: C) -> Select<C::Row> {
    let body = SelectBody::new(columns.into_nodes().0, C::REQUIRED, Location::caller());
    Select { body: Arc::new(body), row: PhantomData }
}

impl<R> Select<R> {
    /// Adds a FROM item, and turns inference off: only what is given here and joined is in FROM.
    ///
    /// Several items are a cross product, to which the joins apply. Items that are [`Joined`] must come
    /// first.
    #[track_caller]
    pub fn from(self, source: impl IntoJoined) -> Self {
        let joined = source.into_joined();
        if joined.joins.is_some() {
            return self.put_joined(joined, Location::caller());
        }
        self.with(Clause::From, Location::caller(), |body| body.add_from(joined.first))
    }

    /// No FROM at all: the columns belong to the statement around this query, and it gives one row
    /// for each of its rows.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
    /// let next = select(users::age + 1).no_from().scalar();
    /// assert_eq!(select(next).from(users::table()).compile(&Sqlite::default()).unwrap().sql(),
    ///     "SELECT (SELECT users.age + ?) FROM users");
    /// ```
    #[track_caller]
    pub fn no_from(self) -> Self {
        self.with(Clause::From, Location::caller(), SelectBody::set_no_from)
    }

    /// Says that `source` is an item of the statement around this query, and none of its own: it is left
    /// out of the FROM that is inferred, and must be in that of a statement around. Calls add.
    ///
    /// Without it, that is found out: an item of the statement around belongs to it, any other is the
    /// query's own. A query whose items are all said to be of the statement around has no FROM, as by
    /// [`no_from`](Self::no_from). The opposite, an item that the statement around has too and that is the
    /// query's own all the same, is said by [`from`](Self::from).
    ///
    /// An item that no statement around has where the query sees it, and one that is in the query's FROM, are errors
    /// from compile.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! {
    ///     pub users { id: i64 => primary_key, name: String }
    ///     pub posts { id: i64 => primary_key, user_id: i64 => references(users::id) }
    /// }
    /// let own = select(posts::id).filter(posts::user_id.eq(users::id)).correlate(users::table());
    /// let writers = select(func::count()).from(users::table()).filter(exists(&own));
    /// assert_eq!(writers.compile(&Sqlite::default()).unwrap().sql(),
    ///     "SELECT COUNT(*) FROM users WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.user_id = users.id)");
    /// assert!(own.compile(&Sqlite::default()).is_err());
    /// ```
    #[track_caller]
    pub fn correlate(self, source: impl IntoSource) -> Self {
        let source = source.into_source().source;
        self.with(Clause::From, Location::caller(), |body| body.add_correlated(source))
    }

    /// Keeps the rows where `condition` is true: `WHERE condition`. A second call adds AND.
    #[track_caller]
    #[inline]
    pub fn filter(self, condition: impl Condition) -> Self {
        let condition = condition.into_condition().node;
        self.with(Clause::Where, Location::caller(), |body| body.add_filter(condition))
    }

    /// Keeps the rows where the column called `name` is `value`, or where it is NULL for
    /// [`null`](crate::expr::null) and `None`: `WHERE item.name = value`. A second call adds AND.
    ///
    /// The column is looked for in the FROM items that the query has so far, given, joined or
    /// inferred from what it selects, and whose columns are known; an item that is added afterwards does not
    /// change what is meant. A name that none has, and one that several have, are errors from compile, and so is a value
    /// of another kind than the column's.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, name: String, age: Option<i32> } }
    /// let wanted = [("name", Value::from("ann")), ("age", Value::Null)];
    /// let all = select(users::id).from(users::table());
    /// let query = wanted.into_iter().fold(all, |query, (name, value)| query.filter_by(name, value));
    /// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
    ///     "SELECT users.id FROM users WHERE users.name = ? AND users.age IS NULL");
    /// ```
    #[track_caller]
    pub fn filter_by(self, name: &str, value: impl IntoExpr) -> Self {
        let place = Location::caller();
        let condition = equals_by_name(&self.body.items_so_far(), name, value, place);
        self.with(Clause::Where, place, |body| body.add_filter(condition))
    }

    /// [`filter`](Self::filter) if there is a condition, else nothing: for optional search terms.
    #[track_caller]
    pub fn filter_if(self, condition: Option<impl Condition>) -> Self {
        match condition {
            Some(condition) => self.filter(condition),
            None => self,
        }
    }

    /// One row for each different combination of `keys`: `GROUP BY keys`. A second call adds.
    #[track_caller]
    pub fn group_by(self, keys: impl ExprList) -> Self {
        let keys = keys.into_nodes();
        self.with(Clause::GroupBy, Location::caller(), |body| body.add_groups(keys.0))
    }

    /// Keeps the groups where `condition` is true: `HAVING condition`. A second call adds AND.
    #[track_caller]
    pub fn having(self, condition: impl Condition) -> Self {
        let condition = condition.into_condition().node;
        self.with(Clause::Having, Location::caller(), |body| body.add_having(condition))
    }

    /// Of the rows that are alike in `keys` the first one in the order: `SELECT DISTINCT ON (keys)`.
    ///
    /// The terms of [`order_by`](Self::order_by) must begin with the keys, in any order among them;
    /// without further terms the database may choose which row. Where the engine has it not, the rows
    /// are numbered in a query in FROM. A second call adds keys.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub visits { id: i64 => primary_key, user_id: i64, day: String } }
    /// let last = select((visits::user_id, visits::day))
    ///     .distinct_on(visits::user_id)
    ///     .order_by((visits::user_id, visits::day.desc()));
    /// assert_eq!(last.compile(&Postgres::default()).unwrap().sql(),
    ///     "SELECT DISTINCT ON (visits.user_id) visits.user_id, visits.day FROM visits \
    ///      ORDER BY visits.user_id, visits.day DESC");
    /// ```
    #[track_caller]
    pub fn distinct_on(self, keys: impl ExprList) -> Self {
        let keys = keys.into_nodes().0;
        self.with(Clause::Columns, Location::caller(), |body| body.add_distinct_on(keys))
    }

    /// Keeps the rows where `condition`, in which functions over windows can stand, is true:
    /// `QUALIFY condition`. A second call adds AND.
    ///
    /// None of the built-in engines has it: the condition is worked out in a query in FROM, and
    /// looked at around it.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub posts { id: i64 => primary_key, user_id: i64, likes: i32 } }
    /// let number = func::row_number()
    ///     .over(window().partition_by(posts::user_id).order_by(posts::likes.desc()));
    /// let best = select((posts::id, posts::likes)).qualify(number.le(3));
    /// assert_eq!(best.compile(&Sqlite::default()).unwrap().sql(),
    ///     "SELECT c_1 AS id, c_2 AS likes FROM (SELECT posts.id AS c_1, posts.likes AS c_2, \
    ///      ROW_NUMBER() OVER (PARTITION BY posts.user_id ORDER BY posts.likes DESC) <= ? AS n_1 \
    ///      FROM posts) AS q WHERE n_1");
    /// ```
    #[track_caller]
    pub fn qualify(self, condition: impl Condition) -> Self {
        let condition = condition.into_condition().node;
        self.with(Clause::Qualify, Location::caller(), |body| body.add_qualify(condition))
    }

    /// Locks the rows that are read, so that they can be changed: `FOR UPDATE`.
    ///
    /// See [`Lock`] for other locks, of some tables only, and for what is done about rows that are
    /// locked already. SQLite has no locks of rows; a query with groups, aggregates, DISTINCT or
    /// functions over windows has no rows to lock; set operations lock in queries of FROM.
    #[track_caller]
    pub fn for_update(self) -> Self {
        self.lock(Lock::update())
    }

    /// Locks the rows that are read against changes of others: `FOR SHARE`. As
    /// [`for_update`](Self::for_update) else.
    #[track_caller]
    pub fn for_share(self) -> Self {
        self.lock(Lock::share())
    }

    /// Locks rows that are read. A second call adds a lock; each must then say of which tables.
    #[track_caller]
    pub fn lock(self, lock: Lock) -> Self {
        self.with(Clause::Lock, Location::caller(), |body| body.add_lock(lock.lock))
    }

    /// Adds a hint. The extension traits of dialects offer each as a method, under its own name; on any other
    /// engine it is an error from compile.
    #[doc(hidden)]
    #[track_caller]
    pub fn hint(self, hint: Hint) -> Self {
        self.with(Clause::Columns, Location::caller(), |body| body.add_hint(hint))
    }

    /// Each different row once: `SELECT DISTINCT`.
    #[track_caller]
    pub fn distinct(self) -> Self {
        self.with(Clause::Columns, Location::caller(), |body| body.set_distinct(Distinct::Rows))
    }
}

/// Rows of one column, which can stand as one value.
pub trait ScalarRow {
    /// The type of the value: with NULL, for a query without rows.
    type Sql: SqlValue;
}

impl<T: SqlValue> ScalarRow for T {
    type Sql = Option<T::NonNull>;
}
