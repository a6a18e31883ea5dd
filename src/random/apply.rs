//! Calls of functions and operators, with operands of the right types.

use super::Maker;
use super::query::mentions_column;
use super::scope::At;
use super::world::TAGS;
use crate::expr::{Expr, all_of, any_of, case, case_of, func, literal, val, window};
use crate::feature::Feature;
use crate::function::{self, Arg, Class, Function, Rule};
use crate::types::{Tag, Type};

/// Patterns of LIKE; none ends in a backslash.
const PATTERNS: [&str; 9] = ["%", "a%", "_", "%\\%%", "A", "%a_", "", "50\\%\\_%", "[a]%"];

impl Maker<'_> {
    /// The function over operands, as an expression of the wanted type.
    pub(super) fn apply(&mut self, function: &'static Function, want: Tag, at: At) -> Expr {
        match function.class() {
            Class::Scalar => self.scalar(function, want, at),
            Class::Window => self.over(function, want, at),
            Class::Aggregate { .. }
                if at.groups
                    && !(at.windows
                        && self.profile.has_over_windows(function)
                        && self.dice.percent(30)) =>
            {
                self.aggregate(function, want, at)
            }
            _ => self.over(function, want, at),
        }
    }

    fn scalar(&mut self, function: &'static Function, want: Tag, at: At) -> Expr {
        let name = function.name();
        match name {
            "EXISTS" => self.exists(at),
            "(query)" => self.one_value(want, at),
            "IN" => self.is_in(at),
            "LIKE" | "ILIKE" => self.like(name == "ILIKE", at),
            "CASE" => self.case(want, at),
            "CAST" => self.cast(want, at),
            _ => {
                let args = self.operands(function, want, at);
                operator(name, args.clone(), self.dice.percent(50))
                    .unwrap_or_else(|| function.call(args))
            }
        }
    }

    /// Operands of the types that the function's rules want.
    fn operands(&mut self, function: &'static Function, want: Tag, at: At) -> Vec<Expr> {
        let more = if function.is_variadic() { self.dice.below(3).saturating_sub(1) } else { 0 };
        let count = function.args().len() + more;
        let at = at.within(function.name(), count);
        let (mut args, mut tags) = (Vec::new(), Vec::new());
        for place in 0..count {
            let Some(arg) = function.arg(place) else { break };
            let tag = self.operand_tag(function, (place, arg), want, &tags);
            tags.push(tag);
            args.push(match arg {
                Arg::Count => literal(i32::try_from(1 + self.dice.below(3)).unwrap_or(1)).dynamic(),
                Arg::Constant => literal(*self.dice.pick(&[", ", "", "'\\"])).dynamic(),
                Arg::Fraction => literal(0.5).dynamic(),
                _ if function.class() == Class::Scalar => self.expr(tag, at),
                _ => self.varying(tag, at),
            });
        }
        args
    }

    /// An argument of an aggregate or of a function over a window. It is no constant: MariaDB 10.11
    /// takes `NULLIF(SUM(3), 0)` for NULL in HAVING, and `FIRST_VALUE('a')` over groups for empty.
    fn varying(&mut self, tag: Tag, at: At) -> Expr {
        let made = self.expr(tag, at);
        if mentions_column(&made) {
            return made;
        }
        if let Some(column) = self.column(tag, at) {
            return column;
        }
        let inside = At { groups: false, own: true, ..at };
        match self.column(tag, inside) {
            Some(column) if at.groups && self.profile.has_over(&function::MAX, tag) => {
                func::max(column).dynamic()
            }
            _ => made,
        }
    }

    fn operand_tag(
        &mut self,
        function: &Function,
        (place, arg): (usize, Arg),
        want: Tag,
        before: &[Tag],
    ) -> Tag {
        match function.result() {
            Rule::SameAs(same) if usize::from(same) == place => want,
            // The first one makes the result as wide as is wanted; the others can be narrower.
            Rule::Sum if want == Tag::BigInt => *self.dice.pick(&[Tag::Integer, Tag::BigInt]),
            Rule::Sum => want,
            Rule::Unify | Rule::Widen => {
                let narrower = match want {
                    Tag::Double => &[Tag::Integer, Tag::BigInt][..],
                    Tag::BigInt => &[Tag::Integer],
                    _ => &[],
                };
                let can = place > 0 && !narrower.is_empty() && self.dice.percent(25);
                if can { *self.dice.pick(narrower) } else { want }
            }
            _ => match arg {
                Arg::SameAs(same) => {
                    let tag = before.get(usize::from(same)).copied().unwrap_or(want);
                    self.tag_beside(tag)
                }
                _ => self.tag_for(arg),
            },
        }
    }

    fn is_in(&mut self, at: At) -> Expr {
        let tag = *self.dice.pick(&TAGS);
        let count = self.dice.below(4);
        let inside = at.within("IN", count + 1);
        let operand = self.expr(tag, inside);
        let negated = self.dice.percent(40);
        if at.queries && at.budget >= 6 && self.dice.percent(40) {
            let query = self.one_column(tag, at.within("IN", 2));
            return if negated { operand.not_in(query) } else { operand.is_in(query) }.dynamic();
        }
        let items: Vec<Expr> = (0..count)
            .map(|_| {
                if self.dice.percent(60) {
                    return val(super::value::value(&mut self.dice, tag));
                }
                let beside = self.tag_beside(tag);
                self.expr(beside, inside)
            })
            .collect();
        if negated && !items.iter().any(is_null) {
            return operand.not_in(items).dynamic();
        }
        operand.is_in(items).dynamic()
    }

    fn like(&mut self, ignore_case: bool, at: At) -> Expr {
        let text = self.expr(Tag::Text, at.within("LIKE", 1));
        let pattern = *self.dice.pick(&PATTERNS);
        match (ignore_case, self.dice.below(4)) {
            (false, 0) => text.starts_with("a_").dynamic(),
            (false, 1) => text.not_like(pattern).dynamic(),
            (false, 2) => text.like_escape(pattern, '!').dynamic(),
            (false, _) => text.like(pattern).dynamic(),
            (true, 0) => text.not_ilike(pattern).dynamic(),
            (true, _) => text.ilike(pattern).dynamic(),
        }
    }

    fn case(&mut self, want: Tag, at: At) -> Expr {
        let branches = 1 + self.dice.below(2);
        let at = at.within("CASE", 2 * branches + 1);
        let otherwise = self.dice.percent(70);
        let mut made = if self.dice.percent(60) {
            case(self.condition(at), self.expr(want, at))
        } else {
            let tag = *self.dice.pick(&TAGS);
            let first = case_of(self.expr(tag, at)).when(self.expr(tag, at), self.expr(want, at));
            let made = if branches > 1 {
                first.when(self.expr(tag, at), self.expr(want, at))
            } else {
                first
            };
            let end = self.expr(want, at);
            return if otherwise { made.otherwise(end).dynamic() } else { made.end().dynamic() };
        };
        for _ in 1..branches {
            made = made.when(self.condition(at).dynamic(), self.expr(want, at));
        }
        let end = self.expr(want, at);
        if otherwise { made.otherwise(end).dynamic() } else { made.end().dynamic() }
    }

    /// Conversions that lose nothing, and mean the same everywhere.
    fn cast(&mut self, want: Tag, at: At) -> Expr {
        let from: &[Tag] = match want {
            Tag::BigInt => &[Tag::Integer, Tag::BigInt],
            Tag::Double => &[Tag::Integer, Tag::Double],
            Tag::Text => &[Tag::Integer, Tag::BigInt, Tag::Text],
            _ => return self.leaf(want, at),
        };
        let from = *self.dice.pick(from);
        let ty = match want {
            Tag::BigInt => Type::BigInt,
            Tag::Double => Type::Double,
            _ => Type::Text,
        };
        self.expr(from, at.within("CAST", 1)).cast_as(ty)
    }

    fn aggregate(&mut self, function: &'static Function, want: Tag, at: At) -> Expr {
        let inside = At { groups: false, windows: false, own: true, ..at };
        if *function == function::COUNT_ROWS && self.dice.percent(40) {
            return func::count().dynamic();
        }
        let args = self.operands(function, want, inside);
        let ordered = *function == function::STRING_AGG;
        let mut made = function.call(args);
        if ordered {
            let order: Vec<Expr> = self.total_order();
            made = made.order_by(order);
        } else if self.profile.has(Feature::DistinctAggregates) && self.dice.percent(15) {
            made = made.distinct();
        }
        if self.dice.percent(15) {
            made = made.filter(self.condition(inside.within("FILTER", 2)));
        }
        made
    }

    /// What tells all rows of the innermost query apart.
    pub(super) fn total_order(&self) -> Vec<Expr> {
        self.scopes.last().map(|scope| scope.unique.clone()).unwrap_or_default()
    }

    fn over(&mut self, function: &'static Function, want: Tag, at: At) -> Expr {
        let inside = At { windows: false, ..at };
        let args = self.operands(function, want, inside);
        let inside = inside.within("OVER", 3);
        let mut over = window();
        if self.dice.percent(50) {
            let tag = *self.dice.pick(&TAGS);
            over = over.partition_by(self.expr(tag, inside));
        }
        let scope = self.scopes.last();
        let order: Vec<Expr> = match scope.and_then(|scope| scope.keys.as_ref()) {
            Some(keys) if at.groups => keys.iter().map(|(_, key)| key.clone()).collect(),
            _ => self.total_order(),
        };
        let terms: Vec<_> = order.into_iter().map(|term| term.asc().nulls_first()).collect();
        if !terms.is_empty() {
            over = over.order_by(terms);
        }
        function.call(args).over(over)
    }
}

fn is_null(expr: &Expr) -> bool {
    use crate::expr::view::View;
    use crate::value::Value;
    matches!(
        expr.view().view(),
        View::Null | View::Parameter(Value::Null) | View::Literal(Value::Null)
    )
}

/// An operator that has a method of its own.
fn operator(name: &str, args: Vec<Expr>, negated: bool) -> Option<Expr> {
    let conditions = || args.iter().map(|arg| arg.typed::<Option<bool>>()).collect::<Vec<_>>();
    let mut operands = args.iter().cloned();
    let (a, b) = (operands.next()?, operands.next());
    let made = match (name, b) {
        ("AND", _) => all_of(conditions()).dynamic(),
        ("OR", _) => any_of(conditions()).dynamic(),
        ("NOT", _) => (!a).dynamic(),
        ("negate", _) => (-a).dynamic(),
        ("IS NULL", _) if negated => a.is_not_null().dynamic(),
        ("IS NULL", _) => a.is_null().dynamic(),
        ("=", Some(b)) => a.eq(b).dynamic(),
        ("<>", Some(b)) => a.ne(b).dynamic(),
        ("<", Some(b)) => a.lt(b).dynamic(),
        ("<=", Some(b)) => a.le(b).dynamic(),
        (">", Some(b)) => a.gt(b).dynamic(),
        (">=", Some(b)) => a.ge(b).dynamic(),
        ("+", Some(b)) => operands.fold((a + b).dynamic(), |sum, more| (sum + more).dynamic()),
        ("-", Some(b)) => operands.fold((a - b).dynamic(), |sum, more| (sum - more).dynamic()),
        ("*", Some(b)) => operands.fold((a * b).dynamic(), |sum, more| (sum * more).dynamic()),
        ("||", Some(b)) => {
            operands.fold(a.concat(b).dynamic(), |sum, more| sum.concat(more).dynamic())
        }
        ("BETWEEN", Some(b)) => {
            let high = operands.next()?;
            if negated { a.not_between(b, high) } else { a.between(b, high) }.dynamic()
        }
        _ => return None,
    };
    Some(made)
}
