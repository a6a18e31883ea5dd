//! Statements of all kinds as trees: what they are, their children, equality and hashing.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::ctes::uses;
use super::equal::same_all;
use super::explain::Explain;
use super::hash::hash_all;
use super::statement_head::StatementHead;
use crate::ddl::{CreateTable, CreateTableAs, DropTable};
use crate::dml::{ChangeBody, Delete, Insert, Merge, Update, Upsert, Verb};
use crate::expr::Node;
use crate::expr::view::NodeRef;
use crate::schema::{TableDef, TableName};
use crate::select::{AnyQuery, Compound, ItemBody, Select, SelectBody, Values, expanded};

/// Any statement, lent, without its row type: what
/// [`Statement::statement`](crate::Statement::statement) gives.
#[derive(Clone, Copy)]
pub struct StatementRef<'a>(pub(crate) StatementKind<'a>);

#[derive(Clone, Copy)]
pub(crate) enum StatementKind<'a> {
    Select(&'a Arc<SelectBody>),
    Change(&'a Arc<ChangeBody>),
    CreateTable(&'a CreateTable),
    CreateTableAs(&'a CreateTableAs),
    DropTable(&'a DropTable),
    Explain(&'a Explain),
}

impl<'a> StatementRef<'a> {
    /// The output columns, and which of them a typed row says are never NULL.
    pub(crate) fn required(self) -> (&'a [Node], u64) {
        match self.0 {
            StatementKind::Select(body) => (&body.columns, body.required),
            StatementKind::Change(body) => (&body.returning, body.required),
            StatementKind::CreateTable(_)
            | StatementKind::CreateTableAs(_)
            | StatementKind::DropTable(_)
            | StatementKind::Explain(_) => (&[], 0),
        }
    }

    /// The output columns, with the columns in place of each `*` where they are known.
    pub(crate) fn expanded(self) -> Option<Vec<Node>> {
        let (columns, items) = match self.0 {
            StatementKind::Select(body) => (&body.columns, body.given_items()),
            StatementKind::Change(body) => (&body.returning, vec![&body.target]),
            StatementKind::CreateTable(_)
            | StatementKind::CreateTableAs(_)
            | StatementKind::DropTable(_)
            | StatementKind::Explain(_) => return None,
        };
        columns.iter().any(Node::is_star).then(|| expanded(columns, &items).concat())
    }

    /// Calls `visit` with each node of the statement, clause by clause.
    pub(crate) fn each_child(self, visit: &mut dyn FnMut(NodeRef<'a>)) {
        match self.0 {
            StatementKind::Select(body) => body.each_child(&mut |child| visit(NodeRef::new(child))),
            StatementKind::Change(body) => body.each_child(visit),
            StatementKind::CreateTableAs(create) => {
                create.query.each_child(&mut |child| visit(NodeRef::new(child)));
            }
            StatementKind::Explain(explain) => explain.inner().each_child(visit),
            StatementKind::CreateTable(_) | StatementKind::DropTable(_) => {}
        }
    }

    /// The names of the tables that the statement reads or changes, at any depth, each once. Tables
    /// inside of raw SQL are not known.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! {
    ///     pub users { id: i64 => primary_key }
    ///     pub posts { id: i64 => primary_key, user_id: i64 }
    /// }
    /// let query = select(users::id).filter(users::id.is_in(select(posts::user_id)));
    /// let names: Vec<String> = query.statement().tables().iter().map(|t| t.to_string()).collect();
    /// assert_eq!(names, ["posts", "users"]);
    /// ```
    #[must_use]
    pub fn tables(self) -> Vec<TableName> {
        let mut roots = Vec::new();
        self.each_child(&mut |child| roots.push(child));
        let mut tables: Vec<TableName> = uses(roots).tables.into_iter().cloned().collect();
        tables.extend(self.target().map(|table| table.name.clone()));
        tables.sort_by_cached_key(ToString::to_string);
        tables.dedup();
        tables
    }

    /// The table that the statement changes, creates or drops; `None` for a query.
    fn target(self) -> Option<&'a TableDef> {
        match self.0 {
            StatementKind::Select(_) => None,
            StatementKind::Change(body) => body.target.table(),
            StatementKind::CreateTable(create) => create.table.table(),
            StatementKind::CreateTableAs(create) => create.table.table(),
            StatementKind::DropTable(drop) => drop.table.table(),
            StatementKind::Explain(explain) => explain.inner().target(),
        }
    }

    /// True for a query without changes in WITH, and for the plan of a statement that is not run, which change nothing.
    #[must_use]
    pub fn is_query(self) -> bool {
        match self.0 {
            StatementKind::Select(_) => !self.has_changes_in_with(),
            StatementKind::Explain(explain) => !explain.runs || explain.inner().is_query(),
            StatementKind::Change(_)
            | StatementKind::CreateTable(_)
            | StatementKind::CreateTableAs(_)
            | StatementKind::DropTable(_) => false,
        }
    }

    fn has_changes_in_with(self) -> bool {
        let mut roots = Vec::new();
        self.each_child(&mut |child| roots.push(child));
        uses(roots).ctes.iter().any(|item| matches!(item.body, ItemBody::Changed(_)))
    }

    /// The query, if it is one.
    pub(crate) fn select(self) -> Option<&'a SelectBody> {
        if let StatementKind::Select(body) = self.0 { Some(body) } else { None }
    }

    /// True for INSERT.
    pub(crate) fn is_insert(self) -> bool {
        matches!(self.0, StatementKind::Change(body) if body.verb == Verb::Insert)
    }
}

/// A statement of whatever kind, for programs that build statements at run time; its rows are
/// [`Row`](crate::Row)s.
///
/// Made by [`to_any`](crate::Statement::to_any).
///
/// ```
/// use sqltree::prelude::*;
/// use sqltree::compile::AnyStatement;
/// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
/// let script: Vec<AnyStatement> = vec![
///     create_table(users::table()).to_any(),
///     insert(users::table()).set(users::id, 1).set(users::age, 30).to_any(),
///     select(users::age).to_any(),
/// ];
/// let texts: Vec<String> = script.iter().map(|statement| statement.to_string()).collect();
/// assert_eq!(texts[1], "INSERT INTO users (id, age) VALUES (:p1, :p2)");
/// assert_eq!(texts[2], "SELECT users.age FROM users");
/// ```
#[derive(Clone)]
#[must_use]
pub struct AnyStatement(Owned);

#[derive(Clone)]
enum Owned {
    Select(Arc<SelectBody>),
    Change(Arc<ChangeBody>),
    CreateTable(CreateTable),
    CreateTableAs(CreateTableAs),
    DropTable(DropTable),
    Explain(Explain),
}

impl AnyStatement {
    /// The statement, owned; rows of no type ask nothing of their columns.
    pub(crate) fn of(statement: StatementRef<'_>) -> Self {
        AnyStatement(match statement.0 {
            StatementKind::Select(body) => {
                let mut body = body.clone();
                if body.required != 0 {
                    Arc::make_mut(&mut body).required = 0;
                }
                Owned::Select(body)
            }
            StatementKind::Change(body) => {
                let mut body = body.clone();
                if body.required != 0 {
                    Arc::make_mut(&mut body).required = 0;
                }
                Owned::Change(body)
            }
            StatementKind::CreateTable(create) => Owned::CreateTable(create.clone()),
            StatementKind::CreateTableAs(create) => Owned::CreateTableAs(create.clone()),
            StatementKind::DropTable(drop) => Owned::DropTable(drop.clone()),
            StatementKind::Explain(explain) => Owned::Explain(explain.clone()),
        })
    }

    fn lend(&self) -> StatementKind<'_> {
        match &self.0 {
            Owned::Select(body) => StatementKind::Select(body),
            Owned::Change(body) => StatementKind::Change(body),
            Owned::CreateTable(create) => StatementKind::CreateTable(create),
            Owned::CreateTableAs(create) => StatementKind::CreateTableAs(create),
            Owned::DropTable(drop) => StatementKind::DropTable(drop),
            Owned::Explain(explain) => StatementKind::Explain(explain),
        }
    }
}

impl PartialEq for StatementRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        if StatementHead::of(*self) != StatementHead::of(*other) {
            return false;
        }
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        self.each_child(&mut |child| ours.push(child));
        other.each_child(&mut |child| theirs.push(child));
        ours.len() == theirs.len() && same_all(ours.into_iter().zip(theirs).collect())
    }
}

impl Eq for StatementRef<'_> {}

impl Hash for StatementRef<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        StatementHead::of(*self).hash(state);
        let mut children = Vec::new();
        self.each_child(&mut |child| children.push(child));
        hash_all(children, state);
    }
}

macro_rules! statements {
    ($($type:ident < $($generic:ident),* >, $self:ident => $inner:expr;)*) => { $(
        impl<'a, $($generic),*> From<&'a $type<$($generic),*>> for StatementRef<'a> {
            #[inline]
            fn from($self: &'a $type<$($generic),*>) -> Self {
                StatementRef($inner)
            }
        }

        /// Two statements are equal if they are the same tree; where in the program they were built
        /// does not count.
        impl<$($generic),*> PartialEq for $type<$($generic),*> {
            fn eq(&self, other: &Self) -> bool {
                StatementRef::from(self) == StatementRef::from(other)
            }
        }

        impl<$($generic),*> Eq for $type<$($generic),*> {}

        impl<$($generic),*> Hash for $type<$($generic),*> {
            fn hash<H_: Hasher>(&self, state: &mut H_) {
                StatementRef::from(self).hash(state);
            }
        }
    )* };
}

statements! {
    Select<R>, select => StatementKind::Select(&select.body);
    Compound<R>, compound => StatementKind::Select(&compound.body);
    Values<R>, values => StatementKind::Select(&values.body);
    AnyQuery<R>, query => StatementKind::Select(&query.body);
    Insert<C, R>, insert => StatementKind::Change(&insert.body);
    Upsert<C, R>, upsert => StatementKind::Change(&upsert.body);
    Update<R>, update => StatementKind::Change(&update.body);
    Delete<R>, delete => StatementKind::Change(&delete.body);
    Merge<R>, merge => StatementKind::Change(&merge.body);
    CreateTable<>, create => StatementKind::CreateTable(create);
    CreateTableAs<>, create => StatementKind::CreateTableAs(create);
    DropTable<>, drop => StatementKind::DropTable(drop);
    Explain<>, explain => StatementKind::Explain(explain);
    AnyStatement<>, any => any.lend();
}
