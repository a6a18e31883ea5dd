//! The columns of a result, as the tree knows them before anything runs.

use crate::expr::Node;
use crate::name::Name;
use crate::select::output_name;
use crate::tree::{StatementKind, StatementRef};
use crate::types::{Sort, Tag, Type};

/// The columns that a statement gives, in order.
pub(super) fn output_columns(statement: StatementRef<'_>) -> Vec<OutputColumn> {
    let expanded;
    let (nodes, sorts) = match statement.0 {
        StatementKind::Select(body) => {
            expanded = body.clone().expanded();
            (expanded.columns.clone(), expanded.output_sorts().collect())
        }
        StatementKind::Change(body) => {
            let nodes = statement.expanded().unwrap_or_else(|| body.returning.clone());
            let sorts: Vec<Sort> = nodes.iter().map(Node::sort).collect();
            (nodes, sorts)
        }
        StatementKind::CreateTable(_)
        | StatementKind::CreateTableAs(_)
        | StatementKind::DropTable(_)
        | StatementKind::Explain(_) => return Vec::new(),
    };
    nodes.iter().zip(sorts).map(|(node, sort)| OutputColumn::of(node, sort)).collect()
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
