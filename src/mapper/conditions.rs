//! Relationships in queries: what joins by them, and whether there is an object at their end.

use crate::error::{Error, ErrorKind, Problem, Result};
use crate::expr::{Column, Condition, Expr};
use crate::select::{Alias, exists, select};
use crate::types::Any;

use super::mapped::Mapped;
use super::mapping::Mapping;
use super::relation::{BelongsTo, HasMany, HasOne, Kind, ManyToMany, Relation};
use super::resolve::{Resolved, Through};
use super::sql::joined;

/// A relationship whose end goes by another name, such as that of a table joined to itself. Made by
/// `.of(&alias)`.
#[derive(Clone)]
pub struct EndOf<R> {
    relation: R,
    alias: Alias,
}

/// The tables and columns of a relationship.
struct Ends {
    from: Mapping,
    to: Mapping,
    resolved: Resolved,
    /// The columns of the struct at the end, under the name that they have.
    columns: Vec<Column<Any>>,
}

impl Ends {
    fn of<R: Relation>(relation: &R, alias: Option<&Alias>) -> Result<Self> {
        let definition = relation.definition();
        let (from, to) = (Mapping::of::<R::From>()?, Mapping::of::<R::To>()?);
        if alias.is_none() && from.name() == to.name() {
            let message = format!(
                "`{}` joins `{}` to itself; give its end a name by `of`: \
                 `.of(&alias)`, with an alias of the table",
                definition.name,
                from.name()
            );
            return Err(Error::new(ErrorKind::DuplicateName, message));
        }
        let resolved = Resolved::of(&definition, [0, 1], [&from, &to], 0)?;
        let columns = alias.map_or_else(|| to.columns.clone(), Alias::columns);
        Ok(Ends { from, to, resolved, columns })
    }

    fn ends(&self, places: &[usize]) -> Vec<Column<Any>> {
        places.iter().map(|&i| self.columns[i].clone()).collect()
    }

    fn starts(&self, places: &[usize]) -> Vec<Column<Any>> {
        places.iter().map(|&i| self.from.columns[i].clone()).collect()
    }

    /// What holds between both ends; between the first and a pair if it goes through pairs.
    fn on(&self) -> Expr<Option<bool>> {
        let Resolved { kind, own, target, through, .. } = &self.resolved;
        match (kind, through) {
            (_, Some(Through { from, .. })) => joined(&from.columns, &self.starts(&from.target)),
            (Kind::BelongsTo, None) => joined(&self.starts(own), &self.ends(target)),
            (Kind::HasOne | Kind::HasMany | Kind::ManyToMany, None) => {
                joined(&self.ends(own), &self.starts(target))
            }
        }
    }

    fn exists(&self, end: Option<&Alias>, condition: Option<Expr<Any>>) -> Expr<bool> {
        let first = self.to.key[0];
        let query = select([self.columns[first].clone()]);
        let mut query = match end {
            Some(alias) => query.from(alias),
            None => query.from(self.to.table.clone()),
        };
        if let Some(Through { table, to, .. }) = &self.resolved.through {
            query = query.join(table.clone(), joined(&to.columns, &self.ends(&to.target)));
        }
        exists(query.filter(self.on()).filter_if(condition))
    }
}

fn mistake<T>(error: &Error) -> Expr<T> {
    Expr::mistake(Problem::new(error.kind(), error.to_string()))
}

fn exists_of<R: Relation>(
    relation: &R,
    alias: Option<&Alias>,
    condition: Option<Expr<Any>>,
) -> Expr<bool> {
    match Ends::of(relation, alias) {
        Ok(ends) => ends.exists(alias, condition),
        Err(error) => mistake(&error),
    }
}

fn on_of<R: Relation>(relation: &R, alias: Option<&Alias>) -> Expr<Option<bool>> {
    match Ends::of(relation, alias) {
        Ok(ends) => ends.on(),
        Err(error) => mistake(&error),
    }
}

macro_rules! conditions {
    ($($name:ident),*) => { $(
        impl<A: Mapped, B: Mapped> $name<A, B> {
            /// The relationship to another name of the table at its end, as of a table that is joined to
            /// itself.
            pub fn of(self, alias: &Alias) -> EndOf<Self> {
                EndOf { relation: self, alias: alias.clone() }
            }

            /// True if there is an object at the end: `EXISTS (SELECT …)`.
            pub fn exists(self) -> Expr<bool> {
                exists_of(&self, None, None)
            }

            /// True if there is an object at the end for which `condition` is true:
            /// `EXISTS (SELECT … WHERE condition)`.
            ///
            /// ```
            /// # use sqltree::prelude::*;
            /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
            /// # #[has_many(posts: Post)]
            /// # struct User { #[column(primary_key)] id: i64 }
            /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
            /// # struct Post {
            /// #     #[column(primary_key)] id: i64,
            /// #     #[column(references = User::id)] author_id: i64,
            /// #     likes: i32,
            /// # }
            /// let query = select(User::id).filter(User::posts.exists_where(Post::likes.gt(10)));
            /// assert_eq!(query.compile(&Sqlite::default())?.sql(),
            ///     "SELECT user.id FROM user WHERE EXISTS (SELECT post.id FROM post \
            ///      WHERE post.author_id = user.id AND post.likes > ?)");
            /// # Ok::<(), sqltree::Error>(())
            /// ```
            pub fn exists_where(self, condition: impl Condition) -> Expr<bool> {
                exists_of(&self, None, Some(condition.into_expr().dynamic()))
            }
        }
    )* };
}

conditions!(BelongsTo, HasOne, HasMany, ManyToMany);

macro_rules! direct {
    ($($name:ident),*) => { $(
        impl<A: Mapped, B: Mapped> $name<A, B> {
            /// What joins both tables, for `join`: the columns of the foreign key equal those that they
            /// point to.
            ///
            /// ```
            /// # use sqltree::prelude::*;
            /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
            /// # struct User { #[column(primary_key)] id: i64, name: String }
            /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
            /// # #[belongs_to(author: User)]
            /// # struct Post {
            /// #     #[column(primary_key)] id: i64,
            /// #     #[column(references = User::id)] author_id: i64,
            /// # }
            /// let query = select((Post::id, User::name)).join(User::table(), Post::author.on());
            /// assert_eq!(query.compile(&Sqlite::default())?.sql(),
            ///     "SELECT post.id, user.name FROM post JOIN user ON post.author_id = user.id");
            /// # Ok::<(), sqltree::Error>(())
            /// ```
            pub fn on(self) -> Expr<Option<bool>> {
                on_of(&self, None)
            }
        }

        impl<A: Mapped, B: Mapped> EndOf<$name<A, B>> {
            /// What joins the table to the other name, for `join`.
            pub fn on(&self) -> Expr<Option<bool>> {
                on_of(&self.relation, Some(&self.alias))
            }
        }
    )* };
}

direct!(BelongsTo, HasOne, HasMany);

impl<R: Relation> EndOf<R> {
    /// True if there is an object at the end: `EXISTS (SELECT …)`.
    pub fn exists(&self) -> Expr<bool> {
        exists_of(&self.relation, Some(&self.alias), None)
    }

    /// True if there is an object at the end for which `condition` is true, which names it by the alias.
    pub fn exists_where(&self, condition: impl Condition) -> Expr<bool> {
        exists_of(&self.relation, Some(&self.alias), Some(condition.into_expr().dynamic()))
    }
}
