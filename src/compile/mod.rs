//! Turns a statement tree into SQL text and bound values.
//!
//! The only place that makes SQL. It never changes the tree (`crate::tree`) and never does
//! I/O (see [`crate::engine`]). Start at [`Writer`]; each clause adds methods to it in its own
//! file.

#![deny(clippy::wildcard_enum_match_arm)]

mod aggregate;
mod anonymous;
mod around;
mod assign;
mod bind;
mod bind_late;
mod call;
mod case;
mod cast;
mod change_in_with;
mod changed;
mod checked;
mod collation;
mod column;
mod columns;
mod comment;
mod compiled;
mod compound;
mod conflict;
mod correlate;
mod cte;
mod ddl;
mod debug;
mod dml;
mod duplicate;
mod empty_group;
mod explain;
mod expr;
mod fragment;
mod from;
mod function;
mod function_place;
mod gather;
mod grouping;
mod hidden;
mod hint;
mod insert;
mod instead;
mod join;
mod join_key;
mod join_using;
mod keys;
mod kinds;
mod late;
mod layout;
mod like;
mod limit;
mod limits;
mod literal;
mod lock;
mod locked_change;
mod merge;
mod merge_upsert;
mod modifiers;
mod name;
mod name_rules;
mod names_in_from;
mod native_type;
mod nulls;
mod options;
mod order;
mod order_names;
mod other_rows;
mod other_set;
mod outer_join;
mod outputs;
mod percent;
mod picked;
mod placeholder;
mod predicate;
mod real;
mod rebind;
mod recursive;
mod repeats;
mod role;
mod row_by_cells;
mod row_test;
mod rows_in_from;
mod sample;
mod scope;
mod select;
mod set_queries;
mod short_integers;
mod show;
mod sources;
mod star;
mod statement;
mod stored;
mod task;
mod text;
mod type_name;
mod untyped;
mod user;
mod usual;
mod values;
mod window;
mod windows_apart;
mod windows_over_groups;
mod with_here;
mod words;
mod wrapped;
mod writer;

pub use crate::tree::{AnyStatement, Explain, StatementRef};
pub use columns::OutputColumn;
pub use compiled::{Compiled, Rewrite};
pub use options::{Options, Quoting};
pub use statement::Statement;
pub(crate) use usual::takes;
pub use writer::Writer;

use crate::dialect::Dialect;
use crate::error::Result;

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
    write(&mut writer, statement);
    *compiled = writer.finish()?;
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
    write(&mut writer, statement);
    writer.finish()
}

#[inline]
fn write<'a>(writer: &mut Writer<'a>, statement: StatementRef<'a>) {
    writer.statement(statement);
    if writer.rare().is_some() {
        writer.note_omitted(statement);
    }
}
