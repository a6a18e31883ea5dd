//! Which columns a relationship goes by.

use std::any::TypeId;
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::expr::Column;
use crate::name::Name;
use crate::schema::{Table, TableName};
use crate::types::Any;

use super::mapping::Mapping;
use super::relation::{By, Definition, Kind, Relation};
use super::store::Store;

/// A relationship as a session knows it; columns are numbers.
pub(super) struct Resolved {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) from: u16,
    pub(super) to: u16,
    /// The foreign key, of the table that has it.
    pub(super) own: Vec<usize>,
    /// The columns that it points to.
    pub(super) target: Vec<usize>,
    pub(super) through: Option<Through>,
    pub(super) deletes_orphans: bool,
    /// Objects from this place on were added when the relationship was known, so that their lists are
    /// whole from the start.
    pub(super) since: u32,
}

/// An association table.
pub(super) struct Through {
    pub(super) table: Table,
    /// Its columns that point to the struct that has the relationship, and what they point to.
    pub(super) from: Side,
    pub(super) to: Side,
    /// True if it has columns that a pair of keys does not give a value for.
    pub(super) has_more: bool,
}

pub(super) struct Side {
    pub(super) columns: Vec<Column<Any>>,
    pub(super) target: Vec<usize>,
}

impl Resolved {
    /// True if loaded objects are kept in lists that follow the foreign keys.
    pub(super) fn has_list(&self) -> bool {
        matches!(self.kind, Kind::HasOne | Kind::HasMany)
    }
}

impl Store {
    /// The number of a relationship.
    pub(super) fn relation<R: Relation>(&mut self, relation: &R) -> Result<u16> {
        let definition = relation.definition();
        let known = (TypeId::of::<R::From>(), definition.name);
        if let Some(&number) = self.relation_numbers.get(&known) {
            return Ok(number);
        }
        let (from, to) = (self.number::<R::From>()?, self.number::<R::To>()?);
        let resolved = self.resolve(&definition, from, to)?;
        let number = self.relations.len() as u16;
        if resolved.has_list() {
            self.lists_of[usize::from(to)].push(number);
        }
        self.relations.push(Arc::new(resolved));
        self.relation_numbers.insert(known, number);
        Ok(number)
    }

    /// The number of a relationship that is known.
    pub(super) fn known_relation<R: Relation>(&self, relation: &R) -> Option<u16> {
        let known = (TypeId::of::<R::From>(), relation.definition().name);
        self.relation_numbers.get(&known).copied()
    }

    pub(super) fn resolved(&self, number: u16) -> Arc<Resolved> {
        self.relations[usize::from(number)].clone()
    }

    pub(super) fn resolve(&self, definition: &Definition, from: u16, to: u16) -> Result<Resolved> {
        let mappings = [&*self.mapping(from), &*self.mapping(to)];
        Resolved::of(definition, [from, to], mappings, self.table(from).len())
    }
}

impl Resolved {
    pub(super) fn of(
        definition: &Definition,
        [from, to]: [u16; 2],
        [from_mapping, to_mapping]: [&Mapping; 2],
        since: u32,
    ) -> Result<Self> {
        let name = definition.name;
        let mut resolved = Resolved {
            name,
            kind: definition.kind,
            from,
            to,
            own: Vec::new(),
            target: Vec::new(),
            through: None,
            deletes_orphans: definition.deletes_orphans,
            since,
        };
        match definition.kind {
            Kind::BelongsTo => {
                let (own, target) = columns(name, &from_mapping.table, to_mapping, definition.by)?;
                (resolved.own, resolved.target) = (places(from_mapping, &own)?, target);
            }
            Kind::HasOne | Kind::HasMany => {
                let (own, target) = columns(name, &to_mapping.table, from_mapping, definition.by)?;
                (resolved.own, resolved.target) = (places(to_mapping, &own)?, target);
            }
            Kind::ManyToMany => {
                let Some(table) = definition.through else {
                    let message =
                        format!("`{name}` names no association table; give one by `through`");
                    return Err(Error::new(ErrorKind::Incomplete, message));
                };
                resolved.through =
                    Some(through(name, table(), from_mapping, to_mapping, definition)?);
            }
        }
        Ok(resolved)
    }
}

fn places(mapping: &Mapping, columns: &[Column<Any>]) -> Result<Vec<usize>> {
    columns.iter().map(|column| mapping.find(column)).collect()
}

/// The foreign key of `table` that points to `target`.
fn columns(
    name: &str,
    table: &Table,
    target: &Mapping,
    by: Option<By>,
) -> Result<(Vec<Column<Any>>, Vec<usize>)> {
    let given = by.map(|by| by());
    let is_given = |own: &[Name]| match &given {
        Some(given) => {
            own.len() == given.len()
                && own.iter().zip(given).all(|(own, column)| column.name() == Some(own))
        }
        None => true,
    };
    let points = |to: &TableName| to == target.name();
    let mut found = (table.def().foreign_keys()).filter(|(own, to, _)| points(to) && is_given(own));
    match (found.next(), found.next(), given) {
        (Some((own, _, names)), None, _) => {
            let places = names.iter().map(|name| target.place(name)).collect::<Option<Vec<_>>>();
            let places = places.ok_or_else(|| mismatch(name, table, target))?;
            Ok((own.iter().map(|own| table.col(own.as_str())).collect(), places))
        }
        (None, _, Some(given)) if given.len() == target.key.len() => {
            Ok((given, target.key.clone()))
        }
        (Some(_), Some(_), _) => {
            let message = format!(
                "`{name}` could go by several foreign keys of `{}` to `{}`; say which by `by`",
                table.table_name(),
                target.name()
            );
            Err(Error::new(ErrorKind::NoForeignKey, message))
        }
        _ => Err(mismatch(name, table, target)),
    }
}

fn mismatch(name: &str, table: &Table, target: &Mapping) -> Error {
    let message = format!(
        "`{name}` needs a foreign key of `{}` that points to `{}`; declare one, or give its columns \
         by `by`, one for each of the primary key",
        table.table_name(),
        target.name()
    );
    Error::new(ErrorKind::NoForeignKey, message)
}

fn through(
    name: &str,
    table: Table,
    from: &Mapping,
    to: &Mapping,
    definition: &Definition,
) -> Result<Through> {
    let itself = from.name() == to.name();
    if itself && (definition.by.is_none() || definition.to.is_none()) {
        let message = format!(
            "`{name}` joins `{0}` to itself; say which columns of `{1}` point to each side by `by` \
             and `to`",
            from.name(),
            table.table_name()
        );
        return Err(Error::new(ErrorKind::NoForeignKey, message));
    }
    let (own, target) = columns(name, &table, from, definition.by)?;
    let from = Side { columns: own, target };
    let (other, target) = columns(name, &table, to, definition.to)?;
    let to = Side { columns: other, target };
    let is_pair = |name: &Name| {
        let mut columns = from.columns.iter().chain(&to.columns);
        columns.any(|column| column.name() == Some(name))
    };
    let mut others = table.def().columns().iter().filter(|column| !is_pair(column.name()));
    let has_more = others.any(|column| !column.is_generated());
    Ok(Through { table, from, to, has_more })
}
