//! Expressions of a wanted type, by the table of functions read backwards.

use super::Maker;
use super::grammar::cast_from;
use super::over::looks_at_places;
use super::scope::{At, Scope, Typed};
use super::world::{COMMON, RARE, RARE_OR_EXACT};
use crate::expr::Expr;
use crate::function::{self, Arg, Class, Function, Rule};
use crate::types::{Family, Tag};

/// Integers, then floats, and exact numbers.
pub(super) const NUMBERS: [Tag; 6] =
    [Tag::SmallInt, Tag::Integer, Tag::BigInt, Tag::Real, Tag::Double, Tag::Decimal];

impl Maker<'_> {
    /// An expression of a type.
    pub(super) fn expr(&mut self, want: Tag, at: At) -> Expr {
        if at.budget <= 1 || self.dice.percent(10) {
            return self.leaf(want, at);
        }
        if self.dice.percent(self.profile.raw)
            && self.twice == 0
            && let Some(raw) = self.raw(want, at)
        {
            return raw;
        }
        if want == Tag::Boolean && self.dice.percent(6) {
            return self.row_test(at);
        }
        if want == Tag::Boolean && at.windows && at.budget >= 4 && self.dice.percent(16) {
            return self.window_in_conditions(at);
        }
        let profile = self.profile;
        let tells_places = self.scopes.last().is_none_or(Scope::tells_places);
        let can = |function: &&'static Function| {
            gives(function, want)
                && fits(function, at)
                && (function.class() == Class::Scalar || profile.has_over(function, want))
                && (at.groups || profile.has_over_windows(function))
                && (tells_places || !looks_at_places(function))
                && !(at.lacks_string_agg && is_joined(function))
        };
        let mut functions: Vec<&'static Function> = self.profile.functions().filter(can).collect();
        // There are so many functions of one row that the others would seldom stand deep inside.
        let is_over = |function: &&'static Function| function.class() != Class::Scalar;
        if (at.windows || at.groups) && functions.iter().any(&is_over) && self.dice.percent(20) {
            functions.retain(is_over);
            // Sums have types of their own, which the operators round them see.
            if functions.contains(&&function::SUM) && self.dice.percent(30) {
                functions = vec![&function::SUM];
            }
        }
        if functions.is_empty() {
            return self.leaf(want, at);
        }
        let function = *self.dice.pick(&functions);
        self.record.add(function.name(), at.parent);
        self.apply(function, want, at)
    }

    /// Expressions of several types.
    pub(super) fn exprs(&mut self, wanted: &[Tag], at: At) -> Vec<Expr> {
        wanted.iter().map(|tag| self.expr(*tag, at)).collect()
    }

    /// A condition.
    pub(super) fn condition(&mut self, at: At) -> Expr<Option<bool>> {
        self.expr(Tag::Boolean, at).typed()
    }

    /// A column, a key of the groups, or a value.
    pub(super) fn leaf(&mut self, want: Tag, at: At) -> Expr {
        if self.dice.percent(75)
            && let Some(column) = self.column(want, at)
        {
            self.record.add("column", at.parent);
            return column;
        }
        self.value(want, at)
    }

    /// What is to be referred to: mostly of the innermost query.
    pub(super) fn column(&mut self, want: Tag, at: At) -> Option<Expr> {
        let mut level = self.scopes.len().checked_sub(1)?;
        while !at.own && level > 0 && !self.scopes[level].sealed && self.dice.percent(25) {
            level -= 1;
        }
        let innermost = level + 1 == self.scopes.len();
        let scope = &self.scopes[level];
        let free = if innermost && !at.groups { &scope.columns } else { scope.free() };
        let fitting: Vec<&Typed> = free.iter().filter(|(tag, _)| *tag == want).collect();
        if fitting.is_empty() {
            return None;
        }
        let (_, column) = *self.dice.pick(&fitting);
        Some(column.clone())
    }

    /// A type for an argument.
    pub(super) fn tag_for(&mut self, function: &'static Function, arg: Arg) -> Tag {
        let fits = |tag: &Tag| self.profile.takes(function, arg, *tag);
        let fitting: Vec<Tag> = self.profile.tags().into_iter().filter(fits).collect();
        *self.dice.pick(&fitting)
    }

    /// A type that is compared: mostly one that many functions take or give.
    pub(super) fn any_tag(&mut self) -> Tag {
        if self.dice.percent(92) {
            return *self.dice.pick(COMMON);
        }
        let rare = if self.profile.has_exact() { RARE_OR_EXACT } else { RARE };
        *self.dice.pick(rare)
    }

    /// A type that is compared with another one: mostly the same.
    pub(super) fn tag_beside(&mut self, tag: Tag) -> Tag {
        if tag.family() == Family::Number && self.dice.percent(30) {
            return *self.dice.pick(self.profile.numbers());
        }
        tag
    }
}

/// True if the function can give the type.
pub(super) fn gives(function: &Function, want: Tag) -> bool {
    if want == Tag::Json && compares(function) {
        return false;
    }
    let from = |place: usize| function.arg(place).is_some_and(|arg| takes(arg, want));
    match function.result() {
        Rule::Fixed(tag) => tag == want,
        Rule::SameAs(place) => from(usize::from(place)),
        Rule::Unify | Rule::Negative => from(0),
        Rule::Widen => want != Tag::Real && from(0),
        Rule::Sum => from(0) && want.summed() == want,
        Rule::Moment => want == Tag::Timestamp,
        Rule::Named => !cast_from(want).is_empty(),
        Rule::Unknown => false,
    }
}

/// True if an argument can be of the type.
pub(super) fn takes(arg: Arg, tag: Tag) -> bool {
    if arg == Arg::Integer {
        return matches!(tag, Tag::SmallInt | Tag::Integer | Tag::BigInt);
    }
    arg.takes(tag.family())
}

/// What makes documents of values.
const MAKERS: [&Function; 4] =
    [&function::JSON_AGG, &function::JSON_ARRAY, &function::JSON_OBJECT, &function::TO_JSON];

/// The same of an argument of a function: documents are not compared, and DISTINCT would; spans of time
/// have no form in them.
pub(super) fn takes_of(function: &Function, arg: Arg, tag: Tag) -> bool {
    if MAKERS.contains(&function) {
        return tag != Tag::Interval;
    }
    takes(arg, tag) && (tag != Tag::Json || arg == Arg::Json || !compares(function))
}

/// True if the function may compare its arguments.
fn compares(function: &Function) -> bool {
    let looks = function.args().contains(&Arg::Json) || *function == function::IS_NULL;
    let picks = matches!(function.class(), Class::Window) || *function == function::ANY_VALUE;
    let passes = [&function::CASE, &function::COALESCE, &function::SCALAR].contains(&function);
    !looks && !picks && !passes && !MAKERS.contains(&function)
}

/// True for what gathers values of rows in an order.
pub(super) fn is_joined(function: &Function) -> bool {
    [&function::STRING_AGG, &function::JSON_AGG].contains(&function)
}

/// True if the function can stand there.
fn fits(function: &Function, at: At) -> bool {
    let is_query = function.args().contains(&Arg::Query);
    match function.class() {
        Class::Scalar => !is_query || at.queries && at.budget >= 4,
        Class::Aggregate { .. } => at.groups || at.windows,
        Class::OrderedSet => at.groups,
        Class::Window => at.windows,
        Class::Rows | Class::Grouping | Class::Returning => false,
    }
}
