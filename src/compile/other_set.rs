//! SET otherwise: where the engine would see rows that are changed already, or assigns one column after
//! the other.

use super::Writer;
use super::assign::{Reads, mentions_table, reads_table};
use super::instead::{Instead, at_most_one, fresh_name, key_places};
use crate::dialect::Feature;
use crate::dml::{ChangeBody, RareParts, Verb};
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{Comparison, and, compare};
use crate::expr::view::NodeRef;
use crate::expr::{Expr, Kind, Node};
use crate::name::Name;
use crate::select::{Alias, SelectBody, Source, SourceRef, Subquery};
use crate::tree::is_pure;
use crate::types::Sort;
use std::sync::Arc;

/// Whether an expression has a query over the table that changes.
fn reads_itself(body: &ChangeBody) -> impl Fn(&Node) -> bool {
    let target = SourceRef::from(&body.target);
    move |node| reads_table(target, node, &|source| source.same(target))
}

impl Writer<'_> {
    /// `SET (a, b) = (SELECT x, y …)` as `a = (SELECT x …), b = (SELECT y …)`: the same where the query has
    /// no choice of a row.
    pub(super) fn set_by_columns(&self, body: &ChangeBody) -> Instead {
        let mut other = body.clone();
        let sets = std::mem::take(&mut other.rare_mut().row_sets);
        for set in sets {
            let query = set.query.as_query()?;
            let exact = query.columns.len() == set.columns.len()
                && !query.has_star()
                && is_pure(NodeRef::new(&set.query))
                && at_most_one(query, SourceRef::from(&body.target));
            if !exact {
                return None;
            }
            for (place, column) in set.columns.into_iter().enumerate() {
                let mut one = (**query).clone();
                one.columns = vec![query.columns.get(place)?.clone()];
                one.measure();
                other.push_set(column, Node::tree(Kind::Scalar(Node::Select(Arc::new(one)))));
            }
        }
        Some(other)
    }

    /// `SET v = q.v FROM (SELECT key, (SELECT …) AS v FROM table WHERE …) AS q WHERE q.key = table.key`:
    /// the query in FROM is made before anything changes.
    pub(super) fn set_from_before(&self, body: &ChangeBody) -> Instead {
        let target = SourceRef::from(&body.target);
        let keys = key_places(target)?;
        let endless = body.rare().is_some_and(|rare| rare.is_limited() && rare.limit.is_empty());
        if body.items().next().is_some() || endless {
            return None;
        }
        let nodes: Vec<Node> =
            (0..body.cells.len()).filter_map(|place| body.cells.node(place)).collect();
        let own = reads_itself(body);
        let mut columns = Vec::new();
        let labelled = |node: Node, name: String| -> Node {
            Expr::<crate::types::Any>::new(node).label(name).node
        };
        for (i, place) in keys.iter().enumerate() {
            let key = Node::Column(ColumnRef::new(&body.target, *place));
            columns.push(labelled(key, format!("k{i}")));
        }
        let moved: Vec<usize> = (0..nodes.len()).filter(|place| own(&nodes[*place])).collect();
        for place in &moved {
            columns.push(labelled(nodes[*place].clone(), format!("v{place}")));
        }
        let place = body.place(crate::dml::ChangeClause::Cells)?;
        let mut query = SelectBody::new(columns, 0, place);
        query.add_from(body.target.clone());
        if !body.filter.is_empty() {
            query.add_filter(body.filter.clone());
        }
        if let Some(rare) = body.rare() {
            query.add_order(rare.order_by.clone());
            query.limit = rare.limit.clone();
            query.measure();
        }
        let item = Subquery::<()>::new(Arc::new(query), fresh_name(target)).source;
        let of = |place: usize| {
            Node::Column(ColumnRef::new(&item, u16::try_from(place).unwrap_or(u16::MAX)))
        };
        let mut values = nodes;
        for (number, place) in moved.iter().enumerate() {
            values[*place] = of(keys.len() + number);
        }
        let mut other = body.instead(Verb::Update);
        for (column, value) in body.columns.iter().zip(values) {
            other.push_set(column.clone(), value);
        }
        let met = keys.iter().enumerate().map(|(i, place)| {
            compare(Comparison::Eq, of(i), Node::Column(ColumnRef::new(&body.target, *place)))
        });
        other.filter = met.fold(Node::Empty, and);
        other.rare_mut().row_sets = body.row_sets().to_vec();
        other.rare_mut().from.push(Node::Source(item));
        // Its keys are those of the table.
        other.rare_mut().any_match = true;
        Some(other)
    }

    /// True for an UPDATE whose rows the engine takes for one of them, as it sorts them and reads their table
    /// beside.
    pub(super) fn updates_by_one_row(&self, body: &ChangeBody) -> bool {
        let Some(rare) = body.rare().filter(|_| self.spec.faults.updates_by_one_row) else {
            return false;
        };
        let own = reads_itself(body);
        let sorted = body.verb == Verb::Update && !rare.order_by.is_empty();
        sorted && (own(&body.filter) || rare.order_by.iter().chain(body.cells.nodes()).any(own))
    }

    /// True for an UPDATE that sorts its rows by queries over the table, where the engine takes none.
    pub(super) fn sorts_by_itself(&self, body: &ChangeBody) -> bool {
        let lacks = !self.features.has(Feature::OwnTableInFilter) && body.verb == Verb::Update;
        let rare = body.rare().filter(|_| lacks);
        rare.is_some_and(|rare| rare.order_by.iter().any(reads_itself(body)))
    }

    /// `UPDATE t, t AS o SET t.a = o.b, t.b = o.a WHERE o.key = t.key …`: `o` is the row as it was.
    pub(super) fn set_by_join(&self, body: &ChangeBody) -> Instead {
        let target = SourceRef::from(&body.target);
        let keys = key_places(target)?;
        let limited = body.rare().is_some_and(RareParts::is_limited);
        let nodes = body.cells.nodes();
        if limited
            || nodes.iter().any(|node| node.sort().has(Sort::QUERY) || mentions_table(target, node))
        {
            return None;
        }
        let name = fresh_name(target);
        let before = Alias::new(body.target.clone(), name).source;
        let of_before = |node: &Node| -> Node {
            let expr = Expr::<crate::types::Any>::new(node.clone());
            let replaced = expr.rewrite(|part| {
                let column = part.node.as_column()?;
                let index = column.index()?;
                let own = SourceRef::of(column).is_some_and(|source| source.same(target));
                own.then(|| Expr::new(Node::Column(ColumnRef::new(&before, index))))
            });
            replaced.node
        };
        let mut other = body.clone();
        other.columns.clear();
        other.clear_cells();
        for (column, value) in body.columns.iter().zip(nodes) {
            other.push_set(column.clone(), of_before(value));
        }
        // Raw SQL may read a column by its name, which would be another row's.
        if other.cells.nodes().iter().any(|value| !Reads::of(target, [value]).is_none()) {
            return None;
        }
        let met = keys.iter().map(|place| {
            let [own, old] =
                [&body.target, &before].map(|of: &Source| Node::Column(ColumnRef::new(of, *place)));
            compare(Comparison::Eq, old, own)
        });
        let filter = met.fold(Node::Empty, and);
        other.filter =
            if body.filter.is_empty() { filter } else { and(filter, body.filter.clone()) };
        other.all_rows = false;
        other.rare_mut().from.push(Node::Source(before));
        Some(other)
    }

    /// True if some assignments each read what another one sets.
    pub(super) fn has_cycle(&self, body: &ChangeBody) -> bool {
        let target = SourceRef::from(&body.target);
        let reads: Vec<Reads<'_>> =
            body.cells.nodes().iter().map(|value| Reads::of(target, [value])).collect();
        let folding = self.spec.column_names;
        let name = |place: usize| -> Option<&Name> { body.columns.get(place)?.as_column()?.name() };
        let mut left: Vec<usize> = (0..reads.len()).collect();
        if body.items().next().is_some() {
            // Beside FROM no order is promised.
            return left.iter().any(|own| {
                let own = *own;
                name(own).is_some_and(|name| {
                    left.iter().any(|other| *other != own && reads[*other].has(name, folding))
                })
            });
        }
        loop {
            let is_read = |place: usize| {
                name(place).is_some_and(|own| {
                    left.iter().any(|other| *other != place && reads[*other].has(own, folding))
                })
            };
            match left.iter().position(|place| !is_read(*place)) {
                Some(next) => _ = left.remove(next),
                None => return !left.is_empty(),
            }
        }
    }
}
