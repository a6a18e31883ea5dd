//! What functions and operators are: the one table that expressions, checks, documents and
//! generators read.
//!
//! A [`Function`] says what it takes and gives, and how it is commonly written; a dialect says where
//! it writes it otherwise, or lacks it ([`Functions`](crate::dialect::Functions)). The Rust side of
//! the built-in ones is [`func`](crate::expr::func) and the methods of [`Expr`](crate::Expr). How a
//! tree of them becomes text is in [`crate::compile`].

mod name;
mod plain;
mod powers;
mod rules;
mod table;
mod template;

pub use name::FunctionName;
pub(crate) use plain::Plain;
pub use powers::Powers;
pub use rules::{Arg, Class, Nulls, Rule};
pub use table::*;
pub use template::Template;
#[doc(hidden)]
pub use template::{TemplatePart, count_parts, parse_parts};

use crate::feature::Feature;

/// A function or operator of SQL: what it takes, what it gives, and how it is written.
///
/// The built-in ones are statics of this module. A program declares its own as statics and
/// [calls](Function::call) them:
///
/// ```
/// use sqltree::function::{Arg, Function, Powers, Rule};
/// use sqltree::prelude::*;
/// use sqltree::{Tag, template};
///
/// static SOUNDEX: Function =
///     Function::scalar("soundex", &[Arg::Text], Rule::Fixed(Tag::Text));
/// static OVERLAPS: Function = Function::operator(
///     "&&",
///     &[Arg::Any, Arg::SameAs(0)],
///     Rule::Fixed(Tag::Boolean),
///     template!("{0} && {1}", Powers::ANSI.predicate, Powers::ANSI.predicate + 1),
/// );
///
/// let (a, b) = (column("a"), column("b"));
/// let query = select((SOUNDEX.call((&a,)), OVERLAPS.call((&a, &b))));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(), "SELECT soundex(a), a && b");
/// ```
#[derive(Debug)]
pub struct Function {
    name: &'static str,
    class: Class,
    args: &'static [Arg],
    variadic: bool,
    result: Rule,
    nulls: Nulls,
    deterministic: bool,
    stable: bool,
    commutative: bool,
    needs: Option<Feature>,
    form: Form,
    /// Its place in the table of the built-in ones; none for a program's own.
    row: Option<u16>,
}

/// How a function is written where the dialect says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `name(arguments)`
    Call,
    Template(Template),
    /// No common way: each dialect has its own, or lacks it.
    Own,
    /// Part of the grammar: an operator of the power table, CASE, CAST.
    Syntax,
}

/// Two are the same if they are one static, or declared alike.
impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || (self.row, self.name, self.class) == (other.row, other.name, other.class)
                && (self.args, self.result, self.form) == (other.args, other.result, other.form)
    }
}

impl Eq for Function {}

impl std::hash::Hash for Function {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl Function {
    const fn new(name: &'static str, class: Class, args: &'static [Arg], result: Rule) -> Self {
        Function {
            name,
            class,
            args,
            variadic: false,
            result,
            nulls: Nulls::Strict,
            deterministic: true,
            stable: true,
            commutative: false,
            needs: None,
            form: Form::Call,
            row: None,
        }
    }

    /// A function of one row, written `name(arguments)`; NULL if any argument is.
    ///
    /// Its name is quoted if it has other characters than letters, digits and `_`.
    #[must_use]
    pub const fn scalar(name: &'static str, args: &'static [Arg], result: Rule) -> Self {
        Function::new(name, Class::Scalar, args, result)
    }

    /// An operator, which is a function of one row whose template says how tightly it binds.
    #[must_use]
    pub const fn operator(
        name: &'static str,
        args: &'static [Arg],
        result: Rule,
        template: Template,
    ) -> Self {
        Function::new(name, Class::Scalar, args, result).written(template)
    }

    /// An aggregate that does not count rows where its argument is NULL, and gives NULL for no rows:
    /// `name(argument)`.
    #[must_use]
    pub const fn aggregate(name: &'static str, args: &'static [Arg], result: Rule) -> Self {
        Function::new(name, Class::Aggregate { skips_null: true }, args, result)
            .nulls(Nulls::Always)
    }

    /// A function that stands only over a window: `name(arguments) OVER (…)`.
    #[must_use]
    pub const fn window(name: &'static str, args: &'static [Arg], result: Rule) -> Self {
        Function::new(name, Class::Window, args, result).nulls(Nulls::Always)
    }

    /// An aggregate over an ordered set. Its template says where the order is.
    #[must_use]
    pub const fn ordered_set(
        name: &'static str,
        args: &'static [Arg],
        result: Rule,
        template: Template,
    ) -> Self {
        Function::new(name, Class::OrderedSet, args, result).nulls(Nulls::Always).written(template)
    }

    /// Something of keys of GROUP BY.
    const fn grouping(name: &'static str, args: &'static [Arg], result: Rule) -> Self {
        Function::new(name, Class::Grouping, args, result).nulls(Nulls::Never).variadic()
    }

    /// What a MERGE did to a row.
    const fn returning(name: &'static str, result: Rule) -> Self {
        Function::new(name, Class::Returning, &[], result).nulls(Nulls::Never).volatile()
    }

    /// Written by a template, where the dialect has none of its own.
    ///
    /// # Panics
    ///
    /// While the program is compiled, if the template wants more arguments than there are.
    #[must_use]
    pub const fn written(mut self, template: Template) -> Self {
        assert!(template.arity() <= self.args.len(), "the template has more places than arguments");
        self.form = Form::Template(template);
        self
    }

    const fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    /// The last argument may stand any number of times, or be left out.
    #[must_use]
    pub const fn variadic(mut self) -> Self {
        self.variadic = true;
        self
    }

    /// When the result is NULL.
    #[must_use]
    pub const fn nulls(mut self, nulls: Nulls) -> Self {
        self.nulls = nulls;
        self
    }

    /// Gives another value each time it is called with the same arguments.
    #[must_use]
    pub const fn volatile(mut self) -> Self {
        self.deterministic = false;
        self.stable = false;
        self
    }

    /// Gives one value all through a statement, but another in another statement: `now`.
    #[must_use]
    pub const fn stable(mut self) -> Self {
        self.deterministic = false;
        self
    }

    /// Means the same with its first two arguments swapped.
    #[must_use]
    pub const fn commutative(mut self) -> Self {
        self.commutative = true;
        self
    }

    /// An aggregate for which NULL is a value like others.
    #[must_use]
    pub const fn counts_null(mut self) -> Self {
        self.class = Class::Aggregate { skips_null: false };
        self
    }

    /// Only for versions that have a feature.
    #[must_use]
    pub const fn needs(mut self, feature: Feature) -> Self {
        self.needs = Some(feature);
        self
    }

    const fn at(mut self, row: u16) -> Self {
        self.row = Some(row);
        self
    }

    /// The name: `lower`, `+`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Where it can stand.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// What it takes.
    #[must_use]
    pub const fn args(&self) -> &'static [Arg] {
        self.args
    }

    /// True if the last argument may stand any number of times.
    #[must_use]
    pub const fn is_variadic(&self) -> bool {
        self.variadic
    }

    /// What it takes at a place, from 0.
    #[must_use]
    pub fn arg(&self, place: usize) -> Option<Arg> {
        let last = if self.variadic { self.args.last() } else { None };
        self.args.get(place).or(last).copied()
    }

    /// The rule for the type of its result.
    #[must_use]
    pub const fn result(&self) -> Rule {
        self.result
    }

    /// When its result is NULL.
    #[must_use]
    pub const fn null_rule(&self) -> Nulls {
        self.nulls
    }

    /// True if equal arguments give equal results.
    #[must_use]
    pub const fn is_deterministic(&self) -> bool {
        self.deterministic
    }

    /// True if equal arguments give equal results all through a statement.
    #[must_use]
    pub const fn is_stable(&self) -> bool {
        self.stable
    }

    /// True if the first two arguments can be swapped.
    #[must_use]
    pub const fn is_commutative(&self) -> bool {
        self.commutative
    }

    /// True if it is part of the grammar, and no template can say it.
    #[must_use]
    pub const fn is_syntax(&self) -> bool {
        matches!(self.form, Form::Syntax)
    }

    pub(crate) const fn feature(&self) -> Option<Feature> {
        self.needs
    }

    pub(crate) const fn common(&self) -> Form {
        self.form
    }

    /// Its place in the table of the built-in ones.
    #[inline]
    pub(crate) const fn row(&self) -> Option<u16> {
        self.row
    }

    /// True if it can be called with so many arguments.
    pub(crate) const fn takes(&self, count: usize) -> bool {
        let named = self.args.len();
        count == named || self.variadic && count + 1 >= named
    }
}
