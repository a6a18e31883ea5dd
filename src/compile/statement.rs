//! Statements: what can be compiled and run.

use std::sync::Arc;

use super::select::Role;
use super::{Compiled, Options, Output, Writer, compile, compile_into};
use crate::ddl::{CreateTable, DropTable};
use crate::dialect::Dialect;
use crate::dml::{Delete, DeleteBody, Insert, InsertBody, Update, UpdateBody};
use crate::error::Result;
use crate::expr::Node;
use crate::select::{Compound, Select, SelectBody};

/// A statement, lent, without its row type.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct StatementRef<'a>(pub(crate) Inner<'a>);

#[derive(Clone, Copy)]
pub(crate) enum Inner<'a> {
    Select(&'a Arc<SelectBody>),
    Insert(&'a InsertBody),
    Update(&'a UpdateBody),
    Delete(&'a DeleteBody),
    CreateTable(&'a CreateTable),
    DropTable(&'a DropTable),
}

/// Something that can be compiled and run: SELECT, INSERT, UPDATE, DELETE, CREATE, DROP.
pub trait Statement {
    /// What its rows decode to; `()` for a statement that gives none.
    type Row;

    #[doc(hidden)]
    fn statement(&self) -> StatementRef<'_>;

    /// The SQL text and parameters for a dialect and version.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the statement at once: what this version lacks
    /// ([`Unsupported`](crate::ErrorKind::Unsupported)), columns that are not there, values that
    /// the engine cannot take, and so on. Nothing is left out of the text silently.
    #[inline]
    fn compile(&self, dialect: &dyn Dialect) -> Result<Compiled> {
        compile(self.statement(), dialect, Options::default())
    }

    /// [`compile`](Self::compile) with choices about quoting and rewrites.
    ///
    /// # Errors
    ///
    /// As `compile`.
    fn compile_with(&self, dialect: &dyn Dialect, options: Options) -> Result<Compiled> {
        compile(self.statement(), dialect, options)
    }

    /// [`compile`](Self::compile) into buffers that are kept, to save allocations in loops.
    ///
    /// # Errors
    ///
    /// As `compile`; the buffers then hold nothing of use.
    fn compile_into(&self, dialect: &dyn Dialect, compiled: &mut Compiled) -> Result<()> {
        compile_into(self.statement(), dialect, Options::default(), compiled)
    }
}

impl<S: Statement> Statement for &S {
    type Row = S::Row;
    fn statement(&self) -> StatementRef<'_> {
        (**self).statement()
    }
}

impl<R> Statement for Select<R> {
    type Row = R;
    #[inline]
    fn statement(&self) -> StatementRef<'_> {
        StatementRef(Inner::Select(&self.body))
    }
}

impl<R> Statement for Compound<R> {
    type Row = R;
    fn statement(&self) -> StatementRef<'_> {
        StatementRef(Inner::Select(&self.body))
    }
}

impl<C, R> Statement for Insert<C, R> {
    type Row = R;
    fn statement(&self) -> StatementRef<'_> {
        StatementRef(Inner::Insert(&self.body))
    }
}

impl<R> Statement for Update<R> {
    type Row = R;
    fn statement(&self) -> StatementRef<'_> {
        StatementRef(Inner::Update(&self.body))
    }
}

impl<R> Statement for Delete<R> {
    type Row = R;
    fn statement(&self) -> StatementRef<'_> {
        StatementRef(Inner::Delete(&self.body))
    }
}

impl Statement for CreateTable {
    type Row = ();
    fn statement(&self) -> StatementRef<'_> {
        StatementRef(Inner::CreateTable(self))
    }
}

impl Statement for DropTable {
    type Row = ();
    fn statement(&self) -> StatementRef<'_> {
        StatementRef(Inner::DropTable(self))
    }
}

impl StatementRef<'_> {
    /// The output columns, and which of them a typed row says are never NULL.
    pub(crate) fn required(&self) -> (&[Node], u64) {
        match self.0 {
            Inner::Select(body) => (&body.columns, body.required),
            Inner::Insert(body) => (&body.returning, body.required),
            Inner::Update(body) => (&body.returning, body.required),
            Inner::Delete(body) => (&body.returning, body.required),
            Inner::CreateTable(_) | Inner::DropTable(_) => (&[], 0),
        }
    }

    /// The query, if it is one.
    pub(crate) fn select(&self) -> Option<&SelectBody> {
        if let Inner::Select(body) = self.0 { Some(body) } else { None }
    }

    /// True for INSERT.
    pub(crate) fn is_insert(&self) -> bool {
        matches!(self.0, Inner::Insert(_))
    }
}

/// A query of so many levels has nothing much inside.
const FLAT: u32 = 4;

impl<'a> Writer<'a> {
    /// Makes room once for a query with others inside, each of which would ask for a little more.
    #[inline(never)]
    fn reserve_for_depth(&mut self, depth: u32) {
        let levels = depth.min(8) as usize;
        self.out.reserve(levels * 120);
        self.params.reserve(levels * 2);
    }

    #[inline]
    pub(super) fn statement(&mut self, statement: StatementRef<'a>) -> Output {
        let output = self.statement_body(statement);
        if self.rare.is_some() {
            self.add_ctes(statement);
        }
        output
    }

    pub(super) fn statement_body(&mut self, statement: StatementRef<'a>) -> Output {
        match statement.0 {
            Inner::Select(body) => {
                if body.depth > FLAT {
                    self.reserve_for_depth(body.depth);
                }
                self.query(body, Role::Open);
                Output::Select(body.clone())
            }
            Inner::Insert(body) => {
                self.insert(body);
                returning(&body.returning)
            }
            Inner::Update(body) => {
                self.update(body);
                returning(&body.returning)
            }
            Inner::Delete(body) => {
                self.delete(body);
                returning(&body.returning)
            }
            Inner::CreateTable(create) => {
                self.create_table(create);
                Output::Nothing
            }
            Inner::DropTable(drop) => {
                self.drop_table(drop);
                Output::Nothing
            }
        }
    }
}

fn returning(nodes: &[Node]) -> Output {
    if nodes.is_empty() { Output::Nothing } else { Output::Returning(nodes.to_vec()) }
}
