//! Columns that are found by their names among the FROM items that a statement has so far.

use super::{SelectBody, Source};
use crate::error::{ErrorKind, Problem, suggest};
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{Comparison, Place, compare};
use crate::expr::view::NodeRef;
use crate::expr::{IntoExpr, Node};

/// `column = value`, of the one column that is called so.
pub(crate) fn equals_by_name(
    items: &[Source],
    name: &str,
    value: impl IntoExpr,
    place: Place,
) -> Node {
    let column = match column_called(items, name) {
        Ok(column) => column,
        Err(problem) => ColumnRef::Mistake(problem.at(Some(place)).into()),
    };
    compare(Comparison::Eq, Node::Column(column), value.into_expr().node)
}

fn column_called(items: &[Source], name: &str) -> Result<ColumnRef, Problem> {
    let known = |item: &&Source| super::SourceRef::from(item).known_width().is_some();
    let known: Vec<&Source> = items.iter().filter(known).collect();
    let called = |item: &&Source| Some(ColumnRef::new(item, item.place_called(name).ok()?));
    let found: Vec<ColumnRef> = known.iter().filter_map(called).collect();
    let (kind, message) = match &found[..] {
        [only] => return Ok(only.clone()),
        [] if known.is_empty() => (
            ErrorKind::NotInFrom,
            format!(
                "`.filter_by(\"{name}\", …)` has no FROM item to look in whose columns are known; add one by \
                 `.from()` before"
            ),
        ),
        [] if known.len() == 1 => {
            return known[0].place_called(name).map(|at| ColumnRef::new(known[0], at));
        }
        [] => {
            let hint = suggest(name, known.iter().flat_map(|item| item.column_names()));
            let (items, hint) = (named(&known), hint.replace("; it has", "; they have"));
            (ErrorKind::UnknownColumn, format!("no column `{name}` in {items}{hint}"))
        }
        [..] => {
            let has = |item: &&&Source| item.place_called(name).is_ok();
            let items = named(&known.iter().filter(has).copied().collect::<Vec<_>>());
            let message = format!(
                "{items} have a column `{name}` each; say which is meant, by `.filter(column.eq(…))`"
            );
            (ErrorKind::DuplicateName, message)
        }
    };
    Err(Problem::new(kind, message))
}

fn named(items: &[&Source]) -> String {
    let names: Vec<String> = items.iter().map(|item| format!("`{}`", item.name())).collect();
    names.join(", ")
}

impl SelectBody {
    /// The FROM items that it has so far: given, joined or inferred.
    pub(super) fn items_so_far(&self) -> Vec<Source> {
        let given = self.sources().chain(self.joins.iter().filter_map(|join| join.source()));
        let mut items: Vec<Source> = given.cloned().collect();
        if !self.infers_from() {
            return items;
        }
        let mut waiting = Vec::new();
        self.each_child(&mut |child| waiting.push(NodeRef::new(child)));
        while let Some(node) = waiting.pop() {
            let own = match node.node() {
                Some(Node::Source(source)) => Some(source.clone()),
                _ => node.as_column().and_then(ColumnRef::source),
            };
            if let Some(source) = own
                && !items.iter().any(|item| item.same(&source))
            {
                items.push(source);
            }
            if node.node().and_then(Node::as_query).is_none() {
                node.each_child(&mut |child| waiting.push(child));
            }
        }
        let outer = |item: &Source| {
            let same = |node: &Node| matches!(node, Node::Source(outer) if outer.same(item));
            self.correlated().iter().any(same)
        };
        items.retain(|item| !outer(item));
        items
    }
}
