//! What each kind of composite knows of itself: the rules of the table of functions, read forwards.

#![deny(clippy::wildcard_enum_match_arm)]

use super::children::each_child;
use super::kind::{Kind, Predicate};
use super::node::Node;
use super::sort::of_values;
use crate::function::{Function, Nulls, Rule};
use crate::types::{Family, Sort, Tag};

/// Adds up what the operands of one operator are.
#[derive(Clone, Copy)]
struct Unified {
    tag: Tag,
    clash: bool,
    any_null: bool,
    all_null: bool,
}

impl Unified {
    fn of<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> Self {
        let none = Unified { tag: Tag::Null, clash: false, any_null: false, all_null: true };
        nodes.into_iter().fold(none, |sum, node| {
            let sort = node.sort();
            let null = sort.has(Sort::NULLABLE);
            Unified {
                tag: sum.tag.unify(sort.tag),
                clash: sum.clash || sum.tag.clashes_with(sort.tag),
                any_null: sum.any_null || null,
                all_null: sum.all_null && null,
            }
        })
    }

    /// A condition that is NULL if an operand is.
    fn condition(self) -> (Tag, bool, bool) {
        (Tag::Boolean, self.any_null, self.clash)
    }
}

/// True for what cannot be of a family.
fn is_no(family: Family, node: &Node) -> bool {
    !node.sort().tag.family().goes_with(family)
}

impl Kind {
    /// What a composite is, given what is in its children.
    pub(crate) fn sort(&self, inside: u8) -> Sort {
        let mut flags = inside & Sort::INHERITED;
        let (tag, null, clash) = match self {
            Kind::Compare { left, right, .. } => Unified::of([left, right]).condition(),
            Kind::Not(operand) => {
                (Tag::Boolean, is_nullable(operand), is_no(Family::Boolean, operand))
            }
            Kind::Negate(operand) => {
                (operand.sort().tag, is_nullable(operand), is_no(Family::Number, operand))
            }
            Kind::Predicate(predicate) => predicate.sort(),
            Kind::Case { operand, branches, otherwise } => {
                return case(flags, operand, branches, otherwise);
            }
            Kind::Cast { operand, ty } => (Tag::of(ty), is_nullable(operand), false),
            Kind::Typed { ty, nullable, .. } => (Tag::of(ty), *nullable, false),
            Kind::Function { function, args } => {
                flags |= Sort::flag(function.class().is_aggregate(), Sort::AGGREGATE);
                of_function(function, args)
            }
            Kind::Call { .. } | Kind::Fragment { .. } => (Tag::Unknown, true, false),
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
    let (mut tag, mut null, mut clash) = (results.tag, results.any_null, results.clash);
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
            Predicate::InList { operand, items, .. } => {
                Unified::of(std::iter::once(operand).chain(items)).condition()
            }
            Predicate::InQuery { operand, query, .. } => {
                let sorts = query.as_query().map(|body| body.output_sorts()).unwrap_or_default();
                let output = sorts.first().copied().unwrap_or_default();
                let null = is_nullable(operand) || output.has(Sort::NULLABLE);
                (Tag::Boolean, null, operand.sort().tag.clashes_with(output.tag))
            }
        }
    }
}

/// The type of a function's result, whether it can be NULL, and whether its arguments clash.
fn of_function(function: &'static Function, args: &[Node]) -> (Tag, bool, bool) {
    let given = || args.iter().enumerate().filter_map(|(i, arg)| Some((function.arg(i)?, arg)));
    let values = || given().filter(|(wanted, _)| !wanted.is_setting()).map(|(_, arg)| arg);
    let all = Unified::of(values());
    let tag = match function.result() {
        Rule::Fixed(tag) => tag,
        Rule::SameAs(place) => {
            args.get(usize::from(place)).map_or(Tag::Unknown, |arg| arg.sort().tag)
        }
        Rule::Unify | Rule::Widen => all.tag,
        Rule::Named | Rule::Unknown => Tag::Unknown,
    };
    let null = match function.null_rule() {
        Nulls::Strict | Nulls::Maybe => all.any_null,
        Nulls::All => all.all_null,
        Nulls::Never => false,
        Nulls::Always => true,
    };
    let clash = given().any(|(wanted, arg)| match wanted.same_as() {
        Some(place) => {
            args.get(place).is_some_and(|other| other.sort().tag.clashes_with(arg.sort().tag))
        }
        None => is_no(wanted.family(), arg),
    });
    (tag, null, clash)
}
