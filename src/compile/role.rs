//! The places at which queries stand.

use crate::select::Item;

/// Where a query stands.
#[derive(Clone, Copy)]
pub(super) enum Role<'a> {
    /// The statement itself, whose columns have the names that the program reads.
    Open,
    /// An operand, or a query of a set operation after the first: it sees the queries around it, and
    /// nobody sees the names of its columns.
    Operand,
    /// An operand that is one value.
    Value,
    /// It sees nothing of the statement around it.
    Isolated,
    /// That of a FROM item, which says what its columns are called.
    Named(&'a Item),
    /// That of a FROM item which sees what stands before it.
    Lateral(&'a Item),
    /// The same, where a list of names stands beside the item.
    Listed(&'a Item),
    /// The same, of the first query of a recursive item, whose columns say the types of all rows.
    First(&'a Item),
    /// An operand whose columns need names, which nobody sees.
    Numbered,
}

impl Role<'_> {
    pub(super) fn is_isolated(self) -> bool {
        match self {
            Role::Isolated | Role::Named(_) | Role::Listed(_) | Role::First(_) => true,
            Role::Open | Role::Operand | Role::Value | Role::Numbered | Role::Lateral(_) => false,
        }
    }

    /// True if the program reads the columns.
    pub(super) fn is_open(self) -> bool {
        matches!(self, Role::Open)
    }

    /// The role of the queries after the first of a set operation, which name nothing.
    pub(super) fn of_others(self) -> Self {
        match self {
            Role::Named(_) | Role::Listed(_) | Role::First(_) | Role::Isolated => Role::Isolated,
            Role::Open | Role::Operand | Role::Value | Role::Numbered | Role::Lateral(_) => {
                Role::Operand
            }
        }
    }
}
