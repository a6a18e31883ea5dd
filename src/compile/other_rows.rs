//! Which rows change, otherwise: queries over the table itself, and UPDATE … FROM.

use super::Writer;
use super::assign::reads_table;
use super::instead::{Instead, fresh_name, key_places};
use super::merge::reads;
use crate::dml::{ChangeBody, ChangeClause, RareParts, Verb};
use crate::expr::column_ref::ColumnRef;
use crate::expr::kind::Predicate;
use crate::expr::node::{Comparison, and, compare};
use crate::expr::view::{NodeRef, View};
use crate::expr::{Expr, Kind, Node, literal};
use crate::select::{Distinct, ItemBody, SelectBody, Source, SourceRef, Star, Subquery};
use crate::types::Any;
use std::sync::Arc;

impl Writer<'_> {
    /// `WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT key FROM table WHERE …) AS q WHERE q.key = table.key)`:
    /// what is DISTINCT is made before anything changes.
    ///
    /// Of a DELETE the rows that other items go with are chosen there too.
    pub(super) fn rows_from_before(&self, body: &ChangeBody) -> Instead {
        let target = SourceRef::from(&body.target);
        let keys = key_places(target)?;
        let limited = body.rare().is_some_and(RareParts::is_limited);
        if body.items().next().is_some() && (body.verb != Verb::Delete || limited) {
            return None;
        }
        let place = body.place(ChangeClause::Where).or_else(|| body.place(ChangeClause::From))?;
        let key = |place: &u16| Node::Column(ColumnRef::new(&body.target, *place));
        let labelled =
            |(i, node): (usize, Node)| Expr::<Any>::new(node).label(format!("k{i}")).node;
        let columns = keys.iter().map(key).enumerate().map(labelled).collect();
        let mut query = SelectBody::new(columns, 0, place);
        query.add_from(body.target.clone());
        body.items().for_each(|item| query.add_from(item.clone()));
        query.add_filter(body.filter.clone());
        query.set_distinct(Distinct::Rows);
        let item = Subquery::<()>::new(Arc::new(query), fresh_name(target)).source;
        let met = keys.iter().zip(0_u16..).map(|(place, i)| {
            compare(Comparison::Eq, Node::Column(ColumnRef::new(&item, i)), key(place))
        });
        let mut outer = SelectBody::new(vec![literal(1).dynamic().node], 0, place);
        outer.add_from(item.clone());
        outer.add_filter(met.fold(Node::Empty, and));
        let mut other = body.clone();
        other.all_rows &= !body.filter.is_empty();
        other.filter = exists(outer);
        let rare = other.rare_mut();
        rare.made_before = true;
        rare.from.clear();
        Some(other)
    }

    /// `SET c = (SELECT s.c FROM s WHERE …) WHERE EXISTS (SELECT 1 FROM s WHERE …)`: the same where one row
    /// of FROM goes with each, which is seen to.
    pub(super) fn queries_for_from(&self, body: &ChangeBody) -> Instead {
        let rare = body.rare()?;
        let target = SourceRef::from(&body.target);
        if rare.is_limited()
            || rare.any_match
            || !rare.row_sets.is_empty()
            || body.items().any(|item| is_read_by(target, item))
        {
            return None;
        }
        let place = body.place(ChangeClause::From)?;
        let over = |column: Node| {
            let mut query = SelectBody::new(vec![column], 0, place);
            body.items().for_each(|item| query.add_from(item.clone()));
            query.add_filter(body.filter.clone());
            query
        };
        let mut other = body.instead(Verb::Update);
        let nodes = body.cells.nodes();
        for (i, column) in body.columns.iter().enumerate() {
            let Some(value) = nodes.get(i) else {
                other.push_set(column.clone(), body.cells.node(i)?);
                continue;
            };
            let moved = body.items().any(|item| reads(value, SourceRef::from(item)));
            let value = if moved {
                Node::tree(Kind::Scalar(Node::Select(Arc::new(over(value.clone())))))
            } else {
                value.clone()
            };
            other.push_set(column.clone(), value);
        }
        other.filter = exists(over(literal(1).dynamic().node));
        Some(other)
    }

    /// RETURNING with the table's own name in the place of its other one.
    pub(super) fn own_name_returned(&self, body: &ChangeBody) -> Instead {
        let (alias, own) = alias_of(&body.target)?;
        let replaced = |node: &Node| {
            let expr = Expr::<Any>::new(node.clone());
            expr.rewrite(|part| {
                if let View::AllColumns { source } = part.view().view() {
                    let is_it = source.source().is_some_and(|source| source.same(alias));
                    return is_it.then(|| Star::of(own.clone()).expr());
                }
                let column = part.node.as_column()?;
                let is_it = SourceRef::of(column).is_some_and(|source| source.same(alias));
                let index = column.index().filter(|_| is_it)?;
                Some(Expr::new(Node::Column(ColumnRef::new(own, index))))
            })
            .node
        };
        let mut other = body.clone();
        other.returning = body.returning.iter().map(replaced).collect();
        Some(other)
    }
}

/// True if an item is the table, or a query that reads it.
pub(super) fn is_read_by(target: SourceRef<'_>, item: &Source) -> bool {
    let node = Node::Source(item.clone());
    item.table().zip(target.table()).is_some_and(|(a, b)| a.name == b.name)
        || NodeRef::new(&node)
            .source()
            .and_then(|source| source.item()?.query_node())
            .is_some_and(|query| reads_table(target, query, &|_| false))
}

/// The alias that a change is about, and the table behind it.
pub(super) fn alias_of(target: &Source) -> Option<(SourceRef<'_>, &Source)> {
    let Source::Item(item) = target else { return None };
    match &item.body {
        ItemBody::Alias(of) => Some((SourceRef::Item(item), of)),
        ItemBody::Query(_)
        | ItemBody::Lateral(_)
        | ItemBody::Cte(_)
        | ItemBody::This
        | ItemBody::Rows { .. }
        | ItemBody::Changed(_)
        | ItemBody::Sampled(..)
        | ItemBody::Row(..) => None,
    }
}

fn exists(query: SelectBody) -> Node {
    let query = Node::Select(Arc::new(query));
    Node::tree(Kind::Predicate(Predicate::Exists { query, negated: false }))
}
