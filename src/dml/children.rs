//! The nodes that a change holds, so that they can be taken out of it.

use super::body::{Cells, ChangeBody};
use super::conflict::Conflict;
use super::merge::Branch;
use super::rare::{RareParts, RowSet};
use crate::expr::Node;

impl ChangeBody {
    /// Calls `visit` with each node that the change holds, in no order that means anything.
    pub(crate) fn each_child_mut(&mut self, visit: &mut dyn FnMut(&mut Node)) {
        let ChangeBody { columns, cells, filter, returning, rare, .. } = self;
        if let Cells::Nodes(nodes) = cells {
            nodes.iter_mut().for_each(&mut *visit);
        }
        columns.iter_mut().chain(returning).chain([filter]).for_each(&mut *visit);
        if let Some(rare) = rare {
            each_rare(rare, visit);
        }
    }
}

fn each_rare(rare: &mut RareParts, visit: &mut dyn FnMut(&mut Node)) {
    let RareParts { query, conflict, from, order_by, limit, row_sets, branches, words, .. } = rare;
    from.iter_mut().chain(order_by).chain([query, limit]).for_each(&mut *visit);
    words.iter_mut().for_each(|words| visit(&mut words.text));
    for RowSet { columns, query } in row_sets {
        columns.iter_mut().chain([query]).for_each(&mut *visit);
    }
    for Branch { filter, columns, values, .. } in branches {
        columns.iter_mut().chain(values).chain([filter]).for_each(&mut *visit);
    }
    if let Some(Conflict { keys, predicate, columns, values, filter, .. }) = conflict {
        let lists = keys.iter_mut().chain(columns).chain(values);
        lists.chain([predicate, filter]).for_each(visit);
    }
}
