//! The deep IN and the subtraction, which by hand are not deep at all.

use super::buffers::Buffers;
use crate::library::Statement;
use crate::workload::{INT_COLUMNS, Minus, Nested};

const NESTED_BYTES: usize = 18_469;
const MINUS_BYTES: usize = 93_908;

impl Statement for &Nested {
    type Rendered = Buffers;

    fn render(&self) -> Buffers {
        let mut w = Buffers::new(NESTED_BYTES, 1);
        for (i, alias) in self.aliases.iter().enumerate() {
            w.push(if i > 0 { " IN (SELECT " } else { "SELECT " });
            w.column(alias, "b");
            w.push(" FROM ");
            w.push("t");
            w.push(" AS ");
            w.push(alias);
            w.push(" WHERE ");
            w.column(alias, "a");
        }
        w.push(" > ");
        w.int(self.above);
        for _ in 1..self.aliases.len() {
            w.push(")");
        }
        w
    }
}

impl Statement for &Minus {
    type Rendered = Buffers;

    fn render(&self) -> Buffers {
        let mut w = Buffers::new(MINUS_BYTES, self.pairs.len());
        w.push("SELECT ");
        for (i, (column, value)) in self.pairs.iter().enumerate() {
            if i > 0 {
                w.push(" - ");
            }
            w.column("items", INT_COLUMNS[*column]);
            w.push(" - ");
            w.int(*value);
        }
        w.push(" FROM ");
        w.push("items");
        w
    }
}
