//! What a generator gives.

use crate::compile::{AnyStatement, Compiled};
use crate::error::Result;
use crate::expr::Expr;
use crate::schema::Table;
use crate::value::Value;

/// A statement, and what is needed to run it.
#[derive(Clone, Debug)]
pub struct Made {
    /// The statement.
    pub statement: AnyStatement,
    /// The values of its late parameters, by name.
    pub late: Vec<(String, Value)>,
    /// The values of its late lists, by name.
    pub lists: Vec<(String, Vec<Value>)>,
    /// Another statement that gives the same rows and leaves the same, if this one is said in words that
    /// few dialects have: it has what all of them have.
    pub twin: Option<AnyStatement>,
    /// True if its rows come in one order: no two are alike by what it orders them by.
    pub ordered: bool,
    /// What it is if it is a plain list, so that its rows can be worked out.
    pub list: Option<List>,
    /// How many items the query infers that infers most; [`Said::InFull`](super::Said) says the same in
    /// other words.
    pub inferred: usize,
    /// True if an ORDER BY has a constant that orders nothing, which [`Said::InFull`](super::Said) leaves out.
    pub constants: bool,
    /// True if all columns of a query of it are of the queries around: it is refused by
    /// [`Said::Untold`](super::Said).
    pub untold: bool,
}

/// Expressions over each row of a table, one after the other.
#[derive(Clone, Debug)]
pub struct List {
    /// The table.
    pub table: Table,
    /// The columns, the first of which is the key.
    pub columns: Vec<Expr>,
}

impl From<AnyStatement> for Made {
    /// A statement that needs nothing to run.
    fn from(statement: AnyStatement) -> Self {
        Made {
            statement,
            late: Vec::new(),
            lists: Vec::new(),
            twin: None,
            ordered: false,
            list: None,
            inferred: 0,
            constants: false,
            untold: false,
        }
    }
}

impl Made {
    /// Gives the late parameters their values.
    ///
    /// # Errors
    ///
    /// As [`Compiled::bind`] and [`Compiled::bind_list`].
    pub fn bind(&self, compiled: &mut Compiled) -> Result<()> {
        for (name, value) in &self.late {
            compiled.bind(name, value.clone())?;
        }
        for (name, values) in &self.lists {
            compiled.bind_list(name, values.iter().cloned())?;
        }
        Ok(())
    }
}
