//! Opening an engine by its URL: the one place that joins [`crate::engine`] to the built-in
//! drivers, which know nothing of each other.

use std::sync::Arc;

use crate::engine::{Driver, Engine};
use crate::error::{Error, ErrorKind, Result};

impl Engine {
    /// An engine for a URL, whose scheme picks the driver; nothing is connected yet.
    ///
    /// - `sqlite:///file.db` (relative), `sqlite:////path/file.db` (absolute), `sqlite://` or
    ///   `sqlite::memory:` (in memory, one database a connection): feature `rusqlite`. With `?polyfill`
    ///   behind it there are functions that SQLite lacks, see `Sqlite::polyfilled`: feature `polyfill`.
    /// - `postgres://user:password@host:5432/database`, also `postgresql://`: feature `postgres`.
    /// - `mysql://user:password@host:3306/database`, also `mariadb://`: feature `mysql`.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// use sqltree::engine::Engine;
    /// let conn = Engine::open("sqlite::memory:")?.connect()?;
    /// assert_eq!(conn.dialect().spec().name, "SQLite");
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Url`] for a URL that cannot be used, or whose driver is not compiled in (the
    /// message names the Cargo feature). No message quotes the URL, which may hold a password.
    pub fn open(url: &str) -> Result<Engine> {
        let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
        let driver = match scheme {
            "sqlite" => sqlite()?,
            "postgres" | "postgresql" => postgres()?,
            "mysql" | "mariadb" => mysql()?,
            _ => {
                let message = "no driver has the scheme of this database URL; \
                               there are sqlite:, postgres:, mysql: and mariadb:";
                return Err(Error::new(ErrorKind::Url, message));
            }
        };
        Engine::with_driver(driver, url)
    }
}

/// The driver if its feature is on, else the error that names the feature.
macro_rules! driver {
    ($name:ident, $feature:literal, $driver:path) => {
        #[cfg(feature = $feature)]
        fn $name() -> Result<Arc<dyn Driver>> {
            Ok(Arc::new($driver))
        }

        #[cfg(not(feature = $feature))]
        fn $name() -> Result<Arc<dyn Driver>> {
            Err(Error::new(
                ErrorKind::Url,
                concat!(
                    "this database needs the Cargo feature `",
                    $feature,
                    "` of sqltree: cargo add sqltree --features ",
                    $feature
                ),
            ))
        }
    };
}

driver!(sqlite, "rusqlite", crate::dialects::sqlite::SqliteDriver);
driver!(postgres, "postgres", crate::dialects::postgres::PostgresDriver);
driver!(mysql, "mysql", crate::dialects::mysql::MySqlDriver);
