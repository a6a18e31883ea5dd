//! What each kind of composite knows of itself: the rules of the table of functions, read forwards.

#![deny(clippy::wildcard_enum_match_arm)]

use super::behind::Window;
use super::children::each_child;
use super::kind::{Kind, Predicate};
use super::node::Node;
use super::row_test::RowTest;
use super::sort::of_values;
use crate::function::{Arg, Function, Nulls, Rule};
use crate::types::{Family, Sort, Tag};

/// Adds up what the operands of one operator are.
#[derive(Clone, Copy)]
struct Unified {
    depth: u32,
    flags: u8,
    tag: Tag,
    clash: bool,
    all_null: bool,
}

impl Unified {
    const NONE: Unified =
        Unified { depth: 0, flags: 0, tag: Tag::Null, clash: false, all_null: true };

    fn of<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> Self {
        let mut sum = Unified::NONE;
        nodes.into_iter().for_each(|node| sum.add(node));
        sum
    }

    #[inline]
    fn add(&mut self, node: &Node) {
        let (depth, sort) = node.measure();
        self.depth = self.depth.max(depth);
        self.add_sort(sort);
    }

    #[inline]
    fn add_sort(&mut self, sort: Sort) {
        self.flags |= sort.flags;
        self.clash |= self.tag.clashes_with(sort.tag);
        self.tag = self.tag.unify(sort.tag);
        self.all_null &= sort.has(Sort::NULLABLE);
    }

    fn any_null(self) -> bool {
        self.flags & Sort::NULLABLE != 0
    }

    /// A condition that is NULL if an operand is.
    fn condition(self) -> (Tag, bool, bool) {
        (Tag::Boolean, self.any_null(), self.clash)
    }
}

/// True for what cannot be of a family.
fn is_no(family: Family, node: &Node) -> bool {
    !node.sort().tag.family().goes_with(family)
}

/// The type of a day with a time of day, and of what has one.
const fn moment(tag: Tag) -> Tag {
    if matches!(tag, Tag::Date) { Tag::Timestamp } else { tag }
}

impl Kind {
    /// How deep the deepest child is, and what the composite is: in one pass for the commonest.
    #[inline]
    pub(crate) fn measure(&self) -> (u32, Sort) {
        if let Kind::Function { function, args } = self {
            return of_function(function, args);
        }
        if let Kind::Label { operand, .. } | Kind::Order { operand, .. } = self {
            return operand.measure();
        }
        if let Kind::Compare { left, right, .. } = self {
            return of_comparison(left, right);
        }
        if let Kind::Over { function, window } = self {
            return of_window(function, window);
        }
        if let Kind::Case { operand, branches, otherwise } = self {
            return of_case(operand.as_deref(), branches, otherwise);
        }
        if let Kind::Predicate(Predicate::InQuery { operand, query, .. }) = self {
            return of_in_query(operand, query);
        }
        self.measure_others()
    }

    #[inline(never)]
    fn measure_others(&self) -> (u32, Sort) {
        let (mut depth, mut flags) = (0, 0);
        each_child(self, &mut |child| {
            let (own, sort) = child.measure();
            depth = depth.max(own);
            flags |= sort.flags;
        });
        (depth, self.sort(flags))
    }

    /// What a composite is, given what is in its children.
    fn sort(&self, inside: u8) -> Sort {
        let mut flags = inside & Sort::INHERITED;
        let (tag, null, clash) = match self {
            Kind::Compare { left, right, .. } => return of_comparison(left, right).1,
            Kind::Not(operand) => {
                (Tag::Boolean, is_nullable(operand), is_no(Family::Boolean, operand))
            }
            Kind::Negate(operand) => {
                let tag = operand.sort().tag.negative();
                (tag, is_nullable(operand), is_no(Family::Number, operand))
            }
            Kind::Predicate(predicate) => {
                // Their values are no children.
                let has_values =
                    matches!(predicate, Predicate::InParameter { .. } | Predicate::InValues { .. });
                flags |= Sort::flag(has_values, Sort::BIND);
                predicate.sort()
            }
            Kind::Case { operand, branches, otherwise } => {
                return of_case(operand.as_deref(), branches, otherwise).1;
            }
            Kind::Cast { operand, ty } => {
                flags |= Sort::of_type(ty);
                (Tag::of(ty), is_nullable(operand), false)
            }
            Kind::Typed { ty, nullable, .. } => {
                flags |= Sort::of_type(ty);
                (Tag::of(ty), *nullable, false)
            }
            Kind::Parameter { ty, .. } => {
                flags |= Sort::BIND | Sort::of_type(ty);
                (Tag::of(ty), false, false)
            }
            Kind::Function { function, args } => return of_function(function, args).1,
            Kind::Call { .. } | Kind::Fragment { .. } => (Tag::Unknown, true, false),
            Kind::Star { .. } => {
                // What it stands for is known when it is written.
                flags |= Sort::READ | Sort::SUSPECT;
                (Tag::Unknown, true, false)
            }
            Kind::RowTest(test) => (Tag::Boolean, test.is_nullable(), test.clashes()),
            Kind::Mistake(_) => (Tag::Unknown, false, false),
            Kind::Label { operand, .. } | Kind::Order { operand, .. } | Kind::Scalar(operand) => {
                (operand.sort().tag, is_nullable(operand), false)
            }
            Kind::Aggregate(aggregate) => {
                flags |= Sort::AGGREGATE;
                (aggregate.function.sort().tag, is_nullable(&aggregate.function), false)
            }
            Kind::Over { function, window } => return of_window(function, window).1,
        };
        flags |= Sort::flag(null, Sort::NULLABLE) | Sort::flag(clash, Sort::SUSPECT);
        Sort::new(tag, flags)
    }
}

impl RowTest {
    fn is_nullable(&self) -> bool {
        let null = self.row.iter().chain(&self.cells).any(is_nullable);
        null || self.outputs().any(|sort| sort.has(Sort::NULLABLE))
    }

    fn clashes(&self) -> bool {
        let width = self.row.len().max(1);
        let mut cells = self.cells.iter().enumerate();
        let tag = |i: usize| self.row.get(i).map_or(Tag::Unknown, |node| node.sort().tag);
        cells.any(|(i, cell)| tag(i % width).clashes_with(cell.sort().tag))
            || self.outputs().enumerate().any(|(i, sort)| tag(i).clashes_with(sort.tag))
    }

    fn outputs(&self) -> impl Iterator<Item = Sort> + '_ {
        self.query.as_query().into_iter().flat_map(|query| query.output_sorts())
    }
}

fn is_nullable(node: &Node) -> bool {
    node.sort().has(Sort::NULLABLE)
}

/// Calls `visit` with what stands in the parentheses of a function, and behind it.
fn each_argument(function: &Node, visit: &mut dyn FnMut(&Node)) {
    match function.kind() {
        Some(Kind::Aggregate(aggregate)) => {
            aggregate.order.iter().for_each(&mut *visit);
            visit(&aggregate.filter);
            each_argument(&aggregate.function, visit);
        }
        Some(kind) => each_child(kind, &mut |child| visit(child)),
        None => {
            let args = function.as_function().map_or(&[][..], |(_, args)| args);
            args.iter().for_each(visit);
        }
    }
}

/// An operand that is looked for among the rows of a query.
fn of_in_query(operand: &Node, query: &Node) -> (u32, Sort) {
    let (depth, sort) = operand.measure();
    let (inside, output) = match query.as_query() {
        Some(body) => (body.flags & Sort::OF_QUERY | Sort::QUERY, body.first_output_sort()),
        None => (query.sort().flags, None),
    };
    let output = output.unwrap_or_default();
    let clash = Sort::flag(sort.tag.clashes_with(output.tag), Sort::SUSPECT);
    let null = (sort.flags | output.flags) & Sort::NULLABLE;
    let flags = (sort.flags | inside) & Sort::INHERITED | null | clash;
    (depth.max(query.depth()), Sort::new(Tag::Boolean, flags))
}

fn of_comparison(left: &Node, right: &Node) -> (u32, Sort) {
    let both = Unified::of([left, right]);
    let clash = Sort::flag(both.clash, Sort::SUSPECT);
    (both.depth, Sort::new(Tag::Boolean, both.flags | clash))
}

fn of_case(operand: Option<&Node>, branches: &[(Node, Node)], otherwise: &Node) -> (u32, Sort) {
    let (mut whens, mut results) = (Unified::NONE, Unified::NONE);
    operand.into_iter().for_each(|operand| whens.add(operand));
    let mut no_condition = false;
    for (when, then) in branches {
        let (depth, sort) = when.measure();
        whens.depth = whens.depth.max(depth);
        whens.add_sort(sort);
        no_condition |= !sort.tag.family().goes_with(Family::Boolean);
        results.add(then);
    }
    let mut null = otherwise.is_empty();
    if !null {
        results.add(otherwise);
        null = results.any_null();
    }
    let clash = results.clash || if operand.is_some() { whens.clash } else { no_condition };
    let flags = (whens.flags | results.flags) & Sort::INHERITED;
    let null = Sort::flag(null, Sort::NULLABLE);
    let sort = Sort::new(results.tag, flags | null | Sort::flag(clash, Sort::SUSPECT));
    (whens.depth.max(results.depth), sort)
}

/// A function over a window. What stands before OVER is no aggregate of the query; what is in it may be.
fn of_window(function: &Node, window: &Window) -> (u32, Sort) {
    let (mut depth, sort) = function.measure();
    let mut within = 0;
    window.each_child(&mut |node| {
        let (own, sort) = node.measure();
        depth = depth.max(own);
        within |= sort.flags;
    });
    let mut inside = within;
    each_argument(function, &mut |node| inside |= node.sort().flags);
    let inherited = (sort.flags | within) & Sort::INHERITED & !Sort::AGGREGATE;
    let flags = inherited | inside & Sort::AGGREGATE | Sort::WINDOW;
    (depth, Sort::new(sort.tag, flags | sort.flags & Sort::NULLABLE))
}

impl Predicate {
    fn sort(&self) -> (Tag, bool, bool) {
        match self {
            Predicate::IsNull { .. } | Predicate::Exists { .. } => (Tag::Boolean, false, false),
            Predicate::Between { operand, bounds, .. } => {
                Unified::of(std::iter::once(operand).chain(&**bounds)).condition()
            }
            Predicate::Like { operand, pattern, .. } => {
                let (tag, null, _) = Unified::of([operand, pattern]).condition();
                (tag, null, is_no(Family::Text, operand) || is_no(Family::Text, pattern))
            }
            Predicate::InValues { operand, values, .. } => {
                let flags = of_values(operand.sort().tag, values);
                let null = is_nullable(operand) || flags & Sort::NULLABLE != 0;
                (Tag::Boolean, null, flags & Sort::SUSPECT != 0)
            }
            Predicate::InParameter { operand, list, .. } => {
                let clash = operand.sort().tag.clashes_with(Tag::of(&list.1));
                (Tag::Boolean, is_nullable(operand), clash)
            }
            Predicate::InList { operand, items, .. } => {
                Unified::of(std::iter::once(operand).chain(items)).condition()
            }
            Predicate::InQuery { operand, query, .. } => {
                let sort = of_in_query(operand, query).1;
                (sort.tag, sort.has(Sort::NULLABLE), sort.has(Sort::SUSPECT))
            }
        }
    }
}

/// How deep the deepest argument of a function is, and what its result is.
pub(super) fn of_function(function: &'static Function, args: &[Node]) -> (u32, Sort) {
    let mut all = Unified::NONE;
    let (mut first, mut flags) = (None, 0);
    let more = if function.is_variadic() { function.args().last() } else { None };
    for (i, arg) in args.iter().enumerate() {
        let Some(wanted) = function.args().get(i).or(more) else { break };
        let (depth, sort) = arg.measure();
        all.depth = all.depth.max(depth);
        first = first.or(Some(sort));
        if wanted.is_setting() {
            // Where a collation may stand is seen by a closer look.
            flags |= sort.flags | Sort::flag(*wanted == Arg::Collation, Sort::SUSPECT);
            continue;
        }
        all.add_sort(sort);
        let clash = match wanted.same_as().and_then(|place| args.get(place)) {
            Some(other) => other.sort().tag.clashes_with(sort.tag),
            None => !wanted.takes(sort.tag.family()),
        };
        flags |= Sort::flag(clash, Sort::SUSPECT);
    }
    let first = first.unwrap_or(Sort::nullable(Tag::Unknown));
    let tag = match function.result() {
        Rule::Fixed(tag) => tag,
        Rule::SameAs(0) => first.tag,
        Rule::SameAs(place) => {
            args.get(usize::from(place)).map_or(Tag::Unknown, |arg| arg.sort().tag)
        }
        Rule::Unify => all.tag,
        Rule::Widen => all.tag.calculated(all.tag),
        Rule::Negative => all.tag.negative(),
        Rule::Sum => first.tag.summed(),
        Rule::Moment => moment(first.tag),
        Rule::Named | Rule::Unknown => Tag::Unknown,
    };
    let null = match function.null_rule() {
        Nulls::Strict | Nulls::Maybe => all.any_null(),
        Nulls::First => first.has(Sort::NULLABLE),
        Nulls::All => all.all_null,
        Nulls::Never => false,
        Nulls::Always => true,
    };
    flags = (flags | all.flags) & Sort::INHERITED
        | Sort::flag(null, Sort::NULLABLE)
        | Sort::flag(function.class().is_aggregate(), Sort::AGGREGATE);
    (all.depth, Sort::new(tag, flags))
}
