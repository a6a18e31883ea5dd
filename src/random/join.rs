//! Joins, by conditions and by USING, one after the other and in parentheses.

use std::mem::take;

use super::Maker;
use super::scope::{At, Typed};
use crate::expr::column_ref::ColumnRef;
use crate::expr::{Column, Expr};
use crate::feature::Feature;
use crate::name::Name;
use crate::select::{self, FromItem, IntoJoined, IntoOn, IntoSource, JoinOn, Select, using};
use crate::types::Tag;

/// A FROM item and how it is joined to those before it.
pub(super) struct Joined {
    pub(super) item: FromItem,
    how: How,
    on: Option<JoinOn>,
    /// What is joined to it in parentheses, before it is joined itself.
    inside: Vec<Joined>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

impl How {
    fn words(self) -> &'static str {
        match self {
            How::Inner => "JOIN",
            How::Left => "LEFT JOIN",
            How::Right => "RIGHT JOIN",
            How::Full => "FULL JOIN",
            How::Cross => "CROSS JOIN",
        }
    }
}

impl Maker<'_> {
    pub(super) fn joined(&mut self, first: bool, budget: u32) -> Joined {
        if !first && budget >= 4 && self.profile.has(Feature::Lateral) && self.dice.percent(25) {
            return self.joined_lateral(budget);
        }
        if !first && budget >= 6 && self.dice.percent(12) {
            return self.joined_as_a_whole(budget);
        }
        let item = self.item(budget);
        if first {
            return Joined { item, how: How::Cross, on: None, inside: Vec::new() };
        }
        let mut ways = vec![How::Inner, How::Inner, How::Left, How::Left, How::Cross];
        if self.profile.has(Feature::RightJoin) {
            ways.push(How::Right);
        }
        if self.profile.has(Feature::FullJoin) {
            ways.push(How::Full);
        }
        let mut how = *self.dice.pick(&ways);
        if how == How::Full && !self.profile.has(Feature::FullJoinByAny) && !self.has_equal(&item) {
            how = How::Left;
        }
        self.record.add(how.words(), "FROM");
        if let (How::Left | How::Right | How::Full, Some(scope)) = (how, self.scopes.last_mut()) {
            scope.filled = true;
        }
        let on = (how != How::Cross).then(|| self.on_or_using(how, &item, budget));
        Joined { item, how, on, inside: Vec::new() }
    }

    /// Items joined among themselves, in parentheses: their conditions see nothing before.
    fn joined_as_a_whole(&mut self, budget: u32) -> Joined {
        self.record.add("JOIN in parentheses", "FROM");
        let take_all = |maker: &mut Self| {
            let scope = maker.scopes.last_mut();
            scope.map(|scope| (take(&mut scope.columns), take(&mut scope.merged)))
        };
        let before = take_all(self);
        let count = 2 + self.dice.below(2);
        let share = budget / 4;
        let mut inside: Vec<Joined> =
            (0..count).map(|place| self.joined(place == 0, share)).collect();
        let joined = take_all(self);
        if let (Some(scope), Some(before), Some(joined)) = (self.scopes.last_mut(), before, joined)
        {
            scope.columns.extend(before.0.into_iter().chain(joined.0));
            scope.merged.extend(before.1.into_iter().chain(joined.1));
        }
        let item = inside.remove(0).item;
        let mut ways = vec![How::Inner, How::Left, How::Left, How::Cross];
        if self.profile.has(Feature::RightJoin) {
            ways.push(How::Right);
        }
        if self.profile.has(Feature::FullJoinByAny) {
            ways.push(How::Full);
        }
        let how = *self.dice.pick(&ways);
        if let (How::Left | How::Right | How::Full, Some(scope)) = (how, self.scopes.last_mut()) {
            scope.filled = true;
        }
        let on = (how != How::Cross).then(|| self.on(how, &item, budget).into_on());
        Joined { item, how, on, inside }
    }

    /// A query that sees the items before it.
    fn joined_lateral(&mut self, budget: u32) -> Joined {
        self.record.add("lateral query", "FROM");
        let tags = self.some_tags(2);
        let name = self.name("t");
        let item = self.rows_beside(&tags, budget).lateral(name).into_source();
        self.enter(&item);
        let how = *self.dice.pick(&[How::Inner, How::Left, How::Cross]);
        let on = (how != How::Cross).then(|| self.on_or_using(how, &item, budget));
        Joined { item, how, on, inside: Vec::new() }
    }

    fn on_or_using(&mut self, how: How, item: &FromItem, budget: u32) -> JoinOn {
        if self.dice.percent(15)
            && let Some(name) = self.common_name(item)
        {
            self.record.add("USING", "FROM");
            if let Some(scope) = self.scopes.last_mut() {
                scope.merged.push(name.clone());
            }
            return using([name]).into_on();
        }
        self.on(how, item, budget).into_on()
    }

    /// The name of a column of the item that one column before has too, of the same type; those that USING
    /// has merged are one.
    fn common_name(&mut self, item: &FromItem) -> Option<Name> {
        let own = item.columns();
        let scope = self.scopes.last()?;
        let before = scope.columns.get(..scope.columns.len().checked_sub(own.len())?)?;
        let common = |column: &Column| {
            let name = column.name()?;
            let tag = Tag::of(&column.sql_type());
            let is_it = |(_, other): &&Typed| {
                other.node.as_column().and_then(ColumnRef::name) == Some(name)
            };
            let mut others = before.iter().filter(is_it);
            let merged = scope.merged.iter().filter(|own| *own == name).count();
            let alike = others.clone().count() == merged + 1 && others.all(|(own, _)| *own == tag);
            (alike && tag != Tag::Json).then(|| name.clone())
        };
        let names: Vec<Name> = own.iter().filter_map(common).collect();
        (!names.is_empty()).then(|| self.dice.pick(&names).clone())
    }

    /// Mostly keys that are equal; PostgreSQL joins FULL only by such.
    fn on(&mut self, how: How, item: &FromItem, budget: u32) -> Expr<Option<bool>> {
        let outer = !self.profile.has(Feature::OuterJoinByOthers);
        let own = !self.profile.has(Feature::OuterJoinByOuter);
        let at = At { own, ..At::rows("ON", budget.max(3)) };
        if how == How::Full
            && let Some(keys) = self.equal_keys(item)
        {
            return keys;
        }
        if outer || self.dice.percent(60) {
            let leaf = At { budget: 1, ..at };
            let own = match item.columns().into_iter().next() {
                Some(column) if outer => column.expr(),
                _ => self.leaf(Tag::BigInt, leaf),
            };
            let tag = Tag::of(&own.sql_type());
            let keys = own.eq(self.leaf(tag, leaf)).typed();
            return if self.dice.percent(80) { keys } else { keys & self.condition(at) };
        }
        self.condition(at)
    }

    /// True if the item has a column of a type that one before it has.
    fn has_equal(&self, item: &FromItem) -> bool {
        let own = item.columns();
        let Some(scope) = self.scopes.last() else { return false };
        let before = &scope.columns[..scope.columns.len().saturating_sub(own.len())];
        let alike = |column: &Column| {
            let tag = Tag::of(&column.sql_type());
            tag != Tag::Json && before.iter().any(|(other, _)| *other == tag)
        };
        own.iter().any(alike)
    }

    /// A column of the item equal to one of those before it, if two have one type.
    fn equal_keys(&mut self, item: &FromItem) -> Option<Expr<Option<bool>>> {
        let own = item.columns();
        let scope = self.scopes.last()?;
        let before = scope.columns.get(..scope.columns.len().checked_sub(own.len())?)?;
        let alike = |column: &Column| {
            let tag = Tag::of(&column.sql_type());
            let is_it = move |(other, _): &&Typed| *other == tag && tag != Tag::Json;
            before.iter().filter(is_it).map(|(_, other)| other.clone())
        };
        let pairs: Vec<(Column, Expr)> = (own.iter())
            .flat_map(|column| alike(column).map(|other| (column.clone(), other)))
            .collect();
        if pairs.is_empty() {
            return None;
        }
        self.record.add("column", "ON");
        let (own, other) = self.dice.pick(&pairs);
        Some(own.eq(other.clone()).typed())
    }
}

/// The query with its FROM items.
pub(super) fn join_all<R>(mut query: Select<R>, items: Vec<Joined>) -> Select<R> {
    for (place, Joined { item, how, on, inside }) in items.into_iter().enumerate() {
        let item = inside.into_iter().fold(item.into_joined(), add);
        query = match (place, how, on) {
            (0, ..) => query.from(item),
            (_, How::Inner, Some(on)) => query.join(item, on),
            (_, How::Left, Some(on)) => query.left_join(item, on),
            (_, How::Right, Some(on)) => query.right_join(item, on),
            (_, How::Full, Some(on)) => query.full_join(item, on),
            (..) => query.cross_join(item),
        };
    }
    query
}

/// What is joined in parentheses, with one more in them.
fn add(left: select::Joined, Joined { item, how, on, inside }: Joined) -> select::Joined {
    let right = inside.into_iter().fold(item.into_joined(), add);
    match (how, on) {
        (How::Inner, Some(on)) => left.join(right, on),
        (How::Left, Some(on)) => left.left_join(right, on),
        (How::Right, Some(on)) => left.right_join(right, on),
        (How::Full, Some(on)) => left.full_join(right, on),
        (..) => left.cross_join(right),
    }
}
