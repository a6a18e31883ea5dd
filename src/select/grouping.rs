//! GROUP BY in several ways at once: how its keys make sets, and the queries that say so.

use super::SelectBody;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::types::Sort;

/// How some keys of GROUP BY, which lie in one list, make sets. The sets of a query are the product of
/// those of its groupings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Grouping {
    /// So many keys that are in every set.
    Plain(usize),
    /// All of so many keys, all but the last, and so on down to none.
    Rollup(usize),
    /// Every choice of so many keys.
    Cube(usize),
    /// Sets of so many keys each.
    Sets(Vec<usize>),
}

impl Grouping {
    /// How many keys it has.
    pub(crate) fn width(&self) -> usize {
        match self {
            Grouping::Plain(keys) | Grouping::Rollup(keys) | Grouping::Cube(keys) => *keys,
            Grouping::Sets(sets) => sets.iter().sum(),
        }
    }
}

impl SelectBody {
    pub(crate) fn add_groups(&mut self, keys: Vec<Node>) {
        let count = keys.len();
        self.add_keys(keys);
        let groupings = &mut self.rare_mut().groupings;
        if !groupings.is_empty() && count > 0 {
            groupings.push(Grouping::Plain(count));
        }
    }

    /// Adds keys that make sets.
    pub(super) fn add_grouping(&mut self, keys: Vec<Node>, grouping: Grouping) {
        let before = self.rare().map_or(0, |rare| rare.group_by.len());
        self.add_keys(keys);
        let groupings = &mut self.rare_mut().groupings;
        if groupings.is_empty() && before > 0 {
            groupings.push(Grouping::Plain(before));
        }
        groupings.push(grouping);
    }

    /// Makes sets of keys that are there.
    #[cfg(feature = "random")]
    pub(crate) fn put_in_sets(&mut self, grouping: Grouping) {
        self.rare_mut().groupings = vec![grouping];
    }

    fn add_keys(&mut self, mut keys: Vec<Node>) {
        for key in &keys {
            if key.is_plain_column() {
                self.flags |= key.inside() & Sort::SUSPECT;
            } else {
                self.deepen_more(key);
            }
        }
        let groups = &mut self.rare_mut().group_by;
        if groups.is_empty() {
            *groups = keys;
        } else {
            groups.append(&mut keys);
        }
    }

    /// How the keys of its groups make sets; empty if they are one set.
    pub(crate) fn groupings(&self) -> &[Grouping] {
        self.rare().map_or(&[], |rare| &rare.groupings)
    }

    /// The columns among the keys that every set has.
    pub(super) fn keys_of_all_sets(&self) -> Vec<&ColumnRef> {
        let mut columns = Vec::new();
        let mut keys = self.rare().map_or(&[][..], |rare| &rare.group_by);
        for grouping in self.groupings() {
            let (own, others) = keys.split_at(grouping.width().min(keys.len()));
            keys = others;
            match grouping {
                Grouping::Plain(_) => columns.extend(own.iter().filter_map(column)),
                Grouping::Rollup(_) | Grouping::Cube(_) => {}
                Grouping::Sets(sets) => columns.extend(in_each(own, sets)),
            }
        }
        columns
    }
}

fn column(key: &Node) -> Option<&ColumnRef> {
    key.unlabelled().as_column()
}

/// The columns that are in each of the sets that keys make.
fn in_each<'a>(mut keys: &'a [Node], sets: &[usize]) -> Vec<&'a ColumnRef> {
    let mut common: Option<Vec<&ColumnRef>> = None;
    for width in sets {
        let (own, others) = keys.split_at((*width).min(keys.len()));
        keys = others;
        let columns = || own.iter().filter_map(column);
        match &mut common {
            None => common = Some(columns().collect()),
            Some(common) => common.retain(|column| columns().any(|own| own.same(column))),
        }
    }
    common.unwrap_or_default()
}
