//! Joins by a foreign key.

use super::Writer;
use crate::error::{ErrorKind, Problem};
use crate::name::Name;
use crate::schema::TableDef;
use crate::select::Join;

impl<'a> Writer<'a> {
    /// ON by the one foreign key between an item, or one of those joined to it in parentheses, and those
    /// before it.
    pub(super) fn foreign_key(&mut self, join: &'a Join, place: usize, head: Option<usize>) {
        let item = |i: usize| self.scope.sources.get(i);
        let mut found = Vec::new();
        for source in (place..=place + join.inside).filter_map(item) {
            for other in self.places_before(place, head).filter_map(item) {
                if let (Some(ours), Some(theirs)) = (source.table(), other.table()) {
                    let down = keys_between(ours, theirs).into_iter();
                    found.extend(down.map(|(from, to)| (source, from, other, to)));
                    let up = keys_between(theirs, ours).into_iter();
                    found.extend(up.map(|(from, to)| (other, from, source, to)));
                }
            }
        }
        if found.len() != 1 {
            let (name, many) = (item(place).map_or("", |item| item.name().shown()), found.len());
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
