//! The limit: code that knows its statement and pushes the text token by token.
//!
//! Two buffers of the exact size, parameters owned, no tree, no `core::fmt`. The text is that
//! of [`crate::sqltree`], byte for byte. Not a way to write programs: it cannot be composed.

use buffers::{Buffers, Value};

use crate::library::{Library, Statement};
use crate::workload::{
    FILTERS, Filter, FilterValue, INT_COLUMNS, Joined, Minus, Nested, Op, Point, Report,
    TEXT_COLUMNS,
};

mod buffers;
mod deep;
mod quoted;
mod report;

/// Bytes of the SQL of each workload.
const W1_BYTES: usize = 98;
const W2_BYTES: usize = 546;
const W6_BYTES: usize = 4_120;

/// The hand-written statements.
pub struct Hand;

impl Library for Hand {
    const NAME: &'static str = "hand";

    fn point(input: &Point) -> impl Statement {
        input
    }

    fn joined(input: &Joined) -> impl Statement {
        input
    }

    fn filtered(input: &[Filter]) -> impl Statement {
        input
    }

    fn quoted(input: &Joined) -> Option<impl Statement> {
        Some(quoted::Quoted(input))
    }

    fn report(input: &Report) -> Option<impl Statement> {
        Some(input)
    }

    fn nested(input: &Nested) -> Option<impl Statement> {
        Some(input)
    }

    fn minus(input: &Minus) -> Option<impl Statement> {
        Some(input)
    }
}

impl Statement for &Point {
    type Rendered = Buffers;

    fn render(&self) -> Buffers {
        let mut w = Buffers::new(W1_BYTES, 2);
        w.push("SELECT ");
        w.columns(&[
            ("users", "id"),
            ("users", "email"),
            ("users", "name"),
            ("users", "created_at"),
        ]);
        w.push(" FROM ");
        w.push("users");
        w.push(" WHERE ");
        w.column("users", "id");
        w.push(" = ");
        w.int(self.id);
        w.push(" LIMIT ");
        w.int(self.limit.into());
        w
    }
}

impl Statement for &Joined {
    type Rendered = Buffers;

    fn render(&self) -> Buffers {
        let mut w = Buffers::new(W2_BYTES, 17);
        w.push("SELECT ");
        w.columns(&[
            ("posts", "id"),
            ("posts", "title"),
            ("posts", "body"),
            ("posts", "created_at"),
        ]);
        w.push(", ");
        w.columns(&[("users", "id"), ("users", "name"), ("users", "email")]);
        w.push(", ");
        w.columns(&[("teams", "id"), ("teams", "name")]);
        w.push(", ");
        w.columns(&[("comments", "id"), ("comments", "body"), ("comments", "created_at")]);
        w.push(" FROM ");
        w.push("posts");
        w.join(" JOIN ", "users", ("posts", "author_id"), ("users", "id"));
        w.join(" JOIN ", "teams", ("users", "team_id"), ("teams", "id"));
        w.join(" LEFT JOIN ", "comments", ("comments", "post_id"), ("posts", "id"));
        joined_where(&mut w, self);
        w.push(" ORDER BY ");
        w.column("posts", "created_at");
        w.push(" DESC");
        w.push(", ");
        w.column("posts", "id");
        w.push(" LIMIT ");
        w.int(self.limit.into());
        w.push(" OFFSET ");
        w.int(self.offset.into());
        w
    }
}

impl Statement for &[Filter] {
    type Rendered = Buffers;

    fn render(&self) -> Buffers {
        let mut w = Buffers::new(W6_BYTES, FILTERS);
        w.push("SELECT ");
        w.column("items", "id");
        w.push(" FROM ");
        w.push("items");
        for (i, filter) in self.iter().enumerate() {
            w.push(if i == 0 { " WHERE " } else { " AND " });
            let names = match filter.value {
                FilterValue::Int(_) => &INT_COLUMNS,
                FilterValue::Text(_) => &TEXT_COLUMNS,
            };
            w.column("items", names[filter.column]);
            w.push(operator(filter.op));
            match &filter.value {
                FilterValue::Int(value) => w.int(*value),
                FilterValue::Text(value) => w.text(value),
            }
        }
        w
    }
}

const fn operator(op: Op) -> &'static str {
    match op {
        Op::Eq => " = ",
        Op::Ne => " <> ",
        Op::Lt => " < ",
        Op::Gt => " > ",
        Op::Le => " <= ",
        Op::Ge => " >= ",
    }
}

/// W2's WHERE.
fn joined_where(w: &mut Buffers, input: &Joined) {
    w.push(" WHERE ");
    w.column("posts", "published");
    w.push(" = ");
    w.bind(Value::Bool(input.published));
    w.push(" AND (");
    w.column("posts", "score");
    w.push(" > ");
    w.int(input.score);
    w.push(" OR ");
    w.column("users", "karma");
    w.push(" >= ");
    w.int(input.karma);
    w.push(") AND ");
    w.column("teams", "name");
    w.push(" <> ");
    w.text(&input.team);
    w.push(" AND (");
    w.column("users", "name");
    w.push(" LIKE ");
    w.text(&input.name);
    w.push(" OR ");
    w.column("teams", "id");
    w.push(" IN (");
    w.ints(&input.teams);
    w.push("))");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workload::Inputs;

    #[test]
    fn buffers_have_the_exact_size() {
        let inputs = Inputs::new();
        let all = [
            (&inputs.point).render(),
            (&inputs.joined).render(),
            quoted::Quoted(&inputs.joined).render(),
            (&inputs.report).render(),
            inputs.filters.as_slice().render(),
            (&inputs.nested).render(),
            (&inputs.minus).render(),
        ];
        for buffers in all {
            // A buffer that was too small has grown, by more than it lacked.
            assert_eq!(buffers.sql.len(), buffers.sql.capacity());
            assert_eq!(buffers.params.len(), buffers.params.capacity());
        }
    }
}
