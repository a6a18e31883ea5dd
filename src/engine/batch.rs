//! Inserting any number of rows: statements of many rows each, in one transaction.

use std::panic::Location;
use std::sync::Arc;

use super::connection::Connection;
use super::driver::{Done, RowsToInsert};
use super::from_row::FromRow;
use crate::check::{is_bounded, stored};
use crate::compile::{Options, Statement, compile_into, takes};
use crate::dialect::{Dialect, Spec};
use crate::dml::{Batch, Cells, ChangeBody, InsertRow};
use crate::error::Result;
use crate::expr::Node;
use crate::expr::node::Place;
use crate::expr::view::NodeRef;
use crate::name::Name;
use crate::select::SourceRef;
use crate::tree::{StatementKind, StatementRef};
use crate::types::Tag;
use crate::value::Value;

/// A statement is sent when its values have so many bytes, whatever the number of its rows.
pub(super) const MOST_BYTES: usize = 1 << 20;

/// Of a row whose cells are expressions each may have so many parameters.
const PARAMETERS_OF_CELL: usize = 8;

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
    /// Each row is a statement of its own: no engine promises that RETURNING keeps the order of several.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// use sqltree::engine::Engine;
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub tags { id: i64 => primary_key, generated, name: String => unique } }
    ///
    /// let mut conn = Engine::open("sqlite://")?.connect()?;
    /// conn.execute(&create_table(tags::table()))?;
    /// let into = insert(tags::table()).columns(tags::name).on_conflict(tags::name).do_nothing();
    /// let ids = conn.insert_many_returning(&into.returning(tags::id), [("a",), ("b",), ("a",)])?;
    /// assert_eq!(ids, [Some(1), Some(2), None]);
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
        let place = Location::caller();
        self.transaction(|tx| {
            let rows = rows.into_iter();
            rows.map(|row| tx.fetch_optional(&insert.with_row(row, place))).collect()
        })
    }

    /// Sends the rows of a statement, or these and all that can go with them.
    fn send<C, V: InsertRow<C>>(
        &mut self,
        chunk: &mut Chunk,
        rows: &mut impl Iterator<Item = V>,
    ) -> Result<u64> {
        self.ready()?;
        let dialect = self.dialect.clone();
        let reused = chunk.may_reuse(&*dialect);
        if !reused {
            let statement = StatementRef(StatementKind::Change(&chunk.body));
            compile_into(statement, &*dialect, Options::default(), &mut self.compiled)?;
            self.compiled.ready()?;
            chunk.note(self.compiled.params());
        }
        self.statements += 1;
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

/// The rows of one statement.
struct Chunk {
    /// An INSERT with these rows.
    body: Arc<ChangeBody>,
    /// One without any.
    empty: Arc<ChangeBody>,
    place: Place,
    rows: usize,
    bytes: usize,
    /// The types of the values of the last statement, if its parameters were these and nothing else.
    tags: Vec<Tag>,
    /// True if the engine was asked for its bulk form.
    tried_bulk: bool,
}

impl Chunk {
    fn new(insert: &Arc<ChangeBody>, place: Place) -> Self {
        let mut empty = insert.clone();
        Arc::make_mut(&mut empty).start_batch(place);
        let body = empty.clone();
        Chunk { body, empty, place, rows: 0, bytes: 0, tags: Vec::new(), tried_bulk: false }
    }

    /// Adds rows until a statement has enough of them.
    fn fill<C, V: InsertRow<C>>(&mut self, rows: &mut impl Iterator<Item = V>, spec: &Spec) {
        while !self.is_full(spec)
            && let Some(row) = rows.next()
        {
            self.add(row);
        }
    }

    fn add<C>(&mut self, row: impl InsertRow<C>) {
        let body = Arc::make_mut(&mut self.body);
        let before = body.cells.len();
        body.add_row(row, self.place);
        self.rows += 1;
        if let Cells::Values(values) = &body.cells {
            self.bytes += values[before.min(values.len())..].iter().map(bytes).sum::<usize>();
        }
    }

    fn is_full(&self, spec: &Spec) -> bool {
        self.rows >= most_rows(&self.body, spec) || self.bytes >= MOST_BYTES
    }

    /// True if all cells are values that their columns can hold.
    fn fits(&self, dialect: &dyn Dialect) -> bool {
        let Cells::Values(values) = &self.body.cells else { return false };
        let (columns, spec) = (self.body.columns.iter().cycle(), dialect.spec());
        self.body.problems.is_empty()
            && values.iter().zip(columns).all(|(value, column)| {
                let own = *value != Value::Null && value.tag() == column.sort().tag;
                takes(dialect, value)
                    && (own && !is_bounded(column) && !value.is_minus_zero()
                        || stored(NodeRef::new(column), NodeRef::value(value), spec).is_none())
            })
    }

    /// True if the text of the last statement serves again: as many values, of the same types, which
    /// the columns can hold.
    fn may_reuse(&self, dialect: &dyn Dialect) -> bool {
        let Cells::Values(values) = &self.body.cells else { return false };
        values.len() == self.tags.len()
            && values.iter().zip(&self.tags).all(|(value, tag)| value.tag() == *tag)
            && self.fits(dialect)
    }

    /// Gives the values of the rows away, and takes others.
    fn exchange(&mut self, values: &mut Vec<Value>) {
        let width = self.body.columns.len().max(1);
        if let Cells::Values(own) = &mut Arc::make_mut(&mut self.body).cells {
            std::mem::swap(own, values);
            (self.rows, self.bytes) = (own.len() / width, own.iter().map(bytes).sum());
        }
    }

    /// Notes what was compiled, so that the next statement may have the same text.
    fn note(&mut self, params: &[Value]) {
        self.tags.clear();
        if let Cells::Values(values) = &self.body.cells
            && values == params
        {
            self.tags.extend(values.iter().map(Value::tag));
        }
    }

    fn clear(&mut self) {
        (self.rows, self.bytes) = (0, 0);
        let body = Arc::make_mut(&mut self.body);
        if let Cells::Values(values) = &mut body.cells {
            values.clear();
        } else {
            self.body = self.empty.clone();
        }
    }
}

/// How many rows go into a statement, whatever their values are.
pub(super) fn most_rows(body: &ChangeBody, spec: &Spec) -> usize {
    let of_cell = match body.cells {
        Cells::Values(_) => 1,
        Cells::Nodes(_) => PARAMETERS_OF_CELL,
    };
    let width = body.columns.len().max(1);
    spec.batch_rows.min(spec.max_parameters / (width * of_cell)).max(1)
}

/// The name of a column whose values are stored as they are.
fn stored_alone(column: &Node) -> Option<&Name> {
    let column = column.as_column().filter(|column| column.binder().is_none())?;
    column.name()
}

pub(super) fn bytes(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::Null
        | Value::Bool(_)
        | Value::I16(_)
        | Value::I32(_)
        | Value::I64(_)
        | Value::U64(_)
        | Value::F32(_)
        | Value::F64(_)
        | Value::Date(_)
        | Value::Time(_) => 8,
        Value::Json(json) => json.as_str().len(),
        // Of all others there are few bytes, written as text.
        Value::Timestamp(_)
        | Value::TimestampTz(_)
        | Value::Interval(_)
        | Value::Decimal(_)
        | Value::Uuid(_)
        | Value::Refused(_) => 40,
        Value::Array(array) => array.items().iter().map(bytes).sum(),
    }
}
