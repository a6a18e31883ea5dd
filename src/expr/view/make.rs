//! From what a node is in memory to what it means.

use super::parts::OperandRow;
use super::{Branches, ColumnView, Lent, NodeRef, Operands, QueryView, SourceView, View};
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{Comparison, Kind, Node, Predicate};
use crate::select::SourceRef;
use crate::value::Value;

static NULL: Value = Value::Null;
static NOTHING: Node = Node::Empty;

impl<'a> NodeRef<'a> {
    /// What the node is.
    #[must_use]
    pub fn view(self) -> View<'a> {
        match self.0 {
            Lent::Node(node) => of_node(node),
            Lent::Column(column) => View::ColumnReference(ColumnView(column)),
            Lent::Value(value) => View::Parameter(value),
            Lent::Source(source) => View::Source(SourceView(SourceRef::from(source))),
        }
    }
}

fn compared<'a>(op: Comparison, columns: [&'a ColumnRef; 2]) -> View<'a> {
    let operands = Operands(OperandRow::Pair(columns.map(NodeRef::column)));
    View::Operator { function: op.function(), operands }
}

fn of_node(node: &Node) -> View<'_> {
    match node {
        Node::Empty => View::Empty,
        Node::Null(_) => View::Null,
        Node::Star => View::Star,
        Node::Default => View::DefaultKeyword,
        Node::Bind(value) => View::Parameter(value),
        Node::NullBind(_) => View::Parameter(&NULL),
        Node::Literal(value) => View::Literal(value),
        Node::Column(column) => View::ColumnReference(ColumnView(column)),
        Node::Source(source) => View::Source(SourceView(SourceRef::from(source))),
        Node::ColumnValue(op, column, value) => {
            let pair = [NodeRef::column(column), NodeRef::value(value)];
            View::Operator { function: op.function(), operands: Operands(OperandRow::Pair(pair)) }
        }
        Node::ColumnColumn(op, left, right) => compared(*op, [left, right]),
        Node::ColumnLike { escape, ignore_case, negated, column, pattern } => View::Like {
            operand: NodeRef::column(column),
            pattern: NodeRef::value(pattern),
            escape: *escape,
            ignore_case: *ignore_case,
            negated: *negated,
        },
        Node::ColumnIn(negated, column, values) => View::In {
            operand: NodeRef::column(column),
            items: Operands(OperandRow::Values(values)),
            negated: *negated,
        },
        Node::ColumnDesc(column) => {
            View::Order { operand: NodeRef::column(column), descending: true, nulls: None }
        }
        Node::OfDeclared(_, function, args) => View::Function { function, args: nodes(args) },
        Node::Chain(chain) => View::Operator {
            function: chain.op.function(),
            operands: Operands(OperandRow::Chain(chain)),
        },
        Node::Tree(tree) => of_kind(&tree.kind),
        Node::Select(body) => View::Query(QueryView(body)),
    }
}

fn nodes(nodes: &[Node]) -> Operands<'_> {
    Operands(OperandRow::Nodes(nodes))
}

fn of_kind(kind: &Kind) -> View<'_> {
    let node = NodeRef::new;
    match kind {
        Kind::Compare { op, left, right } => {
            let operands = Operands(OperandRow::Pair([node(left), node(right)]));
            View::Operator { function: op.function(), operands }
        }
        Kind::Not(operand) => View::Operator {
            function: &crate::function::NOT,
            operands: Operands(OperandRow::One(node(operand))),
        },
        Kind::Negate(operand) => View::Operator {
            function: &crate::function::NEGATE,
            operands: Operands(OperandRow::One(node(operand))),
        },
        Kind::Predicate(predicate) => of_predicate(predicate),
        Kind::Case { operand, branches, otherwise } => View::Case {
            operand: node(operand.as_deref().unwrap_or(&NOTHING)),
            branches: Branches(branches),
            otherwise: node(otherwise),
        },
        Kind::Cast { operand, ty } => View::Cast { operand: node(operand), ty },
        Kind::Function { function, args } => View::Function { function, args: nodes(args) },
        Kind::Call { name, args } => View::Call { name, args: nodes(args) },
        Kind::Fragment { text, holes, .. } => View::Raw { text, holes: nodes(holes) },
        Kind::Label { operand, name } => View::Label { operand: node(operand), name },
        Kind::Typed { operand, ty, nullable } => {
            View::Typed { operand: node(operand), ty, nullable: *nullable }
        }
        Kind::Parameter { name, ty } => View::LateParameter { name, ty },
        Kind::Star { source } => View::AllColumns { source: node(source) },
        Kind::Scalar(query) => View::Scalar { query: node(query) },
        Kind::Order { operand, descending, nulls } => {
            View::Order { operand: node(operand), descending: *descending, nulls: *nulls }
        }
        Kind::Aggregate(aggregate) => View::Aggregate {
            function: node(&aggregate.function),
            distinct: aggregate.distinct,
            order: nodes(&aggregate.order),
            filter: node(&aggregate.filter),
        },
        Kind::Over { function, window } => View::Over { function: node(function), window },
        Kind::RowTest(test) => View::RowTest {
            row: nodes(&test.row),
            words: test.kind.words(),
            cells: nodes(&test.cells),
            query: node(&test.query),
        },
        Kind::Mistake(problem) => View::Mistake(problem),
    }
}

fn of_predicate(predicate: &Predicate) -> View<'_> {
    let node = NodeRef::new;
    match predicate {
        Predicate::IsNull { operand, negated } => {
            View::IsNull { operand: node(operand), negated: *negated }
        }
        Predicate::Between { operand, bounds, negated } => View::Between {
            operand: node(operand),
            low: node(&bounds[0]),
            high: node(&bounds[1]),
            negated: *negated,
        },
        Predicate::Like { operand, pattern, style } => View::Like {
            operand: node(operand),
            pattern: node(pattern),
            escape: style.escape,
            ignore_case: style.ignore_case,
            negated: style.negated,
        },
        Predicate::InValues { operand, values, negated } => View::In {
            operand: node(operand),
            items: Operands(OperandRow::Values(values)),
            negated: *negated,
        },
        Predicate::InList { operand, items, negated } => {
            View::In { operand: node(operand), items: nodes(items), negated: *negated }
        }
        Predicate::InParameter { operand, list, negated } => {
            let (name, ty) = &**list;
            View::InParameter { operand: node(operand), name, ty, negated: *negated }
        }
        Predicate::InQuery { operand, query, negated } => {
            View::InQuery { operand: node(operand), query: node(query), negated: *negated }
        }
        Predicate::Exists { query, negated } => {
            View::Exists { query: node(query), negated: *negated }
        }
    }
}
