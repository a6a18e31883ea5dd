//! Reading and changing relationships.

use crate::error::{Error, ErrorKind, Result};

use super::key::{Raw, Ref};
use super::mapped::Mapped;
use super::relation::{Kind, Path, Relation, ToMany, ToOne};
use super::rows::State;
use super::session::Session;

impl Session<'_> {
    /// Loads relationships of objects, for all of them at once: a statement a relationship, or as many
    /// as the parameter limit needs.
    ///
    /// A path is a relationship, two joined by `.then(…)`, or a tuple of paths from one struct. What is
    /// loaded already is read anew, except the ends of [`BelongsTo`](super::BelongsTo) that are in the
    /// session. Unflushed changes count: lists are as the foreign keys of the objects say.
    ///
    /// ```
    /// # use sqltree::mapper::{Ref, Session};
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # #[has_many(posts: Post)]
    /// # struct User { #[column(primary_key)] id: i64 }
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # #[belongs_to(author: User)]
    /// # struct Post { #[column(primary_key)] id: i64, #[column(references = User::id)] author_id: i64 }
    /// fn show(session: &mut Session<'_>, users: &[Ref<User>]) -> sqltree::Result<()> {
    ///     session.load(users, User::posts.then(Post::author))?;
    ///     for &user in users {
    ///         for post in session.each(user, User::posts)? {
    ///             println!("{}", post.id);
    ///         }
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Gone`] for keys of deleted objects, [`ErrorKind::NoForeignKey`] for a relationship
    /// whose columns are not known, and as
    /// [`Connection::fetch_all`](crate::engine::Connection::fetch_all).
    pub fn load<P: Mapped>(&mut self, from: &[Ref<P>], path: impl Path<P>) -> Result<()> {
        let raws: Vec<Raw> =
            from.iter().map(|&key| self.store.check(key)).collect::<Result<_>>()?;
        path.load(self, &raws)
    }

    pub(super) fn ends<R: Relation>(&self, from: Ref<R::From>, relation: &R) -> Result<Vec<Raw>> {
        let raw = self.store.check(from)?;
        let definition = relation.definition();
        if let Some(number) = self.store.known_relation(relation) {
            return self.store.ends(number, raw);
        }
        // The foreign key of the object itself says all, if what it points to is here.
        match self.store.known::<R::To>() {
            Some(to) if definition.kind == Kind::BelongsTo => {
                let resolved = self.store.resolve(&definition, raw.table, to)?;
                self.store.end_of(raw, &resolved, None)
            }
            _ => Err(super::failure::not_loaded(definition.name)),
        }
    }

    /// The keys of the objects at the end of a relationship, owned, so that the session may be edited
    /// while they are walked.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotLoaded`] if the relationship is not loaded for this object.
    pub fn refs<R: ToMany>(&self, from: Ref<R::From>, relation: R) -> Result<Vec<Ref<R::To>>> {
        let ends = self.ends(from, &relation)?;
        Ok(ends.into_iter().map(|raw| self.store.key(raw)).collect())
    }

    /// The objects at the end of a relationship, lent for reading.
    ///
    /// # Errors
    ///
    /// As [`refs`](Self::refs).
    pub fn each<R: ToMany>(
        &self,
        from: Ref<R::From>,
        relation: R,
    ) -> Result<impl Iterator<Item = &R::To>> {
        let keys = self.refs(from, relation)?;
        let objects: Vec<&R::To> =
            keys.into_iter().map(|key| self.peek(key)).collect::<Result<_>>()?;
        Ok(objects.into_iter())
    }

    /// The object at the end of a relationship, or `None` if there is none.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotLoaded`] if it is not loaded.
    pub fn one<R: ToOne>(&self, from: Ref<R::From>, relation: R) -> Result<Option<Ref<R::To>>> {
        Ok(self.ends(from, &relation)?.first().map(|&raw| self.store.key(raw)))
    }

    /// Adds an object at the end of a relationship. Its foreign key is set, now or when `from` is saved.
    ///
    /// # Errors
    ///
    /// As [`add`](Self::add) and [`link`](Self::link).
    pub fn add_to<R: Relation>(
        &mut self,
        from: Ref<R::From>,
        relation: R,
        object: R::To,
    ) -> Result<Ref<R::To>> {
        self.store.check(from)?;
        let number = self.store.relation(&relation)?;
        self.linkable(number)?;
        let key = self.add(object)?;
        self.link(from, relation, key)?;
        Ok(key)
    }

    fn linkable(&mut self, number: u16) -> Result<()> {
        let resolved = self.store.resolved(number);
        if resolved.through.as_ref().is_none_or(|through| !through.has_more) {
            return Ok(());
        }
        let message = format!(
            "the association table of `{}` has columns of its own, which a link has no values for; \
             map it to a struct and add its objects",
            resolved.name
        );
        Err(Error::new(ErrorKind::Conflict, message))
    }

    /// Lets a relationship of `from` have `to` at its end. Nothing is loaded; to link twice is to link
    /// once. Of [`HasOne`](super::HasOne) the object that was there is unlinked, so the relationship must
    /// be loaded.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Gone`] for keys of deleted objects; [`ErrorKind::Conflict`] for an association table
    /// with columns of its own; as [`unlink`](Self::unlink).
    pub fn link<R: Relation>(
        &mut self,
        from: Ref<R::From>,
        relation: R,
        to: Ref<R::To>,
    ) -> Result<()> {
        self.store.settle();
        let (from_raw, to_raw) = (self.store.check(from)?, self.store.check(to)?);
        let number = self.store.relation(&relation)?;
        let resolved = self.store.resolved(number);
        match resolved.kind {
            Kind::BelongsTo => self.store.point(from_raw, &resolved, Some(to_raw)),
            Kind::HasMany => self.store.point(to_raw, &resolved, Some(from_raw)),
            Kind::HasOne => {
                let there = self.store.ends(number, from_raw)?;
                for old in there.into_iter().filter(|old| *old != to_raw) {
                    self.orphan(number, from_raw, old)?;
                }
                self.store.point(to_raw, &resolved, Some(from_raw))
            }
            Kind::ManyToMany => {
                self.linkable(number)?;
                self.store.want(number, from_raw, to_raw, true)
            }
        }
    }

    /// Takes `to` from the end of a relationship: a foreign key is set to NULL, or the object that has it
    /// is deleted where the relationship says so; of an association table the pair is deleted. Nothing is
    /// loaded.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] if the foreign key takes no NULL and nothing is said of orphans, or if it
    /// points to another object.
    pub fn unlink<R: Relation>(
        &mut self,
        from: Ref<R::From>,
        relation: R,
        to: Ref<R::To>,
    ) -> Result<()> {
        self.store.settle();
        let (from, to) = (self.store.check(from)?, self.store.check(to)?);
        let number = self.store.relation(&relation)?;
        match self.store.resolved(number).kind {
            Kind::BelongsTo => self.orphan(number, to, from),
            Kind::HasMany | Kind::HasOne => self.orphan(number, from, to),
            Kind::ManyToMany => {
                self.linkable(number)?;
                self.store.want(number, from, to, false)
            }
        }
    }

    /// Makes the objects at the end of a relationship these and no others.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotLoaded`] if the relationship is not loaded, so that it is not known what would be
    /// unlinked; as [`link`](Self::link) and [`unlink`](Self::unlink).
    pub fn replace<R: ToMany>(
        &mut self,
        from: Ref<R::From>,
        relation: R,
        to: &[Ref<R::To>],
    ) -> Result<()> {
        let there = self.refs(from, relation)?;
        for &key in to {
            self.store.check(key)?;
        }
        for &old in there.iter().filter(|old| !to.contains(old)) {
            self.unlink(from, relation, old)?;
        }
        for &new in to.iter().filter(|new| !there.contains(new)) {
            self.link(from, relation, new)?;
        }
        Ok(())
    }

    /// Takes `child` from `parent`.
    fn orphan(&mut self, number: u16, parent: Raw, child: Raw) -> Result<()> {
        let relation = self.store.resolved(number);
        if self.store.parent_of(child, &relation) != Some(parent) {
            let message = format!("`{}` does not hold between these objects", relation.name);
            return Err(Error::new(ErrorKind::Conflict, message));
        }
        if relation.deletes_orphans {
            self.store.delete(child);
            return Ok(());
        }
        let mapping = self.store.mapping(child.table);
        if mapping.clearable(&relation.own).is_empty() {
            let message = format!(
                "`{}` cannot be undone: the foreign key of `{}` takes no NULL; delete the object, \
                 link it to another one, or declare `delete_orphans`",
                relation.name,
                mapping.name()
            );
            return Err(Error::new(ErrorKind::Conflict, message));
        }
        self.store.point(child, &relation, None)
    }

    /// True if the object is still to be inserted.
    ///
    /// # Errors
    ///
    /// As [`edit`](Self::edit).
    pub fn is_new<T: Mapped>(&self, key: Ref<T>) -> Result<bool> {
        let raw = self.store.check(key)?;
        Ok(self.store.meta(raw).state == State::New)
    }
}
