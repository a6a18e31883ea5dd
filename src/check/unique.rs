//! Which columns of a FROM item no two rows have the same values in.

use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::NodeRef;
use crate::schema::{ConstraintDef, TableDef};
use crate::select::{Distinct, Item, SelectBody, SourceRef};
use crate::tree::{items_of, same};

/// How many queries in FROM of queries in FROM are looked into.
const MOST_LEVELS: u8 = 8;

/// Columns, by their places, that no two rows have the same values in.
pub(super) struct Unique {
    pub(super) columns: Vec<u16>,
    /// True if one of them takes NULL, so that rows with NULL in it may be alike.
    pub(super) nullable: bool,
}

/// The unique keys of a FROM item.
pub(super) fn keys_of(source: SourceRef<'_>) -> Vec<Unique> {
    keys_to(source, MOST_LEVELS)
}

fn keys_to(source: SourceRef<'_>, levels: u8) -> Vec<Unique> {
    if let Some(table) = source.table() {
        return keys_of_table(table);
    }
    match query_of(source) {
        Some(body) if levels > 0 => keys_of_query(body, levels - 1),
        Some(_) | None => Vec::new(),
    }
}

/// The query behind an item of FROM; none for one that gives its rows for each row before it.
pub(super) fn query_of(source: SourceRef<'_>) -> Option<&SelectBody> {
    let item = source.item().filter(|item| !item.is_lateral());
    item.and_then(Item::query_node).and_then(Node::as_query).map(|body| &**body)
}

fn keys_of_table(table: &TableDef) -> Vec<Unique> {
    let mut keys = Vec::new();
    let mut add = |columns: Option<Vec<u16>>| {
        let Some(columns) = columns.filter(|columns| !columns.is_empty()) else { return };
        let takes_null = |place: &u16| table.columns[usize::from(*place)].is_nullable();
        let nullable = columns.iter().any(takes_null);
        keys.push(Unique { columns, nullable });
    };
    let places = 0..u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
    let of = |place: &u16| &table.columns[usize::from(*place)];
    add(Some(places.clone().filter(|place| of(place).primary_key).collect()));
    places.filter(|place| of(place).unique).for_each(|place| add(Some(vec![place])));
    for constraint in table.constraints.iter() {
        if let ConstraintDef::Unique(names) = constraint {
            add(names.iter().map(|name| table.position(name.as_str())).collect());
        }
    }
    keys
}

/// The keys of a query's columns: what it groups by, all that are distinct, those of its one item.
fn keys_of_query(body: &SelectBody, levels: u8) -> Vec<Unique> {
    let mut keys = Vec::new();
    if body.set().is_some() || body.values().is_some() || body.has_star() {
        return keys;
    }
    let columns = || (0..).zip(&body.columns);
    if body.distinct() == Distinct::Rows {
        keys.push(Unique { columns: columns().map(|(place, _)| place).collect(), nullable: false });
    }
    let shown = |wanted: NodeRef<'_>| {
        let is_it = |column: &Node| same(NodeRef::new(column.unlabelled()), wanted);
        columns().find(|(_, column)| is_it(column)).map(|(place, _)| place)
    };
    let groups = body.rare().map_or(&[][..], |rare| &rare.group_by);
    if !body.groupings().is_empty() {
        // The same keys may come from several sets.
        return keys;
    }
    if !groups.is_empty() {
        let group = |key: &Node| shown(NodeRef::new(key.unlabelled()));
        let places: Option<Vec<u16>> = groups.iter().map(group).collect();
        keys.extend(places.map(|columns| Unique { columns, nullable: false }));
        return keys;
    }
    let items = items_of(body);
    if let ([only], true) = (&items[..], body.joins.is_empty()) {
        let shown = |index: u16| {
            let is_it = |column: &ColumnRef| {
                column.index() == Some(index)
                    && SourceRef::of(column).is_some_and(|own| own.same(*only))
            };
            let mut all = columns();
            all.find(|(_, node)| node.unlabelled().as_column().is_some_and(is_it)).map(|(at, _)| at)
        };
        for key in keys_to(*only, levels) {
            let places: Option<Vec<u16>> = key.columns.into_iter().map(shown).collect();
            keys.extend(places.map(|columns| Unique { columns, nullable: key.nullable }));
        }
    }
    keys
}
