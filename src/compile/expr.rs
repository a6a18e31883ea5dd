//! Expressions: parentheses come from the power table, and from nowhere else.

use super::Writer;
use super::function::Extras;
use super::predicate::Side;
use super::select::Role;
use super::show::Show;
use super::star::many_columns;
use super::task::Task;
use super::untyped::{has_own_type, is_untyped};
use crate::dialect::{Concat, Powers};
use crate::error::ErrorKind;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{Chain, ChainOp, Comparison, Kind, Like, Node, Predicate};
use crate::select::SelectBody;
use crate::types::{Sort, Tag};
use crate::value::Value;

impl<'a> Writer<'a> {
    /// Writes an expression, in parentheses if it binds less tightly than `min`.
    #[inline]
    pub(super) fn expr(&mut self, node: &'a Node, min: u8) {
        if self.scope.keyed && self.write_key(node, min) {
            return;
        }
        match node {
            Node::Column(column) => self.column(column),
            Node::ColumnValue(op, column, value) => self.column_value(*op, column, value, min),
            Node::ColumnColumn(op, left, right) => self.two_columns(*op, left, right, min),
            Node::Bind(value) => self.bind_alone(value),
            Node::OfDeclared(..) => self.of_declared(node, min),
            Node::Chain(_) | Node::Tree(_) => self.composite(node, min),
            Node::Select(body) => self.subquery(body),
            Node::Empty
            | Node::Null(_)
            | Node::Star
            | Node::Default
            | Node::NullBind(_)
            | Node::Literal(_)
            | Node::Source(_)
            | Node::ColumnLike { .. }
            | Node::ColumnIn(..)
            | Node::ColumnDesc(_) => self.leaf(node, min),
        }
    }

    #[inline(never)]
    fn composite(&mut self, node: &'a Node, min: u8) {
        self.nest(|| Task::Expr(node, min), |w| w.write_expr(node, min));
    }

    /// Of a column there is nothing deep to be written.
    #[inline(never)]
    fn of_declared(&mut self, node: &'a Node, min: u8) {
        if let Node::OfDeclared(_, function, args) = node {
            self.function(function, args, min);
        }
    }

    #[inline(never)]
    fn subquery(&mut self, body: &'a SelectBody) {
        self.query(body, Role::Operand);
    }

    pub(super) fn write_expr(&mut self, node: &'a Node, min: u8) {
        match node {
            Node::Chain(chain) => self.chain(chain, min),
            Node::Tree(tree) => self.tree(&tree.kind, min),
            Node::Select(body) => self.subquery(body),
            Node::Empty
            | Node::Null(_)
            | Node::Star
            | Node::Default
            | Node::Bind(_)
            | Node::NullBind(_)
            | Node::Literal(_)
            | Node::Column(_)
            | Node::Source(_)
            | Node::ColumnValue(..)
            | Node::ColumnColumn(..)
            | Node::ColumnLike { .. }
            | Node::ColumnIn(..)
            | Node::OfDeclared(..)
            | Node::ColumnDesc(_) => self.leaf(node, min),
        }
    }

    fn leaf(&mut self, node: &'a Node, min: u8) {
        match node {
            Node::Column(column) => self.column(column),
            Node::ColumnValue(op, column, value) => self.column_value(*op, column, value, min),
            Node::ColumnColumn(op, left, right) => self.two_columns(*op, left, right, min),
            Node::Bind(value) => self.bind_alone(value),
            Node::ColumnLike { escape, ignore_case, negated, column, pattern } => {
                let (escape, ignore_case, negated) = (*escape, *ignore_case, *negated);
                let style = Like { escape, ignore_case, negated };
                self.like(Side::Column(column), Side::Value(pattern), style, min);
            }
            Node::ColumnIn(negated, column, values) => {
                self.in_values(Side::Column(column), values, *negated, min);
            }
            Node::ColumnDesc(column) => self.column(column),
            Node::OfDeclared(..) => self.of_declared(node, min),
            Node::Literal(value) => self.literal(value, min),
            Node::NullBind(tag) => self.null(*tag, true),
            Node::Null(tag) => self.null(*tag, false),
            Node::Star => self.text("*"),
            Node::Default => {
                let message = format!(
                    "DEFAULT (in {}) can only be a value of INSERT or of SET in UPDATE",
                    self.clause
                );
                self.fail(ErrorKind::Conflict, message);
            }
            Node::Empty => {}
            Node::Source(source) => self.misplaced(source.name().shown()),
            Node::Chain(_) | Node::Tree(_) | Node::Select(_) => self.write_expr(node, min),
        }
    }

    /// A FROM item where an expression is wanted.
    #[cold]
    fn misplaced(&mut self, name: &str) {
        let message = format!("the FROM item `{name}` stands for a value (in {})", self.clause);
        self.fail(ErrorKind::Conflict, message);
    }

    #[inline]
    fn column_value(&mut self, op: Comparison, column: &'a ColumnRef, value: &'a Value, min: u8) {
        if self.spec.powers.predicate < min {
            self.enclosed_column_value(op, column, value);
        } else {
            self.bare_column_value(op, column, value);
        }
    }

    #[inline(never)]
    fn two_columns(&mut self, op: Comparison, a: &'a ColumnRef, b: &'a ColumnRef, min: u8) {
        let open = self.open(self.spec.powers.predicate, min);
        if !self.columns_in_double(op, a, b) {
            self.column(a);
            self.comparison(op);
            self.column(b);
        }
        self.close(open);
    }

    #[inline(never)]
    fn enclosed_column_value(&mut self, op: Comparison, column: &'a ColumnRef, value: &'a Value) {
        self.text("(");
        self.bare_column_value(op, column, value);
        self.text(")");
    }

    #[inline(never)]
    fn bare_column_value(&mut self, op: Comparison, column: &'a ColumnRef, value: &'a Value) {
        if self.is_past_exact(value) && self.column_in_double(op, column, value) {
            return;
        }
        self.column(column);
        self.comparison(op);
        self.bind(value);
    }

    #[inline(always)]
    pub(super) fn comparison(&mut self, op: Comparison) {
        let (text, length) = op.padded();
        self.out.push_padded(text, length);
    }

    /// Both sides of an operator: parameters show their type if no side has one.
    pub(super) fn sides(&mut self, left: (&'a Node, u8), right: (&'a Node, u8), op: &'static str) {
        let show = match is_untyped(left.0) && is_untyped(right.0) {
            _ if self.compares_apart([left.0, right.0].into_iter()) => Show::InDouble,
            true => self.show_types([left.0, right.0]),
            false => self.show_compared([left.0, right.0]),
        };
        self.shown(left.0, left.1, show);
        self.text(op);
        self.shown(right.0, right.1, show);
    }

    #[inline]
    pub(super) fn open(&mut self, power: u8, min: u8) -> bool {
        let open = power < min;
        if open {
            self.text("(");
        }
        open
    }

    #[inline]
    pub(super) fn close(&mut self, open: bool) {
        if open {
            self.text(")");
        }
    }

    /// Conditions with AND between; one alone stands as it is.
    pub(super) fn conditions(&mut self, first: &'a Node, more: &'a [Node]) {
        let min = if more.is_empty() { 0 } else { self.spec.powers.and };
        self.expr(first, min);
        for condition in more {
            self.text(" AND ");
            self.expr(condition, min);
        }
    }

    fn chain(&mut self, chain: &'a Chain, min: u8) {
        if self.is_listed(chain) {
            return self.listed(chain, min);
        }
        let powers = &self.spec.powers;
        // The right operand of AND and OR may be the same operator: both are associative, with
        // NULL too. `a + (b + c)` is not `a + b + c` where numbers overflow or round.
        let (power, first, rest, (between, length)): (_, _, _, (&[u8; 8], _)) = match chain.op {
            ChainOp::And => (powers.and, powers.and, powers.and, (b" AND    ", 5)),
            ChainOp::Or => (powers.or, powers.or, powers.or, (b" OR     ", 4)),
            ChainOp::Add => (powers.add, powers.add, powers.add + 1, (b" +      ", 3)),
            ChainOp::Subtract => (powers.add, powers.add, powers.add + 1, (b" -      ", 3)),
            ChainOp::Multiply => {
                (powers.multiply, powers.multiply, powers.multiply + 1, (b" *      ", 3))
            }
            ChainOp::Concat => match self.spec.concat {
                // `||` stands above or below arithmetic, by the engine: operands bind tighter.
                Concat::Operator => (powers.concat, powers.negate, powers.negate, (b" ||     ", 4)),
                Concat::Function => (Powers::PRIMARY, 0, 0, (b",       ", 2)),
            },
        };
        // The first two have nothing else beside them that says what they are; texts need not be told.
        let first_two = || chain.first.iter().all(is_untyped);
        let nulls = || chain.first.iter().all(|item| item.unlabelled().is_null());
        let untyped = self.spec.typed_binds
            && !has_own_type(&chain.first[0])
            && (nulls()
                || first_two() && (chain.op.is_of_numbers() || chain.items().all(is_untyped)));
        let function = chain.op == ChainOp::Concat && self.spec.concat == Concat::Function;
        let open = self.open(power, min);
        if function {
            self.text("CONCAT(");
        }
        let write = match untyped {
            _ if chain.sort.tag == Tag::Double && self.has_single(chain) => Self::in_double,
            true if chain.op.is_of_numbers() => Self::typed_number,
            _ if chain.sort.has(Sort::QUERY) && chain.op.is_of_numbers() => {
                let typed = self.has_null_query(chain.items());
                if typed { Self::typed_number } else { Self::expr }
            }
            true => Self::typed,
            false => Self::expr,
        };
        let key = if self.scope.keyed { self.key_at_start(chain) } else { None };
        if let Some((place, operands)) = key {
            let more = chain.more.get(operands - 2..).unwrap_or_default();
            self.chain_with_key(place, more, (between, length), (first, rest), write);
        } else {
            let [head, second] = &chain.first;
            if self.scope.keyed {
                self.first_beside_keys(head, first, write);
            } else {
                write(self, head, first);
            }
            self.out.push_padded(between, length);
            write(self, second, rest);
            for item in &chain.more {
                self.out.push_padded(between, length);
                write(self, item, rest);
            }
        }
        self.close(open || function);
        if open && function {
            self.text(")");
        }
    }

    fn tree(&mut self, kind: &'a Kind, min: u8) {
        let powers = &self.spec.powers;
        match kind {
            Kind::Compare { op, left, right } => {
                let power = powers.predicate;
                let open = self.open(power, min);
                self.sides((left, power + 1), (right, power + 1), op.text());
                self.close(open);
            }
            Kind::Not(operand) => {
                // MySQL's mode HIGH_NOT_PRECEDENCE lets NOT bind tightly: always parentheses.
                let open = self.open(powers.not, min);
                self.text("NOT ");
                self.in_parentheses(operand);
                self.close(open);
            }
            Kind::Negate(operand) => {
                // `--` starts a comment, so a minus never meets another.
                let open = self.open(powers.negate, min);
                self.text("-");
                self.typed(operand, Powers::PRIMARY);
                self.close(open);
            }
            Kind::Case { operand, branches, otherwise } => {
                self.case(operand.as_deref(), branches, otherwise);
            }
            Kind::Cast { operand, ty } => self.cast(operand, ty, min),
            Kind::Function { function, args } => self.function(function, args, min),
            Kind::Call { name, args } => self.call(name, args, Extras::default()),
            Kind::Fragment { text, holes, place } => self.fragment(text, holes, place, min),
            Kind::Typed { operand, ty, .. } => self.of_type(operand, ty, min),
            Kind::Label { operand, .. } | Kind::Order { operand, .. } => self.expr(operand, min),
            Kind::Parameter { name, ty } => self.late_of_type(name, ty, min),
            Kind::Scalar(query) => self.scalar(query),
            Kind::Star { source } => self.misplaced_star(source),
            Kind::Aggregate(aggregate) => self.aggregate(aggregate, min),
            Kind::Over { function, window } => self.over(function, window),
            Kind::RowTest(test) => self.row_test(test, min),
            Kind::Mistake(problem) => self.problem(problem.clone()),
            Kind::Predicate(predicate) => self.predicate(predicate, min),
        }
    }

    /// `(operand)`, unless it has parentheses anyway.
    pub(super) fn in_parentheses(&mut self, operand: &'a Node) {
        let exists = matches!(
            operand.kind(),
            Some(Kind::Predicate(Predicate::Exists { negated: false, .. }))
        );
        if exists || operand.as_column().is_some() {
            self.expr(operand, 0);
        } else {
            self.text("(");
            self.typed(operand, 0);
            self.text(")");
        }
    }

    fn scalar(&mut self, query: &'a Node) {
        let mut role = Role::Value;
        if let Some(columns) = many_columns(query) {
            role = Role::Operand;
            let message =
                format!("a query of {columns} (in {}) cannot stand as one value", self.clause);
            self.fail(ErrorKind::Conflict, message);
        }
        let around =
            self.spec.faults.instant_query.filter(|_| query.sort().tag == Tag::TimestampTz);
        self.text(around.map_or("(", |(before, _)| before));
        if let Some(query) = query.as_query() {
            self.query(query, role);
        }
        self.text(around.map_or(")", |(_, after)| after));
    }

    /// Arguments of a function that nothing is known of: parameters show their type.
    pub(super) fn separated(&mut self, args: &'a [Node]) {
        for (i, arg) in args.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.typed_argument(arg);
        }
    }
}
