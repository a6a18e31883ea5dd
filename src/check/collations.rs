//! Where a text with a collation may stand: where it is compared or ordered, and beside no other collation.
//! Elsewhere engines carry it on by rules of their own.

use crate::expr::Node;
use crate::expr::view::{NodeRef, View};
use crate::function::{self, Function};
use crate::select::SelectBody;
use crate::value::Value;

/// What to do instead.
pub(crate) const AROUND: &str = "put `collate` round what is compared or ordered in the end";

/// That a text with a collation stands where it may not, in words; not what is below it.
pub(super) fn misplaced(node: NodeRef<'_>) -> Option<String> {
    match node.view() {
        View::Operator { function, operands } | View::Function { function, args: operands } => {
            let operands: Vec<NodeRef<'_>> = operands.iter().collect();
            if COLLATING.contains(&function) {
                return two_of_them(&operands);
            }
            among(function.name(), if TAKING.contains(&function) { &[] } else { &operands })
        }
        View::Between { low, high, .. } => among("BETWEEN", &[low, high]),
        View::In { items, .. } => among("IN", &items.iter().collect::<Vec<_>>()),
        View::Like { operand, pattern, .. } => among("LIKE", &[operand, pattern]),
        View::Case { .. } => among("CASE", &node.children()),
        View::Cast { operand, .. } => among("CAST", &[operand]),
        View::RowTest { row, words, cells, .. } => {
            among(words, &row.iter().chain(cells.iter()).collect::<Vec<_>>())
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
        | View::InQuery { .. }
        | View::Exists { .. }
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

/// What compares by a collation of an operand.
pub(crate) const COLLATING: [&Function; 8] = [
    &function::EQ,
    &function::NE,
    &function::LT,
    &function::LE,
    &function::GT,
    &function::GE,
    &function::IS_DISTINCT_FROM,
    &function::IS_NOT_DISTINCT_FROM,
];

/// Aggregates that compare what they take.
const TAKING: [&Function; 3] = [&function::MIN, &function::MAX, &function::COUNT_ROWS];

/// That columns of a query which is part of a statement have collations.
pub(crate) fn given_on(body: &SelectBody) -> Option<String> {
    let collation = body.columns.iter().map(NodeRef::new).find_map(collation_of)?;
    Some(format!("a query inside of another gives on a text with the collation `{collation}`"))
}

/// True if one of the nodes has a collation in it, but not in a query.
pub(crate) fn have_collations<'a>(nodes: impl IntoIterator<Item = &'a Node>) -> bool {
    nodes.into_iter().any(|node| NodeRef::new(node).any(|part| collation_of(part).is_some()))
}

/// The collation by which what a text is compared with is compared.
fn collation_of(node: NodeRef<'_>) -> Option<String> {
    let mut node = node.unlabelled();
    while let View::Aggregate { function, .. } | View::Over { function, .. } = node.view() {
        node = function;
    }
    let View::Function { function, args } = node.view() else { return None };
    if TAKING[..2].contains(&function) {
        return collation_of(args.get(0)?);
    }
    let name = args.get(1).filter(|_| *function == function::COLLATE)?;
    let View::Literal(Value::Text(name)) = name.view() else { return None };
    Some(name.to_string())
}

fn among(words: &str, nodes: &[NodeRef<'_>]) -> Option<String> {
    let collation = nodes.iter().find_map(|node| collation_of(*node))?;
    Some(format!("`{words}` has a text with the collation `{collation}` in it"))
}

fn two_of_them(operands: &[NodeRef<'_>]) -> Option<String> {
    let mut found = operands.iter().filter_map(|node| collation_of(*node));
    let (first, second) = (found.next()?, found.next()?);
    (first != second).then(|| format!("a comparison has the collations `{first}` and `{second}`"))
}
