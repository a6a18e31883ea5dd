//! What each kind of composite knows of itself: the rules of the table of functions, read forwards.

#![deny(clippy::wildcard_enum_match_arm)]

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
            Kind::Compare { left, right, .. } => Unified::of([left, right]).condition(),
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
                return case(flags, operand, branches, otherwise);
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
            Kind::Over { function, window } => {
                // What stands before OVER is no aggregate of the query; what is in it may be.
                let mut within = 0;
                let mut add = |node: &Node| within |= node.sort().flags;
                window.each_child(&mut add);
                each_argument(function, &mut add);
                flags = flags & !Sort::AGGREGATE | within & Sort::AGGREGATE | Sort::WINDOW;
                (function.sort().tag, is_nullable(function), false)
            }
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
        None => {}
    }
}

fn case(flags: u8, operand: &Node, branches: &[(Node, Node)], otherwise: &Node) -> Sort {
    let results = Unified::of(branches.iter().map(|(_, then)| then));
    let (mut tag, mut null, mut clash) = (results.tag, results.any_null(), results.clash);
    if otherwise.is_empty() {
        null = true;
    } else {
        let other = otherwise.sort();
        clash |= tag.clashes_with(other.tag);
        (tag, null) = (tag.unify(other.tag), null || other.has(Sort::NULLABLE));
    }
    let whens = branches.iter().map(|(when, _)| when);
    clash |= if operand.is_empty() {
        whens.into_iter().any(|when| is_no(Family::Boolean, when))
    } else {
        Unified::of(std::iter::once(operand).chain(whens)).clash
    };
    let null = Sort::flag(null, Sort::NULLABLE);
    Sort::new(tag, flags | null | Sort::flag(clash, Sort::SUSPECT))
}

impl Predicate {
    fn sort(&self) -> (Tag, bool, bool) {
        match self {
            Predicate::IsNull { .. } | Predicate::Exists { .. } => (Tag::Boolean, false, false),
            Predicate::Between { operand, low, high, .. } => {
                Unified::of([operand, low, high]).condition()
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
            Predicate::InParameter { operand, ty, .. } => {
                let clash = operand.sort().tag.clashes_with(Tag::of(ty));
                (Tag::Boolean, is_nullable(operand), clash)
            }
            Predicate::InList { operand, items, .. } => {
                Unified::of(std::iter::once(operand).chain(items)).condition()
            }
            Predicate::InQuery { operand, query, .. } => {
                let output = query.as_query().and_then(|body| body.first_output_sort());
                let output = output.unwrap_or_default();
                let null = is_nullable(operand) || output.has(Sort::NULLABLE);
                (Tag::Boolean, null, operand.sort().tag.clashes_with(output.tag))
            }
        }
    }
}

/// How deep the deepest argument of a function is, and what its result is.
fn of_function(function: &'static Function, args: &[Node]) -> (u32, Sort) {
    let (mut all, mut depth, mut flags, mut clash) = (Unified::NONE, 0, 0, false);
    for (i, arg) in args.iter().enumerate() {
        let Some(wanted) = function.arg(i) else { continue };
        if wanted.is_setting() {
            let (own, sort) = arg.measure();
            depth = depth.max(own);
            // Where a collation may stand is seen by a closer look.
            flags |= sort.flags | Sort::flag(wanted == Arg::Collation, Sort::SUSPECT);
            continue;
        }
        all.add(arg);
        clash |= match wanted.same_as().and_then(|place| args.get(place)) {
            Some(other) => other.sort().tag.clashes_with(arg.sort().tag),
            None => !wanted.takes(arg.sort().tag.family()),
        };
    }
    let tag = match function.result() {
        Rule::Fixed(tag) => tag,
        Rule::SameAs(place) => {
            args.get(usize::from(place)).map_or(Tag::Unknown, |arg| arg.sort().tag)
        }
        Rule::Unify => all.tag,
        Rule::Widen => all.tag.calculated(all.tag),
        Rule::Negative => all.tag.negative(),
        Rule::Sum => args.first().map_or(Tag::Unknown, |arg| arg.sort().tag.summed()),
        Rule::Moment => args.first().map_or(Tag::Unknown, |arg| moment(arg.sort().tag)),
        Rule::Named | Rule::Unknown => Tag::Unknown,
    };
    let null = match function.null_rule() {
        Nulls::Strict | Nulls::Maybe => all.any_null(),
        Nulls::First => args.first().is_some_and(|first| first.sort().has(Sort::NULLABLE)),
        Nulls::All => all.all_null,
        Nulls::Never => false,
        Nulls::Always => true,
    };
    flags = (flags | all.flags) & Sort::INHERITED
        | Sort::flag(null, Sort::NULLABLE)
        | Sort::flag(clash, Sort::SUSPECT)
        | Sort::flag(function.class().is_aggregate(), Sort::AGGREGATE);
    (depth.max(all.depth), Sort::new(tag, flags))
}
