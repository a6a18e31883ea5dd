//! JSON documents where values are compared. PostgreSQL compares what documents mean, other engines
//! their texts, and none has an order of them that the others have.

use super::types::name_of;
use crate::expr::Node;
use crate::expr::view::{NodeRef, Operands, View};
use crate::function::{self, Arg, Function, Rule};
use crate::select::{Clause, Distinct, SelectBody, expanded};
use crate::types::Tag;

/// What to do instead.
pub(crate) const WAY_OUT: &str = "take a value out of the document, as `json_text` does";

/// That the node compares documents, in words; not what is below it.
pub(super) fn comparison(node: NodeRef<'_>) -> Option<String> {
    let one = std::iter::once;
    match node.view() {
        View::Operator { function, operands } => of_function(function, operands),
        View::Function { function, args } => of_function(function, args),
        View::Between { operand, low, high, .. } => among("BETWEEN", [operand, low, high]),
        View::In { operand, items, .. } => among("IN", one(operand).chain(items.iter())),
        View::InParameter { operand, .. } => among("IN", [operand]),
        View::InQuery { operand, query, .. } => {
            among("IN", [operand]).or_else(|| of_query("IN", query))
        }
        View::RowTest { row, words, cells, query } => {
            among(words, row.iter().chain(cells.iter())).or_else(|| of_query(words, query))
        }
        View::Case { operand, branches, .. } if !operand.is_empty() => {
            among("CASE", one(operand).chain(branches.iter().map(|(when, _)| when)))
        }
        View::Aggregate { function, distinct, order, .. } => {
            let args = if distinct { function.children() } else { Vec::new() };
            among("DISTINCT", args).or_else(|| ordered(order.iter()))
        }
        View::Over { window, .. } => among("PARTITION BY", nodes(&window.partition))
            .or_else(|| ordered(nodes(&window.order))),
        View::Case { .. }
        | View::Empty
        | View::Null
        | View::Star
        | View::AllColumns { .. }
        | View::DefaultKeyword
        | View::Parameter(_)
        | View::Literal(_)
        | View::ColumnReference(_)
        | View::Source(_)
        | View::IsNull { .. }
        | View::Like { .. }
        | View::Exists { .. }
        | View::Cast { .. }
        | View::Call { .. }
        | View::Raw { .. }
        | View::Label { .. }
        | View::Typed { .. }
        | View::LateParameter { .. }
        | View::Scalar { .. }
        | View::Order { .. }
        | View::Query(_)
        | View::Mistake(_) => None,
    }
}

/// The clauses of a query that compare documents: each clause, and what it does, in words.
pub(crate) fn comparing_clauses(body: &SelectBody) -> Vec<(&'static str, Clause, String)> {
    let distinct = (body.distinct() == Distinct::Rows).then(|| compared_rows("DISTINCT", body));
    let (picked, keys) = body.rare().map_or((None, None), |rare| {
        (among("DISTINCT ON", nodes(&rare.distinct_on)), among("GROUP BY", nodes(&rare.group_by)))
    });
    let found = [
        ("SELECT", Clause::Columns, distinct.flatten().or(picked)),
        ("GROUP BY", Clause::GroupBy, keys),
        ("ORDER BY", Clause::OrderBy, ordered(nodes(&body.order_by))),
    ];
    found.into_iter().filter_map(|(name, clause, said)| Some((name, clause, said?))).collect()
}

/// That the rows of a query are compared with one another, or with those of another query.
pub(crate) fn compared_rows(words: &str, body: &SelectBody) -> Option<String> {
    if body.has_star() {
        let columns = expanded(&body.columns, &body.given_items()).concat();
        return among(words, nodes(&columns));
    }
    let place = body.output_sorts().position(|sort| sort.tag == Tag::Json)?;
    Some(said(words, NodeRef::new(body.columns.get(place)?)))
}

/// That the function compares documents: what is looked for in one is no comparison.
fn of_function(function: &'static Function, args: Operands<'_>) -> Option<String> {
    let condition = function.result() == Rule::Fixed(Tag::Boolean);
    if !condition && !COMPARING.contains(&function) {
        return None;
    }
    let compared =
        args.iter().enumerate().filter(|(place, _)| function.arg(*place) != Some(Arg::Json));
    among(function.name(), compared.map(|(_, arg)| arg))
}

/// Functions of another result that compare.
const COMPARING: [&Function; 8] = [
    &function::NULLIF,
    &function::GREATEST,
    &function::LEAST,
    &function::GREATEST_SKIP_NULL,
    &function::LEAST_SKIP_NULL,
    &function::MAX,
    &function::MIN,
    &function::MODE,
];

fn ordered<'a>(terms: impl IntoIterator<Item = NodeRef<'a>>) -> Option<String> {
    among("ORDER BY", terms.into_iter().map(|term| term.order().0))
}

/// That there is a document among what is compared.
fn among<'a>(words: &str, compared: impl IntoIterator<Item = NodeRef<'a>>) -> Option<String> {
    let document = compared.into_iter().find(|node| node.sort().tag == Tag::Json)?;
    Some(said(words, document))
}

fn of_query(words: &str, query: NodeRef<'_>) -> Option<String> {
    query.node().and_then(Node::as_query).and_then(|body| compared_rows(words, body))
}

fn said(words: &str, document: NodeRef<'_>) -> String {
    let name = name_of(document);
    format!(
        "`{words}` compares JSON documents, which engines do in different ways, and {name} is one"
    )
}

fn nodes(nodes: &[Node]) -> impl Iterator<Item = NodeRef<'_>> {
    nodes.iter().map(NodeRef::new)
}
