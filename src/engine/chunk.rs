//! The rows of one statement of a batch.

use std::panic::Location;
use std::sync::Arc;

use crate::check::{bound, stored};
use crate::compile::takes;
use crate::dialect::{Dialect, Spec};
use crate::dml::{Cells, ChangeBody, InsertRow};
use crate::expr::Node;
use crate::expr::node::Place;
use crate::expr::view::NodeRef;
use crate::types::Tag;
use crate::value::Value;

/// A statement is sent when its values have so many bytes, whatever the number of its rows.
pub(super) const MOST_BYTES: usize = 1 << 20;

/// Of a row whose cells are expressions each may have so many parameters.
const PARAMETERS_OF_CELL: usize = 8;

/// The rows of one statement.
pub(super) struct Chunk {
    /// An INSERT with these rows.
    pub(super) body: Arc<ChangeBody>,
    /// One without any.
    pub(super) empty: Arc<ChangeBody>,
    place: Place,
    pub(super) rows: usize,
    bytes: usize,
    /// The types of the values of the last statement, if its parameters were these and nothing else.
    tags: Vec<Tag>,
    /// True if the engine was asked for its bulk form.
    pub(super) tried_bulk: bool,
}

impl Chunk {
    pub(super) fn new(insert: &Arc<ChangeBody>, place: Place) -> Self {
        let mut empty = insert.clone();
        Arc::make_mut(&mut empty).start_batch(place);
        Chunk::with(empty, place)
    }

    /// Of an INSERT that has rows, which are [`put`](Self::put) in part by part.
    pub(super) fn of_rows(insert: &ChangeBody) -> Self {
        Chunk::with(Arc::new(insert.without_rows()), Location::caller())
    }

    fn with(empty: Arc<ChangeBody>, place: Place) -> Self {
        let body = empty.clone();
        Chunk { body, empty, place, rows: 0, bytes: 0, tags: Vec::new(), tried_bulk: false }
    }

    /// Adds rows until a statement has enough of them.
    pub(super) fn fill<C, V: InsertRow<C>>(
        &mut self,
        rows: &mut impl Iterator<Item = V>,
        spec: &Spec,
    ) {
        self.fill_to(usize::MAX, rows, spec);
    }

    /// The same, and no more than so many.
    pub(super) fn fill_to<C, V: InsertRow<C>>(
        &mut self,
        most: usize,
        rows: &mut impl Iterator<Item = V>,
        spec: &Spec,
    ) {
        while self.rows < most
            && !self.is_full(spec)
            && let Some(row) = rows.next()
        {
            self.add(row);
        }
    }

    /// Takes rows that are there already.
    pub(super) fn put(&mut self, cells: Cells) {
        let body = Arc::make_mut(&mut self.body);
        self.rows = cells.len() / body.columns.len().max(1);
        body.cells = cells;
    }

    /// Has the statements give back these columns.
    pub(super) fn give_back<'n>(&mut self, columns: impl Iterator<Item = &'n Node> + Clone) {
        for body in [&mut self.empty, &mut self.body] {
            Arc::make_mut(body).returning = columns.clone().cloned().collect();
        }
        self.tags.clear();
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

    pub(super) fn is_full(&self, spec: &Spec) -> bool {
        self.rows >= most_rows(&self.body, spec) || self.bytes >= MOST_BYTES
    }

    /// True if all cells are values that their columns can hold.
    pub(super) fn fits(&self, dialect: &dyn Dialect) -> bool {
        let Cells::Values(values) = &self.body.cells else { return false };
        let spec = dialect.spec();
        let columns: Vec<(&Node, Tag, usize)> =
            self.body.columns.iter().map(|node| (node, node.sort().tag, bound(node))).collect();
        self.body.problems.is_empty()
            && values.iter().zip(columns.iter().cycle()).all(|(value, &(column, tag, most))| {
                let own = value.tag() == tag && bytes(value) <= most && !value.is_minus_zero();
                takes(dialect, value)
                    && (own && *value != Value::Null
                        || stored(NodeRef::new(column), NodeRef::value(value), spec).is_none())
            })
    }

    /// True if the text of the last statement serves again: as many values, of the same types, which
    /// the columns can hold.
    pub(super) fn may_reuse(&self, dialect: &dyn Dialect) -> bool {
        let Cells::Values(values) = &self.body.cells else { return false };
        values.len() == self.tags.len()
            && values.iter().zip(&self.tags).all(|(value, tag)| value.tag() == *tag)
            && self.fits(dialect)
    }

    /// Gives the values of the rows away, and takes others.
    pub(super) fn exchange(&mut self, values: &mut Vec<Value>) {
        let width = self.body.columns.len().max(1);
        if let Cells::Values(own) = &mut Arc::make_mut(&mut self.body).cells {
            std::mem::swap(own, values);
            (self.rows, self.bytes) = (own.len() / width, own.iter().map(bytes).sum());
        }
    }

    /// Notes what was compiled, so that the next statement may have the same text.
    pub(super) fn note(&mut self, params: &[Value]) {
        self.tags.clear();
        if let Cells::Values(values) = &self.body.cells
            && values == params
        {
            self.tags.extend(values.iter().map(Value::tag));
        }
    }

    pub(super) fn clear(&mut self) {
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
