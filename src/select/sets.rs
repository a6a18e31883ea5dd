//! GROUP BY of several sets of keys: ROLLUP, CUBE, GROUPING SETS.

use std::panic::Location;

use super::grouping::Grouping;
use super::{Clause, Select};
use crate::expr::list::{ExprList, Nodes, every_tuple};

/// The sets of [`group_by_sets`](Select::group_by_sets): a tuple of up to 16, an array or a `Vec`. Each
/// is a key, a tuple of keys, an array or a `Vec` of them; `()` is all rows together.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of grouping sets",
    note = "give a tuple, an array or a Vec of sets: `((a, b), a, ())`"
)]
pub trait SetList {
    #[doc(hidden)]
    fn into_sets(self) -> Vec<Nodes>;
}

impl<S: ExprList> SetList for Vec<S> {
    fn into_sets(self) -> Vec<Nodes> {
        self.into_iter().map(|set| set.into_nodes()).collect()
    }
}

impl<S: ExprList, const N: usize> SetList for [S; N] {
    fn into_sets(self) -> Vec<Nodes> {
        self.into_iter().map(|set| set.into_nodes()).collect()
    }
}

macro_rules! tuples {
    ($($name:ident $index:tt),+) => {
        impl<$($name: ExprList),+> SetList for ($($name,)+) {
            fn into_sets(self) -> Vec<Nodes> {
                vec![$(self.$index.into_nodes()),+]
            }
        }
    };
}

every_tuple!(tuples; ; A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13,
    O 14, P 15);

impl<R> Select<R> {
    /// Groups by all of the keys, by all but the last, and so on, and once of all rows:
    /// `GROUP BY ROLLUP (a, b)` is `GROUPING SETS ((a, b), (a), ())`.
    ///
    /// A key is NULL in the rows of sets that it is not in, so that its Rust type must take NULL;
    /// [`func::grouping`](crate::expr::func::grouping) tells these from rows where the key itself is NULL. Inside
    /// of aggregates it is what it is in each row. With other keys of `group_by`, and with other sets, each
    /// set is put together with each.
    ///
    /// SQLite, MySQL and MariaDB have none of this (`WITH ROLLUP` gives no row where there are no rows, and
    /// takes no order on MariaDB): there it is `UNION ALL` of a query for each set, in FROM, which
    /// reads FROM once for each. What could be another row each time (`random()`, raw SQL, a LIMIT in FROM)
    /// is refused there, and so are functions over windows and queries among the columns.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub sales { id: i64 => primary_key, region: String, city: String, amount: i64 } }
    /// let query = select((
    ///         sales::region.nullable(),
    ///         sales::city.nullable(),
    ///         func::sum(sales::amount),
    ///         func::grouping((sales::region, sales::city)),
    ///     ))
    ///     .group_by_rollup((sales::region, sales::city));
    /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
    ///     "SELECT sales.region, sales.city, CAST(SUM(sales.amount) AS BIGINT), \
    ///      GROUPING(sales.region, sales.city) \
    ///      FROM sales GROUP BY ROLLUP (sales.region, sales.city)");
    /// ```
    #[track_caller]
    pub fn group_by_rollup(self, keys: impl ExprList) -> Self {
        let keys = keys.into_nodes().0;
        let grouping = Grouping::Rollup(keys.len());
        self.with(Clause::GroupBy, Location::caller(), |body| body.add_grouping(keys, grouping))
    }

    /// Groups by each choice of the keys: `GROUP BY CUBE (a, b)` is
    /// `GROUPING SETS ((a, b), (a), (b), ())`. At most 12 keys; else as
    /// [`group_by_rollup`](Self::group_by_rollup).
    #[track_caller]
    pub fn group_by_cube(self, keys: impl ExprList) -> Self {
        let keys = keys.into_nodes().0;
        let grouping = Grouping::Cube(keys.len());
        self.with(Clause::GroupBy, Location::caller(), |body| body.add_grouping(keys, grouping))
    }

    /// Groups by each of several sets of keys: `GROUP BY GROUPING SETS ((a, b), (a), ())`. Else as
    /// [`group_by_rollup`](Self::group_by_rollup).
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub sales { id: i64 => primary_key, region: String, year: i32, amount: i64 } }
    /// let query = select((sales::region.nullable(), sales::year.nullable(), func::sum(sales::amount)))
    ///     .group_by_sets((sales::region, sales::year));
    /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
    ///     "SELECT sales.region, sales.year, CAST(SUM(sales.amount) AS BIGINT) FROM sales \
    ///      GROUP BY GROUPING SETS ((sales.region), (sales.year))");
    /// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
    ///     "SELECT c_1 AS region, c_2 AS year, c_3 FROM (\
    ///      SELECT sales.region AS c_1, NULL AS c_2, SUM(sales.amount) AS c_3 FROM sales \
    ///      GROUP BY sales.region UNION ALL \
    ///      SELECT NULL AS c_1, sales.year AS c_2, SUM(sales.amount) AS c_3 FROM sales \
    ///      GROUP BY sales.year) AS q");
    /// ```
    #[track_caller]
    pub fn group_by_sets(self, sets: impl SetList) -> Self {
        let sets = sets.into_sets();
        let grouping = Grouping::Sets(sets.iter().map(|set| set.0.len()).collect());
        let keys = sets.into_iter().flat_map(|set| set.0).collect();
        self.with(Clause::GroupBy, Location::caller(), |body| body.add_grouping(keys, grouping))
    }
}
