//! `Debug` of trees, and `Display` of statements: their SQL in the standard dialect, without values.

use std::fmt;

use super::{Options, Writer, compile};
use crate::ddl::{CreateTable, CreateTableAs, DropTable};
use crate::dialect::Ansi;
use crate::dml::{Delete, Insert, Merge, Update, Upsert};
use crate::expr::{Column, Expr, Node};
use crate::schema::{MetaData, Table};
use crate::select::{Alias, AnyQuery, Compound, Select, Source, Star, Subquery, Values};
use crate::tree::{AnyStatement, Explain, StatementRef};

fn show(node: &Node, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let dialect = Ansi;
    let mut writer = Writer::new(&dialect, Options::default(), String::new(), Vec::new());
    writer.expr(node, 0);
    match writer.finish() {
        Ok(compiled) => f.write_str(compiled.sql()),
        Err(error) => write!(f, "<{error}>"),
    }
}

impl<T> fmt::Debug for Expr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(&self.node, f)
    }
}

impl<T> fmt::Debug for Column<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(&Node::Column(self.column.clone()), f)
    }
}

impl fmt::Debug for Star {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(&self.node, f)
    }
}

fn show_statement(statement: StatementRef<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let pretty = f.alternate();
    let options = if pretty { Options::new().pretty() } else { Options::new() };
    match compile(statement, &Ansi, options) {
        Ok(compiled) => f.write_str(compiled.sql()),
        Err(error) => write!(f, "<{error}>"),
    }
}

macro_rules! statements {
    ($($type:ident < $($generic:ident),* >)*) => { $(
        /// The text in the standard dialect, without values: one line, or with `{:#}` one a clause.
        impl<$($generic),*> fmt::Display for $type<$($generic),*> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                show_statement(StatementRef::from(self), f)
            }
        }

        /// The text in the standard dialect, without values.
        impl<$($generic),*> fmt::Debug for $type<$($generic),*> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                show_statement(StatementRef::from(self), f)
            }
        }
    )* };
}

statements! { Select<R> Compound<R> Values<R> AnyQuery<R> Insert<C, R> Upsert<C, R> Update<R> Delete<R> Merge<R> CreateTable<> CreateTableAs<> DropTable<> Explain<> AnyStatement<> }

fn show_source(kind: &str, source: &Source, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{kind} `{}` {:?}", source.name(), source.column_names())
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_source("table", &self.source, f)
    }
}

impl fmt::Debug for Alias {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_source("alias", &self.source, f)
    }
}

impl<R> fmt::Debug for Subquery<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_source("subquery", &self.source, f)
    }
}

impl fmt::Debug for MetaData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.tables()).finish()
    }
}
