//! Parts of relationships: filtered, ordered, the first few of each object. Values, never the relationship.

use std::collections::HashMap;

use crate::error::Result;
use crate::expr::{Column, Condition, Expr, IntoOrder, Order, func, window};
use crate::select::select;
use crate::types::Any;

use super::key::{Key, Raw, Ref};
use super::mapped::{Mapped, Rest, With};
use super::relation::{Relation, ToMany};
use super::resolve::Resolved;
use super::session::Session;
use super::sql::{joined, most_keys, one_of};

/// A part of a relationship, to be read. Made by [`Session::load_part`].
#[must_use = "`all` reads it"]
pub struct Part<'s, 'c, 'f, R: Relation> {
    session: &'s mut Session<'c>,
    from: &'f [Ref<R::From>],
    relation: R,
    filter: Vec<Expr<Any>>,
    order: Vec<Order>,
    limit: Option<u64>,
}

/// Objects, each with those that were read for it.
type Parts<R> = Vec<(Ref<<R as Relation>::From>, Vec<Ref<<R as Relation>::To>>)>;

impl<'c> Session<'c> {
    /// Reads a part of a relationship for many objects at once: what a condition holds for, or the first
    /// few of each. The answer is a value; the relationship itself is as loaded, or not, as before.
    ///
    /// ```
    /// # use sqltree::mapper::{Ref, Session};
    /// # use sqltree::expr::Column;
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # #[has_many(posts: Post)]
    /// # struct User { #[column(primary_key)] id: i64 }
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # struct Post { #[column(primary_key)] id: i64, #[column(references = User::id)] author_id: i64 }
    /// fn newest(session: &mut Session<'_>, users: &[Ref<User>]) -> sqltree::Result<()> {
    ///     let newest = session.load_part(users, User::posts).order_by(Post::id.desc()).limit(3).all()?;
    ///     for (user, posts) in newest {
    ///         println!("{}: {} posts", session[user].id, posts.len());
    ///     }
    ///     Ok(())
    /// }
    /// ```
    pub fn load_part<'s, 'f, R: ToMany>(
        &'s mut self,
        from: &'f [Ref<R::From>],
        relation: R,
    ) -> Part<'s, 'c, 'f, R> {
        Part { session: self, from, relation, filter: Vec::new(), order: Vec::new(), limit: None }
    }
}

impl<R: ToMany> Part<'_, '_, '_, R> {
    /// Only objects for which `condition` is true. A second call adds AND.
    pub fn filter(mut self, condition: impl Condition) -> Self {
        self.filter.push(condition.into_expr().dynamic());
        self
    }

    /// The order of the objects of each, and which are the first; without it, by their keys. Calls add
    /// terms.
    pub fn order_by(mut self, term: impl IntoOrder) -> Self {
        self.order.push(term.into_order());
        self
    }

    /// At most so many for each, by `ROW_NUMBER`.
    pub fn limit(mut self, rows: u64) -> Self {
        self.limit = Some(rows);
        self
    }

    /// Reads them: each object of the call, in its order, with its part.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unflushed`](crate::ErrorKind::Unflushed) if a table that is read has unflushed
    /// changes; `Unsupported` for a limit on an engine without functions over windows; as
    /// [`Connection::fetch_all`](crate::engine::Connection::fetch_all).
    pub fn all(self) -> Result<Parts<R>> {
        let store = &mut self.session.store;
        let number = store.relation(&self.relation)?;
        let relation = store.resolved(number);
        let mut starts: HashMap<Key, Vec<usize>> = HashMap::new();
        let mut parts: Parts<R> = Vec::with_capacity(self.from.len());
        let columns = match &relation.through {
            Some(through) => &through.from.target,
            None => &relation.target,
        };
        for (i, &key) in self.from.iter().enumerate() {
            let raw: Raw = store.check(key)?;
            starts.entry(store.stored_by(raw, columns)).or_default().push(i);
            parts.push((key, Vec::new()));
        }
        starts.retain(|key, _| !key.has_null());
        let mut keys: Vec<(usize, Key)> =
            starts.iter().map(|(key, places)| (places[0], key.clone())).collect();
        keys.sort_by_key(|(place, _)| *place);
        let keys: Vec<Key> = keys.into_iter().map(|(_, key)| key).collect();
        let most = most_keys(self.session.conn, columns.len());
        for keys in keys.chunks(most) {
            let rows = read::<R::To>(
                self.session,
                &relation,
                keys,
                (&self.filter, &self.order, self.limit),
            )?;
            for (raw, key) in rows {
                for &place in starts.get(&key).into_iter().flatten() {
                    parts[place].1.push(self.session.store.key(raw));
                }
            }
        }
        Ok(parts)
    }
}

/// What is asked for besides the keys.
type Asked<'a> = (&'a [Expr<Any>], &'a [Order], Option<u64>);

fn read<C: Mapped>(
    session: &mut Session<'_>,
    relation: &Resolved,
    keys: &[Key],
    (filter, order, limit): Asked<'_>,
) -> Result<Vec<(Raw, Key)>> {
    let (start, end) = (session.store.mapping(relation.from), session.store.mapping(relation.to));
    let (target, pointer): (&[usize], Vec<Column<Any>>) = match &relation.through {
        Some(through) => (&through.from.target, through.from.columns.clone()),
        None => (&relation.target, relation.own.iter().map(|&i| end.columns[i].clone()).collect()),
    };
    let text = start.has_text(target);
    let alias = start.table.alias("sqltree_start");
    let of_start: Vec<Column<Any>> = target.iter().map(|&i| alias.column_at(i)).collect();
    let given = if text { &of_start } else { &pointer };
    let mut order = order.to_vec();
    order.extend(end.key.iter().map(|&i| end.columns[i].clone().into_order()));

    let mut list: Vec<Expr<Any>> = end.columns.iter().map(Column::expr).collect();
    let label =
        |(i, column): (usize, &Column<Any>)| column.expr().label(format!("sqltree_start_{i}"));
    list.extend(given.iter().enumerate().map(label));
    let place = func::row_number()
        .over(window().partition_by(given.to_vec()).order_by(order.clone()))
        .dynamic()
        .label("sqltree_place");
    if limit.is_some() {
        list.push(place);
    }
    let mut query = select(list).from(end.table.clone());
    if let Some(through) = &relation.through {
        let to: Vec<Column<Any>> =
            through.to.target.iter().map(|&i| end.columns[i].clone()).collect();
        query = query.join(through.table.clone(), joined(&through.to.columns, &to));
    }
    if text {
        query = query.join(&alias, joined(&pointer, &of_start));
    }
    query = query.filter(one_of(given, keys));
    for condition in filter {
        query = query.filter(condition.clone());
    }
    let width = end.columns.len() + given.len();
    let query = match limit {
        None => query.order_by(order),
        Some(limit) => {
            let part = query.subquery("sqltree_part");
            let columns: Vec<Column<Any>> = (0..width).map(|i| part.column_at(i)).collect();
            let place = part.column_at(width);
            let most = i64::try_from(limit).unwrap_or(i64::MAX);
            select(columns).filter(place.le(most)).order_by(place)
        }
    };
    let query = query.rows_as::<With<C, Rest>>();
    session.ready_for(&query)?;
    let rows = session.conn.fetch_all(&query)?;
    rows.into_iter()
        .map(|With(row, Rest(values))| Ok((session.store.keep(relation.to, row)?, Key::of(values))))
        .collect()
}
