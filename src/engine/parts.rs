//! An INSERT of more rows than its engine takes parameters for, in several statements.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::chunk::{Chunk, MOST_BYTES, bytes, most_rows};
use super::connection::Connection;
use super::from_row::FromRow;
use super::returning::Returning;
use crate::dml::{Cells, ChangeBody};
use crate::error::{Error, ErrorKind, Result};
use crate::tree::{StatementKind, StatementRef};

/// The INSERT, if the mistake is no other than that it has too many rows, and several statements mean the
/// same.
pub(super) fn parted<'a>(form: StatementRef<'a>, error: &Error) -> Option<&'a Arc<ChangeBody>> {
    let StatementKind::Change(body) = form.0 else { return None };
    let only = error.kind() == ErrorKind::TooManyParameters && error.problems().count() == 1;
    (only && body.may_be_parted()).then_some(body)
}

/// How many rows from one on go into a statement.
fn rows_of_part(body: &ChangeBody, from: usize, most: usize) -> usize {
    let width = body.columns.len().max(1);
    let rows = most.min(body.rows() - from);
    let Cells::Values(values) = &body.cells else { return rows };
    let mut sum = 0;
    let fits = values[from * width..].chunks(width).take(rows).take_while(|row| {
        let before = sum;
        sum += row.iter().map(bytes).sum::<usize>();
        before < MOST_BYTES
    });
    fits.count().max(1)
}

impl Connection {
    /// Inserts the rows in statements of many, all of them or none.
    pub(super) fn execute_parts(&mut self, body: &Arc<ChangeBody>) -> Result<u64> {
        let most = most_rows(body, self.dialect.spec());
        self.transaction(|tx| {
            tx.each_part(body, most, &mut |tx, part| {
                tx.execute_form(part).map(|done| done.rows_affected)
            })
        })
    }

    /// Inserts the rows, all of them or none, and hands on what each gives back, in the order of the rows.
    pub(super) fn for_each_of_parts<R: FromRow>(
        &mut self,
        body: &Arc<ChangeBody>,
        each: &mut dyn FnMut(R) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let mut goes_on = true;
        let mut each = |row: Option<R>| {
            if let Some(row) = row
                && goes_on
            {
                goes_on = each(row)?.is_continue();
            }
            Ok(())
        };
        let (spec, width) = (self.dialect.spec(), body.columns.len().max(1));
        let most = most_rows(body, spec);
        let mut chunk = Chunk::of_rows(body);
        let mut returning = Returning::new(body, self.dialect());
        self.transaction(|tx| {
            let mut from = 0;
            while from < body.rows() {
                let to = from + rows_of_part(body, from, most.min(returning.most()));
                chunk.put(body.cells.part(from * width, to * width));
                tx.send_returning(&mut chunk, &mut returning, &mut each)?;
                from = to;
            }
            Ok(())
        })
    }

    fn each_part(
        &mut self,
        body: &Arc<ChangeBody>,
        mut most: usize,
        send: &mut dyn FnMut(&mut Connection, StatementRef<'_>) -> Result<u64>,
    ) -> Result<u64> {
        let width = body.columns.len().max(1);
        let mut part = Arc::new(body.without_rows());
        let (mut done, mut from) = (0, 0);
        while from < body.rows() {
            let to = from + rows_of_part(body, from, most);
            Arc::make_mut(&mut part).cells = body.cells.part(from * width, to * width);
            match send(self, StatementRef(StatementKind::Change(&part))) {
                // Expressions of very many parameters: nothing was sent yet.
                Err(error) if error.kind() == ErrorKind::TooManyParameters && to - from > 1 => {
                    most = (to - from) / 2;
                    continue;
                }
                sent => done += sent?,
            }
            from = to;
        }
        Ok(done)
    }
}
