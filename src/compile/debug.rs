//! `Debug` of trees: their SQL in the standard dialect, without values.

use std::fmt;

use super::{Options, Output, Statement, Writer};
use crate::dialect::Ansi;
use crate::expr::{Column, Expr, Node};
use crate::schema::{Alias, MetaData, Source, Table};
use crate::select::{Compound, Select, Subquery};

fn show(node: &Node, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let dialect = Ansi;
    let mut writer = Writer::new(&dialect, Options::default(), String::new(), Vec::new());
    writer.expr(node, 0);
    match writer.finish(Output::Nothing) {
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

fn show_query(query: &impl Statement, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match query.compile(&Ansi) {
        Ok(compiled) => f.write_str(compiled.sql()),
        Err(error) => write!(f, "<{error}>"),
    }
}

impl<R> fmt::Debug for Select<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_query(self, f)
    }
}

impl<R> fmt::Debug for Compound<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_query(self, f)
    }
}

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
