//! Types that do not go together.

use super::collations::{AROUND, misplaced};
use super::documents::{self, comparison};
use crate::dialect::Spec;
use crate::expr::view::{NodeRef, Operands, View};
use crate::function::{self, Arg, Function};
use crate::types::{Family, Tag, Type};
use crate::value::Value;

/// What types do not allow: it in words, and what to do instead.
pub(crate) type Clash = (String, &'static str);

/// What to do about two types.
pub(crate) const ONE_TYPE: &str = "give values of one type, or cast them";

/// What clashes in an expression; not in the queries inside it, which are looked at when they are
/// written.
pub(crate) fn clashes(expr: NodeRef<'_>, spec: &Spec) -> Vec<Clash> {
    let (mut found, mut waiting) = (Vec::new(), vec![expr]);
    while let Some(node) = waiting.pop() {
        if !node.is_suspect() || matches!(node.view(), View::Query(_)) {
            continue;
        }
        found.extend(misplaced(node).map(|said| (said, AROUND)));
        let compared = comparison(node).map(|said| (said, documents::WAY_OUT));
        found.extend(compared.or_else(|| clash_of(node, spec).map(|said| (said, ONE_TYPE))));
        let first = waiting.len();
        node.each_child(&mut |child| waiting.push(child));
        waiting[first..].reverse();
    }
    found
}

/// In words, that two expressions cannot stand for one another; `None` if they can.
pub(crate) fn clashing_pair(a: NodeRef<'_>, b: NodeRef<'_>, spec: &Spec) -> Option<String> {
    if let (Type::Array(first), Type::Array(second)) = (a.sql_type(), b.sql_type()) {
        let (one, other) = (first.words(), second.words());
        return (first != second)
            .then(|| format!("{} is an array of {one}, the other one of {other}", name_of(a)));
    }
    if go_together(a, b, spec) { None } else { Some(said(a, b)) }
}

/// The same of columns of queries, where a text is a text to the engine, whatever it stands beside.
pub(crate) fn clashing_columns(a: NodeRef<'_>, b: NodeRef<'_>, spec: &Spec) -> Option<String> {
    let clash = || families_clash(a, b, spec).then(|| said(a, b));
    clashing_pair(a, b, spec).or_else(clash)
}

/// In words, that the step of a recursive query makes a column of a wider type than the one that it reads;
/// integers only get more room.
pub(crate) fn widened([first, step]: [NodeRef<'_>; 2], [own, given]: [Tag; 2]) -> Option<String> {
    let all = own.unify(given);
    let known = ![own, given, all].contains(&Tag::Unknown) && own != Tag::Null;
    let is_wider = known && all != own && !(is_integer(own) && is_integer(all));
    is_wider.then(|| said(first, step))
}

const fn is_integer(tag: Tag) -> bool {
    matches!(tag, Tag::SmallInt | Tag::Integer | Tag::BigInt)
}

fn families_clash(a: NodeRef<'_>, b: NodeRef<'_>, spec: &Spec) -> bool {
    !families_go(a.sort().tag.family(), b.sort().tag.family(), spec)
}

/// What two expressions of different types are.
fn said(a: NodeRef<'_>, b: NodeRef<'_>) -> String {
    let (a_is, b_is) = (a.sort().tag.words(), b.sort().tag.words());
    let (first, second) = (name_of(a), name_of(b));
    if first == second {
        return format!("{first} is {a_is}, the other one {b_is}");
    }
    format!("{first} is {a_is}, {second} is {b_is}")
}

fn clash_of(node: NodeRef<'_>, spec: &Spec) -> Option<String> {
    match node.view() {
        View::Operator { function, operands } => {
            call(function, &operands.iter().collect::<Vec<_>>(), spec)
        }
        View::Function { function, args } => call(function, &args.iter().collect::<Vec<_>>(), spec),
        View::Between { operand, low, high, .. } => {
            call(&function::BETWEEN, &[operand, low, high], spec)
        }
        View::Like { operand, pattern, ignore_case, .. } => {
            let function = if ignore_case { &function::ILIKE } else { &function::LIKE };
            call(function, &[operand, pattern], spec)
        }
        View::In { operand, items, .. } => {
            let mut all = vec![operand];
            all.extend(items.iter());
            call(&function::IN, &all, spec)
        }
        View::InQuery { operand, query, .. } => of_query(operand, query, spec),
        View::RowTest { row, cells, query, .. } => of_rows(row, cells, query, spec),
        View::Case { operand, branches, otherwise } => {
            let mut whens: Vec<NodeRef<'_>> = vec![operand];
            whens.extend(branches.iter().map(|(when, _)| when));
            let mut results: Vec<NodeRef<'_>> = branches.iter().map(|(_, then)| then).collect();
            results.push(otherwise);
            let wants = if operand.is_empty() { Arg::Boolean } else { Arg::Any };
            whens.retain(|when| !when.is_empty());
            results.retain(|result| !result.is_empty());
            of_family("CASE", wants, &whens, spec)
                .or_else(|| one_type(&whens, spec))
                .or_else(|| one_type(&results, spec))
        }
        View::Empty
        | View::Null
        | View::Star
        | View::AllColumns { .. }
        | View::DefaultKeyword
        | View::Parameter(_)
        | View::Literal(_)
        | View::ColumnReference(_)
        | View::Source(_)
        | View::IsNull { .. }
        | View::InParameter { .. }
        | View::Exists { .. }
        | View::Cast { .. }
        | View::Call { .. }
        | View::Raw { .. }
        | View::Label { .. }
        | View::Typed { .. }
        | View::LateParameter { .. }
        | View::Scalar { .. }
        | View::Order { .. }
        | View::Aggregate { .. }
        | View::Over { .. }
        | View::Query(_)
        | View::Mistake(_) => None,
    }
}

/// What is wrong with the operands of a function.
fn call(function: &Function, args: &[NodeRef<'_>], spec: &Spec) -> Option<String> {
    args.iter().enumerate().find_map(|(place, &arg)| {
        let wanted = function.arg(place)?;
        if wanted.is_setting() {
            return None;
        }
        match wanted.same_as().and_then(|first| args.get(first)) {
            Some(&first) => clashing_pair(first, arg, spec),
            None => of_family(function.name(), wanted, &[arg], spec),
        }
    })
}

/// What is not of the family that is wanted.
fn of_family(name: &str, wanted: Arg, args: &[NodeRef<'_>], spec: &Spec) -> Option<String> {
    let fits = |arg: &NodeRef<'_>| {
        let is = arg.sort().tag.family();
        let number = matches!(is, Family::Boolean) && wanted.takes(Family::Number);
        let condition = matches!(is, Family::Number) && wanted.takes(Family::Boolean);
        wanted.takes(is) || spec.booleans_are_numbers && (number || condition)
    };
    let arg = args.iter().find(|arg| !fits(arg))?;
    let (wants, is) = (wanted.words(), arg.sort().tag.words());
    Some(format!("`{name}` wants {wants}, and {} is {is}", name_of(*arg)))
}

/// What cannot stand beside the first.
fn one_type(args: &[NodeRef<'_>], spec: &Spec) -> Option<String> {
    let (first, others) = args.split_first()?;
    others.iter().find_map(|other| clashing_pair(*first, *other, spec))
}

/// What clashes between a row and the rows that it is tested against.
fn of_rows(
    row: Operands<'_>,
    cells: Operands<'_>,
    query: NodeRef<'_>,
    spec: &Spec,
) -> Option<String> {
    let width = row.len().max(1);
    let own = |i: usize| row.get(i % width);
    let cell = |(i, other)| clashing_pair(own(i)?, other, spec);
    let column = |(i, other)| clashing_columns(own(i)?, other, spec);
    let body = if let View::Query(body) = query.view() { Some(body) } else { None };
    let columns = body.into_iter().flat_map(|body| body.columns().iter()).enumerate();
    cells.iter().enumerate().find_map(cell).or_else(|| columns.into_iter().find_map(column))
}

fn of_query(operand: NodeRef<'_>, query: NodeRef<'_>, spec: &Spec) -> Option<String> {
    let View::Query(body) = query.view() else { return None };
    let column = body.columns().get(0)?;
    clashing_columns(operand, column, spec)
}

/// True if values of both can be compared, or be in one column.
fn go_together(a: NodeRef<'_>, b: NodeRef<'_>, spec: &Spec) -> bool {
    let (a_family, b_family) = (a.sort().tag.family(), b.sort().tag.family());
    families_go(a_family, b_family, spec)
        || is_written(a) && is_read_from_text(b_family, spec)
        || is_written(b) && is_read_from_text(a_family, spec)
}

fn families_go(a: Family, b: Family, spec: &Spec) -> bool {
    a.goes_with(b)
        || spec.booleans_are_numbers
            && matches!(
                (a, b),
                (Family::Boolean, Family::Number) | (Family::Number, Family::Boolean)
            )
}

/// True for a text of the program's, which is a value of the type that it stands beside.
fn is_written(node: NodeRef<'_>) -> bool {
    matches!(
        node.unlabelled().view(),
        View::Parameter(Value::Text(_)) | View::Literal(Value::Text(_))
    )
}

/// True if the engine takes a text of a value of the family for that value.
fn is_read_from_text(family: Family, spec: &Spec) -> bool {
    let is_kind = match family {
        Family::Date
        | Family::Time
        | Family::Timestamp
        | Family::TimestampTz
        | Family::Interval
        | Family::Uuid
        | Family::Json => true,
        Family::Unknown
        | Family::Number
        | Family::Text
        | Family::Boolean
        | Family::Bytes
        | Family::Array => false,
    };
    is_kind && spec.values.iter().any(|form| form.reads_text && form.tag.family() == family)
}

/// What an expression is called in a message.
pub(super) fn name_of(node: NodeRef<'_>) -> String {
    let view = node.unlabelled().view();
    if let View::ColumnReference(column) = view
        && let Some(name) = column.name()
    {
        return format!("column `{name}`");
    }
    if let View::Parameter(_) | View::Literal(_) | View::LateParameter { .. } = view {
        return "the value".into();
    }
    if let View::Function { function, .. } | View::Operator { function, .. } = view {
        return format!("`{}`", function.name());
    }
    "an expression".into()
}

impl Tag {
    /// The type in words.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Tag::Unknown | Tag::Null => "of no known type",
            Tag::Boolean => "BOOLEAN",
            Tag::SmallInt => "SMALLINT",
            Tag::Integer => "INTEGER",
            Tag::BigInt => "BIGINT",
            Tag::UnsignedBigInt => "BIGINT UNSIGNED",
            Tag::Decimal => "DECIMAL",
            Tag::Real => "REAL",
            Tag::Double => "DOUBLE PRECISION",
            Tag::Text => "TEXT",
            Tag::Bytes => "BYTES",
            Tag::Date => "DATE",
            Tag::Time => "TIME",
            Tag::Timestamp => "TIMESTAMP",
            Tag::TimestampTz => "TIMESTAMP WITH TIME ZONE",
            Tag::Interval => "INTERVAL",
            Tag::Uuid => "UUID",
            Tag::Json => "JSON",
            Tag::Array => "an array",
            Tag::Native => "of a native type",
        }
    }
}
