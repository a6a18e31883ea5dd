//! Loading relationships: for all objects at once, in one statement or as many as parameters need.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::error::Result;
use crate::expr::Column;
use crate::select::select;
use crate::types::Any;

use super::key::{Key, Raw};
use super::mapped::{Entity, Mapped, Rest, Whole, With};
use super::relation::{Kind, Relation};
use super::resolve::Resolved;
use super::rows::State;
use super::session::Session;
use super::sql::{joined, most_keys, one_of};
use super::store::ListKey;

/// Loads a relationship of objects, and gives those at its end, each once.
pub(super) fn relation<R: Relation>(
    session: &mut Session<'_>,
    relation: R,
    from: &[Raw],
) -> Result<Vec<Raw>> {
    let number = session.store.relation(&relation)?;
    session.store.settle();
    let resolved = session.store.resolved(number);
    match resolved.kind {
        Kind::BelongsTo => to_parents::<R::To>(session, number, &resolved, from)?,
        Kind::HasOne | Kind::HasMany => to_children::<R::To>(session, number, &resolved, from)?,
        Kind::ManyToMany => through::<R::To>(session, number, &resolved, from)?,
    }
    let (mut seen, mut ends) = (HashSet::new(), Vec::new());
    for &raw in from {
        ends.extend(session.store.ends(number, raw)?.into_iter().filter(|end| seen.insert(*end)));
    }
    Ok(ends)
}

/// The objects by their keys in the database, without new ones, which nothing in it points to.
fn by_key(session: &Session<'_>, from: &[Raw], columns: &[usize]) -> HashMap<Key, Vec<u32>> {
    let mut keys: HashMap<Key, Vec<u32>> = HashMap::with_capacity(from.len());
    for &raw in from {
        if session.store.meta(raw).state == State::New {
            continue;
        }
        let slots = keys.entry(session.store.stored_by(raw, columns)).or_default();
        if !slots.contains(&raw.slot) {
            slots.push(raw.slot);
        }
    }
    keys.retain(|key, _| !key.has_null());
    keys
}

/// Keys in an order of their own, so that statements do not depend on hashing.
fn sorted(keys: &HashMap<Key, Vec<u32>>) -> Vec<Key> {
    let mut keys: Vec<(&Key, u32)> = keys.iter().map(|(key, slots)| (key, slots[0])).collect();
    keys.sort_by_key(|(_, slot)| *slot);
    keys.into_iter().map(|(key, _)| key.clone()).collect()
}

/// All columns of a struct, and others behind them.
fn beside<T: Mapped>(more: &[Column<Any>]) -> Vec<Column<Any>> {
    let mut columns = T::table().columns();
    columns.extend_from_slice(more);
    columns
}

fn pick(columns: &[Column<Any>], places: &[usize]) -> Vec<Column<Any>> {
    places.iter().map(|&i| columns[i].clone()).collect()
}

fn to_parents<P: Mapped>(
    session: &mut Session<'_>,
    number: u16,
    relation: &Resolved,
    from: &[Raw],
) -> Result<()> {
    let mut missing: HashMap<Key, Vec<u32>> = HashMap::new();
    for &raw in from {
        let store = &session.store;
        let there = store
            .parent_of(raw, relation)
            .filter(|&parent| store.meta(parent).state == State::New || store.is_current(parent));
        let key = store.key_by(raw, &relation.own);
        if there.is_none() && !key.has_null() {
            missing.entry(key).or_default().push(raw.slot);
        }
    }
    let mapping = session.store.mapping(relation.to);
    let target = pick(&mapping.columns, &relation.target);
    for keys in sorted(&missing).chunks(most_keys(session.conn, target.len())) {
        let query = select(Entity::<P>::new()).filter(one_of(&target, keys));
        for Whole(row) in session.conn.fetch_all(&query)? {
            session.store.keep(relation.to, row)?;
        }
    }
    missing.retain(|key, _| session.store.find_by(relation.to, &relation.target, key).is_none());
    let slots: Vec<u32> = missing.into_values().flatten().collect();
    // Nothing is there, or what is there has a key that only the database holds to be the same.
    for &slot in &slots {
        session.store.put_list((number, slot), Some(Vec::new()));
    }
    if mapping.has_text(&relation.target) {
        to_alike::<P>(session, number, relation, &slots)?;
    }
    Ok(())
}

/// Parents whose keys are the same by the collation of the database alone.
fn to_alike<P: Mapped>(
    session: &mut Session<'_>,
    number: u16,
    relation: &Resolved,
    slots: &[u32],
) -> Result<()> {
    let child = session.store.mapping(relation.from);
    let parent = session.store.mapping(relation.to);
    let raws: Vec<Raw> = slots.iter().map(|&slot| Raw { table: relation.from, slot }).collect();
    let children = by_key(session, &raws, &child.key);
    let alias = child.table.alias("sqltree_child");
    let of_alias = |places: &[usize]| -> Vec<Column<Any>> {
        places.iter().map(|&i| alias.column_at(i)).collect()
    };
    let key = of_alias(&child.key);
    let on = joined(&of_alias(&relation.own), &pick(&parent.columns, &relation.target));
    for keys in sorted(&children).chunks(most_keys(session.conn, key.len())) {
        let query = select(beside::<P>(&key))
            .from(parent.table.clone())
            .join(&alias, on.clone())
            .filter(one_of(&key, keys))
            .rows_as::<With<P, Rest>>();
        for With(row, Rest(values)) in session.conn.fetch_all(&query)? {
            let raw = session.store.keep(relation.to, row)?;
            for &slot in children.get(&Key::of(values)).into_iter().flatten() {
                session.store.put_list((number, slot), Some(vec![raw.slot]));
            }
        }
    }
    Ok(())
}

fn to_children<C: Mapped>(
    session: &mut Session<'_>,
    number: u16,
    relation: &Resolved,
    from: &[Raw],
) -> Result<()> {
    let parents = by_key(session, from, &relation.target);
    let (parent, child) =
        (session.store.mapping(relation.from), session.store.mapping(relation.to));
    let mut lists: HashMap<u32, Vec<u32>> = from.iter().map(|raw| (raw.slot, Vec::new())).collect();
    let text = parent.has_text(&relation.target);
    let own = pick(&child.columns, &relation.own);
    let order: Vec<Column<Any>> = pick(&child.columns, &child.key);
    // Texts are compared by the database: the key is read from the parent itself.
    let alias = parent.table.alias("sqltree_parent");
    let target: Vec<Column<Any>> = relation.target.iter().map(|&i| alias.column_at(i)).collect();
    for keys in sorted(&parents).chunks(most_keys(session.conn, own.len())) {
        let rows: Vec<(C, Option<Key>)> = if text {
            let query = select(beside::<C>(&target))
                .from(child.table.clone())
                .join(&alias, joined(&own, &target))
                .filter(one_of(&target, keys))
                .order_by(order.clone())
                .rows_as::<With<C, Rest>>();
            let rows = session.conn.fetch_all(&query)?.into_iter();
            rows.map(|With(row, Rest(values))| (row, Some(Key::of(values)))).collect()
        } else {
            let query =
                select(Entity::<C>::new()).filter(one_of(&own, keys)).order_by(order.clone());
            session.conn.fetch_all(&query)?.into_iter().map(|Whole(row)| (row, None)).collect()
        };
        for (row, key) in rows {
            let key = key.unwrap_or_else(|| Key::of(relation.own.iter().map(|&i| row.value(i))));
            let raw = session.store.keep(relation.to, row)?;
            for slot in parents.get(&key).into_iter().flatten() {
                lists.entry(*slot).or_default().push(raw.slot);
            }
        }
    }
    overlay(session, relation, &mut lists);
    for (slot, list) in lists {
        session.store.put_list((number, slot), Some(list));
    }
    Ok(())
}

/// Puts right what was read by the changes that the database does not know.
fn overlay(session: &Session<'_>, relation: &Resolved, lists: &mut HashMap<u32, Vec<u32>>) {
    let store = &session.store;
    let edited: Vec<(u32, Option<u32>)> = (store.pending.keys())
        .filter(|raw| raw.table == relation.to)
        .map(|&raw| (raw.slot, store.parent_of(raw, relation).map(|parent| parent.slot)))
        .collect();
    if edited.is_empty() {
        return;
    }
    let moved: HashMap<u32, Option<u32>> = edited.iter().copied().collect();
    for (slot, list) in lists.iter_mut() {
        list.retain(|child| moved.get(child).is_none_or(|parent| *parent == Some(*slot)));
    }
    for (child, parent) in edited {
        if let Some(list) = parent.and_then(|parent| lists.get_mut(&parent))
            && !list.contains(&child)
        {
            list.push(child);
        }
    }
}

fn through<B: Mapped>(
    session: &mut Session<'_>,
    number: u16,
    relation: &Arc<Resolved>,
    from: &[Raw],
) -> Result<()> {
    let Some(pair) = &relation.through else { return Ok(()) };
    let starts = by_key(session, from, &pair.from.target);
    let (left, right) = (session.store.mapping(relation.from), session.store.mapping(relation.to));
    let alias = left.table.alias("sqltree_start");
    let start: Vec<Column<Any>> = pair.from.target.iter().map(|&i| alias.column_at(i)).collect();
    let text = left.has_text(&pair.from.target);
    let given = if text { &start } else { &pair.from.columns };
    let on = joined(&pair.to.columns, &pick(&right.columns, &pair.to.target));
    let mut lists: HashMap<u32, Vec<u32>> = from.iter().map(|raw| (raw.slot, Vec::new())).collect();
    for keys in sorted(&starts).chunks(most_keys(session.conn, start.len())) {
        let mut query = select(beside::<B>(given))
            .from(right.table.clone())
            .join(pair.table.clone(), on.clone());
        if text {
            query = query.join(&alias, joined(&pair.from.columns, &start));
        }
        let query = query
            .filter(one_of(given, keys))
            .order_by(pick(&right.columns, &right.key))
            .rows_as::<With<B, Rest>>();
        for With(row, Rest(values)) in session.conn.fetch_all(&query)? {
            let raw = session.store.keep(relation.to, row)?;
            for slot in starts.get(&Key::of(values)).into_iter().flatten() {
                let list = lists.entry(*slot).or_default();
                // A pair that is there twice is one.
                if list.last() != Some(&raw.slot) {
                    list.push(raw.slot);
                }
            }
        }
    }
    session.store.overlay_links(number, &mut lists);
    for (slot, list) in lists {
        let key: ListKey = (number, slot);
        session.store.put_list(key, Some(list));
    }
    Ok(())
}
