//! Ways to say a statement: FROM that is left out, where the columns of a query say what it is from, and
//! constants in ORDER BY.

use std::sync::Arc;

use super::Maker;
use crate::expr::node::Node;
use crate::expr::view::{NodeRef, View};
use crate::expr::{Order, fragment, literal, val};
use crate::select::{FromItem, JoinKind, Select, SelectBody, Source, SourceRef};

/// How a statement is said: in the first two ways it gives the same rows. The others are mistakes that a
/// compiler could make of it; with them a test finds out whether it would find them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// FROM is left out where the columns say what it is, and constants in ORDER BY order nothing.
    #[default]
    Shortly,
    /// Every FROM is given, and ORDER BY has no constants.
    InFull,
    /// A FROM that is left out has an item less, if there are several.
    Lacking,
    /// A FROM that is left out has its first item twice, the second time under another name.
    Doubled,
    /// A FROM that is left out has an item of a query around too, if the query has a column of one.
    Outer,
    /// FROM is left out also where all columns are of a query around: nobody can know what it is from
    /// then, and it is refused.
    Untold,
    /// Constants in ORDER BY are the numbers of columns.
    Numbered,
}

impl Maker<'_> {
    /// Sometimes the same query without its FROM; of several items those that are only multiplied with
    /// the first one are left out too, and a condition connects them.
    pub(super) fn maybe_inferred<R>(&mut self, query: Select<R>) -> Select<R> {
        // The dice are thrown for all, so that a statement is the same however it is said.
        let (left_out, several) = (self.dice.percent(self.profile.inferred), self.dice.percent(50));
        let body = &query.body;
        let hinted = body.rare().is_some_and(|rare| !rare.hints.is_empty());
        let Some(first) = body.sources().next().filter(|_| !hinted).cloned() else { return query };
        let mentioned = mentioned(body);
        let outer = mentioned.iter().find(|source| !is_own(body, source)).cloned();
        if outer.is_some() && !mentioned.iter().any(|source| is_own(body, source)) {
            self.record.untold = true;
            return if self.said == Said::Untold { without_from(query, 0) } else { query };
        }
        let count = if several { multiplied(body).count() } else { 0 };
        if !left_out || count == 0 && !mentioned.iter().any(|source| source.same(&first)) {
            return query;
        }
        self.record.add("inferred", "FROM");
        self.record.inferred = self.record.inferred.max(1 + count);
        self.with_from(connected(query, count), count, &first, outer)
    }

    /// Sometimes a constant that an order begins with: it orders nothing, where it is not the number of a column.
    pub(super) fn constant(&mut self) -> Option<Order> {
        let kind = self.dice.below(3);
        if !self.dice.percent(20) {
            return None;
        }
        self.record.add("constant", "ORDER BY");
        self.record.constants = true;
        let one = if self.literals { literal(1_i64) } else { val(1_i64) };
        let constant = match (self.said, kind) {
            (Said::InFull, _) => return None,
            (Said::Numbered, _) => fragment("1", ()),
            (_, 0) => (literal(1_i64) + literal(0_i64)).dynamic(),
            (_, 1) => (one + literal(1_i64)).dynamic(),
            _ => one.is_null().dynamic(),
        };
        Some(constant.asc())
    }

    /// The query, whose first item and so many more are told by its columns, as the statement says it.
    fn with_from<R>(
        &mut self,
        mut query: Select<R>,
        count: usize,
        first: &Source,
        outer: Option<Source>,
    ) -> Select<R> {
        match (self.said, outer) {
            (Said::Shortly | Said::Untold | Said::Numbered, _) => without_from(query, count),
            (Said::Lacking, _) if count > 0 => {
                Arc::make_mut(&mut query.body).joins.remove(0);
                query
            }
            (Said::Doubled, _) => {
                let again = FromItem { source: first.clone() }.alias(self.name("t"));
                query.cross_join(again)
            }
            (Said::Outer, Some(source)) => query.cross_join(FromItem { source }),
            (Said::InFull | Said::Lacking | Said::Outer, _) => query,
        }
    }
}

/// The items that the first one is only multiplied with, before all else.
fn multiplied(body: &SelectBody) -> impl Iterator<Item = &Source> {
    let joins = body.joins.iter().take_while(|join| join.kind == JoinKind::Cross);
    joins.map_while(|join| {
        let is_lateral =
            |source: &&Source| SourceRef::from(source).item().is_some_and(|item| item.is_lateral());
        join.source().filter(|source| join.inside == 0 && !is_lateral(source))
    })
}

/// With a condition that connects the first item with the next ones: an inferred product is refused.
fn connected<R>(query: Select<R>, count: usize) -> Select<R> {
    let item = |source: &Source| FromItem { source: source.clone() }.column_at(0);
    let Some(first) = query.body.sources().next().map(item) else { return query };
    let others: Vec<_> = multiplied(&query.body).take(count).map(item).collect();
    let connect = |query: Select<R>, other: crate::expr::Column| {
        query.filter(first.is_not_null() | other.is_not_null())
    };
    others.into_iter().fold(query, connect)
}

/// The items that the columns of a query belong to, but for those in queries inside.
fn mentioned(body: &SelectBody) -> Vec<Source> {
    let (mut found, mut waiting) = (Vec::<Source>::new(), Vec::new());
    body.each_child(&mut |child| {
        if !matches!(child, Node::Source(_)) {
            waiting.push(NodeRef::new(child));
        }
    });
    while let Some(node) = waiting.pop() {
        if let Some(source) = node.as_column().and_then(|column| column.source())
            && !found.iter().any(|known| known.same(&source))
        {
            found.push(source);
        }
        if !matches!(node.view(), View::Query(_)) {
            node.each_child(&mut |child| waiting.push(child));
        }
    }
    found
}

/// True for an item of the query's own FROM.
fn is_own(body: &SelectBody, source: &Source) -> bool {
    let joined = body.joins.iter().filter_map(|join| join.source());
    body.sources().chain(joined).any(|own| own.same(source))
}

/// Without the first item and so many that it is multiplied with.
fn without_from<R>(mut query: Select<R>, count: usize) -> Select<R> {
    let body = Arc::make_mut(&mut query.body);
    body.from = Node::Empty;
    body.joins.drain(..count);
    body.measure();
    query
}
