//! Engines: connections that run statements and decode rows.
//!
//! [`Engine::open`] picks a driver by the scheme of a URL, [`Engine::connect`] opens a
//! [`Connection`], which compiles each statement for the dialect and version that the server
//! reported, sends it, and decodes rows into the types of the select list ([`FromRow`]).
//!
//! The SQL itself is made in [`crate::compile`]. A database of somebody else's needs a
//! [`Driver`]: the built-in ones ([`crate::dialects`]) use nothing that is not public here.

mod batch;
mod chunk;
mod connection;
mod driver;
mod embedded;
mod exact;
pub mod failure;
mod field;
mod from_row;
mod many;
mod multiset;
mod pairs;
mod parts;
mod returning;
mod runs;
mod transaction;

use std::fmt;
use std::sync::Arc;

pub use crate::row::{Row, RowKey};
pub use connection::Connection;
pub use driver::{Done, Driver, RawConnection, RawRow, RowsToInsert, Step};
pub use embedded::Embedded;
#[doc(hidden)]
pub use embedded::embedded_values;
#[doc(hidden)]
pub use field::Field;
pub use from_row::{FromRow, RowRef};
pub use transaction::Transaction;

use crate::error::Result;

/// Where connections come from: a driver and a URL.
///
/// ```
/// # #[cfg(feature = "rusqlite")] {
/// use sqltree::engine::Engine;
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, generated, name: String } }
///
/// let mut conn = Engine::open("sqlite::memory:")?.connect()?;
/// conn.execute(&create_table(users::table()))?;
/// conn.execute(&insert(users::table()).set(users::name, "ann"))?;
/// let names: Vec<String> = conn.fetch_all(&select(users::name))?;
/// assert_eq!(names, ["ann"]);
/// # }
/// # Ok::<(), sqltree::Error>(())
/// ```
#[derive(Clone)]
pub struct Engine {
    driver: Arc<dyn Driver>,
    url: Arc<str>,
}

impl Engine {
    /// An engine of a driver of your own; `Engine::open` has the built-in ones.
    ///
    /// # Errors
    ///
    /// What the driver says of the URL, mostly [`ErrorKind::Url`](crate::ErrorKind::Url).
    pub fn with_driver(driver: Arc<dyn Driver>, url: &str) -> Result<Self> {
        driver.check_url(url)?;
        Ok(Engine { driver, url: url.into() })
    }

    /// Opens a connection.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Connection`](crate::ErrorKind::Connection) if the server cannot be reached or
    /// does not let us in, with the driver's error as `source()`.
    pub fn connect(&self) -> Result<Connection> {
        Ok(Connection::new(self.driver.connect(&self.url)?))
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The rest of the URL may hold a password.
        let scheme = self.url.split(':').next().unwrap_or_default();
        f.debug_struct("Engine").field("scheme", &scheme).finish_non_exhaustive()
    }
}
