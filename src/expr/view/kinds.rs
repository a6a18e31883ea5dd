//! What nodes can be.

use super::{Branches, ColumnView, NodeRef, Operands, QueryView, SourceView};
use crate::error::Problem;
use crate::expr::Window;
use crate::expr::node::Nulls;
use crate::function::{Function, FunctionName};
use crate::name::Name;
use crate::types::Type;
use crate::value::Value;

/// What a node is.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum View<'a> {
    /// Nothing: where a part that may be there is not.
    Empty,
    /// The keyword `NULL`; [`NodeRef::sql_type`] tells its type.
    Null,
    /// `*` of `COUNT(*)`
    Star,
    /// `*`, or `source.*`: all columns, in a select list.
    AllColumns {
        /// The FROM item, or [`View::Empty`] for those of all.
        source: NodeRef<'a>,
    },
    /// The keyword `DEFAULT`.
    DefaultKeyword,
    /// A bound value.
    Parameter(&'a Value),
    /// A value written into the text.
    Literal(&'a Value),
    /// A column.
    ColumnReference(ColumnView<'a>),
    /// A FROM item.
    Source(SourceView<'a>),
    /// An operator between its operands, one for `NOT` and the minus, two or more for chains such
    /// as `a AND b AND c`, which are evaluated from the left.
    Operator {
        /// Which: [`ADD`](crate::function::ADD), [`EQ`](crate::function::EQ) …
        function: &'static Function,
        /// Its operands.
        operands: Operands<'a>,
    },
    /// `operand IS NULL`, `operand IS NOT NULL`
    IsNull {
        /// The operand.
        operand: NodeRef<'a>,
        /// True for `IS NOT NULL`.
        negated: bool,
    },
    /// `operand BETWEEN low AND high`
    Between {
        /// The operand.
        operand: NodeRef<'a>,
        /// The lower bound, included.
        low: NodeRef<'a>,
        /// The upper bound, included.
        high: NodeRef<'a>,
        /// True for `NOT BETWEEN`.
        negated: bool,
    },
    /// `operand LIKE pattern`
    Like {
        /// The operand.
        operand: NodeRef<'a>,
        /// The pattern.
        pattern: NodeRef<'a>,
        /// What makes the next character of the pattern plain.
        escape: char,
        /// True if upper and lower case are the same.
        ignore_case: bool,
        /// True for `NOT LIKE`.
        negated: bool,
    },
    /// `operand IN (items)`
    In {
        /// The operand.
        operand: NodeRef<'a>,
        /// What it is looked for in.
        items: Operands<'a>,
        /// True for `NOT IN`.
        negated: bool,
    },
    /// `operand IN (…)`, of a list that gets its values after compiling.
    InParameter {
        /// The operand.
        operand: NodeRef<'a>,
        /// The name of the list.
        name: &'a Name,
        /// The type of its values.
        ty: &'a Type,
        /// True for `NOT IN`.
        negated: bool,
    },
    /// `operand IN (query)`
    InQuery {
        /// The operand.
        operand: NodeRef<'a>,
        /// The query.
        query: NodeRef<'a>,
        /// True for `NOT IN`.
        negated: bool,
    },
    /// `EXISTS (query)`
    Exists {
        /// The query.
        query: NodeRef<'a>,
        /// True for `NOT EXISTS`.
        negated: bool,
    },
    /// `CASE operand WHEN … THEN … ELSE otherwise END`
    Case {
        /// What the values of WHEN are compared with; [`View::Empty`] if they are conditions.
        operand: NodeRef<'a>,
        /// WHEN and THEN.
        branches: Branches<'a>,
        /// ELSE, or [`View::Empty`].
        otherwise: NodeRef<'a>,
    },
    /// `CAST(operand AS ty)`
    Cast {
        /// The operand.
        operand: NodeRef<'a>,
        /// The type.
        ty: &'a Type,
    },
    /// A call of a function of the table, or of a program's own.
    Function {
        /// Which.
        function: &'static Function,
        /// Its arguments.
        args: Operands<'a>,
    },
    /// A call by name.
    Call {
        /// The name, with that of its package if one is said.
        name: &'a FunctionName,
        /// The arguments.
        args: Operands<'a>,
    },
    /// Raw SQL.
    Raw {
        /// The text, with `{}` for each hole.
        text: &'a str,
        /// What is in the holes.
        holes: Operands<'a>,
    },
    /// `operand AS name`
    Label {
        /// The operand.
        operand: NodeRef<'a>,
        /// The name.
        name: &'a Name,
    },
    /// An expression of which the program says the type.
    Typed {
        /// The expression.
        operand: NodeRef<'a>,
        /// Its type.
        ty: &'a Type,
        /// True if it may be NULL.
        nullable: bool,
    },
    /// A parameter that gets its value after compiling.
    LateParameter {
        /// Its name.
        name: &'a Name,
        /// Its type.
        ty: &'a Type,
    },
    /// A query as one value: `(query)`
    Scalar {
        /// The query.
        query: NodeRef<'a>,
    },
    /// A term of ORDER BY that is more than an expression.
    Order {
        /// The expression.
        operand: NodeRef<'a>,
        /// True for `DESC`.
        descending: bool,
        /// Where NULLs come, if it is said.
        nulls: Option<Nulls>,
    },
    /// An aggregate with DISTINCT, ORDER BY or FILTER.
    Aggregate {
        /// The aggregate itself: a [`View::Function`] or a [`View::Call`].
        function: NodeRef<'a>,
        /// True for `DISTINCT`.
        distinct: bool,
        /// The terms of ORDER BY.
        order: Operands<'a>,
        /// The condition of FILTER, or [`View::Empty`].
        filter: NodeRef<'a>,
    },
    /// `function OVER (window)`
    Over {
        /// The function.
        function: NodeRef<'a>,
        /// The window.
        window: &'a Window,
    },
    /// A row of values, or one value, tested against others or against the rows of a query:
    /// `(a, b) < (c, d)`, `(a, b) IN (…)`, `a > ALL (SELECT …)`.
    RowTest {
        /// Its values.
        row: Operands<'a>,
        /// How it is tested, in words: `<`, `NOT IN`, `> ALL`.
        words: &'static str,
        /// The values of the other rows, one row after the other.
        cells: Operands<'a>,
        /// The query, or [`View::Empty`].
        query: NodeRef<'a>,
    },
    /// A query.
    Query(QueryView<'a>),
    /// A mistake made while building.
    Mistake(&'a Problem),
}
