//! What each node knows of itself: its type, whether it can be NULL, and what is in it. Worked out
//! once, when the node is made; leaves tell it without being asked before.

#![deny(clippy::wildcard_enum_match_arm)]

use super::column::ColumnRef;
use super::kind::{ChainOp, Kind, Predicate};
use super::node::Node;
use crate::function::{Function, Nulls, Rule};
use crate::schema::TableDef;
use crate::types::{Family, Sort, Tag};
use crate::value::Value;

/// What a condition inherits from a column.
const OF_COLUMN: u8 = Sort::NULLABLE | Sort::OUTER;

impl Node {
    /// The type of the node, and what is in it.
    pub(crate) fn sort(&self) -> Sort {
        if let Node::Column(column) = self {
            return column.sort();
        }
        match self {
            Node::Column(column) | Node::ColumnDesc(column) => column.sort(),
            Node::ColumnValue(_, column, value) => {
                let column = column.sort();
                let suspect = suspect(column.tag, value.tag());
                let null = Sort::flag(matches!(value, Value::Null), Sort::NULLABLE);
                Sort::new(Tag::Boolean, column.flags & OF_COLUMN | Sort::BIND | suspect | null)
            }
            Node::Chain(chain) => chain.sort,
            Node::Tree(tree) => tree.sort,
            Node::Bind(value) => Sort::new(value.tag(), Sort::BIND),
            Node::Empty
            | Node::Null(_)
            | Node::Star
            | Node::Default
            | Node::NullBind(_)
            | Node::Literal(_)
            | Node::Source(_)
            | Node::ColumnColumn(..)
            | Node::ColumnLike { .. }
            | Node::ColumnIn(..)
            | Node::Select(_) => self.rarer_sort(),
        }
    }

    /// What is in the node, without what is so of its value: for clauses of statements.
    #[inline(always)]
    pub(crate) fn inside(&self) -> u8 {
        if let Node::ColumnValue(_, column, value) = self {
            return Sort::BIND | suspect(column.sort().tag, value.tag());
        }
        match self {
            Node::Column(_) | Node::ColumnDesc(_) | Node::Empty | Node::Source(_) => 0,
            Node::ColumnColumn(_, left, right) => suspect(left.sort().tag, right.sort().tag),
            Node::Bind(_) | Node::NullBind(_) => Sort::BIND,
            Node::ColumnValue(..)
            | Node::Null(_)
            | Node::Star
            | Node::Default
            | Node::Literal(_)
            | Node::ColumnLike { .. }
            | Node::ColumnIn(..)
            | Node::Chain(_)
            | Node::Tree(_)
            | Node::Select(_) => self.sort().flags & !OF_COLUMN,
        }
    }

    /// [`inside`](Self::inside) of a declared column beside a value, which has no depth.
    #[inline(always)]
    pub(crate) fn flat_predicate(&self) -> Option<u8> {
        if let Node::ColumnValue(_, ColumnRef::Static(index, table), value) = self {
            return Some(Sort::BIND | suspect(declared(*index, table)?, value.tag()));
        }
        None
    }

    /// [`inside`](Self::inside) of a declared column beside another, which has no depth.
    #[inline(always)]
    pub(crate) fn flat_equation(&self) -> Option<u8> {
        if let Node::ColumnColumn(_, ColumnRef::Static(a, left), ColumnRef::Static(b, right)) = self
        {
            return Some(suspect(declared(*a, left)?, declared(*b, right)?));
        }
        None
    }

    #[inline(never)]
    fn rarer_sort(&self) -> Sort {
        match self {
            Node::ColumnColumn(_, left, right) => {
                let (left, right) = (left.sort(), right.sort());
                let null = (left.flags | right.flags) & OF_COLUMN;
                Sort::new(Tag::Boolean, null | suspect(left.tag, right.tag))
            }
            Node::ColumnLike { column, .. } => {
                let column = column.sort();
                let suspect = suspect(column.tag, Tag::Text);
                Sort::new(Tag::Boolean, column.flags & OF_COLUMN | Sort::BIND | suspect)
            }
            Node::ColumnIn(_, column, values) => {
                let column = column.sort();
                Sort::new(Tag::Boolean, column.flags & OF_COLUMN | of_values(column.tag, values))
            }
            Node::Null(tag) => Sort::nullable(*tag),
            Node::NullBind(tag) => Sort::new(*tag, Sort::NULLABLE | Sort::BIND),
            Node::Literal(value) => {
                let null = matches!(value, Value::Null);
                Sort::new(value.tag(), Sort::flag(null, Sort::NULLABLE))
            }
            Node::Select(body) => {
                let tag = body.output_tag(0);
                let inside = body.flags & Sort::OF_QUERY;
                Sort::new(tag, inside | Sort::QUERY | Sort::NULLABLE)
            }
            Node::Empty | Node::Star | Node::Default | Node::Source(_) => Sort::default(),
            Node::Column(_)
            | Node::ColumnDesc(_)
            | Node::ColumnValue(..)
            | Node::Chain(_)
            | Node::Tree(_)
            | Node::Bind(_) => self.sort(),
        }
    }
}

/// The tag of a declared column.
#[inline(always)]
fn declared(index: u16, table: &TableDef) -> Option<Tag> {
    table.columns.get(usize::from(index)).map(|def| def.sort().tag)
}

/// The flag of two types whose families clash.
#[inline(always)]
fn suspect(a: Tag, b: Tag) -> u8 {
    Sort::flag(a.clashes_with(b), Sort::SUSPECT)
}

/// What a list of values adds to a condition about something of a type.
fn of_values(tag: Tag, values: &[Value]) -> u8 {
    let Some(first) = values.first() else { return 0 };
    // Values of one list are mostly of one kind.
    let kind = std::mem::discriminant(first);
    let one_kind = values.iter().all(|value| std::mem::discriminant(value) == kind);
    let of = |value: &Value| {
        let own = value.tag();
        Sort::flag(own == Tag::Null, Sort::NULLABLE) | suspect(tag, own)
    };
    let values = if one_kind { &values[..1] } else { values };
    values.iter().fold(Sort::BIND, |flags, value| flags | of(value))
}

impl ColumnRef {
    #[inline]
    pub(crate) fn sort(&self) -> Sort {
        let def = match self {
            ColumnRef::Static(index, table) => table.columns.get(usize::from(*index)),
            ColumnRef::Shared(index, table) => table.columns.get(usize::from(*index)),
            ColumnRef::Item(index, item) => return item.column_sort(*index),
            ColumnRef::Free(_) | ColumnRef::Mistake(_) => None,
        };
        def.map_or(Sort::nullable(Tag::Unknown), |def| def.sort())
    }
}

impl ChainOp {
    /// What the first operand makes of a chain.
    #[inline]
    pub(crate) fn first(self, first: Sort) -> Sort {
        Sort::new(first.tag, first.flags | suspect(first.tag, self.wants()))
    }

    /// What one more operand makes of a chain.
    #[inline]
    pub(crate) fn sort(self, chain: Sort, operand: Sort) -> Sort {
        let tag = match self {
            ChainOp::And | ChainOp::Or => Tag::Boolean,
            ChainOp::Add | ChainOp::Subtract | ChainOp::Multiply => chain.tag.unify(operand.tag),
            ChainOp::Concat => Tag::Text,
        };
        Sort::new(tag, chain.flags | operand.flags | suspect(operand.tag, self.wants()))
    }

    /// A type of the family of the operands.
    const fn wants(self) -> Tag {
        match self {
            ChainOp::And | ChainOp::Or => Tag::Boolean,
            ChainOp::Add | ChainOp::Subtract | ChainOp::Multiply => Tag::Integer,
            ChainOp::Concat => Tag::Text,
        }
    }
}

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
        Some(kind) => super::children::each_child(kind, &mut |child| visit(child)),
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
