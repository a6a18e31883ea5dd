//! Operators with a grammar of their own: IN, LIKE, CASE, CAST, and raw SQL.

use super::Maker;
use super::scope::At;
use super::value;
use crate::expr::view::View;
use crate::expr::{Case, Expr, case, case_of, fragment, literal, row, val};
use crate::feature::Feature;
use crate::types::{Any, ComparableWith, SqlValue, Tag, Type};
use crate::value::Value;

/// Patterns of LIKE; none ends in a backslash.
const PATTERNS: [&str; 9] = ["%", "a%", "_", "%\\%%", "A", "%a_", "", "50\\%\\_%", "[a]%"];

/// Text that means the same on all engines, what its holes take, and what it gives.
type Raw = (&'static str, &'static [Tag], Tag);

pub(super) const RAW: &[Raw] = &[
    ("({} IS NULL)", &[Tag::Bytes], Tag::Boolean),
    ("({} < {})", &[Tag::Integer, Tag::Integer], Tag::Boolean),
    ("CASE WHEN {} THEN 1 ELSE 0 END", &[Tag::Boolean], Tag::Integer),
    ("COALESCE({}, {})", &[Tag::BigInt, Tag::BigInt], Tag::BigInt),
    ("ABS({})", &[Tag::Double], Tag::Double),
    ("UPPER({})", &[Tag::Text], Tag::Text),
];

/// What conversions start from that mean the same everywhere.
pub(super) fn cast_from(want: Tag) -> &'static [Tag] {
    const WHOLE: &[Tag] = &[Tag::Boolean, Tag::SmallInt, Tag::Integer, Tag::BigInt, Tag::Double];
    match want {
        Tag::Boolean | Tag::BigInt => WHOLE,
        Tag::Double => {
            &[Tag::Boolean, Tag::SmallInt, Tag::Integer, Tag::BigInt, Tag::Real, Tag::Double]
        }
        Tag::Decimal => &[Tag::SmallInt, Tag::Integer, Tag::BigInt, Tag::Decimal],
        Tag::Text => &[Tag::Boolean, Tag::SmallInt, Tag::Integer, Tag::BigInt, Tag::Text],
        _ => &[],
    }
}

impl Maker<'_> {
    /// A row of values compared with others, or a value with the rows of a query.
    pub(super) fn row_test(&mut self, at: At) -> Expr {
        if at.queries && !at.groups && at.budget >= 4 && self.dice.percent(40) {
            return self.quantified(at);
        }
        self.record.add("row", at.parent);
        let tags = [self.any_tag(), self.any_tag()];
        if at.queries && !at.groups && at.budget >= 8 && self.dice.percent(20) {
            return self.row_in_query(&tags, at.within("row", 3));
        }
        let at = at.within("row", 5);
        let own = row(self.exprs(&tags, at));
        let other = self.exprs(&tags, at);
        match self.dice.below(8) {
            0 => own.eq(other),
            1 => own.ne(other),
            2 => own.lt(other),
            3 => own.le(other),
            4 => own.gt(other),
            5 => own.ge(other),
            6 => own.is_in([other, self.exprs(&tags, at)]),
            _ => own.not_in([other, self.exprs(&tags, at)]),
        }
        .dynamic()
    }

    /// A row among those of a query. Not all engines take queries and windows in the row.
    fn row_in_query(&mut self, tags: &[Tag], at: At) -> Expr {
        self.record.add("query", "IN");
        let own = row(self.exprs(tags, At { queries: false, windows: false, ..at }));
        let query = self.some_columns(tags, at);
        if self.dice.percent(40) { own.not_in_query(query) } else { own.in_query(query) }.dynamic()
    }

    fn quantified(&mut self, at: At) -> Expr {
        self.record.add("quantified", at.parent);
        let at = At { windows: false, ..at.within("quantified", 2) };
        let tag = self.any_tag();
        let operand = self.expr(tag, at);
        let query = self.one_column(tag, at);
        match self.dice.below(6) {
            0 => operand.eq_all(query),
            1 => operand.ne_any(query),
            2 => operand.lt_any(query),
            3 => operand.le_all(query),
            4 => operand.gt_all(query),
            _ => operand.ge_any(query),
        }
        .dynamic()
    }

    pub(super) fn is_in(&mut self, at: At) -> Expr {
        let tag = self.any_tag();
        let count = self.dice.below(4);
        let inside = at.within("IN", count + 1);
        let before = self.record.late.len() + self.record.lists.len();
        let query = at.queries && at.budget >= 6 && self.dice.percent(40);
        let windows = at.windows && (!query || self.profile.has(Feature::WindowBeforeQuery));
        let operand = self.expr(tag, At { windows, ..inside });
        let negated = self.dice.percent(40);
        if query {
            self.record.add("query", "IN");
            let query = self.one_column(tag, at.within("IN", 2));
            return if negated { operand.not_in(query) } else { operand.is_in(query) }.dynamic();
        }
        if self.dice.percent(15) {
            self.record.add("late list", "IN");
            return self.late_list(&operand, tag, negated);
        }
        // Of nothing IN an empty list nothing is written, and late parameters would not be there.
        let count = if before == self.record.late.len() + self.record.lists.len() {
            count
        } else {
            count.max(1)
        };
        let items: Vec<Expr> = (0..count).map(|_| self.item_of_in(tag, inside)).collect();
        if negated && !items.iter().any(is_null) {
            return operand.not_in(items).dynamic();
        }
        operand.is_in(items).dynamic()
    }

    fn item_of_in(&mut self, tag: Tag, at: At) -> Expr {
        if self.dice.percent(60) {
            self.record.add("value", "IN");
            let value = value::value(&mut self.dice, tag);
            return self.plain(value);
        }
        let beside = self.tag_beside(tag);
        self.expr(beside, at)
    }

    pub(super) fn like(&mut self, ignore_case: bool, at: At) -> Expr {
        let text = self.expr(Tag::Text, at.within("LIKE", 1));
        let plain = *self.dice.pick(&PATTERNS);
        let before = self.record.clone();
        let by_expression = ignore_case || self.profile.has(Feature::LikeWithExpression);
        let pattern = if by_expression && self.dice.percent(25) {
            self.expr(Tag::Text, at.within(if ignore_case { "ILIKE" } else { "LIKE" }, 2))
        } else {
            self.plain(plain.into())
        };
        let way = self.dice.below(4);
        if matches!((ignore_case, way), (false, 0 | 2) | (true, 1)) {
            // The pattern is a constant, and what was made is not used.
            self.record = before;
        }
        match (ignore_case, way) {
            (false, 0) => text.starts_with("a_").dynamic(),
            (false, 1) => text.not_like(pattern).dynamic(),
            (false, 2) => text.like_escape(self.plain(plain.into()), '!').dynamic(),
            (false, _) => text.like(pattern).dynamic(),
            (true, 0) => text.not_ilike(pattern).dynamic(),
            (true, 1) => text.icontains("A_").dynamic(),
            (true, _) => text.ilike(pattern).dynamic(),
        }
    }

    pub(super) fn case(&mut self, want: Tag, at: At) -> Expr {
        let branches = 1 + self.dice.below(2);
        let at = at.within("CASE", 2 * branches + 1);
        if self.dice.percent(60) {
            let when = self.condition(at);
            let made = case(when, self.expr(want, at));
            return self.branches(made, Tag::Boolean, (want, branches), at);
        }
        let tag = self.any_tag();
        let operand = self.expr(tag, at);
        let (when, then) = (self.expr(tag, at), self.expr(want, at));
        self.branches(case_of(operand).when(when, then), tag, (want, branches), at)
    }

    /// The branches after the first, and ELSE.
    fn branches<V: SqlValue>(
        &mut self,
        mut made: Case<V, Option<Any>>,
        when: Tag,
        (want, branches): (Tag, usize),
        at: At,
    ) -> Expr
    where
        V::Family: ComparableWith<<Any as SqlValue>::Family>,
    {
        for _ in 1..branches {
            let when = self.expr(when, at);
            made = made.when(when, self.expr(want, at));
        }
        if !self.dice.percent(70) {
            return made.end().dynamic();
        }
        let otherwise = self.expr(want, at);
        made.otherwise(otherwise).dynamic()
    }

    pub(super) fn cast(&mut self, want: Tag, at: At) -> Expr {
        let from = *self.dice.pick(cast_from(want));
        let ty = match want {
            Tag::Boolean => Type::Boolean,
            Tag::BigInt => Type::BigInt,
            Tag::Double => Type::Double,
            Tag::Decimal => Type::Decimal(30, 4),
            _ => Type::Text,
        };
        let at = at.within("CAST", 1);
        // What is worked out may be a bit above a whole number on one engine, and below it on another.
        let budget = if from == Tag::Double && want != from { 1 } else { at.budget };
        self.expr(from, At { budget, ..at }).cast_as(ty)
    }

    /// Raw SQL that gives the type; none if there is no such text.
    pub(super) fn raw(&mut self, want: Tag, at: At) -> Option<Expr> {
        let fitting: Vec<&Raw> = RAW.iter().filter(|(.., gives)| *gives == want).collect();
        if fitting.is_empty() {
            return None;
        }
        let (text, holes, _) = *self.dice.pick(&fitting);
        self.record.add("raw SQL", at.parent);
        let at = at.within("raw SQL", holes.len());
        let made = fragment(text, self.exprs(holes, at));
        Some(match want {
            Tag::Boolean => made.typed::<Option<bool>>().dynamic(),
            Tag::Integer => made.typed::<Option<i32>>().dynamic(),
            Tag::BigInt => made.typed::<Option<i64>>().dynamic(),
            Tag::Double => made.typed::<Option<f64>>().dynamic(),
            _ => made.typed::<Option<String>>().dynamic(),
        })
    }

    /// A value that is never late: bound, or written into the text if all are.
    pub(super) fn plain(&self, value: Value) -> Expr {
        if self.literals { literal(value) } else { val(value) }
    }
}

fn is_null(expr: &Expr) -> bool {
    matches!(
        expr.view().view(),
        View::Null | View::Parameter(Value::Null) | View::Literal(Value::Null)
    )
}
