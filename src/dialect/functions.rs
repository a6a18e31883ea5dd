//! How a dialect writes functions: its own way, the common one, or not at all.

use super::Types;
use crate::function::{ALL, COUNT, Form, Function, Plain, Template};
use crate::types::{Family, Sort, Tag};

/// How a dialect writes functions: what it says of some, and the common way for all others.
///
/// ```
/// use sqltree::dialect::{Functions, Own, lacks, own};
/// use sqltree::{function, template};
/// static FUNCTIONS: Functions = Functions::new(OWN);
/// const OWN: &[Own] = &[
///     own(&function::LENGTH, template!("CHAR_LENGTH({0})")),
///     lacks(&function::MODE, "count the values in a subquery"),
/// ];
/// ```
#[derive(Debug)]
pub struct Functions {
    own: &'static [Own],
    /// The way of each built-in function, at its row.
    rows: [Way; COUNT],
}

/// What a dialect says of a function; made by [`own`] and [`lacks`].
#[derive(Clone, Copy, Debug)]
pub struct Own {
    function: &'static Function,
    way: Way,
}

/// A function as the dialect writes it.
#[must_use]
pub const fn own(function: &'static Function, template: Template) -> Own {
    assert!(
        template.arity() <= function.args().len(),
        "the template has more places than the function has arguments"
    );
    Own { function, way: Way::Template(template) }
}

/// A function that the dialect lacks, and what to do instead.
#[must_use]
pub const fn lacks(function: &'static Function, way_out: &'static str) -> Own {
    Own { function, way: Way::Lacking(way_out) }
}

/// How a function is written over arguments of some types; made by [`over`] and [`not_over`].
#[derive(Clone, Copy, Debug)]
pub struct Case {
    args: Over,
    way: Way,
}

/// Which arguments a [`Case`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Over {
    /// The first is of this type.
    First(Tag),
    /// The first is one of these.
    FirstOf(Types),
    /// One of the first two is of this type.
    Either(Tag),
    /// The second is a number of a wider type than the first.
    WiderSecond,
    /// The third may be NULL, by itself or by a join.
    NullableThird,
}

/// A function whose text depends on the types of its arguments: the first case that holds, else the
/// template.
#[must_use]
pub const fn own_by_type(
    function: &'static Function,
    cases: &'static [Case],
    otherwise: Template,
) -> Own {
    let mut i = 0;
    while i < cases.len() {
        assert!(!matches!(cases[i].way, Way::ByType(..)), "a case has no further cases");
        i += 1;
    }
    Own { way: Way::ByType(cases, otherwise, firsts(cases)), ..own(function, otherwise) }
}

/// Over such arguments the function is written so.
#[must_use]
pub const fn over(args: Over, template: Template) -> Case {
    Case { args, way: Way::Template(template) }
}

/// The dialect lacks the function over such arguments; what to do instead.
#[must_use]
pub const fn not_over(args: Over, way_out: &'static str) -> Case {
    Case { args, way: Way::Lacking(way_out) }
}

/// The types of a first argument for which one of the cases may hold, one bit a tag.
const fn firsts(cases: &[Case]) -> u32 {
    let (mut bits, mut i) = (0, 0);
    while i < cases.len() {
        bits |= match cases[i].args {
            Over::First(tag) => 1 << tag as u32,
            Over::FirstOf(types) => {
                let (mut bits, mut tag) = (0, 0);
                while tag < Tag::ALL.len() {
                    bits |= (types.has(Tag::ALL[tag]) as u32) << Tag::ALL[tag] as u32;
                    tag += 1;
                }
                bits
            }
            Over::Either(_) | Over::WiderSecond | Over::NullableThird => u32::MAX,
        };
        i += 1;
    }
    bits
}

impl Over {
    /// Whether it is so of arguments of which `sort` tells by their places what they are.
    #[inline]
    fn holds(self, sort: impl Fn(usize) -> Option<Sort>) -> bool {
        match self {
            Over::First(tag) => sort(0).is_some_and(|first| first.tag == tag),
            Over::FirstOf(types) => sort(0).is_some_and(|first| types.has(first.tag)),
            Over::Either(tag) => {
                [0, 1].into_iter().any(|place| sort(place).is_some_and(|own| own.tag == tag))
            }
            Over::WiderSecond => {
                let (Some(first), Some(second)) = (sort(0), sort(1)) else { return false };
                let number = |sort: Sort| sort.tag.family() == Family::Number;
                number(first) && number(second) && first.tag.unify(second.tag) != first.tag
            }
            Over::NullableThird => sort(2).is_some_and(|third| third.has(Sort::NULLABLE)),
        }
    }
}

/// How a function is written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    Template(Template),
    /// The first case that holds of the arguments' types, else the template; and of which types the first
    /// argument is, one bit a tag, if a case may hold.
    ByType(&'static [Case], Template, u32),
    /// `name(arguments)`
    Call,
    /// Not at all; what to do instead.
    Lacking(&'static str),
}

const fn common(function: &Function) -> Way {
    match function.common() {
        Form::Template(template) => Way::Template(template),
        Form::Call => Way::Call,
        Form::Own | Form::Syntax => Way::Lacking(""),
    }
}

impl Functions {
    /// What a dialect says of functions, sorted by their names; all others have the common form.
    ///
    /// # Panics
    ///
    /// While the program is compiled, if they are not sorted, or a piece of grammar is among them.
    #[must_use]
    pub const fn new(own: &'static [Own]) -> Self {
        let mut rows = [Way::Lacking(""); COUNT];
        let mut i = 0;
        while i < COUNT {
            rows[i] = common(ALL[i]);
            i += 1;
        }
        i = 0;
        while i < own.len() {
            assert!(!own[i].function.is_syntax(), "the grammar's own operators have no template");
            assert!(
                i == 0 || before(own[i - 1].function.name(), own[i].function.name()),
                "the functions of a dialect are sorted by name, each once"
            );
            if let Some(row) = own[i].function.row() {
                rows[row as usize] = own[i].way;
            }
            i += 1;
        }
        Functions { own, rows }
    }

    /// The same, but for some: for a dialect that is a built-in one with a few functions otherwise.
    ///
    /// What is said of functions that are not built in is what `changed` says.
    ///
    /// ```
    /// use sqltree::dialect::{Dialect, own};
    /// use sqltree::prelude::*;
    /// use sqltree::{function, template};
    /// let changed = const { &[own(&function::LENGTH, template!("CHAR_LENGTH({0})"))] };
    /// let functions = Postgres::new().spec().functions.with(changed);
    /// assert_eq!(functions.text(&function::LENGTH).unwrap(), "CHAR_LENGTH({0})");
    /// assert_eq!(functions.text(&function::LOWER).unwrap(), "LOWER({0})");
    /// ```
    #[must_use]
    pub const fn with(&self, changed: &'static [Own]) -> Self {
        let mut rows = self.rows;
        let mut i = 0;
        while i < changed.len() {
            if let Some(row) = changed[i].function.row() {
                rows[row as usize] = changed[i].way;
            }
            i += 1;
        }
        Functions { own: changed, rows }
    }

    /// The same without a function that other versions have; what to do instead.
    #[must_use]
    pub const fn without(mut self, function: &'static Function, way_out: &'static str) -> Self {
        if let Some(row) = function.row() {
            self.rows[row as usize] = Way::Lacking(way_out);
        }
        self
    }

    /// How a function is written over arguments of which `sort` tells by their places what they are.
    #[inline]
    pub(crate) fn way(
        &self,
        function: &'static Function,
        sort: impl Fn(usize) -> Option<Sort>,
    ) -> Way {
        match self.general(function) {
            Way::ByType(cases, otherwise, _) => {
                let case = cases.iter().find(|case| case.args.holds(&sort));
                case.map_or(Way::Template(otherwise), |case| case.way)
            }
            way @ (Way::Template(_) | Way::Call | Way::Lacking(_)) => way,
        }
    }

    /// The template of a built-in function as most calls have it, if it has such a form over these
    /// arguments.
    #[inline]
    pub(crate) fn plain(
        &self,
        function: &'static Function,
        sort: impl Fn(usize) -> Option<Sort>,
    ) -> Option<&Plain> {
        match &self.rows[usize::from(function.row()?)] {
            Way::Template(template) => template.plain(),
            Way::ByType(cases, otherwise, firsts) => {
                let may_hold = sort(0).is_none_or(|first| firsts >> first.tag as u32 & 1 == 1);
                let holds = may_hold && cases.iter().any(|case| case.args.holds(&sort));
                if holds { None } else { otherwise.plain() }
            }
            Way::Call | Way::Lacking(_) => None,
        }
    }

    /// How often an argument of the function may be written.
    pub(crate) fn copies(&self, function: &'static Function) -> usize {
        let one = |way: &Way| if let Way::Template(made) = way { made.copies() } else { 1 };
        match self.general(function) {
            Way::ByType(cases, otherwise, _) => {
                let cases = cases.iter().map(|case| one(&case.way));
                cases.fold(otherwise.copies(), usize::max)
            }
            way => one(&way),
        }
    }

    /// True if the dialect has the function with a first argument of the type.
    #[cfg(feature = "random")]
    pub(crate) fn has_over(&self, function: &'static Function, tag: Tag) -> bool {
        !matches!(
            self.way(function, |place| (place == 0).then_some(Sort::new(tag, 0))),
            Way::Lacking(_)
        )
    }

    #[inline]
    fn general(&self, function: &'static Function) -> Way {
        match function.row() {
            Some(row) => self.rows[usize::from(row)],
            None => self.foreign(function),
        }
    }

    /// How a function is written, as the text of its template; `None` if the dialect lacks it, or
    /// if it is part of the grammar.
    #[must_use]
    pub fn text(&self, function: &'static Function) -> Option<String> {
        match self.general(function) {
            Way::Template(template) | Way::ByType(_, template, _) => Some(template.to_string()),
            Way::Call => Some(format!("{}({{*}})", function.name())),
            Way::Lacking(_) => None,
        }
    }

    /// One that a program or another dialect declared.
    fn foreign(&self, function: &'static Function) -> Way {
        let own = self.own.iter().find(|own| own.function == function);
        own.map_or_else(|| common(function), |own| own.way)
    }
}

/// True if `a` is before `b`.
const fn before(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return a[i] < b[i];
        }
        i += 1;
    }
    a.len() < b.len()
}
