//! Inserting any number of rows: statements of many rows each, in one transaction.

use std::panic::Location;

use super::chunk::Chunk;
use super::connection::Connection;
use super::driver::{Done, RowsToInsert};
use super::from_row::FromRow;
use super::returning::Returning;
use crate::compile::{Options, Statement, compile_into};
use crate::dialect::Dialect;
use crate::dml::{Batch, Cells, InsertRow};
use crate::error::Result;
use crate::expr::Node;
use crate::name::Name;
use crate::select::SourceRef;
use crate::tree::{StatementKind, StatementRef};
use crate::value::Value;

/// For so many rows room is made at once, whatever an iterator says.
const MOST_FORESEEN: usize = 100_000;

impl Connection {
    /// Inserts rows of any number and gives how many were inserted, or for an upsert inserted or
    /// changed: statements of many rows each, in one transaction, so that all rows are inserted or none.
    ///
    /// `insert` names the columns and has no rows of its own; it may say what to do about rows that are
    /// there. How many rows go into a statement is data of the dialect (`Spec::batch_rows`), and less
    /// where the engine takes no more parameters or the values are long. No more than the rows of one
    /// statement are in memory at a time.
    ///
    /// More rows than one statement has go to PostgreSQL by `COPY`, where that does what INSERT does: into a
    /// table without rules and row security, values of the types of their columns, and nothing said about
    /// rows that are there.
    ///
    /// Inside of a transaction it is a savepoint.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// use sqltree::engine::Engine;
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub squares { n: i64 => primary_key, square: i64 } }
    ///
    /// let mut conn = Engine::open("sqlite://")?.connect()?;
    /// conn.execute(&create_table(squares::table()))?;
    /// let into = insert(squares::table()).columns((squares::n, squares::square));
    /// let count = conn.insert_many(&into, (0..1000_i64).map(|n| (n, n * n)))?;
    /// assert_eq!(count, 1000);
    ///
    /// let again = into.on_conflict(squares::n).do_nothing();
    /// assert_eq!(conn.insert_many(&again, (990..1010_i64).map(|n| (n, n * n)))?, 10);
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute); then no row is inserted.
    #[track_caller]
    pub fn insert_many<B, V>(
        &mut self,
        insert: &B,
        rows: impl IntoIterator<Item = V>,
    ) -> Result<u64>
    where
        B: Batch<Returned = ()>,
        V: InsertRow<B::Columns>,
    {
        let mut chunk = Chunk::new(insert.body().0, Location::caller());
        let mut rows = rows.into_iter();
        self.transaction(|tx| {
            let mut count = 0;
            loop {
                chunk.fill(&mut rows, tx.dialect().spec());
                if chunk.rows == 0 && chunk.body.problems.is_empty() {
                    return Ok(count);
                }
                count += tx.send(&mut chunk, &mut rows)?;
            }
        })
    }

    /// Inserts rows of any number and gives what RETURNING gives for each, in the order of the rows;
    /// `None` for one that was left out, or left as it is, by what the statement says about rows that
    /// are there. All rows are inserted or none.
    ///
    /// No engine promises that RETURNING keeps the order of several rows. So statements of many rows give
    /// columns that were inserted back too (of which the program must have the right to read them), and these
    /// tell which row is which; rows with the same values may be taken for each other. A statement of whose
    /// rows that cannot be told is undone, since a trigger or the type of a column changed what was sent, and
    /// from there on each row is a statement of its own. So is each row of an upsert, or with expressions, or
    /// where RETURNING asks for more than columns of the row: subqueries, raw SQL, functions of the engine's.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// use sqltree::engine::Engine;
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub tags { id: i64 => primary_key, generated, name: String => unique } }
    ///
    /// let mut conn = Engine::open("sqlite://")?.connect()?;
    /// conn.execute(&create_table(tags::table()))?;
    /// let into = insert(tags::table()).columns(tags::name);
    /// let ids = conn.insert_many_returning(&into.clone().returning(tags::id), [("a",), ("b",)])?;
    /// assert_eq!(ids, [Some(1), Some(2)]);
    ///
    /// let into = into.on_conflict(tags::name).do_nothing();
    /// let ids = conn.insert_many_returning(&into.returning(tags::id), [("c",), ("a",)])?;
    /// assert_eq!(ids, [Some(3), None]);
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`fetch_optional`](Self::fetch_optional); then no row is inserted.
    #[track_caller]
    pub fn insert_many_returning<B, V>(
        &mut self,
        insert: &B,
        rows: impl IntoIterator<Item = V>,
    ) -> Result<Vec<Option<B::Returned>>>
    where
        B: Batch + Statement<Row = <B as Batch>::Returned>,
        B::Returned: FromRow,
        V: InsertRow<B::Columns>,
    {
        let mut chunk = Chunk::new(insert.body().0, Location::caller());
        let mut returning = Returning::new(&chunk.empty, self.dialect());
        let mut rows = rows.into_iter();
        let mut given = Vec::with_capacity(rows.size_hint().0.min(MOST_FORESEEN));
        self.transaction(|tx| {
            loop {
                chunk.fill_to(returning.most(), &mut rows, tx.dialect().spec());
                if chunk.rows == 0 && chunk.body.problems.is_empty() {
                    return Ok(given);
                }
                tx.send_returning(&mut chunk, &mut returning, &mut |row| {
                    given.push(row);
                    Ok(())
                })?;
            }
        })
    }

    /// Sends the rows of a statement, or these and all that can go with them.
    fn send<C, V: InsertRow<C>>(
        &mut self,
        chunk: &mut Chunk,
        rows: &mut impl Iterator<Item = V>,
    ) -> Result<u64> {
        let reused = self.compile_chunk(chunk)?;
        self.statements += 1;
        let dialect = self.dialect.clone();
        if let Some(result) = self.send_in_bulk(chunk, rows, &*dialect) {
            return Ok(self.progress.note(result)?.rows_affected);
        }
        let params = match &chunk.body.cells {
            Cells::Values(values) if reused => values.as_slice(),
            Cells::Values(_) | Cells::Nodes(_) => self.compiled.params(),
        };
        let result = self.raw.execute(self.compiled.sql(), params);
        let done = self.progress.note(result)?;
        chunk.clear();
        Ok(done.rows_affected)
    }

    /// Makes the text of a chunk's statement; true if that of the last one serves again, with the chunk's
    /// values.
    pub(super) fn compile_chunk(&mut self, chunk: &mut Chunk) -> Result<bool> {
        self.ready()?;
        if chunk.may_reuse(&*self.dialect) {
            return Ok(true);
        }
        let statement = StatementRef(StatementKind::Change(&chunk.body));
        compile_into(statement, &*self.dialect, Options::default(), &mut self.compiled)?;
        self.compiled.ready()?;
        chunk.note(self.compiled.params());
        Ok(false)
    }

    /// Sends rows by the engine's bulk form, if it has one and takes them; those that it does not take are
    /// in the chunk then. Once it has taken none, it is not tried again.
    fn send_in_bulk<C, V: InsertRow<C>>(
        &mut self,
        chunk: &mut Chunk,
        rows: &mut impl Iterator<Item = V>,
        dialect: &dyn Dialect,
    ) -> Option<Result<Done>> {
        let spec = dialect.spec();
        let untried = !chunk.tried_bulk && chunk.is_full(spec);
        if !(untried && chunk.body.is_rows_alone() && chunk.fits(dialect)) {
            return None;
        }
        chunk.tried_bulk = true;
        let empty = chunk.empty.clone();
        let table = SourceRef::from(&empty.target).table()?;
        let columns = empty.columns.iter().map(stored_alone).collect::<Option<Vec<&Name>>>()?;
        let into = RowsToInsert { sql: self.compiled.sql(), table: &table.name, columns: &columns };
        let mut values = Vec::new();
        chunk.exchange(&mut values);
        let refill = &mut |values: &mut Vec<Value>| {
            values.clear();
            chunk.clear();
            chunk.fill(rows, spec);
            if chunk.fits(dialect) {
                chunk.exchange(values);
            }
        };
        let result = self.raw.insert_rows(&into, &mut values, refill);
        if !values.is_empty() {
            chunk.exchange(&mut values);
        }
        result
    }
}

/// The name of a column whose values are stored as they are.
fn stored_alone(column: &Node) -> Option<&Name> {
    let column = column.as_column().filter(|column| column.binder().is_none())?;
    column.name()
}
