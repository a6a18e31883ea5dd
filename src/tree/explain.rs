//! EXPLAIN: the plan of a statement.

use std::sync::Arc;

use super::statement::{AnyStatement, StatementRef};

/// The plan of a statement; made by [`explain`](crate::Statement::explain).
#[derive(Clone)]
#[must_use]
pub struct Explain {
    inner: Arc<AnyStatement>,
    /// True if the statement is run for it.
    pub(crate) runs: bool,
}

impl Explain {
    pub(crate) fn of(statement: AnyStatement) -> Self {
        Explain { inner: Arc::new(statement), runs: false }
    }

    pub(crate) fn inner(&self) -> StatementRef<'_> {
        StatementRef::from(&*self.inner)
    }

    /// With what really happened: the statement is run for it, also one that changes rows.
    /// `EXPLAIN ANALYZE`; `ANALYZE` on MariaDB.
    ///
    /// SQLite has it not, MySQL from 8.0.18 on for queries only.
    pub fn analyze(mut self) -> Self {
        self.runs = true;
        self
    }
}
