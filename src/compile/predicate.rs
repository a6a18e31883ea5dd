//! Predicates: IS NULL, BETWEEN, IN, LIKE, EXISTS; and the terms of ORDER BY.

use super::expr::is_untyped;
use super::{Rewrite, Writer};
use crate::dialect::{Feature, NullsDefault};
use crate::error::ErrorKind;
use crate::expr::node::{Kind, Like, Node, Nulls};
use crate::value::Value;

impl<'a> Writer<'a> {
    pub(super) fn predicate(&mut self, kind: &'a Kind, min: u8) {
        let power = self.spec.powers.predicate;
        let operands = power + 1;
        match kind {
            Kind::IsNull { operand, negated } => {
                let open = self.open(power, min);
                self.typed(operand, operands);
                self.text(if *negated { " IS NOT NULL" } else { " IS NULL" });
                self.close(open);
            }
            Kind::Between { operand, low, high, negated } => {
                let open = self.open(power, min);
                let untyped = [operand, low, high].into_iter().all(is_untyped);
                let write = if untyped { Self::typed } else { Self::expr };
                write(self, operand, operands);
                self.text(if *negated { " NOT BETWEEN " } else { " BETWEEN " });
                write(self, low, operands);
                self.text(" AND ");
                write(self, high, operands);
                self.close(open);
            }
            Kind::Like { operand, pattern, style } => self.like(operand, pattern, *style, min),
            Kind::InValues { .. } | Kind::InList { .. } | Kind::InQuery { .. } => {
                self.is_in(kind, min);
            }
            Kind::Exists { query, negated } => {
                let open = self.open(if *negated { self.spec.powers.not } else { power }, min);
                self.text(if *negated { "NOT EXISTS (" } else { "EXISTS (" });
                self.expr(query, 0);
                self.text(")");
                self.close(open);
            }
            _ => {}
        }
    }

    fn is_in(&mut self, kind: &'a Kind, min: u8) {
        let power = self.spec.powers.predicate;
        let (operand, negated, empty) = match kind {
            Kind::InValues { operand, values, negated } => (operand, *negated, values.is_empty()),
            Kind::InList { operand, items, negated } => (operand, *negated, items.is_empty()),
            Kind::InQuery { operand, negated, .. } => (operand, *negated, false),
            _ => return,
        };
        let open = self.open(power, min);
        if empty {
            // Nothing is in an empty list, not even NULL.
            self.rewrites_silently(Rewrite::EmptyIn);
            self.text(if negated { "1 = 1" } else { "1 = 0" });
            self.close(open);
            return;
        }
        self.typed(operand, power + 1);
        if let Some(only) = lone_subquery(kind) {
            // `IN ((SELECT …))` would be the rows of the query, not its one value.
            self.text(if negated { " <> " } else { " = " });
            self.expr(only, power + 1);
            self.close(open);
            return;
        }
        self.text(if negated { " NOT IN (" } else { " IN (" });
        match kind {
            Kind::InValues { values, .. } => self.bind_list(values),
            Kind::InList { items, .. } => {
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        self.text(", ");
                    }
                    self.expr(item, 0);
                }
            }
            Kind::InQuery { query, .. } => self.in_query(query),
            _ => {}
        }
        self.text(")");
        self.close(open);
    }

    pub(super) fn bind_list(&mut self, values: &'a [Value]) {
        let recording = self.recording;
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            if recording {
                self.bind(value);
            } else {
                self.push_param(value);
            }
        }
    }

    fn in_query(&mut self, query: &'a Node) {
        if let Node::Select(body) = query
            && body.columns.len() != 1
        {
            let message =
                format!("IN takes a query of one column, and this one has {}", body.columns.len());
            self.fail(ErrorKind::Conflict, message);
        }
        self.expr(query, 0);
    }

    fn like(&mut self, operand: &'a Node, pattern: &'a Node, style: Like, min: u8) {
        let form = if style.ignore_case { Some(self.spec.ilike) } else { self.spec.like };
        let Some(form) = form else {
            self.glob(operand, pattern, style, min);
            return;
        };
        let power = self.spec.powers.predicate;
        let operands = if form.before.is_empty() { power + 1 } else { 0 };
        let untyped = is_untyped(operand) && is_untyped(pattern);
        let write = if untyped { Self::typed } else { Self::expr };
        let open = self.open(power, min);
        self.text(form.before);
        write(self, operand, operands);
        self.text(if style.negated { form.not_like } else { form.like });
        write(self, pattern, operands);
        self.text(form.after);
        if self.spec.like_escape != Some(style.escape) {
            self.text(" ESCAPE ");
            self.string_literal(style.escape.encode_utf8(&mut [0; 4]));
        }
        self.close(open);
    }

    /// LIKE with regard to case where only GLOB has it: the pattern must be known.
    fn glob(&mut self, operand: &'a Node, pattern: &'a Node, style: Like, min: u8) {
        let (Node::Bind(Value::Text(text)) | Node::Literal(Value::Text(text))) = pattern else {
            self.require(Feature::LikeWithExpression);
            return;
        };
        if !self.rewrite(Rewrite::LikeAsGlob, Feature::LikeWithExpression) {
            return;
        }
        let power = self.spec.powers.predicate;
        let open = self.open(power, min);
        self.typed(operand, power + 1);
        self.text(if style.negated { " NOT GLOB " } else { " GLOB " });
        let glob = glob_pattern(text, style.escape);
        match pattern {
            Node::Bind(_) => self.bind_owned(glob.into()),
            _ => self.string_literal(&glob),
        }
        self.close(open);
    }

    pub(super) fn order_terms(&mut self, terms: &'a [Node]) {
        for (i, term) in terms.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            match term {
                Node::Tree(tree) => match &tree.kind {
                    Kind::Order { operand, descending, nulls } => {
                        self.order_term(operand, *descending, *nulls);
                    }
                    _ => self.order_key(term),
                },
                _ => self.order_key(term),
            }
        }
    }

    fn order_term(&mut self, operand: &'a Node, descending: bool, nulls: Option<Nulls>) {
        let smallest = self.spec.nulls == NullsDefault::Smallest;
        let usual = if smallest == descending { Nulls::Last } else { Nulls::First };
        let said = nulls.filter(|nulls| *nulls != usual);
        let native = self.features.has(Feature::NullsOrder);
        if let Some(nulls) = said
            && !native
            && self.order_is_pure(operand)
            && self.rewrite(Rewrite::NullsOrder, Feature::NullsOrder)
        {
            self.expr(operand.unlabelled(), self.spec.powers.predicate + 1);
            self.text(if nulls == Nulls::Last { " IS NULL, " } else { " IS NOT NULL, " });
        }
        self.order_key(operand);
        if descending {
            self.text(" DESC");
        }
        if native && let Some(nulls) = said {
            self.text(if nulls == Nulls::First { " NULLS FIRST" } else { " NULLS LAST" });
        }
    }

    /// The rewrite writes the term twice, which is exact only for terms that are the same each
    /// time: a plain column, here.
    fn order_is_pure(&mut self, operand: &Node) -> bool {
        let pure = matches!(operand.unlabelled(), Node::Column(_));
        if !pure {
            self.require(Feature::NullsOrder);
        }
        pure
    }

    /// A term that is a lone constant would be taken for a column's number.
    fn order_key(&mut self, term: &'a Node) {
        match term.unlabelled() {
            Node::Bind(_) | Node::Literal(_) => self.fail(
                ErrorKind::Conflict,
                "a constant in ORDER BY would mean the column of that number, or nothing; \
                 give the column itself"
                    .into(),
            ),
            term => self.expr(term, 0),
        }
    }

    fn rewrites_silently(&mut self, rewrite: Rewrite) {
        let allowed = std::mem::take(&mut self.options.no_rewrites);
        self.rewrite(rewrite, Feature::Function);
        self.options.no_rewrites = allowed;
    }
}

pub(super) enum Part {
    Text(&'static str),
    Hole(&'static str),
}

/// The item of a list of one, if it is a query as a value.
fn lone_subquery(kind: &Kind) -> Option<&Node> {
    match kind {
        Kind::InList { items, .. } => match &items[..] {
            [only @ Node::Tree(tree)] if matches!(tree.kind, Kind::Scalar(_)) => Some(only),
            _ => None,
        },
        _ => None,
    }
}

/// The pieces of a template: text, and the names in braces.
pub(super) fn parts(template: &'static str) -> impl Iterator<Item = Part> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if let Some(inside) = rest.strip_prefix('{') {
            let (hole, after) = inside.split_once('}')?;
            rest = after;
            return Some(Part::Hole(hole));
        }
        let end = rest.find('{').unwrap_or(rest.len());
        let (text, after) = rest.split_at(end);
        rest = after;
        (!text.is_empty()).then_some(Part::Text(text))
    })
}

/// A LIKE pattern as GLOB says it: `*`, `?`, and brackets round what is special there.
fn glob_pattern(like: &str, escape: char) -> String {
    let mut glob = String::with_capacity(like.len() + 4);
    let mut chars = like.chars();
    while let Some(c) = chars.next() {
        let literal = match c {
            c if c == escape => chars.next(),
            '%' => {
                glob.push('*');
                None
            }
            '_' => {
                glob.push('?');
                None
            }
            c => Some(c),
        };
        match literal {
            Some(c @ ('*' | '?' | '[')) => glob.extend(['[', c, ']']),
            Some(c) => glob.push(c),
            None => {}
        }
    }
    glob
}
