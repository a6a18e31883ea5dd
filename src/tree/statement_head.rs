//! What statements are, without their children: the part that equality and hashing compare.

use super::head::Head;
use super::statement::{StatementKind, StatementRef};
use crate::dml::{RareHead, RareParts, Verb};
use crate::error::Problem;
use crate::expr::Expr;
use crate::name::Name;
use crate::schema::{ColumnDef, ConstraintDef, Formula, OnDelete, TableDef, TableName};
use crate::types::Type;

/// What a statement is, without its children.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum StatementHead<'a> {
    Query(Head<'a>),
    Change {
        verb: Verb,
        /// Of columns, cells and columns given back: they tell the children apart.
        counts: [usize; 3],
        all_rows: bool,
        rare: RareHead<'a>,
        mistakes: Vec<&'a str>,
    },
    Create(Option<DefinedTable<'a>>, bool),
    CreateAs(Option<&'a TableName>, bool, Head<'a>),
    Drop(Option<&'a TableName>, bool),
    Explain(bool, Box<StatementHead<'a>>),
}

#[derive(PartialEq, Eq, Hash)]
pub(super) struct DefinedTable<'a> {
    name: &'a TableName,
    columns: Vec<DefinedColumn<'a>>,
    foreign_keys: Vec<(Vec<Name>, TableName, Vec<Name>)>,
    deletions: Vec<Option<OnDelete>>,
    unique: Vec<&'a [Name]>,
}

#[derive(PartialEq, Eq, Hash)]
pub(super) struct DefinedColumn<'a> {
    name: &'a Name,
    column_type: &'a Type,
    /// Nullable, primary key, generated, unique.
    flags: [bool; 4],
    default: Option<Expr>,
    formula: Option<Formula>,
    /// What is wrong with its foreign key.
    mistake: Option<String>,
}

impl<'a> StatementHead<'a> {
    pub(super) fn of(statement: StatementRef<'a>) -> Self {
        match statement.0 {
            StatementKind::Select(body) => StatementHead::Query(Head::select(body)),
            StatementKind::Change(body) => StatementHead::Change {
                verb: body.verb,
                counts: [body.columns.len(), body.cells.len(), body.returning.len()],
                all_rows: body.all_rows,
                rare: body.rare().map(RareParts::head).unwrap_or_default(),
                mistakes: body.problems.iter().map(Problem::message).collect(),
            },
            StatementKind::CreateTable(create) => StatementHead::Create(
                create.table.table().map(DefinedTable::of),
                create.if_not_exists,
            ),
            StatementKind::CreateTableAs(create) => {
                let name = create.table.table().map(TableDef::table_name);
                StatementHead::CreateAs(name, create.temporary, Head::select(&create.query))
            }
            StatementKind::Explain(explain) => {
                let inner = StatementHead::of(explain.inner());
                StatementHead::Explain(explain.runs, Box::new(inner))
            }
            StatementKind::DropTable(drop) => {
                let name = drop.table.table().map(TableDef::table_name);
                StatementHead::Drop(name, drop.if_exists)
            }
        }
    }
}

impl<'a> DefinedTable<'a> {
    fn of(table: &'a TableDef) -> Self {
        let column = |column: &'a ColumnDef| DefinedColumn {
            name: column.name(),
            column_type: &column.sql_type,
            flags: [column.is_nullable(), column.primary_key, column.generated, column.unique],
            default: column.default.as_ref().map(|default| Expr::new(default.node())),
            formula: column.formula,
            mistake: column
                .references
                .as_ref()
                .and_then(|key| key.target().err().map(|problem| problem.message().to_owned())),
        };
        let unique = |constraint: &'a ConstraintDef| match constraint {
            ConstraintDef::Unique(columns) => Some(&**columns),
            ConstraintDef::ForeignKey { .. } => None,
        };
        DefinedTable {
            name: table.table_name(),
            columns: table.columns().iter().map(column).collect(),
            foreign_keys: table.foreign_keys().collect(),
            deletions: table.deletions().collect(),
            unique: table.constraints.iter().filter_map(unique).collect(),
        }
    }
}
