//! An INSERT some of whose rows have DEFAULT in a column and others not, where DEFAULT is no value: runs of
//! rows alike, one statement each, without the columns.

use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use super::connection::Connection;
use super::from_row::FromRow;
use super::parts::parted;
use crate::dml::{Cells, ChangeBody};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::expr::Node;
use crate::feature::Feature;
use crate::tree::{StatementKind, StatementRef};

const LACKING: ErrorKind = ErrorKind::Unsupported(Feature::DefaultInValues);

/// The INSERT, if the mistake is no other than DEFAULT in some rows, and several statements mean the same.
fn of_runs<'a>(form: StatementRef<'a>, error: &Error) -> Option<&'a Arc<ChangeBody>> {
    let StatementKind::Change(body) = form.0 else { return None };
    let kinds = || error.problems().map(Problem::kind);
    // Of the runs each may be sent in parts.
    let only = kinds().all(|kind| matches!(kind, LACKING | ErrorKind::TooManyParameters));
    (only && kinds().any(|kind| kind == LACKING) && body.may_be_parted()).then_some(body)
}

/// The rows that go into one statement each: those in turn that have DEFAULT in the same columns, and every
/// row of nothing else, of which a statement has one.
fn runs(body: &ChangeBody) -> Vec<Range<usize>> {
    let width = body.columns.len().max(1);
    let is_default = |node: &Node| matches!(node.unlabelled(), Node::Default);
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut last: Vec<bool> = Vec::new();
    for (place, row) in body.cells.nodes().chunks(width).enumerate() {
        let defaults: Vec<bool> = row.iter().map(is_default).collect();
        match runs.last_mut() {
            Some(run) if defaults == last && defaults.contains(&false) => run.end = place + 1,
            Some(_) | None => runs.push(place..place + 1),
        }
        last = defaults;
    }
    runs
}

impl Connection {
    /// Sends an INSERT that was refused as a whole in several statements, if these mean the same.
    pub(super) fn execute_by_rows(&mut self, form: StatementRef<'_>, error: Error) -> Result<u64> {
        match (parted(form, &error), of_runs(form, &error)) {
            (Some(body), _) => self.execute_parts(body),
            (None, Some(body)) => self.execute_runs(body),
            (None, None) => Err(error),
        }
    }

    /// The same, and hands on what the rows give back.
    pub(super) fn for_each_by_rows<R: FromRow>(
        &mut self,
        form: StatementRef<'_>,
        error: Error,
        each: &mut dyn FnMut(R) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        match (parted(form, &error), of_runs(form, &error)) {
            (Some(body), _) => self.for_each_of_parts(body, each),
            (None, Some(body)) => self.for_each_of_runs(body, each),
            (None, None) => Err(error),
        }
    }

    /// Inserts the rows in runs, all of them or none.
    fn execute_runs(&mut self, body: &Arc<ChangeBody>) -> Result<u64> {
        self.each_run(body, runs(body), &mut |tx, part| {
            let form = StatementRef(StatementKind::Change(part));
            match tx.execute_form(form) {
                Err(error) => match parted(form, &error) {
                    Some(part) => tx.execute_parts(part),
                    None => Err(error),
                },
                Ok(done) => Ok(done.rows_affected),
            }
        })
    }

    /// Inserts the rows one a statement, all of them or none, and hands on what each gives back: in their order,
    /// which nothing promises of several.
    fn for_each_of_runs<R: FromRow>(
        &mut self,
        body: &Arc<ChangeBody>,
        each: &mut dyn FnMut(R) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let mut goes_on = true;
        let mut each = |row: R| {
            if goes_on {
                goes_on = each(row)?.is_continue();
            }
            Ok(ControlFlow::Continue(()))
        };
        let single = (0..body.rows()).map(|row| row..row + 1).collect();
        let send = &mut |tx: &mut Connection, part: &Arc<ChangeBody>| {
            let form = StatementRef(StatementKind::Change(part));
            tx.stream_form::<R>(form, &mut each).map(|()| 0)
        };
        self.each_run(body, single, send).map(drop)
    }

    fn each_run(
        &mut self,
        body: &Arc<ChangeBody>,
        runs: Vec<Range<usize>>,
        send: &mut dyn FnMut(&mut Connection, &Arc<ChangeBody>) -> Result<u64>,
    ) -> Result<u64> {
        let width = body.columns.len().max(1);
        let mut part = Arc::new(body.without_rows());
        self.transaction(|tx| {
            let mut count = 0;
            for run in runs {
                let cells: Cells = body.cells.part(run.start * width, run.end * width);
                Arc::make_mut(&mut part).cells = cells;
                count += send(tx, &part)?;
            }
            Ok(count)
        })
    }
}
