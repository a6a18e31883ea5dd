//! Predicates: IS NULL, BETWEEN, IN, LIKE, EXISTS; and the terms of ORDER BY.

use super::show::Show;
use super::star::many_columns;
use super::untyped::is_untyped;
use super::wrapped::is_wider_than;
use super::{Rewrite, Writer};
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{Kind, Node, Predicate};
use crate::select::SelectBody;
use crate::types::{Sort, Tag};
use crate::value::Value;

/// An operand of a predicate: a node, or part of one that is a whole predicate.
#[derive(Clone, Copy)]
pub(super) enum Side<'a> {
    Node(&'a Node),
    Column(&'a ColumnRef),
    Value(&'a Value),
}

impl Side<'_> {
    pub(super) fn is_untyped(self) -> bool {
        match self {
            Side::Node(node) => is_untyped(node),
            Side::Column(_) => false,
            Side::Value(_) => true,
        }
    }

    pub(super) fn tag(self) -> Tag {
        match self {
            Side::Node(node) => node.sort().tag,
            Side::Column(column) => column.sort().tag,
            Side::Value(value) => value.tag(),
        }
    }
}

impl<'a> Writer<'a> {
    pub(super) fn predicate(&mut self, predicate: &'a Predicate, min: u8) {
        let power = self.spec.powers.predicate;
        let operands = power + 1;
        match predicate {
            Predicate::IsNull { operand, negated } => {
                let open = self.open(power, min);
                let write = if self.spec.typed_binds { Self::typed } else { Self::compared };
                write(self, operand, operands);
                self.text(if *negated { " IS NOT NULL" } else { " IS NULL" });
                self.close(open);
            }
            Predicate::Between { operand, bounds, negated } => {
                let [low, high] = &**bounds;
                if self.bounds_apart([operand, low, high], *negated, min) {
                    return;
                }
                let open = self.open(power, min);
                let all = [operand, low, high];
                let typed = self.show_types(all);
                let show = match all.into_iter().all(is_untyped) {
                    _ if self.compares_apart(all.into_iter()) => Show::InDouble,
                    true => typed,
                    _ if self.has_null_query(all) => typed,
                    false => Show::Nothing,
                };
                // It is compared with each of both by itself.
                let alone = is_untyped(operand) && (is_untyped(low) || is_untyped(high));
                let first = if self.spec.typed_binds && alone { typed } else { show };
                self.shown(operand, operands, first);
                self.text(if *negated { " NOT BETWEEN " } else { " BETWEEN " });
                self.shown(low, operands, show);
                self.text(" AND ");
                self.shown(high, operands, show);
                self.close(open);
            }
            Predicate::Like { operand, pattern, style } => {
                self.like(Side::Node(operand), Side::Node(pattern), *style, min);
            }
            Predicate::InValues { operand, values, negated } => {
                self.in_values(Side::Node(operand), values, *negated, min);
            }
            Predicate::InList { operand, items, negated } => {
                self.in_list(operand, items, *negated, min);
            }
            Predicate::InParameter { operand, list, negated } => {
                let (name, ty) = &**list;
                let open = self.open(power, min);
                self.beside_list(operand, Tag::of(ty), operands);
                self.text(if *negated { " NOT IN (" } else { " IN (" });
                self.late_list(name, Tag::of(ty), operand.sort().tag);
                self.text(")");
                self.close(open);
            }
            Predicate::InQuery { operand, query, negated } => {
                self.in_query(operand, query, *negated, min);
            }
            Predicate::Exists { query, negated } => {
                let open = self.open(if *negated { self.spec.powers.not } else { power }, min);
                self.text(if *negated { "NOT EXISTS (" } else { "EXISTS (" });
                self.expr(query, 0);
                self.text(")");
                self.close(open);
            }
        }
    }

    /// `operand IN (values)`.
    pub(super) fn in_values(
        &mut self,
        operand: Side<'a>,
        values: &'a [Value],
        negated: bool,
        min: u8,
    ) {
        let power = self.spec.powers.predicate;
        let open = self.open(power, min);
        if values.is_empty() {
            let operand = if let Side::Node(node) = operand { Some(node) } else { None };
            self.in_nothing(operand, negated);
        } else if !self.values_in_double(operand, values, negated) {
            self.beside_values(operand, values, power + 1);
            self.text(if negated { " NOT IN (" } else { " IN (" });
            self.bind_list(values);
            self.text(")");
        }
        self.close(open);
    }

    /// Nothing is in an empty list, not even NULL. An aggregate stays, since it may be what makes one
    /// group of all rows.
    pub(super) fn in_nothing(
        &mut self,
        operands: impl IntoIterator<Item = &'a Node>,
        negated: bool,
    ) {
        self.rewrites_silently(Rewrite::EmptyIn);
        let mut aggregate = None;
        for operand in operands {
            self.leave_out(operand);
            if operand.inside() & Sort::AGGREGATE != 0 && aggregate.is_none() {
                aggregate = Some(operand);
            }
        }
        if let Some(aggregate) = aggregate {
            self.text("(");
            self.typed(aggregate, self.spec.powers.predicate + 1);
            self.text(if negated { " IS NULL OR " } else { " IS NULL AND " });
        }
        self.text(if negated { "1 = 1" } else { "1 = 0" });
        self.close(aggregate.is_some());
    }

    fn in_list(&mut self, operand: &'a Node, items: &'a [Node], negated: bool, min: u8) {
        let power = self.spec.powers.predicate;
        let open = self.open(power, min);
        if items.is_empty() {
            self.in_nothing(Some(operand), negated);
            return self.close(open);
        }
        let apart = self.compares_apart(items.iter().chain([operand]));
        let write = if apart { Self::compared_in_double } else { Self::expr };
        let all = items.iter().chain([operand]);
        let show = if apart { Show::InDouble } else { self.show_types(all) };
        self.shown(operand, power + 1, show);
        if let Some(only) = lone_subquery(items) {
            // `IN ((SELECT …))` would be the rows of the query, not its one value.
            self.text(if negated { " <> " } else { " = " });
            write(self, only, power + 1);
        } else {
            self.text(if negated { " NOT IN (" } else { " IN (" });
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    self.text(", ");
                }
                write(self, item, 0);
            }
            self.text(")");
        }
        self.close(open);
    }

    pub(super) fn bind_list(&mut self, values: &'a [Value]) {
        if let ([first, rest @ ..], false) = (values, self.recording) {
            self.write_bind(first);
            return self.write_more_binds(rest);
        }
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.bind(value);
        }
    }

    fn in_query(&mut self, operand: &'a Node, query: &'a Node, negated: bool, min: u8) {
        let power = self.spec.powers.predicate;
        let open = self.open(power, min);
        self.operand_of_in(operand, query, power + 1);
        self.text(if negated { " NOT IN (" } else { " IN (" });
        if let Some(columns) = many_columns(query) {
            let message = format!("IN takes a query of one column, and this one has {columns}");
            self.fail(ErrorKind::Conflict, message);
        }
        if let Some(body) = query.as_query() {
            if has_limit(body) {
                self.require(Feature::LimitInQuery);
            }
            if self.spec.typed_binds && body.output_tag(0) == Tag::Null {
                self.note_null_columns(body, 0, operand.sort().tag);
            }
        }
        self.expr(query, 0);
        self.text(")");
        self.close(open);
    }

    /// What is looked for among the rows of a query.
    fn operand_of_in(&mut self, operand: &'a Node, query: &Node, min: u8) {
        if operand.inside() & Sort::WINDOW != 0 {
            self.require(Feature::WindowBeforeQuery);
        }
        self.equal_to_rows(operand, query, min);
    }

    /// What is to be equal to a row of a query, or to none.
    pub(super) fn equal_to_rows(&mut self, operand: &'a Node, query: &Node, min: u8) {
        if self.spec.faults.wraps_before_in && is_wider_than(operand, query) {
            self.text("CAST(");
            self.expr(operand, 0);
            self.text(" AS DECIMAL(20, 0))");
        } else {
            self.beside_query(operand, query, min);
        }
    }

    /// What is compared with the rows of a query.
    pub(super) fn beside_query(&mut self, operand: &'a Node, query: &Node, min: u8) {
        if self.in_double_beside(operand, query, min) {
            return;
        }
        let lone = operand.unlabelled();
        let is_lone = match lone.kind() {
            Some(Kind::Aggregate(_) | Kind::Scalar(_)) => true,
            Some(_) | None => lone.as_function().is_some_and(|(own, _)| own.class().is_aggregate()),
        };
        if (is_lone || self.may_be_aggregate()) && self.spec.faults.wraps_before_in {
            self.text("COALESCE(");
            self.expr(operand, 0);
            self.text(")");
        } else {
            self.typed(operand, min);
        }
    }

    /// One side of a predicate.
    pub(super) fn side(&mut self, side: Side<'a>, min: u8) {
        match side {
            Side::Node(node) => self.expr(node, min),
            Side::Column(column) => self.column(column),
            Side::Value(value) => self.bind(value),
        }
    }

    /// One side of a predicate, where nothing beside it fixes the type of a parameter.
    pub(super) fn typed_side(&mut self, side: Side<'a>, min: u8) {
        match side {
            Side::Node(node) => self.typed(node, min),
            Side::Column(column) => self.column(column),
            Side::Value(value) => self.bind_typed(value, Tag::Null),
        }
    }

    fn rewrites_silently(&mut self, rewrite: Rewrite) {
        let allowed = std::mem::take(&mut self.options.no_rewrites);
        self.rewrite(rewrite, Feature::Function);
        self.options.no_rewrites = allowed;
    }
}

/// The item of a list of one, if it is a query as a value.
fn lone_subquery(items: &[Node]) -> Option<&Node> {
    let [only] = items else { return None };
    matches!(only.unlabelled().kind(), Some(Kind::Scalar(_))).then_some(only)
}

/// True if a query, or one of those that it is a set operation of, has a LIMIT.
pub(super) fn has_limit(query: &SelectBody) -> bool {
    if query.set().is_none() {
        return query.is_limited();
    }
    let mut waiting = vec![query];
    while let Some(body) = waiting.pop() {
        if body.is_limited() {
            return true;
        }
        if let Some(set) = body.set() {
            waiting.extend(
                [&set.left, &set.right].into_iter().filter_map(|arm| Some(&**arm.as_query()?)),
            );
        }
    }
    false
}
