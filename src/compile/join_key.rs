//! Joins by a foreign key.

use super::Writer;
use crate::error::{ErrorKind, Problem};
use crate::name::Name;
use crate::schema::TableDef;
use crate::select::SourceRef;

impl<'a> Writer<'a> {
    /// ON by the one foreign key between an item and those before it.
    pub(super) fn foreign_key(&mut self, source: SourceRef<'a>, position: usize) {
        let scope = &self.scope;
        let mut found = Vec::new();
        let before = (scope.joined..scope.sources.len()).chain(0..position);
        for other in before.filter_map(|i| scope.sources.get(i)) {
            if let (Some(ours), Some(theirs)) = (source.table(), other.table()) {
                let down = keys_between(ours, theirs).into_iter();
                found.extend(down.map(|(from, to)| (source, from, other, to)));
                let up = keys_between(theirs, ours).into_iter();
                found.extend(up.map(|(from, to)| (other, from, source, to)));
            }
        }
        if found.len() != 1 {
            let (name, many) = (source.name(), found.len());
            let message = match many {
                0 => format!("no foreign key between `{name}` and what stands before it"),
                _ => format!("{many} foreign keys between `{name}` and what stands before it"),
            };
            let message = format!("{message}; give the condition of the join");
            self.problem(Problem::new(ErrorKind::NoForeignKey, message));
            return;
        }
        for (from_source, from, to_source, to) in found {
            for (i, (from, to)) in from.into_iter().zip(to).enumerate() {
                if i > 0 {
                    self.text(" AND ");
                }
                self.qualified(from_source, &from);
                self.text(" = ");
                self.qualified(to_source, &to);
            }
        }
    }
}

/// The foreign keys of `from` that point to `to`, as pairs of column lists.
fn keys_between(from: &TableDef, to: &TableDef) -> Vec<(Vec<Name>, Vec<Name>)> {
    let keys = from.foreign_keys();
    keys.filter(|(_, table, _)| *table == to.name).map(|(own, _, target)| (own, target)).collect()
}
