//! The kinds of composite nodes.

#![deny(clippy::wildcard_enum_match_arm)]

use std::sync::Arc;

use super::args::Args;
use super::behind::{Aggregate, Window};
use super::node::{Node, Place};
use super::row_test::RowTest;
use crate::error::Problem;
use crate::function::{self, Function, FunctionName};
use crate::name::Name;
use crate::select::SelectBody;
use crate::types::{Sort, Type};
use crate::value::Value;

/// What a composite node is.
#[derive(Clone)]
pub(crate) enum Kind {
    Compare {
        op: Comparison,
        left: Node,
        right: Node,
    },
    Not(Node),
    Negate(Node),
    Predicate(Predicate),
    Case {
        operand: Option<Box<Node>>,
        branches: Vec<(Node, Node)>,
        otherwise: Node,
    },
    Cast {
        operand: Node,
        ty: Type,
    },
    /// A function that the dialect writes from its template.
    Function {
        function: &'static Function,
        args: Args<Node>,
    },
    /// A function called by its own name.
    Call {
        name: FunctionName,
        args: Vec<Node>,
    },
    Fragment {
        text: Arc<str>,
        holes: Vec<Node>,
        place: Place,
    },
    Label {
        operand: Node,
        name: Name,
    },
    /// An expression of which the program says the type; the text does not change.
    Typed {
        operand: Node,
        ty: Type,
        nullable: bool,
    },
    /// A parameter that gets its value after compiling.
    Parameter {
        name: Name,
        ty: Type,
    },
    Scalar(Node),
    /// All columns of a FROM item, or of all if there is none.
    Star {
        source: Node,
    },
    Order {
        operand: Node,
        descending: bool,
        nulls: Option<Nulls>,
    },
    /// An aggregate with DISTINCT, ORDER BY or FILTER.
    Aggregate(Box<Aggregate>),
    /// `function OVER (window)`.
    Over {
        function: Node,
        window: Box<Window>,
    },
    /// A row of values beside others, or one value beside the rows of a query.
    RowTest(Box<RowTest>),
    /// A mistake made while building, reported by compile.
    Mistake(Problem),
}

/// Conditions that are no comparison.
#[derive(Clone)]
pub(crate) enum Predicate {
    IsNull {
        operand: Node,
        negated: bool,
    },
    Between {
        operand: Node,
        bounds: Box<[Node; 2]>,
        negated: bool,
    },
    Like {
        operand: Node,
        pattern: Node,
        style: Like,
    },
    InValues {
        operand: Node,
        values: Arc<[Value]>,
        negated: bool,
    },
    InList {
        operand: Node,
        items: Vec<Node>,
        negated: bool,
    },
    /// In a list that gets its values after compiling.
    InParameter {
        operand: Node,
        list: Box<(Name, Type)>,
        negated: bool,
    },
    InQuery {
        operand: Node,
        query: Node,
        negated: bool,
    },
    Exists {
        query: Node,
        negated: bool,
    },
}

/// Operators of any number of operands, evaluated from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ChainOp {
    And,
    Or,
    Add,
    Subtract,
    Multiply,
    Concat,
}

impl ChainOp {
    pub(crate) fn is_of_numbers(self) -> bool {
        match self {
            ChainOp::Add | ChainOp::Subtract | ChainOp::Multiply => true,
            ChainOp::And | ChainOp::Or | ChainOp::Concat => false,
        }
    }

    pub(crate) fn is_of_conditions(self) -> bool {
        matches!(self, ChainOp::And | ChainOp::Or)
    }

    pub(crate) fn function(self) -> &'static Function {
        match self {
            ChainOp::And => &function::AND,
            ChainOp::Or => &function::OR,
            ChainOp::Add => &function::ADD,
            ChainOp::Subtract => &function::SUBTRACT,
            ChainOp::Multiply => &function::MULTIPLY,
            ChainOp::Concat => &function::CONCAT,
        }
    }
}

/// The comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Comparison {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Comparison {
    pub(crate) fn function(self) -> &'static Function {
        match self {
            Comparison::Eq => &function::EQ,
            Comparison::Ne => &function::NE,
            Comparison::Lt => &function::LT,
            Comparison::Le => &function::LE,
            Comparison::Gt => &function::GT,
            Comparison::Ge => &function::GE,
        }
    }
}

/// How LIKE compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Like {
    pub(crate) escape: char,
    pub(crate) ignore_case: bool,
    pub(crate) negated: bool,
}

/// Where NULLs come in an ordering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nulls {
    /// Before all else.
    First,
    /// After all else.
    Last,
}

/// A composite node.
pub(crate) struct Tree {
    pub(crate) depth: u32,
    pub(crate) sort: Sort,
    pub(crate) kind: Kind,
}

/// Two or more operands of one operator, evaluated from the left.
pub(crate) struct Chain {
    pub(crate) depth: u32,
    pub(crate) op: ChainOp,
    pub(crate) sort: Sort,
    pub(crate) first: [Node; 2],
    pub(crate) more: Vec<Node>,
}

impl Chain {
    pub(crate) fn items(&self) -> impl Iterator<Item = &Node> {
        self.first.iter().chain(&self.more)
    }

    pub(crate) fn len(&self) -> usize {
        self.first.len() + self.more.len()
    }
}

impl Node {
    /// The query, if the node is one as a value.
    pub(crate) fn as_scalar(&self) -> Option<&SelectBody> {
        let Some(Kind::Scalar(query)) = self.kind() else { return None };
        query.as_query().map(|body| &**body)
    }
}
