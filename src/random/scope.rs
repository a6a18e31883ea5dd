//! What an expression may refer to, and where it stands.

use crate::expr::Expr;
use crate::name::Name;
use crate::types::Tag;

/// An expression and its type.
pub(super) type Typed = (Tag, Expr);

/// What the expressions of one query may refer to.
#[derive(Default)]
pub(super) struct Scope {
    /// The columns of its FROM items.
    pub(super) columns: Vec<Typed>,
    /// Of each item what tells its rows apart.
    pub(super) unique: Vec<Expr>,
    /// What it is grouped by; outside of aggregates nothing else can be referred to.
    pub(super) keys: Option<Vec<Typed>>,
    /// True if no two rows are alike: all FROM items are tables.
    pub(super) exact: bool,
    /// True if a function over a window has told rows apart by their places. Where rows are alike, a
    /// second one may have them in another order.
    pub(super) placed: bool,
    /// True if an outer join may fill an item with NULLs.
    pub(super) filled: bool,
    /// The names of columns that joins by USING have made one, each as often as that was.
    pub(super) merged: Vec<Name>,
    /// True if queries around it are not seen.
    pub(super) sealed: bool,
}

impl Scope {
    /// True if one more function over a window may look at the places of rows.
    pub(super) fn tells_places(&self) -> bool {
        self.exact || self.keys.is_some() || !self.placed
    }

    /// What can stand outside of aggregates.
    pub(super) fn free(&self) -> &[Typed] {
        self.keys.as_deref().unwrap_or(&self.columns)
    }
}

/// Where an expression stands.
#[derive(Clone, Copy)]
pub(super) struct At {
    /// The clause, or the operator around it.
    pub(super) parent: &'static str,
    /// How many nodes it may have.
    pub(super) budget: u32,
    /// True where rows are groups: aggregates can stand here, and of columns only the keys.
    pub(super) groups: bool,
    /// True where functions over windows can stand.
    pub(super) windows: bool,
    /// True where queries can stand.
    pub(super) queries: bool,
    /// True inside an aggregate, whose columns are those of its own query.
    pub(super) own: bool,
    /// True where `string_agg` cannot stand, since functions over windows of groups can.
    pub(super) lacks_string_agg: bool,
}

impl At {
    /// In a clause that sees single rows.
    pub(super) const fn rows(parent: &'static str, budget: u32) -> Self {
        At {
            parent,
            budget,
            groups: false,
            windows: false,
            queries: true,
            own: false,
            lacks_string_agg: false,
        }
    }

    /// Inside of an operator, which shares what is left among so many operands.
    pub(super) fn within(self, parent: &'static str, operands: usize) -> Self {
        let shares = u32::try_from(operands.max(1)).unwrap_or(u32::MAX);
        At { parent, budget: self.budget.saturating_sub(1) / shares, ..self }
    }
}
