//! Relationships: what points to what, as constants of the structs.

use std::marker::PhantomData;

use crate::error::Result;
use crate::expr::Column;
use crate::schema::Table;
use crate::types::Any;

use super::key::Raw;
use super::load;
use super::mapped::Mapped;
use super::session::Session;
use super::store::Store;

/// What becomes of the rows that point to an object that is deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnDelete {
    /// Nothing: while there are any, the database refuses to delete it.
    #[default]
    Refuse,
    /// They are read and deleted too, and what points to them by their own rules.
    Delete,
    /// They are read, and their foreign key is set to NULL.
    Clear,
    /// The foreign key is declared so that the database deletes them; objects of theirs are gone too.
    Cascade,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    BelongsTo,
    HasOne,
    HasMany,
    ManyToMany,
}

/// Columns by a function, since constants cannot hold a list of them.
pub(super) type By = fn() -> Vec<Column<Any>>;

/// What a relationship says of itself, before any table is looked at.
#[derive(Clone, Copy)]
#[doc(hidden)]
pub struct Definition {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) by: Option<By>,
    /// Of an association table: the columns that point to the other side.
    pub(super) to: Option<By>,
    pub(super) through: Option<fn() -> Table>,
    pub(super) on_delete: OnDelete,
    pub(super) deletes_orphans: bool,
}

impl Definition {
    const fn new(name: &'static str, kind: Kind) -> Self {
        Definition {
            name,
            kind,
            by: None,
            to: None,
            through: None,
            on_delete: OnDelete::Refuse,
            deletes_orphans: false,
        }
    }
}

/// A relationship between two mapped structs: [`BelongsTo`], [`HasOne`], [`HasMany`] or [`ManyToMany`].
pub trait Relation: Copy + 'static {
    /// The struct that has it.
    type From: Mapped;
    /// The struct at the other end.
    type To: Mapped;
    #[doc(hidden)]
    fn definition(&self) -> Definition;
}

/// A relationship with one object at most at its end.
pub trait ToOne: Relation {}

/// A relationship with any number of objects at its end.
pub trait ToMany: Relation {}

/// What [`Session::load`] takes: relationships from `P` on, `.then(…)` of two, or a tuple of paths.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a path from `{P}`",
    label = "the objects are of `{P}`",
    note = "a path is a relationship of that struct, such as `User::posts`, two joined by `.then(…)`, \
            or a tuple of paths"
)]
pub trait Path<P: Mapped> {
    #[doc(hidden)]
    fn load(&self, session: &mut Session<'_>, from: &[Raw]) -> Result<()>;
}

/// A path on from the end of a relationship. Made by `.then(…)`.
#[derive(Clone, Copy, Debug)]
pub struct Then<R, Q>(R, Q);

impl<R: Relation, Q: Path<R::To>> Path<R::From> for Then<R, Q> {
    fn load(&self, session: &mut Session<'_>, from: &[Raw]) -> Result<()> {
        let next = load::relation(session, self.0, from)?;
        self.1.load(session, &next)
    }
}

/// A relationship without its types.
#[derive(Clone, Copy)]
#[doc(hidden)]
pub struct Rule {
    pub(super) definition: Definition,
    /// Makes the relationship known to the session, and gives its number.
    pub(super) number: fn(&mut Store, &Definition) -> Result<u16>,
    /// Loads it, and gives the objects at its end.
    pub(super) load: fn(&mut Session<'_>, &Definition, &[Raw]) -> Result<Vec<Raw>>,
}

macro_rules! relations {
    ($($(#[$meta:meta])* $name:ident <$from:ident, $to:ident>, $kind:ident, $number:ident;)*) => { $(
        $(#[$meta])*
        pub struct $name<$from, $to> {
            definition: Definition,
            types: PhantomData<fn() -> ($from, $to)>,
        }

        impl<$from, $to> Clone for $name<$from, $to> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<$from, $to> Copy for $name<$from, $to> {}

        impl<$from, $to> std::fmt::Debug for $name<$from, $to> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.definition.name)
            }
        }

        impl<$from: Mapped, $to: Mapped> Relation for $name<$from, $to> {
            type From = $from;
            type To = $to;
            fn definition(&self) -> Definition {
                self.definition
            }
        }

        impl<$from: Mapped, $to: Mapped> $number for $name<$from, $to> {}

        impl<$from: Mapped, $to: Mapped> Path<$from> for $name<$from, $to> {
            fn load(&self, session: &mut Session<'_>, from: &[Raw]) -> Result<()> {
                load::relation(session, *self, from).map(drop)
            }
        }

        impl<$from: Mapped, $to: Mapped> $name<$from, $to> {
            /// Relationship `name`, as `Struct::name`, which stands in messages.
            #[must_use]
            pub const fn new(name: &'static str) -> Self {
                $name { definition: Definition::new(name, Kind::$kind), types: PhantomData }
            }

            /// The columns of the foreign key, where it is not the only one between the two tables, or
            /// not declared.
            #[must_use]
            pub const fn by(mut self, columns: fn() -> Vec<Column<Any>>) -> Self {
                self.definition.by = Some(columns);
                self
            }

            /// The path on from the objects at the end of this one.
            pub fn then<Q: Path<$to>>(self, next: Q) -> Then<Self, Q> {
                Then(self, next)
            }

            /// The relationship without its types. Used by the derive.
            #[doc(hidden)]
            #[must_use]
            pub fn rule(self) -> Rule {
                Rule {
                    definition: self.definition,
                    number: |store, definition| {
                        let relation: Self = $name { definition: *definition, types: PhantomData };
                        store.relation(&relation)
                    },
                    load: |session, definition, from| {
                        let relation = $name { definition: *definition, types: PhantomData };
                        load::relation::<$name<$from, $to>>(session, relation, from)
                    },
                }
            }
        }
    )* };
}

relations! {
    /// The one object of `P` that an object of `C` points to by its foreign key, or none.
    ///
    /// ```
    /// # use sqltree::mapper::BelongsTo;
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # struct User { #[column(primary_key)] id: i64 }
    /// #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// #[belongs_to(author: User)]
    /// struct Post {
    ///     #[column(primary_key, generated)]
    ///     id: i64,
    ///     #[column(references = User::id)]
    ///     author_id: i64,
    /// }
    /// let _: BelongsTo<Post, User> = Post::author;
    /// ```
    BelongsTo<C, P>, BelongsTo, ToOne;
    /// The one object of `C` whose foreign key points to an object of `P`, or none; the foreign key is
    /// unique.
    HasOne<P, C>, HasOne, ToOne;
    /// The objects of `C` whose foreign key points to an object of `P`.
    HasMany<P, C>, HasMany, ToMany;
    /// The objects of `B` that an association table joins to an object of `A`.
    ManyToMany<A, B>, ManyToMany, ToMany;
}

macro_rules! owners {
    ($($name:ident),*) => { $(
        impl<P: Mapped, C: Mapped> $name<P, C> {
            /// What becomes of the rows that point to an object that is deleted.
            #[must_use]
            pub const fn on_delete(mut self, what: OnDelete) -> Self {
                self.definition.on_delete = what;
                self
            }

            /// An object that is unlinked is deleted, where its foreign key would be set to NULL.
            #[must_use]
            pub const fn delete_orphans(mut self) -> Self {
                self.definition.deletes_orphans = true;
                self
            }
        }
    )* };
}

owners!(HasOne, HasMany);

impl<A: Mapped, B: Mapped> ManyToMany<A, B> {
    /// The association table, whose foreign keys point to both sides.
    #[must_use]
    pub const fn through(mut self, table: fn() -> Table) -> Self {
        self.definition.through = Some(table);
        self
    }

    /// The columns of the association table that point to `B`, where that is not the only foreign key
    /// to it, as between objects of one struct.
    #[must_use]
    pub const fn to(mut self, columns: fn() -> Vec<Column<Any>>) -> Self {
        self.definition.to = Some(columns);
        self
    }
}

macro_rules! paths {
    ($($name:ident $index:tt),+) => {
        impl<P: Mapped, $($name: Path<P>),+> Path<P> for ($($name,)+) {
            fn load(&self, session: &mut Session<'_>, from: &[Raw]) -> Result<()> {
                $(self.$index.load(session, from)?;)+
                Ok(())
            }
        }
    };
}

paths!(A 0);
paths!(A 0, B 1);
paths!(A 0, B 1, C 2);
paths!(A 0, B 1, C 2, D 3);
paths!(A 0, B 1, C 2, D 3, E 4);
paths!(A 0, B 1, C 2, D 3, E 4, F 5);
paths!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
paths!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
