//! Which columns of a query have one value only: by conditions, by keys of groups, by unique keys.

use std::collections::BTreeSet;

use itertools::Itertools as _;

use super::product::conjuncts;
use super::unique::{keys_of, query_of};
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::{NodeRef, View};
use crate::function;
use crate::select::{JoinKind, On, SelectBody, SourceRef};
use crate::tree::is_pure;
use crate::types::{Family, Tag};

/// More FROM items than engines mostly take are not looked at.
const MOST_ITEMS: usize = 64;

/// Deeper expressions are not looked at.
const MOST_LEVELS: u32 = 32;

/// What is fixed: in all rows of a query, or in the rows of one group.
pub(super) struct Fixed<'a> {
    items: Vec<SourceRef<'a>>,
    /// Columns by the positions of their items and their places there.
    columns: BTreeSet<(usize, u16)>,
    /// The items all of whose columns are fixed.
    whole: Vec<bool>,
    /// True for groups, in which a value must be the same, not only equal.
    in_groups: bool,
}

/// A condition that holds for all rows, and the one item of an outer join that it says something of.
type Condition<'a> = (NodeRef<'a>, Option<usize>);

impl<'a> Fixed<'a> {
    /// What the conditions of a query fix in all of its rows.
    pub(super) fn in_rows(body: &'a SelectBody, items: Vec<SourceRef<'a>>) -> Self {
        Fixed::new(body, items, &[])
    }

    /// What is fixed in a group of these keys.
    pub(super) fn in_group(
        body: &'a SelectBody,
        items: Vec<SourceRef<'a>>,
        keys: &[&ColumnRef],
    ) -> Self {
        Fixed::new(body, items, keys)
    }

    fn new(body: &'a SelectBody, items: Vec<SourceRef<'a>>, keys: &[&ColumnRef]) -> Self {
        let in_groups = !keys.is_empty();
        let whole = vec![false; items.len()];
        let mut fixed = Fixed { items, columns: BTreeSet::new(), whole, in_groups };
        if fixed.items.len() > MOST_ITEMS {
            return fixed;
        }
        let keys: Vec<_> = keys.iter().filter_map(|key| fixed.place(key)).collect();
        fixed.columns.extend(keys);
        fixed.close(body);
        fixed
    }

    /// Adds all that follows.
    fn close(&mut self, body: &'a SelectBody) {
        let conditions = conditions(body, self.items.len(), self.in_groups);
        while self.grow(&conditions) | self.follow(body) {}
    }

    /// Takes the queries among the items that are not fixed for ones of one row, and gives them: that
    /// they are so is to be seen.
    pub(super) fn assume_queries(&mut self, body: &'a SelectBody) -> Vec<&'a SelectBody> {
        let mut assumed = Vec::new();
        for (i, item) in self.items.iter().enumerate() {
            if let (false, Some(query)) = (self.whole[i], query_of(*item)) {
                self.whole[i] = true;
                assumed.push(query);
            }
        }
        if !assumed.is_empty() {
            self.close(body);
        }
        assumed
    }

    /// True if all items are fixed: there is one row at most.
    pub(super) fn has_all(&self) -> bool {
        self.items.len() <= MOST_ITEMS && self.whole.iter().all(|whole| *whole)
    }

    /// True if there is one row at most of an item.
    pub(super) fn has_whole(&self, position: usize) -> bool {
        self.whole.get(position).is_some_and(|whole| *whole)
    }

    /// True if a column has one value, or belongs to what is around the query.
    pub(super) fn has(&self, column: &ColumnRef) -> bool {
        let Some(source) = SourceRef::of(column) else { return false };
        match self.position(source) {
            None => true,
            Some(i) => {
                self.whole[i] || self.place(column).is_some_and(|at| self.columns.contains(&at))
            }
        }
    }

    /// True if an expression has one value. One of many levels is not looked at, as each query in it is
    /// looked at too.
    pub(super) fn has_value(&self, expr: NodeRef<'a>) -> bool {
        if expr.node().is_some_and(|node| node.depth() > MOST_LEVELS) {
            return false;
        }
        let mut waiting = vec![expr];
        while let Some(node) = waiting.pop() {
            if node.as_column().is_some_and(|column| !self.has(column)) {
                return false;
            }
            node.each_child(&mut |child| waiting.push(child));
        }
        is_pure(expr)
    }

    fn position(&self, source: SourceRef<'_>) -> Option<usize> {
        self.items.iter().position(|item| item.same(source))
    }

    fn place(&self, column: &ColumnRef) -> Option<(usize, u16)> {
        let position = self.position(SourceRef::of(column)?)?;
        let place = match self.items[position].table() {
            Some(table) => column.place_in(table),
            None => column.index(),
        };
        Some((position, place?))
    }

    /// One step: what the conditions and keys fix by what is fixed already; true if anything.
    fn grow(&mut self, conditions: &[Condition<'a>]) -> bool {
        let mut outer = BTreeSet::new();
        let mut grown = false;
        for (condition, item) in conditions {
            let Some([left, right]) = equation(*condition) else { continue };
            for (column, value) in [(left, right), (right, left)] {
                let Some(at) = column.as_column().and_then(|column| self.place(column)) else {
                    continue;
                };
                let is_fixed = || self.is_exact([column, value]) && self.has_value(value);
                match item {
                    None if !self.columns.contains(&at) && is_fixed() => {
                        grown |= self.columns.insert(at);
                    }
                    Some(item) if *item == at.0 && is_fixed() => _ = outer.insert(at),
                    None | Some(_) => {}
                }
            }
        }
        self.grow_by_keys(&outer) | grown
    }

    /// Items of which a whole unique key is fixed are fixed.
    fn grow_by_keys(&mut self, outer: &BTreeSet<(usize, u16)>) -> bool {
        let mut grown = false;
        for (i, item) in self.items.iter().enumerate() {
            let is_fixed =
                |place: &u16| self.columns.contains(&(i, *place)) || outer.contains(&(i, *place));
            if !self.whole[i]
                && keys_of(*item).iter().any(|key| {
                    (!key.nullable || !self.in_groups) && key.columns.iter().all(is_fixed)
                })
            {
                (self.whole[i], grown) = (true, true);
            }
        }
        grown
    }

    /// The other side of a foreign key that an item is joined by is one row of it.
    fn follow(&mut self, body: &SelectBody) -> bool {
        let mut grown = false;
        for (i, join) in body.joins.iter().enumerate() {
            let is_plain = matches!(join.kind, JoinKind::Inner)
                || (matches!(join.kind, JoinKind::Left) && !self.in_groups);
            let is_plain = is_plain && !is_in_parentheses(body, i);
            if join.on != On::ForeignKey || !is_plain || self.whole[i] {
                continue;
            }
            let Some(table) = self.items[i].table() else { continue };
            let refers = |j: usize| {
                let from = self.items[j].table().filter(|_| j != i && self.whole[j]);
                from.is_some_and(|from| from.foreign_keys().any(|(_, to, _)| to == table.name))
            };
            // It is joined to what stands before it: the joins before, and the items before all joins.
            if (0..i).chain(body.joins.len()..self.items.len()).any(refers) {
                (self.whole[i], grown) = (true, true);
            }
        }
        grown
    }

    /// True if equal values of both are one value, as it is meant here.
    fn is_exact(&self, [column, value]: [NodeRef<'a>; 2]) -> bool {
        let (own, other) = (column.sort().tag, value.sort().tag);
        if own.family() != other.family() || own.family() == Family::Unknown {
            return false;
        }
        // Several integers can be equal to one number in floating point, several texts to one text.
        own == other && (!self.in_groups || own != Tag::Text)
            || is_integer(own) && is_integer(other)
    }
}

pub(crate) fn is_integer(tag: Tag) -> bool {
    matches!(tag, Tag::SmallInt | Tag::Integer | Tag::BigInt | Tag::UnsignedBigInt)
}

/// The conditions that hold for all rows. Where a later join fills in NULLs, those of ON do not.
fn conditions(body: &SelectBody, items: usize, in_groups: bool) -> Vec<Condition<'_>> {
    let all = |node| conjuncts(std::iter::once(node)).into_iter().map(NodeRef::new);
    let mut found: Vec<_> = body.filters().flat_map(all).map(|node| (node, None)).collect();
    let fills = |kind: JoinKind| match kind {
        JoinKind::Right | JoinKind::Full => true,
        JoinKind::Inner | JoinKind::Left | JoinKind::Cross => false,
    };
    if body.joins.iter().any(|join| fills(join.kind)) || items < body.joins.len() {
        return found;
    }
    for (i, join) in body.joins.iter().enumerate() {
        let item = match join.kind {
            _ if is_in_parentheses(body, i) => continue,
            JoinKind::Inner => None,
            JoinKind::Left if !in_groups => Some(i),
            JoinKind::Left | JoinKind::Cross | JoinKind::Right | JoinKind::Full => continue,
        };
        found.extend(all(&join.on_node).map(|node| (node, item)));
    }
    found
}

/// True for what is joined as a part of a whole, which is not looked at.
fn is_in_parentheses(body: &SelectBody, place: usize) -> bool {
    let joins = || body.joins.iter().take(place + 1).enumerate();
    joins().any(|(head, join)| join.inside > 0 && head + join.inside >= place)
}

/// Both sides of `a = b`.
pub(crate) fn equation(condition: NodeRef<'_>) -> Option<[NodeRef<'_>; 2]> {
    let View::Operator { function, operands } = condition.view() else { return None };
    let pair = operands.iter().map(NodeRef::unlabelled).collect_array()?;
    (*function == function::EQ).then_some(pair)
}
