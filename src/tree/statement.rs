//! Statements of all kinds as trees: what they are, their children, equality and hashing.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::ctes::uses;
use super::equal::same_all;
use super::hash::hash_all;
use super::head::Head;
use crate::ddl::{CreateTable, DropTable};
use crate::dml::{ChangeBody, Delete, Insert, Merge, RareHead, RareParts, Update, Upsert, Verb};
use crate::error::Problem;
use crate::expr::view::NodeRef;
use crate::expr::{Expr, Node};
use crate::name::Name;
use crate::schema::{ColumnDef, ConstraintDef, TableDef, TableName};
use crate::select::{AnyQuery, Compound, Select, SelectBody, Values, expanded};
use crate::types::Type;

/// Any statement, lent, without its row type: what
/// [`Statement::statement`](crate::Statement::statement) gives.
#[derive(Clone, Copy)]
pub struct StatementRef<'a>(pub(crate) StatementKind<'a>);

#[derive(Clone, Copy)]
pub(crate) enum StatementKind<'a> {
    Select(&'a Arc<SelectBody>),
    Change(&'a Arc<ChangeBody>),
    CreateTable(&'a CreateTable),
    DropTable(&'a DropTable),
}

impl<'a> StatementRef<'a> {
    /// The output columns, and which of them a typed row says are never NULL.
    pub(crate) fn required(self) -> (&'a [Node], u64) {
        match self.0 {
            StatementKind::Select(body) => (&body.columns, body.required),
            StatementKind::Change(body) => (&body.returning, body.required),
            StatementKind::CreateTable(_) | StatementKind::DropTable(_) => (&[], 0),
        }
    }

    /// The output columns, with the columns in place of each `*` where they are known.
    pub(crate) fn expanded(self) -> Option<Vec<Node>> {
        let (columns, items) = match self.0 {
            StatementKind::Select(body) => (&body.columns, body.given_items()),
            StatementKind::Change(body) => (&body.returning, vec![&body.target]),
            StatementKind::CreateTable(_) | StatementKind::DropTable(_) => return None,
        };
        columns.iter().any(Node::is_star).then(|| expanded(columns, &items).concat())
    }

    /// Calls `visit` with each node of the statement, clause by clause.
    pub(crate) fn each_child(self, visit: &mut dyn FnMut(NodeRef<'a>)) {
        match self.0 {
            StatementKind::Select(body) => body.each_child(&mut |child| visit(NodeRef::new(child))),
            StatementKind::Change(body) => body.each_child(visit),
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
            StatementKind::DropTable(drop) => drop.table.table(),
        }
    }

    /// True for a query, which changes nothing.
    #[must_use]
    pub fn is_query(self) -> bool {
        matches!(self.0, StatementKind::Select(_))
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
    DropTable(DropTable),
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
            StatementKind::DropTable(drop) => Owned::DropTable(drop.clone()),
        })
    }

    fn lend(&self) -> StatementKind<'_> {
        match &self.0 {
            Owned::Select(body) => StatementKind::Select(body),
            Owned::Change(body) => StatementKind::Change(body),
            Owned::CreateTable(create) => StatementKind::CreateTable(create),
            Owned::DropTable(drop) => StatementKind::DropTable(drop),
        }
    }
}

/// What a statement is, without its children.
#[derive(PartialEq, Eq, Hash)]
enum StatementHead<'a> {
    Query(Head<'a>),
    Change {
        verb: Verb,
        /// Of columns, cells and columns given back: they tell the children apart.
        counts: [usize; 3],
        all_rows: bool,
        rare: RareHead<'a>,
        mistakes: Vec<&'a str>,
    },
    Create(Option<DefinedTable<'a>>, bool),
    Drop(Option<&'a TableName>, bool),
}

#[derive(PartialEq, Eq, Hash)]
struct DefinedTable<'a> {
    name: &'a TableName,
    columns: Vec<DefinedColumn<'a>>,
    foreign_keys: Vec<(Vec<Name>, TableName, Vec<Name>)>,
    unique: Vec<&'a [Name]>,
}

#[derive(PartialEq, Eq, Hash)]
struct DefinedColumn<'a> {
    name: &'a Name,
    column_type: &'a Type,
    /// Nullable, primary key, generated, unique.
    flags: [bool; 4],
    default: Option<Expr>,
    /// What is wrong with its foreign key.
    mistake: Option<String>,
}

impl<'a> StatementHead<'a> {
    fn of(statement: StatementRef<'a>) -> Self {
        match statement.0 {
            StatementKind::Select(body) => StatementHead::Query(Head::select(body)),
            StatementKind::Change(body) => StatementHead::Change {
                verb: body.verb,
                counts: [body.columns.len(), body.cells.len(), body.returning.len()],
                all_rows: body.all_rows,
                rare: body.rare().map(RareParts::head).unwrap_or_default(),
                mistakes: body.problems.iter().map(Problem::message).collect(),
            },
            StatementKind::CreateTable(create) => StatementHead::Create(
                create.table.table().map(DefinedTable::of),
                create.if_not_exists,
            ),
            StatementKind::DropTable(drop) => {
                let name = drop.table.table().map(TableDef::table_name);
                StatementHead::Drop(name, drop.if_exists)
            }
        }
    }
}

impl<'a> DefinedTable<'a> {
    fn of(table: &'a TableDef) -> Self {
        let column = |column: &'a ColumnDef| DefinedColumn {
            name: column.name(),
            column_type: &column.sql_type,
            flags: [column.is_nullable(), column.primary_key, column.generated, column.unique],
            default: column.default.as_ref().map(|default| Expr::new(default.node())),
            mistake: column
                .references
                .as_ref()
                .and_then(|key| key.target().err().map(|problem| problem.message().to_owned())),
        };
        let unique = |constraint: &'a ConstraintDef| match constraint {
            ConstraintDef::Unique(columns) => Some(&**columns),
            ConstraintDef::ForeignKey { .. } => None,
        };
        DefinedTable {
            name: table.table_name(),
            columns: table.columns().iter().map(column).collect(),
            foreign_keys: table.foreign_keys().collect(),
            unique: table.constraints.iter().filter_map(unique).collect(),
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
    DropTable<>, drop => StatementKind::DropTable(drop);
    AnyStatement<>, any => any.lend();
}
