//! Calls of functions and operators, with operands of the right types.

use super::expr::NUMBERS;
use super::order::mentions_column;
use super::profile::Profile;
use super::scope::{At, Typed};
use super::value::{null, value};
use super::{Dice, Maker};
use crate::check::collations::COLLATING;
use crate::expr::column_ref::ColumnRef;
use crate::expr::{Expr, all_of, any_of, case, func, literal};
use crate::function::{self, Arg, Class, Function, Rule};
use crate::types::{Tag, Type};
use crate::value::{Array, Value};

/// The floats next to integers of the tables that no float is.
const NEAR: [f64; 2] = [9_007_199_254_740_992.0, 9_223_372_036_854_775_808.0];

impl Maker<'_> {
    /// The same, if it is a text sometimes with a collation.
    pub(super) fn collated(&mut self, text: &Expr, parent: &'static str) -> Expr {
        let names = self.profile.collations();
        if names.is_empty() || text.sql_type() != Type::Text || !self.dice.percent(30) {
            return text.clone();
        }
        self.record.add("COLLATE", parent);
        text.typed::<Option<String>>().collate(*self.dice.pick(names)).dynamic()
    }

    /// The function over operands, as an expression of the wanted type.
    pub(super) fn apply(&mut self, function: &'static Function, want: Tag, at: At) -> Expr {
        match function.class() {
            Class::Scalar => self.scalar(function, want, at),
            Class::Window => self.over(function, want, at),
            Class::OrderedSet => self.aggregate(function, want, at),
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
            "json_array" => func::json_array(self.operands(function, want, at)).dynamic(),
            "json_object" => {
                let members = self.operands(function, want, at).into_iter().enumerate();
                let members: Vec<Expr> =
                    members.map(|(n, member)| member.label(format!("m {n}"))).collect();
                func::json_object(members).dynamic()
            }
            "to_json" => {
                let value = self.operands(function, want, at).pop();
                func::to_json(value.unwrap_or_else(|| null(Tag::Json, false))).dynamic()
            }
            _ => {
                let mut args = self.operands(function, want, at);
                if COLLATING.contains(&function)
                    && let Some(first) = args.first_mut()
                {
                    *first = self.collated(first, function.name());
                }
                let made = operator(name, args.clone(), self.dice.percent(50))
                    .unwrap_or_else(|| function.call(args));
                // Of another collation on MariaDB, which does not mix with that of the tables.
                let other = *function == function::JSON_TEXT;
                if other { made.cast::<Option<String>>().dynamic() } else { made }
            }
        }
    }

    /// Operands of the types that the function's rules want.
    pub(super) fn operands(&mut self, function: &'static Function, want: Tag, at: At) -> Vec<Expr> {
        let more = if function.is_variadic() { self.dice.below(3).saturating_sub(1) } else { 0 };
        let count = function.args().len() + more;
        let at = at.within(function.name(), count);
        let twice = u32::from(self.profile.writes_twice(function));
        self.twice += twice;
        let (mut args, mut tags, mut near) = (Vec::new(), Vec::new(), false);
        for place in 0..count {
            let Some(arg) = function.arg(place) else { break };
            let tag = self.operand_tag(function, (place, arg), want, &tags);
            tags.push(tag);
            near |= place == 0 && self.is_near(function, tag);
            let made = match arg {
                Arg::Pattern => {
                    let pattern = *self.dice.pick(&["a", "^a", "[aA]+", "b$", "[b ]"]);
                    self.plain(pattern.into())
                }
                Arg::Character => {
                    literal(*self.dice.pick(&["a", " ", "日", "'", "\\", "_"])).dynamic()
                }
                Arg::Count | Arg::Place => {
                    literal(i32::try_from(1 + self.dice.below(3)).unwrap_or(1)).dynamic()
                }
                Arg::Constant
                    if [&function::AT_TIME_ZONE, &function::CLOCK_IN_ZONE].contains(&function) =>
                {
                    literal(*self.dice.pick(&["UTC", "Europe/Berlin", "America/New_York"]))
                        .dynamic()
                }
                Arg::Array => self.array(tags[0]),
                Arg::Constant if *function == function::JSON_FIELD => {
                    literal(*self.dice.pick(&["a", "b", "", "x y"])).dynamic()
                }
                Arg::Constant => literal(*self.dice.pick(&[", ", "", "'\\"])).dynamic(),
                Arg::Fraction => literal(0.5).dynamic(),
                Arg::Integer if place == 1 && moves_days(function) => self.some_days(at),
                _ if near && place == 0 => match self.large(at).or_else(|| self.column(tag, at)) {
                    Some(column) => {
                        self.record.add("column", at.parent);
                        column
                    }
                    None => self.expr(tag, at),
                },
                Arg::SameAs(_) if near => {
                    tags[place] = Tag::Double;
                    self.record.add("value", at.parent);
                    let near = *self.dice.pick(&NEAR);
                    self.plain(near.into())
                }
                // What is looked for may be nothing, and what comes instead NULL.
                Arg::Text
                    if place > 0 && *function == function::REPLACE && self.dice.percent(25) =>
                {
                    match place {
                        1 => self.plain("".into()),
                        _ => self.nothing(Tag::Text, at),
                    }
                }
                // Engines differ in which letters beyond ASCII have another case.
                _ if *function == function::CHARACTER => {
                    function::MOD.call(vec![self.expr(tag, at), literal(128).dynamic()])
                }
                _ if function.class() == Class::Scalar => self.expr(tag, at),
                _ => self.varying(tag, at),
            };
            args.push(made);
        }
        self.twice -= twice;
        args
    }

    /// Often, for a large integer that is compared: it is so beside a float that is its neighbour.
    fn is_near(&mut self, function: &Function, first: Tag) -> bool {
        let compares = function.result() == Rule::Fixed(Tag::Boolean)
            && matches!(function.arg(1), Some(Arg::SameAs(_)));
        compares && first == Tag::BigInt && self.dice.percent(50)
    }

    /// The column of the largest integers, if it is there.
    fn large(&self, at: At) -> Option<Expr> {
        let scope = self.scopes.last()?;
        let columns = if at.groups { scope.free() } else { &scope.columns };
        let is_it = |own: &&Typed| {
            let column = own.1.node.as_column();
            column.and_then(ColumnRef::name).is_some_and(|name| name.as_str() == "large")
        };
        columns.iter().find(is_it).map(|(_, column)| column.clone())
    }

    /// An array of values of a type, and NULLs.
    fn array(&mut self, tag: Tag) -> Expr {
        let item = |dice: &mut Dice<'_>| match dice.percent(15) {
            true => Value::Null,
            false => value(dice, tag),
        };
        let items = (0..self.dice.below(4)).map(|_| item(&mut self.dice)).collect();
        let array = Array::new(tag, items).map_or(Value::Null, Value::Array);
        self.plain(array)
    }

    fn nothing(&mut self, tag: Tag, at: At) -> Expr {
        self.record.add("NULL", at.parent);
        null(tag, !self.literals)
    }

    /// So few days or months that no year is passed that engines do not have.
    fn some_days(&mut self, at: At) -> Expr {
        let days = self.expr(Tag::Integer, at.within("mod", 2));
        (days.typed::<Option<i32>>() % self.plain(100.into()).typed::<i32>()).dynamic()
    }

    /// An argument of an aggregate or of a function over a window. It is no constant: MariaDB 10.11
    /// takes `NULLIF(SUM(3), 0)` for NULL in HAVING, and `FIRST_VALUE('a')` over groups for empty.
    pub(super) fn varying(&mut self, tag: Tag, at: At) -> Expr {
        let before = self.record.clone();
        let made = self.expr(tag, at);
        if mentions_column(&made) {
            return made;
        }
        let inside = At { groups: false, own: true, ..at };
        let (free, grouped) = (self.column(tag, at), self.column(tag, inside));
        let (what, column) = match (free, grouped) {
            (Some(column), _) => ("column", column),
            (None, Some(column)) if at.groups && has_largest(self.profile, tag) => {
                ("max", func::max(column).dynamic())
            }
            _ => return self.of_rows(made, at),
        };
        self.record = before;
        self.record.add(what, at.parent);
        column
    }

    /// The same value, but no constant for the engine.
    fn of_rows(&self, made: Expr, at: At) -> Expr {
        let scope = self.scopes.last();
        let Some((_, column)) = scope.and_then(|scope| scope.columns.first()) else { return made };
        let column = match at.groups {
            true => func::count_of(column).dynamic(),
            false => column.clone(),
        };
        case(column.is_null(), made.clone()).otherwise(made).dynamic()
    }

    fn operand_tag(
        &mut self,
        function: &'static Function,
        (place, arg): (usize, Arg),
        want: Tag,
        before: &[Tag],
    ) -> Tag {
        match function.result() {
            Rule::SameAs(same) if usize::from(same) == place => want,
            // The first one makes the result as wide as is wanted; the others can be narrower.
            Rule::Sum if want == Tag::BigInt => *self.dice.pick(&NUMBERS[..3]),
            Rule::Sum if want == Tag::Decimal => want,
            Rule::Sum => *self.dice.pick(&NUMBERS[3..5]),
            Rule::Negative => want,
            Rule::Moment if place == 0 => *self.dice.pick(&[Tag::Date, Tag::Timestamp]),
            // Single precision gives double.
            Rule::Widen if want == Tag::Double && place == 0 && self.dice.percent(25) => Tag::Real,
            Rule::Unify | Rule::Widen => {
                let narrower = match want {
                    Tag::Double => &[Tag::SmallInt, Tag::Integer, Tag::BigInt, Tag::Real][..],
                    Tag::BigInt => &[Tag::SmallInt, Tag::Integer],
                    Tag::Decimal => &[Tag::SmallInt, Tag::Integer, Tag::BigInt],
                    Tag::Integer => &[Tag::SmallInt],
                    _ => &[],
                };
                // Two of single precision are worked out in double precision too.
                if before == [Tag::Real] && self.dice.percent(50) {
                    return Tag::Real;
                }
                let can = place > 0 && !narrower.is_empty() && self.dice.percent(25);
                if can { *self.dice.pick(narrower) } else { want }
            }
            _ => match arg {
                Arg::SameAs(same) => {
                    let tag = before.get(usize::from(same)).copied().unwrap_or(want);
                    self.tag_beside(tag)
                }
                // Of that type are its items.
                Arg::Array => before.first().copied().unwrap_or(want),
                _ => self.tag_for(function, arg),
            },
        }
    }
}

/// True if all dialects have a largest value of the type: not all have one of bytes.
pub(super) fn has_largest(profile: &Profile, tag: Tag) -> bool {
    tag != Tag::Json && profile.has_over(&function::MAX, tag)
}

/// True for functions that add a number of days or months.
pub(super) fn moves_days(function: &Function) -> bool {
    [&function::PLUS_DAYS, &function::PLUS_MONTHS].contains(&function)
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
