//! The records of what stands inside and behind a function: the clauses of aggregates, and windows.

use super::node::Node;

/// An aggregate with more than its arguments.
#[derive(Clone)]
pub(crate) struct Aggregate {
    /// A template or a call.
    pub(crate) function: Node,
    pub(crate) distinct: bool,
    pub(crate) order: Vec<Node>,
    pub(crate) filter: Node,
}

/// The rows that a function looks at beside its own: `PARTITION BY … ORDER BY … ROWS …`.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub sales { id: i64 => primary_key, region: String, amount: i64 } }
/// let so_far = window()
///     .partition_by(sales::region)
///     .order_by(sales::id)
///     .rows(frame::unbounded_preceding(), frame::current_row());
/// let query = select((sales::id, func::sum(sales::amount).over(so_far)));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT sales.id, CAST(SUM(sales.amount) OVER (PARTITION BY sales.region ORDER BY sales.id \
///      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) FROM sales");
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct Window {
    pub(crate) partition: Vec<Node>,
    pub(crate) order: Vec<Node>,
    pub(crate) frame: Option<Frame>,
    pub(crate) exclude: Option<Exclude>,
}

#[derive(Clone)]
pub(crate) struct Frame {
    pub(crate) unit: FrameUnit,
    pub(crate) start: Bound,
    pub(crate) end: Bound,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum FrameUnit {
    Rows,
    Range,
    Groups,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Exclude {
    CurrentRow,
    Group,
    Ties,
}

/// Where a frame starts or ends, made by the functions of [`frame`](crate::expr::frame).
#[derive(Clone)]
#[must_use]
pub struct Bound {
    pub(crate) kind: BoundKind,
    /// How far; empty unless the kind has a distance.
    pub(crate) distance: Node,
}

/// In the order of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum BoundKind {
    UnboundedPreceding,
    Preceding,
    CurrentRow,
    Following,
    UnboundedFollowing,
}
