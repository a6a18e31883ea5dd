//! Windows: what OVER takes.

use super::behind::{Bound, BoundKind, Exclude, Frame, FrameUnit, Window};
use super::node::{Kind, Node};
use super::{Expr, ExprList, IntoExpr, OrderList};
use crate::error::{ErrorKind, Problem};
use crate::types::{IsNumeric, SqlValue};
use crate::value::Value;

/// A window of all rows, in no order: `OVER ()`.
pub fn window() -> Window {
    Window::default()
}

impl Window {
    /// Only rows with the same values of `keys`: `PARTITION BY keys`. A second call adds.
    pub fn partition_by(mut self, keys: impl ExprList) -> Self {
        keys.into_nodes().add_to(&mut self.partition);
        self
    }

    /// The order of the rows: `ORDER BY terms`. A second call adds.
    ///
    /// Without a frame, the function then looks at the rows up to the current one and its peers.
    pub fn order_by(mut self, terms: impl OrderList) -> Self {
        terms.into_terms().add_to(&mut self.order);
        self
    }

    /// A frame counted in rows: `ROWS BETWEEN start AND end`.
    pub fn rows(self, start: Bound, end: Bound) -> Self {
        self.with_frame(FrameUnit::Rows, start, end)
    }

    /// A frame by the values of the one term of the order: `RANGE BETWEEN start AND end`.
    pub fn range(self, start: Bound, end: Bound) -> Self {
        self.with_frame(FrameUnit::Range, start, end)
    }

    /// A frame counted in groups of peers: `GROUPS BETWEEN start AND end`.
    ///
    /// MySQL and MariaDB have it not.
    pub fn groups(self, start: Bound, end: Bound) -> Self {
        self.with_frame(FrameUnit::Groups, start, end)
    }

    /// Leaves the current row out of the frame: `EXCLUDE CURRENT ROW`; not on MySQL and MariaDB.
    pub fn exclude_current_row(self) -> Self {
        Window { exclude: Some(Exclude::CurrentRow), ..self }
    }

    /// Leaves the current row and its peers out of the frame: `EXCLUDE GROUP`; not on MySQL and
    /// MariaDB.
    pub fn exclude_group(self) -> Self {
        Window { exclude: Some(Exclude::Group), ..self }
    }

    /// Leaves the peers of the current row out of the frame, but not itself: `EXCLUDE TIES`; not on
    /// MySQL and MariaDB.
    pub fn exclude_ties(self) -> Self {
        Window { exclude: Some(Exclude::Ties), ..self }
    }

    fn with_frame(self, unit: FrameUnit, start: Bound, end: Bound) -> Self {
        Window { frame: Some(Frame { unit, start, end }), ..self }
    }
}

/// Where frames start and end.
pub mod frame {
    use super::{Bound, BoundKind, Fam, IntoExpr, IsNumeric, Node, distance};

    fn at(kind: BoundKind) -> Bound {
        Bound { kind, distance: Node::Empty }
    }

    /// The first row: `UNBOUNDED PRECEDING`.
    pub fn unbounded_preceding() -> Bound {
        at(BoundKind::UnboundedPreceding)
    }

    /// So much before the current row: `distance PRECEDING`.
    ///
    /// A number is written into the text. MySQL and MariaDB take no other expression.
    pub fn preceding<R: IntoExpr>(by: R) -> Bound
    where
        Fam<R>: IsNumeric,
    {
        Bound { kind: BoundKind::Preceding, distance: distance(by) }
    }

    /// The current row; in `range` and `groups` with its peers: `CURRENT ROW`.
    pub fn current_row() -> Bound {
        at(BoundKind::CurrentRow)
    }

    /// So much after the current row: `distance FOLLOWING`.
    ///
    /// A number is written into the text. MySQL and MariaDB take no other expression.
    pub fn following<R: IntoExpr>(by: R) -> Bound
    where
        Fam<R>: IsNumeric,
    {
        Bound { kind: BoundKind::Following, distance: distance(by) }
    }

    /// The last row: `UNBOUNDED FOLLOWING`.
    pub fn unbounded_following() -> Bound {
        at(BoundKind::UnboundedFollowing)
    }
}

type Fam<R> = <<R as IntoExpr>::Sql as SqlValue>::Family;

fn distance(by: impl IntoExpr) -> Node {
    let value = match by.into_expr().node {
        Node::Bind(value) | Node::Literal(value) => value,
        Node::Null(_) | Node::NullBind(_) => Value::Null,
        node => return node,
    };
    let fits = match value {
        Value::I16(v) => v >= 0,
        Value::I32(v) => v >= 0,
        Value::I64(v) => v >= 0,
        Value::F32(v) => v >= 0.0,
        Value::F64(v) => v >= 0.0,
        Value::U64(_) => true,
        _ => false,
    };
    if fits {
        return Node::Literal(value);
    }
    Node::tree(Kind::Mistake(Problem::new(
        ErrorKind::InvalidValue,
        "the distance of a frame's bound is no number from 0 on; the other direction is said by \
         `preceding` or `following`",
    )))
}

/// A function that stands only over a window, such as [`row_number`](super::func::row_number).
#[derive(Clone)]
#[must_use = "it becomes an expression by `.over(window()…)`"]
pub struct WindowFunction<T> {
    function: Expr<T>,
}

impl<T> WindowFunction<T> {
    pub(crate) fn new(function: Expr<T>) -> Self {
        WindowFunction { function }
    }

    /// The function over a window: `function OVER (…)`.
    pub fn over(self, window: Window) -> Expr<T> {
        self.function.over(window)
    }
}

impl<T> Expr<T> {
    /// An aggregate, or a [`call`](super::func::call), for each row, over the rows of a window:
    /// `function OVER (…)`.
    ///
    /// Windows stand in SELECT and ORDER BY; to filter by one, put it into a
    /// [`subquery`](crate::select::Select::subquery). Anything but a function is an error from compile.
    pub fn over(self, window: Window) -> Expr<T> {
        Expr::tree(Kind::Over { function: self.node, window: Box::new(window) })
    }
}
