//! INSERTs of many rows whose RETURNING comes in the order of the rows.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::chunk::Chunk;
use super::connection::{Connection, check_shape, only};
use super::from_row::{FromRow, Front, RowRef, Shape, check_width};
use super::pairs::Pairing;
use crate::dialect::Dialect;
use crate::dml::{Cells, ChangeBody};
use crate::error::{Error, ErrorKind, Result};
use crate::expr::Node;
use crate::tree::{StatementKind, StatementRef};

/// How the rows of a batch are sent.
pub(super) struct Returning {
    asked: Vec<Node>,
    /// What tells the rows of a statement apart; nothing if each is to be one of its own.
    pairing: Option<Pairing>,
    /// The columns that the statements give back beside what is asked, by number.
    added: Vec<usize>,
    /// True if nothing was sent in the transaction so far.
    first: bool,
}

impl Returning {
    pub(super) fn new(insert: &ChangeBody, dialect: &dyn Dialect) -> Self {
        let (asked, pairing) = (insert.returning.clone(), Pairing::of(insert, dialect));
        Returning { asked, pairing, added: Vec::new(), first: true }
    }

    /// How many rows may go into a statement.
    pub(super) fn most(&self) -> usize {
        if self.pairing.is_some() { usize::MAX } else { 1 }
    }

    /// Has the statements of a chunk give back what tells the rows apart, or no more than is asked.
    fn have_back(&mut self, chunk: &mut Chunk) {
        let added = self.pairing.as_ref().map_or(&[][..], |pairing| pairing.added());
        if self.added != added {
            let more = self.pairing.iter().flat_map(Pairing::added_nodes);
            chunk.give_back(self.asked.iter().chain(more));
            self.added = added.to_vec();
        }
    }
}

/// What rows gave back, in their order; nothing for those that were left out.
type Given<R> = Vec<Option<R>>;

impl Connection {
    /// Sends the rows of a chunk, in one statement or one a statement, and hands on what each gives back.
    /// A transaction is open, and undone if this fails.
    pub(super) fn send_returning<R: FromRow>(
        &mut self,
        chunk: &mut Chunk,
        returning: &mut Returning,
        each: &mut dyn FnMut(Option<R>) -> Result<()>,
    ) -> Result<()> {
        if returning.first {
            check_shape(&StatementRef(StatementKind::Change(&chunk.body)), R::WIDTH)?;
        }
        if chunk.rows > 1
            && let Some(pairing) = &mut returning.pairing
            && let Cells::Values(values) = &chunk.body.cells
            && chunk.body.problems.is_empty()
            && pairing.choose(values)
        {
            match self.send_paired(chunk, returning)? {
                Some(rows) => {
                    returning.first = false;
                    chunk.clear();
                    return rows.into_iter().try_for_each(each);
                }
                // It will not be otherwise with the rest.
                None => returning.pairing = None,
            }
        }
        returning.first = false;
        self.send_each(chunk, returning, each)
    }

    /// Sends the rows in one statement; nothing, and all is undone, if it does not show which is which.
    fn send_paired<R: FromRow>(
        &mut self,
        chunk: &mut Chunk,
        returning: &mut Returning,
    ) -> Result<Option<Given<R>>> {
        // In the transaction around there is nothing else to be undone, if it is the first.
        if !returning.first {
            self.start_transaction()?;
        }
        let rows = self.send_pairs(chunk, returning);
        match rows {
            Ok(Some(rows)) => {
                if !returning.first {
                    self.commit_transaction()?;
                }
                Ok(Some(rows))
            }
            Ok(None) => {
                self.rollback_transaction()?;
                if !self.raw.undid_all()? {
                    return Err(kept());
                }
                if returning.first {
                    self.start_transaction()?;
                }
                Ok(None)
            }
            Err(error) => {
                if !returning.first {
                    // The connection remembers a failure.
                    let _ = self.rollback_transaction();
                }
                Err(error)
            }
        }
    }

    fn send_pairs<R: FromRow>(
        &mut self,
        chunk: &mut Chunk,
        returning: &mut Returning,
    ) -> Result<Option<Given<R>>> {
        returning.have_back(chunk);
        let Some(pairing) = &returning.pairing else { return Ok(None) };
        let reused = self.compile_chunk(chunk)?;
        let Cells::Values(values) = &chunk.body.cells else { return Ok(None) };
        let params = if reused { values.as_slice() } else { self.compiled.params() };
        let added = returning.added.len();
        let expanded = StatementRef(StatementKind::Change(&chunk.empty)).expanded();
        let nodes = expanded.as_deref().unwrap_or(&chunk.empty.returning);
        let shape = Shape::new(&nodes[..nodes.len() - added], expanded.is_some());
        let mut pairs = pairing.pairs(values);
        let mut rows: Given<R> = Vec::new();
        rows.resize_with(chunk.rows, || None);
        let mut left = chunk.rows;
        self.statements += 1;
        let result = self.raw.query(self.compiled.sql(), params, &mut |row| {
            let Some(place) = pairs.find(row) else {
                left = usize::MAX;
                return Ok(ControlFlow::Break(()));
            };
            check_width(R::WIDTH, row.len() - added)?;
            rows[place] = Some(match added {
                0 => R::from_row(&RowRef::new(row, &shape))?,
                _ => R::from_row(&RowRef::new(&Front::new(row, row.len() - added), &shape))?,
            });
            left -= 1;
            Ok(ControlFlow::Continue(()))
        });
        self.progress.note(result)?;
        Ok((left == 0).then_some(rows))
    }

    /// Sends the rows one a statement.
    fn send_each<R: FromRow>(
        &mut self,
        chunk: &mut Chunk,
        returning: &mut Returning,
        each: &mut dyn FnMut(Option<R>) -> Result<()>,
    ) -> Result<()> {
        returning.have_back(chunk);
        let width = chunk.body.columns.len().max(1);
        let body = chunk.body.clone();
        chunk.clear();
        let mut one = Arc::new(body.without_rows());
        for row in 0..body.rows().max(1) {
            if body.rows() > 1 {
                Arc::make_mut(&mut one).cells = body.cells.part(row * width, (row + 1) * width);
            } else {
                one = body.clone();
            }
            self.ready()?;
            let mut found = None;
            let form = StatementRef(StatementKind::Change(&one));
            self.stream_form(form, &mut |row| only(&mut found, row))?;
            each(found)?;
        }
        Ok(())
    }
}

/// The error of a table that keeps rows which were to be undone.
#[cold]
fn kept() -> Error {
    let message = "rows do not come back from their table as they were sent, so that it does not show \
                   which is which, and the table has no transactions, so that they stay; give it another \
                   engine, or insert into it one row a statement";
    Error::new(ErrorKind::Database, message)
}
