//! Functions, as the dialect writes them.

use super::Writer;
use super::order::Particular;
use super::real::compares;
use super::show::Show;
use super::untyped::{has_own_type, is_untyped};
use super::wrapped::is_gathered_part;
use crate::dialect::{Feature, GroupKeys, Integers, Way};
use crate::error::ErrorKind;
use crate::expr::view::NodeRef;
use crate::expr::{Kind, Node, Window};
use crate::function::{self, Arg, Class, Function, Rule, Template, TemplatePart};
use crate::name::Name;
use crate::types::Tag;
use crate::value::Value;

/// What an aggregate has beside its arguments.
#[derive(Clone, Copy, Default)]
pub(super) struct Extras<'a> {
    pub(super) distinct: bool,
    pub(super) order: &'a [Node],
    pub(super) filter: Option<&'a Node>,
    /// The first argument counts where this is true, and is NULL elsewhere.
    pub(super) only_if: Option<&'a Node>,
    /// The window that it stands over.
    pub(super) over: Option<&'a Window>,
}

impl<'a> Writer<'a> {
    /// A function that stands by itself.
    pub(super) fn function(&mut self, function: &'static Function, args: &'a [Node], min: u8) {
        if matches!(function.class(), Class::Window | Class::Grouping)
            || !self.plain_function(function, args)
        {
            self.other_function(function, args, min);
        }
    }

    /// A function whose template is a text round its arguments, of which none shows its type, as most
    /// are; true if it is written.
    #[inline]
    pub(super) fn plain_function(&mut self, function: &'static Function, args: &'a [Node]) -> bool {
        let spec = self.spec;
        let sort = |place: usize| args.get(place).map(Node::sort);
        let Some(plain) = spec.functions.plain(function, sort) else { return false };
        let shows_types = if spec.typed_binds {
            !args.is_empty() && !args.iter().any(has_own_type)
        } else {
            function.result() == Rule::Fixed(Tag::Boolean)
        };
        let missing =
            plain.operand.is_some() && args.first().is_none_or(|arg| self.is_filled(function, arg));
        let special = missing || shows_types || self.scope.keyed || function.feature().is_some();
        if special
            || spec.faults.wraps_extremes && self.is_extreme_of_joined(function, args)
            || args.len() > 1
                && (self.shown_in_double(function, args).is_some() || self.has_null_query(args))
            || self.scope.has_windows && args.iter().any(|arg| is_gathered_part(function, arg))
            || spec.faults.wraps_texts
                && args.iter().enumerate().any(|(i, arg)| self.is_changed(function, i, arg))
            || args.first().is_some_and(|arg| self.is_shortened(function, 0, arg))
        {
            return false;
        }
        let (before, length) = plain.before();
        self.out.push_padded(before, length);
        if let Some((first, others)) = args.split_first() {
            self.expr(first, plain.operand.unwrap_or(0));
            let others = if plain.operand.is_none() { others } else { &[] };
            for arg in others {
                self.text(", ");
                self.expr(arg, 0);
            }
        }
        let (after, length) = plain.after();
        self.out.push_padded(after, length);
        true
    }

    #[inline(never)]
    fn other_function(&mut self, function: &'static Function, args: &'a [Node], min: u8) {
        self.check_place(function);
        self.function_with(function, args, min, Extras::default());
    }

    pub(super) fn function_with(
        &mut self,
        function: &'static Function,
        args: &'a [Node],
        min: u8,
        extras: Extras<'a>,
    ) {
        if let Some(feature) = function.feature()
            && !self.require(feature)
        {
            return;
        }
        if *function == function::COLLATE {
            return self.collated(args, min);
        }
        if *function == function::JSON_FIELD && !self.spec.value_limits.dash_in_json_path {
            self.check_json_name(args);
        }
        if function.class() == Class::Grouping && !self.features.has(Feature::GroupingSets) {
            return self.keys_told(args);
        }
        let bare = extras.only_if.is_none() && extras.over.is_none();
        let write = |w: &mut Self| match bare && w.is_extreme_of_joined(function, args) {
            true => w.wrapped_extreme(function, args),
            false => w.function_of(function, args, min, extras),
        };
        if self.scope.keyed
            && function.class().is_aggregate()
            && (self.spec.group_keys != GroupKeys::SameParameters || self.scope.only_keys.is_some())
        {
            return self.without_keys(write);
        }
        write(self);
    }

    fn function_of(
        &mut self,
        function: &'static Function,
        args: &'a [Node],
        min: u8,
        extras: Extras<'a>,
    ) {
        if self.nullif_in_double(function, args) {
            return;
        }
        match self.way(function, args) {
            Way::Template(template) | Way::ByType(_, template, _) => {
                self.template(function, &template, args, min, extras)
            }
            Way::Call => {
                self.function_name(&Name::new(function.name()));
                self.with_arguments(args, extras);
            }
            Way::Lacking(way_out) => self.lacking(function, way_out),
        }
    }

    /// How the dialect writes a function over these arguments.
    #[inline]
    pub(super) fn way(&self, function: &'static Function, args: &[Node]) -> Way {
        self.spec.functions.way(function, |place| {
            let arg = args.get(place)?;
            // A join may fill in NULLs, but not for values and where the program says otherwise.
            let is_sure = arg.is_value() || matches!(arg.kind(), Some(Kind::Typed { .. }));
            Some(if is_sure { arg.sort() } else { arg.sort().or_null() })
        })
    }

    #[cold]
    pub(super) fn lacking(&mut self, function: &Function, way_out: &str) {
        let end = if way_out.is_empty() { "" } else { "; " };
        let message = format!(
            "{} {} has no function like `{}` (in {}){end}{way_out}",
            self.spec.name,
            self.dialect.version(),
            function.name(),
            self.clause
        );
        self.fail(ErrorKind::Unsupported(Feature::Function), message);
    }

    fn template(
        &mut self,
        function: &'static Function,
        template: &Template,
        args: &'a [Node],
        min: u8,
        extras: Extras<'a>,
    ) {
        if template.marks() && function.row().is_none() {
            self.check_template(function, template);
        }
        let show = self.shown_types(function, args, template);
        if template.repeats() {
            if !self.is_flat(function, template.copies(), args) {
                return;
            }
            args.iter().for_each(|arg| self.check_pure(function, NodeRef::new(arg)));
        }
        let open = self.open(template.power(), min);
        for part in template.parts() {
            match *part {
                TemplatePart::Text(text) => self.text(text),
                TemplatePart::Arg(0, _) if extras.only_if.is_some() => {
                    self.only_if(args, extras, show)
                }
                TemplatePart::Arg(place, operands) => match args.get(usize::from(place)) {
                    Some(Node::Literal(Value::Text(text)))
                        if function.arg(place.into()) == Some(Arg::Constant) =>
                    {
                        self.constant(text);
                    }
                    Some(arg)
                        if extras.over.is_some() && self.is_of_joined_query(arg)
                            || self.is_filled(function, arg) =>
                    {
                        self.wrapped(arg);
                    }
                    Some(arg) if self.is_changed(function, place.into(), arg) => self.copied(arg),
                    Some(arg) if self.is_shortened(function, place.into(), arg) => {
                        self.at_full_length(arg, operands);
                    }
                    Some(_) => self.argument(function, args, place.into(), operands, show),
                    None => self.too_few_arguments(function, args.len()),
                },
                TemplatePart::All | TemplatePart::Typed => {
                    for (i, arg) in args.iter().enumerate() {
                        if i > 0 {
                            self.text(", ");
                        }
                        if self.scope.has_windows && is_gathered_part(function, arg) {
                            self.function(&function::JSON_PART, std::slice::from_ref(arg), 0);
                        } else if self.is_changed(function, i, arg) {
                            self.copied(arg);
                        } else if self.is_shortened(function, i, arg) {
                            self.at_full_length(arg, 0);
                        } else {
                            self.argument(function, args, i, 0, show);
                        }
                    }
                }
                TemplatePart::Distinct if extras.distinct => self.text("DISTINCT "),
                TemplatePart::Order if !extras.order.is_empty() => {
                    self.order_clause(extras.order, extras.distinct)
                }
                TemplatePart::Filter => self.behind(extras),
                TemplatePart::Distinct | TemplatePart::Order => {}
            }
        }
        if let (Some(window), false) = (extras.over, template.takes(TemplatePart::Filter)) {
            self.over_clause(window);
        }
        self.close(open);
    }

    /// What of the arguments shows its type, since nothing beside it has one.
    fn shown_types(&self, function: &Function, args: &[Node], template: &Template) -> Show {
        if let Some(show) = self.shown_in_double(function, args) {
            return show;
        }
        // `$1 + span` would be a span too.
        let of_calendar = function.args().first().is_some_and(|arg| arg.is_of_calendar());
        let shown = template.repeats() || template.takes(TemplatePart::Typed);
        if self.spec.typed_binds && (shown || of_calendar) {
            return Show::Parameters;
        }
        if function.result() == Rule::Fixed(Tag::Boolean) && !self.spec.typed_binds {
            return Show::Compared;
        }
        let untyped = |arg: &Node| is_untyped(arg) || matches!(arg, Node::Literal(_));
        if !self.spec.typed_binds || !args.iter().all(untyped) {
            return Show::Nothing;
        }
        // A function over a window gives what it gets, and a text in quotes is of no type yet:
        // https://www.postgresql.org/docs/current/typeconv-func.html
        match (function.class(), function.result()) {
            (Class::Window, Rule::SameAs(_) | Rule::Unify) => {
                let kind = self.show_types(args);
                if let Show::TextsAs(_) = kind { kind } else { Show::Texts }
            }
            _ if function.args().iter().any(|arg| arg.same_as().is_some()) => self.show_types(args),
            _ => Show::Parameters,
        }
    }

    /// Integers beside floats, where the engine keeps them integers.
    fn shown_in_double(&self, function: &Function, args: &[Node]) -> Option<Show> {
        if self.spec.integers_beside_floats == Integers::BecomeFloats || args.len() < 2 {
            return None;
        }
        if compares(function) {
            let apart = self.compares_apart(args.iter());
            return apart.then_some(Show::InDouble);
        }
        let unifies = function.result() == Rule::Unify && self.unifies_apart(args.iter());
        unifies.then_some(Show::Unified)
    }

    /// The first argument of an aggregate where a condition is true, NULL elsewhere.
    fn only_if(&mut self, args: &'a [Node], extras: Extras<'a>, show: Show) {
        self.text("CASE WHEN ");
        if let Some(condition) = extras.only_if {
            self.expr(condition, 0);
        }
        self.text(" THEN ");
        match args.first() {
            None | Some(Node::Star) => self.text("1"),
            Some(arg) => self.shown(arg, 0, show),
        }
        self.text(" END");
    }

    #[cold]
    fn too_few_arguments(&mut self, function: &Function, given: usize) {
        let message = format!(
            "`{}` (in {}) wants more arguments than the {given} given",
            function.name(),
            self.clause
        );
        self.fail(ErrorKind::Conflict, message);
    }

    pub(super) fn order_clause(&mut self, terms: &'a [Node], distinct: bool) {
        let keys = if self.spec.faults.forgets_behind_keys { self.scope.grouped() } else { &[] };
        let only = self.scope.only_keys;
        // With DISTINCT the only term is the argument, whose NULLs are left out.
        let all_tested = self.spec.faults.aggregates_order_null_as_zero && !distinct;
        let particular = Particular { alike: keys, only, all_tested, ..Particular::default() };
        self.order_terms_with(terms, particular, |w| w.text(" ORDER BY "));
    }

    pub(super) fn filter_clause(&mut self, condition: &'a Node) {
        self.text(" FILTER (WHERE ");
        self.expr(condition, 0);
        self.text(")");
    }
}
