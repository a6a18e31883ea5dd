//! Statements: what can be compiled and run.

use super::columns::output_columns;
use super::select::Role;
use super::{Compiled, Options, OutputColumn, Writer, compile, compile_into};
use crate::ddl::{CreateTable, CreateTableAs, DropTable};
use crate::dialect::Dialect;
use crate::dml::{Delete, Insert, Merge, Update, Upsert};
use crate::error::Result;
use crate::expr::view::NodeRef;
use crate::row::Row;
use crate::select::{AnyQuery, Compound, Select, Values};
use crate::tree::{AnyStatement, Explain, StatementKind, StatementRef};

/// Something that can be compiled and run: SELECT, INSERT, UPDATE, DELETE, MERGE, CREATE, DROP, EXPLAIN.
pub trait Statement {
    /// What its rows decode to; `()` for a statement that gives none.
    type Row;

    /// The statement itself, lent. A type of a program's own can be a statement too, by giving that of
    /// the one it stands for.
    fn statement(&self) -> StatementRef<'_>;

    /// A copy without its row type, so that statements of all kinds can be kept together. Costs one
    /// count, or a copy of its clauses if it has a row type that takes no NULL.
    fn to_any(&self) -> AnyStatement {
        AnyStatement::of(self.statement())
    }

    /// Its plan, as the engine tells it, instead of its rows: `EXPLAIN`, `EXPLAIN QUERY PLAN` on SQLite.
    ///
    /// The columns of the plan, and their number, are the engine's. Statements that make and drop tables
    /// have none.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
    /// let plan = select(users::id).filter(users::age.gt(18)).explain();
    /// assert_eq!(plan.compile(&Sqlite::default()).unwrap().sql(),
    ///     "EXPLAIN QUERY PLAN SELECT users.id FROM users WHERE users.age > ?");
    /// assert_eq!(plan.analyze().compile(&Postgres::default()).unwrap().sql(),
    ///     "EXPLAIN ANALYZE SELECT users.id FROM users WHERE users.age > $1");
    /// ```
    fn explain(&self) -> Explain {
        Explain::of(self.to_any())
    }

    /// The nodes directly below it, clause by clause, as [views](crate::view): what tools walk.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
    /// let change = update(users::table()).set(users::age, 30).filter(users::id.eq(1));
    /// assert_eq!(change.children().len(), 4); // the table, the column, its value, the condition
    /// ```
    fn children(&self) -> Vec<NodeRef<'_>> {
        let mut children = Vec::new();
        self.statement().each_child(&mut |child| {
            if !child.is_empty() {
                children.push(child);
            }
        });
        children
    }

    /// The columns of its rows, in order, with their names, types and whether they can be NULL; empty
    /// for a statement that gives no rows. Nothing is compiled for it. A `*` is the columns that are
    /// declared; where none are, it is one entry without a name.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, age: Option<i32> } }
    /// let columns = select((users::id, users::age + 1)).output_columns();
    /// assert_eq!(columns[0].name().unwrap().as_str(), "id");
    /// assert!(columns[1].name().is_none() && columns[1].is_nullable());
    /// ```
    fn output_columns(&self) -> Vec<OutputColumn> {
        output_columns(self.statement())
    }

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

    /// Whether the statement means something on a dialect and version, without its text: what
    /// [`compile`](Self::compile) would refuse.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// let t = Table::new("t").column("age", Type::Integer).column("town", Type::Text);
    /// let query = select([t.col("town").expr(), func::count().dynamic()]).group_by([t.col("age")]);
    /// let wrong = query.check(&Postgres::default()).unwrap_err();
    /// assert!(wrong.to_string().starts_with("a group has several values of `t.town` (in SELECT)"));
    /// ```
    ///
    /// # Errors
    ///
    /// As `compile`.
    fn check(&self, dialect: &dyn Dialect) -> Result<()> {
        self.compile(dialect).map(drop)
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

macro_rules! statements {
    ($($type:ident < $($generic:ident),* > gives $row:ty;)*) => { $(
        impl<$($generic),*> Statement for $type<$($generic),*> {
            type Row = $row;
            #[inline]
            fn statement(&self) -> StatementRef<'_> {
                StatementRef::from(self)
            }
        }
    )* };
}

statements! {
    Select<R> gives R;
    Compound<R> gives R;
    Values<R> gives R;
    AnyQuery<R> gives R;
    Insert<C, R> gives R;
    Upsert<C, R> gives R;
    Update<R> gives R;
    Delete<R> gives R;
    Merge<R> gives R;
    CreateTable<> gives ();
    CreateTableAs<> gives ();
    DropTable<> gives ();
    Explain<> gives Row;
    AnyStatement<> gives Row;
}

/// A query of so many levels has nothing much inside.
const FLAT: u32 = 4;

impl<'a> Writer<'a> {
    /// Makes room once for a query with others inside, each of which would ask for a little more.
    #[inline(never)]
    fn reserve_for_depth(&mut self, depth: u32) {
        let levels = depth.min(8) as usize;
        // Far down there is mostly little on each level.
        let deep = depth.min(8192) as usize - levels;
        self.out.reserve(levels * 120 + deep * 16);
        self.params.reserve(levels * 2);
    }

    #[inline]
    pub(super) fn statement(&mut self, statement: StatementRef<'a>) {
        if let StatementKind::Explain(explain) = statement.0 {
            return self.explain(explain);
        }
        self.text(self.options.before);
        self.statement_body(statement);
        if self.rare.is_some() {
            self.add_beginning(statement);
        }
    }

    pub(super) fn statement_body(&mut self, statement: StatementRef<'a>) {
        match statement.0 {
            StatementKind::Select(body) => {
                if body.depth > FLAT {
                    self.reserve_for_depth(body.depth);
                }
                self.query(body, Role::Open);
            }
            StatementKind::Change(body) => self.change(body),
            StatementKind::CreateTable(create) => self.create_table(create),
            StatementKind::CreateTableAs(create) => self.create_table_as(create),
            StatementKind::DropTable(drop) => self.drop_table(drop),
            StatementKind::Explain(explain) => self.explain(explain),
        }
    }
}
