//! Turns a statement tree into SQL text and bound values.
//!
//! The only place that makes SQL. It never changes the tree (`crate::tree`) and never does
//! I/O (see [`crate::engine`]). Start at [`Writer`]; each clause adds methods to it in its own
//! file.

#![deny(clippy::wildcard_enum_match_arm)]

mod aggregate;
mod compound;
mod cte;
mod ddl;
mod debug;
mod dml;
mod expr;
mod fragment;
mod from;
mod function;
mod gather;
mod layout;
mod literal;
mod name;
mod names_in_from;
mod order;
mod placeholder;
mod predicate;
mod scope;
mod select;
mod sources;
mod statement;
mod task;
mod text;
mod type_name;
mod window;
mod writer;

#[doc(hidden)]
pub use crate::tree::StatementRef;
pub use statement::Statement;
pub use writer::Writer;

use std::sync::Arc;

use crate::dialect::Dialect;
use crate::error::Result;
use crate::expr::Node;
use crate::name::Name;
use crate::select::{SelectBody, output_name};
use crate::types::{Sort, Tag, Type};
use crate::value::Value;

/// SQL text with its parameters, ready to be sent.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let query = select(users::name).filter(users::id.eq(5));
/// let compiled = query.compile(&Postgres::default()).unwrap();
/// assert_eq!(compiled.sql(), "SELECT users.name FROM users WHERE users.id = $1");
/// assert_eq!(compiled.params(), [Value::I32(5)]);
/// assert_eq!(compiled.columns()[0].name().unwrap().as_str(), "name");
/// ```
#[derive(Clone, Default)]
pub struct Compiled {
    sql: String,
    params: Vec<Value>,
    report: Option<Box<Report>>,
    output: Output,
}

/// What few statements have anything to say about.
#[derive(Clone, Default)]
struct Report {
    rewrites: Vec<Rewrite>,
}

/// Where the columns of the result are said: kept, and read only when somebody asks.
#[derive(Clone, Default)]
pub(crate) enum Output {
    #[default]
    Nothing,
    Select(Arc<SelectBody>),
    Returning(Vec<Node>),
}

impl Output {
    fn nodes(&self) -> &[Node] {
        match self {
            Output::Nothing => &[],
            Output::Select(body) => &body.columns,
            Output::Returning(nodes) => nodes,
        }
    }

    fn sorts(&self) -> Vec<Sort> {
        match self {
            Output::Nothing => Vec::new(),
            Output::Select(body) => body.output_sorts(),
            Output::Returning(nodes) => nodes.iter().map(Node::sort).collect(),
        }
    }
}

impl Compiled {
    /// Nothing yet: buffers for [`Statement::compile_into`].
    #[must_use]
    pub fn new() -> Self {
        Compiled::default()
    }

    /// The SQL text.
    #[must_use]
    pub fn sql(&self) -> &str {
        &self.sql
    }

    /// The values to bind, in the order of their placeholders.
    #[must_use]
    pub fn params(&self) -> &[Value] {
        &self.params
    }

    /// Text and values, taken.
    #[must_use]
    pub fn into_parts(self) -> (String, Vec<Value>) {
        (self.sql, self.params)
    }

    /// The rewrites that were applied: constructs that this dialect lacks, written otherwise with
    /// exactly their meaning.
    #[must_use]
    pub fn rewrites(&self) -> &[Rewrite] {
        self.report.as_deref().map_or(&[], |report| &report.rewrites)
    }

    /// The columns of the result, in order; empty for a statement that gives no rows.
    #[must_use]
    pub fn columns(&self) -> Vec<OutputColumn> {
        let nodes = self.output.nodes();
        let sorts = self.output.sorts().into_iter();
        nodes.iter().zip(sorts).map(|(node, sort)| OutputColumn::of(node, sort)).collect()
    }
}

impl std::fmt::Debug for Compiled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Values may be secret: their number is enough to debug with.
        write!(f, "{} -- {} parameters", self.sql, self.params.len())
    }
}

/// A column of a result.
#[derive(Clone, Debug)]
pub struct OutputColumn {
    name: Option<Name>,
    column_type: Type,
    nullable: bool,
}

impl OutputColumn {
    fn of(node: &Node, sort: Sort) -> Self {
        let own = node.sql_type();
        let column_type = if Tag::of(&own) == sort.tag { own } else { sort.tag.ty() };
        let nullable = sort.has(Sort::NULLABLE);
        OutputColumn { name: output_name(node).cloned(), column_type, nullable }
    }

    /// Its name; `None` for an expression without a label, which the engine names.
    #[must_use]
    pub fn name(&self) -> Option<&Name> {
        self.name.as_ref()
    }

    /// Its type, as far as it is known: what the rows decode to, whatever the engine calls it.
    #[must_use]
    pub fn column_type(&self) -> &Type {
        &self.column_type
    }

    /// True if it may be NULL: by itself, or by a join.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        self.nullable
    }
}

/// A named rewrite: something that a dialect lacks, written otherwise with the same meaning on all
/// inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rewrite {
    /// `NULLS FIRST`/`NULLS LAST` as a term `expr IS NULL` before the term itself.
    NullsOrder,
    /// A case-sensitive `LIKE` with a plain pattern as `GLOB`.
    LikeAsGlob,
    /// `SUM(x) FILTER (WHERE c)` as `SUM(CASE WHEN c THEN x END)`.
    FilterAsCase,
    /// `IN ()` as a condition that is never true, `NOT IN ()` as one that always is.
    EmptyIn,
}

/// When names are quoted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quoting {
    /// Only names that need it: keywords of any version, upper case, other characters.
    #[default]
    WhenNeeded,
    /// All names.
    Always,
}

/// Choices about how a statement is written.
#[derive(Clone, Copy, Debug, Default)]
#[must_use]
pub struct Options {
    pub(crate) quoting: Quoting,
    pub(crate) no_rewrites: bool,
    pub(crate) pretty: bool,
}

impl Options {
    /// The defaults: quotes where needed, rewrites allowed.
    pub fn new() -> Self {
        Options::default()
    }

    /// When names are quoted.
    pub fn quoting(mut self, quoting: Quoting) -> Self {
        self.quoting = quoting;
        self
    }

    /// One clause a line, and queries inside further in, for people to read.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
    /// let query = select(users::id).filter(users::age.gt(18)).order_by(users::age);
    /// let options = Options::new().pretty();
    /// assert_eq!(query.compile_with(&Sqlite::default(), options).unwrap().sql(),
    ///     "SELECT users.id\nFROM users\nWHERE users.age > ?\nORDER BY users.age");
    /// ```
    pub fn pretty(mut self) -> Self {
        self.pretty = true;
        self
    }

    /// Makes a construct that the dialect lacks an error even where a rewrite has its meaning.
    pub fn without_rewrites(mut self) -> Self {
        self.no_rewrites = true;
        self
    }
}

/// Compiles into buffers that are kept.
pub(crate) fn compile_into(
    statement: StatementRef<'_>,
    dialect: &dyn Dialect,
    options: Options,
    compiled: &mut Compiled,
) -> Result<()> {
    let sql = std::mem::take(&mut compiled.sql);
    let params = std::mem::take(&mut compiled.params);
    let mut writer = Writer::new(dialect, options, sql, params);
    let output = writer.statement(statement);
    *compiled = writer.finish(output)?;
    Ok(())
}

/// Compiles into new buffers.
#[inline]
pub(crate) fn compile(
    statement: StatementRef<'_>,
    dialect: &dyn Dialect,
    options: Options,
) -> Result<Compiled> {
    let mut writer = Writer::new(dialect, options, String::new(), Vec::new());
    let output = writer.statement(statement);
    writer.finish(output)
}
