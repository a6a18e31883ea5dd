//! What each node knows of itself: its type, whether it can be NULL, and what is in it. Worked out
//! once, when the node is made; leaves tell it without being asked before.

#![deny(clippy::wildcard_enum_match_arm)]

use super::column_ref::ColumnRef;
use super::kind::ChainOp;
use super::node::Node;
use crate::schema::TableDef;
use crate::types::{Sort, Tag};
use crate::value::Value;

/// What a condition inherits from a column.
const OF_COLUMN: u8 = Sort::NULLABLE | Sort::OUTER;

impl Node {
    /// The type of the node, and what is in it.
    pub(crate) fn sort(&self) -> Sort {
        if let Node::Column(column) = self {
            return column.sort();
        }
        match self {
            Node::Column(column) | Node::ColumnDesc(column) => column.sort(),
            Node::ColumnValue(_, column, value) => {
                let column = column.sort();
                let suspect = suspect(column.tag, value.tag());
                let null = Sort::flag(matches!(value, Value::Null), Sort::NULLABLE);
                Sort::new(Tag::Boolean, column.flags & OF_COLUMN | Sort::BIND | suspect | null)
            }
            Node::Chain(chain) => chain.sort,
            Node::Tree(tree) => tree.sort,
            Node::OfDeclared(sort, ..) => *sort,
            Node::Bind(value) => Sort::new(value.tag(), Sort::BIND | document(value)),
            Node::Empty
            | Node::Null(_)
            | Node::Star
            | Node::Default
            | Node::NullBind(_)
            | Node::Literal(_)
            | Node::Source(_)
            | Node::ColumnColumn(..)
            | Node::ColumnLike { .. }
            | Node::ColumnIn(..)
            | Node::Select(_) => self.rarer_sort(),
        }
    }

    /// What is in the node, without what is so of its value: for clauses of statements.
    #[inline(always)]
    pub(crate) fn inside(&self) -> u8 {
        if let Node::ColumnValue(_, column, value) = self {
            return Sort::BIND | suspect(column.sort().tag, value.tag());
        }
        match self {
            Node::Column(column) | Node::ColumnDesc(column) => column.sort().flags & Sort::OF_TYPE,
            Node::Empty | Node::Source(_) => 0,
            Node::ColumnColumn(_, left, right) => suspect(left.sort().tag, right.sort().tag),
            Node::Bind(value) => Sort::BIND | document(value),
            Node::NullBind(_) => Sort::BIND,
            Node::ColumnValue(..)
            | Node::Null(_)
            | Node::Star
            | Node::Default
            | Node::Literal(_)
            | Node::ColumnLike { .. }
            | Node::ColumnIn(..)
            | Node::OfDeclared(..)
            | Node::Chain(_)
            | Node::Tree(_)
            | Node::Select(_) => self.sort().flags & !OF_COLUMN,
        }
    }

    /// [`inside`](Self::inside) of a declared column, which has no depth: what is so of its table.
    #[inline(always)]
    pub(crate) fn flat_column(&self) -> Option<u8> {
        if let Node::Column(ColumnRef::Static(_, table)) = self { Some(table.marks) } else { None }
    }

    /// [`inside`](Self::inside) of a declared column beside a value, which has no depth.
    #[inline(always)]
    pub(crate) fn flat_predicate(&self) -> Option<u8> {
        if let Node::ColumnValue(_, ColumnRef::Static(index, table), value) = self {
            return Some(Sort::BIND | suspect(declared(*index, table)?, value.tag()));
        }
        None
    }

    /// [`inside`](Self::inside) of a declared column beside another, which has no depth.
    #[inline(always)]
    pub(crate) fn flat_equation(&self) -> Option<u8> {
        if let Node::ColumnColumn(_, ColumnRef::Static(a, left), ColumnRef::Static(b, right)) = self
        {
            return Some(suspect(declared(*a, left)?, declared(*b, right)?));
        }
        None
    }

    #[inline(never)]
    fn rarer_sort(&self) -> Sort {
        match self {
            Node::ColumnColumn(_, left, right) => {
                let (left, right) = (left.sort(), right.sort());
                let null = (left.flags | right.flags) & OF_COLUMN;
                Sort::new(Tag::Boolean, null | suspect(left.tag, right.tag))
            }
            Node::ColumnLike { column, .. } => {
                let column = column.sort();
                let suspect = suspect(column.tag, Tag::Text);
                Sort::new(Tag::Boolean, column.flags & OF_COLUMN | Sort::BIND | suspect)
            }
            Node::ColumnIn(_, column, values) => {
                let column = column.sort();
                Sort::new(Tag::Boolean, column.flags & OF_COLUMN | of_values(column.tag, values))
            }
            Node::Null(tag) => Sort::nullable(*tag),
            Node::NullBind(tag) => Sort::new(*tag, Sort::NULLABLE | Sort::BIND),
            Node::Literal(value) => {
                let null = matches!(value, Value::Null);
                Sort::new(value.tag(), Sort::flag(null, Sort::NULLABLE) | document(value))
            }
            Node::Select(body) => {
                let tag = body.output_tag(0);
                let inside = body.flags & Sort::OF_QUERY;
                Sort::new(tag, inside | Sort::QUERY | Sort::NULLABLE)
            }
            Node::Empty | Node::Star | Node::Default | Node::Source(_) => Sort::default(),
            Node::Column(_)
            | Node::ColumnDesc(_)
            | Node::ColumnValue(..)
            | Node::OfDeclared(..)
            | Node::Chain(_)
            | Node::Tree(_)
            | Node::Bind(_) => self.sort(),
        }
    }
}

/// The tag of a declared column.
#[inline(always)]
fn declared(index: u16, table: &TableDef) -> Option<Tag> {
    table.columns.get(usize::from(index)).map(|def| def.sort().tag)
}

/// The flag of two types whose families clash.
#[inline(always)]
fn suspect(a: Tag, b: Tag) -> u8 {
    Sort::flag(a.clashes_with(b), Sort::SUSPECT)
}

/// The flag of a value that engines compare in different ways.
#[inline(always)]
fn document(value: &Value) -> u8 {
    Sort::flag(matches!(value, Value::Json(_)), Sort::SUSPECT)
}

/// What a list of values adds to a condition about something of a type.
pub(super) fn of_values(tag: Tag, values: &[Value]) -> u8 {
    let Some(first) = values.first() else { return 0 };
    // Values of one list are mostly of one kind.
    let kind = std::mem::discriminant(first);
    let one_kind = values.iter().all(|value| std::mem::discriminant(value) == kind);
    let of = |value: &Value| {
        let own = value.tag();
        Sort::flag(own == Tag::Null, Sort::NULLABLE) | suspect(tag, own)
    };
    let values = if one_kind { &values[..1] } else { values };
    values.iter().fold(Sort::BIND, |flags, value| flags | of(value))
}

impl ColumnRef {
    #[inline(always)]
    pub(crate) fn sort(&self) -> Sort {
        if let ColumnRef::Static(index, table) = self
            && let Some(def) = table.columns.get(usize::from(*index))
        {
            return def.sort();
        }
        self.other_sort()
    }

    #[inline(never)]
    fn other_sort(&self) -> Sort {
        let def = match self {
            ColumnRef::Static(index, table) => table.columns.get(usize::from(*index)),
            ColumnRef::Shared(index, table) => table.columns.get(usize::from(*index)),
            ColumnRef::Item(index, item) => return item.column_sort(*index),
            ColumnRef::Free(_) | ColumnRef::Mistake(_) => None,
        };
        def.map_or(Sort::nullable(Tag::Unknown), |def| def.sort())
    }
}

impl ChainOp {
    /// What the first operand makes of a chain.
    #[inline]
    pub(crate) fn first(self, first: Sort) -> Sort {
        Sort::new(first.tag, first.flags | suspect(first.tag, self.wants()))
    }

    /// What one more operand makes of a chain.
    #[inline]
    pub(crate) fn sort(self, chain: Sort, operand: Sort) -> Sort {
        let tag = match self {
            ChainOp::And | ChainOp::Or => Tag::Boolean,
            ChainOp::Add | ChainOp::Subtract | ChainOp::Multiply => {
                chain.tag.calculated(operand.tag)
            }
            ChainOp::Concat => Tag::Text,
        };
        Sort::new(tag, chain.flags | operand.flags | suspect(operand.tag, self.wants()))
    }

    /// A type of the family of the operands.
    const fn wants(self) -> Tag {
        match self {
            ChainOp::And | ChainOp::Or => Tag::Boolean,
            ChainOp::Add | ChainOp::Subtract | ChainOp::Multiply => Tag::Integer,
            ChainOp::Concat => Tag::Text,
        }
    }
}
