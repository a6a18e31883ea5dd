//! An INSERT of more rows than its engine takes parameters for, in several statements.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::batch::{MOST_BYTES, bytes, most_rows};
use super::connection::Connection;
use super::from_row::FromRow;
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

    /// Inserts the rows one a statement, all of them or none, and hands on what each gives back: so these
    /// come in the order of the rows, which no engine promises of several.
    pub(super) fn for_each_of_parts<R: FromRow>(
        &mut self,
        body: &Arc<ChangeBody>,
        each: &mut dyn FnMut(R) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let mut goes_on = true;
        let mut each = |row| {
            if goes_on {
                goes_on = each(row)?.is_continue();
            }
            Ok(ControlFlow::Continue(()))
        };
        let send = &mut |tx: &mut Connection, part: StatementRef<'_>| {
            tx.stream_form::<R>(part, &mut each).map(|()| 0)
        };
        self.transaction(|tx| tx.each_part(body, 1, send)).map(drop)
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
