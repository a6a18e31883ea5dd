//! VALUES: rows that the statement gives.

use super::Maker;
use super::scope::{At, Scope};
use crate::expr::{Expr, Order, column};
use crate::name::Name;
use crate::row::Row;
use crate::select::{Values, values};
use crate::types::Tag;

impl Maker<'_> {
    /// A few rows of values, which see nothing around them.
    pub(super) fn values(&mut self, wanted: &[Tag], budget: u32) -> Values<Row> {
        self.scopes.push(Scope { sealed: true, ..Scope::default() });
        let count = 1 + self.dice.below(3);
        let cells = u32::try_from(count * wanted.len()).unwrap_or(1);
        let at = At::rows("row of VALUES", budget / 2 / cells);
        let rows: Vec<Vec<Expr>> = (0..count).map(|_| self.exprs(wanted, at)).collect();
        self.scopes.pop();
        let names: Vec<Name> = (0..wanted.len()).map(|i| self.column_name(i)).collect();
        let made = values(names.clone(), rows);
        if !self.dice.percent(20) {
            return made;
        }
        let terms: Vec<Order> = names.iter().map(|name| column(name).asc()).collect();
        let ordered = made.order_by(terms);
        // Of several rows, engines that sort NULLs elsewhere would keep others.
        if count == 1 { ordered.limit(self.dice.below(3) as u64) } else { ordered }
    }
}
