//! New objects of which not every column is given.

use crate::error::{Error, Result};
use crate::expr::view::View;
use crate::expr::{Column, Expr, IntoExpr};
use crate::types::{ComparableWith, SqlValue};
use crate::value::Value;

use super::keep::NewObject;
use super::key::{Raw, Ref};
use super::mapped::Mapped;
use super::relation::Relation;
use super::session::Session;
use super::store::More;

/// A new object under way. Made by [`Session::insert`].
#[must_use = "`add` adds it to the session"]
pub struct New<'s, 'c, T> {
    session: &'s mut Session<'c>,
    values: Vec<(usize, Value)>,
    given: Vec<(usize, Expr)>,
    links: Vec<LinkOf<T>>,
    mistake: Option<Error>,
}

/// A link to be made when the object is there.
type LinkOf<T> = Box<dyn FnOnce(&mut Session<'_>, Ref<T>) -> Result<()>>;

impl<'c> Session<'c> {
    /// A new object with the columns that are [`set`](New::set) and no others: the database gives the
    /// rest their defaults. It has no fields before it is flushed.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// # use sqltree::engine::Engine;
    /// # use sqltree::mapper::Session;
    /// # use sqltree::prelude::*;
    /// #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// struct Post {
    ///     #[column(primary_key, generated)]
    ///     id: i64,
    ///     title: String,
    ///     #[column(default = true)]
    ///     draft: bool,
    /// }
    /// # let mut conn = Engine::open("sqlite://")?.connect()?;
    /// # conn.execute(&create_table(Post::table()))?;
    /// # let mut session = Session::new(&mut conn);
    /// let post = session.insert::<Post>().set(Post::title, func::upper("trees")).add()?;
    /// session.flush()?;
    /// assert_eq!((session[post].title.as_str(), session[post].draft), ("TREES", true));
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    pub fn insert<T: Mapped>(&mut self) -> New<'_, 'c, T> {
        New {
            session: self,
            values: Vec::new(),
            given: Vec::new(),
            links: Vec::new(),
            mistake: None,
        }
    }
}

impl<T: Mapped> New<'_, '_, T> {
    /// Sets a column to a value, or to an expression that the database works out. A second call for a
    /// column replaces the first.
    pub fn set<C: SqlValue, V: IntoExpr>(mut self, column: Column<C>, value: V) -> Self
    where
        C::Family: ComparableWith<<V::Sql as SqlValue>::Family>,
    {
        let found = self.session.store.number::<T>();
        let found = found.and_then(|number| self.session.store.mapping(number).find(&column));
        let index = match found {
            Ok(index) => index,
            Err(error) => {
                self.mistake.get_or_insert(error);
                return self;
            }
        };
        self.values.retain(|(other, _)| *other != index);
        self.given.retain(|(other, _)| *other != index);
        let expr = value.into_expr().dynamic();
        match expr.view().view() {
            View::Parameter(value) => self.values.push((index, value.clone())),
            _ => self.given.push((index, expr)),
        }
        self
    }

    /// Lets the object stand at the start of a relationship, or for one with the foreign key here, point
    /// to `to`.
    pub fn link<R: Relation<From = T>>(mut self, relation: R, to: Ref<R::To>) -> Self {
        self.links.push(Box::new(move |session, own| session.link(own, relation, to)));
        self
    }

    /// Adds the object, to be inserted by the next flush.
    ///
    /// # Errors
    ///
    /// As [`Session::add`] and [`Session::link`];
    /// [`ErrorKind::UnknownColumn`](crate::ErrorKind::UnknownColumn) for a column of another table. A
    /// column without a value and a default is an error of the flush.
    pub fn add(self) -> Result<Ref<T>> {
        if let Some(mistake) = self.mistake {
            return Err(mistake);
        }
        let store = &mut self.session.store;
        store.settle();
        let number = store.number::<T>()?;
        let mapping = store.mapping(number);
        let mut values = vec![Value::Null; mapping.columns.len()];
        let mut unset: Vec<usize> = (0..values.len()).collect();
        for (column, value) in self.values {
            values[column] = value;
            unset.retain(|other| *other != column);
        }
        unset.retain(|other| !self.given.iter().any(|(column, _)| column == other));
        let more = More { waits: Vec::new(), unset, given: self.given, instead: None };
        let raw = store.add::<T>(number, NewObject::Bare(values.into()), more)?;
        let own = store.key(raw);
        let linked = self.links.into_iter().try_for_each(|link| link(self.session, own));
        if let Err(error) = linked {
            self.session.store.forget(raw);
            return Err(error);
        }
        Ok(own)
    }
}

impl Session<'_> {
    /// Sets a column of an object to an expression that the database works out at the next flush, such as
    /// `User::age + 1`; the field has the old value until then.
    ///
    /// # Errors
    ///
    /// As [`edit`](Self::edit); [`ErrorKind::UnknownColumn`](crate::ErrorKind::UnknownColumn) for a
    /// column of another table.
    pub fn set<T: Mapped, C: SqlValue, V: IntoExpr>(
        &mut self,
        key: Ref<T>,
        column: Column<C>,
        value: V,
    ) -> Result<()>
    where
        C::Family: ComparableWith<<V::Sql as SqlValue>::Family>,
    {
        self.store.settle();
        let raw = self.store.check(key)?;
        let index = self.store.mapping(raw.table).find(&column)?;
        let expr = value.into_expr().dynamic();
        let more = self.store.touch(raw).more_mut();
        more.given.retain(|(other, _)| *other != index);
        more.unset.retain(|other| *other != index);
        more.given.push((index, expr));
        Ok(())
    }

    /// Takes the fields of an object that came from elsewhere (a form, a message) into the session.
    ///
    /// The object with its primary key is looked for as by [`get`](Self::get). If there is one, all its
    /// columns are set to those of `object` as by [`edit`](Self::edit), so that the next flush writes
    /// those that differ; fields that are no columns stay. If there is none, `object` is added. A version
    /// must be the one that the row has.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get) and [`add`](Self::add); [`ErrorKind::Stale`](crate::ErrorKind::Stale) if its
    /// version is another than the row's.
    pub fn merge<T: Mapped>(&mut self, object: T) -> Result<Ref<T>> {
        let number = self.store.number::<T>()?;
        let mapping = self.store.mapping(number);
        let key = super::key::Key::of(mapping.key.iter().map(|&i| object.value(i)));
        let Some(found) = self.find_by_key::<T>(&key)? else {
            return self.add(object);
        };
        let raw = Raw { table: number, slot: found.slot };
        if let Some(version) = mapping.version
            && self.store.table(number).value(found.slot, version) != object.value(version)
        {
            let of = std::any::TypeId::of::<T>();
            let why = super::failure::Lost::Changed;
            return Err(super::failure::stale(&mapping, why, self.store.session, raw.slot, of));
        }
        let columns = mapping.inserted.clone();
        let own = self.edit(found)?;
        for &column in columns.iter() {
            own.set(column, object.value(column).as_ref())?;
        }
        Ok(found)
    }

    /// Whether a relationship can be read without an error.
    ///
    /// # Errors
    ///
    /// As [`edit`](Self::edit).
    pub fn is_loaded<R: Relation>(&self, from: Ref<R::From>, relation: R) -> Result<bool> {
        self.store.check(from)?;
        Ok(self.ends(from, &relation).is_ok())
    }
}
