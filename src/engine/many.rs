//! One statement, sent with many sets of values.

use super::connection::Connection;
use crate::compile::Statement;
use crate::error::{ErrorKind, Problem, Result};
use crate::value::Value;

impl Connection {
    /// Runs a statement once for each row of values of its parameters, made by
    /// [`param`](crate::expr::param), and gives the number of rows inserted, updated or deleted by all: one
    /// text, in one transaction, so that all is done or nothing.
    ///
    /// A row has a value for every parameter, by its name. NULL is a value for a parameter that is stored in
    /// columns which take it, and stands nowhere else. No more than one row is in memory at a time. Inside of
    /// a transaction it is a savepoint. To insert rows, [`insert_many`](Self::insert_many) sends fewer
    /// statements.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// use sqltree::engine::Engine;
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub stock { id: i64 => primary_key, n: i32 } }
    ///
    /// let mut conn = Engine::open("sqlite://")?.connect()?;
    /// conn.execute(&create_table(stock::table()))?;
    /// conn.insert_many(&insert(stock::table()).columns((stock::id, stock::n)), [(1, 5), (2, 7)])?;
    /// let sell = update(stock::table())
    ///     .set(stock::n, stock::n - param::<i32>("sold"))
    ///     .filter(stock::id.eq(param::<i64>("item")));
    /// let sales = [(1_i64, 2), (2, 3)].map(|(item, sold)| [("item", item.into()), ("sold", Value::from(sold))]);
    /// assert_eq!(conn.execute_many(&sell, sales)?, 2);
    /// assert_eq!(conn.fetch_all(&select(stock::n).order_by(stock::id))?, [3, 4]);
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute), and as [`Compiled::bind`](crate::Compiled::bind);
    /// [`Incomplete`](ErrorKind::Incomplete) for a row without a value for a parameter. Nothing is changed then.
    pub fn execute_many<R, K, V>(
        &mut self,
        statement: &impl Statement,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<u64>
    where
        R: IntoIterator<Item = (K, V)>,
        K: AsRef<str>,
        V: Into<Value>,
    {
        let mut compiled = statement.compile(self.dialect())?;
        self.transaction(|tx| {
            let mut count = 0;
            for (number, row) in rows.into_iter().enumerate() {
                compiled.unbind();
                for (name, value) in row {
                    compiled.bind(name.as_ref(), value)?;
                }
                if let Some(name) = compiled.unbound().next() {
                    let number = number + 1;
                    let message = format!("row {number} has no value for the parameter `{name}`");
                    return Err(Problem::new(ErrorKind::Incomplete, message).into());
                }
                count += tx.execute_sql(compiled.sql(), compiled.params())?;
            }
            Ok(count)
        })
    }
}
