//! SQL as composable trees.
//!
//! `Table`, `Column` and `Select` values compose into immutable expression trees; one pass
//! compiles a tree to the SQL of one dialect *and version*, with bound parameters in order. Each
//! construct gives SQL with exactly its meaning there, or an error that says what, where and what
//! to do instead.
//!
//! ```
//! use sqltree::prelude::*;
//!
//! sqltree::table! {
//!     pub users {
//!         id: i64 => primary_key,
//!         name: String,
//!         boss_id: Option<i64> => references(users::id),
//!     }
//! }
//!
//! let boss = users::alias("boss");
//! let query = select((users::name, boss.col(users::name).nullable().label("boss")))
//!     .left_join(&boss, users::boss_id.eq(boss.col(users::id)))
//!     .filter(users::name.starts_with("A") & users::id.is_in([1, 2, 3]))
//!     .order_by(users::name)
//!     .limit(20);
//!
//! let compiled = query.compile(&Postgres::version(15))?;
//! assert_eq!(compiled.sql(),
//!     "SELECT users.name, boss.name AS boss FROM users \
//!      LEFT JOIN users AS boss ON users.boss_id = boss.id \
//!      WHERE users.name LIKE $1 AND users.id IN ($2, $3, $4) ORDER BY users.name LIMIT $5");
//! assert_eq!(compiled.params().len(), 5);
//! # Ok::<(), sqltree::Error>(())
//! ```
//!
//! # Where things are
//!
//! - [`expr`]: expressions, columns, functions ([`expr::func`]), `CASE`, raw SQL ([`sql!`]).
//! - [`select`](mod@select): queries. [`dml`]: `INSERT`, `UPDATE`, `DELETE`, `MERGE`. [`ddl`]: `CREATE`,
//!   `DROP`.
//! - [`schema`]: tables, declared ([`table!`], `#[derive(Table)]`) or made at run time.
//! - [`function`]: what functions and operators are, and how to declare one's own.
//! - [`dialect`]: what a dialect is. [`dialects`]: SQLite, PostgreSQL, MySQL, MariaDB.
//! - [`lossy`]: what engines would lose of a value, given up by name.
//! - [`compile`]: text and parameters. [`engine`]: connections that run it.

extern crate self as sqltree;

mod check;
pub mod compile;
pub mod ddl;
pub mod dialect;
#[path = "../dialects/mod.rs"]
pub mod dialects;
pub mod dml;
pub mod engine;
mod error;
pub mod expr;
mod feature;
pub mod function;
pub mod lossy;
#[cfg(feature = "mapper")]
pub mod mapper;
mod name;
mod open;
#[cfg(feature = "random")]
pub mod random;
mod row;
pub mod schema;
pub mod select;
mod tree;
mod types;
mod value;

pub use compile::{Compiled, Statement};
pub use error::{Error, ErrorKind, Problem, Result};
pub use expr::{Column, Expr, view};
pub use feature::{Feature, Version};
pub use name::{Keywords, Name};
pub use row::Row;
pub use types::*;
pub use value::{
    Array, Date, Decimal, Element, FromValue, Interval, Json, Malformed, Mismatch, Multiset, Str,
    Time, Timestamp, TimestampTz, Uuid, Value, ValueRef,
};

#[cfg(feature = "mapper")]
pub use sqltree_derive::Mapped;
#[cfg(feature = "derive")]
pub use sqltree_derive::{Embedded, Table, Value};

/// What programs import: `use sqltree::prelude::*;`.
pub mod prelude {
    pub use crate::compile::{Compiled, Options, Quoting, Statement};
    pub use crate::ddl::{create_table, drop_table};
    pub use crate::dialect::Ansi;
    pub use crate::dialects::{MariaDb, MySql, Postgres, Sqlite};
    pub use crate::dml::{delete, incoming, insert, merge, update};
    pub use crate::error::ErrorKind;
    pub use crate::expr::{
        Column, Expr, IntoExpr, all_of, any_of, case, case_of, column, default, frame, func,
        literal, null, param, param_list, val, window,
    };
    pub use crate::schema::{ColumnDef, MetaData, Table};
    pub use crate::select::{
        Compound, Cte, Query, Select, Values, exists, foreign_key, multiset, not_exists, select,
        star, values,
    };
    pub use crate::types::{Any, Type};
    pub use crate::value::Value;
    pub use crate::{sql, table};
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

#[cfg(all(doctest, feature = "mapper"))]
#[doc = include_str!("../docs/mapper.md")]
mod mapper_guide {}
